"""Which documents may share text, without comparing each with each.

In: a `Corpus`.  Out: pairs of its rows that have a whole passage in common, or two passages that share a run of five
words and some content words.  Never fails.

An inverted index over hashed shingles of the distinct passages (Broder 1997).  Each word is hashed by blake2b, so
neither Python's hash seed nor the order of the passages moves a result.  The work is a sort: near-linear in the number
of words.  A shingle that stands in more than `COMMON` different passages is a stock phrase and proposes nothing, nor
does a passage printed more than `COMMON_WHOLE` times; copied text has rarer ones too.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import combinations

import numpy as np
import numpy.typing as npt

from crosswire.trace.align import content
from crosswire.trace.corpus import Corpus
from crosswire.trace.words import Line

SHINGLE = 5
COMMON = 50
"""Of 480 reports of one war the same copies were found with any number from 20 to 200."""
COMMON_WHOLE = 1000
ALONE, SHARE = 4, 0.4

_PRIME = np.uint64(0x9E3779B97F4A7C15)


def candidate_rows(corpus: Corpus) -> list[tuple[int, int]]:
    """Pairs of rows ``(a, b)``, ``a < b``, each once, sorted."""
    found: set[tuple[int, int]] = set()

    def note(one: int, other: int) -> None:
        for a, _ in corpus.where[one]:
            for b, _ in corpus.where[other]:
                if a != b:
                    found.add((a, b) if a < b else (b, a))

    for number, line in enumerate(corpus.lines):
        often = len(corpus.where[number])
        if 1 < often <= COMMON_WHOLE and number not in corpus.boilerplate and len(content(line)) >= ALONE:
            note(number, number)
    for a, b in _line_pairs(corpus.lines):
        if a not in corpus.boilerplate and b not in corpus.boilerplate:
            note(a, b)
    repeated: dict[tuple[int, ...], list[int]] = {}
    for number, row in enumerate(corpus.rows):
        if row.lines:
            repeated.setdefault(row.lines, []).append(number)
    for same in repeated.values():
        found.update(combinations(same, 2))
    return sorted(found)


def _line_pairs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Pairs of different lines that share a shingle, and `ALONE` content words and `SHARE` of the shorter's."""
    hashes, owners = _shingles(lines)
    if not len(hashes):
        return
    for packed in _pairs(hashes, owners):
        a, b = int(packed >> np.uint64(32)), int(packed & np.uint64(0xFFFFFFFF))
        ours, theirs = content(lines[a]), content(lines[b])
        common = len(ours & theirs)
        if common >= ALONE and common >= SHARE * min(len(ours), len(theirs)):
            yield a, b


def _shingles(lines: Sequence[Line]) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """The hash of each shingle and the index of its line, each shingle of a line once, sorted by hash."""
    vocabulary: dict[str, int] = {}
    numbers = array("q", (vocabulary.setdefault(word, len(vocabulary)) for line in lines for word in line.words))
    lengths = np.fromiter((len(line.words) for line in lines), dtype=np.int64, count=len(lines))
    if len(numbers) < SHINGLE:
        return np.empty(0, np.uint64), np.empty(0, np.uint64)
    of_word = np.array(
        [
            int.from_bytes(blake2b(w.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
            for w in vocabulary
        ],
        dtype=np.uint64,
    )
    words = of_word[np.frombuffer(numbers, dtype=np.int64)]
    owner = np.repeat(np.arange(len(lines), dtype=np.uint64), lengths)
    whole = len(words) - SHINGLE + 1
    hashes = np.zeros(whole, dtype=np.uint64)
    for k in range(SHINGLE):
        hashes = hashes * _PRIME + words[k : k + whole]
    inside = owner[:whole] == owner[SHINGLE - 1 :]
    hashes, owner = hashes[inside], owner[:whole][inside]
    order = np.lexsort((owner, hashes))
    hashes, owner = hashes[order], owner[order]
    new = np.ones(len(hashes), dtype=bool)
    new[1:] = (hashes[1:] != hashes[:-1]) | (owner[1:] != owner[:-1])
    return hashes[new], owner[new]


def _pairs(hashes: npt.NDArray[np.uint64], owners: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Each pair of owners of one hash, packed as ``a << 32 | b``, sorted, each once."""
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]])
    sizes = np.diff(np.r_[starts, len(hashes)])
    found: list[npt.NDArray[np.uint64]] = [np.empty(0, np.uint64)]
    for size in np.unique(sizes):
        if not 2 <= size <= COMMON:
            continue
        groups = owners[starts[sizes == size][:, None] + np.arange(size)]
        first, second = np.triu_indices(int(size), k=1)
        for rows in np.array_split(groups, max(1, groups.shape[0] * len(first) // 4_000_000)):
            found.append(np.unique(((rows[:, first] << np.uint64(32)) | rows[:, second]).ravel()))
    return np.unique(np.concatenate(found))
