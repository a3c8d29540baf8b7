"""Which lines may be copies of each other, without comparing each with each.

In: distinct lines.  Out: pairs of their indices that share a shingle of five words and enough content words to reach
the wanted containment.  Lines of fewer than five words are in no pair.  Never fails.

An inverted index over hashed shingles (Broder 1997).  Each word is hashed by blake2b, so neither Python's hash seed
nor the order of the lines moves a result.  The work is a sort: near-linear in the number of words.  A shingle that
stands in more than `COMMON` different lines is a stock phrase and proposes nothing; a copied line has rarer shingles
too.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from crosswire.trace.words import CONTENT, Line

SHINGLE = 5
COMMON = 200

_PRIME = np.uint64(0x9E3779B97F4A7C15)


def candidate_pairs(lines: Sequence[Line], containment: float, at_least: int) -> Iterator[tuple[int, int]]:
    """Pairs ``(a, b)``, ``a < b``, each once, sorted, that may share ``containment`` of the shorter line's content.

    ``at_least``: the number of content words two lines must have in common.
    """
    hashes, owners = _shingles(lines)
    if not len(hashes):
        return

    @lru_cache(maxsize=1 << 18)
    def bag(number: int) -> frozenset[str]:
        line = lines[number]
        return frozenset(word for word, flag in zip(line.words, line.flags, strict=True) if flag & CONTENT)

    for packed in _pairs(hashes, owners):
        a, b = int(packed >> np.uint64(32)), int(packed & np.uint64(0xFFFFFFFF))
        common = len(bag(a) & bag(b))
        if common >= at_least and common >= 0.8 * containment * min(len(bag(a)), len(bag(b))):
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
