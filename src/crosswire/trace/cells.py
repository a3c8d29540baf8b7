"""Which passages of two documents share words in a row, for many documents at once.

In: a corpus, a row of it and others to compare it with.  Out: of the others that may share enough for a copy or for a
statement that both quote, the passages that answer to each other.  Never fails.

Most texts that are proposed for comparison share a turn of phrase and no more.  So each three words in a row of a
document are looked up in all the others by one sorted search; what the words they cover could at most say (`align`) is
added up, and only where that is enough are two texts compared word by word.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from crosswire.trace.align import (
    BASE,
    BY_LENGTH,
    CLOSE,
    ENOUGH,
    ENOUGH_EDITED,
    IN_ORDER,
    LEAST_SHARE,
    LEAST_WORDS,
    NEAR_DAYS,
    QUOTED_WORDS,
)
from crosswire.trace.candidates import Packed, halves, ragged
from crosswire.trace.corpus import Corpus
from crosswire.trace.words import CONTENT, QUOTED

Whole = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
RUN = 3
"""So many words in a row."""
LINES_AT_ONCE = 100_000
AT_ONCE = 256
"""So many documents are looked up, and lines counted, at once, which bounds the memory."""
_PRIME = np.uint32(0x9E3779B1)


def worth_comparing(pairs: Packed, corpus: Corpus) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Of pairs of rows those worth comparing word by word, with the places of each two passages that share three words
    in a row."""
    cells = _Cells(corpus)
    first, second = halves(pairs)
    bounds = np.flatnonzero(np.r_[True, first[1:] != first[:-1], True]) if len(pairs) else np.zeros(0, np.int64)
    for start, end in pairwise(bounds.tolist()):
        for at in range(start, end, AT_ONCE):
            for other, found in cells.of(int(first[start]), second[at : min(at + AT_ONCE, end)].astype(np.int64)):
                yield int(first[start]), other, found


class _Cells:
    """The passages of a corpus as arrays: the words of all lines one after the other, and which of them are content
    words; how many content words a line has, how many different ones, and how many of them stand in quotation marks;
    for each three words in a row a number.  Different ones may share a number: then a text too many is compared."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        days = [date.fromisoformat(row.published).toordinal() if row.published else np.nan for row in corpus.rows]
        self._days = np.array(days)  # what bears no day is apart from nothing
        flags = corpus.lines.flags()
        self._words = corpus.lines.words()
        self._kinds = len(corpus.lines.vocabulary)
        self._ends = corpus.lines.ends().astype(np.int64)
        self._content = flags & CONTENT != 0
        self._contents = self._by_line(self._content)
        self._first = self._first_of_kind()
        self._different = self._by_line(self._first)
        self._quoted = self._by_line(flags & (CONTENT | QUOTED) == CONTENT | QUOTED)
        self._runs = np.zeros(len(self._words), dtype=np.uint32)
        for k in range(RUN):
            self._runs[: -RUN + 1] = self._runs[: -RUN + 1] * _PRIME + self._words[k : len(self._words) - RUN + 1 + k]

    def _by_line(self, marked: Bools) -> Whole:
        """How many words of each line are marked."""
        found: Whole = np.diff(np.r_[0, np.cumsum(marked)][self._ends])
        return found

    def _first_of_kind(self) -> Bools:
        """Which content words are the first of their kind in their line."""
        first_of = np.zeros(len(self._words), dtype=bool)
        for first in range(0, len(self._ends) - 1, LINES_AT_ONCE):
            ends = self._ends[first : first + LINES_AT_ONCE + 1]
            line = np.repeat(np.arange(len(ends) - 1), np.diff(ends))
            content = np.flatnonzero(self._content[ends[0] : ends[-1]])
            _, at = np.unique(line[content] * self._kinds + self._words[ends[0] + content], return_index=True)
            first_of[ends[0] + content[at]] = True
        return first_of

    def of(self, row: int, others: Whole) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """Of the other rows those worth comparing, each with the passages that share words."""
        corpus = self._corpus
        ours = corpus.held[corpus.first[row] : corpus.first[row + 1]]
        counts = corpus.first[others + 1] - corpus.first[others]
        theirs = corpus.held[ragged(corpus.first[others], counts)]
        number, place = np.repeat(np.arange(len(others)), counts), ragged(np.zeros(len(others), np.int64), counts)
        apart = np.abs(self._days[others] - self._days[row]) > NEAR_DAYS
        i, j, most = self._sharing(ours, theirs)
        for narrower in (False, True):
            if narrower:
                most, telling = self._in_common(ours[i], theirs[j], most)
                i, j, most = i[telling], j[telling], most[telling]
            worth = self._worth(most, ours[i], theirs[j], i, number[j], len(ours), counts, apart)[number[j]]
            i, j, most = i[worth], j[worth], most[worth]
        found: dict[int, list[tuple[int, int]]] = {}
        for other, *passages in zip(number[j].tolist(), i.tolist(), place[j].tolist(), strict=True):
            found.setdefault(other, []).append((passages[0], passages[1]))
        for other, its_row in enumerate(others.tolist()):
            if other in found:
                yield its_row, found[other]
            elif corpus.rows[row].lines == corpus.rows[its_row].lines:  # a text printed twice, however short
                yield its_row, [(at, at) for at in range(len(ours))]

    def _sharing(self, ours: Whole, theirs: Whole) -> tuple[Whole, Whole, Whole]:
        """The places of each of our lines and each of theirs that share words in a row, by theirs, and how many content
        words these cover in either at most."""
        (here, i_of), (there, j_of) = self._places(ours), self._places(theirs)
        by_run = np.argsort(self._runs[here], kind="stable")
        runs = self._runs[here][by_run]
        likely = np.zeros(1 << 16, dtype=bool)  # most are told apart by their last bits
        likely[runs & 0xFFFF] = True
        near = np.flatnonzero(likely[self._runs[there] & 0xFFFF])
        wanted = self._runs[there[near]]
        first, last = np.searchsorted(runs, wanted), np.searchsorted(runs, wanted, side="right")
        at, mine = np.repeat(near, last - first), by_run[ragged(first, last - first)]
        cells, cell = np.unique(j_of[at] * len(ours) + i_of[mine], return_inverse=True)
        j, i = np.divmod(cells, max(len(ours), 1))
        most = np.minimum(self._covered(cell, here[mine], len(cells)), self._covered(cell, there[at], len(cells)))
        return i, j, np.where(ours[i] == theirs[j], self._contents[ours[i]], np.maximum(most, 1))

    def _in_common(self, ours: Whole, theirs: Whole, most: Whole) -> tuple[Whole, Bools]:
        """How many content words each of our lines and one of theirs can share, knowing which words both have, and
        whether that is enough to say anything.  ``most``: how many they can share as far as is known."""
        same, common = ours == theirs, self._common(ours, theirs)
        different, repeated = (
            np.minimum(of[ours], of[theirs]) for of in (self._different, self._contents - self._different)
        )
        enough = (common >= LEAST_WORDS) & (common >= LEAST_SHARE * different)
        return np.where(same, most, np.minimum(most, common + repeated)), same | enough

    def _worth(
        self, most: Whole, ours: Whole, theirs: Whole, i: Whole, number: Whole, length: int, counts: Whole, apart: Bools
    ) -> Bools:
        """Of each other document whether what the passages may share could show a copy (`align.shows_copy`) or a
        statement that both quote (`align.quotations`).  ``apart``: which were published weeks before or after."""
        fewer = np.maximum(np.minimum(self._contents[ours], self._contents[theirs]), 1)
        containment, far = np.minimum(1.0, most / fewer), apart[number]
        alone = (containment == 1) & (most >= ENOUGH * np.where(far, 2, 1))
        alone |= (containment >= CLOSE) & (most >= ENOUGH_EDITED) & ~far
        alone |= (most >= QUOTED_WORDS) & (self._quoted[ours] + self._quoted[theirs] >= QUOTED_WORDS) & ~far
        best = np.zeros((len(counts), length))
        np.maximum.at(best, (number, i), most * containment**2)
        seen = np.zeros((len(counts), length), dtype=bool)
        seen[number, i] = True
        wanted = (BASE + BY_LENGTH * np.minimum(length, counts)) * np.where(apart, 2, 1)
        worth: Bools = best.sum(axis=1) + IN_ORDER * seen.sum(axis=1) >= wanted
        worth[number[alone]] = True
        return worth

    def _places(self, lines: Whole) -> tuple[Whole, Whole]:
        """Where each three words in a row of these lines begin, among all words, and the place of their line."""
        first = self._ends[lines]
        counts = np.maximum(self._ends[lines + 1] - first - RUN + 1, 0)
        return ragged(first, counts), np.repeat(np.arange(len(lines)), counts)

    def _common(self, ours: Whole, theirs: Whole) -> Whole:
        """How many different content words each of our lines and one of theirs have in common."""
        lines = np.unique(ours)
        at, line = self._different_words(lines)
        known = np.unique(line * self._kinds + self._words[at])
        at, pair = self._different_words(theirs)
        wanted = np.searchsorted(lines, ours)[pair] * self._kinds + self._words[at]
        return np.bincount(pair[np.isin(wanted, known)], minlength=len(theirs))

    def _different_words(self, lines: Whole) -> tuple[Whole, Whole]:
        """Where each different content word of these lines stands, among all words, and the place of its line."""
        counts = self._ends[lines + 1] - self._ends[lines]
        at, line = ragged(self._ends[lines], counts), np.repeat(np.arange(len(lines)), counts)
        first = self._first[at]
        return at[first], line[first]

    def _covered(self, cell: Whole, at: Whole, cells: int) -> Whole:
        """How many content words of each cell the runs that begin there cover."""
        places = (at[:, None] + np.arange(RUN)).ravel()
        content = self._content[places]
        covered = np.unique(np.repeat(cell, RUN)[content] * len(self._words) + places[content])
        return np.bincount(covered // len(self._words), minlength=cells)
