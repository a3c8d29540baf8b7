"""Hand-made ledgers of the invented country: one event, its claims and documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crosswire.lexicon import Actor, Lexicon, Outlet
from crosswire.lexicon.lexicon import Tables
from crosswire.model import (
    Attribution,
    Claim,
    Document,
    Estimate,
    Event,
    Quantity,
    Quote,
    Relation,
    Time,
)
from crosswire.reconcile import reconcile

LEXICON = Lexicon(
    Tables(
        actors=(
            Actor(id="opa", name="OPA", kind="agency"),
            Actor(id="marn-watch", name="Marn Watch", kind="monitor"),
            Actor(id="army", name="Ostravian army", kind="army", side="government"),
            Actor(id="state-tv", name="Ostravian state television", kind="media", side="government", parent="ostravia"),
            Actor(
                id="state-agency", name="Ostravian state agency", kind="agency", side="government", parent="ostravia"
            ),
            Actor(id="ostravia", name="Ostravia", kind="state", side="government"),
            Actor(id="fmf", name="Free Marn Front", kind="armed_group", side="fmf"),
        ),
        outlets=(Outlet(id="velmora-times", name="Velmora Times", kind="newspaper"),),
    ),
    fingerprint="test",
    folders=(),
)


@dataclass(frozen=True)
class Told:
    """One figure as a voice told it: ``day`` is the day its document was published."""

    voice: str
    best: int | None
    bound: str = "exact"
    of: str = "any"
    counts: str = "total"
    side: str | None = None
    measure: str = "killed"
    doc: str = ""
    day: str | None = None
    words: str = "People were killed at the market."
    low: int | None = None
    high: int | None = None
    on: str | None = None
    headline: bool = False

    @property
    def document(self) -> str:
        return self.doc or f"doc-{self.voice}"


def quantity(told: Told) -> Quantity:
    low, high = told.low, told.high
    if told.bound in ("exact", "at_least", "more_than"):
        low = told.best
    if told.bound in ("exact", "nearly", "up_to"):
        high = told.best
    return Quantity(
        measure=told.measure, of=told.of, side_id=told.side, counts=told.counts, low=low, best=told.best, high=high,
        bound=told.bound, start=0, end=3, quote="few",
    )  # type: ignore[arg-type]  # fmt: skip


def time(said: str | None) -> Time | None:
    if said is None:
        return None
    if said.endswith("day"):
        return Time(earliest=None, latest=None, precision="day", weekday=said, anchor="none", start=0, end=1, quote="x")
    return Time(earliest=said, latest=said, precision="day", anchor="text", start=0, end=1, quote="x")


def make_claim(number: int, told: Told, *more: Told, status: Any = "happened") -> Claim:
    return Claim(
        claim_id=f"claim-{number:03}", document_id=told.document, event_type="killing", status=status,
        trigger=Quote(start=0, end=6, quote="killed"), time=time(told.on),
        passage_kind="headline" if told.headline else "sentence",
        quantities=tuple(quantity(t) for t in (told, *more)), attribution=Attribution(manner="reported"),
        voice_id=told.voice, evidence=(Quote(start=0, end=len(told.words), quote=told.words),),
    )  # fmt: skip


def make_event(claims: Sequence[Claim], status: Any = "happened") -> Event:
    return Event(
        event_id="event-1", label="killing, Velmora", event_type="killing", status=status, time=None,
        time_conflict=False, place=None, claim_ids=tuple(c.claim_id for c in claims),
        document_ids=tuple(sorted({c.document_id for c in claims})),
        voice_ids=tuple(sorted({c.voice_id for c in claims if c.voice_id})),
    )  # fmt: skip


def documents(ledger: Sequence[Told]) -> list[Document]:
    return [Document(document_id=d, file=d, published=day) for d, day in {t.document: t.day for t in ledger}.items()]


def run(*ledger: Told, status: Any = "happened") -> tuple[list[Relation], list[Estimate]]:
    claims = [make_claim(number, told, status=status) for number, told in enumerate(ledger)]
    return reconcile(make_event(claims, status), claims, documents(ledger), LEXICON)


def numbers(estimates: Sequence[Estimate], policy: str = "as-reported") -> dict[tuple[str, str], Any]:
    return {(e.measure, e.of): (e.low, e.best, e.high) for e in estimates if e.policy == policy}
