"""Reads weekdays and stretches told from the present: "on Wednesday", "last week", "two days ago", "the past 24 hours".

In: `Tokens` and an index.  Out: a `Found` expression or None.  Expressions told from another event ("a day earlier",
"the day before", "two days later") are left alone: this sentence does not say which day they mean.
"""

from __future__ import annotations

from dataclasses import replace

from crosswire.extract.grammar_tokens import Tokens
from crosswire.extract.numbers.values import read_value
from crosswire.extract.times.dates import month_at, year_at
from crosswire.extract.times.found import Found, Stretch, Unit
from crosswire.extract.times.words import (
    AHEAD,
    DAY_PARTS,
    FEW,
    NOT_AFTER_DAY,
    NOT_BEFORE_DAY,
    PARTS,
    PAST,
    SEASONS,
    UNITS,
    WEEKDAY_OF,
    WEEKDAYS,
    WHICH,
)

_FEW_DAYS = 7  # "the past few days" reaches back a week at most
_LONGEST = 10_000
_SINGLE: dict[str, tuple[int, int]] = {
    "today": (0, 0), "yesterday": (-1, -1), "tomorrow": (1, 1), "tonight": (0, 0), "overnight": (-1, 0),
}  # fmt: skip


def read_weekday(tokens: Tokens, index: int) -> Found | None:
    """ "Wednesday", "last Wednesday", "Friday last week", "Tuesdays attack" (an apostrophe lost)."""
    word = tokens.low(index)
    weekday = WEEKDAY_OF.get(word)
    before = tokens.low(index - 1)
    if weekday is None or before in NOT_BEFORE_DAY:
        return None
    after = tokens.low(index + 1)
    if after in NOT_AFTER_DAY and tokens.capital(index + 1):
        return None
    if (
        word not in WEEKDAYS
        and before == "on"
        and (tokens[index + 1].kind != "word" or after in {"and", "or", "in", "at"})
    ):
        return None  # "on Fridays": a habit
    start, end, which, weeks = index, index + 1, None, None
    if before in WHICH:
        which, start = WHICH[before], index - 1
    loose = before in {"previous", "following", "same", "preceding"}
    if loose:
        start, which = index, None
    at = end + (tokens.low(end) in {"of", "in"})
    shift = {"last": -1, "this": 0, "next": 1, "previous": -1}.get(tokens.low(at))
    if shift is not None and tokens.low(at + 1) == "week":
        weeks, end = shift, at + 2
    return Found(start=start, end=end, weekday=weekday, which=which, weeks=weeks, loose=loose)


def read_relative(tokens: Tokens, index: int) -> Found | None:
    """A stretch counted from the publication date that begins at ``index``."""
    word = tokens.low(index)
    if word in _SINGLE:
        first, last = _SINGLE[word]
        if word == "yesterday" and tokens.lows(index - 3, index) == ("the", "day", "before"):
            return _stretch(index - 3, index + 1, "day", -2, -2)
        return _stretch(index, index + 1, "day", first, last)
    if word in WHICH or word in PAST or word in AHEAD:
        return _which(tokens, index)
    if word == "the" and tokens.low(index + 1) in {"week", "month", "year"}:
        return _current(tokens, index)
    if word == "the" and tokens.low(index + 1) == "weekend":
        return _stretch(index + 1, index + 2, "weekend", 0, 0)
    if word in SEASONS:
        return _season(tokens, index, None, index)
    if word in {"first", "second", "third", "fourth", "final"}:
        return _week_of_month(tokens, index)
    return _ago(tokens, index) or _within(tokens, index)


def _stretch(start: int, end: int, unit: Unit, first: int | None, last: int | None) -> Found:
    return Found(start=start, end=end, stretch=Stretch(unit=unit, first=first, last=last))


def _current(tokens: Tokens, index: int) -> Found | None:
    """ "earlier in the week", "at the beginning of the month": the week or month of publication."""
    lead = tokens.lows(index - 2, index)
    if len(lead) < 2 or (lead[1] == "in") is not (lead[0] in {"earlier", "early", "later", "late"}):
        return None
    if lead[1] not in {"in", "of"} or (lead[1] == "of" and lead[0] not in PARTS) or tokens.low(index + 2) == "of":
        return None
    units: dict[str, Unit] = {"week": "week", "month": "month", "year": "year"}
    return _stretch(index, index + 2, units[tokens.low(index + 1)], 0, 0)


def _which(tokens: Tokens, index: int) -> Found | None:
    """last week, this month, next year, last night, this morning, the past three days, recent weeks, next 48 hours."""
    word, after = tokens.low(index), tokens.low(index + 1)
    article = tokens.low(index - 1) == "the"
    end = index + 2
    if word == "last" and after == "night":
        return _stretch(index, end, "day", -1, 0)
    if word == "this" and after in DAY_PARTS:
        return _stretch(index, end, "day", 0, 0)
    if after in SEASONS:
        return _season(tokens, index + 1, WHICH.get(word), index)
    if word in {"last", "final"} and after == "week" and tokens.low(end) == "of":
        return _week_of_month(tokens, index)
    if (
        after in {"week", "month", "year", "weekend"}
        and word in WHICH
        and not (word == "past" or (article and word == "last"))
    ):
        if word == "previous" or (article and word == "next"):
            return None  # told from another event
        unit: Unit = (
            "week" if after == "week" else "month" if after == "month" else "year" if after == "year" else "weekend"
        )
        return _stretch(index, end, unit, WHICH[word], WHICH[word])
    if word == "this" or word == "previous":
        return None
    return _counted(tokens, index, ahead=word in AHEAD)


def _counted(tokens: Tokens, index: int, *, ahead: bool) -> Found | None:
    """The past three days, the last few weeks, the past day, recent months, the next 24 hours."""
    count, at = count_at(tokens, index + 1)
    unit = UNITS.get(tokens.low(at))
    if unit is None:
        return None
    if count is None and at == index + 1:
        if tokens.low(at) == unit and (ahead or tokens.low(index) == "recent"):
            return None  # "the next day": told from another event
        if tokens.low(index) == "last":
            return None  # "the last days of the siege"
        count = 1 if tokens.low(at) == unit else None
    found = _reach(index, at + 1, unit, count)
    if found is None or not ahead or found.stretch is None:
        return found
    stretch = found.stretch
    return _stretch(index, at + 1, stretch.unit, 0, None if stretch.first is None else -stretch.first)


def count_at(tokens: Tokens, index: int) -> tuple[int | None, int]:
    """The count at ``index`` (None: "few", "several", or none at all) and the token after it."""
    at = index
    while at < index + 2 and tokens.low(at) in {"about", "around", "nearly", "almost", "some", "roughly", "a"}:
        at += 1
    if tokens.low(at) in FEW:
        return None, at + 1 + (tokens.low(at + 1) == "of")
    value = read_value(tokens, at)
    if value is None or value.value is None or value.value > _LONGEST:
        return None, at if value is None else value.end
    return value.value, value.end


def _reach(start: int, end: int, unit: str, count: int | None) -> Found | None:
    """A stretch of ``count`` units that ends with the publication."""
    if unit in {"hour", "minute"}:
        days = -(-(count or 1) // 24) if unit == "hour" else 1
        return _stretch(start, end, "day", -days, 0)
    if unit in {"day", "night"}:
        return _stretch(start, end, "day", -(count or _FEW_DAYS), 0)
    if count is None:
        return _stretch(start, end, "unknown", None, 0)
    if unit == "week":
        return _stretch(start, end, "day", -7 * count, 0)
    if unit == "decade":
        return _stretch(start, end, "year", -10 * count, 0)
    return _stretch(start, end, "month" if unit == "month" else "year", -count, 0)


def _ago(tokens: Tokens, index: int) -> Found | None:
    """two days ago, a week ago, several months ago, hours ago"""
    count, at = count_at(tokens, index)
    if count is None and at == index and tokens.low(index) not in UNITS:
        return None
    article = tokens.low(index) in {"a", "an"}
    unit = UNITS.get(tokens.low(at))
    if unit is None or tokens.low(at + 1) != "ago":
        return None
    end = at + 2
    if article and count is None and at == index + 1:
        count = 1
    if unit in {"hour", "minute"}:
        days = -(-count // 24) if count and unit == "hour" else 1
        return _stretch(index, end, "day", -days, 1 - days if days > 1 else 0)
    if count is None:
        return (
            _stretch(index, end, "day", -_FEW_DAYS, -1)
            if unit in {"day", "night"}
            else _stretch(index, end, "unknown", None, 0)
        )
    if unit == "decade":
        unit, count = "year", 10 * count
    kinds: dict[str, Unit] = {"week": "week", "month": "month", "year": "year"}
    return _stretch(index, end, kinds.get(unit, "day"), -count, -count)


def _within(tokens: Tokens, index: int) -> Found | None:
    """ "In around two weeks, they have ...": with a perfect tense, a stretch that ends with the publication."""
    if tokens.low(index - 1) not in {"in", "over", "within"} or tokens.low(index) in {"the", "a"}:
        return None
    count, at = count_at(tokens, index)
    unit = UNITS.get(tokens.low(at))
    if count is None or unit is None or tokens.low(at) == unit:
        return None
    if not {"have", "has", "had"} & set(tokens.lows(at + 1, at + 6)):
        return None
    return _reach(index, at + 1, unit, count)


def _season(tokens: Tokens, index: int, which: int | None, start: int) -> Found | None:
    """ "the summer of 2014", "last summer"; months as in the northern half of the world."""
    at = index + 1 + (tokens.low(index + 1) == "of")
    year = year_at(tokens, at, sure=True)
    if year is not None:
        return Found(start=index, end=at + 1, season=tokens.low(index), year=year)
    if which is None or tokens.low(index) == "fall":
        return None
    return Found(start=start, end=index + 1, season=tokens.low(index), which=which)


def _week_of_month(tokens: Tokens, index: int) -> Found | None:
    """ "the first week of July" """
    if tokens.lows(index + 1, index + 3) != ("week", "of"):
        return None
    month, end = month_at(tokens, index + 3)
    if month is None:
        return None
    at = end + (tokens.low(end) in {",", "of"})
    year = year_at(tokens, at, sure=True)
    return Found(
        start=index, end=end if year is None else at + 1, month=month, year=year, part=tokens.low(index) + " week"
    )


def part_before(tokens: Tokens, found: Found) -> Found:
    """Takes in the part of a month or year named before it: "mid-July", "early in 2013", "the end of last month"."""
    if found.day is not None or found.weekday is not None or found.part or found.decade or found.season:
        return found
    unit = found.stretch.unit if found.stretch else "month"
    if unit not in {"month", "year", "week"} or (found.stretch and found.stretch.first != found.stretch.last):
        return found
    at = found.start - 1
    if tokens.low(at) == "-" or tokens.low(at) in {"in", "of", "the"}:
        at -= 1
    at -= tokens.low(at) in {"in", "of"}
    word = tokens.low(at)
    if word not in PARTS or (found.stretch and unit == "week"):
        return found
    if word in {"beginning", "start", "middle", "end"} and "of" not in tokens.lows(at + 1, found.start):
        return found
    return replace(found, start=at, part=PARTS[word])
