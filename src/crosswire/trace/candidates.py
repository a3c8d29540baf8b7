"""Which documents may share text, without comparing each with each.

In: a `Corpus`.  Out: pairs of its rows that have a whole passage in common, or two passages that share a run of five
words and some content words.  Never fails.

An inverted index over hashed shingles of the distinct passages (Broder 1997).  Each word is hashed by blake2b, so
neither Python's hash seed nor the order of the passages moves a result.  The work is a sort: near-linear in the number
of words; it is done in `PARTS`, each of the hashes that are equal in their first bits, so that it takes little memory
beside the lines.  A shingle that stands in more than `COMMON` different passages is a stock phrase and proposes
nothing, nor does a passage printed more than `COMMON_WHOLE` times; copied text has rarer ones too.  What many documents
have in common ties each of them to the next ones alone (`_tied`), and so does a shingle of many passages.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import chain, combinations

import numpy as np
import numpy.typing as npt

from crosswire.trace.corpus import Corpus
from crosswire.trace.lines import Lines

SHINGLE = 5
COMMON = 50
"""Of 480 reports of one war the same copies were found with any number from 20 to 200."""
COMMON_WHOLE = 1000
ALL, NEXT = 200, 100
ALL_LINES, NEXT_LINES = 12, 6
"""Of the same reports the same copies were found with 8 passages a shingle and no more."""
ALONE, SHARE = 4, 0.4
PARTS = 16
_WORDS_AT_ONCE = 2_000_000
_PAIRS_AT_ONCE = 1_000_000

Packed = npt.NDArray[np.uint64]
"""Pairs of whole numbers ``(a, b)``, ``a < b``, as ``a << 32 | b``, rising."""
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)


def candidate_rows(corpus: Corpus) -> Packed:
    """Pairs of rows, each once."""
    often = corpus.often()
    shared = (
        corpus.rows_with(line)
        for line in np.flatnonzero((often > 1) & (often <= COMMON_WHOLE)).tolist()
        if line not in corpus.boilerplate and len(corpus.lines.content(line)) >= ALONE
    )
    repeated: dict[tuple[int, ...], list[int]] = {}
    for number, row in enumerate(corpus.rows):
        if row.lines:
            repeated.setdefault(row.lines, []).append(number)
    ties = array("Q")
    for rows in chain(shared, repeated.values()):
        ties.extend(a << 32 | b for a, b in _tied(rows))
    found = np.unique(np.frombuffer(ties, dtype=np.uint64))
    for lines in _line_pairs(corpus):
        found = np.union1d(found, _row_pairs(lines, corpus))
    return found


def _row_pairs(lines: Packed, corpus: Corpus) -> Packed:
    """The pairs of rows in which these pairs of lines stand."""
    first, second = (half.astype(np.int64) for half in halves(lines))
    often = corpus.often()
    times = often[first] * often[second]
    pair = np.repeat(np.arange(len(lines)), times)
    step = ragged(np.zeros_like(times), times)
    width = often[second][pair]
    ours, theirs = corpus.nth_row(first[pair], step // width), corpus.nth_row(second[pair], step % width)
    packed = (np.minimum(ours, theirs) << 32 | np.maximum(ours, theirs))[ours != theirs]
    return np.unique(packed.astype(np.uint64))


def _tied(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """All pairs of up to `ALL` rows; of more, each with the `NEXT` that follow: all hang together, and the pairs grow
    with the rows and not with their square."""
    if len(rows) <= ALL:
        yield from combinations(rows, 2)
    else:
        yield from ((row, other) for at, row in enumerate(rows) for other in rows[at + 1 : at + 1 + NEXT])


def ragged(first: npt.NDArray[np.int64], counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The whole numbers from each first on, so many of each, one after the other."""
    ends = np.cumsum(counts)
    return np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - counts - first, counts)


def halves(pairs: Packed) -> tuple[Packed, Packed]:
    """The first and the second of each pair."""
    return pairs >> _HALF, pairs & np.uint64(0xFFFFFFFF)


def unpacked(pairs: Packed) -> Iterator[tuple[int, int]]:
    """The pairs as whole numbers."""
    for some in np.array_split(pairs, len(pairs) // 100_000 + 1):
        first, second = halves(some)
        yield from zip(first.tolist(), second.tolist(), strict=True)


def _line_pairs(corpus: Corpus) -> Iterator[Packed]:
    """Pairs of different lines that share a shingle, and `ALONE` content words and `SHARE` of the shorter's, some at a
    time; none that is boilerplate.  A pair may come once for each part of the hashes."""
    lines, standing = corpus.lines, corpus.boilerplate

    def alike(a: int, b: int) -> bool:
        ours, theirs = lines.content(a), lines.content(b)
        common = len(ours & theirs)
        return common >= ALONE and common >= SHARE * min(len(ours), len(theirs))

    for hashes, owners in _shingles(lines):
        pairs = _pairs(hashes, owners)
        for some in np.array_split(pairs, len(pairs) // _PAIRS_AT_ONCE + 1):
            kept = [a not in standing and b not in standing and alike(a, b) for a, b in unpacked(some)]
            yield some[np.array(kept, dtype=bool)]


def _shingles(lines: Lines) -> Iterator[tuple[Packed, npt.NDArray[np.uint32]]]:
    """Part by part the hash of each shingle and the index of its line, each shingle of a line once, by hash."""
    hashed = (blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest() for word in lines.vocabulary)
    of_word = np.array([int.from_bytes(word, "big") for word in hashed], dtype=np.uint64)
    parts: list[list[tuple[Packed, npt.NDArray[np.uint32]]]] = [[] for _ in range(PARTS)]
    words, ends = lines.words(), lines.ends().astype(np.int64)
    cuts = np.searchsorted(ends, np.arange(0, len(words) + _WORDS_AT_ONCE, _WORDS_AT_ONCE)).tolist()
    for first, last in zip(cuts, [*cuts[1:], len(lines)], strict=True):
        last = min(last, len(lines))
        some = of_word[words[ends[first] : ends[last]]] if first < last else of_word[:0]
        whole = len(some) - SHINGLE + 1
        if whole <= 0:
            continue
        owner = np.repeat(np.arange(first, last, dtype=np.uint32), np.diff(ends[first : last + 1]))
        hashes = np.zeros(whole, dtype=np.uint64)
        for k in range(SHINGLE):
            hashes = hashes * _PRIME + some[k : k + whole]
        inside = owner[:whole] == owner[SHINGLE - 1 :]
        hashes, owner = hashes[inside], owner[:whole][inside]
        part = hashes >> np.uint64(64 - PARTS.bit_length() + 1)
        for number, kept in enumerate(parts):
            own = part == number
            kept.append((hashes[own], owner[own]))
    for kept in parts:
        if kept:
            hashes, owner = np.concatenate([h for h, _ in kept]), np.concatenate([o for _, o in kept])
            kept.clear()
            order = np.lexsort((owner, hashes))
            hashes, owner = hashes[order], owner[order]
            new = np.ones(len(hashes), dtype=bool)
            new[1:] = (hashes[1:] != hashes[:-1]) | (owner[1:] != owner[:-1])
            yield hashes[new], owner[new]


def _pairs(hashes: Packed, owners: npt.NDArray[np.uint32]) -> Packed:
    """Each pair of owners of one hash, each once."""
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]])
    sizes = np.diff(np.r_[starts, len(hashes)])
    found: list[Packed] = [np.empty(0, np.uint64)]
    for size in np.unique(sizes):
        if not 2 <= size <= COMMON:
            continue
        groups = owners[starts[sizes == size][:, None] + np.arange(size)].astype(np.uint64)
        first, second = np.triu_indices(int(size), k=1)
        near = (second - first <= NEXT_LINES) | (size <= ALL_LINES)
        first, second = first[near], second[near]
        for rows in np.array_split(groups, max(1, groups.shape[0] * len(first) // 4_000_000)):
            found.append(np.unique(((rows[:, first] << _HALF) | rows[:, second]).ravel()))
    return np.unique(np.concatenate(found))
