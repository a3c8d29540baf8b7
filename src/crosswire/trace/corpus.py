"""The documents as rows of lines, each distinct line held once.

In: documents in any order and the lexicon.  Out: a `Corpus`, in order of document id.  Only documents that were read,
and of these only headline and sentence passages with a word in them, are in it.  Never fails; a document
id given twice counts once.

A sentence that stands in three or more documents of one outlet which otherwise differ is the outlet's boilerplate
(a standing background line, a plea to subscribe).  Versions and repeats of one report do not make boilerplate of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswire.model import Document, Passage
from crosswire.trace.quotation import quoted_spans
from crosswire.trace.words import ActorNames, Line, read_line

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

_BOILERPLATE_DOCUMENTS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One document: its passages that count, their place among all its passages, and their lines (indices)."""

    document: Document
    places: tuple[int, ...]
    lines: tuple[int, ...]

    def passage(self, i: int) -> Passage:
        """The i-th passage that counts."""
        return self.document.passages[self.places[i]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """``lines``: the distinct lines; ``rows``: the documents; ``where``: for each line the (row, passage) it stands
    at, both indices; ``boilerplate``: indices of the lines that are an outlet's boilerplate."""

    lines: Sequence[Line]
    rows: Sequence[Row]
    where: Sequence[Sequence[tuple[int, int]]]
    boilerplate: frozenset[int]
    names: ActorNames


def counts(passage: Passage) -> bool:
    """Whether a passage can be a copy: headlines and sentences; furniture, teasers, captions and credits never."""
    return passage.kind in ("headline", "sentence")


def read_corpus(documents: Iterable[Document], lexicon: Lexicon) -> Corpus:
    """The documents as a `Corpus`."""
    names = ActorNames(lexicon.aliases)
    known: dict[Line, int] = {}
    where: list[list[tuple[int, int]]] = []
    rows: list[Row] = []
    by_id = {document.document_id: document for document in documents if document.state == "read"}
    for _, document in sorted(by_id.items()):
        quotations = quoted_spans(document.text)
        places: list[int] = []
        lines: list[int] = []
        for place, passage in enumerate(document.passages):
            if not counts(passage):
                continue
            line, _spans = read_line(document.text, passage.start, passage.end, names, quotations)
            if not line.words:
                continue
            number = known.setdefault(line, len(known))
            if number == len(where):
                where.append([])
            where[number].append((len(rows), len(places)))
            places.append(place)
            lines.append(number)
        rows.append(Row(document, tuple(places), tuple(lines)))
    return Corpus(list(known), rows, where, _boilerplate(rows, where), names)


def changed_rows(corpus: Corpus, before: Collection[str]) -> set[int]:
    """The rows that are not of the documents ``before``, and those with a line that is boilerplate now and was none
    among these alone, or the other way round."""
    fresh = {number for number, row in enumerate(corpus.rows) if row.document.document_id not in before}
    if not fresh or len(fresh) == len(corpus.rows):
        return fresh
    lines = {line for row in fresh for line in corpus.rows[row].lines}
    where = [
        [(row, at) for row, at in places if row not in fresh] if line in lines else ()
        for line, places in enumerate(corpus.where)
    ]
    was = _boilerplate(corpus.rows, where)
    turned = {line for line in lines if (line in was) != (line in corpus.boilerplate)}
    return fresh | {row for line in turned for row, _ in corpus.where[line]}


def _boilerplate(rows: Sequence[Row], where: Sequence[Sequence[tuple[int, int]]]) -> frozenset[int]:
    contents = [frozenset(row.lines) for row in rows]
    found: set[int] = set()
    for number, places in enumerate(where):
        if len(places) < _BOILERPLATE_DOCUMENTS:
            continue
        outlets: dict[str, list[int]] = {}
        for row in sorted({row for row, _ in places}):
            outlet = rows[row].document.outlet
            if outlet is not None:
                outlets.setdefault(outlet, []).append(row)
        if any(_differ(members, contents) for members in outlets.values()):
            found.add(number)
    return frozenset(found)


def _differ(members: Sequence[int], contents: Mapping[int, frozenset[int]] | Sequence[frozenset[int]]) -> bool:
    """Whether three of these documents share, two by two, at most half the lines of the one that has fewer."""
    apart: list[int] = []
    for row in members:
        lines = contents[row]
        if all(2 * len(lines & contents[other]) <= min(len(lines), len(contents[other])) for other in apart):
            apart.append(row)
            if len(apart) == _BOILERPLATE_DOCUMENTS:
                return True
    return False
