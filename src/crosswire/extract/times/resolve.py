"""Gives what the words say its place in the calendar, with the publication date as the present.

In: a `Found` expression and the publication date (or None).  Out: `Place`: EDTF texts, precision and what anchored
them.  Conventions: the early third of a month is days 1 to 10, the middle 11 to 20, the late one 21 to the end; the
thirds of a year are four months each; weeks run from Monday to Sunday; a weekday is the latest one up to publication,
the day of publication included.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from crosswire.extract.times.calendar import (
    day_text,
    last_day,
    month_plus,
    month_text,
    plus,
    year_of,
    year_text,
)
from crosswire.extract.times.found import Found, Stretch
from crosswire.extract.times.words import SEASONS, WEEKDAYS
from crosswire.model import Anchor, TimePrecision

_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_THIRDS_OF_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_WEEKS = {
    "first week": (1, 7), "second week": (8, 14), "third week": (15, 21), "fourth week": (22, 28),
    "last week": (-6, 31), "final week": (-6, 31),
}  # fmt: skip


class Resolved(NamedTuple):
    """Where an expression stands in the calendar, as `crosswire.model.Time` says it."""

    earliest: str | None
    latest: str | None
    precision: TimePrecision
    anchor: Anchor


def resolve(found: Found, published: date | None, *, ahead: bool) -> Resolved:
    """``ahead``: the sentence looks into the future, so a day without a year may lie after publication."""
    if found.until is not None:
        first = resolve(replace(found, until=None), published, ahead=ahead)
        last = resolve(found.until, published, ahead=ahead)
        return _joined(first, last)
    if found.stretch is not None:
        return _stretch(found.stretch, published, found.part)
    if found.weekday is not None and found.month is None:
        return _weekday(found, published, ahead=ahead)
    year, anchor = _year(found, published, ahead=ahead)
    if found.season is not None:
        return _season(found.season, year, anchor)
    if found.month is None:
        return _whole_year(found, year, anchor)
    if found.day is not None:
        text = day_text(year, found.month, found.day)
        return Resolved(text, text, "day", anchor)
    if found.part is None:
        text = month_text(year, found.month)
        return Resolved(text, text, "month", anchor)
    low, high = (_THIRDS | _WEEKS)[found.part]
    end = last_day(year, found.month)
    low = low if low > 0 else end + low
    precision: TimePrecision = "week" if "week" in found.part else "days"
    return Resolved(day_text(year, found.month, low), day_text(year, found.month, min(high, end)), precision, anchor)


def _joined(first: Resolved, last: Resolved) -> Resolved:
    """A range; only its first end where the two do not follow each other."""
    if first.earliest is None or last.latest is None:
        return first
    if first.earliest > last.latest and not first.earliest.startswith(("XXXX", "-")):
        return first
    precision: TimePrecision = "days" if "day" in first.precision else first.precision
    anchor: Anchor = "published" if "published" in {first.anchor, last.anchor} else first.anchor
    return Resolved(first.earliest, last.latest, precision, anchor)


def _year(found: Found, published: date | None, *, ahead: bool) -> tuple[int | None, Anchor]:
    """The year of a date: as written, else counted from publication, else None."""
    if found.year is not None:
        return found.year, "text"
    if published is None:
        return None, "none"
    if found.years is not None:
        return published.year + found.years, "published"
    if found.season is not None:
        return _season_year(found, published), "published"
    if found.month is None:
        return None, "none"
    if found.which is not None and found.day is None:
        return _which_month(found.which, found.month, published), "published"
    return year_of(found.month, found.day, published, ahead=ahead, weekday=found.weekday), "published"


def _which_month(which: int, month: int, published: date) -> int:
    """ "last July" is the latest July before this month, "next July" the first one after it."""
    if which < 0:
        return published.year - (month >= published.month)
    return published.year + (which > 0 and month <= published.month)


def _season_year(found: Found, published: date) -> int:
    """The year in which "last summer" or "this winter" began."""
    first, last = SEASONS[found.season or "summer"]
    ended = published.month > last
    if found.which == -1:
        return published.year - (first > last or not ended)
    return published.year + (found.which or 0)


def _season(season: str, year: int | None, anchor: Anchor) -> Resolved:
    first, last = SEASONS[season]
    after = year if first < last or year is None else year + 1
    return Resolved(month_text(year, first), month_text(after, last), "month", anchor)


def _whole_year(found: Found, year: int | None, anchor: Anchor) -> Resolved:
    if found.decade and year is not None:
        return Resolved(year_text(year), year_text(year + 9), "year", anchor)
    if found.part in _THIRDS_OF_YEAR:
        first, last = _THIRDS_OF_YEAR[found.part or ""]
        return Resolved(month_text(year, first), month_text(year, last), "month", anchor)
    return Resolved(year_text(year), year_text(year), "year", anchor)


def _weekday(found: Found, published: date | None, *, ahead: bool) -> Resolved:
    """The latest such weekday up to publication; "last": before it, "next": after it, "this": of its own week.

    With a word that looks ahead ("talks due on Monday") it is the first one from publication on.
    """
    if published is None or found.loose or found.weekday is None:
        return Resolved(None, None, "day", "none")
    gap = WEEKDAYS.index(found.weekday) - published.weekday()
    if found.weeks is not None:
        days = gap + 7 * found.weeks
    elif found.which == 0:
        days = gap
    elif found.which == 1:
        days = gap if gap > 0 else gap + 7
    elif found.which == -1:
        days = gap if gap < 0 else gap - 7
    elif ahead:
        days = gap if gap >= 0 else gap + 7
    else:
        days = gap if gap <= 0 else gap - 7
    text = plus(published, days).isoformat()
    return Resolved(text, text, "day", "published")


def _stretch(stretch: Stretch, published: date | None, part: str | None) -> Resolved:
    unit, first, last = stretch.unit, stretch.first, stretch.last
    if published is None:
        precision: TimePrecision = "unknown" if unit == "unknown" else _precision(stretch)
        return Resolved(None, None, precision, "none")
    today = published.isoformat()
    if unit == "unknown" or first is None or last is None:
        return Resolved(None if first is None else today, None if last is None else today, "unknown", "published")
    if unit == "day":
        ends = [plus(published, first).isoformat(), plus(published, last).isoformat()]
    elif unit in {"week", "weekend"}:
        ends = _weeks(stretch, published)
    elif unit == "month":
        ends = _months(first, last, published, part)
    else:
        ends = _years(first, last, published, part)
    if first < last and last == 0 and unit != "day":
        ends[1] = today
    if first < last and first == 0 and unit != "day":
        ends[0] = today
    return Resolved(ends[0], ends[1], _precision(stretch) if part is None else _finer(unit), "published")


def _precision(stretch: Stretch) -> TimePrecision:
    if stretch.unit in {"week", "month", "year"}:
        return {"week": "week", "month": "month", "year": "year"}[stretch.unit]  # type: ignore[return-value]
    if stretch.unit == "day" and stretch.first == stretch.last:
        return "day"
    return "unknown" if stretch.unit == "unknown" else "days"


def _finer(unit: str) -> TimePrecision:
    return "days" if unit == "month" else "month"


def _weeks(stretch: Stretch, published: date) -> list[str]:
    """Monday to Sunday of a week, Saturday and Sunday of a weekend (the latest begun, unless "next")."""
    if stretch.unit == "week":
        monday = plus(published, 7 * (stretch.first or 0) - published.weekday())
        return [monday.isoformat(), plus(monday, 6).isoformat()]
    back = (published.weekday() - 5) % 7
    if stretch.first == -1 and back <= 1:
        back += 7
    saturday = plus(published, 7 - back if stretch.first == 1 else -back)
    return [saturday.isoformat(), plus(saturday, 1).isoformat()]


def _months(first: int, last: int, published: date, part: str | None) -> list[str]:
    begin, end = month_plus(published, first), month_plus(published, last)
    if part is not None and part in _THIRDS:
        low, high = _THIRDS[part]
        return [day_text(*begin, low), day_text(*begin, min(high, last_day(*begin)))]
    return [month_text(*begin), month_text(*end)]


def _years(first: int, last: int, published: date, part: str | None) -> list[str]:
    begin, end = max(published.year + first, 1), min(max(published.year + last, 1), 9999)
    if part is not None:
        low, high = _THIRDS_OF_YEAR[part]
        return [month_text(begin, low), month_text(begin, high)]
    return [year_text(begin), year_text(end)]
