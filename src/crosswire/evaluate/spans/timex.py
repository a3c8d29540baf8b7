"""Our times as TIMEX values, so that they can be compared with texts that others marked.

In: a `crosswire.model.Time`.  Out: `Timex` spans with values of TIMEX2/TIMEX3 (Ferro et al. 2005, TimeML 1.2.1):
``1939-09-01``, ``1939-09``, ``1939``, ``199`` (a decade), ``1939-SU``, ``1939-W40``, ``1939-09-01TMO``, ``BC0480``.
A range is two expressions there, one at each end.  What TIMEX says in attributes of its own (MOD for "early", "mid",
"late") is no part of a value, so "early October 1939" is ``1939-10``.  A time without a value has None.  Never fails.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from crosswire.model import Time

_SEASONS = {("03", "05"): "SP", ("06", "08"): "SU", ("09", "11"): "FA", ("12", "02"): "WI"}
_DAY_PARTS = {
    "morning": "MO", "dawn": "MO", "afternoon": "AF", "evening": "EV", "dusk": "EV", "night": "NI", "tonight": "NI",
    "overnight": "NI", "noon": "MI", "midday": "MI",
}  # fmt: skip
_PART_OF = re.compile(r"^(?:the\s+)?(?:early|mid|late|later|earlier|beginning|start|middle|end|rest)\b", re.I)
_LINK = re.compile(r"\s+(?:to|and|until|till|through)\s+(?:the\s+)?|(?<!mid)\s*[-–—]\s*(?=\d|[A-Z])", re.I)
_LAST_WORD = re.compile(r"(\w+)\W*$")
_YEAR = re.compile(r"^(-?)(\d{4}|XXXX)")


class Timex(NamedTuple):
    """A run of the text and its TIMEX value; None where we read no value."""

    start: int
    end: int
    value: str | None


def timexes(time: Time) -> list[Timex]:
    """The expressions of one time: one, or the two ends of a range."""
    low, high = time.earliest, time.latest
    if low is None and high is None:
        value = None if time.weekday is None else f"XXXX-WXX-{_WEEKDAYS.index(time.weekday) + 1}"
        return [Timex(time.start, time.end, value)]
    link = _LINK.search(time.quote)
    if low is None or high is None or low == high or link is None or time.precision == "week":
        return [Timex(time.start, time.end, value_of(time))]
    first = Timex(time.start, time.start + link.start(), _value(low))
    return [first, Timex(time.start + link.end(), time.end, _value(high))]


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def value_of(time: Time) -> str | None:
    """The value of a time that is one expression."""
    low, high = time.earliest or time.latest, time.latest or time.earliest
    if low is None or high is None:
        return None
    if low == high or time.earliest is None or time.latest is None:
        return _value(low) + (_day_part(time.quote) if len(low.lstrip("-")) == 10 else "")
    season = _SEASONS.get((low[-2:], high[-2:])) if len(low.lstrip("-")) == 7 else None
    if season is not None and not _PART_OF.match(time.quote):
        return f"{_value(low)[:-3]}-{season}"
    if low[:-1] == high[:-1] and (low[-1], high[-1]) == ("0", "9") and time.precision == "year":
        return low[:-1]
    return _week(low, high) if time.precision == "week" else _common(low, high)


def _value(edtf: str) -> str:
    """The value of one EDTF text; a year before our era is counted from 1 BC, as TIMEX does."""
    year = _YEAR.match(edtf)
    if year is None or not year[1]:
        return edtf
    return f"BC{int(year[2]) + 1:04d}{edtf[year.end() :]}"


def _day_part(quote: str) -> str:
    word = _LAST_WORD.search(quote)
    part = _DAY_PARTS.get(word[1].lower().rstrip("s")) if word else None
    return f"T{part}" if part else ""


def _week(low: str, high: str) -> str:
    """A calendar week; the month for a week that is told as a week of a month."""
    try:
        first, last = date.fromisoformat(low), date.fromisoformat(high)
    except ValueError:
        return _common(low, high)
    if first.weekday() == 0 and (last - first).days == 6:
        year, week, _ = first.isocalendar()
        return f"{year:04d}-W{week:02d}"
    return _common(low, high)


def _common(low: str, high: str) -> str:
    """What two ends share: the month of two days, the year of two months; else the first end."""
    first, last = _value(low), _value(high)
    for cut in (10, 7, 4):
        head = first[: cut + (2 if first.startswith("BC") else 0)]
        if last.startswith(head):
            return head
    return first
