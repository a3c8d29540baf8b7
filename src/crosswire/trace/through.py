"""Copies that show only through a third text.

In: for each pair of rows that are shown to share text their copied passages, and the corpus.  Out: further copied
passages, of the same pairs and of others.  Never fails.

Two outlets that both rewrite an agency's sentence may end further from each other than either is from the agency.
Where each of two passages is, of all that its text took over, the closest to one passage of a third text, and they
still have words in common (`align.still_alike`), they are copies of each other, whoever wrote the one in between.
Standing lines, headlines and statements that both quote tie nothing together, nor does a match that has less than
`WORDS` content words in common or is not `CLOSE`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crosswire.trace.align import Pairs, evidence, still_alike
from crosswire.trace.corpus import Corpus
from crosswire.trace.tiling import Match

WORDS, CLOSE = 6, 0.75  # content words outside quotation marks, and containment
_Place = tuple[int, int]  # row, passage


def through_others(shown: Mapping[tuple[int, int], Pairs], corpus: Corpus) -> dict[tuple[int, int], Pairs]:
    """The matches to add, by pair of rows ``(a, b)``, ``a < b``."""
    ties: dict[_Place, list[_Place]] = {}
    for (a, b), pairs in shown.items():
        for i, j in _ties(pairs):
            lines = {corpus.rows[a].lines[i], corpus.rows[b].lines[j]}
            headline = i in corpus.rows[a].heads or j in corpus.rows[b].heads
            if not lines & corpus.boilerplate and not headline:
                ties.setdefault((a, i), []).append((b, j))
                ties.setdefault((b, j), []).append((a, i))
    found: dict[tuple[int, int], Pairs] = {}
    settled = {place: set(near) for place, near in ties.items()}
    # Of many alike each has the others around it: what stands around one of them is asked of once, and so are two.
    for around in dict.fromkeys(tuple(sorted({place, *near})) for place, near in ties.items()):
        later = set(around)
        for one in around:
            later.discard(one)
            fresh = later - settled[one]
            settled[one] |= fresh
            for other in sorted(fresh):
                (a, i), (b, j) = one, other
                if (i, j) in shown.get((a, b), ()):
                    continue
                match = still_alike(corpus.rows[a].lines[i], corpus.rows[b].lines[j], corpus)
                if match:
                    found.setdefault((a, b), {})[i, j] = match
    return found


def _ties(pairs: Pairs) -> Iterator[tuple[int, int]]:
    """The close matches that are the best of their passage on both sides."""
    best: dict[tuple[str, int], tuple[float, tuple[int, int]]] = {}
    for (i, j), match in pairs.items():
        for place in (("a", i), ("b", j)):
            best[place] = max(best.get(place, (0.0, (-1, -1))), (_weight(match), (i, j)))
    for (i, j), match in pairs.items():
        if (
            match.free >= WORDS
            and match.containment >= CLOSE
            and evidence(match)
            and best["a", i][1] == best["b", j][1] == (i, j)
        ):
            yield i, j


def _weight(match: Match) -> float:
    return min(match.cover_a, match.cover_b)
