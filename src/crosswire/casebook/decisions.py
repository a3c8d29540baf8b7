"""What people decided, in a form a rebuild can use.

In: the append-only log, and the claims of the day.  Out: the decisions that hold (an ``undo`` takes back the one it
names, an ``undo`` of an ``undo`` gives it back), and for each the claims its anchors stand for now.  A decision binds
to a quote of a document, never to a claim id, because claim ids change when the reader gets better.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosswire.model import Anchored, Claim, Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A decision with the claim ids its anchors stand for, sorted; an empty ``a`` (or ``b`` where one was
    given) means that the quote bears no claim any more: list it, do not drop it."""

    decision: Decision
    a: tuple[str, ...]
    b: tuple[str, ...]

    @property
    def lost(self) -> bool:
        return (self.decision.a is not None and not self.a) or (self.decision.b is not None and not self.b)


def effective(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions that hold, oldest first, without the undos.  ``decisions`` is the log in its order."""
    undone: set[str] = set()
    holding: list[Decision] = []
    for decision in reversed(decisions):
        if decision.decision_id in undone:
            continue
        if decision.kind == "undo" and decision.undoes is not None:
            undone.add(decision.undoes)
        else:
            holding.append(decision)
    return holding[::-1]


def anchor_of(claim: Claim) -> Anchored:
    """Where a decision about this claim binds: the word that says what happened."""
    trigger = claim.trigger
    return Anchored(document_id=claim.document_id, quote=trigger.quote, start=trigger.start, end=trigger.end)


def resolve_anchor(decision: Decision, claims: Iterable[Claim]) -> Resolved:
    """The claims the decision's anchors stand for now.

    A claim of the same document whose trigger overlaps the anchor comes first; only when there is none, one whose
    evidence does.
    """
    known = list(claims)
    return Resolved(decision=decision, a=_claims_at(decision.a, known), b=_claims_at(decision.b, known))


def _claims_at(anchor: Anchored | None, claims: Sequence[Claim]) -> tuple[str, ...]:
    if anchor is None:
        return ()
    here = [claim for claim in claims if claim.document_id == anchor.document_id]
    by_trigger = [c.claim_id for c in here if c.trigger.start < anchor.end and anchor.start < c.trigger.end]
    if by_trigger:
        return tuple(sorted(by_trigger))
    return tuple(
        sorted(c.claim_id for c in here if any(e.start < anchor.end and anchor.start < e.end for e in c.evidence))
    )
