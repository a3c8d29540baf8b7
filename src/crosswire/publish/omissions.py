"""Which outlets leave out which part of what is told of an event.

In: an event, the claims and documents of the whole record.  Out: `Omissions`: which outlets tell of the event and which
published in the same days and tell nothing of it; and for each thing that its claims say (a figure of a measure and of
whom, who did it, that somebody denies it, who is quoted) which of the outlets that tell of the event say it and which
do not.

The days run from the event's first day (where it has none, from the first document that tells of it) to ``days`` days
after its last.  An outlet that last wrote of the event before a thing was first told cannot have left it out: it is
``too_early``.  Only what the casebook holds is seen: an outlet may have told more in texts that were never added, so
an omission here is a question to ask of the outlet's archive, and not yet a finding.  Who did it counts only where the
lexicon knows the actor: "gunmen" names nobody.  Documents without an outlet, without a day, unread or broken are
counted in ``not_judged``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from crosswire.model import Claim, Document, Event, Quantity
from crosswire.publish import wording
from crosswire.publish.voices import Voices, voice_of

DAYS = 7
_ORDER = ("figure", "actor", "denial", "source")
ThingKind = Literal["figure", "actor", "denial", "source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing said of the event.  ``first``: the day on which a document first said it (ISO; None: not known).  The
    outlets are sorted; ``values`` are the figures that were given, in words; ``claim_ids`` are the claims that say it,
    so that every word can be looked up."""

    kind: ThingKind
    what: str
    values: tuple[str, ...]
    first: str | None
    said_by: tuple[str, ...]
    left_out_by: tuple[str, ...]
    too_early: tuple[str, ...]
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Omissions:
    """``telling`` and ``silent``: outlets, sorted; ``since`` and ``until``: the days that were looked at (ISO, both
    included; None where neither the event nor a document that tells of it has a day)."""

    event_id: str
    since: str | None
    until: str | None
    telling: tuple[str, ...]
    silent: tuple[str, ...]
    things: tuple[Thing, ...]
    not_judged: int


class Coverage:
    """The documents of a record that can be judged: those with an outlet and a day that were read."""

    def __init__(self, documents: Iterable[Document], others: Iterable[tuple[str, str]] = ()) -> None:
        """``others``: further outlets, each with a day on which it published a text that was read."""
        documents = list(documents)
        self.at: dict[str, tuple[str, str]] = {
            d.document_id: (d.outlet, d.published) for d in documents if d.outlet and d.published and d.state == "read"
        }
        self.not_judged = len(documents) - len(self.at)
        self._days = sorted({(day, outlet) for outlet, day in (*self.at.values(), *others)})

    def published(self, since: str, until: str) -> set[str]:
        """The outlets that published from ``since`` to ``until``, both included."""
        days = self._days
        return {o for _, o in days[bisect_left(days, (since, "")) : bisect_left(days, (until + "~", ""))]}


def omissions(
    event: Event, claims: Iterable[Claim], coverage: Coverage, voices: Voices, *, days: int = DAYS
) -> Omissions:
    """What the outlets leave out of the event.  ``claims`` of other events are passed over."""
    own = sorted((c for c in claims if c.event_id == event.event_id), key=lambda c: (c.document_id, c.trigger.start))
    told = [coverage.at[c.document_id] for c in own if c.document_id in coverage.at]
    last: dict[str, str] = {}
    for outlet, day in told:
        last[outlet] = max(last.get(outlet, ""), day)
    since, until = window(event, [day for _, day in told], days)
    said: dict[tuple[ThingKind, str], list[Claim]] = {}
    for claim in own:
        for key in _things(claim, voices):
            said.setdefault(key, []).append(claim)
    things = [_thing(kind, what, tellers, coverage, last) for (kind, what), tellers in said.items()]
    published = coverage.published(since, until) if since is not None and until is not None else set[str]()
    return Omissions(
        event_id=event.event_id,
        since=since,
        until=until,
        telling=tuple(sorted(last)),
        silent=tuple(sorted(published - set(last))),
        things=tuple(sorted(things, key=lambda t: (_ORDER.index(t.kind), -len(t.said_by), t.what))),
        not_judged=coverage.not_judged,
    )


def _things(claim: Claim, voices: Voices) -> Iterable[tuple[ThingKind, str]]:
    """What a claim says, each thing once."""
    if claim.status == "denied":
        yield "denial", f"denied by {voices.name(voice_of(claim))}"
        return
    found: dict[tuple[ThingKind, str], None] = {}
    for q in claim.quantities:
        found["figure", _counted(q)] = None
    for person in claim.participants:
        if person.role == "actor" and person.actor_id is not None:
            found["actor", person.name] = None
    if claim.attribution.source is not None and not claim.attribution.described:
        found["source", voices.name(voice_of(claim))] = None
    yield from found


def _counted(q: Quantity) -> str:
    return f"{wording.measure(q.measure)}, {wording.people(q.of)}"


def _values(what: str, tellers: Iterable[Claim]) -> Iterable[str]:
    figures = [q for claim in tellers for q in claim.quantities if _counted(q) == what]
    return (
        wording.figure(q) for q in sorted(figures, key=lambda q: (q.best or q.low or q.high or 0, q.bound, q.quote))
    )


def _thing(kind: ThingKind, what: str, tellers: Sequence[Claim], coverage: Coverage, last: Mapping[str, str]) -> Thing:
    told = [coverage.at[claim.document_id] for claim in tellers if claim.document_id in coverage.at]
    first = min((day for _, day in told), default=None)
    said_by = {outlet for outlet, _ in told}
    others = [outlet for outlet in sorted(last) if outlet not in said_by]
    early = {outlet for outlet in others if first is not None and last[outlet] < first}
    return Thing(
        kind=kind,
        what=what,
        values=tuple(dict.fromkeys(_values(what, tellers) if kind == "figure" else ())),
        first=first,
        said_by=tuple(sorted(said_by)),
        left_out_by=tuple(outlet for outlet in others if outlet not in early),
        too_early=tuple(sorted(early)),
        claim_ids=tuple(sorted(claim.claim_id for claim in tellers)),
    )


def window(event: Event, published: Sequence[str], days: int = DAYS) -> tuple[str | None, str | None]:
    """The first and the last day that are looked at; ``published``: when documents told of the event."""
    first = _day(event.time.earliest if event.time else None) or _day(min(published, default=None))
    last = _day(event.time.latest if event.time else None) or first
    if first is None or last is None:
        return None, None
    return first.isoformat(), (max(first, last) + timedelta(days=days)).isoformat()


def _day(value: str | None) -> date | None:
    """A full day; None for a month, a year, or a day whose year is not known."""
    try:
        return date.fromisoformat(value) if value is not None and len(value) == 10 else None
    except ValueError:
        return None
