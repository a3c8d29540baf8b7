"""The timeline: events by day, week, month or year, as bars that a template draws.

In: events counted by the day they begin (EDTF level 1).  Out: `Timeline` in pixels.  A month or a year that stands
for an unknown day within it is no bar of a day: it lies in a row of its own, as wide as what is known.  None without
any dated event.  With ``since`` or ``until`` it is drawn for these days alone, and each event can have a line of its
own, from its first to its last day.  Where a few events lie far from all others, `usual_days` are those of the others.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from crosswire.casebook import DayCount, EventBrief

WIDTH, HEIGHT, BAND = 760, 90, 12
MOST_BARS, WIDEST = 190, 48
FEW, FAR = 0.02, 3
"""So small a share of the events is left out where the timeline would else be so many times as long."""
LANE = 9  # pixels from one line of an event to the next
_STEPS = ((1, "day"), (7, "week"), (30, "30 days"), (91, "91 days"), (365, "365 days"), (3650, "10 years"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Events of ``since`` to ``until`` (both included, ISO); ``dispute`` is the height of the disputed part."""

    since: str
    until: str
    x: float
    width: float
    height: float
    dispute: float
    events: int
    disputed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One event as a line: ``y`` from the top, ``vague`` where a month or a year stands for an unknown day."""

    event: EventBrief
    x: float
    y: float
    width: float
    vague: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """``bars`` are days or steps of days; ``vague`` those of which only the month or year is known; ``earlier`` and
    ``later``: events that lie before or after the days drawn."""

    width: int
    height: int
    band: int
    since: str
    until: str
    bars: tuple[Bar, ...]
    vague: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    step: str
    earlier: int
    later: int

    def beside(self, days: int) -> str:
        """So many days before the first day drawn (negative) or after the last."""
        return (date.fromisoformat(self.since if days < 0 else self.until) + timedelta(days)).isoformat()

    def stretch(self, since: str | None, until: str | None) -> tuple[float, float]:
        """Where chosen days lie: x and width in pixels."""
        start, end = date.fromisoformat(self.since), date.fromisoformat(self.until)
        pixels = self.width / ((end - start).days + 1)
        first = max(date.fromisoformat(since), start) if since else start
        last = min(date.fromisoformat(until), end) if until else end
        return round((first - start).days * pixels, 1), round(max(((last - first).days + 1) * pixels, 2.0), 1)

    def lanes(self, events: Iterable[EventBrief]) -> list[Lane]:
        """The dated events as lines, from above in the order given, each where there is room for it."""
        start, end = date.fromisoformat(self.since), date.fromisoformat(self.until)
        pixels = self.width / ((end - start).days + 1)
        ends: list[float] = []
        made = []
        for event in events:
            known = [span for day in ((event.time.earliest, event.time.latest) if event.time else ())
                     if day and (span := _span(day))]  # fmt: skip
            if not known:
                continue
            first, last = max(known[0][0], start), min(known[-1][1], end)
            if first > last:
                continue
            x, width = (first - start).days * pixels, max(((last - first).days + 1) * pixels - 1, 2.0)
            lane = next((n for n, taken in enumerate(ends) if taken + 2 <= x), len(ends))
            ends[lane : lane + 1] = [x + width]
            made.append(Lane(event=event, x=round(x, 1), y=lane * LANE, width=round(width, 1),
                             vague=any(one != other for one, other in known)))  # fmt: skip
        return made


def usual_days(
    days: Iterable[DayCount], since: str | None = None, until: str | None = None
) -> tuple[str | None, str | None]:
    """The days between which all but a few events begin, and those that were chosen; None, None where these are not
    much less than all."""
    begun = sorted((span[0], span[1], day.events) for day in days if (span := _span(day.day)))
    total, seen = sum(events for _, _, events in begun), 0
    kept = []
    for first, last, events in begun:
        if total * FEW / 2 < seen + events and seen < total * (1 - FEW / 2):
            kept.append((first, last))
        seen += events
    if not kept:
        return None, None
    start, end = kept[0][0], max(last for _, last in kept)
    start = min(start, date.fromisoformat(since)) if since else start
    end = max(end, date.fromisoformat(until)) if until else end
    whole = (max(last for _, last, _ in begun) - begun[0][0]).days
    return (None, None) if (end - start).days * FAR > whole else (start.isoformat(), end.isoformat())


def timeline(days: Iterable[DayCount], since: str | None = None, until: str | None = None) -> Timeline | None:
    spans = [(first, last, day) for day in days if (span := _span(day.day)) for first, last in [span]]
    if not spans:
        return None
    start = date.fromisoformat(since) if since else min(s for s, _, _ in spans)
    end = date.fromisoformat(until) if until else max(e for _, e, _ in spans)
    earlier = sum(day.events for _, last, day in spans if last < start)
    later = sum(day.events for first, _, day in spans if first > end)
    spans = [(max(first, start), min(last, end), day) for first, last, day in spans if first <= end and last >= start]
    if not spans:
        return None
    total = (end - start).days + 1
    step, name = next((step, name) for step, name in _STEPS if total / step <= MOST_BARS or (step, name) == _STEPS[-1])
    exact: dict[int, list[DayCount]] = {}
    vague: dict[tuple[date, date], list[DayCount]] = {}
    for first, last, day in spans:
        if len(day.day) == len("2018-07-25"):
            exact.setdefault((first - start).days // step, []).append(day)
        else:
            vague.setdefault((first, last), []).append(day)
    bins = -(-total // step)
    pixels = WIDTH / (bins * step)
    most = max((sum(d.events for d in members) for members in exact.values()), default=1)

    def bar(first: date, last: date, members: list[DayCount], top: float) -> Bar:
        events, disputed = sum(d.events for d in members), sum(d.disputed for d in members)
        height = round(max(top * events / most, 2.0), 1) if top > BAND else BAND - 4
        room = ((last - first).days + 1) * pixels
        width = max(min(room - 0.6, WIDEST if top > BAND else room), 0.8)
        x = (first - start).days * pixels + max(room - 0.6 - width, 0) / 2
        return Bar(
            since=first.isoformat(), until=last.isoformat(), x=round(x, 2), width=round(width, 2), height=height,
            dispute=round(height * disputed / events, 1), events=events, disputed=disputed,
        )  # fmt: skip

    bars = [
        bar(start + timedelta(n * step), min(start + timedelta((n + 1) * step - 1), end), members, HEIGHT)
        for n, members in sorted(exact.items())
    ]
    return Timeline(
        width=WIDTH, height=HEIGHT, band=BAND if vague else 0, since=start.isoformat(), until=end.isoformat(),
        bars=tuple(bars), vague=tuple(bar(f, e, members, BAND) for (f, e), members in sorted(vague.items())),
        ticks=tuple(_ticks(start, end, pixels)), step=name, earlier=earlier, later=later,
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def _span(day: str) -> tuple[date, date] | None:
    """The first and the last day an EDTF day, month or year may be; None where it has no year or is no date."""
    try:
        parts = [int(part) for part in day.split("-")]
        if len(parts) == 3:
            return date(*parts), date(*parts)
        if len(parts) == 2:
            return date(parts[0], parts[1], 1), date(parts[0], parts[1], monthrange(*parts)[1])
        return (date(parts[0], 1, 1), date(parts[0], 12, 31)) if len(parts) == 1 else None
    except (ValueError, IndexError):
        return None


def _ticks(start: date, end: date, pixels: float) -> Iterable[Tick]:
    """A tick at the first of months or years, so many that their labels have room."""
    total = (end - start).days + 1
    if total <= 45:
        every = max(1, total // 8)
        for n in range(0, total, every):
            day = start + timedelta(n)
            yield Tick(x=round((n + 0.5) * pixels, 1), label=f"{day.day} {day:%b}" + (f" {day.year}" if n == 0 else ""))
        return
    months = [
        date(year, month, 1) for year in range(start.year, end.year + 1) for month in range(1, 13)
        if start <= date(year, month, 1) <= end
    ]  # fmt: skip
    every = next((n for n in (1, 3, 6, 12, 24, 60, 120, 600) if len(months) / n <= 9), 1200)
    for first in months:
        if (first.year * 12 + first.month - 1) % every == 0:
            label = f"{first.year}" if first.month == 1 else f"{first:%b} {first.year}"
            yield Tick(x=round((first - start).days * pixels, 1), label=label)
