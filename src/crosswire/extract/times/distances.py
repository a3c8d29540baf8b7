"""Reads how far one happening lies from another: "two days after", "a week before", "hours after", "the next day".

In: a string.  Out: each such expression with how many days lie between the two, at least and at most.  Which happenings
they are is for whoever knows the parse (`crosswire.extract.timed_from`).  "Months after" tells no days.  Never fails.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crosswire.extract.grammar_tokens import read_tokens
from crosswire.extract.times.grammar import read_expressions
from crosswire.extract.times.relative import count_at
from crosswire.extract.times.words import DAY_PARTS, UNITS

_SIDES = {"after": -1, "before": 1}
_DAYS = {"day": 1, "night": 1, "week": 7}
_ABOUT_A_WEEK = 3  # "a week after" is said of four to ten days
_FEW_DAYS = (2, 7)  # "just days after"
_DAY_WORDS = "|".join(sorted(DAY_PARTS | {form for form, unit in UNITS.items() if unit in _DAYS}))
_NAMES_DAYS = re.compile(rf"(?<![^\W\d_])(?:{_DAY_WORDS})(?![^\W\d_])", re.IGNORECASE)
_SAYS_WHICH = {"that", "as", "when", "of", "after", "before"}  # "the same day that a truce began"


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """``[start, end)`` covers the whole expression, ``side_at`` is where its "after" or "before" begins.  What is told
    behind it lies ``first`` to ``last`` days from the other happening, below zero where it came earlier; both are None
    where the words do not say.  What "the next day" or "a week earlier" dates is told beside it, and the other
    happening in a sentence before."""

    start: int
    end: int
    side_at: int
    first: int | None
    last: int | None


def find_distances(text: str) -> list[Distance]:
    """The distances in ``text``, offsets in code points of ``text``."""
    found: list[Distance] = []
    lowered = text.casefold()
    if not any(side in lowered for side in _SIDES):
        return found
    tokens = read_tokens(text)
    index = 0
    while index < len(tokens):
        count, at = count_at(tokens, index)
        unit = UNITS.get(tokens.low(at))
        if unit is None or tokens.low(at + 1) not in _SIDES or tokens[at + 2].kind == "mark":
            index += 1  # "the day before, ten were killed" tells of nothing behind it
            continue
        if count is None and tokens.low(at) == unit:
            count = 1  # "a day after", "the day after"
        near, far = _reach(unit, count)
        side = _SIDES[tokens.low(at + 1)]
        ends = sorted((side * near, side * far)) if near is not None and far is not None else (None, None)
        said = {"start": tokens[index].start, "end": tokens[at + 1].end, "side_at": tokens[at + 1].start}
        found.append(Distance(**said, first=ends[0], last=ends[1]))
        index = at + 2
    return found


def find_counted_from_before(text: str) -> list[Distance]:
    """The expressions that count days from a day told in a sentence before: "the next day", "a week earlier"."""
    found: list[Distance] = []
    if _NAMES_DAYS.search(text) is None:
        return found  # without such a word none is counted, and the sentence need not be read once more
    tokens = read_tokens(text)
    for one in read_expressions(tokens, told=True):
        days = one.stretch.first if one.told and one.stretch is not None and one.stretch.unit == "day" else None
        if days is None or tokens.low(one.end) in _SAYS_WHICH:
            continue
        about = _ABOUT_A_WEEK if days and days % 7 == 0 else 0
        start, end = tokens[one.start].start, tokens[one.end - 1].end
        found.append(Distance(start=start, end=end, side_at=start, first=days - about, last=days + about))
    return found


def _reach(unit: str, count: int | None) -> tuple[int | None, int | None]:
    """How many days such a distance is at least and at most."""
    if unit in ("hour", "minute"):
        return 0, 1 if count is None or unit == "minute" else -(-count // 24)
    if unit not in _DAYS:
        return None, None
    if count is None:
        return _FEW_DAYS if _DAYS[unit] == 1 else (None, None)
    about = _ABOUT_A_WEEK if unit == "week" else 0
    return count * _DAYS[unit] - about, count * _DAYS[unit] + about
