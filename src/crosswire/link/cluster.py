"""Claims to clusters: the strongest pairs first, and no cluster with a conflict inside.

In: the claim ids, the compared pairs, a check for hard conflicts and the decisions of people.  Out: clusters as
sorted tuples of claim ids, and for each the pairs that hold it together.  Without conflicts and decisions the
clusters are the connected components of the linked pairs; the pairs kept are then a maximum spanning tree.

A chain of small agreements must not join what few of the members have in common: where ``support`` is given, two
clusters are joined only when it is at least ``least`` on average over all pairs across them.

Pairs are taken by falling score.  Of equal scores in one text the pair that is told nearest together comes first, then
the one told first; else claim ids decide.  So the result does not depend on the order of input.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import fsum

Pair = tuple[str, str]
Clustered = tuple[list[tuple[str, ...]], list[Pair]]
LEAST_IN_ONE_TEXT = 0.6
LEAST_ACROSS = 1.5
"""Points that the members of two clusters must have on average to be joined."""


class Clusters:
    """A union-find that refuses to join two clusters when a pair across them is forbidden, or they agree too little."""

    def __init__(
        self,
        claim_ids: Iterable[str],
        forbidden: Callable[[str, str], bool],
        support: Callable[[str, str], float] | None = None,
        least: float = LEAST_ACROSS,
    ) -> None:
        self._least = least
        self._members: dict[str, list[str]] = {claim_id: [claim_id] for claim_id in claim_ids}
        self._root: dict[str, str] = {claim_id: claim_id for claim_id in self._members}
        self._forbidden = forbidden
        self._support = support

    def root(self, claim_id: str) -> str:
        """The claim that stands for the cluster."""
        return self._root[claim_id]

    def join(self, a: str, b: str, *, force: bool = False) -> bool:
        """Join the clusters of two claims; False where they were kept apart."""
        one, two = self._root[a], self._root[b]
        if one == two:
            return True
        if not force:
            across = [(left, right) for left in self._members[one] for right in self._members[two]]
            if any(self._forbidden(left, right) for left, right in across):
                return False
            support = self._support
            if support is not None and fsum(support(*pair) for pair in across) < self._least * len(across):
                return False
        if len(self._members[one]) < len(self._members[two]):
            one, two = two, one
        moved = self._members.pop(two)
        self._members[one].extend(moved)
        for claim_id in moved:
            self._root[claim_id] = one
        return True

    def groups(self) -> list[tuple[str, ...]]:
        """The clusters, sorted inside and by their first claim."""
        return sorted(tuple(sorted(members)) for members in self._members.values())


def cluster(
    claim_ids: Sequence[str],
    linked: Mapping[Pair, float],
    conflicting: Callable[[str, str], bool],
    never: Iterable[Pair] = (),
    support: Callable[[str, str], float] | None = None,
    least: float = LEAST_ACROSS,
    order: Mapping[str, int] | None = None,
) -> Clustered:
    """Clusters, and the pairs that joined two clusters.  ``linked``: the points of the pairs that may be linked.

    ``never`` pairs are in no cluster together.  ``order``: of the claims of one text, as it tells them.
    """
    kept_apart = {(min(pair), max(pair)) for pair in never}
    known: dict[Pair, bool] = {}

    def forbidden(a: str, b: str) -> bool:
        pair = (a, b) if a < b else (b, a)
        if pair not in known:
            known[pair] = pair in kept_apart or conflicting(*pair)
        return known[pair]

    clusters = Clusters(claim_ids, forbidden, support, least)
    used: list[Pair] = []

    def turn(pair: Pair) -> tuple[float, tuple[int, ...], Pair]:
        if order is None:
            return -linked[pair], (), pair
        a, b = (order[one] for one in pair)
        return -linked[pair], (abs(a - b), min(a, b)), pair

    for pair in sorted(linked, key=turn):
        if clusters.root(pair[0]) != clusters.root(pair[1]) and clusters.join(*pair):
            used.append(pair)
    return clusters.groups(), used


def merged(
    groups: Iterable[Sequence[str]], must: Iterable[Pair], never: Iterable[Pair]
) -> tuple[list[tuple[str, ...]], list[Pair]]:
    """The groups with those made one that a ``must`` pair has a member in each of, whole, and the pairs that were
    honoured.  A must that would bring a ``never`` pair together is left out; all other groups stay as they are."""
    groups = [tuple(group) for group in groups]
    kept_apart = {(min(pair), max(pair)) for pair in never}
    clusters = Clusters([i for g in groups for i in g], lambda a, b: (min(a, b), max(a, b)) in kept_apart)
    for first, *others in groups:
        for other in others:
            clusters.join(first, other, force=True)
    honoured = [(a, b) for a, b in sorted((min(pair), max(pair)) for pair in must) if clusters.join(a, b)]
    return clusters.groups(), honoured
