"""The lead of a report, at the place that the next sentences tell.

In: the claims of a document in the order of the text, its readable passages.  Out: the same claims; one of the lead
(the headline and the first sentences) that names no place, or a country alone ("in the north of the country"), has
the first place that a claim of the same family tells soon after it, inside that country.  News tells first in short
what it then tells in full (the inverted pyramid), so a lead without a place is no happening of its own.  The passage
that names the place becomes evidence, and the claim's score falls.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crosswire.lexicon.event_types import Codebook
from crosswire.model import Claim, Passage

_LEAD = 4  # passages: the headline and three sentences
_AHEAD = 4
_LESS_SURE = 0.1


def place_the_lead(claims: Sequence[Claim], passages: Sequence[Passage], codebook: Codebook) -> list[Claim]:
    """The claims, those of the lead at the place that is told after them."""
    number = {passage.start: at for at, passage in enumerate(passages)}
    told = [(number[claim.evidence[0].start], claim) for claim in claims]
    narrow = [(at, claim) for at, claim in told if _names_place(claim)]
    return [
        _at_place(claim, [other for there, other in narrow if at < there <= at + _AHEAD], codebook)
        if at < _LEAD and (claim.place is None or claim.place.precision == "country")
        else claim
        for at, claim in told
    ]


def _names_place(claim: Claim) -> bool:
    """Whether the claim's own sentence names its place, and that is narrower than a country."""
    own, place = claim.evidence[0], claim.place
    return place is not None and place.precision != "country" and own.start <= place.start < own.end


def _at_place(claim: Claim, after: Sequence[Claim], codebook: Codebook) -> Claim:
    family = codebook.event_types[claim.event_type].family
    for other in after:
        place = other.place
        if place is None or codebook.event_types[other.event_type].family != family:
            continue
        if claim.place is None or claim.place.country == place.country:
            score = round(max(claim.score - _LESS_SURE, _LESS_SURE), 3)
            return replace(claim, place=place, evidence=(*claim.evidence, other.evidence[0]), score=score)
    return claim
