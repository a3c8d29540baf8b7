"""Finding many phrases in a text at once, in one pass.

In: phrases with whatever they stand for.  Out: the spans where they stand as whole words, in code points of the text
as given, overlaps included or not.  Comparison folds case, accents, apostrophes, hyphens and white space one code
point to one, so offsets never move; whoever calls checks case.  Never fails.  The automaton is Aho and Corasick's,
from pyahocorasick.  (`crosswire.lexicon.phrases` is the simpler table for words that need none of this.)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Generic, TypeVar

import ahocorasick

T = TypeVar("T")

_SAME = dict.fromkeys(map(ord, "’‘‛`´ʼʻʿʾ′"), "'") | dict.fromkeys(map(ord, "-‐‑‒–\u00ad_"), " ")
_TAIL = re.compile(r"(?:['’‘`´][sS]|s['’‘`´]|['’‘`´]|s)?(?!\w)")


def _one(char: str) -> str:
    """One code point for one: lower case, without accents; blanks are one kind of space."""
    if char.isspace():
        return " "
    base = unicodedata.normalize("NFKD", char)[0] if ord(char) > 127 else char
    low = base.lower()
    return low if len(low) == 1 else base


class _Folding(dict[int, str]):
    def __missing__(self, point: int) -> str:
        here, folded = "", chr(point)
        while here != folded:
            here, folded = folded, _SAME.get(ord(folded)) or _one(folded)
        self[point] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The text with case, accents, apostrophes, hyphens and blanks made alike; as many code points as before."""
    return text.translate(_FOLDING)


class PhraseMatcher(Generic[T]):
    """Phrases and what they stand for, ready to be looked for in any number of texts.

    A phrase matches as whole words.  An apostrophe in it may be missing from the text (tables often lose them), and a
    trailing ``s``, ``'s`` or ``s'`` may follow it; the span found leaves that ending out.
    """

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        meanings: dict[str, list[T]] = {}
        for phrase, meaning in phrases:
            key = fold(phrase)
            for written in dict.fromkeys((key, key.replace("'", ""))):
                meanings.setdefault(written, []).append(meaning)
        self._automaton = ahocorasick.Automaton()
        for written, values in meanings.items():
            self._automaton.add_word(written, (len(written), tuple(values)))
        self._empty = not meanings
        if meanings:
            self._automaton.make_automaton()

    def every(self, text: str) -> list[tuple[int, int, T]]:
        """All matches as ``(start, end, meaning)``, overlapping ones too, sorted by start and end."""
        if self._empty:
            return []
        folded = fold(text)
        found: list[tuple[int, int, T]] = []
        for last, (length, values) in self._automaton.iter(folded):
            start, end = last + 1 - length, last + 1
            if start and folded[start].isalnum() and folded[start - 1].isalnum():
                continue
            if folded[end - 1].isalnum() and not _TAIL.match(text, end):
                continue
            found.extend((start, end, value) for value in values)
        found.sort(key=lambda match: (match[0], match[1]))
        return found

    def longest(self, text: str) -> list[tuple[int, int, T]]:
        """The matches that remain when the longest are taken first and nothing may overlap, sorted by start."""
        return without_overlaps(self.every(text))


def without_overlaps(matches: Iterable[tuple[int, int, T]]) -> list[tuple[int, int, T]]:
    """The longest first, then the leftmost, then the first given; sorted by start."""
    ordered = sorted(matches, key=lambda match: (match[0] - match[1], match[0]))
    taken: list[tuple[int, int, T]] = []
    covered: set[int] = set()
    for start, end, meaning in ordered:
        if covered.isdisjoint(range(start, end)):
            covered.update(range(start, end))
            taken.append((start, end, meaning))
    taken.sort(key=lambda match: match[0])
    return taken
