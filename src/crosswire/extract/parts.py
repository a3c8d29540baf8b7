"""Numbers that are parts of a figure told before them, or go on with it where its verb is left out.

In: a number of a parsed sentence, those before it with their ties, and the triggers that count people.  Out: a `Tie` to
the trigger of the figure before, or None; or whether the number is told of in such a way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crosswire.extract.beside import SUBJECTS, Found, Tie, form_of
from crosswire.extract.parse import Sentence
from crosswire.extract.triggers import Hit

AND = re.compile(r"\s*(?:,|and|,\s*and)?\s*(?:at least\s*)?", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of (?:them|whom)\b", re.IGNORECASE)
_AMONG_THEM = re.compile(
    r"\b(?:among|amongst|of) (?:them|whom|which)(?: were| are| was)?(?: \w+){0,1}\s*$", re.IGNORECASE
)
_OF_WHOLE = re.compile(r"(?:^|, |that |but |: |[\"“])[Oo]f (?:the |those |these )?$")
_ARE = re.compile(r" (?:were|was|are|is)\b")
_PREPOSITION = re.compile(
    r" (in|at|near|by|from|outside|around|under|inside|during|elsewhere)\b(?! (?:hospital|(?:\w+ )?condition)\b)",
    re.IGNORECASE,
)
_SERIOUSLY = re.compile(
    r" (?:very )?(?:seriously|critically|severely|badly|gravely|slightly|lightly)(?=[,.;]|$| and\b)"
)
_COLON = re.compile(r"(?: \w+)?(?::| [–—-]) ")
_JOINS = re.compile(r"(?:[,;:—–]|\band|\bwhile) $")


def of_those(sentence: Sentence, one: Found, hits: Sequence[Hit]) -> bool:
    """ "Ten people were killed, four of them children", "among them four children": a part of the figure before; but
    "and wounded four of them", "and four of them died" have a word of their own."""
    own = ("dobj", *SUBJECTS)
    if any(form_of(hit) != "noun" and one.token.head == hit.token and one.token.dep_ in own for hit in hits):
        return False
    base, number = sentence.passage.start, one.number
    after = sentence.text[number.end - base : number.end - base + 12]
    return _OF_THEM.match(after) is not None or among_them(sentence, one)


def among_them(sentence: Sentence, one: Found) -> bool:
    """ "Of whom ten", "among them ten"."""
    at = one.number.start - sentence.passage.start
    return _AMONG_THEM.search(sentence.text, max(at - 24, 0), at) is not None


def shared_out(sentence: Sentence, one: Found, found: Sequence[Found], ties: Sequence[Tie | None]) -> Tie | None:
    """ "Of the ten killed, six were children and three women": parts of the figure that "of" puts in front."""
    base, noun = sentence.passage.start, one.counted.noun
    said_to_be = _ARE.match(sentence.text, one.number.end - base) is not None and noun is None
    listed = noun is not None and noun.dep_ in ("attr", "conj", "appos")
    if one.counted.of is None or not (said_to_be or listed):
        return None
    wholes = (
        tie
        for whole, tie in zip(found, ties, strict=False)
        if _OF_WHOLE.search(sentence.text, 0, whole.number.start - base)
    )
    whole = next((tie for tie in wholes if tie is not None), None)
    return replace(whole, sure=0.9, part=True) if whole is not None else None


def some_of(one: Found) -> bool:
    """ "Six of the men shot there died": what stands behind the men is told of all of them."""
    noun = one.counted.noun
    of = noun.head if noun is not None and noun.dep_ == "pobj" else None
    some = of is not None and of.lower_ == "of" and of.head == one.token
    return some and noun is not None and any(child.dep_ == "det" for child in noun.lefts)


def so_many(sentence: Sentence, one: Found) -> bool:
    """ "Thirty were hurt, five of them seriously", "some seriously": a bare number of those counted before."""
    return (
        one.counted.noun is None
        and _SERIOUSLY.match(sentence.text, one.number.end - sentence.passage.start) is not None
    )


def gapped(sentence: Sentence, found: Sequence[Found], ties: Sequence[Tie | None], hits: Sequence[Hit]) -> Tie | None:
    """ "Ten were killed: six in Velmora and four in Dolna", "four by shells, one by a mine": a bare number behind a
    figure, and a preposition behind it; the verb of the figure is left out.  They are parts where a colon says so,
    where they make up the figure, or where the figure has no such preposition of its own."""
    at = len(ties)
    one, before = found[at], ties[at - 1] if at else None
    behind = _gap(sentence, one)
    if before is None or behind is None or one.counted.noun is not None:
        return None
    base, last = sentence.passage.start, found[at - 1]
    start = max(last.counted.end, before.hit.end) if before.hit.start < one.number.start else last.counted.end
    between = sentence.tokens(start, one.number.start)
    if any(token.pos_ in ("VERB", "AUX") and token.dep_ != "pcomp" for token in between) or any(
        start <= hit.start < one.number.start for hit in hits
    ):
        return None
    if not _JOINS.search(sentence.text, start - base, one.number.start - base):
        return None
    if at > 1 and _gap(sentence, last) is not None:
        return replace(before, sure=0.85)  # as the one before it
    rest = [other.number.best for other in found[at:] if _gap(sentence, other) is not None]
    whole = last.number.best is not None and sum(number or 0 for number in rest) == last.number.best
    alike = any(token.lower_ == behind for token in between)
    colon = any(token.text in (":", "—", "–") for token in between)
    return replace(before, sure=0.85, part=before.part or whole or colon or not alike)


def listed_behind(
    sentence: Sentence, found: Sequence[Found], ties: Sequence[Tie | None], hits: Sequence[Hit]
) -> Tie | None:
    """ "Killed seven people: five patients, a nurse and a guard": the list behind a colon holds the parts."""
    at = len(ties)
    if not at or (before := ties[-1]) is None or found[at].counted.of is None or not no_own(found[at], hits):
        return None
    base = sentence.passage.start
    between = sentence.text[found[at - 1].counted.end - base : found[at].number.start - base]
    opens, goes_on = _COLON.fullmatch(between), before.part and AND.fullmatch(between)
    return replace(before, sure=0.85, part=True) if opens or goes_on else None


def _gap(sentence: Sentence, one: Found) -> str | None:
    """The preposition right behind a number."""
    found = _PREPOSITION.match(sentence.text, one.number.end - sentence.passage.start)
    return found[1].casefold() if found is not None else None


def no_own(one: Found, hits: Sequence[Hit]) -> bool:
    """ "Ten dead including four children and dozens more wounded": no word right behind says what befell the four."""
    return not any(one.number.end < hit.end and hit.start <= one.counted.end + 1 for hit in hits)
