"""When two claims name different days.

In: claims with the times their texts give.  Out: the two days in words, or None.  A day shift is told only where both
name a single day; a running toll names no day of its own.
"""

from __future__ import annotations

import re
from datetime import date

from crosswire.model import Claim, Event, Time

_FULL_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_SEASON_DAY = re.compile(r"^XXXX-\d{2}-\d{2}$")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def days_differ(a: Claim, b: Claim) -> str | None:
    """The two days in words when two claims name different ones; a running toll names no day of its own."""
    if a.time is None or b.time is None or runs_on(a) or runs_on(b):
        return None
    one, two = _day(a.time), _day(b.time)
    if one and two:
        return f"{one} and {two}" if one != two else None
    one, two = _season(a.time), _season(b.time)
    if one and two and "XXXX" in f"{a.time.earliest}{b.time.earliest}":
        return f"{a.time.earliest} and {b.time.earliest}" if one != two else None
    one, two = _weekday(a.time), _weekday(b.time)
    if one and two and one != two:
        words = [t.earliest or (t.weekday or "").capitalize() for t in (a.time, b.time)]
        return f"{words[0]} and {words[1]}: {one.capitalize()} and {two.capitalize()}"
    return None


def runs_on(claim: Claim) -> bool:
    """True for a running toll."""
    return any(q.counts == "cumulative" for q in claim.quantities)


def _day(time: Time) -> str | None:
    one_day = time.earliest is not None and time.earliest == time.latest
    return time.earliest if one_day and _FULL_DAY.match(time.earliest or "") else None


def _season(time: Time) -> str | None:
    """``-MM-DD`` of a single day, with or without a year."""
    day = time.earliest if time.earliest == time.latest else None
    return day[4:] if day and (_FULL_DAY.match(day) or _SEASON_DAY.match(day)) else None


def _weekday(time: Time) -> str | None:
    day = _day(time)
    if day is None:
        return time.weekday if time.earliest is None else None
    try:
        return _WEEKDAYS[date.fromisoformat(day).weekday()]
    except ValueError:
        return None


def span_days(time: Time | None) -> tuple[str, str] | None:
    """First and last day of a day, or of a stretch of days, known in full; None for any other time.

    "Last week" is no stretch: it may mean one day of that week.
    """
    if time is None or time.earliest is None or time.latest is None or time.precision not in ("day", "days"):
        return None
    full = _FULL_DAY.match(time.earliest) and _FULL_DAY.match(time.latest)
    return (time.earliest, time.latest) if full else None


def is_episode(event: Event) -> bool:
    """True for an event that is told to have lasted longer than a day."""
    span = span_days(event.time)
    return span is not None and span[0] != span[1]
