"""Documents beside each other, passage by passage.

In: two or more documents and the copies between them.  Out: rows, each a passage that two or more share, or what a
text has of its own before it.  A passage is what copies tie together: runs that overlap in one document are one.  The
rows follow the first document, then each later one where it has passages the earlier ones lack.  A passage that stands
in another order in a document stays where it is there, and bears the number of its row (``moved``).  Within a passage,
what a document has otherwise than the first that holds it is marked.  Every text stands whole in its column.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosswire.model import Copy, Document, Span

Part = tuple[int, int, int]
"""Start, end and number of a passage in one document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of a text.  ``number``: of the passage it is of, None for the document's own words; ``changed``: otherwise
    than in the first document that holds the passage; ``moved``: it stands in another order here."""

    text: str
    number: int | None = None
    changed: bool = False
    moved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedRow:
    """A cell for each document; ``number``: of the passage, None for what is each one's own."""

    number: int | None
    cells: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """``own``: for each document, how many words no other holds; ``changes``: for each, what it has otherwise: the
    number of the passage, the copy, and the place of the change in it."""

    rows: tuple[AlignedRow, ...]
    passages: int
    own: tuple[int, ...]
    changes: tuple[tuple[tuple[int, Copy, int], ...], ...]


def align(documents: Sequence[Document], copies: Iterable[Copy]) -> Alignment:
    """Lay the documents beside each other; copies with other documents are passed over."""
    at = {document.document_id: n for n, document in enumerate(documents)}
    copies = sorted(
        (c for c in copies if c.document_id in at and c.other_id in at and c.document_id != c.other_id),
        key=lambda c: (at[c.document_id], c.start, at[c.other_id], c.other_start, c.end),
    )
    parts = _passages(copies, at, len(documents))
    order = _order(parts)
    number = {old: n for n, old in enumerate(order, start=1)}
    parts = [[(start, end, number[group]) for start, end, group in own] for own in parts]
    first = {n: next(d for d, own in enumerate(parts) if any(p[2] == n for p in own)) for n in number.values()}
    changed = [_changed(d, own, copies, first, documents) for d, own in enumerate(parts)]
    rows = _rows(documents, parts, [[span for _, copy, k in found if (span := copy.changes[k].here)]
                                    for found in changed], len(order))  # fmt: skip
    own_words = [
        sum(len(p.text.split()) for row in rows for p in row.cells[d] if p.number is None)
        for d in range(len(documents))
    ]
    return Alignment(rows=tuple(rows), passages=len(order), own=tuple(own_words),
                     changes=tuple(tuple(found) for found in changed))  # fmt: skip


def _passages(copies: Sequence[Copy], at: dict[str, int], n: int) -> list[list[Part]]:
    """For each document its parts of passages in order, each with the number of its group; parts do not overlap."""
    spans: list[list[tuple[int, int]]] = [[] for _ in range(n)]
    for copy in copies:
        spans[at[copy.document_id]].append((copy.start, copy.end))
        spans[at[copy.other_id]].append((copy.other_start, copy.other_end))
    merged: list[list[list[int]]] = []
    for own in spans:
        found: list[list[int]] = []
        for start, end in sorted(set(own)):
            if found and start < found[-1][1]:
                found[-1][1] = max(found[-1][1], end)
            else:
                found.append([start, end])
        merged.append(found)
    leader = {(d, k): (d, k) for d, own_runs in enumerate(merged) for k in range(len(own_runs))}

    def head(one: tuple[int, int]) -> tuple[int, int]:
        while leader[one] != one:
            one = leader[one]
        return one

    def home(d: int, start: int) -> tuple[int, int]:
        return d, next(k for k, (first, last) in enumerate(merged[d]) if first <= start < last)

    for copy in copies:
        pair = head(home(at[copy.document_id], copy.start)), head(home(at[copy.other_id], copy.other_start))
        leader[max(pair)] = min(pair)
    groups = {one: n for n, one in enumerate(sorted({head(one) for one in leader}))}
    return [[(start, end, groups[head((d, k))]) for k, (start, end) in enumerate(own)] for d, own in enumerate(merged)]


def _order(parts: Sequence[Sequence[Part]]) -> list[int]:
    """The groups in the order of the first document, with those of later ones put in behind what they follow there."""
    order: list[int] = []
    for own in parts:
        behind = 0
        for _, _, group in own:
            if group in order:
                behind = order.index(group) + 1
            else:
                order.insert(behind, group)
                behind += 1
    return order


def _changed(
    d: int, own: Sequence[Part], copies: Sequence[Copy], first: dict[int, int], documents: Sequence[Document]
) -> list[tuple[int, Copy, int]]:
    """What a document has otherwise than the first that holds the passage."""
    found = []
    for copy in copies:
        if copy.document_id != documents[d].document_id:
            continue
        number = next(n for start, end, n in own if start <= copy.start < end)
        if documents[first[number]].document_id == copy.other_id:
            found += [(number, copy, k) for k in range(len(copy.changes))]
    return found


def _rows(
    documents: Sequence[Document], parts: Sequence[Sequence[Part]], spans: Sequence[Sequence[Span]], passages: int
) -> list[AlignedRow]:
    before: list[
        list[tuple[Piece, ...]]
    ] = []  # by document: what stands before each passage in its place, then the rest
    within: list[dict[int, tuple[Piece, ...]]] = []
    for document, own, marks in zip(documents, parts, spans, strict=True):
        kept = _rising([n for _, _, n in own])
        gaps: list[list[Piece]] = [[] for _ in range(passages + 1)]
        cells: dict[int, tuple[Piece, ...]] = {}
        waiting: list[Piece] = []
        at = 0
        for k, (start, end, n) in enumerate(own):
            waiting.append(Piece(text=document.text[at:start]))
            pieces = _cut(document.text, start, end, n, marks, moved=k not in kept)
            if k in kept:
                gaps[n - 1], waiting = waiting, []
                cells[n] = pieces
            else:
                waiting += pieces
            at = end
        gaps[passages] = [*waiting, Piece(text=document.text[at:])]
        before.append([tuple(p for p in gap if p.text) for gap in gaps])
        within.append(cells)
    rows = []
    for n in range(1, passages + 2):
        gap = tuple(own[n - 1] for own in before)
        if any(p.text.strip() for cell in gap for p in cell):
            rows.append(AlignedRow(number=None, cells=gap))
        if n <= passages:
            rows.append(AlignedRow(number=n, cells=tuple(cells.get(n, ()) for cells in within)))
    return rows


def _cut(text: str, start: int, end: int, number: int, marks: Sequence[Span], *, moved: bool) -> tuple[Piece, ...]:
    """A passage cut at what was changed in it."""
    inside = sorted((m.start, m.end) for m in marks if start <= m.start and m.end <= end)
    pieces, at = list[Piece](), start
    for first, last in inside:
        if first < at:
            continue
        pieces += [Piece(text=text[at:first], number=number, moved=moved),
                   Piece(text=text[first:last], number=number, changed=True, moved=moved)]  # fmt: skip
        at = last
    pieces.append(Piece(text=text[at:end], number=number, moved=moved))
    return tuple(piece for piece in pieces if piece.text)


def _rising(numbers: Sequence[int]) -> frozenset[int]:
    """The places of a longest strictly rising run of these numbers, the earliest of equal ones."""
    best: list[list[int]] = []
    for k, number in enumerate(numbers):
        below = [run for run in best if numbers[run[-1]] < number]
        best.append([*_longest(below), k])
    return frozenset(_longest(best))


def _longest(runs: Sequence[list[int]]) -> list[int]:
    return max(runs, key=lambda run: len(run), default=[])
