"""Look-up of many words and phrases in a text, by whole words and regardless of case.

In: a table of phrases with a value each.  Out: the longest phrase at each place, with offsets of the text given.
Hyphens and any run of blanks count as a word break, so "air-strike" and "air strike" are one phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


class Found(NamedTuple, Generic[Value]):
    """A phrase at ``[start, end)`` of the text, with every value the table holds for it."""

    start: int
    end: int
    values: tuple[Value, ...]


class PhraseTable(Generic[Value]):
    """Phrases keyed by their first word; look-up is linear in the words of the text."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        table: dict[str, dict[tuple[str, ...], list[Value]]] = {}
        for phrase, value in entries:
            words = tuple(word.group().casefold() for word in _WORD.finditer(phrase))
            if words:
                values = table.setdefault(words[0], {}).setdefault(words, [])
                if value not in values:
                    values.append(value)
        self._table = {
            first: sorted(
                ((words, tuple(values)) for words, values in phrases.items()), key=lambda item: (-len(item[0]), item[0])
            )
            for first, phrases in table.items()
        }

    def find(self, text: str) -> Iterator[Found[Value]]:
        """The phrases of the text from left to right, longest first, never overlapping."""
        table, after = self._table, 0
        folded = _words(text)
        if table.keys().isdisjoint(folded):
            return
        words = _spans(text)
        for at in [at for at, word in enumerate(folded) if word in table]:
            if at < after:
                continue
            for phrase, values in table[folded[at]]:
                if folded[at : at + len(phrase)] == phrase:
                    after = at + len(phrase)
                    yield Found(words[at][0], words[after - 1][1], values)
                    break


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[str, ...]:
    """The folded form of each word; kept, because several tables are looked up in one sentence."""
    if text.isascii():
        return tuple(_WORD.findall(text.lower()))
    return tuple(map(str.casefold, _WORD.findall(text)))


@lru_cache(maxsize=1024)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where each word stands."""
    return tuple(match.span() for match in _WORD.finditer(text))


def verb_forms(base: str) -> list[str]:
    """The regular forms of an English verb: base, third person, past, present participle."""
    if re.search(r"[^aeiou]y$", base):
        return [base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    if base.endswith("ie"):
        return [base, base + "s", base + "d", base[:-2] + "ying"]
    if base.endswith("e") and not base.endswith("ee"):
        return [base, base + "s", base + "d", base[:-1] + "ing"]
    if base.endswith("ee"):
        return [base, base + "s", base + "d", base + "ing"]
    if re.search(r"(?:s|x|z|ch|sh)$", base):
        return [base, base + "es", base + "ed", base + "ing"]
    forms = [base, base + "s", base + "ed", base + "ing"]
    if re.search(r"(?:^|[^aeiou])[aeiou][bdgklmnprt]$", base):
        forms += [base + base[-1] + "ed", base + base[-1] + "ing"]
    return forms


def plural(noun: str) -> str:
    """The regular plural of an English noun or noun phrase (its last word is changed)."""
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    if re.search(r"(?:s|x|z|ch|sh)$", noun):
        return noun + "es"
    return noun + "s"
