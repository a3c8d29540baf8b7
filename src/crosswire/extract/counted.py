"""Whom a number counts.

In: a number of a parsed sentence.  Out: the noun it counts, the class of people that noun names, and the side they
are on. The class is that of the head noun ("ten civilians", "ten members of the group"); a plain "people" takes the
class of what stands before it, and people of an armed actor are fighters or soldiers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.extract.numbers.words import BELOW_HUNDRED
from crosswire.extract.parse import Sentence
from crosswire.extract.tokens import Token
from crosswire.extract.triggers import Hit
from crosswire.lexicon.event_types import Codebook
from crosswire.model import ActorMention, Number, Of

_CLASS_ORDER: tuple[Of, ...] = (
    "children", "women", "commanders", "police", "medics", "aid_workers", "journalists", "soldiers", "fighters",
    "civilians", "families", "men", "other", "any",
)  # fmt: skip
_OF_KIND: dict[str, Of] = {
    "armed_group": "fighters", "coalition": "fighters", "army": "soldiers", "police": "police", "population": "any",
}  # fmt: skip
_MODIFIERS = {
    "nummod", "quantmod", "amod", "det", "compound", "nmod", "npadvmod", "advmod", "predet", "appos", "poss",
}  # fmt: skip
_AGED = re.compile(r"(?:\b([a-z]+ty)-)?\b(\d{1,3}|[a-z]+)[- ]year[- ]olds?$", re.IGNORECASE)
_OF_AGE = 18
_NO_CLASS = ("any", "other", "families")  # "members of one family" are no families
_BREAKS = {"VERB", "AUX", "ADP", "PUNCT", "CCONJ", "SCONJ", "NUM", "DET"}


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun a number counts (None for a bare number), its class where it is one of people, and its end."""

    noun: Token | None
    of: Of | None
    end: int


def counted_by(
    sentence: Sentence, number: Number, token: Token, actors: Sequence[ActorMention], codebook: Codebook
) -> Counted:
    """What a number counts; ``token`` is the head of the number's words."""
    noun = _noun_of(token, number, sentence)
    if noun is None:
        return Counted(None, _said_to_be(sentence, token, codebook), number.end)
    if noun.lower_ in ("them", "whom"):
        named = _named_after(noun)
        named_class = named and class_between(sentence, sentence.start(named), sentence.end(named), codebook)
        noun = named if named is not None and named_class else noun
        if noun.lower_ == "them" and (of := _named_before(noun, sentence, codebook)) is not None:
            return Counted(noun, of, max(sentence.end(noun), number.end))
    pair = _last_of_pair(noun)
    start, end = number.end, sentence.end(pair)
    of = class_between(sentence, start, end, codebook) if end > start else None
    if of is None and end > sentence.end(noun) > start:
        end = sentence.end(noun)
        of = class_between(sentence, start, end, codebook)
    if of is None and (shared := _shared_by(noun)) is not None:
        of = class_between(sentence, start, sentence.end(shared), codebook)
        end = sentence.end(shared) if of is not None else end
    if of is None and sentence.start(noun) < number.start:
        of = class_between(sentence, sentence.start(noun), sentence.end(noun), codebook)
    of = (_said_to_be(sentence, token, codebook) if of == "any" else None) or of  # "eight of the dead were soldiers"
    return Counted(noun, of or _class_of_actor(actors, start, end), max(end, number.end))


def whose(
    sentence: Sentence, number: Number, counted: Counted, hit: Hit, actors: Sequence[ActorMention], codebook: Codebook
) -> tuple[Of, str | None]:
    """The class of the people counted and the side they are on (None: not said)."""
    end = counted.end
    for child in counted.noun.rights if counted.noun is not None else ():
        if child.dep_ == "prep" and child.lower_ in ("of", "from"):
            end = max([end, *(sentence.end(token) for token in child.subtree if token.i <= child.i + 6)])
    side = next((actor.side_id for actor in actors if number.start <= actor.start < end), None)
    readings = (
        counted.of,
        class_between(sentence, number.end, end, codebook) if counted.noun is not None else None,
        _class_of_actor(actors, number.start, end),
        _class_of_toll(sentence, hit, codebook),
    )
    known = [of for of in readings if of is not None]
    return next((of for of in known if of not in _NO_CLASS), known[0] if known else "any"), side


def class_between(sentence: Sentence, start: int, end: int, codebook: Codebook) -> Of | None:
    """The class of the noun for people that ends the stretch ``[start, end)``; None where none does."""
    base = sentence.passage.start
    return class_of(sentence.text[start - base : end - base].rstrip(), codebook)


def class_of(stretch: str, codebook: Codebook) -> Of | None:
    """The class of the noun for people that ends these words; None where none does."""
    old = stretch[-4:].casefold().endswith(("old", "olds"))
    if old and (aged := _AGED.search(stretch)) and (age := _age(aged[2])):
        return "children" if age < _OF_AGE and aged[1] is None else "any"
    found = list(codebook.people.find(stretch))
    if not found or found[-1].end < len(stretch):
        return None
    classes = {value for hit in found for value in hit.values}
    if {"women", "children"} <= classes:
        return "women_and_children"
    if len(found) > 1 and stretch[found[-2].end : found[-1].start] == " and ":
        two = [set(hit.values) - {"any", "other"} for hit in found[-2:]]
        if all(two) and not two[0] & two[1]:
            return "any"  # "ten fighters and civilians"
    head = next(of for of in _CLASS_ORDER if of in found[-1].values)
    if head not in ("any", "other"):
        return head
    return next((of for of in _CLASS_ORDER if of in classes and of not in _NO_CLASS), head)


def _age(word: str) -> int | None:
    """Years in digits or as a word; None where it is no number."""
    return int(word) if word.isdigit() else BELOW_HUNDRED.get(word.casefold())


def _noun_of(token: Token, number: Number, sentence: Sentence) -> Token | None:
    """The noun after "of", wherever the parser hangs it, else the noun the number modifies, else the first noun that
    follows it directly."""
    right = sentence.doc[token.i + 1 : token.i + 3]
    if [word.lower_ for word in right] in (["of", "them"], ["of", "whom"]):
        return right[1]  # "half of them hours later"
    for of in (*(child for child in token.children if child.dep_ == "prep"), *right[:1]):
        if of.lower_ == "of":
            for noun in of.children:
                if noun.dep_ == "pobj" and sentence.start(noun) >= number.number_end:
                    return noun  # not the second word of "hundreds of thousands"
    at = token
    while at.head != at and sentence.start(at.head) < number.end and sentence.end(at.head) > number.start:
        at = at.head
    if at.dep_ in _MODIFIERS and at.head.pos_ in ("NOUN", "PROPN", "ADJ", "PRON") and at.head.i >= token.i:
        return at.head
    for candidate in sentence.doc[token.i + 1 : token.i + 5]:
        if candidate.pos_ in _BREAKS:
            return None
        following = sentence.doc[candidate.i + 1] if candidate.i + 1 < len(sentence.doc) else None
        last_noun = following is None or following.pos_ not in ("NOUN", "PROPN")
        if candidate.pos_ in ("NOUN", "PROPN") and last_noun:
            return candidate
    return None


def _said_to_be(sentence: Sentence, token: Token, codebook: Codebook) -> Of | None:
    """ "Of the ten killed, six were children": the class is that of the noun behind "were"."""
    nouns = token.head.children if token.dep_ == "nsubj" and token.head.lemma_ == "be" else ()
    attributes = (noun for noun in nouns if noun.dep_ == "attr" and noun.tag_ in ("NN", "NNS"))
    classes = (class_between(sentence, sentence.start(noun), sentence.end(noun), codebook) for noun in attributes)
    return next((of for of in classes if of is not None), None)


def _shared_by(noun: Token) -> Token | None:
    """ "30 army and allied fighters": the noun that two words before it share, the first of which was taken for it."""
    near = (child for child in noun.rights if child.dep_ == "conj" and child.pos_ == "NOUN" and child.i <= noun.i + 3)
    return next((child for child in near if not any(low.dep_ in ("det", "nummod") for low in child.children)), None)


def _named_after(pronoun: Token) -> Token | None:
    """ "Four of them children", "nine of whom were children": the noun that says who they are."""
    for token in pronoun.doc[pronoun.i + 1 : pronoun.i + 4]:
        if token.pos_ == "NOUN":
            return token
        if token.pos_ not in ("AUX", "ADV", "ADJ", "DET", "PUNCT") or token.text == ".":
            return None
    return None


def _named_before(pronoun: Token, sentence: Sentence, codebook: Codebook) -> Of | None:
    """ "Fired on demonstrators, wounding twelve of them": the class of the last people named before the clause."""
    for token in reversed(pronoun.doc[: pronoun.i]):
        if token.tag_ == "NNS" and (
            of := class_between(sentence, sentence.start(token), sentence.end(token), codebook)
        ):
            return of
    return None


def _last_of_pair(noun: Token) -> Token:
    """ "Women and children": a second noun of people right behind "and" is counted with the first."""
    for child in noun.rights:
        if child.dep_ == "conj" and child.i == noun.i + 2 and child.pos_ == "NOUN":
            return child
    return noun


def _class_of_actor(actors: Sequence[ActorMention], start: int, end: int) -> Of | None:
    """People of an armed actor named in the stretch."""
    kinds = (_OF_KIND.get(actor.kind) for actor in actors if actor.start < end and start < actor.end)
    return next((of for of in kinds if of is not None), None)


def _class_of_toll(sentence: Sentence, hit: Hit, codebook: Codebook) -> Of | None:
    """ "The civilian death toll": the class stands before the toll."""
    trigger = hit.counting()
    if trigger is None or trigger.form not in ("toll", "noun"):
        return None
    words = [token for token in hit.token.lefts if token.dep_ in ("amod", "compound", "nmod")]
    classes = (class_between(sentence, sentence.start(word), sentence.end(word), codebook) for word in words)
    return next((of for of in classes if of not in (None, "any", "other")), None)
