"""Calendar dates with a year, as pages and records write them.

In: a short string (a line, a field). Out: `DateFound` with offsets in that string. Never fails; a day that does
not exist (31 June) is no date, and a date without a year is none either.

``01-10-2014`` can be read two ways. The rule, in this order: a first number above 12 is the day, a second above 12
is the day; a weekday that stands next to it and fits one reading decides; another date of the same head that is
not ambiguous and lies within a week of one reading decides; an outlet in a country that writes the month first
(the United States, the Philippines, Palau, Micronesia) reads month first; everything else is day-month-year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH_FIRST = frozenset({"US", "PH", "PW", "FM"})

WEEKDAY = (
    r"(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)"
)
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_YEAR = r"(?:19|20)\d\d"
_HAS_YEAR = re.compile(_YEAR)
DATE = re.compile(
    rf"(?:\b(?P<weekday>{WEEKDAY})\b\.?,?\s+)?(?:"
    rf"(?<!\d)(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{MONTH})\b\.?,?\s+(?P<y1>{_YEAR})(?!\d)"
    rf"|\b(?P<m2>{MONTH})\b\.?\s+(?P<d2>\d{{1,2}}?)(?:(?:st|nd|rd|th)\b)?(?:,\s*|\s+|)(?P<y2>{_YEAR})(?!\d)"
    rf"|(?<![\d.])(?P<y3>{_YEAR})(?P<s3>[-/.])(?P<m3>\d{{1,2}})(?P=s3)(?P<d3>\d{{1,2}})(?!\d)"
    rf"|(?<![\d.])(?P<a4>\d{{1,2}})(?P<s4>[-/.])(?P<b4>\d{{1,2}})(?P=s4)(?P<y4>{_YEAR})(?!\d)"
    r")",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFound:
    """A date at ``[start, end)`` of the string.  ``other`` is the month-first reading of an ambiguous one."""

    start: int
    end: int
    day: date
    other: date | None = None
    weekday: int | None = None


def _date(year: str, month: int, day: int) -> date | None:
    try:
        return date(int(year), month, day)
    except ValueError:
        return None


def _read(match: re.Match[str]) -> DateFound | None:
    g = match.groupdict()
    other = None
    if g["y1"]:
        day = _date(g["y1"], _MONTHS[g["m1"][:3].lower()], int(g["d1"]))
    elif g["y2"]:
        day = _date(g["y2"], _MONTHS[g["m2"][:3].lower()], int(g["d2"]))
    elif g["y3"]:
        day = _date(g["y3"], int(g["m3"]), int(g["d3"]))
    else:
        first, second = int(g["a4"]), int(g["b4"])
        day, other = _date(g["y4"], second, first), _date(g["y4"], first, second)
        if day is None:
            day, other = other, None
    if day is None:
        return None
    weekday = _WEEKDAYS.index(g["weekday"][:3].lower()) if g["weekday"] else None
    return DateFound(
        start=match.start(), end=match.end(), day=day, other=None if other == day else other, weekday=weekday
    )


def find_dates(text: str) -> list[DateFound]:
    """Every date with a year in ``text``, in order, ambiguous ones in their day-month-year reading."""
    if not _HAS_YEAR.search(text):
        return []
    found = (_read(match) for match in DATE.finditer(text))
    return [date_found for date_found in found if date_found is not None]


def match_date(text: str, at: int, end: int) -> DateFound | None:
    """The date that begins exactly at ``at``."""
    match = DATE.match(text, at, end)
    return _read(match) if match else None


def resolve(found: DateFound, others: Sequence[DateFound] = (), country: str | None = None) -> date:
    """The reading of ``found`` by the rule of this module; ``others`` are dates of the same head."""
    if found.other is None:
        return found.day
    readings = (found.day, found.other)
    if found.weekday is not None:
        fitting = [reading for reading in readings if reading.weekday() == found.weekday]
        if len(fitting) == 1:
            return fitting[0]
    for sure in others:
        if sure.other is None:
            near = [reading for reading in readings if abs((reading - sure.day).days) <= 7]
            if len(near) == 1:
                return near[0]
    return found.other if country in MONTH_FIRST else found.day


def given_date(value: object, country: str | None = None) -> str | None:
    """The ISO date of a field: a date as above, or a Unix time in seconds or milliseconds; None when unreadable."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float) or (isinstance(value, str) and re.fullmatch(r"\d{9,13}", value.strip())):
        seconds = float(value)
        seconds = seconds / 1000 if seconds >= 1e11 else seconds
        return datetime.fromtimestamp(seconds, UTC).date().isoformat() if 1e8 <= seconds < 1e11 else None
    text = str(value)[:200].strip()
    compact = re.match(rf"({_YEAR})(\d\d)(\d\d)(?!\d)", text)
    if compact:
        day = _date(compact[1], int(compact[2]), int(compact[3]))
        return day.isoformat() if day else None
    found = find_dates(text)
    return resolve(found[0], found[1:], country).isoformat() if found else None
