"""Reads expressions counted from a time told of before: "the next day", "two weeks later", "that year", "the spring".

In: `Tokens` and an index.  Out: a `Found` marked ``told``, or None.  Which day they mean is for whoever knows the
sentences before (`crosswire.extract.times.narrative`).
"""

from __future__ import annotations

from dataclasses import replace

from crosswire.extract.grammar_tokens import Tokens, words
from crosswire.extract.numbers.values import read_value
from crosswire.extract.times.dates import day_at, month_at, year_at
from crosswire.extract.times.found import Found, Stretch, Unit
from crosswire.extract.times.words import DAY_PARTS, MONTHS, SEASONS, UNITS

_SHIFT = {"next": 1, "following": 1, "same": 0, "very": 0, "previous": -1, "preceding": -1, "prior": -1, "ensuing": 1}
_THAT = words("that this")
_ROOT: dict[str, Unit] = {"day": "day", "night": "day", "week": "week", "month": "month", "year": "year"}
_BEFORE_SEASON = words("the in by during until till since late early mid that this same following next previous of -")
_PART_LEADS = words("later earlier late early end beginning start middle rest")
_LONGEST = 500
#: Words with which an expression told from a time before may begin, besides those of `words.OPENERS`.
TOLD_OPENERS = words("that following")
_COUNTS = words("about some over least nearly than around approximately almost only another roughly up total no")


def read_told(tokens: Tokens, index: int) -> Found | None:
    """The expression that begins at ``index`` and counts from a time told of before."""
    return (
        _shifted(tokens, index) or _before(tokens, index) or _later(tokens, index) or _the_unit(tokens, index)
        or _the_day(tokens, index) or _season(tokens, index)
    )  # fmt: skip


def _told(start: int, end: int, unit: Unit, count: int) -> Found:
    return Found(start=start, end=end, told=True, stretch=Stretch(unit=unit, first=count, last=count))


def _shifted(tokens: Tokens, index: int) -> Found | None:
    """the next day, the same month, that year, that same night, the following spring, the previous April"""
    at, shift = index, None
    word = tokens.low(index)
    if word in _THAT:
        at, shift = index + 1, 0
        at += tokens.low(at) in {"same", "very"}
    elif word == "the" and tokens.low(index + 1) in _SHIFT:
        at, shift = index + 2, _SHIFT[tokens.low(index + 1)]
        at += tokens.low(index + 1) == "very" and tokens.low(at) == "same"
        shift = 1 if tokens.lows(index + 1, at + 1)[:2] == ("very", "next") else shift
    elif word in {"next", "following"} and tokens.low(index + 1) in {"day", "morning", "night"}:
        at, shift = index + 1, 1
    if shift is None:
        return None
    unit = tokens.low(at)
    if unit in _ROOT:
        return _told(_lead(tokens, index), at + 1, _ROOT[unit], shift)
    if unit in DAY_PARTS and unit not in {"noon", "midday"}:
        return _told(index, at + 1, "day", shift)
    if unit in SEASONS and year_at(tokens, at + 1, sure=True) is None and tokens.low(at + 1) != "of":
        return Found(start=index, end=at + 1, told=True, season=unit, which=shift)
    if unit in MONTHS and tokens.capital(at) and shift != 0 and year_at(tokens, at + 1, sure=True) is None:
        month, end = month_at(tokens, at)
        return Found(start=index, end=end, told=True, month=month, which=shift) if month else None
    return None


def _before(tokens: Tokens, index: int) -> Found | None:
    """ "The day before", "the night after", where nothing behind says before or after what"""
    shift = {"before": -1, "after": 1}.get(tokens.low(index + 2))
    if tokens.low(index) != "the" or tokens.low(index + 1) not in {"day", "night"} or shift is None:
        return None
    return _told(index, index + 3, "day", shift) if tokens[index + 3].kind in {"mark", "edge"} else None


def _lead(tokens: Tokens, index: int) -> int:
    """Where "later that year" begins."""
    return index - 1 if tokens.low(index - 1) in {"later", "earlier", "late", "early"} else index


def _later(tokens: Tokens, index: int) -> Found | None:
    """two days later, a week later, ten years earlier"""
    value = read_value(tokens, index)
    count, at = (1, index + 1) if tokens.low(index) in {"a", "an", "one"} else (None, index)
    if count is None and value is not None:
        count, at = value.value, value.end
    if count is None or count > _LONGEST or tokens.low(at) not in UNITS:
        return None
    sign = {"later": 1, "afterward": 1, "afterwards": 1, "earlier": -1}.get(tokens.low(at + 1))
    unit = UNITS[tokens.low(at)]
    if sign is None or unit in {"hour", "minute"}:
        return None
    scale = {"week": 7, "decade": 10}.get(unit, 1)
    kind: Unit = {"week": "day", "decade": "year"}.get(unit) or _ROOT[unit]  # type: ignore[assignment]
    return _told(index, at + 2, kind, sign * count * scale)


def _the_unit(tokens: Tokens, index: int) -> Found | None:
    """ "the end of the year", "later in the month", "earlier in the day": the year, month or day told of."""
    unit = tokens.low(index + 1)
    if tokens.low(index) != "the" or unit not in {"year", "month", "day"} or tokens.low(index + 2) == "of":
        return None
    lead = tokens.lows(index - 2, index)
    if unit == "day" and lead[1:] != ("in",):
        return None  # "at the end of the day"
    if len(lead) == 2 and lead[1] in {"of", "in"} and lead[0] in _PART_LEADS:
        start = index - 2 - (tokens.low(index - 3) == "the")
        return _told(start, index + 2, _ROOT[unit], 0)
    return None


def _the_day(tokens: Tokens, index: int) -> Found | None:
    """ "on the 17th": a day of the month told of."""
    if tokens.low(index) != "the" or tokens.low(index - 1) not in {"on", "until", "by", "from"}:
        return None
    day, end = day_at(tokens, index + 1)
    after = tokens[end]
    if day is None or end == index + 2 or (after.kind == "word" and after.lower not in {"and", "of", "the", "they"}):
        return None
    found = Found(start=index, end=end, told=True, day=day)
    return None if tokens.low(end) == "of" else replace(found, start=index)


def _season(tokens: Tokens, index: int) -> Found | None:
    """ "in the spring", "that winter", "by autumn", no year given."""
    word = tokens.low(index)
    if word not in SEASONS or word == "fall" or tokens.low(index - 1) not in _BEFORE_SEASON:
        return None
    after = tokens.low(index + 1)
    if after in {"of", "offensive", ","} and year_at(tokens, index + 2, sure=True) is not None:
        return None
    if year_at(tokens, index + 1, sure=True) is not None or tokens[index + 1].kind == "digits":
        return None
    start = index - 1 if tokens.low(index - 1) == "the" else index
    return Found(start=start, end=index + 1, told=True, season=word)


def read_bare_year(tokens: Tokens, index: int) -> Found | None:
    """A year without a preposition ("2007 saw …", "the 1783 treaty"), as narratives have them; no count of things."""
    year = year_at(tokens, index)
    before, after = tokens.low(index - 1), tokens.low(index + 1)
    if year is None or year < 1500 or before in _COUNTS or tokens[index - 1].kind == "digits":
        return None
    if (tokens.touch(index - 1) and tokens[index - 1].text in {"$", "£", "€", "-", "/", ".", "#"}) or after == ",":
        return None
    return Found(start=index, end=index + 1, year=year)
