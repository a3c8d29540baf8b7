"""Which numbers count nothing: years, ages, lengths of time, measures, sums of money, parts of names, clock times.

In: `Tokens` and the token range of a number.  Out: yes or no.  Dates are refused elsewhere, by the time grammar.
Each rule looks a few tokens to either side, so the whole stays linear; none fails.
"""

from __future__ import annotations

import re

from crosswire.extract.grammar_tokens import Tokens, words
from crosswire.extract.numbers.values import Value
from crosswire.extract.numbers.words import (
    AGE_WORDS,
    COMPOUND_HEADS,
    FRACTIONS,
    FUNCTION_WORDS,
    MONEY_SIGNS,
    NAME_NOUNS,
    NAME_NOUNS_CAPITAL,
    NAMES_WITH_NUMBERS,
    ORDINALS,
    PARENTS,
    PERSON,
    PERSONS,
    STATIONS,
    UNIT_ADJECTIVES,
    UNITS,
)

_HYPHENS = frozenset("-‐‑–")
_OF_SOME_AGE = {"children", "child", "boys", "girls", "men", "women", "people", "those", "anyone", "persons"}
_BEHIND_AGE = _HYPHENS | {",", ".", "", "—"}
_NO_PERSON = FUNCTION_WORDS | PERSONS  # behind these a number between commas is no age
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,4}")
_YEAR_CUES = words("in since during until till by year early late mid of from and to the")
_STRONG_YEAR_CUES = words("in since during until till by year early late mid")


def counts_nothing(tokens: Tokens, found: Value) -> bool:
    """Whether the number counts neither people nor things."""
    start, end = found.start, found.end
    if before_unit(tokens, end) or _part_of_word(tokens, start, end):
        return True
    if found.kind == "vague":
        return tokens.low(end) == "of" and before_unit(tokens, end + 1)
    if _age(tokens, start, end) or tokens.low(end) in FRACTIONS or _fraction(tokens, end):
        return True
    if tokens.low(start - 1) in MONEY_SIGNS or tokens.lows(end, end + 2) == ("per", "cent"):
        return True
    if _part_of_name(tokens, start, found.kind):
        return True
    if tokens.low(start - 1) == "of" and tokens.low(start - 2) in PARENTS:
        return True  # "a mother of four"
    return found.kind == "digits" and (_clock_or_code(tokens, start, end) or _year(tokens, start, end))


def before_unit(tokens: Tokens, at: int) -> bool:
    """Whether a unit of time, measure or money stands at ``at``, after a hyphen or a word such as "consecutive"."""
    if tokens.low(at) in {"%", "°"} | MONEY_SIGNS:
        return True
    if tokens.low(at) in _HYPHENS:
        at += 1
    for _ in range(2):
        if tokens.low(at) in UNITS:
            return True
        if tokens.low(at) not in UNIT_ADJECTIVES:
            return tokens.lows(at, at + 2) == ("per", "cent")
        at += 1
    return tokens.low(at) in UNITS


def _part_of_word(tokens: Tokens, start: int, end: int) -> bool:
    """T-72, M5, 4th, 155mm, three-pronged, twenty-first; but a 20-member team, a 50-strong group."""
    before, after = tokens[start - 1], tokens[end]
    if tokens.touch(start - 1):
        if before.kind == "word" or before.text in "/_=@#&+.:\\":
            return True
        if before.lower in _HYPHENS and tokens.touch(start - 2):
            head = tokens[start - 2]
            if head.kind == "word" and (head.text[:1].isupper() or head.lower in {"pre", "post", "mid"}):
                return True
    if not tokens.touch(end - 1):
        return False
    if after.kind == "word":
        return after.lower not in PERSON and after.lower not in PERSONS
    if after.text in "/_=@\\":
        return True
    if after.lower in _HYPHENS and tokens.touch(end):
        head = tokens[end + 1]
        if head.kind == "word":
            return head.lower not in COMPOUND_HEADS and head.lower not in PERSON and head.lower not in PERSONS
    return False


def _age(tokens: Tokens, start: int, end: int) -> bool:
    before = tokens.lows(start - 4, start)
    if before[-1:] and before[-1] in AGE_WORDS:
        return True
    if before[-2:-1] and before[-2] in _OF_SOME_AGE and before[-1] in {"under", "over", "above", "below"}:
        return tokens.low(end) in {",", ".", ";", "", "and", "or", "were", "was"}  # "children under 14 and old men"
    if before[-2:] in {("age", "of"), ("ages", "of"), ("aged", "between"), ("ages", "between")}:
        return True
    if tokens.low(start - 1) in {"and", "to", "-", "from", ","} and _in_ages(tokens, start):
        return True
    if tokens.low(start - 1) in {"also", "both", "only", "just", "now"} and tokens.low(start - 2) == ",":
        # "Brod and Tarn, both 16, were ..."
        return tokens[start].kind == "digits" and tokens.low(end) in _BEHIND_AGE
    if _bare_ages(tokens, start):
        return True
    told = tokens.capital(start - 2) or tokens.low(start - 2) in PERSON  # "Jan Brod, 24, ...", "a man, 24, ..."
    told = told or (tokens[start - 2].kind == "word" and tokens.low(start - 2) not in _NO_PERSON)
    told = told or (tokens.low(start - 2) == "." and tokens.low(start - 3) in {"jr", "sr"})
    from_town = tokens.low(end) in {"of", "from"} and tokens.capital(end + 1)  # "Jan Brod, 24, of Karsten"
    closed = tokens.low(end) in {",", ".", ";", "", "who", "whose", "whom"}
    if tokens.low(start - 1) == "," and (closed or from_town) and told:
        value = tokens[start].text
        return tokens[start].kind == "digits" and len(value) <= 2 and end == start + 1
    in_brackets = tokens.low(start - 1) == "(" and tokens.low(end) == ")"
    return in_brackets and told and len(tokens[start].text) <= 2


_AGES = 16  # tokens to either side in which bare ages stand


def _bare_ages(tokens: Tokens, start: int) -> bool:
    """ "Two brothers, 17 and 19, were hit": bare numbers between commas behind persons, of whom one is told of each."""
    first, last = start, start
    while start - first < _AGES and tokens.low(first - 1) in {",", "and"} and _two_digits(tokens, first - 2):
        first -= 2
    while last - start < _AGES and tokens.low(last + 1) in {",", "and"} and _two_digits(tokens, last + 2):
        last += 2
    told = tokens.low(first - 1) == "," and tokens.low(first - 2) in PERSONS
    return told and first < last and _two_digits(tokens, start) and tokens.low(last + 1) in {",", ".", ""}


def _two_digits(tokens: Tokens, at: int) -> bool:
    return tokens[at].kind == "digits" and len(tokens[at].text) <= 2


def _in_ages(tokens: Tokens, start: int) -> bool:
    """ "Aged 14 and 16", "ages 26, 29 and 31": the later numbers of a list of ages."""
    at = start - 1
    while start - at < 8 and (tokens[at].kind == "digits" or tokens.low(at) in {"and", "to", "-", "from", ","}):
        at -= 1
    return tokens.low(at) in {"age", "aged", "ages"}


def _fraction(tokens: Tokens, end: int) -> bool:
    """two-thirds, twenty-first"""
    if tokens.low(end) not in _HYPHENS:
        return False
    return tokens.low(end + 1) in FRACTIONS or tokens.low(end + 1) in ORDINALS


def _part_of_name(tokens: Tokens, start: int, kind: str) -> bool:
    before = tokens.low(start - 1)
    if before == "." and tokens.low(start - 2) in {"no", "nr", "art"}:
        return True
    if (before, tokens.low(start)) in NAMES_WITH_NUMBERS:
        return True
    if before not in NAME_NOUNS:
        return False
    return before not in NAME_NOUNS_CAPITAL or (kind == "digits" and tokens.capital(start - 1))


def _clock_or_code(tokens: Tokens, start: int, end: int) -> bool:
    """10:30, 9/11, 2-1, +963 11 222, [12], 0700; a list number at the head of the text."""
    text = tokens[start].text
    before, after = tokens.low(start - 1), tokens.low(end)
    if len(text) > 1 and text.startswith("0"):
        return True
    station = before in STATIONS and tokens[start - 1].text.isupper()
    if station or _CALL_SIGN.fullmatch(tokens[start - 1].text) or (after == "news" and tokens.capital(end)):
        return True  # a channel: WVEL 13, 7 News
    street = end + 1 + (tokens.low(end + 1) == ".")
    if tokens[end].text in {"N", "S", "E", "W", "NE", "NW", "SE", "SW"} and tokens.capital(street):
        return True  # a house: 947 W. Mill Road
    if len(text) == 6 and text.isdigit() and len(before) == 4 and before.isdigit():
        return True  # the clock time of a stamp that lost its colons: 30 2016 102138
    for sign in (":", "/"):
        if (before == sign and tokens[start - 2].kind == "digits") or (
            after == sign and tokens.touch(end - 1) and tokens[end + 1].kind == "digits"
        ):
            return True
    head = start - 1
    while start - head < 6 and tokens[head].kind == "digits":
        head -= 1
    if tokens.low(head) == "+" and tokens.touch(head):
        return True  # a telephone number in groups
    if before in {"[", "+", "#", "№", "&"} or (before == "(" and after == ")" and len(text) == 1):
        return True
    if _HYPHENS & {before, after}:
        left = before in _HYPHENS and tokens.touch(start - 1) and tokens[start - 2].kind == "digits"
        right = after in _HYPHENS and tokens.touch(end - 1) and tokens[end + 1].kind == "digits"
        if left or right:
            return True
    if after in {"o", "a", "p"} and tokens.low(end + 1) in {"'", "’", ".", "m"}:
        return tokens.low(end + 2) in {"clock", "m", "."} or tokens.low(end + 1) == "m"
    return start == 0 and after in {".", ")"} and len(text) <= 2 and len(tokens) > 2


def _year(tokens: Tokens, start: int, end: int) -> bool:
    """A bare figure from 1900 to 2099, unless what follows is counted by it."""
    text = tokens[start].text
    if end != start + 1 or len(text) != 4 or not text.isdigit() or not 1900 <= int(text) <= 2099:
        return False
    before = tokens.low(start - 1)
    if before in _STRONG_YEAR_CUES:
        return True
    return not any(tokens.low(end + step) in PERSONS for step in range(3))
