"""Figures: which number counts whom, and what happened to them.

In: a parsed sentence, its numbers, its triggers and its actors.  Out: a `Figure` for each number of people that a trigger
of the sentence counts.  A number finds its trigger by the parse (subject, object, participle, "left ten dead", "the toll
rose to ten") and, where the parse fails on stripped or telegraphic text, by standing right beside it.  Numbers of things,
and numbers whose people nothing happens to, are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from crosswire.extract.parse import Sentence, ancestors
from crosswire.extract.triggers import Hit
from crosswire.lexicon.event_types import Codebook
from crosswire.model import ActorMention, Counts, Number, Of, Quantity

_PART_WORDS = {"including", "among", "amongst", "whom", "them", "includes", "included", "namely"}
_RUNNING = {"since", "far"}
_LONG_STRETCH = {
    "war",
    "conflict",
    "uprising",
    "crisis",
    "revolution",
    "year",
    "years",
    "month",
    "months",
    "campaign",
    "offensive",
}
_LEAVE = {"leave", "leaves", "left", "leaving"}
_CLASS_ORDER: tuple[Of, ...] = (
    "children", "women", "commanders", "police", "medics", "aid_workers", "journalists", "soldiers", "fighters", "civilians",
    "families", "men", "other", "any",
)  # fmt: skip
_FIGHTER_KINDS = {"armed_group", "coalition"}
_SOLDIER_KINDS = {"army"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number tied to the trigger that counts it; ``sure`` is how firm the tie is, in [0, 1]."""

    hit: Hit
    number: Number
    quantity: Quantity
    sure: float


@dataclass(frozen=True, slots=True)
class _Counted:
    """The noun a number counts: its token (None for a bare number), its class, and where the phrase ends."""

    noun: Token | None
    of: Of | None
    end: int


def find_figures(
    sentence: Sentence,
    numbers: Sequence[Number],
    hits: Sequence[Hit],
    actors: Sequence[ActorMention],
    codebook: Codebook,
) -> list[Figure]:
    """The figures of a sentence, in order of their numbers."""
    counting = [hit for hit in hits if hit.counting()]
    if not counting:
        return []
    figures: list[Figure] = []
    number_tokens = {token.i for number in numbers for token in sentence.tokens(number.start, number.end)}
    found = [
        (number, token, _counted(sentence, number, token, codebook, actors))
        for number in numbers
        if (token := sentence.root_of(number.number_start, number.number_end)) is not None
    ]
    listed = _listed(sentence, [(number, counted) for number, _, counted in found], counting)
    for number, token, counted in found:
        tie = (
            listed.get(number.start)
            or _by_parse(token, counted, counting)
            or _by_neighbourhood(sentence, number, counted, counting, number_tokens)
        )
        if tie is None and (meant := _by_pronoun(token, counted, counting)) is not None:
            tie = meant, 0.7, False
        if tie is None or not _plausible(counted, tie[0]):
            continue
        hit, sure, part = tie
        trigger = hit.counting()
        assert trigger is not None and trigger.measure is not None
        of, side = _whose(sentence, number, counted, hit, actors, codebook)
        quantity = Quantity(
            measure=trigger.measure, of=of, side_id=side, counts=_counts(sentence, number, token, hit, part),
            low=number.low, best=number.best, high=number.high, bound=number.bound,
            start=number.start, end=number.end, quote=sentence.quote(number.start, number.end).quote,
        )  # fmt: skip
        figures.append(Figure(hit, number, quantity, sure))
    return figures


def _counted(
    sentence: Sentence, number: Number, token: Token, codebook: Codebook, actors: Sequence[ActorMention]
) -> _Counted:
    noun = _noun_of(token, number, sentence)
    if noun is not None:
        start, end = number.end, sentence.end(_last_of_pair(noun))
        of = _class_between(sentence, start, end, codebook) if end > start else None
        if of is None and sentence.start(noun) < number.start:
            of = _class_between(sentence, sentence.start(noun), sentence.end(noun), codebook)
        return _Counted(noun, of or _class_of_actor(actors, start, end), max(end, number.end))
    return _Counted(None, None, number.end)


def _last_of_pair(noun: Token) -> Token:
    """ "Women and children": a second noun of people right behind "and" is counted with the first."""
    for child in noun.rights:
        if child.dep_ == "conj" and child.i == noun.i + 2 and child.pos_ == "NOUN":
            return child
    return noun


def _noun_of(token: Token, number: Number, sentence: Sentence) -> Token | None:
    """The noun a number counts: its head, the noun after "of", or the number itself where it stands for people."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for noun in child.children:
                if noun.dep_ == "pobj":
                    return noun
    at = token
    while at.head != at and sentence.start(at.head) < number.end and sentence.end(at.head) > number.start:
        at = at.head
    if at.dep_ in (
        "nummod",
        "quantmod",
        "amod",
        "det",
        "compound",
        "nmod",
        "npadvmod",
        "advmod",
        "predet",
        "appos",
        "poss",
    ):
        head = at.head
        if head.pos_ in ("NOUN", "PROPN", "ADJ", "PRON") and head.i >= token.i:
            return head
    following = sentence.doc[token.i + 1 : token.i + 5]
    for candidate in following:
        if candidate.pos_ in ("VERB", "AUX", "ADP", "PUNCT", "CCONJ", "SCONJ", "NUM"):
            break
        if candidate.pos_ in ("NOUN", "PROPN") and (
            candidate.i + 1 >= len(sentence.doc) or sentence.doc[candidate.i + 1].pos_ not in ("NOUN", "PROPN")
        ):
            return candidate
    return None


def _class_between(sentence: Sentence, start: int, end: int, codebook: Codebook) -> Of | None:
    """The class of the noun for people at the end of the stretch; a plain "people" takes the class of what stands
    before it, and "women and children" is a class of its own."""
    base = sentence.passage.start
    stretch = sentence.text[start - base : end - base].rstrip()
    found = list(codebook.people.find(stretch))
    if not found or found[-1].end < len(stretch):
        return None
    classes = {value for hit in found for value in hit.values}
    if {"women", "children"} <= classes:
        return "women_and_children"
    head = [of for of in _CLASS_ORDER if of in found[-1].values]
    if head[0] not in ("any", "other"):
        return head[0]
    return next((of for of in _CLASS_ORDER if of in classes and of not in ("any", "other")), head[0])


def _class_of_actor(actors: Sequence[ActorMention], start: int, end: int) -> Of | None:
    for actor in actors:
        if actor.start < end and start < actor.end:
            if actor.kind in _FIGHTER_KINDS:
                return "fighters"
            if actor.kind in _SOLDIER_KINDS:
                return "soldiers"
    return None


def _listed(
    sentence: Sentence, found: Sequence[tuple[Number, _Counted]], hits: Sequence[Hit]
) -> dict[int, tuple[Hit, float, bool]]:
    """ "Three people killed five others injured": in a list without commas each count is followed by its own word.

    At least two counts must stand so, each right before its word; one alone may as well be the subject of an active
    verb ("two gunmen killed five people").
    """
    ties: list[tuple[Number, Hit]] = []
    for number, counted in found:
        for hit in hits:
            trigger = hit.counting()
            assert trigger is not None
            if trigger.form not in ("object", "adjective") or hit.start < counted.end:
                continue
            between = sentence.text[counted.end - sentence.passage.start : hit.start - sentence.passage.start]
            if between.strip(" ,") in ("", "others") and hit.token.tag_ != "VBG":
                ties.append((number, hit))
                break
    chained = [
        (number, hit)
        for at, (number, hit) in enumerate(ties)
        if (at + 1 < len(ties) and ties[at + 1][0].start - hit.end <= 12)
        or (at > 0 and number.start - ties[at - 1][1].end <= 12)
    ]
    tied = {number.start: (hit, 0.9, False) for number, hit in chained}
    # "Fifteen civilians three children killed": a count right before one that is tied shares its word.
    alone = {number.start: hit for number, hit in ties}
    for (number, counted), (after, _) in pairwise(found):
        hit = alone.get(after.start)
        if hit is not None and counted.of is not None and number.start not in tied and after.start - counted.end <= 2:
            tied[number.start] = tied[after.start] = (hit, 0.8, False)
    return tied


def _by_parse(token: Token, counted: _Counted, hits: Sequence[Hit]) -> tuple[Hit, float, bool] | None:
    """The trigger the parse ties the number to, how firmly, and whether as a part of another figure."""
    part = False
    at = counted.noun or token
    for _ in range(6):
        hit = _direct(at, hits)
        if hit is not None:
            return hit, 0.95, part
        up = at.head
        if up == at:
            return None
        among = _among(at, hits)
        if among is not None:
            return among, 0.9, True
        if at.dep_ in ("conj", "appos") or (
            at.dep_ in ("nummod", "amod", "compound", "quantmod", "nmod", "det")
            and up.pos_
            in (
                "NOUN",
                "PROPN",
                "NUM",
            )
        ):
            at = up
        elif at.dep_ == "pobj" and up.lower_ in ("including", "among", "amongst"):
            part = True
            at = up.head
        elif at.dep_ in ("dobj", "attr") and (toll := _toll(up, hits)) is not None:
            return toll, 0.9, part
        elif at.dep_ == "pobj" and up.lower_ in ("of", "to", "at", "as") and up.head != up:
            toll = _toll(up.head, hits)
            if toll is not None:
                return toll, 0.95, part
            at = up.head
            if at.pos_ not in ("NOUN", "NUM", "PROPN"):
                return None
        else:
            return None
    return None


def _by_pronoun(token: Token, counted: _Counted, hits: Sequence[Hit]) -> Hit | None:
    """ "Photos of ten women, saying they were kidnapped": a plural pronoun stands for the people counted before it."""
    if counted.of is None:
        return None
    for hit in hits:
        for child in hit.token.children:
            if (
                child.lower_ in ("they", "them", "who", "whom")
                and child.dep_ in ("nsubjpass", "dobj")
                and token.i < child.i
            ):
                return hit
    return None


def _among(noun: Token, hits: Sequence[Hit]) -> Hit | None:
    """ "Ten women were among the dead", "among those killed were ten women": a part of the figure after "among"."""
    if noun.dep_ not in ("nsubj", "attr", "nsubjpass") or noun.head.pos_ not in ("AUX", "VERB"):
        return None
    preps = [child for child in noun.head.children if child.dep_ == "prep" and child.lower_ in ("among", "amongst")]
    below = {token.i for prep in preps for token in prep.subtree}
    return next((hit for hit in hits if hit.token.i in below), None)


def _toll(head: Token, hits: Sequence[Hit]) -> Hit | None:
    """ "The death toll rose to N", "a toll of N": the toll is the word itself or the subject of the verb."""
    for hit in hits:
        trigger = hit.counting()
        if trigger is None or trigger.form not in ("toll", "noun"):
            continue
        if hit.token == head or (hit.token.dep_ in ("nsubj", "nsubjpass", "dobj") and hit.token.head == head):
            return hit
        if any(above == head for above in ancestors(hit.token)) and hit.token.i < head.i and head.pos_ == "VERB":
            return hit
    return None


def _direct(noun: Token, hits: Sequence[Hit]) -> Hit | None:
    """The trigger whose subject, object or attribute the noun is."""
    for hit in hits:
        trigger = hit.counting()
        if trigger is None:
            continue
        word = hit.token
        if word == noun:
            return hit
        if noun.head == word and noun.dep_ in _argument_deps(trigger.form):
            return hit
        if word.head == noun and word.dep_ in ("acl", "amod", "relcl", "appos", "acomp", "advcl"):
            return hit
        if word.dep_ in ("acomp", "attr", "oprd", "ccomp", "xcomp", "advcl") and _shares_clause(noun, word):
            return hit
        if (
            noun.dep_ in ("dobj", "nsubj")
            and noun.head.lower_ in _LEAVE
            and any(above == noun.head for above in ancestors(word))
        ):
            return hit
        if word.dep_ == "conj" and word.head.pos_ in ("VERB", "ADJ") and noun.dep_ in _argument_deps(trigger.form):
            first = word.head
            own = any(child.dep_ in _argument_deps(trigger.form) and child.i > word.i for child in word.children)
            if noun.head == first and not own and trigger.form == "object" and noun.dep_ == "nsubjpass":
                if not any(other.token == first for other in hits):
                    return hit
    return None


def _argument_deps(form: str) -> tuple[str, ...]:
    if form in ("self", "adjective"):
        return ("nsubj", "nsubjpass", "dobj", "npadvmod")
    return ("nsubjpass", "dobj", "npadvmod")


def _shares_clause(noun: Token, word: Token) -> bool:
    """ "Ten people are dead", "left ten people dead": subject or object of the verb whose complement says what happened."""
    return (noun.head == word.head and noun.dep_ in ("nsubj", "dobj", "nsubjpass") and word.pos_ == "ADJ") or (
        noun.head == word and noun.dep_ in ("nsubj", "nsubjpass")
    )


def _by_neighbourhood(
    sentence: Sentence, number: Number, counted: _Counted, hits: Sequence[Hit], number_tokens: set[int]
) -> tuple[Hit, float, bool] | None:
    """The trigger right after the counted phrase, or right before the number, with no other number between."""
    best: tuple[float, Hit] | None = None
    for hit in hits:
        trigger = hit.counting()
        assert trigger is not None
        after = hit.start >= counted.end
        between = sentence.tokens(counted.end, hit.start) if after else sentence.tokens(hit.end, number.start)
        if any(token.i in number_tokens for token in between) or any(
            token.lower_ in (";", "but", "while") for token in between
        ):
            continue
        gap = len([token for token in between if token.pos_ not in ("AUX", "ADV", "PUNCT", "DET")])
        if after and gap <= 2 and (counted.of is not None or gap == 0) and trigger.form != "toll":
            if trigger.form == "object" and _has_object(hit):
                continue
            score = 0.8 - 0.1 * gap
        elif not after and hit.end <= number.start and gap <= (4 if trigger.form == "toll" else 2):
            if trigger.form in ("self", "adjective") or (counted.of is None and gap > 0):
                continue
            score = 0.75 - 0.1 * gap
        else:
            continue
        if best is None or score > best[0]:
            best = (score, hit)
    if best is None:
        return None
    part = any(
        token.lower_ in _PART_WORDS
        for token in sentence.tokens(max(number.start - 14, sentence.passage.start), number.start)
    )
    return best[1], best[0], part


def _has_object(hit: Hit) -> bool:
    """An active verb with an object of its own does not count what stands before it."""
    passive = any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in hit.token.children)
    return not passive and hit.token.tag_ != "VBN" and any(child.dep_ == "dobj" for child in hit.token.children)


def _plausible(counted: _Counted, hit: Hit) -> bool:
    """People can be killed, wounded or abducted under any name; for what also happens to things, a noun for people."""
    trigger = hit.counting()
    assert trigger is not None
    if counted.noun is None or counted.of is not None:
        return True
    if counted.noun.i == hit.token.i:
        return True
    if trigger.measure in ("killed", "wounded", "abducted", "killed_or_wounded"):
        return counted.noun.pos_ in ("PROPN", "NUM", "PRON") or counted.noun.lower_ in ("others", "more")
    return False


def _whose(
    sentence: Sentence, number: Number, counted: _Counted, hit: Hit, actors: Sequence[ActorMention], codebook: Codebook
) -> tuple[Of, str | None]:
    """The class of the people counted and the side they are on."""
    end = counted.end
    noun = counted.noun
    if noun is not None:
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "from") and child.i > noun.i:
                end = max([end] + [sentence.end(token) for token in child.subtree if token.i <= child.i + 6])
    side = next((actor.side_id for actor in actors if number.start <= actor.start < end), None)
    of: Of = counted.of or _class_of_actor(actors, number.start, end) or "any"
    if of == "any" and noun is not None:
        of = _class_between(sentence, number.end, end, codebook) or "any"
    if of == "any":
        of = _toll_class(sentence, hit, codebook) or "any"
    if of == "any" and (by_actor := _class_of_actor(actors, number.start, end)):
        of = by_actor
    if side is None and of == "any":
        side = next(
            (
                a.side_id
                for a in actors
                if a.start < hit.start and a.end + 1 >= hit.start and hit.counting().form == "toll"
            ),
            None,
        )  # type: ignore[union-attr]
    return of, side


def _toll_class(sentence: Sentence, hit: Hit, codebook: Codebook) -> Of | None:
    """ "The civilian death toll": the class stands before the toll."""
    trigger = hit.counting()
    if trigger is None or trigger.form not in ("toll", "noun"):
        return None
    words = [token for token in hit.token.lefts if token.dep_ in ("amod", "compound", "nmod")]
    for token in words:
        of = _class_between(sentence, sentence.start(token), sentence.end(token), codebook)
        if of not in (None, "any", "other"):
            return of
    return None


def _counts(sentence: Sentence, number: Number, token: Token, hit: Hit, part: bool) -> Counts:
    if part or _partitive(token):
        return "part"
    if number.additional:
        return "additional"
    return "cumulative" if _running(hit.token) or _running(token) else "total"


def _partitive(token: Token) -> bool:
    """ "Seven of them", "three of whom", "one of the hostages"."""
    return any(
        child.lower_ == "of"
        and any(
            noun.lower_ in ("them", "whom", "those", "these")
            or any(det.lower_ in ("the", "these", "those") for det in noun.children)
            for noun in child.children
        )
        for child in token.children
    )


def _running(token: Token) -> bool:
    """Whether the clause counts over a stretch: "since the start of …", "so far", "in the seven-year war"."""
    sentence = token.doc
    for word in sentence[token.i + 1 :]:
        if word.lower_ == "since" and not any(
            other.lower_ in ("and", "but", "while")
            for other in sentence[token.i + 1 : word.i]
            if other.dep_ == "cc" and other.head.pos_ == "VERB"
        ):
            return True
    for verb in [token, *ancestors(token)][:4]:
        for child in verb.children:
            if child.lower_ == "since" and child.i < token.i:
                return True
            if child.lower_ == "far" and any(sub.lower_ == "so" for sub in child.children):
                return True
            if child.dep_ == "prep" and child.lower_ in ("in", "during", "over", "throughout"):
                for noun in child.children:
                    if noun.dep_ == "pobj" and noun.lower_ in _LONG_STRETCH:
                        return True
        if verb.pos_ in ("VERB", "AUX") and verb != token and verb.dep_ in ("ROOT", "ccomp"):
            break
    return False
