"""What is kept of comparing claims, so that a claim that changes later is compared without all the others.

In: tellings by their keys.  Out: `Kept`: how the pairs that look alike compare, and for each document the keys of its
tellings (`blocking`), each as a number of 64 bits whose lowest says whether it seeks.  Two different keys may in theory
share a number; then a pair too many is compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np

from crosswire.link.blocking import Keyed

Pair = tuple[str, str]
How = tuple[float, bool]
"""The points of a pair that looks alike, and whether it may be linked."""


@dataclass(slots=True)
class Kept:
    """Of two first claims of tellings that look alike, the points they reach: ``linked`` where they may be linked,
    ``refused`` where they may not.  ``keys``: by document id, the numbers of its keys, rising
    (unsigned, 8 bytes each, little-endian)."""

    linked: dict[Pair, float] = field(default_factory=dict)
    refused: dict[Pair, float] = field(default_factory=dict)
    keys: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Mapping[Pair, How]) -> Kept:
        """From what `pairs` gives."""
        kept = cls()
        for pair, (points, linked) in pairs.items():
            (kept.linked if linked else kept.refused)[pair] = points
        return kept

    def how(self, pair: Pair) -> How:
        """The points of a pair that looks alike, and whether it may be linked."""
        return (self.linked[pair], True) if pair in self.linked else (self.refused[pair], False)

    @property
    def pairs(self) -> dict[Pair, How]:
        """The pairs that look alike, each with its points and whether it may be linked."""
        return {pair: self.how(pair) for pair in (*self.linked, *self.refused)}


def numbers(keyed: Keyed) -> dict[str, bytes]:
    """The keys of these tellings by document id."""
    document = {claim_id: view.claim.document_id for claim_id, view in keyed.views.items()}
    found: dict[str, set[int]] = {one: set() for one in document.values()}
    for held, seeks in ((keyed.seekers, 1), (keyed.offers, 0)):
        for key, claim_ids in held.items():
            number = _number(key) & ~1 | seeks
            for claim_id in claim_ids:
                found[document[claim_id]].add(number)
    return {document: np.array(sorted(own), "<u8").tobytes() for document, own in found.items()}


def _number(key: Iterable[object]) -> int:
    return int.from_bytes(blake2b(repr(key).encode(), digest_size=8).digest(), "little")
