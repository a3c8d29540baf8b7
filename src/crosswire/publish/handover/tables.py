"""What the table exports share: the rows of an event or why it has none, and cells made from its claims.

In: a `Told` event and the lexicon.  Out: `Cell`s with the claims behind them.  A text for people (names of outlets,
voices, figures in words) is made here once, so that every export says it the same way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crosswire.lexicon import Lexicon
from crosswire.model import Document, Estimate, Place, Policy
from crosswire.publish import wording
from crosswire.publish.figures import estimate_words
from crosswire.publish.handover.cells import Cell, Value
from crosswire.publish.handover.parties import Side
from crosswire.publish.handover.periods import country_name
from crosswire.publish.handover.record import Told
from crosswire.reconcile.ledger import TOLD as HAPPENED

WHY_DAYS = "the texts give no day that can be placed in a year"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An event that has no row, and why."""

    event_id: str
    label: str
    reason: str


def left_out(told: Told, reason: str) -> LeftOut:
    return LeftOut(event_id=told.event.event_id, label=told.event.label, reason=reason)


def not_happened(told: Told) -> str | None:
    """Why an event of this status is no record of what happened; None where it is."""
    status = told.event.status
    return None if status in HAPPENED else f"it is {wording.STATUSES[status]}, not reported as happened"


def episode(told: Told) -> str | None:
    """Why a longer episode has no row of its own; None for other events."""
    if not told.parts:
        return None
    return f"an episode: its parts have rows of their own ({', '.join(told.parts)})"


def whole(told: Told, value: Value) -> Cell:
    """An id or a count that is about all claims of the event."""
    return Cell(value, told.event.claim_ids, "record")


def estimated(value: int | None, estimate: Estimate | None) -> Cell | None:
    """A number of an estimate with its claims and rule."""
    return None if estimate is None else Cell(value, estimate.claim_ids, "estimate", estimate.rule)


def best_known(estimate: Estimate) -> int | None:
    """The one number of an estimate where one is asked for."""
    return next((n for n in (estimate.best, estimate.low, estimate.high) if n is not None), None)


def where_cells(told: Told, lexicon: Lexicon, names: dict[str, str], *, digits: int = 5) -> dict[str, Cell | None]:
    """Cells of the place.  ``names``: our field (``name``, ``admin1``, ``country``, ``lat``, ``lon``) to the column.

    Coordinates, in degrees with so many ``digits``, only where the place is known better than by its country.
    """
    place = told.event.place
    if place is None:
        return {}
    saying, at = told.saying(place), point(place)
    held: dict[str, Value] = {
        "name": place.name,
        "admin1": place.admin1,
        "country": country_name(place.country, lexicon),
        "lat": round(at[1], digits) if at else None,
        "lon": round(at[0], digits) if at else None,
    }
    return {column: Cell(held[field], saying, "gazetteer") for field, column in names.items()}


def point(place: Place | None) -> tuple[float, float] | None:
    """Longitude and latitude; None for a place known by its country alone."""
    if place is None or place.precision == "country" or place.lon is None or place.lat is None:
        return None
    return place.lon, place.lat


def outlets(told: Told) -> list[str]:
    """Who published, in the order of days (`outlet_of`)."""
    return list(dict.fromkeys(outlet_of(document) for document in told.sources()))


def outlet_of(document: Document) -> str:
    """Who published; of a document that names no outlet its title in quotes, else its file."""
    return document.outlet or (f"“{document.title}”" if document.title else document.file)


def voices(told: Told) -> list[str]:
    """The names of the voices, sorted; private persons are not told apart."""
    return sorted({told.voices.of(claim) for claim in told.claims})


def rule_words(told: Told, estimate: Estimate) -> str:
    """The rule of an estimate with names for ids."""
    return told.voices.in_rule(estimate.rule, {*told.event.voice_ids, *estimate.voice_ids})


def side_name(side: Side, where: str | None, lexicon: Lexicon) -> str | None:
    """The party as ACLED writes those that nobody names: "Civilians (Ostravia)"."""
    if side.name is not None and side.party != "civilians":
        return side.name
    kind = "Civilians" if side.party == "civilians" else "Unidentified Armed Group" if side.party == "group" else None
    country = country_name(where, lexicon)
    return kind and (f"{kind} ({country})" if country else kind)


def claims_of(sides: Iterable[Side]) -> tuple[str, ...]:
    return tuple(sorted({claim for side in sides for claim in side.claims}))


def figures_told(told: Told, policy: Policy) -> str:
    """All figures of one policy in words, with the rule of each: for a column of notes."""
    figures = [e for e in told.estimates if e.policy == policy and e.column in (None, "total")]
    return "; ".join(told_figure(told, e) for e in figures)


def told_figure(told: Told, estimate: Estimate) -> str:
    """An estimate in words with its rule: "killed civilians 18–21, best 18: lowest and highest …"."""
    return f"{estimate_words(estimate)}: {rule_words(told, estimate)}"
