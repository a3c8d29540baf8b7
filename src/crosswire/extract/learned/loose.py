"""Numbers that rules left untied, where the network says that they count the dead or the wounded.

In: the claims rules read, what is named in the document, what the network read of its loose numbers.  Out: as many
claims; a loose number is a figure of the claim that tells of it.  Where a parse fails (a comma was lost, a list is
long) the words still say that people were killed, and the number still stands there; only what belongs together was
lost.  So a number is taken up only beside a figure of the same measure, in one sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crosswire.extract.learned.added import quantity_of
from crosswire.extract.learned.reading import FoundFigure, Reading
from crosswire.extract.named import Named
from crosswire.model import Claim, Measure, Number, Quantity, Span

HARM: frozenset[Measure] = frozenset({"killed", "wounded", "killed_or_wounded"})


def loose_numbers(claims: Sequence[Claim], named: Named) -> list[Number]:
    """The numbers that no figure holds, in sentences with a figure of harm, in the order of the text."""
    starts = {
        claim.evidence[0].start
        for claim in claims
        if claim.passage_kind == "sentence" and any(one.measure in HARM for one in claim.quantities)
    }
    passages = [passage for start in sorted(starts) if (passage := named.passage_at(start)) is not None]
    return [number for passage in passages for number in named.mentions(passage).numbers if not _holds(claims, number)]


def with_loose(claims: Sequence[Claim], named: Named, reading: Reading, least: float) -> list[Claim]:
    """The claims, each with the loose numbers that it tells of; ``least``: the chance from which on one is taken up."""
    found = list(claims)
    for number in loose_numbers(claims, named):
        figure = _figure(number, reading, least)
        quantity = quantity_of(figure, named) if figure is not None else None
        if figure is None or quantity is None or _holds(found, quantity):
            continue
        at = _teller(quantity, found)
        if at is not None:
            ordered = sorted((*found[at].quantities, quantity), key=lambda one: one.start)
            found[at] = replace(found[at], quantities=tuple(ordered), reader="both")
    return found


def in_own_sentence(claim: Claim, span: Span) -> bool:
    """Whether the words begin in the sentence of the claim."""
    return claim.evidence[0].start <= span.start < claim.evidence[0].end


def _holds(claims: Sequence[Claim], number: Number | Quantity) -> bool:
    return any(one.overlaps(number.start, number.end) for claim in claims for one in claim.quantities)


def _figure(number: Number, reading: Reading, least: float) -> FoundFigure | None:
    """The number as the network reads it; None where it counts nobody who came to harm."""
    anchor, measures = reading.anchor(number), reading.measures(number)
    if anchor is None or not measures:
        return None
    measure = max(measures, key=lambda one: measures[one])
    if measure not in HARM or measures[measure] < least:
        return None
    return FoundFigure(number.number_start, number.number_end, measure, measures[measure], anchor)


def _teller(quantity: Quantity, claims: Sequence[Claim]) -> int | None:
    """Which claim tells of the figure: the nearest of its sentence with a figure of that measure."""
    counted = [
        at
        for at, one in enumerate(claims)
        if in_own_sentence(one, quantity) and any(other.measure == quantity.measure for other in one.quantities)
    ]
    return min(counted, key=lambda at: (abs(claims[at].trigger.start - quantity.start), at), default=None)
