"""Time expressions of one sentence, read against the day the text was published.

In: a string and the publication date (None when the page bears none).  Out: `TimeMention`, sorted by place, never
overlapping, their quotes without the preposition ("July 25", "Wednesday", "mid-July").  Never fails, whatever the
string.  Own grammar; ideas of what to cover from TimeML (TIMEX3) and HeidelTime.

A day or month without a year belongs to the latest year that puts it before publication (`times_calendar`); without a
publication date it has none (``XXXX-10-14``) and a weekday is only a weekday.  Lengths of time ("for seven years"),
ages and expressions told from another event ("a day earlier") are no times here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from crosswire.extract.grammar_tokens import Tokens, read_tokens
from crosswire.extract.times.dates import read_dates, with_era
from crosswire.extract.times.found import Found
from crosswire.extract.times.relative import part_before, read_relative, read_weekday
from crosswire.extract.times.resolve import Resolved, resolve
from crosswire.extract.times.told import TOLD_OPENERS, read_bare_year, read_told
from crosswire.extract.times.words import DAY_PARTS, FUTURE_AFTER, FUTURE_CUES, OPENERS, REPORTING, WEEKDAYS
from crosswire.model import Time, TimeMention

_RANGE = frozenset({"to", "through", "until", "till", "-", "–", "—"})
_SINCE_REACH = 14  # words between "since" and the date of what it names: "since the uprising began in March 2011"

_AHEAD_REACH = 8  # words between a day and the "will" or "due" that puts it ahead


_PAGE = frozenset({"posted", "published", "updated", "modified", "created"})


def find_times(text: str, *, published: date | None) -> list[TimeMention]:
    """The time expressions of ``text``, offsets in code points of ``text``; see the module for what is left alone."""
    tokens = read_tokens(text)
    mentions = []
    floor = 0
    for found in read_expressions(tokens):
        if tokens.low(found.start - 1) == ":" and tokens.low(found.start - 2) in _PAGE:
            continue  # "Posted: Monday, July 15": when a page was made
        since = _since(tokens, found, floor)
        floor = found.end
        mentions.append(_mention(tokens, found, published, ahead=_ahead(tokens, found), since=since))
    return mentions


def read_expressions(tokens: Tokens, *, told: bool = False) -> list[Found]:
    """Every expression in order, the two ends of a range as one.  ``told``: those counted from a time told of before
    ("the next day", "that year") too."""
    return _ranges(tokens, _scan(tokens, told=told))


def _scan(tokens: Tokens, *, told: bool) -> list[Found]:
    """Every expression in order, each with the part of the day after it and the part of the month before it."""
    expressions: list[Found] = []
    index = floor = 0
    while index < len(tokens):
        opens = tokens.lowers[index] in OPENERS or (told and tokens.lowers[index] in TOLD_OPENERS)
        if not opens and tokens[index].kind != "digits":
            index += 1
            continue
        one = read_told(tokens, index) if told else None
        read = [one] if one is not None else [with_era(tokens, found) for found in read_dates(tokens, index)]
        if not read:
            one = read_weekday(tokens, index) or read_relative(tokens, index)
            if one is None and told:
                one = read_bare_year(tokens, index)
            read = [one] if one is not None else []
        read = [found for found in read if found.start >= floor]
        if not read:
            index += 1
            continue
        wider = part_before(tokens, read[0])
        if wider.start >= floor:
            read[0] = wider
        end = _day_part(tokens, read[-1])
        read[-1] = replace(read[-1], end=end)
        if expressions and _told_twice(tokens, expressions[-1], read[0]):
            expressions.pop()
        expressions.extend(read)
        index = floor = end
    return expressions


def _day_part(tokens: Tokens, found: Found) -> int:
    """The end of the expression with its "morning" or "night"."""
    single = found.day or found.weekday or (found.stretch and found.stretch.unit == "day")
    return found.end + (1 if single and tokens.low(found.end) in DAY_PARTS else 0)


def _told_twice(tokens: Tokens, before: Found, found: Found) -> bool:
    """Whether "overnight" only says how a day that follows at once was spent or begun: "overnight into Tuesday"."""
    if tokens.low(before.start) != "overnight" or found.weekday is None:
        return False
    return set(tokens.lows(before.end, found.start)) <= {"on", "from", "into", "to"}


def _ranges(tokens: Tokens, expressions: list[Found]) -> list[Found]:
    """Joins the two ends of a range: "from Monday to Wednesday", "between 3 May and 5 June", "Saturday and Sunday"."""
    joined: list[Found] = []
    for found in expressions:
        if joined and joined[-1].until is None and found.until is None and _one_range(tokens, joined[-1], found):
            first = joined[-1]
            if first.year is None and found.month is not None and first.month is not None:
                earlier = first.month > found.month and found.year is not None
                first = replace(first, year=(found.year or 0) - 1 if earlier else found.year, years=found.years)
            joined[-1] = replace(first, end=found.end, until=found)
        else:
            joined.append(found)
    return joined


def _one_range(tokens: Tokens, first: Found, last: Found) -> bool:
    link = tokens.lows(first.end, last.start)
    if not link or len(link) > 2 or _kind(first) != _kind(last):
        return False
    if link[0] in _RANGE:
        return len(link) == 1 or link[1] in {"early", "late", "the"}
    if link != ("and",):
        return False
    if tokens.low(first.start - 1) == "between":
        return True
    return first.weekday is not None and last.weekday is not None and _next_day(first, last)


def _kind(found: Found) -> str:
    if found.stretch is not None or found.season is not None or found.decade:
        return "none" if found.stretch is None else f"stretch {found.start}"
    return "day" if found.day else "weekday" if found.weekday else "month" if found.month else "year"


def _next_day(first: Found, last: Found) -> bool:
    if first.day is not None or first.weekday is None or last.weekday is None:
        return False
    return (WEEKDAYS.index(last.weekday) - WEEKDAYS.index(first.weekday)) % 7 == 1


def _since(tokens: Tokens, found: Found, floor: int) -> bool:
    """Whether a "since" before the expression, in the same run of words, makes it the start of a stretch."""
    for index in range(found.start - 1, max(found.start - _SINCE_REACH, floor, 0) - 1, -1):
        if tokens.low(index) == "since":
            return True
        if tokens[index].kind == "mark" and tokens.low(index) in {",", ";", ":", "."}:
            return False
    return False


def _ahead(tokens: Tokens, found: Found) -> bool:
    """Whether the words near the expression look ahead: "talks due on Monday", "On 14 October voters will ..."."""
    for index in range(found.start - 1, found.start - _AHEAD_REACH, -1):
        word = tokens.low(index)
        if word in REPORTING or word in {".", ";", ":", '"', "have"}:
            break
        if word in FUTURE_CUES:
            return True
    for index in range(found.end, found.end + _AHEAD_REACH):
        word = tokens.low(index)
        if word in REPORTING or word in {".", ";", ":", "and", "when", "after"}:
            return False
        if word in FUTURE_AFTER:
            return True
    return False


def _mention(tokens: Tokens, found: Found, published: date | None, *, ahead: bool, since: bool) -> TimeMention:
    return make_mention(tokens, found, resolve(found, published, ahead=ahead), published, since=since)


def make_mention(
    tokens: Tokens, found: Found, resolved: Resolved, published: date | None, *, since: bool
) -> TimeMention:
    """The mention of an expression that was given its place in the calendar."""
    earliest, latest, precision, anchor = resolved
    start, end = tokens[found.start].start, tokens[found.end - 1].end
    time = Time(
        start=start,
        end=end,
        quote=tokens.text[start:end],
        earliest=earliest,
        latest=latest,
        precision=precision,
        weekday=found.weekday if found.until is None else None,
        anchor=anchor,
    )
    if not since or found.until is not None:
        return TimeMention(time=time)
    until = published.isoformat() if published is not None else None
    lasting = replace(time, latest=until, precision="days" if precision == "day" else precision)
    return TimeMention(time=lasting, since=time)
