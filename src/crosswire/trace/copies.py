"""Passages that two documents share, word for word or edited.

In: documents and the lexicon.  Out: `Copy` rows, each copied run listed from both sides, sorted.  Never fails: what
was not read has no copies.

Two documents that share a rare run of words, or a whole passage (`candidates`), are aligned passage by passage
(`align`). Their matches together show a copy or not; where they do, each passage that answers to one on the other side
is copied. What two documents each took from a third text is a copy too (`through`). Runs of neighbours are joined; a
run is `identical` when all its words are, after the normal form of `words`. Where less than `WHOLE` of a passage is
shared, the copy is only the stretch from the first to the last shared word.

A statement that both quote, where the report around it is not shown to be copied, is no copy of the report: both may
have it from who said it.  It is listed as a `quotation`, from the first shared word in quotation marks to the last.

A further document takes no pair away, save that it can make a sentence boilerplate or a stock phrase (`corpus`,
`candidates`); it can add a pair that both drew on it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from crosswire.model import Copy, CopyKind, Documents
from crosswire.trace.align import Pairs, align, copied, quotations, shows_copy
from crosswire.trace.candidates import Packed, candidate_rows, halves, unpacked
from crosswire.trace.cells import worth_comparing
from crosswire.trace.corpus import Corpus, Row, changed_rows, read_corpus
from crosswire.trace.quotation import quoted_spans
from crosswire.trace.through import through_others
from crosswire.trace.tiling import Match
from crosswire.trace.words import QUOTED, read_line

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

WHOLE = 0.6


def find_copies(documents: Documents, lexicon: Lexicon) -> list[Copy]:
    """The copied runs between any two documents, and the statements both quote; each is in the list twice, once from
    either side."""
    return find_more_copies(documents, lexicon, ())[0]


def find_more_copies(
    documents: Documents, lexicon: Lexicon, known: Iterable[Copy], before: Collection[str] = ()
) -> tuple[list[Copy], list[Copy]]:
    """The copies between any two documents, where ``known`` are those between the documents ``before``: those that were
    found now, and those of the known that stay.  Compared are only texts whose copies may be others than before."""
    corpus = read_corpus(documents, lexicon)
    pairs_now = candidate_rows(corpus)
    stand: dict[tuple[int, int], list[Copy]] = {}
    row_of = {row.document_id: number for number, row in enumerate(corpus.rows)}
    for copy in known:
        a, b = row_of.get(copy.document_id), row_of.get(copy.other_id)
        if a is not None and b is not None:
            stand.setdefault((min(a, b), max(a, b)), []).append(copy)
    proposed = np.array([a << 32 | b for a, b in stand], dtype=np.uint64)
    gone = np.setdiff1d(proposed, pairs_now)
    fresh = changed_rows(corpus, before) | {row for pair in unpacked(gone) for row in pair}
    anew = _with_any(pairs_now, fresh, corpus)
    shown, quoted = _compared(corpus, pairs_now[anew])
    near = {row for pair in (*shown, *stand) if fresh & {*pair} for row in pair} - fresh
    still = np.intersect1d(proposed, pairs_now[~anew])
    for found, more in zip((shown, quoted), _compared(corpus, still[_with_any(still, near, corpus)]), strict=True):
        found.update(more)
    for pair, pairs in through_others(shown, corpus).items():
        shown[pair] = _best(shown.get(pair, {}) | pairs)

    def redone(pair: tuple[int, int]) -> bool:
        return bool(fresh & {*pair}) or near >= {*pair}

    found_now: list[Copy] = []
    for (a, b), pairs in sorted(shown.items()):
        for run in _runs(pairs, corpus.rows[a], corpus.rows[b]) if redone((a, b)) else ():
            found_now.extend(_copy(run, corpus.rows[a], corpus.rows[b], corpus))
    for (a, b), pairs in quoted.items():
        taken = [set(places) for places in zip(*shown.get((a, b), ()), strict=True)] or [set(), set()]
        for (i, j), match in pairs.items() if redone((a, b)) else ():
            if i not in taken[0] and j not in taken[1]:
                found_now.extend(_quotation(i, j, match, corpus.rows[a], corpus.rows[b], corpus))
    stay = [copy for pair, copies in stand.items() if not redone(pair) for copy in copies]
    return sorted(found_now, key=_order), sorted(stay, key=_order)


def _with_any(pairs: Packed, rows: Collection[int], corpus: Corpus) -> npt.NDArray[np.bool_]:
    """Which of the pairs have one of these rows."""
    wanted = np.zeros(len(corpus.rows), dtype=bool)
    wanted[sorted(rows)] = True
    first, second = halves(pairs)
    found: npt.NDArray[np.bool_] = wanted[first] | wanted[second]
    return found


def _compared(corpus: Corpus, pairs: Packed) -> tuple[dict[tuple[int, int], Pairs], dict[tuple[int, int], Pairs]]:
    """Of pairs of rows the matches of those that are shown to be copies, and the statements that both quote."""
    shown: dict[tuple[int, int], Pairs] = {}
    quoted: dict[tuple[int, int], Pairs] = {}
    for a, b, cells in worth_comparing(pairs, corpus):
        row_a, row_b = corpus.rows[a], corpus.rows[b]
        found = align(cells, row_a, row_b, corpus)
        if row_a.lines == row_b.lines:  # a text printed twice, however short
            shown[a, b] = _best({at: match for at, match in found.items() if at[0] == at[1]})
        elif shows_copy(found, row_a, row_b, corpus):
            shown[a, b] = _best(copied(found))
        if both := quotations(found, row_a, row_b):
            quoted[a, b] = both
    return shown, quoted


def copies_by_document(copies: Iterable[Copy]) -> dict[str, tuple[Copy, ...]]:
    """For each document that has any, its copied runs in order of their place in it.

    The rows of one document are what the export lists under ``copies``: its own span, the other document, the span
    there.
    """
    rows: dict[str, list[Copy]] = {}
    for copy in sorted(copies, key=_order):
        rows.setdefault(copy.document_id, []).append(copy)
    return {document_id: tuple(own) for document_id, own in rows.items()}


def _order(copy: Copy) -> tuple[str, int, int, str, int, int]:
    return copy.document_id, copy.start, copy.end, copy.other_id, copy.other_start, copy.other_end


def _best(pairs: Pairs) -> Pairs:
    """The pairs that are the best of their passage on one side at least.

    A headline that the text repeats would else match both.  Of equal matches that one wins whose neighbours match too.
    """

    def rank(at: tuple[int, int]) -> tuple[int, float, int, int, int]:
        i, j = at
        match = pairs[at]
        beside = ((i - 1, j - 1) in pairs) + ((i + 1, j + 1) in pairs)
        return -match.shared, -min(match.cover_a, match.cover_b), -beside, abs(i - j), i + j

    best: dict[tuple[str, int], tuple[int, int]] = {}
    for at in sorted(pairs, key=lambda at: (rank(at), at)):
        best.setdefault(("a", at[0]), at)
        best.setdefault(("b", at[1]), at)
    return {at: pairs[at] for at in sorted(set(best.values()))}


def _runs(pairs: Mapping[tuple[int, int], Match], row_a: Row, row_b: Row) -> list[list[tuple[int, int, Match]]]:
    """Copied passages that follow each other on both sides, with nothing of another kind between them, as runs."""
    runs: list[list[tuple[int, int, Match]]] = []
    open_runs: dict[tuple[int, int], list[tuple[int, int, Match]]] = {}
    for (i, j), match in sorted(pairs.items()):
        run = open_runs.pop((i - 1, j - 1), None)
        if run is None or not (
            row_a.places[i] == row_a.places[i - 1] + 1
            and row_b.places[j] == row_b.places[j - 1] + 1
            and _whole(run[-1][2])
            and _whole(match)
        ):
            run = []
            runs.append(run)
        run.append((i, j, match))
        open_runs[i, j] = run
    return runs


def _whole(match: Match) -> bool:
    return match.cover_a >= WHOLE and match.cover_b >= WHOLE


def _copy(run: list[tuple[int, int, Match]], row_a: Row, row_b: Row, corpus: Corpus) -> tuple[Copy, Copy]:
    (i, j, first), (k, m, _) = run[0], run[-1]
    if len(run) == 1:
        start, end = _stretch(row_a, i, first.cover_a, first.span_a, corpus)
        other_start, other_end = _stretch(row_b, j, first.cover_b, first.span_b, corpus)
    else:
        start, end = corpus.passage(row_a, i).start, corpus.passage(row_a, k).end
        other_start, other_end = corpus.passage(row_b, j).start, corpus.passage(row_b, m).end
    kind: CopyKind = "identical" if all(match.identical for _, _, match in run) else "edited"
    return _both_ways(row_a, (start, end), row_b, (other_start, other_end), kind)


def _quotation(i: int, j: int, match: Match, row_a: Row, row_b: Row, corpus: Corpus) -> tuple[Copy, ...]:
    """The statement from either side; nothing where one side prints it without marks, as its own words."""
    here, there = _quoted(row_a, i, match.span_a, corpus), _quoted(row_b, j, match.span_b, corpus)
    if here is None or there is None:
        return ()
    return _both_ways(row_a, here, row_b, there, "quotation")


def _both_ways(a: Row, here: tuple[int, int], b: Row, there: tuple[int, int], kind: CopyKind) -> tuple[Copy, Copy]:
    """The run as either document sees it."""
    one = Copy(
        document_id=a.document_id, start=here[0], end=here[1],
        other_id=b.document_id, other_start=there[0], other_end=there[1], kind=kind,
    )  # fmt: skip
    other = Copy(
        document_id=b.document_id, start=there[0], end=there[1],
        other_id=a.document_id, other_start=here[0], other_end=here[1], kind=kind,
    )  # fmt: skip
    return one, other


def _quoted(row: Row, i: int, span: tuple[int, int], corpus: Corpus) -> tuple[int, int] | None:
    """The code points of passage i from the first shared word in quotation marks to the last."""
    text, passage = corpus.document(row).text, corpus.passage(row, i)
    line, spans = read_line(text, passage.start, passage.end, corpus.names, _quotations(text))
    words = [at for at in range(*span) if line.flags[at] & QUOTED]
    return (spans[words[0]][0], spans[words[-1]][1]) if words else None


def _stretch(row: Row, i: int, cover: float, span: tuple[int, int], corpus: Corpus) -> tuple[int, int]:
    """The code points of passage i that are copied: all, or from the first to the last shared word."""
    passage = corpus.passage(row, i)
    if cover >= WHOLE:
        return passage.start, passage.end
    text = corpus.document(row).text
    _, spans = read_line(text, passage.start, passage.end, corpus.names, _quotations(text))
    return spans[span[0]][0], spans[span[1] - 1][1]


@lru_cache(maxsize=64)
def _quotations(text: str) -> list[tuple[int, int]]:
    return quoted_spans(text)
