"""Reads a calendar date at one place of a token list: "Wednesday, July 25, 2018", "3 and 15 May", "in 2018".

In: `Tokens` and an index.  Out: `Found` expressions (two for "3 and 15 May"), or an empty list.  A day that no
calendar has is no date.  Figures alone are read day first, month first only where that is the one possible reading;
a year in front leads month and day.
"""

from __future__ import annotations

import re
from dataclasses import replace

from crosswire.extract.grammar_tokens import Tokens
from crosswire.extract.numbers.words import PERSONS
from crosswire.extract.times.calendar import possible
from crosswire.extract.times.found import Found
from crosswire.extract.times.words import (
    DOUBTFUL_MONTHS,
    FULL_MONTHS,
    MONTH_CUES,
    MONTHS,
    NAMES_FROM_DATES,
    NOT_BEFORE_DAY,
    SHORT_WEEKDAYS,
    STRONG_YEAR_CUES,
    WEEKDAY_OF,
    YEAR_CUES,
)

_HYPHENS = frozenset("-‐‑–—")
_RANGE_WORDS = frozenset({"to", "through", "until", "till"}) | _HYPHENS
_GLUED_YEAR = re.compile(r"([0-9]{1,2})((?:19|20)[0-9]{2})")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")


def read_dates(tokens: Tokens, index: int) -> list[Found]:
    """The date that begins at ``index`` (with its weekday), or the dates of a list that shares its month."""
    weekday, at = _weekday_before(tokens, index)
    found = _day_first(tokens, at) or _month_first(tokens, at) or _figures(tokens, at)
    if not found:
        if weekday is not None:
            return []
        found = _year_alone(tokens, index)
    if found and weekday is not None:
        if found[0].day is None:
            return []
        found[0] = replace(found[0], start=index, weekday=weekday)
    return [] if found and _name(tokens, found[-1].end) else found


def with_era(tokens: Tokens, found: Found) -> Found:
    """The date with the "BC" after its year: "480 BC", "September 480 BC"."""
    if found.year is None or found.until is not None or found.decade:
        return found
    before_ours, end = _era(tokens, found.end)
    return replace(found, year=1 - found.year, end=end) if before_ours else found


def _era(tokens: Tokens, index: int) -> tuple[bool, int]:
    """Whether "BC" or "BCE" stands at ``index``, and the token after it."""
    if tokens[index].text in {"BC", "BCE"}:
        return True, index + 1
    dotted = tokens.lows(index, index + 4) == ("b", ".", "c", ".") and tokens.capital(index)
    return dotted, index + 4 * dotted


def _weekday_before(tokens: Tokens, index: int) -> tuple[str | None, int]:
    """The weekday of "Wednesday, July 25" and where the date after it begins."""
    word = tokens.low(index)
    weekday = WEEKDAY_OF.get(word) or (SHORT_WEEKDAYS.get(word) if tokens.capital(index) else None)
    if weekday is None:
        return None, index
    at = index + 1
    at += tokens.low(at) == "." and word in SHORT_WEEKDAYS
    at += tokens.low(at) == ","
    at += tokens.low(at) == "the"
    return weekday, at


def month_at(tokens: Tokens, index: int) -> tuple[int | None, int]:
    """The month named at ``index`` (1 to 12) and the token after it, the full stop of "Sept." included."""
    word = tokens.low(index)
    month = MONTHS.get(word)
    if month is None or not tokens.capital(index):
        return None, index
    dotted = word not in FULL_MONTHS and tokens.low(index + 1) == "." and tokens.touch(index)
    return month, index + 1 + dotted


def day_at(tokens: Tokens, index: int) -> tuple[int | None, int]:
    """The day of the month at ``index`` (``25``, ``25th``) and the token after it."""
    text = tokens[index].text
    if tokens[index].kind != "digits" or len(text) > 2 or not text.isdigit() or not 1 <= int(text) <= 31:
        return None, index
    suffix = tokens.touch(index) and tokens.low(index + 1) in {"st", "nd", "rd", "th"}
    return int(text), index + 1 + suffix


def year_at(tokens: Tokens, index: int, *, sure: bool = False) -> int | None:
    """The year written at ``index``, None where the figure counts people.  ``sure``: its place leaves no doubt."""
    text = tokens[index].text
    if tokens[index].kind == "digits" and text.isdigit() and len(text) <= 4 and _era(tokens, index + 1)[0]:
        return int(text) or None
    if tokens[index].kind != "digits" or len(text) != 4 or not text.isdigit():
        return None
    year, after = int(text), tokens.low(index + 1)
    if tokens.touch(index) and (after in {"/", "%"} or tokens[index + 1].kind == "word"):
        return None
    if 1900 <= year <= 2099:
        return None if after in PERSONS and (year % 100 == 0 or not sure) else year
    counted = after in PERSONS or (
        after.endswith("s") and after not in {"was", "this", "his", "as", "is", "its", "has"}
    )
    return year if 1000 <= year < 1900 and not counted else None


def year_after(tokens: Tokens, index: int) -> tuple[int | None, int]:
    """The year after a day and month: "2018", ", 2018", "of 2018"; and the token after it."""
    at = index + (tokens.low(index) in {",", "of", "-"})
    at += tokens.low(at) == "the" and tokens.low(at + 1) == "year"
    year = year_at(tokens, at, sure=True)
    return (year, at + 1) if year is not None else (None, index)


def relative_year(tokens: Tokens, index: int) -> tuple[int | None, int]:
    """ "last year", "of this year" after a month: years from the year of publication, and the token after."""
    at = index + (tokens.low(index) == "of")
    shift = {"last": -1, "this": 0, "next": 1}.get(tokens.low(at))
    if shift is not None and tokens.low(at + 1) == "year":
        return shift, at + 2
    return None, index


def _day_first(tokens: Tokens, index: int) -> list[Found]:
    """25 July 2018, the 25th of July, 25-27 July, 3 and 15 May, 25-Jul-2018."""
    first, at = day_at(tokens, index)
    if first is None or (tokens.touch(index - 1) and tokens[index - 1].text in "/.-:$€£"):
        return []
    second, joined = None, tokens.low(at)
    if joined in _RANGE_WORDS or joined in {"and", "or", "&"}:
        second, after = day_at(tokens, at + 1)
        at = after if second is not None else at
    at += tokens.low(at) == "of"
    at += tokens.low(at) in _HYPHENS and tokens.touch(at)
    month, at = month_at(tokens, at)
    if month is None:
        return []
    return _listed(tokens, index, at, month, first, second, joined)


def _month_first(tokens: Tokens, index: int) -> list[Found]:
    """July 25, 2018; July 25-27; Jul 262016; July 2018; July; July last year."""
    month, at = month_at(tokens, index)
    if month is None or tokens.low(index - 1) in NOT_BEFORE_DAY:
        return []
    glued = _GLUED_YEAR.fullmatch(tokens[at].text)
    if glued and possible(int(glued[2]), month, int(glued[1])):
        return [Found(start=index, end=at + 1, year=int(glued[2]), month=month, day=int(glued[1]))]
    at += tokens.low(at) == "the"
    first, after = day_at(tokens, at)
    clock = tokens.low(after) == ":" and tokens.touch(after)
    if first is not None and not clock and tokens.low(after) not in {"%"}:
        second, joined = None, tokens.low(after)
        if joined in _RANGE_WORDS or joined in {"and", "&"}:
            second, ahead = day_at(tokens, after + 1)
            if second is not None and (tokens.low(ahead) in PERSONS or (joined == "and" and second <= first)):
                second = None
            if second is not None and month_at(tokens, ahead)[0] is None:
                after = ahead
            else:
                second = None
        return _listed(tokens, index, after, month, first, second, joined)
    return _month_alone(tokens, index, month)


def _listed(
    tokens: Tokens, start: int, at: int, month: int, first: int, second: int | None, joined: str
) -> list[Found]:
    """One day, a range of days or two days of one month, with the year that follows."""
    year, end = year_after(tokens, at)
    years, end = (None, end) if year is not None else relative_year(tokens, at)
    if not possible(year, month, first) or (second is not None and not possible(year, month, second)):
        return []
    one = Found(start=start, end=end, year=year, years=years, month=month, day=first)
    if second is None:
        return [one]
    other = replace(one, day=second)
    if joined in _RANGE_WORDS or second == first + 1 or tokens.low(start - 1) == "between":
        return [replace(one, until=other)] if second > first else []
    cut = next(place for place in range(start, end) if tokens.low(place) == joined)
    return [replace(one, end=cut), replace(other, start=cut + 1)] if joined != "or" else [one]


def _month_alone(tokens: Tokens, index: int, month: int) -> list[Found]:
    word, before = tokens.low(index), tokens.low(index - 1)
    _, at = month_at(tokens, index)
    year, end = year_after(tokens, at)
    day, _ = day_at(tokens, index - 1)
    if day is not None and not possible(year, month, day):
        return []  # "30 February"
    if year is None:
        years, end = relative_year(tokens, at)
        if years is not None:
            return [Found(start=index, end=end, month=month, years=years)]
        if before in {"last", "next"}:
            which = -1 if before == "last" else 1
            return [Found(start=index - 1, end=end, month=month, which=which)]
        cued = before in MONTH_CUES or (before == "-" and tokens.low(index - 2) == "mid")
        beside = before in {"and", "or"} and tokens.low(index - 2) in MONTHS
        if not (cued or beside) and (word not in FULL_MONTHS or word in DOUBTFUL_MONTHS):
            return []
        if tokens[index].text.isupper() and len(word) == 3 and word != "may":
            return []
    return [Found(start=index, end=end, month=month, year=year)]


def _figures(tokens: Tokens, index: int) -> list[Found]:
    """2018-07-25, 25/07/2018, 25.07.2018, 04-09-2014."""
    dotted = _DOTTED.fullmatch(tokens[index].text)
    if dotted:
        return _ordered(index, index + 1, int(dotted[1]), int(dotted[2]), int(dotted[3]))
    sign = tokens.low(index + 1)
    if tokens[index].kind != "digits" or sign not in {"-", "/", "."} or tokens.low(index + 3) != sign:
        return []
    if not all(tokens.touch(at) for at in range(index, index + 4)) or tokens[index - 1].text == sign:
        return []
    parts = [tokens[at].text for at in (index, index + 2, index + 4)]
    if not all(part.isdigit() and len(part) <= 4 for part in parts):
        return []
    if tokens.touch(index + 4) and tokens[index + 5].text in {"/", "-"}:
        return []
    one, two, three = map(int, parts)
    if len(parts[0]) == 4:
        return (
            [Found(start=index, end=index + 5, year=one, month=two, day=three)]
            if possible(one or None, two, three)
            else []
        )
    if len(parts[2]) == 2 and sign == "/":
        three += 2000
    elif len(parts[2]) != 4:
        return []
    return _ordered(index, index + 5, one, two, three)


def _ordered(start: int, end: int, one: int, two: int, year: int) -> list[Found]:
    """Day first; month first where only that is a date."""
    if not 1000 <= year <= 2999:
        return []
    if possible(year, two, one):
        return [Found(start=start, end=end, year=year, month=two, day=one)]
    return [Found(start=start, end=end, year=year, month=one, day=two)] if possible(year, one, two) else []


def _year_alone(tokens: Tokens, index: int) -> list[Found]:
    """A year after a preposition ("in 2018", "the 2013 attack") and a decade ("the 1990s")."""
    before = tokens.low(index - 1)
    text = tokens[index].text
    if _era(tokens, index + 1)[0] and (year := year_at(tokens, index)) is not None:
        return [Found(start=index, end=index + 1, year=year)]
    if tokens.touch(index) and tokens.low(index + 1) == "s" and len(text) == 4 and text.isdigit() and text[3] == "0":
        return [Found(start=index, end=index + 2, year=int(text), decade=True)] if 1000 <= int(text) <= 2099 else []
    if _before_era(tokens, index):
        return [Found(start=index, end=index + 1, year=1 - int(text))]
    if (ends := _short_range(tokens, index)) is not None:
        return [ends]
    cued = before in YEAR_CUES or before == "the" or (before == "-" and tokens.low(index - 2) in {"mid", "pre", "post"})
    cued = cued or (before == "year" and tokens.low(index - 2) == "the")
    bracketed = before == "(" and tokens.low(index + 1) == ")" and not _counts_reports(tokens, index)
    ranged = before in _HYPHENS and tokens.touch(index - 1) and year_at(tokens, index - 2) is not None
    opens = tokens.low(index + 1) in _HYPHENS and tokens.touch(index) and year_at(tokens, index + 2) is not None
    if not (cued or bracketed or ranged or opens or _qualifies(tokens, index)):
        return []
    year = year_at(tokens, index, sure=before in STRONG_YEAR_CUES)
    written = bracketed or ranged or opens
    if year is None or (year < 1900 and not written and before not in STRONG_YEAR_CUES | {"by", "from", "to", "of"}):
        return []
    return [Found(start=index, end=index + 1, year=year)]


def _counts_reports(tokens: Tokens, index: int) -> bool:
    """Whether a figure in brackets says how many reports a site has on a topic: "Ostravia (1881) - Ten dead in …"."""
    behind = tokens.low(index + 2)
    topic = [tokens[at].text for at in range(index - 1)]
    return len(topic) <= 3 and all(word[:1].isupper() for word in topic) and (behind in _HYPHENS or behind == "|")


def _before_era(tokens: Tokens, index: int) -> bool:
    """Whether a figure is the first year of "264-241 BC", "264 to 241 BC", "264 and 241 BC"."""
    first, last = tokens[index].text, tokens[index + 2].text
    if tokens.low(index + 1) not in _RANGE_WORDS | {"and"} or not _era(tokens, index + 3)[0]:
        return False
    return first.isdigit() and last.isdigit() and len(first) <= 4 and int(first) > int(last)


def _short_range(tokens: Tokens, index: int) -> Found | None:
    """ "1915-16", "2006–07": two years, the second by its last two figures."""
    year, last = year_at(tokens, index, sure=True), tokens[index + 2].text
    if year is None or tokens.low(index + 1) not in _HYPHENS or not (tokens.touch(index) and tokens.touch(index + 1)):
        return None
    if len(last) != 2 or not last.isdigit() or int(last) <= year % 100:
        return None
    runs_on = tokens.touch(index + 2) and (tokens[index + 3].kind == "word" or tokens[index + 3].text in "-–/")
    if runs_on:
        return None
    until = Found(start=index + 2, end=index + 3, year=year - year % 100 + int(last))
    return Found(start=index, end=index + 3, year=year, until=until)


def _qualifies(tokens: Tokens, index: int) -> bool:
    """Whether a year stands between lower-case words before one thing: "the lightning 2014 campaign"."""
    text, after, before = tokens[index].text, tokens[index + 1], tokens[index - 1]
    if len(text) != 4 or not text.isdigit() or not 1990 <= int(text) <= 2039:
        return False
    if not before.text.islower() or tokens.low(index - 2) not in {"a", "the", "s", "its", "their"}:
        return False
    return after.text.islower() and not after.lower.endswith("s") and after.lower not in PERSONS


def _name(tokens: Tokens, end: int) -> bool:
    """Whether a capital noun makes the date a name: "the March 15 Brigade"."""
    return tokens.low(end) in NAMES_FROM_DATES and tokens.capital(end)
