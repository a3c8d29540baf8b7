"""Average linkage over few known likenesses: join the two clusters whose members are most alike on average.

In: how many things, the likeness of some pairs (the others count as 0) and the least average to join at.  Out: for
each thing the number of its cluster.  Of equals the pair with the smallest members goes first, so that neither the
order of the pairs nor the hash seed changes anything.  Sneath & Sokal 1973 (UPGMA), stopped at a threshold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from heapq import heapify, heappop, heappush

Pair = tuple[int, int]


def average_link(count: int, likeness: Mapping[Pair, float], least: float) -> list[int]:
    """``likeness``: each pair once, as (smaller, larger), values >= 0.  A cluster is named by its smallest member."""
    members = {i: [i] for i in range(count)}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), value in likeness.items():
        sums[a][b] = sums[b][a] = value
    waiting = [(-value, a, b, a, b) for (a, b), value in likeness.items() if value >= least]
    heapify(waiting)
    fresh = count
    while waiting:
        _, _, _, a, b = heappop(waiting)
        if a not in members or b not in members:
            continue
        joined, fresh = fresh, fresh + 1
        members[joined] = sorted(members.pop(a) + members.pop(b))
        one, two = sums.pop(a), sums.pop(b)
        for other in sorted((one.keys() | two.keys()) & members.keys()):
            total = one.get(other, 0.0) + two.get(other, 0.0)
            sums[joined][other] = sums[other][joined] = total
            average = total / (len(members[joined]) * len(members[other]))
            if average >= least:
                first, second = sorted((members[joined][0], members[other][0]))
                heappush(waiting, (-average, first, second, joined, other))
    cluster_of = [0] * count
    for own in members.values():
        for i in own:
            cluster_of[i] = own[0]
    return cluster_of
