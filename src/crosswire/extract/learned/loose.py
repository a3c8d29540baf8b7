"""Numbers that rules left untied, where the network says that they count the dead or the wounded.

In: what rules read of a document, what the network read of its loose numbers.  Out: as many claims; a loose number is a
figure of the claim that tells of it.  Where a parse fails (a comma was lost, a list is
long) the words still say that people were killed, and the number still stands there; only what belongs together was
lost.  So a number is taken up only beside a figure of the same measure, in one sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from crosswire.extract.learned.added import quantity_of
from crosswire.extract.learned.reading import FoundFigure, Reading
from crosswire.extract.named import Named
from crosswire.extract.ties import REPLACED
from crosswire.model import Claim, Measure, Number, Quantity, Span

HARM: frozenset[Measure] = frozenset({"killed", "wounded", "killed_or_wounded"})


@dataclass(frozen=True, slots=True)
class Ruled:
    """What rules read of a document.  ``held``: its figures, by where the passage begins that they stand in; ``loose``:
    the numbers that no figure holds, in sentences with a figure of harm, in the order of the text, each with where its
    passage begins; not what a figure was said to be before ("40, not 60")."""

    claims: Sequence[Claim]
    named: Named
    held: Mapping[int, Sequence[Quantity]]
    loose: Sequence[tuple[int, Number]]

    @classmethod
    def of(cls, claims: Sequence[Claim], named: Named) -> Ruled:
        """With the numbers that these claims leave loose."""
        held = _held(claims, named)
        return cls(claims, named, held, _loose(claims, named, held))


def _loose(claims: Sequence[Claim], named: Named, held: Mapping[int, Sequence[Quantity]]) -> list[tuple[int, Number]]:
    starts = {
        claim.evidence[0].start
        for claim in claims
        if claim.passage_kind == "sentence" and any(one.measure in HARM for one in claim.quantities)
    }
    passages = [passage for start in sorted(starts) if (passage := named.passage_at(start)) is not None]
    return [
        (passage.start, number)
        for passage in passages
        for number in named.mentions(passage).numbers
        if not _meets(number, held.get(passage.start, ()))
        and not REPLACED.search(named.document.text, passage.start, number.start)
    ]


def with_loose(ruled: Ruled, reading: Reading, least: float) -> list[Claim]:
    """The claims, each with the loose numbers that it tells of; ``least``: the chance from which on one is taken up."""
    found = list(ruled.claims)
    tellers: dict[int, list[int]] = {}
    for at, claim in enumerate(found):
        tellers.setdefault(claim.evidence[0].start, []).append(at)
    taken: dict[int, list[Quantity]] = {}
    for start, number in ruled.loose:
        figure = _figure(number, reading, least)
        quantity = quantity_of(figure, ruled.named) if figure is not None else None
        if quantity is None or _meets(quantity, (*ruled.held.get(start, ()), *taken.get(start, ()))):
            continue
        teller = _teller(quantity, found, tellers.get(start, ()))
        if teller is not None:
            ordered = sorted((*found[teller].quantities, quantity), key=lambda one: one.start)
            found[teller] = replace(found[teller], quantities=tuple(ordered), reader="both")
            taken.setdefault(start, []).append(quantity)
    return found


def in_own_sentence(claim: Claim, span: Span) -> bool:
    """Whether the words begin in the sentence of the claim."""
    return claim.evidence[0].start <= span.start < claim.evidence[0].end


def _held(claims: Sequence[Claim], named: Named) -> dict[int, list[Quantity]]:
    found: dict[int, list[Quantity]] = {}
    for one in (one for claim in claims for one in claim.quantities):
        passage = named.passage_at(one.start)
        if passage is not None:
            found.setdefault(passage.start, []).append(one)
    return found


def _meets(number: Number | Quantity, figures: Iterable[Quantity]) -> bool:
    return any(one.overlaps(number.start, number.end) for one in figures)


def _figure(number: Number, reading: Reading, least: float) -> FoundFigure | None:
    """The number as the network reads it; None where it counts nobody who came to harm."""
    anchor, measures = reading.anchor(number), reading.measures(number)
    if anchor is None or not measures:
        return None
    measure = max(measures, key=lambda one: measures[one])
    if measure not in HARM or measures[measure] < least:
        return None
    return FoundFigure(number.number_start, number.number_end, measure, measures[measure], anchor)


def _teller(quantity: Quantity, claims: Sequence[Claim], tellers: Iterable[int]) -> int | None:
    """Which claim of its sentence tells of the figure: the nearest one with a figure of that measure."""
    counted = [at for at in tellers if any(other.measure == quantity.measure for other in claims[at].quantities)]
    return min(counted, key=lambda at: (abs(claims[at].trigger.start - quantity.start), at), default=None)
