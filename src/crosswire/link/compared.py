"""How each two of some views stand to each other, worked out when it is asked for.

In: views, pairs of them.  Out: the pairs that may be linked and those that look alike and may not; what forbids two to
be one happening, how much speaks for it, and why two that were kept apart are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from crosswire.link.cluster import Pair
from crosswire.link.conflicts import conflict
from crosswire.link.finding import Finding
from crosswire.link.kept import How, Kept
from crosswire.link.repeated import repeated
from crosswire.link.score import ALIKE, Comparison, compare
from crosswire.link.view import View
from crosswire.model import Decision, Link, Reason, Refusal

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

Never = Mapping[Pair, Decision]
"""The pairs that people forbade, each with the decision."""


class Compared:
    """Views by id, and how two of them stand to each other.  Of the pairs that look alike, the points: ``linked`` where
    they may be linked, ``refused`` where they may not."""

    def __init__(self, views: Mapping[str, View], lexicon: Lexicon, kept: Kept | None = None) -> None:
        kept = kept or Kept()
        self.views = views
        self.linked, self.refused = kept.linked, kept.refused
        self._lexicon = lexicon
        self._support: dict[Pair, float] = {}

    def compare(self, pairs: Iterable[Pair]) -> None:
        """Fill ``linked`` and ``refused``.  How two texts stand that many print is worked out once."""
        number = repeated(self.views)
        known: dict[tuple[int, int], How] = {}
        for pair in pairs:
            one, two = number.get(pair[0]), number.get(pair[1])
            if one is None or two is None or not self._of_two_texts(pair):
                points, linked = self._how(pair)
            elif (one, two) in known:
                points, linked = known[one, two]
            else:
                points, linked = known[one, two] = self._how(pair)
            if linked:
                self.linked[pair] = points
            elif points >= ALIKE:
                self.refused[pair] = points

    def _of_two_texts(self, pair: Pair) -> bool:
        return self.views[pair[0]].claim.document_id != self.views[pair[1]].claim.document_id

    def _how(self, pair: Pair) -> How:
        found = self.comparison(pair)
        return found.points, found.linked

    def comparison(self, pair: Pair) -> Comparison:
        """How alike two of them are, with every reason."""
        return compare(self.views[pair[0]], self.views[pair[1]], self._lexicon)

    def conflict(self, a: str, b: str) -> Finding | None:
        """What forbids the two to be one happening."""
        return conflict(self.views[a], self.views[b], self._lexicon)

    def conflicting(self, a: str, b: str) -> bool:
        """True when the two cannot be one happening."""
        return self.conflict(a, b) is not None

    def support(self, a: str, b: str) -> float:
        """How much speaks for the two being one happening, in points."""
        pair = (a, b) if a < b else (b, a)
        for known in (self.linked, self.refused, self._support):
            if pair in known:
                return known[pair]
        points = self._support[pair] = self.comparison(pair).points
        return points

    def link(self, pair: Pair) -> Link:
        """A pair that was linked, with its reasons."""
        found = self.comparison(pair)
        return Link(claim_a=pair[0], claim_b=pair[1], score=found.score, reasons=found.reasons)

    def refusal(self, pair: Pair, ours: Sequence[str], theirs: Sequence[str], never: Never) -> Refusal:
        """Why a pair that looks alike was kept apart.  ``ours``, ``theirs``: what each of the two was joined with."""
        found = self.comparison(pair)
        reasons, decision = found.reasons, never.get(pair)
        if decision is not None:
            text = f"kept apart by {decision.by} on {decision.at[:10]}"
            reasons = (Reason(feature="decision", value=-5.0, text=text), *reasons)
        elif found.linked:
            reasons = (Reason(feature="other_claims", value=-5.0, text=self._why(ours, theirs, never)), *reasons)
        return Refusal(claim_a=pair[0], claim_b=pair[1], reasons=reasons)

    def _why(self, ours: Sequence[str], theirs: Sequence[str], never: Never) -> str:
        """Why what was joined with one of a pair was kept apart from what was joined with the other."""
        across = sorted((min(a, b), max(a, b)) for a in ours for b in theirs)
        if any(pair in never for pair in across):
            return "claims already joined to these exclude each other: a person decided so"
        for pair in across:
            if (found := self.conflict(*pair)) is not None:
                return f"claims already joined to these exclude each other: {found.text}"
        return "claims already joined to these have too little in common with each other"
