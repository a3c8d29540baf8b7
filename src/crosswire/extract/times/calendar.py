"""Calendar arithmetic for the time grammar: which year a day without one belongs to, ends of months, EDTF texts.

In: numbers and `datetime.date`.  Out: dates, or EDTF level 1 texts (``2018-07-25``, ``2018-07``, ``XXXX-10-14``).
A day that no calendar has gives None.
"""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, MINYEAR, date, timedelta

from crosswire.extract.times.words import WEEKDAYS

# A day without a year is the latest such day up to publication; a day or a week later still reads as this year's,
# and with a word that looks ahead ("will", "scheduled") up to four months later.
TOLERANCE = timedelta(days=7)
TOLERANCE_AHEAD = timedelta(days=120)
_WEEKDAY_REACH = 5  # years to go back when the weekday given does not fit the year


def last_day(year: int | None, month: int) -> int:
    """The last day of a month; 29 for a February of no year."""
    if year is None:
        year = 2000
    return calendar.monthrange(year if year > 0 else year % 400 + 400, month)[1]


def possible(year: int | None, month: int, day: int) -> bool:
    """Whether some calendar has the day."""
    return 1 <= month <= 12 and 1 <= day <= last_day(year, month)


def year_of(month: int, day: int | None, published: date, *, ahead: bool, weekday: str | None = None) -> int | None:
    """The year of a month, or of a day of a month, that the text gives no year for; None when no year has that day."""
    limit = plus(published, (TOLERANCE_AHEAD if ahead else TOLERANCE).days)
    if day is None and not ahead:
        limit = published
    fits = [
        year
        for year in range(limit.year, max(limit.year - 9, MINYEAR - 1), -1)
        if possible(year, month, day or 1) and date(year, month, day or 1) <= limit
    ]
    if weekday is not None and day is not None:
        for year in fits[:_WEEKDAY_REACH]:
            if WEEKDAYS[date(year, month, day).weekday()] == weekday:
                return year
    return fits[0] if fits else None


def plus(day: date, days: int) -> date:
    """``day`` moved by ``days``, held within the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def month_plus(day: date, months: int) -> tuple[int, int]:
    """Year and month that lie ``months`` after the month of ``day``, held within the calendar."""
    count = day.year * 12 + day.month - 1 + months
    count = min(max(count, MINYEAR * 12), MAXYEAR * 12 + 11)
    return count // 12, count % 12 + 1


def day_text(year: int | None, month: int, day: int) -> str:
    """EDTF of a day: ``2018-07-25``, ``XXXX-07-25``."""
    return f"{month_text(year, month)}-{day:02d}"


def month_text(year: int | None, month: int) -> str:
    """EDTF of a month: ``2018-07``, ``XXXX-07``."""
    return f"{year_text(year)}-{month:02d}"


def year_text(year: int | None) -> str:
    """EDTF of a year: ``2018``, ``XXXX``, ``-0479`` for 480 BC."""
    if year is None:
        return "XXXX"
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"
