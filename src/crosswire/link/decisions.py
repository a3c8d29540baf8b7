"""What people decided, bound to the claims at hand.

In: the log of decisions (any order) and the claims.  Out: `Will`: pairs that must and must never be linked, and
rejected claims.  A decision binds to a document and a span of its text; it means every claim of that document
whose trigger is the span (where there is none: whose trigger, else whose evidence overlaps it), so a trigger means one
claim and a sentence all its claims.  A decision that finds no claim has no effect here (the casebook lists it).  Later
decisions win over earlier ones about the same pair, by ``at`` then id; ``undo`` takes back the decision it
names, also an earlier ``undo``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crosswire.model import Anchored, Claim, Decision
from crosswire.model.decision import effective

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Will:
    """Pairs (a < b) and claims by id; each pair names the decision behind it."""

    must: Mapping[Pair, Decision]
    never: Mapping[Pair, Decision]
    rejected: frozenset[str]


def bind(decisions: Sequence[Decision], claims: Iterable[Claim]) -> Will:
    """Decisions as pairs of claim ids."""
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        by_document.setdefault(claim.document_id, []).append(claim)
    must: dict[Pair, Decision] = {}
    never: dict[Pair, Decision] = {}
    rejected: set[str] = set()
    for decision in effective(decisions):
        one = _meant(decision.a, by_document)
        if decision.kind == "reject":
            rejected.update(one)
            continue
        two = _meant(decision.b, by_document)
        for pair in {(min(a, b), max(a, b)) for a in one for b in two if a != b}:
            wanted, other = (must, never) if decision.kind == "merge" else (never, must)
            other.pop(pair, None)
            wanted[pair] = decision
    return Will(must, never, frozenset(rejected))


def _meant(anchor: Anchored | None, by_document: Mapping[str, Sequence[Claim]]) -> list[str]:
    if anchor is None:
        return []
    own = by_document.get(anchor.document_id, ())
    start, end = anchor.start, anchor.end
    hit = [c.claim_id for c in own if (c.trigger.start, c.trigger.end) == (start, end)]
    if not hit:
        hit = [c.claim_id for c in own if c.trigger.start < end and start < c.trigger.end]
    if not hit:
        hit = [c.claim_id for c in own if any(e.start < end and start < e.end for e in c.evidence)]
    return sorted(hit)
