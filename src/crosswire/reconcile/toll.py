"""A toll over time: who gave which figure as of which day, the last one, and who never updated.

In: an event, its claims and their documents, the lexicon.  Out: `Toll`s, one for each measure, class and side that
somebody gives a figure for.  The day of a figure is the first on which its voice was seen to give it, so a copy adds no
point.  A figure in a text that bears no day has none, and its place in the order is not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from crosswire.model import Claim, Document, Event, Toll, TollChange, TollPoint
from crosswire.reconcile.days import is_episode
from crosswire.reconcile.groups import by_class
from crosswire.reconcile.ledger import TOLD, Entry, Ledger, main_number, make_ledger

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon


def toll_over_time(
    event: Event, claims: Iterable[Claim], documents: Sequence[Document], lexicon: Lexicon
) -> tuple[Toll, ...]:
    """The tolls of an event, sorted by measure, class and side; none for what did not happen."""
    if event.status not in TOLD:
        return ()
    wanted = frozenset(event.claim_ids)
    ledger = make_ledger([c for c in claims if c.claim_id in wanted], documents, lexicon)
    reach = {"total", "cumulative"} if is_episode(event) else {"total"}
    tolls: list[Toll] = []
    for (measure, of, side), entries in sorted(by_class(ledger).items()):
        counted = [e for e in entries if e.counts in reach and e.numbered]
        if counted:
            points = _points(counted, ledger)
            latest = max((p.as_of or "" for p in points), default="")
            tolls.append(
                Toll(
                    measure=measure,
                    of=of,
                    side_id=side or None,
                    points=points,
                    last=tuple(p for p in points if latest and p.as_of == latest),
                    never_updated=_never_updated(points),
                )
            )
    return tuple(tolls)


def _points(entries: Sequence[Entry], ledger: Ledger) -> tuple[TollPoint, ...]:
    """One point for each figure of each voice, by day, voice and number."""
    figures: dict[tuple[str, tuple[int | None, int | None, int | None, str]], list[Entry]] = {}
    for entry in entries:
        figures.setdefault((entry.voice, entry.key), []).append(entry)
    by_voice: dict[str, list[tuple[str | None, int, list[Entry]]]] = {}
    for (voice, _), own in figures.items():
        days = [day for e in own if (day := ledger.first_day(e)) is not None]
        given = (min(days) if days else None, main_number(own[0].quantity) or 0, own)
        by_voice.setdefault(voice, []).append(given)
    points: list[TollPoint] = []
    for voice, told in by_voice.items():
        told.sort(key=lambda one: (one[0] or "", one[1], str(one[2][0].key)))
        changes: list[TollChange] = ["first", *(_change(a[:2], b[:2]) for a, b in pairwise(told))]
        for (day, _, own), change in zip(told, changes, strict=True):
            q = own[0].quantity
            points.append(
                TollPoint(
                    voice_id=voice,
                    as_of=day,
                    low=q.low,
                    best=q.best,
                    high=q.high,
                    bound=q.bound,
                    change=change,
                    claim_ids=tuple(sorted({e.claim.claim_id for e in own})),
                )
            )
    return tuple(sorted(points, key=lambda p: (p.as_of or "", p.voice_id, p.low or p.best or p.high or 0, p.bound)))


def _change(before: tuple[str | None, int], after: tuple[str | None, int]) -> TollChange:
    if not before[0] or not after[0] or before[0] == after[0]:
        return "order_unknown"
    if before[1] == after[1]:
        return "restated"
    return "raised" if after[1] > before[1] else "lowered"


def _never_updated(points: Sequence[TollPoint]) -> tuple[str, ...]:
    """Voices with one dated figure, where another voice gave another number on a later day."""

    def number(point: TollPoint) -> int:
        return next((value for value in (point.best, point.low, point.high) if value is not None), 0)

    given = Counter(p.voice_id for p in points)
    alone = [p for p in points if given[p.voice_id] == 1 and p.as_of is not None]
    later: dict[str, set[int]] = {}  # of each day the numbers of later days
    seen: set[int] = set()
    for day, told in groupby(sorted(points, key=lambda p: p.as_of or "", reverse=True), key=lambda p: p.as_of or ""):
        later[day] = set(seen)
        seen.update(number(point) for point in told)
    return tuple(p.voice_id for p in sorted(alone, key=lambda p: p.voice_id) if later[p.as_of or ""] - {number(p)})
