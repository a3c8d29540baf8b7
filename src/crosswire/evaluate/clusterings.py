"""How far one clustering agrees with another: MUC, B³, CEAF-e and their mean, and pairs.

In: the same mentions clustered twice, expected (the key) and found (the response), each as a mapping of a mention to
the name of its cluster.  Out: `Agreement`, additive counts, so that those of parts which share no cluster can be summed
and drawn again for an interval.

- MUC (Vilain et al. 1995): links; what is lost is the number of pieces a cluster falls into, less one.
- B³ (Bagga & Baldwin 1998): for each mention the share of its cluster that it should be with.
- CEAF-e (Luo 2005): clusters paired one to one so that the sum of phi4 = 2|K∩R| / (|K|+|R|) is greatest.
- CoNLL F1 (Pradhan et al. 2012): the mean of the three F1.  Clusters of one mention count for B³ and CEAF-e, and by
  their nature never for MUC.
- Pairs: of two mentions found together, are they together in the key (pairwise F1).

Fails with `ValueError` when the two do not cluster the same mentions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx

Clustering = Mapping[Any, Any]  # a mention: its cluster; both hashable


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Counts of one part: ``muc`` (common, found, expected) links; ``bcubed`` (precision sum, recall sum, mentions);
    ``ceaf`` (phi4 of the best pairing, clusters found, clusters expected); ``pairs`` (common, found, expected)."""

    muc: tuple[int, int, int]
    bcubed: tuple[float, float, int]
    ceaf: tuple[float, int, int]
    pairs: tuple[int, int, int]


def agreement(expected: Clustering, found: Clustering) -> Agreement:
    """The counts of two clusterings of the same mentions."""
    if expected.keys() != found.keys():
        raise ValueError("the two clusterings do not hold the same mentions")
    key, response = Counter(expected.values()), Counter(found.values())
    both = Counter((expected[mention], found[mention]) for mention in expected)
    pieces_of_key = Counter(one for one, _ in both)
    common = sum(key[one] - pieces_of_key[one] for one in key)
    return Agreement(
        muc=(common, len(found) - len(response), len(expected) - len(key)),
        bcubed=(
            sum(n * n / response[other] for (_, other), n in both.items()),
            sum(n * n / key[one] for (one, _), n in both.items()),
            len(expected),
        ),
        ceaf=(_best_pairing(both, key, response), len(response), len(key)),
        pairs=(_pairs(both.values()), _pairs(response.values()), _pairs(key.values())),
    )


def _pairs(sizes: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes)


def _best_pairing(
    both: Mapping[tuple[Hashable, Hashable], int], key: Mapping[Hashable, int], response: Mapping[Hashable, int]
) -> float:
    """The sum of phi4 over the best one-to-one pairing of clusters."""
    graph: networkx.Graph[tuple[str, Hashable]] = networkx.Graph()
    for (one, other), n in both.items():
        graph.add_edge(("key", one), ("response", other), weight=2 * n / (key[one] + response[other]))
    best = 0.0
    for component in networkx.connected_components(graph):
        part = graph.subgraph(component)
        if len(part) == 2:
            best += sum(float(data["weight"]) for _, _, data in part.edges(data=True))
        else:
            best += sum(part.edges[edge]["weight"] for edge in networkx.max_weight_matching(part))
    return best


def parts(expected: Clustering, found: Clustering, home: Mapping[Any, Hashable]) -> list[Agreement]:
    """The agreement by parts that no cluster of either straddles; ``home`` gives the document of each mention.

    Documents that share a cluster are in one part.  Sorted by the smallest document.
    """
    together: networkx.Graph[Hashable] = networkx.Graph()
    for clustering in (expected, found):
        first: dict[Hashable, Hashable] = {}
        for mention, cluster in clustering.items():
            together.add_edge(first.setdefault(cluster, home[mention]), home[mention])
    part_of = {document: i for i, one in enumerate(networkx.connected_components(together)) for document in one}
    inside: dict[int, list[Hashable]] = defaultdict(list)
    for mention in expected:
        inside[part_of[home[mention]]].append(mention)
    return [
        agreement({one: expected[one] for one in mentions}, {one: found[one] for one in mentions})
        for mentions in inside.values()
    ]


def _f(common_p: float, common_r: float, found: float, expected: float) -> float:
    precision = common_p / found if found else 0.0
    recall = common_r / expected if expected else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def muc_f1(units: Sequence[Agreement]) -> float | None:
    """F1 over links; None without mentions."""
    common, found, expected = (sum(unit.muc[i] for unit in units) for i in range(3))
    return _f(common, common, found, expected) if units else None


def bcubed_f1(units: Sequence[Agreement]) -> float | None:
    """F1 of B³; None without mentions."""
    mentions = sum(unit.bcubed[2] for unit in units)
    precision, recall = (sum(unit.bcubed[i] for unit in units) for i in range(2))
    return _f(precision, recall, mentions, mentions) if mentions else None


def ceaf_f1(units: Sequence[Agreement]) -> float | None:
    """F1 of CEAF-e; None without mentions."""
    common = sum(unit.ceaf[0] for unit in units)
    found, expected = (sum(unit.ceaf[i] for unit in units) for i in (1, 2))
    return _f(common, common, found, expected) if units else None


def pair_f1(units: Sequence[Agreement]) -> float | None:
    """F1 over pairs of mentions; None without mentions."""
    common, found, expected = (sum(unit.pairs[i] for unit in units) for i in range(3))
    return _f(common, common, found, expected) if units else None


def pair_precision(units: Sequence[Agreement]) -> float | None:
    """Of the pairs found together, the share that is together in the key; None where none was found."""
    common, found, _ = (sum(unit.pairs[i] for unit in units) for i in range(3))
    return common / found if found else None


def pair_recall(units: Sequence[Agreement]) -> float | None:
    """Of the pairs that are together in the key, the share that was found; None where it has none."""
    common, _, expected = (sum(unit.pairs[i] for unit in units) for i in range(3))
    return common / expected if expected else None


def conll_f1(units: Sequence[Agreement]) -> float | None:
    """The mean of the F1 of MUC, B³ and CEAF-e; None without mentions."""
    each = [metric(units) for metric in (muc_f1, bcubed_f1, ceaf_f1)]
    return sum(one or 0.0 for one in each) / 3 if units else None


GROUPING: Mapping[str, Callable[[Sequence[Agreement]], float | None]] = {
    "bcubed_f1": bcubed_f1, "pair_f1": pair_f1, "pair_precision": pair_precision, "pair_recall": pair_recall,
}  # fmt: skip
"""The scores of documents or events that are grouped, by name."""
