"""How much of one line stands in another.

In: two lines.  Out: a `Match` with the shared words and what speaks against a copy, or None where nothing of three
words is shared.  Never fails.  The result for (a, b) is the mirror of the result for (b, a).

Method: greedy string tiling (Wise 1993, as used for newswire by Clough et al., ACL 2002): the longest common run of
words is taken first, then the next longest among the words not yet taken, down to runs of three.  It sees clauses that
changed places, where an alignment in one direction sees only one of the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import heapify, heappop, heappush
from itertools import pairwise

from crosswire.trace.words import CALENDAR, CONTENT, NAME, NUMBER, QUOTED, Line

SHORTEST_TILE = 3
_SAME_NAME = 0.7  # SequenceMatcher ratio above which two spellings may be one name (Yarmuk, Yarmouk)


@dataclass(frozen=True, slots=True)
class Match:
    """What two lines share.

    ``shared``: content words in common; ``free``: those of them that stand outside quotation marks in both;
    ``containment``: shared / content words of the line that has fewer.  ``cover_a``: shared / content words of line a.
    ``span_a``: first and one past the last shared word of line a, as indices into its words (likewise b).
    ``conflict``: the lines have different numbers, names or days in the same slot: one pattern filled twice.
    """

    identical: bool
    shared: int
    free: int
    containment: float
    cover_a: float
    cover_b: float
    span_a: tuple[int, int]
    span_b: tuple[int, int]
    conflict: bool

    def mirrored(self) -> Match:
        """The same match seen from line b."""
        return Match(
            self.identical, self.shared, self.free, self.containment,
            self.cover_b, self.cover_a, self.span_b, self.span_a, self.conflict,
        )  # fmt: skip


def compare(a: Line, b: Line) -> Match | None:
    """The match of two lines; None where they share no run of `SHORTEST_TILE` words."""
    if (b.words, b.flags) < (a.words, a.flags):
        mirror = compare(b, a)
        return mirror and mirror.mirrored()
    tiles = _tiles(a.words, b.words)
    if not tiles:
        return None
    shared = free = 0
    for i, j, length in tiles:
        for k in range(length):
            if a.flags[i + k] & CONTENT:
                shared += 1
                free += not (a.flags[i + k] | b.flags[j + k]) & QUOTED
    content_a, content_b = max(a.content, 1), max(b.content, 1)
    return Match(
        identical=a.words == b.words,
        shared=shared,
        free=free,
        containment=shared / min(content_a, content_b),
        cover_a=shared / content_a,
        cover_b=shared / content_b,
        span_a=(tiles[0][0], tiles[-1][0] + tiles[-1][2]),
        span_b=(min(j for _, j, _ in tiles), max(j + n for _, j, n in tiles)),
        conflict=_conflict(a, b, tiles),
    )


def _tiles(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Disjoint common runs (start in a, start in b, length), sorted by their place in a."""
    if a == b:
        return [(0, 0, len(a))] if len(a) >= SHORTEST_TILE else []
    starts: dict[tuple[str, ...], list[int]] = {}
    for j in range(len(b) - SHORTEST_TILE + 1):
        starts.setdefault(tuple(b[j : j + SHORTEST_TILE]), []).append(j)
    runs: list[tuple[int, int, int]] = []
    for i in range(len(a) - SHORTEST_TILE + 1):
        for j in starts.get(tuple(a[i : i + SHORTEST_TILE]), ()):
            if i and j and a[i - 1] == b[j - 1]:
                continue
            length = SHORTEST_TILE
            while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
                length += 1
            runs.append((-length, i, j))
    heapify(runs)
    taken_a, taken_b = bytearray(len(a)), bytearray(len(b))
    tiles: list[tuple[int, int, int]] = []
    while runs:
        minus, i, j = heappop(runs)
        whole = -minus
        open_words = [not (taken_a[i + k] or taken_b[j + k]) for k in range(whole)]
        if all(open_words):
            taken_a[i : i + whole] = taken_b[j : j + whole] = b"\1" * whole
            tiles.append((i, j, whole))
            continue
        k = 0
        while k < whole:
            first = k
            while k < whole and open_words[k]:
                k += 1
            if k - first >= SHORTEST_TILE:
                heappush(runs, (first - k, i + first, j + first))
            k += 1
    return sorted(tiles)


def _conflict(a: Line, b: Line, tiles: Sequence[tuple[int, int, int]]) -> bool:
    """Whether some slot between, before or after the tiles holds a different number or name in each line."""
    edge = SHORTEST_TILE
    (i, j, _), (k, m, n) = tiles[0], tiles[-1]
    slots = [((max(i - edge, 0), i), (max(j - edge, 0), j)), ((k + n, k + n + edge), (m + n, m + n + edge))]
    for (i, j, n), (k, m, _) in pairwise(tiles):
        if m >= j + n:
            slots.append(((i + n, k), (j + n, m)))
    return any(_differ(a, slot_a, b, slot_b, NUMBER) or _differ(a, slot_a, b, slot_b, NAME) for slot_a, slot_b in slots)


def _differ(a: Line, slot_a: tuple[int, int], b: Line, slot_b: tuple[int, int], flag: int) -> bool:
    in_a, in_b = _flagged(a, slot_a, flag), _flagged(b, slot_b, flag)
    in_a, in_b = in_a - in_b, in_b - in_a
    if flag == NAME:
        same = [(x, y) for x in in_a for y in in_b if _one_name(x, y)]
        in_a -= {x for x, _ in same}
        in_b -= {y for _, y in same}
    return bool(in_a and in_b)


def _flagged(line: Line, slot: tuple[int, int], flag: int) -> set[str]:
    return {
        word for word, flags in zip(line.words[slice(*slot)], line.flags[slice(*slot)], strict=True) if flags & flag
    }


def _one_name(x: str, y: str) -> bool:
    if x[0] == "@" or y[0] == "@" or x in CALENDAR or y in CALENDAR:
        return False
    return SequenceMatcher(a=min(x, y), b=max(x, y), autojunk=False).ratio() >= _SAME_NAME
