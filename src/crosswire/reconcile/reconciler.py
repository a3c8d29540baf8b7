"""One event's claims to relations and estimates.

In: an event, claims (those of other events are left out), documents and the lexicon.  Out: relations between
its claims, sorted, and estimates under every policy.  Never fails on missing parts: a claim without figures
takes part in day shifts only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from crosswire.model import Claim, Document, Estimate, Event, Relation
from crosswire.reconcile.estimates import make_estimates
from crosswire.reconcile.ledger import make_ledger
from crosswire.reconcile.relations import find_relations

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon


def reconcile(
    event: Event, claims: Iterable[Claim], documents: Sequence[Document], lexicon: Lexicon
) -> tuple[list[Relation], list[Estimate]]:
    """Relations and estimates of one event."""
    wanted = frozenset(event.claim_ids)
    own = [claim for claim in claims if claim.claim_id in wanted]
    ledger = make_ledger(own, documents, lexicon)
    return find_relations(event, ledger, own, lexicon.counting), make_estimates(event, ledger, lexicon)
