"""Numbers of countable things in one sentence, with what the words around them say about them.

In: a string.  Out: `Number` mentions sorted by place, never overlapping.  Never fails, whatever the string.  Own
grammar; the bounds are those of the table "words, low, best, high, bound" in the reference of the exports.

What is reported: figures (``1,200``, ``1.2 million``), spelled numbers ("twenty-one", "half a dozen"), vague words
("dozens", "a number of"), "a", "an", "one" and "another" directly before a person ("a senior commander": 1), and
"no" before casualties ("no casualties", "nobody was hurt": 0).  What is not: years, dates, ages, lengths of time,
measures, money, ordinals and numbers inside names.  What a number counts is for others to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.extract.grammar_tokens import Tokens, read_tokens, words
from crosswire.extract.numbers.context import (
    another_alone,
    frame,
    nobody,
    one_counts,
    others_alone,
    person_phrase,
    read_range,
    scaled,
    some_of_plural,
    zero,
)
from crosswire.extract.numbers.refuse import counts_nothing
from crosswire.extract.numbers.values import OPENERS, Value, read_value
from crosswire.extract.numbers.words import MULTIPLYING, ORDINALS
from crosswire.extract.times import find_times
from crosswire.model import Bound, Number, Span

_OWNED = words("the his her their")
_BEGINNINGS = OPENERS | MULTIPLYING.keys() | words("a an another no nobody some others not") | _OWNED
"""Words that can begin a number; the most of a text's words cannot."""


def find_numbers(text: str, times: Sequence[Span] | None = None) -> list[Number]:
    """The numbers of ``text``, offsets in code points of ``text``.

    ``times`` are its time expressions, in the order of the text; None: they are looked for here.
    ``low``, ``best`` and ``high`` are None where the words give none; vague words have none of the three.
    """
    tokens = read_tokens(text)
    dated = _dated(text, tokens, times)
    numbers: list[Number] = []
    index = floor = 0
    while index < len(tokens):
        if dated[index]:
            index = floor = index + 1
            continue
        if tokens.items[index].kind != "digits" and tokens.lowers[index] not in _BEGINNINGS:
            index += 1
            continue
        number, end = _number(tokens, index, floor)
        if number is not None:
            numbers.append(number)
            floor = end
        index = end
    return numbers


def _dated(text: str, tokens: Tokens, times: Sequence[Span] | None) -> list[bool]:
    """For each token whether it stands inside a time expression."""
    inside = [False] * len(tokens)
    if not any(token.kind == "digits" for token in tokens.items):
        return inside  # spelled numbers stand in no date
    index = 0
    for time in [one.time for one in find_times(text, published=None)] if times is None else times:
        while index < len(tokens) and tokens[index].start < time.start:
            index += 1
        while index < len(tokens) and tokens[index].start < time.end:
            inside[index] = True
            index += 1
    return inside


def _number(tokens: Tokens, index: int, floor: int) -> tuple[Number | None, int]:
    """The number that begins at the token ``index``, or None, and the token to go on from."""
    found = read_value(tokens, index)
    if found is None:
        return _singular(tokens, index, floor)
    second = read_range(tokens, found)
    if second is not None:
        whole = Value(found.start, second.end, second.value, found.kind)
        if counts_nothing(tokens, whole) or _years(tokens, found, second):
            return None, second.end
        between = tokens.low(index - 1) in {"between", "from"} and index > floor
        around = frame(tokens, index - between, second.end, floor)
        low = scaled(tokens, found, second)
        return _made(tokens, around, index, second.end, (low, None, second.value), "between")
    if counts_nothing(tokens, found) or (found.kind == "digits" and not _reportable(tokens, found)):
        return None, found.end
    if found.value == 1 and tokens.low(index) == "one" and found.end == index + 1 and not one_counts(tokens, index):
        return None, found.end
    around = frame(tokens, index, found.end, floor)
    if found.value is None:
        return _made(tokens, around, index, found.end, (None, None, None), "vague")
    bound = around.bound or ("about" if found.round else "exact")
    return _made(tokens, around, index, found.end, _figures(found.value, bound), bound)


def _reportable(tokens: Tokens, found: Value) -> bool:
    return found.value is not None and (found.value > 0 or zero(tokens, found.start))


def _years(tokens: Tokens, first: Value, second: Value) -> bool:
    """Whether a range is one of years: 2011-2013."""
    return all(
        value.end == value.start + 1 and len(tokens[value.start].text) == 4 and 1900 <= (value.value or 0) <= 2099
        for value in (first, second)
    )


def _singular(tokens: Tokens, index: int, floor: int) -> tuple[Number | None, int]:
    """ "a child", "another man", "no casualties", "no one was hurt", "some villagers", "wounding others"."""
    word, end = tokens.low(index), index + 1
    if word == "another" and another_alone(tokens, index):
        around = frame(tokens, index, end, floor)._replace(additional=True)
        return _made(tokens, around, index, end, _figures(1, around.bound or "exact"), around.bound or "exact")
    if word in {"a", "an", "another"} and person_phrase(tokens, end + (tokens.low(end) == "further")):
        around = frame(tokens, index, end, floor)
        if word == "another":
            around = around._replace(additional=True)
        return _made(tokens, around, index, end, _figures(1, around.bound or "exact"), around.bound or "exact")
    if tokens.lows(index, index + 3) == ("not", "a", "single") and person_phrase(tokens, index + 3):
        return _made(tokens, frame(tokens, index, index + 3, index), index + 1, index + 3, (0, 0, 0), "exact")
    if word in _OWNED and tokens.low(index - 1) == "including" and person_phrase(tokens, end):
        return _made(tokens, frame(tokens, index, end, floor), index, end, (1, 1, 1), "exact")
    if word == "a" and tokens.low(end) in ORDINALS and another_alone(tokens, end):
        return _made(tokens, frame(tokens, index, end + 1, floor), index, end + 1, (1, 1, 1), "exact")
    if (reach := nobody(tokens, index)) > index:
        return _made(tokens, frame(tokens, index, reach, index), index, reach, (0, 0, 0), "exact")
    if word == "no" and zero(tokens, index):
        return _made(tokens, frame(tokens, index, end, index), index, end, (0, 0, 0), "exact")
    if (word == "some" and some_of_plural(tokens, index)) or (word == "others" and others_alone(tokens, index)):
        return _made(tokens, frame(tokens, index, end, floor), index, end, (None, None, None), "vague")
    return None, end


def _figures(value: int, bound: Bound) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of a figure under a bound."""
    if bound in {"at_least", "more_than"}:
        return value, value, None
    if bound == "about":
        return None, value, None
    if bound in {"nearly", "up_to"}:
        return None, value, value
    return value, value, value


def _made(
    tokens: Tokens,
    around: tuple[int, int, Bound | None, bool],
    start: int,
    end: int,
    figures: tuple[int | None, int | None, int | None],
    bound: Bound,
) -> tuple[Number, int]:
    first, last, _, additional = around
    low, best, high = figures
    number = Number(
        start=tokens[first].start,
        end=tokens[last - 1].end,
        number_start=tokens[start].start,
        number_end=tokens[end - 1].end,
        low=low,
        best=best,
        high=high,
        bound=bound,
        additional=additional,
    )
    return number, last
