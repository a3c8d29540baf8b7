"""The documents as rows of lines, each distinct line held once.

In: documents in any order, or a mapping that reads each when it is asked for, and the lexicon.  Out: a `Corpus`, in
order of document id.  Only documents that were read, and of these only headline and sentence passages with a word in
them, are in it.  Never fails; a document id given twice counts once.

A sentence that stands in three or more documents of one outlet which otherwise differ is the outlet's boilerplate
(a standing background line, a plea to subscribe).  Versions and repeats of one report do not make boilerplate of it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from crosswire.model import Document, Documents, Passage, by_id
from crosswire.trace.lines import Lines
from crosswire.trace.quotation import quoted_spans
from crosswire.trace.words import ActorNames, read_line

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

_BOILERPLATE_DOCUMENTS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One document: its passages that count, as their place among all its passages, and their lines (indices);
    ``heads``: which of them are headlines."""

    document_id: str
    outlet: str | None
    published: str | None
    places: tuple[int, ...]
    lines: tuple[int, ...]
    heads: frozenset[int]


class Corpus:
    """``lines``: the distinct lines; ``rows``: the documents; ``boilerplate``: indices of the lines that are an
    outlet's boilerplate; ``held``: the lines of all rows, one row after the other, and ``first``: where among these
    each row begins, and where the last one ends."""

    def __init__(self, lines: Lines, rows: Sequence[Row], documents: Mapping[str, Document], names: ActorNames) -> None:
        self.lines = lines
        self.rows = rows
        self.names = names
        self._documents = documents
        counted = np.fromiter((len(row.lines) for row in rows), dtype=np.int64, count=len(rows))
        self.held = np.fromiter((line for row in rows for line in row.lines), dtype=np.int64, count=int(counted.sum()))
        self.first = np.r_[0, np.cumsum(counted)]
        order = np.argsort(self.held, kind="stable")
        self._starts = np.searchsorted(self.held[order], np.arange(len(lines) + 1))
        self._rows = np.repeat(np.arange(len(rows), dtype=np.int64), counted)[order]
        self.boilerplate = self.standing(self.rows_with)

    def often(self) -> npt.NDArray[np.int64]:
        """How often each line stands."""
        return np.diff(self._starts)

    def rows_with(self, line: int) -> list[int]:
        """The rows a line stands in, rising."""
        found: list[int] = np.unique(self._rows[self._starts[line] : self._starts[line + 1]]).tolist()
        return found

    def nth_row(self, lines: npt.NDArray[np.int64], nth: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The row in which each of these lines stands for the n-th time, from 0 on."""
        found: npt.NDArray[np.int64] = self._rows[self._starts[lines] + nth]
        return found

    def document(self, row: Row) -> Document:
        return self._documents[row.document_id]

    def passage(self, row: Row, i: int) -> Passage:
        """The i-th passage of a document that counts."""
        return self.document(row).passages[row.places[i]]

    def standing(self, rows_of: Callable[[int], Sequence[int]]) -> frozenset[int]:
        """The lines that are boilerplate, where ``rows_of`` gives the rows a line stands in."""
        found: set[int] = set()
        for line in np.flatnonzero(self.often() >= _BOILERPLATE_DOCUMENTS).tolist():
            outlets: dict[str, list[int]] = {}
            for row in rows_of(line):
                outlet = self.rows[row].outlet
                if outlet is not None:
                    outlets.setdefault(outlet, []).append(row)
            if any(len(own) >= _BOILERPLATE_DOCUMENTS and self._differ(own) for own in outlets.values()):
                found.add(line)
        return frozenset(found)

    def _differ(self, members: Sequence[int]) -> bool:
        """Whether three of these documents share, two by two, at most half the lines of the one that has fewer."""
        apart: list[frozenset[int]] = []
        for row in members:
            lines = frozenset(self.rows[row].lines)
            if all(2 * len(lines & other) <= min(len(lines), len(other)) for other in apart):
                apart.append(lines)
                if len(apart) == _BOILERPLATE_DOCUMENTS:
                    return True
        return False


def counts(passage: Passage) -> bool:
    """Whether a passage can be a copy: headlines and sentences; furniture, teasers, captions and credits never."""
    return passage.kind in ("headline", "sentence")


def read_corpus(documents: Documents, lexicon: Lexicon) -> Corpus:
    """The documents as a `Corpus`."""
    documents = by_id(documents)
    names = ActorNames(lexicon.aliases)
    known = Lines()
    rows: list[Row] = []
    for document_id in sorted(documents):
        document = documents[document_id]
        if document.state != "read":
            continue
        quotations = quoted_spans(document.text)
        places, lines, heads = array("q"), array("q"), set[int]()
        for place, passage in enumerate(document.passages):
            if not counts(passage):
                continue
            line, _spans = read_line(document.text, passage.start, passage.end, names, quotations)
            if not line.words:
                continue
            if passage.kind == "headline":
                heads.add(len(places))
            places.append(place)
            lines.append(known.add(line))
        head = frozenset(heads)
        rows.append(Row(document_id, document.outlet, document.published, tuple(places), tuple(lines), head))
    return Corpus(known, rows, documents, names)


def changed_rows(corpus: Corpus, before: Collection[str]) -> set[int]:
    """The rows that are not of the documents ``before``, and those with a line that is boilerplate now and was none
    among these alone, or the other way round."""
    fresh = {number for number, row in enumerate(corpus.rows) if row.document_id not in before}
    if not fresh or len(fresh) == len(corpus.rows):
        return fresh
    lines = {line for row in fresh for line in corpus.rows[row].lines}
    was = corpus.standing(
        lambda line: [row for row in corpus.rows_with(line) if row not in fresh] if line in lines else ()
    )
    turned = {line for line in lines if (line in was) != (line in corpus.boilerplate)}
    return fresh | {row for line in turned for row in corpus.rows_with(line)}
