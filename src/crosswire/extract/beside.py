"""Which trigger counts a number by standing beside it, whatever the parse says.

In: a number of a parsed sentence with what it counts, and the triggers that count people.  Out: a `Tie`, or None. In
texts whose punctuation was lost, in headlines and lists the words right behind a count say what befell the people
("three killed five injured"); a pronoun may stand for them ("photos of ten women, saying they were taken").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from crosswire.extract.counted import Counted
from crosswire.extract.parse import Sentence
from crosswire.extract.tokens import Token
from crosswire.extract.triggers import Hit, objects_of, verbs_of
from crosswire.model import Number

SUBJECTS = ("nsubj", "nsubjpass")
_PART_WORDS = {"including", "among", "amongst", "whom", "them", "includes", "included", "namely"}
_TO_FIGURE = {"at", "to", "of", "as"}
_PRONOUNS = {"they", "them", "who", "whom"}
_ABOUT = {"in", "over", "for", "of", "with"}
NEAR = 12
_BEING = {"is", "are", "was", "were", "has", "have", "had", "been"}


@dataclass(frozen=True, slots=True)
class Found:
    """A number, the head token of its words, and what it counts."""

    number: Number
    token: Token
    counted: Counted


@dataclass(frozen=True, slots=True)
class Tie:
    """The trigger that counts a number, how firm the tie is in [0, 1], and whether it is part of another figure."""

    hit: Hit
    sure: float
    part: bool = False


def form_of(hit: Hit) -> str:
    """How the word counts: see `Trigger`; empty where it counts nobody."""
    trigger = hit.counting()
    return trigger.form if trigger is not None else ""


def listed(sentence: Sentence, found: Sequence[Found], hits: Sequence[Hit]) -> dict[int, Tie]:
    """ "Three people killed five others injured": in a list without commas each count is followed by its own word.

    At least two counts must stand so; one alone may as well be the subject of an active verb ("two gunmen killed five
    people").  A count right before one that is tied shares its word ("fifteen civilians three children killed").
    """
    base = sentence.passage.start
    right: list[tuple[Number, Hit]] = []
    for one in found:
        for hit in hits:
            end = one.number.end if one.counted.noun == hit.token else one.counted.end
            between = sentence.text[end - base : hit.start - base] if hit.start >= end else "x"
            beside = form_of(hit) in ("object", "adjective") and between.strip(" ,") in ("", "others")
            if beside and hit.token.tag_ != "VBG":
                right.append((one.number, hit))
                break
    ties: dict[int, Tie] = {}
    for (first, hit), (second, other) in pairwise(right):
        if second.start - hit.end <= NEAR:
            ties.setdefault(first.start, Tie(hit, 0.9))
            ties[second.start] = Tie(other, 0.9)
    by_start = {number.start: hit for number, hit in right}
    for one, after in pairwise(found):
        shared = by_start.get(after.number.start)
        if shared is not None and one.counted.of is not None and after.number.start - one.counted.end <= 2:
            ties.setdefault(one.number.start, Tie(shared, 0.8))
            ties.setdefault(after.number.start, Tie(shared, 0.8))
    return ties


def right_behind(sentence: Sentence, one: Found, hits: Sequence[Hit]) -> Tie | None:
    """ "N people were killed", "1 critically wounded": the participle right behind says what befell them, whatever the
    parse says."""
    noun = one.counted.noun
    bare = noun is None or noun.lower_ == "others"
    if one.counted.of is None and not bare:
        return None
    for hit in hits:
        told = form_of(hit) in ("object", "adjective", "phrase") and hit.token.tag_ in ("VBN", "VBD", "JJ")
        if not told or hit.start <= one.counted.end:
            continue
        between = sentence.tokens(one.counted.end, hit.start)
        behind = bool(between) and all(token.lower_ in _BEING or token.tag_ == "RB" for token in between)
        if not behind and not (bare and hit.start == one.counted.end + 1):
            continue
        if has_object(hit) and not any(token.lower_ in _BEING for token in between):
            continue  # "a guard then shot a man"
        return Tie(hit, 0.95 if behind else 0.9)  # "left 50 martyrs and 200 others wounded"
    return None


def by_neighbourhood(sentence: Sentence, one: Found, hits: Sequence[Hit], taken: set[int]) -> Tie | None:
    """The trigger right after the counted phrase, or right before the number, with no other number between."""
    number, counted = one.number, one.counted
    if _agent(counted.noun):
        return None
    best: tuple[float, Hit] | None = None
    for hit in hits:
        form, after = form_of(hit), hit.start >= counted.end
        between = sentence.tokens(counted.end, hit.start) if after else sentence.tokens(hit.end, number.start)
        if any(token.i in taken or token.lower_ in (";", "but", "while") for token in between):
            continue
        gap = sum(token.pos_ not in ("AUX", "ADV", "PUNCT", "DET") for token in between)
        if after and form == "noun" and any(token.lower_ in _ABOUT for token in between):
            continue  # "three men accused in the death of ..."
        if after and gap <= 2 and (counted.of is not None or gap == 0) and form != "toll":
            if form in ("object", "phrase", "care") and has_object(hit):
                continue
            score = 0.8 - 0.1 * gap
        elif not after and hit.end <= number.start and gap <= (6 if form == "toll" else 2):
            if form in ("self", "adjective") or (form == "noun" and _acts_itself(counted.noun)):
                continue
            own = counted.noun.head if counted.noun is not None and _acts_itself(counted.noun) else None
            joined = own is not None and any(token.lower_ == "and" for token in between)
            if joined and _has_passive(hit) and not any(other.token == own for other in hits):
                continue  # "nobody was hurt, and all 45 passengers got off"
            if hit.token.dep_ == "amod" and hit.token.head in between:
                continue  # "captured soldiers for ten pilgrims": the participle is of its own noun
            if counted.of is None and gap > 0 and not (form == "toll" and _leads_to(between[-1])):
                continue
            score = 0.75 - 0.1 * min(gap, 4)
        else:
            continue
        if best is None or score > best[0]:
            best = (score, hit)
    if best is None:
        return None
    before = sentence.tokens(max(number.start - 14, sentence.passage.start), number.start)
    return Tie(best[1], best[0], any(token.lower_ in _PART_WORDS for token in before))


def _acts_itself(noun: Token | None) -> bool:
    """ "Died of wounds after a man opened fire": the noun is the subject of a verb of its own."""
    return noun is not None and noun.dep_ == "nsubj" and noun.head.pos_ == "VERB" and noun.i < noun.head.i


def _has_passive(hit: Hit) -> bool:
    return any(child.dep_ == "auxpass" for child in hit.token.children)


def _leads_to(last: Token) -> bool:
    """ "The toll reached 30", "put the toll at 30": a toll is a figure, so what follows needs no noun for people."""
    return last.lower_ in _TO_FIGURE or last.pos_ in ("VERB", "AUX")


def _agent(noun: Token | None) -> bool:
    """ "Was killed by an officer": who did it is not counted among those it befell."""
    return noun is not None and noun.dep_ == "pobj" and noun.head.dep_ == "agent"


def has_object(hit: Hit) -> bool:
    """An active verb with an object of its own does not count what stands before it ("shot and killed his wife")."""
    own = [noun for noun in objects_of(hit) if noun.i > hit.last]  # who "lost their lives" is counted
    below = [child for verb in verbs_of(hit) for child in verb.children]
    return bool(own) and not any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in below)


def by_pronoun(one: Found, hits: Sequence[Hit]) -> Tie | None:
    """ "Photos of ten women, saying they were taken": a plural pronoun stands for the people counted before it."""
    if one.counted.of is None:
        return None
    for hit in hits:
        for child in hit.token.children:
            if child.lower_ in _PRONOUNS and child.dep_ in (*SUBJECTS, "dobj") and one.token.i < child.i:
                return Tie(hit, 0.7)
    return None
