"""Which passages of two documents share words in a row, for many documents at once.

In: a corpus, a row of it and others to compare it with.  Out: of the others that may share enough for a copy or for a
statement that both quote, the passages that answer to each other.  Never fails.

Most texts that are proposed for comparison share a turn of phrase and no more.  So each three words in a row of a
document are looked up in all the others by one sorted search; what the words they cover could at most say (`align`) is
added up, and only where that is enough are two texts compared word by word.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from crosswire.trace.align import BASE, BY_LENGTH, CLOSE, ENOUGH, ENOUGH_EDITED, IN_ORDER, QUOTED_WORDS
from crosswire.trace.candidates import Packed, halves
from crosswire.trace.corpus import Corpus
from crosswire.trace.words import CONTENT, QUOTED

Whole = npt.NDArray[np.int64]
RUN = 3
"""So many words in a row."""
AT_ONCE = 256
"""So many documents are looked up at once, which bounds the memory."""
_PRIME = np.uint64(0x9E3779B97F4A7C15)


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
    words; how many content words a line has, and how many of these stand in quotation marks."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        flags = corpus.lines.flags()
        self._words = corpus.lines.words()
        self._ends = corpus.lines.ends().astype(np.int64)
        self._content = flags & CONTENT != 0
        self._contents = self._by_line(self._content)
        self._quoted = self._by_line(flags & (CONTENT | QUOTED) == CONTENT | QUOTED)

    def _by_line(self, marked: npt.NDArray[np.bool_]) -> Whole:
        """How many words of each line are marked."""
        found: Whole = np.diff(np.r_[0, np.cumsum(marked)][self._ends])
        return found

    def of(self, row: int, others: Whole) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """Of the other rows those worth comparing, each with the passages that share words."""
        corpus = self._corpus
        ours = corpus.held[corpus.first[row] : corpus.first[row + 1]]
        counts = corpus.first[others + 1] - corpus.first[others]
        theirs = corpus.held[_ragged(corpus.first[others], counts)]
        number = np.repeat(np.arange(len(others)), counts)
        place = _ragged(np.zeros(len(others), np.int64), counts)
        here, i_of = self._runs(ours)
        there, at_of = self._runs(theirs)
        by_run = np.argsort(self._run(here), kind="stable")
        runs, wanted = self._run(here)[by_run], self._run(there)
        first, last = np.searchsorted(runs, wanted), np.searchsorted(runs, wanted, side="right")
        met = np.flatnonzero(last > first)
        times = (last - first)[met]
        at = np.repeat(met, times)
        mine = by_run[_ragged(first[met], times)]
        cells, cell = np.unique(at_of[at] * len(ours) + i_of[mine], return_inverse=True)
        j, i = np.divmod(cells, max(len(ours), 1))
        most = np.minimum(self._covered(cell, here[mine], len(cells)), self._covered(cell, there[at], len(cells)))
        most = np.where(ours[i] == theirs[j], self._contents[ours[i]], np.maximum(most, 1))
        worth = self._worth(most, ours[i], theirs[j], i, number[j], len(ours), counts)
        kept = worth[number[j]]
        found: dict[int, list[tuple[int, int]]] = {}
        for other, *passages in zip(number[j[kept]].tolist(), i[kept].tolist(), place[j[kept]].tolist(), strict=True):
            found.setdefault(other, []).append((passages[0], passages[1]))
        for other, its_row in enumerate(others.tolist()):
            if other in found:
                yield its_row, found[other]
            elif corpus.rows[row].lines == corpus.rows[its_row].lines:  # a text printed twice, however short
                yield its_row, [(at, at) for at in range(len(ours))]

    def _worth(
        self, most: Whole, ours: Whole, theirs: Whole, i: Whole, number: Whole, length: int, counts: Whole
    ) -> npt.NDArray[np.bool_]:
        """Of each other document whether what the passages may share could show a copy (`align.shows_copy`) or a
        statement that both quote (`align.quotations`)."""
        fewer = np.maximum(np.minimum(self._contents[ours], self._contents[theirs]), 1)
        containment = np.minimum(1.0, most / fewer)
        alone = (most >= np.where(containment == 1, ENOUGH, ENOUGH_EDITED)) & (containment >= CLOSE)
        alone |= (most >= QUOTED_WORDS) & (self._quoted[ours] + self._quoted[theirs] >= QUOTED_WORDS)
        best = np.zeros((len(counts), length))
        np.maximum.at(best, (number, i), most * containment**2)
        seen = np.zeros((len(counts), length), dtype=bool)
        seen[number, i] = True
        worth: npt.NDArray[np.bool_] = best.sum(axis=1) + IN_ORDER * seen.sum(axis=1) >= BASE + BY_LENGTH * np.minimum(
            length, counts
        )
        worth[number[alone]] = True
        return worth

    def _runs(self, lines: Whole) -> tuple[Whole, Whole]:
        """Where each three words in a row of these lines begin, among all words, and the place of their line."""
        first = self._ends[lines]
        counts = np.maximum(self._ends[lines + 1] - first - RUN + 1, 0)
        return _ragged(first, counts), np.repeat(np.arange(len(lines)), counts)

    def _run(self, at: Whole) -> npt.NDArray[np.uint64]:
        """A number for the three words that begin there.  Two different runs may in theory share one: then two texts
        too many are compared."""
        one, two, three = (self._words[at + k].astype(np.uint64) for k in range(RUN))
        return (one * _PRIME + two) * _PRIME + three

    def _covered(self, cell: Whole, at: Whole, cells: int) -> Whole:
        """How many content words of each cell the runs that begin there cover."""
        places = (at[:, None] + np.arange(RUN)).ravel()
        content = self._content[places]
        covered = np.unique(np.repeat(cell, RUN)[content] * len(self._words) + places[content])
        return np.bincount(covered // len(self._words), minlength=cells)


def _ragged(first: Whole, counts: Whole) -> Whole:
    """The whole numbers from each first on, so many of each, one after the other."""
    ends = np.cumsum(counts)
    return np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - counts - first, counts)
