"""Times of a narrative, where a month or a day belongs to the year told of before it.

In: a text, its sentences in order, and its publication date.  Out: `TimeMention` with offsets of the text, sorted.
A report of the day counts from its publication (`find_times`); a history counts from what it told before: "In April
1940 … in June … the next day … that year".  The reference is the last time read from the words themselves; a month
without a year lies within half a year of it.  Expressions that nothing told of before have neither end.  Never fails.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from crosswire.extract.grammar_tokens import Tokens
from crosswire.extract.times.calendar import last_day, possible
from crosswire.extract.times.found import Found
from crosswire.extract.times.grammar import make_mention, read_expressions
from crosswire.extract.times.resolve import Resolved, resolve
from crosswire.model import TimeMention

_EDTF = re.compile(r"^(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")
_CYCLE = 4000  # the calendar repeats after 400 years; years before our era are reckoned that much later
_NOTHING = Resolved(None, None, "unknown", "none")


class Told(NamedTuple):
    """The time told of last: a year, with its month and day where they are known."""

    year: int
    month: int | None
    day: int | None

    def day_in(self, year: int) -> date:
        """Its first day, in the year given."""
        month = self.month or 1
        return date(year, month, min(self.day or 1, last_day(year, month)))


def find_times_told(text: str, sentences: Sequence[tuple[int, int]], *, published: date | None) -> list[TimeMention]:
    """The time expressions of a narrative; ``sentences`` are half-open ranges of ``text``, in order."""
    told: Told | None = None
    mentions: list[TimeMention] = []
    for start, end in sentences:
        tokens = Tokens(text[start:end])
        for found in read_expressions(tokens, told=True):
            resolved = _resolve(found, told, published)
            told = _reference(found, resolved) or told
            mention = make_mention(tokens, found, resolved, published, since=False)
            moved = replace(mention.time, start=mention.time.start + start, end=mention.time.end + start)
            mentions.append(replace(mention, time=moved))
    return mentions


def _resolve(found: Found, told: Told | None, published: date | None) -> Resolved:
    if found.stretch is not None and not found.told:
        return resolve(found, published, ahead=False)
    if found.year is not None and found.until is None:
        return resolve(found, None, ahead=False)
    if told is None:
        return _NOTHING if found.told else resolve(found, published, ahead=False)
    if found.stretch is not None or found.which is not None:
        return _counted(found, told)
    if found.season is not None:
        return resolve(replace(found, year=told.year), None, ahead=False)
    if found.month is None:
        if found.day is None or told.month is None or not possible(told.year, told.month, found.day):
            return _NOTHING if found.told else resolve(found, published, ahead=False)
        return resolve(replace(found, year=told.year, month=told.month), None, ahead=False)
    dated = _dated(found, told)
    if found.until is not None:
        dated = replace(dated, until=_dated(found.until, told))
    return resolve(dated, None, ahead=False)


def _dated(found: Found, told: Told) -> Found:
    """The date with the year told of; the year before or after it where that is nearer."""
    if found.year is not None or found.month is None:
        return found
    year = told.year + (found.years or 0)
    if told.month is not None:
        gap = found.month - told.month
        year += 1 if gap < -_HALF else -1 if gap > _HALF else 0
    return replace(found, year=year, years=None)


_HALF = 6


def _counted(found: Found, told: Told) -> Resolved:
    """So many days, months or years from the time told of; nothing where that is less exact than the count."""
    unit = found.stretch.unit if found.stretch is not None else "month"
    if (unit in {"day", "week"} and told.day is None) or (unit == "month" and found.stretch and told.month is None):
        return _NOTHING
    later = _CYCLE if told.year < 1 else 0
    resolved = resolve(found, told.day_in(told.year + later), ahead=False)
    low, high = (_back(text, later) for text in (resolved.earliest, resolved.latest))
    return Resolved(low, high, resolved.precision, "text")


def _back(edtf: str | None, later: int) -> str | None:
    if edtf is None or not later:
        return edtf
    year = int(edtf[:4]) - later
    return (f"-{-year:04d}" if year < 0 else f"{year:04d}") + edtf[4:]


def _reference(found: Found, resolved: Resolved) -> Told | None:
    """What later expressions count from; None where this one tells no year of its own."""
    if resolved.anchor != "text" or resolved.earliest is None or found.decade:
        return None
    parts = _EDTF.match(resolved.earliest)
    if parts is None:
        return None
    exact = resolved.precision == "day" or found.until is not None
    month = int(parts[2]) if parts[2] and not (found.month is None and found.stretch is None) else None
    return Told(int(parts[1]), month, int(parts[3]) if parts[3] and exact else None)
