"""Reads one number at one place of a token list: digits, spelled numbers, vague words.  No context is judged here.

In: `Tokens` and an index.  Out: a `Value`, or None where no number begins.  Looks ahead a bounded way, never fails.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from crosswire.extract.grammar_tokens import Tokens, words
from crosswire.extract.numbers.words import (
    BELOW_HUNDRED,
    FRACTIONS,
    MULTIPLES,
    MULTIPLIED,
    MULTIPLYING,
    NUMBER_ADJECTIVES,
    PERSONS,
    PLURAL_SCALES,
    SCALES,
    SHARES,
    SMALL,
    TENS,
    VAGUE,
    VAGUE_NOUNS,
)

LARGEST = 10**9
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_DOTTED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_DECIMAL = re.compile(r"[0-9]{1,9}\.[0-9]{1,3}")
_FIXED_SPACES = frozenset("\u00a0\u2009\u202f")
_QUANTIFIERS = words("several many few some")
OPENERS = (
    words("a an the half quarter dozen few some")
    | VAGUE
    | PLURAL_SCALES
    | SHARES
    | NUMBER_ADJECTIVES
    | BELOW_HUNDRED.keys()
)


class Value(NamedTuple):
    """A number over the tokens ``[start, end)``: ``value`` is None for vague words (kind ``vague``), for digits above
    `LARGEST` and for decimals that count nothing (both kind ``digits``).  ``round`` marks "a dozen", "half a dozen"."""

    start: int
    end: int
    value: int | None
    kind: Literal["digits", "spelled", "vague"]
    round: bool = False


def read_value(tokens: Tokens, index: int) -> Value | None:
    """The longest number that begins at the token ``index``, or None."""
    kind = tokens[index].kind
    if kind == "digits":
        return _digits(tokens, index)
    if tokens.low(index) in MULTIPLYING and _multiplied(tokens, index):
        return Value(index, index + 1, MULTIPLYING[tokens.low(index)], "spelled")
    if kind == "word" and tokens.low(index) in OPENERS:
        return _part_of_scale(tokens, index) or _vague(tokens, index) or _spelled(tokens, index)
    return None


def _multiplied(tokens: Tokens, index: int) -> bool:
    """ "A double murder", "a triple fatal shooting", "both men", "both were": words that count people.

    "Both men and women", "double murders" count other things.
    """
    if tokens.low(index) == "both":
        told = tokens.low(index + 1) in PERSONS or tokens.low(index + 1) in {"were", "died", "are"}
        return told and "and" not in tokens.lows(index + 2, index + 4)
    at = index + 1 + (tokens.low(index + 1) in {"fatal", "deadly", "-"})
    return tokens.low(at) in MULTIPLIED


def _digits(tokens: Tokens, index: int) -> Value:
    end, amount = _figure(tokens, index)
    scale = tokens.low(end)
    if amount is not None and scale in MULTIPLES:
        amount *= 12 if scale == "dozen" else 100 if scale == "hundred" else SCALES[scale]
        end += 1
    if amount is None or amount > LARGEST or amount != amount.to_integral_value():
        return Value(index, end, None, "digits")
    return Value(index, end, int(amount), "digits")


def _figure(tokens: Tokens, index: int) -> tuple[int, Decimal | None]:
    """The end of the figure at ``index`` and its amount: ``1200``, ``1,200``, ``1.200``, ``1 200``, ``1.2``."""
    text = tokens[index].text
    end = index + 1
    if len(text) > 15:
        return end, None
    if _GROUPED.fullmatch(text):
        return end, Decimal(text.replace(",", ""))
    if "." in text:
        if _DOTTED.fullmatch(text) and tokens.low(end) not in SCALES:
            return end, Decimal(text.replace(".", ""))
        return end, Decimal(text) if _DECIMAL.fullmatch(text) else None
    if len(text) <= 3 and not text.startswith("0"):
        digits = text
        while len(digits) <= 9 and _spaced_group(tokens, end):
            digits += tokens[end].text
            end += 1
        return end, Decimal(digits)
    return end, Decimal(text)


def _spaced_group(tokens: Tokens, index: int) -> bool:
    """Whether the token at ``index`` is a group of three digits set off by a no-break or thin space.

    A plain space sets off only a group with a leading nought ("100 000"): no number of its own begins with one.
    """
    token, before = tokens[index], tokens[index - 1]
    if token.kind != "digits" or not (len(token.text) == 3 and token.text.isdigit()):
        return False
    if token.start - before.end != 1:
        return False
    space = tokens.text[before.end]
    return space in _FIXED_SPACES or (space == " " and token.text.startswith("0"))


def _part_of_scale(tokens: Tokens, index: int) -> Value | None:
    """ "half a million", "half a dozen", "a quarter of a million"."""
    at = index
    if tokens.low(at) == "half":
        divisor, at = 2, at + 1
        at += tokens.low(at) in {"a", "-"}
    else:
        at += tokens.low(at) == "a"
        if tokens.lows(at, at + 2) != ("quarter", "of"):
            return None
        divisor, at = 4, at + 2
        at += tokens.low(at) == "a"
    scale = tokens.low(at)
    if scale == "dozen":
        return Value(index, at + 1, 12 // divisor, "spelled", round=True)
    if scale in SCALES:
        return Value(index, at + 1, SCALES[scale] // divisor, "spelled")
    return None


def _vague(tokens: Tokens, index: int) -> Value | None:
    at = index
    word = tokens.low(at)
    if word == "a" and tokens.low(at + 1) in {"few", "couple", "handful", "number", "very"} | NUMBER_ADJECTIVES:
        at += 1
        if tokens.low(at) == "few":
            at += 1
            return Value(index, at + (tokens.low(at) in MULTIPLES), None, "vague")
        at += tokens.low(at) == "very"
        for _ in range(2):
            at += tokens.low(at) in NUMBER_ADJECTIVES
        if tokens.low(at) in VAGUE_NOUNS and tokens.low(at + 1) == "of":
            return Value(index, at + 1, None, "vague")
        return None
    if word in NUMBER_ADJECTIVES and tokens.low(at + 1) in {"number", "numbers"} and tokens.low(at + 2) == "of":
        return Value(index, at + 2, None, "vague")
    if word in _QUANTIFIERS and tokens.low(at + 1) in MULTIPLES | PLURAL_SCALES:
        if word == "some" and tokens.low(at + 1) in MULTIPLES:
            return None
        at += 1
        word = tokens.low(at)
        if word in MULTIPLES:
            return Value(index, at + 1, None, "vague")
    if word in PLURAL_SCALES:
        at += 1
        while tokens.low(at) == "of" and tokens.low(at + 1) in PLURAL_SCALES:
            at += 2
        return Value(index, at, None, "vague")
    if word in VAGUE:
        asked = tokens.low(index - 1) == "how"  # "how many"
        modifier = (tokens.low(index - 1), tokens.low(index + 1)) == ("as", "as")
        return None if asked or modifier else Value(index, at + 1, None, "vague")
    return _share(tokens, index)


def _share(tokens: Tokens, index: int) -> Value | None:
    """ "half of them", "the majority of the dead", "a third of the fighters", "two-thirds of them"."""
    if tokens.low(index) in SMALL:
        at = index + 1 + (tokens.low(index + 1) == "-")
        parts = tokens.low(at) in FRACTIONS and tokens.low(at + 1) == "of"
        return Value(index, at + 1, None, "vague") if parts else None
    at = index + (tokens.low(index) in {"a", "the"})
    shared = tokens.low(at) in SHARES and tokens.low(at + 1) == "of"
    return Value(index, at + 1, None, "vague") if shared else None


def _spelled(tokens: Tokens, index: int) -> Value | None:
    """Number words: "twenty-one", "a hundred", "two thousand three hundred and five", "thirty one", "two dozen"."""
    total, current, at = 0, 0, index
    ceiling = LARGEST + 1
    if tokens.low(at) in {"a", "an"}:
        if tokens.low(at + 1) not in MULTIPLES:
            return None
        if tokens.low(at + 1) == "dozen":
            return Value(index, at + 2, 12, "spelled", round=True)
        current, at = 1, at + 1
    elif tokens.low(at) == "dozen":
        return Value(index, at + 1, 12, "spelled", round=True)
    while True:
        step = _joint(tokens, at, index, current or total)
        word = tokens.low(step)
        if word in SMALL and (current == 0 or _takes(current, SMALL[word])):
            current += SMALL[word]
        elif word in TENS and (current == 0 or current % 100 == 0):
            current += TENS[word]
        elif word == "hundred" and 0 < current < 100:
            current *= 100
        elif word == "dozen" and 0 < current < 100 and not total:
            return Value(index, step + 1, current * 12, "spelled")
        elif word in SCALES and SCALES[word] < ceiling and 0 < current < 1000:
            ceiling = SCALES[word]
            total, current = total + current * ceiling, 0
        else:
            break
        at = step + 1
    value = total + current
    return Value(index, at, value, "spelled") if at > index and value <= LARGEST and value else None


def _takes(current: int, small: int) -> bool:
    """Whether a word below twenty may follow: "twenty" takes "one", "hundred" takes "twelve", "one" takes nothing."""
    return current % 100 == 0 or (small < 10 and current % 10 == 0 and current % 100 >= 20)


def _joint(tokens: Tokens, at: int, start: int, so_far: int) -> int:
    """Steps over the hyphen of "twenty-one" and the "and" of "a hundred and five"."""
    if at == start:
        return at
    if tokens.low(at) == "-" and tokens.touch(at - 1) and tokens.touch(at):
        word = tokens.low(at + 1)
        return at + 1 if word in BELOW_HUNDRED or word in MULTIPLES else at
    if tokens.low(at) == "and" and tokens.low(at - 1) in MULTIPLES and so_far:
        word = tokens.low(at + 1)
        return at + 1 if word in BELOW_HUNDRED else at
    return at
