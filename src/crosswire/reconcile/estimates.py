"""Low, best and high of an event under each policy.

In: the ledger of an event and the lexicon.  Out: `Estimate`s.  Every voice counts once (`crosswire.reconcile.groups`),
each policy reads the same groups by its own rule (`crosswire.reconcile.policies`), and each estimate names its rule,
its claims and its voices.  What did not happen has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosswire.model import Estimate, Event, Policy, content_id
from crosswire.reconcile.days import is_episode
from crosswire.reconcile.derive import with_wounded
from crosswire.reconcile.groups import make_groups
from crosswire.reconcile.ledger import TOLD, Ledger
from crosswire.reconcile.policies import POLICIES, Reading
from crosswire.reconcile.standing import About

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon


def make_estimates(event: Event, ledger: Ledger, lexicon: Lexicon) -> list[Estimate]:
    """All estimates of an event, sorted by measure, class, side, policy and column."""
    if event.status not in TOLD:
        return []
    groups = with_wounded(make_groups(ledger, lexicon.counting, episode=is_episode(event)), ledger)
    about = About(event=event, lexicon=lexicon)
    found = [_estimate(event, policy, reading) for policy, read in POLICIES.items() for reading in read(groups, about)]
    return sorted(found, key=lambda e: (e.measure, e.of, e.side_id or "", e.policy, e.column or ""))


def _estimate(event: Event, policy: Policy, reading: Reading) -> Estimate:
    entries = [*reading.entries, *(entry for figure in reading.figures for entry in figure.entries)]
    own = (reading.measure, reading.of, reading.side_id or "", policy)
    return Estimate(
        estimate_id=content_id("estimate", event.event_id, *own, *([reading.column] if reading.column else [])),
        event_id=event.event_id,
        measure=reading.measure,
        of=reading.of,
        policy=policy,
        low=reading.low,
        best=reading.best,
        high=reading.high,
        rule=reading.rule,
        claim_ids=tuple(sorted({entry.claim.claim_id for entry in entries})),
        voice_ids=tuple(sorted({entry.voice for entry in entries})),
        grade=reading.grade,
        grade_reasons=reading.grade_reasons,
        side_id=reading.side_id,
        column=reading.column,
    )
