"""The lead of a report, at the place and with the bounds that the next sentences tell.

In: the claims of a document in the order of the text, its readable passages.  Out: the same claims; one of the lead
(the headline and the first sentences) that names no place, or a country alone ("in the north of the country"), has
the first place that a claim of the same family tells soon after it, inside that country.  News tells first in short
what it then tells in full (the inverted pyramid), so a lead without a place is no happening of its own.  The passage
that names the place becomes evidence, and the claim's score falls.  A headline also drops what hedges a number: "Blast
kills 30" over "At least 30 people were killed" says no more than its text, so its figure takes the bound of the
text, and that passage becomes evidence too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crosswire.extract.scene import turns_away
from crosswire.extract.setting import all_over
from crosswire.lexicon.event_types import Codebook
from crosswire.model import Claim, Passage, Quantity, Quote

_LEAD = 4  # passages: the headline and three sentences
_AHEAD = 4
_HEADLINE = 2  # passages: a headline may stand apart or be run into the first sentence
_FULL = re.compile(r"(?:\w+\W+){0,5}?(?:was|were|is|are|has|have|had|been|said)\b")
_FULL_BEFORE = re.compile(r"\b(?:has|have|had|been)\W+(?:\w+\W+){0,3}$")
_LESS_SURE = 0.1
Told = tuple[int, Quantity, Quote]  # the number of a passage, a figure of it and its words


def place_the_lead(claims: Sequence[Claim], passages: Sequence[Passage], codebook: Codebook) -> list[Claim]:
    """The claims, those of the lead at the place that is told after them."""
    number = {passage.start: at for at, passage in enumerate(passages)}
    told = [(number[claim.evidence[0].start], claim) for claim in claims]
    lasting = codebook.cues.lasting  # an offensive is larger than what the lead tells
    narrow = [
        (at, one)
        for at, one in told
        if _names_place(one) and one.trigger.quote.casefold() not in lasting and not turns_away(one.evidence[0].quote)
    ]
    return [
        _at_place(claim, [other for there, other in narrow if at <= there <= at + _AHEAD], codebook)
        if at < _LEAD and _vague(claim)
        else claim
        for at, claim in told
    ]


def _names_place(claim: Claim) -> bool:
    """Whether the claim's own sentence names its place, and that is narrower than a country."""
    own, place = claim.evidence[0], claim.place
    return place is not None and place.precision != "country" and own.start <= place.start < own.end


def _vague(claim: Claim) -> bool:
    """Whether it is not said where, or only in which country, but not all over it."""
    if claim.place is None:
        return not all_over(claim.evidence[0].quote)
    return claim.place.precision == "country" and not all_over(claim.evidence[0].quote, claim.place.quote)


def _at_place(claim: Claim, after: Sequence[Claim], codebook: Codebook) -> Claim:
    family = codebook.event_types[claim.event_type].family
    if any(other.trigger == claim.trigger for other in after):
        return claim  # "31 were killed: 12 in Velmora and nine in Dolna": a whole that happened at several places
    for other in after:
        place = other.place
        if place is None or codebook.event_types[other.event_type].family != family:
            continue
        if claim.place is None or claim.place.country == place.country:
            score = round(max(claim.score - _LESS_SURE, _LESS_SURE), 3)
            return replace(claim, place=place, evidence=(*claim.evidence, other.evidence[0]), score=score)
    return claim


def hedge_the_headline(claims: Sequence[Claim], passages: Sequence[Passage]) -> list[Claim]:
    """The claims; a bare number of the headline that is told again soon has the bound it has there, and the passage
    with that bound becomes evidence."""
    number = {passage.start: at for at, passage in enumerate(passages)}
    told = [
        (number[claim.evidence[0].start], quantity, claim.evidence[0])
        for claim in claims
        for quantity in claim.quantities
    ]
    told.sort(key=lambda one: one[1].start)
    return [
        _hedged_claim(claim, at, told) if (at := number[claim.evidence[0].start]) < _HEADLINE else claim
        for claim in claims
    ]


def _hedged_claim(claim: Claim, at: int, told: Sequence[Told]) -> Claim:
    quantities: list[Quantity] = []
    evidence = list(claim.evidence)
    for one in claim.quantities:
        again = _told_again(one, at, told) if _short(one, claim) else None
        if again is not None:
            _, other, passage = again
            one = replace(one, low=other.low, best=other.best, high=other.high, bound=other.bound)
            if other.bound != "exact" and passage not in evidence:
                evidence.append(passage)
        quantities.append(one)
    return replace(claim, quantities=tuple(quantities), evidence=tuple(evidence))


def _short(one: Quantity, claim: Claim) -> bool:
    """Whether the words around the figure can be a headline's, which leave out the auxiliary: "30 killed in blast"."""
    own = claim.evidence[0]
    before, after = own.quote[: one.start - own.start], own.quote[one.end - own.start :]
    return not _FULL.match(after.lstrip()) and not _FULL_BEFORE.search(before)


def _told_again(one: Quantity, at: int, told: Sequence[Told]) -> Told | None:
    """Where the same number of the same measure is told next, for a bare number that is a total."""
    if one.bound != "exact" or one.counts != "total":
        return None
    return next(
        (
            again
            for again in told
            if one.start < again[1].start
            and again[0] <= at + _AHEAD
            and (again[1].measure, _said(again[1])) == (one.measure, one.best)
        ),
        None,
    )


def _said(one: Quantity) -> int | None:
    """The number that stands in the text."""
    return next((value for value in (one.best, one.low, one.high) if value is not None), None)
