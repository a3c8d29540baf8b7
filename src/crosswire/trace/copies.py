"""Passages that two documents share, word for word or edited.

In: documents and the lexicon.  Out: `Copy` rows, each copied run listed from both sides, sorted.  Never fails: what
was not read has no copies.

Two passages are a copy when at least `CONTAINMENT` of the content words of the shorter one stand in the other in runs
of three words or more (`tiling`), and

- at least `ENOUGH` shared content words stand outside quotation marks: a statement that two outlets took from one
  speaker makes neither a copy of the other; an edited passage that is the only one its two documents share needs
  `ENOUGH_EDITED`, for a cut stock phrase reaches less;
- no slot of the sentence holds one number, name or day here and another there: that is a pattern used twice;
- the passage is not its outlet's boilerplate.

Beside such a copy a passage counts that would not count alone (short, all quotation, an updated figure).  Runs of
neighbours are joined; a run is `identical` when all its words are, after the normal form of `words`.  Where less than
`WHOLE` of a passage is shared, the copy is only the stretch from the first to the last shared word.

Every pair of documents is judged by their own texts, so a further document changes no other pair, save that it can make
a sentence boilerplate or a stock phrase (`corpus`, `candidates`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from crosswire.model import Copy, Document
from crosswire.trace.candidates import candidate_pairs
from crosswire.trace.corpus import Corpus, Row, read_corpus
from crosswire.trace.quotation import quoted_spans
from crosswire.trace.tiling import Match, compare
from crosswire.trace.words import read_line

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

CONTAINMENT = 0.6
ENOUGH = 8
ENOUGH_EDITED = 10
WHOLE = 0.6
_BESIDE = ((1, 1), (-1, -1), (1, 2), (2, 1), (-1, -2), (-2, -1), (0, 1), (1, 0), (0, -1), (-1, 0))
_SHORT = 3  # content words an edited passage must share to count beside a copy

Pairs = dict[tuple[int, int], Match]


def find_copies(documents: Iterable[Document], lexicon: Lexicon) -> list[Copy]:
    """The copied runs between any two documents; each is in the list twice, once from either side."""
    corpus = read_corpus(documents, lexicon)
    found: list[Copy] = []
    for (a, b), pairs in _anchors(corpus).items():
        row_a, row_b = corpus.rows[a], corpus.rows[b]
        _extend(pairs, row_a, row_b, corpus)
        for run in _runs(_best(pairs), row_a, row_b):
            found.extend(_copy(run, row_a, row_b, corpus))
    return sorted(found, key=_order)


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


def _anchors(corpus: Corpus) -> dict[tuple[int, int], Pairs]:
    """For each two rows (a < b) the passages whose copy stands on its own, and all passages of repeated texts."""
    found: dict[tuple[int, int], Pairs] = {}

    def note(line_a: int, line_b: int, match: Match) -> None:
        for row_a, i in corpus.where[line_a]:
            for row_b, j in corpus.where[line_b]:
                if row_a < row_b:
                    found.setdefault((row_a, row_b), {})[i, j] = match
                elif row_b < row_a:
                    found.setdefault((row_b, row_a), {})[j, i] = match.mirrored()

    for number, line in enumerate(corpus.lines):
        if len(corpus.where[number]) > 1 and number not in corpus.boilerplate:
            match = compare(line, line)
            if match and _stands_alone(match):
                note(number, number, match)
    for a, b in candidate_pairs(corpus.lines, CONTAINMENT, ENOUGH):
        if a in corpus.boilerplate or b in corpus.boilerplate:
            continue
        match = compare(corpus.lines[a], corpus.lines[b])
        if match and _stands_alone(match):
            note(a, b, match)
    found = {rows: pairs for rows, pairs in found.items() if any(_carries(match) for match in pairs.values())}
    repeated: dict[tuple[int, ...], list[int]] = {}
    for number, row in enumerate(corpus.rows):
        if row.lines:
            repeated.setdefault(row.lines, []).append(number)
    for same in repeated.values():
        for a, b in combinations(same, 2):
            pairs = found.setdefault((a, b), {})
            for i, number in enumerate(corpus.rows[a].lines):
                line = corpus.lines[number]
                pairs[i, i] = compare(line, line) or _same(len(line.words))
    return found


def _same(words: int) -> Match:
    """The match of a line too short to be tiled with itself."""
    return Match(True, 0, 0, 1.0, 1.0, 1.0, (0, words), (0, words), False)


def _stands_alone(match: Match) -> bool:
    return match.free >= ENOUGH and match.containment >= CONTAINMENT and not match.conflict


def _carries(match: Match) -> bool:
    """Whether a passage shows by itself that one of two documents drew on the other or on a common text."""
    return match.identical or match.free >= ENOUGH_EDITED


def _stands_beside(match: Match) -> bool:
    return match.identical or (match.shared >= _SHORT and match.containment >= CONTAINMENT)


def _extend(pairs: Pairs, row_a: Row, row_b: Row, corpus: Corpus) -> None:
    """Add the passages that count because they stand beside a copy."""
    seen = set(pairs)
    waiting = sorted(pairs)
    while waiting:
        i, j = waiting.pop()
        for step_a, step_b in _BESIDE:
            at = k, m = i + step_a, j + step_b
            if at in seen or not (0 <= k < len(row_a.lines) and 0 <= m < len(row_b.lines)):
                continue
            seen.add(at)
            match = compare(corpus.lines[row_a.lines[k]], corpus.lines[row_b.lines[m]])
            if match and _stands_beside(match):
                pairs[at] = match
                waiting.append(at)


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
    a, b = row_a.document, row_b.document
    if len(run) == 1:
        start, end = _stretch(row_a, i, first.cover_a, first.span_a, corpus)
        other_start, other_end = _stretch(row_b, j, first.cover_b, first.span_b, corpus)
    else:
        start, end = row_a.passage(i).start, row_a.passage(k).end
        other_start, other_end = row_b.passage(j).start, row_b.passage(m).end
    identical = all(match.identical for _, _, match in run)
    there = Copy(
        document_id=a.document_id, start=start, end=end,
        other_id=b.document_id, other_start=other_start, other_end=other_end,
        kind="identical" if identical else "edited",
    )  # fmt: skip
    back = Copy(
        document_id=b.document_id, start=other_start, end=other_end,
        other_id=a.document_id, other_start=start, other_end=end, kind=there.kind,
    )  # fmt: skip
    return there, back


def _stretch(row: Row, i: int, cover: float, span: tuple[int, int], corpus: Corpus) -> tuple[int, int]:
    """The code points of passage i that are copied: all, or from the first to the last shared word."""
    passage = row.passage(i)
    if cover >= WHOLE:
        return passage.start, passage.end
    text = row.document.text
    _, spans = read_line(text, passage.start, passage.end, corpus.names, _quotations(text))
    return spans[span[0]][0], spans[span[1] - 1][1]


@lru_cache(maxsize=64)
def _quotations(text: str) -> list[tuple[int, int]]:
    return quoted_spans(text)
