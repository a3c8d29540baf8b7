"""The toll chart: what each voice reported, as of which day, with what its words leave open.

In: a `Toll` and names for voices.  Out: `TollChart` in pixels.  A figure with a bound is a line from its low to its
high; where one end is open ("at least 40") the line fades out upwards for a fixed length, and downwards for "up to".
Figures without a day stand in a column of their own at the left.  It is as wide as a phone can show; at the right each
voice has its number, whose name a template tells below.  None where fewer than two figures can be drawn.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from crosswire.model import Toll, TollPoint
from crosswire.publish import wording

WIDTH, HEIGHT = 420, 210
LEFT, RIGHT, TOP, BOTTOM = 66, 30, 14, 30
UNDATED = 46  # pixels of the column of figures without a day
OPEN = 16  # pixels of an end that is left open


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A figure: ``y`` where its number stands, ``high`` and ``low`` the ends of what it leaves open, in pixels."""

    x: float
    y: float
    high: float
    low: float
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The figures of one voice by day; ``label_y`` is where its number stands at the right; ``shape`` counts from 0."""

    name: str
    shape: int
    points: tuple[Point, ...]
    label_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TollChart:
    counted: str
    width: int
    height: int
    left: int
    right: float
    bottom: float
    series: tuple[Series, ...]
    levels: tuple[tuple[float, str], ...]
    days: tuple[tuple[float, str], ...]


def toll_chart(toll: Toll, name: Callable[[str], str]) -> TollChart | None:
    points = [p for p in toll.points if _number(p) is not None]
    if len(points) < 2:
        return None
    days = sorted({day for p in points if (day := _day(p.as_of)) is not None})
    undated = UNDATED if any(_day(p.as_of) is None for p in points) else 0
    first, last = (days[0], days[-1]) if days else (None, None)
    span = max((last - first).days, 1) if first and last else 1
    numbers = [n for p in points for n in (p.low, p.best, p.high) if n is not None]
    top = round_up(max(numbers))
    bottom = HEIGHT - BOTTOM

    def x(point: TollPoint) -> float:
        day = _day(point.as_of)
        if day is None or first is None:
            return LEFT + undated / 2
        return round(LEFT + undated + 14 + (day - first).days / span * (WIDTH - LEFT - RIGHT - undated - 28), 1)

    def y(number: float) -> float:
        return round(bottom - number / top * (bottom - TOP), 1)

    voices = list(dict.fromkeys(p.voice_id for p in points))
    series = []
    for shape, voice in enumerate(voices):
        own = [p for p in points if p.voice_id == voice]
        drawn = tuple(_point(p, x(p), y) for p in own)
        series.append(Series(name=name(voice), shape=shape, points=drawn, label_y=drawn[-1].y))
    ticks = [first, last] if first and last and first != last else [first] if first else []
    return TollChart(
        counted=f"{wording.measure(toll.measure)}, {wording.people(toll.of)}",
        width=WIDTH, height=HEIGHT, left=LEFT, right=WIDTH - RIGHT, bottom=bottom, series=_apart(series),
        levels=tuple((y(level), f"{level:,}") for level in (0, top // 2, top) if top >= 2 or level in (0, top)),
        days=tuple(
            (x(next(p for p in points if _day(p.as_of) == day)), wording.day(day.isoformat()) or "") for day in ticks
        )
        + (((LEFT + undated / 2, "no day"),) if undated else ()),
    )  # fmt: skip


def _point(point: TollPoint, x: float, y: Callable[[float], float]) -> Point:
    number = _number(point)
    assert number is not None
    at = y(number)
    open_up = point.high is None and point.low is not None
    open_down = point.low is None and point.high is not None
    return Point(
        x=x, y=at,
        high=y(point.high) if point.high is not None else at - OPEN if open_up else at,
        low=y(point.low) if point.low is not None else at + OPEN if open_down else at,
        title=f"{wording.day(point.as_of) or 'day not known'}: {_words(point)}",
    )  # fmt: skip


def _words(point: TollPoint) -> str:
    bound = wording.BOUNDS.get(point.bound, "")
    if point.low is not None and point.high is not None and point.low != point.high:
        return f"{point.low:,} to {point.high:,}"
    return f"{bound} {_number(point):,}".strip()


def _number(point: TollPoint) -> int | None:
    return next((n for n in (point.best, point.low, point.high) if n is not None), None)


def _apart(series: list[Series]) -> tuple[Series, ...]:
    """Numbers at the right moved down until none covers another."""
    placed: list[Series] = []
    at = -math.inf
    for one in sorted(series, key=lambda s: s.label_y):
        at = max(one.label_y, at + 15)
        placed.append(replace(one, label_y=at))
    return tuple(sorted(placed, key=lambda s: s.shape))


def round_up(number: int) -> int:
    """The next 1, 2 or 5 times a power of ten."""
    if number <= 1:
        return 1
    power = 10 ** math.floor(math.log10(number))
    return int(next(step * power for step in (1, 2, 5, 10) if step * power >= number))


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value and len(value) == 10 else None
    except ValueError:
        return None
