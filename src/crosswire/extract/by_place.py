"""Figures that a list puts in several places: "six people were killed in Velmora, two in Dolna and four in Brisk".

In: the figures of one happening, in the order of the text, and the places of its sentence.  Out: those that are told of
at a place of their own, which are another happening; what the verb of the first says is left out with them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from crosswire.extract.figures import Figure
from crosswire.extract.parse import Sentence
from crosswire.model import Claim, Place, PlaceMention, content_id

# Between a number and its place: "two in Dolna", "two civilians near the town of Dolna", "two of them in Dolna".
_THERE = re.compile(
    r"(?: of them)?(?: (?!and\b|or\b)[\w-]+){0,3} (?:in|at|near|outside|around)(?: (?:the|[a-z-]+ of)){0,3} "
)
# Between the place of one number and the next number: nothing is said anew.
_NEXT = re.compile(
    r"(?: (?:city|province|governorate|district|town|countryside))?(?:,? and|,|;|,? as well as|,? while)"
    r"(?: another| a further)? "
)


def apart_by_place(
    figures: Sequence[Figure], places: Sequence[PlaceMention], sentence: Sentence
) -> list[tuple[Figure, Place]]:
    """The figures that stand in a happening of their own, each with its place.

    All figures of the list do where a figure stands before it ("31 were killed: 12 in Velmora and nine in Dolna"), else
    all but the first, which keeps the place of the happening.  None where the list has but one place.
    """
    told = [(figure, there) for figure in figures if (there := _there(figure, places, sentence)) is not None]
    listed: list[tuple[Figure, Place]] = []
    base = sentence.passage.start
    for (one, here), (other, there) in pairwise(told):
        between = sentence.text[here.end - base : other.number.start - base]
        alike = one.quantity.measure == other.quantity.measure and one.hit == other.hit
        if alike and here.place_id != there.place_id and _NEXT.fullmatch(between):
            listed += [(one, here), (other, there)] if not listed else [(other, there)]
        elif listed:
            break
    whole = bool(listed) and any(figure.number.start < listed[0][0].number.start for figure in figures)
    return listed if whole else listed[1:]


def without_place_of_a_part(claim: Claim, apart: Sequence[tuple[Figure, Place]]) -> Claim:
    """The claim of the whole, which happened at none of its places alone."""
    at_one = claim.place is not None and claim.place.place_id in {place.place_id for _, place in apart}
    return replace(claim, place=None) if at_one else claim


def told_there(claim: Claim, figure: Figure, place: Place) -> Claim:
    """What the words of a claim tell of another place: the figure, which is all that is told of there, by the same
    doers, on the same day."""
    number, quantity = figure.number, figure.quantity
    if quantity.counts == "part":
        quantity = replace(quantity, counts="total")
    return replace(
        claim, claim_id=content_id("claim", claim.document_id, claim.trigger.start, number.start, number.end),
        place=place, quantities=(quantity,),
        participants=tuple(one for one in claim.participants if one.role == "actor"),
    )  # fmt: skip


def _there(figure: Figure, places: Sequence[PlaceMention], sentence: Sentence) -> Place | None:
    """The place right behind a number."""
    base = sentence.passage.start
    after = (one.place for one in places if one.place.start > figure.number.end)
    place = min(after, key=lambda one: one.start, default=None)
    if place is None or not _THERE.fullmatch(sentence.text[figure.number.end - base : place.start - base]):
        return None
    return place
