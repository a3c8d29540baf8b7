"""The days a claim's time stands for, and how two such times stand to each other.

In: `crosswire.model.Time` (EDTF level 1 strings) and the day its document was published, if known.  Out: a `When`
in proleptic Gregorian day numbers (`date.toordinal`), both ends included.  Never fails: a string that is no date
counts as not given.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from crosswire.model import Time

_EDTF = re.compile(r"^(\d{4}|XXXX)(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?$")
_WEEK_BEGINS = 1
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of days.  ``first`` and ``last`` are day numbers (None: that end is open or has no year).

    ``month_day`` is the first day of a time without a year, as (month, day); ``weekday`` counts from Monday = 0 and
    is None unless the time is one single day or a bare weekday.  ``length`` is in days, None when an end is open.
    """

    first: int | None = None
    last: int | None = None
    month_day: tuple[int, int] | None = None
    weekday: int | None = None

    @property
    def known(self) -> bool:
        """True when at least one end is a day in a year."""
        return self.first is not None or self.last is not None

    @property
    def length(self) -> int | None:
        """Number of days from first to last."""
        if self.first is None or self.last is None:
            return None
        return self.last - self.first + 1

    @property
    def one_day(self) -> int | None:
        """The day number when this is a single day of a year."""
        return self.first if self.first is not None and self.first == self.last else None


NEVER = When()


def read_when(time: Time | None) -> When:
    """The days of a claim's time; `NEVER` when it has none."""
    if time is None:
        return NEVER
    weekday = WEEKDAYS.index(time.weekday) if time.weekday in WEEKDAYS else None
    first, without_year = _edge(time.earliest, last=False)
    last, _ = _edge(time.latest, last=True)
    if first is not None and last is not None and last < first:
        first, last = last, first
    if time.precision == "week" and first is not None and last is not None:
        # "Last week" begins on a Saturday, a Sunday or a Monday, as the country has it.
        first, last = first - _WEEK_BEGINS, last + _WEEK_BEGINS
    if first is not None and first == last:
        weekday = date.fromordinal(first).weekday()
    elif first is not None or last is not None:
        weekday = None
    return When(first, last, without_year, weekday)


def _edge(text: str | None, *, last: bool) -> tuple[int | None, tuple[int, int] | None]:
    found = _EDTF.match(text or "")
    if not found:
        return None, None
    year, month, day = found.groups()
    if year == "XXXX":
        return None, (int(month), int(day)) if month and day else None
    number = int(year)
    month_number = int(month) if month else (12 if last else 1)
    if not 1 <= month_number <= 12 or number < 1:
        return None, None
    day_number = int(day) if day else (calendar.monthrange(number, month_number)[1] if last else 1)
    try:
        return date(number, month_number, day_number).toordinal(), None
    except ValueError:
        return None, None


def gap(a: When, b: When) -> int | None:
    """Days between two stretches: 0 when they share a day, None when either is not known.  An open end reaches on."""
    if not a.known or not b.known:
        return None
    if a.last is not None and b.first is not None and a.last < b.first:
        return b.first - a.last
    if b.last is not None and a.first is not None and b.last < a.first:
        return a.first - b.last
    return 0


def season_gap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Days between two days of the year, the short way round (0 to 183)."""
    apart = abs(_day_of_year(a) - _day_of_year(b))
    return min(apart, 366 - apart)


def _day_of_year(month_day: tuple[int, int]) -> int:
    month, day = month_day
    before = sum(calendar.monthrange(2000, number)[1] for number in range(1, min(month, 12)))
    return before + day


def month_day_of(day_number: int) -> tuple[int, int]:
    """(month, day) of a day number."""
    day = date.fromordinal(day_number)
    return day.month, day.day
