"""What the people a happening befell say about it.

In: the figures and participants of a happening.  Out: a figure of one for each person who is told of singly ("the
commander N", "her brother", "N, 24"), and a closer name for a bare "attack" or "killing".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crosswire.extract.arguments import arguments, harms_itself
from crosswire.extract.clauses import Group
from crosswire.extract.counted import class_between
from crosswire.extract.figures import Figure
from crosswire.extract.nominals import PERSON, joined, phrase
from crosswire.extract.parse import Sentence
from crosswire.extract.tokens import Token
from crosswire.extract.triggers import Hit
from crosswire.lexicon import Lexicon
from crosswire.lexicon.event_types import Codebook, Trigger
from crosswire.model import Of, Participant, Quantity

_ARMED = {"army", "armed_group", "coalition", "state"}
_FIGHTING = {"fighters", "soldiers", "commanders"}
# "No man", "every man", and words that point back to somebody told of before.
_NOT_ONE = {"no", "any", "every", "each", "that", "this", "such", "either", "somebody", "someone", "whose"}
_POSSESSIVE = {"his", "her", "their"}
_HARM = ("killed", "wounded", "killed_or_wounded")
_SINGULAR = re.compile(r"(?:,? \(?\d{1,2}\)?,?)? (?:was|is|has been|had been) ")
_AGED = re.compile(r",? \(?\d{1,2}\b(?!,\d)")
_APPOSED = re.compile(r"(?:, \d{1,2})?, ")
_ADDED = re.compile(r",? and (?:(?:his|her|their) )?")
_NAMING = re.compile(r"\s*,?\s*(?:identified as|named|called|known as|nicknamed|dubbed|of [^,]{1,40},)?\s*")


def told_singly(
    group: Group,
    figures: Sequence[Figure],
    participants: Sequence[Participant],
    sentence: Sentence,
    codebook: Codebook,
) -> tuple[Quantity, ...]:
    """A figure of one for each person harmed who is told of singly.

    Where the clause counts several people ("two men, N and M, were killed"), whom it names are they, and nobody is
    added, unless the count only comes on top ("his sister and two men", "a man, his wife and their two children").
    """
    found: dict[int, Quantity] = {}
    for hit in group.hits:
        trigger = hit.counting()
        if trigger is None or trigger.measure is None:
            continue
        counted = [figure for figure in figures if figure.quantity.measure == trigger.measure]
        for role, token in arguments(replace(group, hits=[hit]), codebook.cues):
            for head in (token, *joined(token)) if role == "target" else ():
                one = _one(head, participants, sentence)
                if one is None or not _befallen(hit.token, head):
                    continue
                start = sentence.start(phrase(head)[0])
                made = _quantity(one, trigger, sentence, codebook)
                apart = harms_itself(hit.token)  # who killed others and himself is not among those counted
                among = _stands_in if apart else _counts
                if made is None or any(among(figure, one, start, sentence) for figure in counted):
                    continue
                if any(_ended(figure, hit) and _stands_in(figure, one, start, sentence) for figure in figures):
                    continue
                if one.start not in found or _closer(made, found[one.start]):
                    found[one.start] = made
    return tuple(found[start] for start in sorted(found))


def _counts(figure: Figure, one: Participant, start: int, sentence: Sentence) -> bool:
    """Whether the figure counts the person too, whose noun phrase begins at ``start``: "a man named N", "two men, N and
    M", "N, a teacher"; not "her sister and two men"."""
    if _stands_in(figure, one, start, sentence):
        return True
    base = sentence.passage.start
    between = sentence.text[one.end - base : figure.number.start - base] if one.end <= figure.number.start else ""
    if figure.quantity.best == 1:
        return _APPOSED.fullmatch(between) is not None
    told = sentence.text[figure.number.end - base : one.start - base] if figure.number.end <= one.start else ""
    if re.search(r"\band $", told) and one.quote.split(" ")[0].casefold() in _POSSESSIVE:
        return False  # "two children and their mother"
    return _ADDED.fullmatch(between) is None


def _stands_in(figure: Figure, one: Participant, start: int, _: Sentence) -> bool:
    """Whether the number stands in the person's own words: "a man"."""
    return min(one.start, start) <= figure.number.start < one.end


def _befallen(word: Token, head: Token) -> bool:
    """A noun says what befell whom by "of" ("the death of N"), not by "at" or "on"."""
    while head.dep_ == "conj":
        head = head.head
    return word.pos_ != "NOUN" or head.dep_ != "pobj" or head.head.lower_ == "of" or head.head.head != word


def _ended(figure: Figure, hit: Hit) -> bool:
    """ "A man was shot and died": who is counted as killed is not counted as shot too."""
    word = figure.hit.token
    return figure.quantity.measure == "killed" and word.dep_ == "conj" and word.head == hit.token


def _closer(one: Quantity, other: Quantity) -> bool:
    """ "Was shot and died": who was hit and killed is counted as killed."""
    return _HARM.index(one.measure) < _HARM.index(other.measure) if {one.measure, other.measure} <= {*_HARM} else False


def _one(head: Token, participants: Sequence[Participant], sentence: Sentence) -> Participant | None:
    """The participant whose words the noun stands in, or right before ("the commander N")."""
    at = sentence.start(head)
    first, last = phrase(head)
    start, end = sentence.start(first), sentence.end(last)
    targets = [p for p in participants if p.role == "target" and p.actor_id is None]
    return next((p for p in targets if p.start <= at < p.end), None) or next(
        (p for p in targets if start <= p.start <= end + 2), None
    )


def _quantity(person: Participant, trigger: Trigger, sentence: Sentence, codebook: Codebook) -> Quantity | None:
    assert trigger.measure is not None
    of = _described(person, trigger, sentence, codebook)
    if of is None:
        return None
    return Quantity(
        measure=trigger.measure, of=of, side_id=person.side_id, counts="total",
        low=1, best=1, high=1, bound="exact", start=person.start, end=person.end, quote=person.quote,
    )  # fmt: skip


def _described(person: Participant, trigger: Trigger, sentence: Sentence, codebook: Codebook) -> Of | None:
    """The class of one person; None where the words may stand for several or for no person.

    The noun that stands beside a name says it: "the commander N", "a fighter named N", "N, a journalist".  A name is
    one person's where an age follows or a verb in the singular, or where what is told befalls nothing but people.
    """
    head = sentence.root_of(person.start, person.end)
    if head is None or any(child.lower_ in _NOT_ONE for child in head.children):
        return None
    base = sentence.passage.start
    before = sentence.text[max(person.start - base - 60, 0) : person.start - base]
    after = sentence.text[person.end - base : person.end - base + 40]
    titled = any(child.dep_ == "det" and sentence.start(child) == person.start for child in head.children)
    if person.name[:1].isupper() and not titled:
        found = list(codebook.people.find(before))
        if found and _NAMING.fullmatch(before[found[-1].end :]):
            return found[-1].values[0]
        if _SINGULAR.match(after) or (trigger.measure in _HARM and _AGED.match(after)):
            return class_between(sentence, person.start, person.end, codebook) or "any"
        if match := re.match(r",? (?:a|an|the|who was a) ", after):
            following = next(codebook.people.find(after[match.end() :]), None)
            if following is not None and "," not in after[match.end() : match.end() + following.start]:
                return following.values[0]
    if trigger.measure not in _HARM:
        return None
    if PERSON.fullmatch(person.name):
        words = sentence.tokens(person.start, person.end)
        plain = sentence.passage.kind == "sentence" and all(word.tag_ == "NNP" for word in words)
        return "any" if plain and next(codebook.triggers.find(person.name), None) is None else None
    if head.tag_ not in ("NN", "NNP", "JJ") or head.text.isupper():
        return None
    return class_between(sentence, person.start, sentence.end(head), codebook)


def type_by_victims(event_type: str, quantities: Sequence[Quantity]) -> str:
    """The type once it is known whom the figures count: an attack that harmed none but fighters is a clash."""
    harmed = {quantity.of for quantity in quantities if quantity.measure in _HARM}
    return "armed_clash" if event_type == "attack_on_civilians" and harmed and harmed <= _FIGHTING else event_type


def refined_type(
    event_type: str, quantities: Sequence[Quantity], participants: Sequence[Participant], lexicon: Lexicon
) -> str:
    """A bare "attack" is named by its victims; a killing of fighters by an armed actor is a clash."""
    if event_type not in ("attack", "killing"):
        return event_type
    victims = {quantity.of for quantity in quantities if quantity.measure in ("killed", "wounded", "killed_or_wounded")}
    kinds = {
        (p.role, lexicon.actors[p.actor_id].kind)
        for p in participants
        if p.actor_id is not None and p.actor_id in lexicon.actors
    }
    armed_target = bool(victims & _FIGHTING) or any(role == "target" and kind in _ARMED for role, kind in kinds)
    armed_actor = any(role == "actor" and kind in _ARMED for role, kind in kinds)
    if armed_target and (armed_actor or event_type == "attack"):
        return "armed_clash"
    if event_type == "attack":
        return "attack_on_civilians" if victims else "armed_clash"
    return "attack_on_civilians" if victims - _FIGHTING - {"any"} and armed_actor else event_type
