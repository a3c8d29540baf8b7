"""A sample of what there is to code, drawn without reading the rest of the record.

In: an open casebook and how many questions are wanted.  Out: the claims, or the pairs of claims, to ask about: the
same for every coder, and the first of a larger sample are the smaller one.  The lot of a claim is its id, a hash of its
document and place, so claims in the order of their ids are in an order by chance.  A pair goes with one of its two
claims; with which, the last digits of the two ids say, which have no part in the order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from crosswire.model import Claim, Event, Field

if TYPE_CHECKING:
    from crosswire.casebook.store import Casebook

Verdict = Literal["one", "apart"]
Pair = tuple[str, str]
CHUNK = 100


def pairs_of(events: Sequence[Event]) -> dict[Pair, Verdict]:
    """The pairs of claims that these events joined, or though they look alike kept apart, in order."""
    pairs: dict[Pair, Verdict] = {(n.claim_a, n.claim_b): "apart" for event in events for n in event.refused}
    pairs.update({(link.claim_a, link.claim_b): "one" for event in events for link in event.links})
    return dict(sorted(pairs.items()))


def drawn_claims(casebook: Casebook, field: Field, sample: int) -> list[Claim]:
    """Claims in the order of the lot, as many as hold so many questions about a field (of figures each is one)."""
    found, asked = list[Claim](), 0
    for claim_id, _ in _by_lot(casebook):
        if asked >= sample:
            break
        claim = casebook.claim(claim_id)
        own = len(claim.quantities) if field == "figure" else 1
        if own:
            found.append(claim)
            asked += own
    return found


def drawn_pairs(casebook: Casebook, sample: int) -> dict[Pair, Verdict]:
    """So many pairs of claims, by lot, with how they stand now."""
    known: dict[str, Mapping[Pair, Verdict]] = {}
    home: dict[str, str | None] = {}

    def pairs_in(event_id: str | None) -> Mapping[Pair, Verdict]:
        if event_id is None:
            return {}
        if event_id not in known:
            known[event_id] = pairs_of(casebook.events_named([event_id]))
        return known[event_id]

    def home_of(claim_id: str) -> str | None:
        if claim_id not in home:
            claims = casebook.claims_named([claim_id])
            home[claim_id] = claims[0].event_id if claims else None
        return home[claim_id]

    found: dict[Pair, Verdict] = {}
    for claim_id, event_id in _by_lot(casebook):
        if len(found) >= sample:
            break
        home[claim_id] = event_id
        for pair, verdict in pairs_in(event_id).items():
            if claim_id not in pair or len(found) >= sample:
                continue
            told_by = [one for one in pair if pair in pairs_in(home_of(one))]
            goes_with = told_by[0] if len(told_by) == 1 else pair[(int(pair[0][-1], 36) + int(pair[1][-1], 36)) % 2]
            if goes_with == claim_id:
                found[pair] = verdict
    return dict(sorted(found.items()))


def _by_lot(casebook: Casebook) -> Iterator[tuple[str, str | None]]:
    """Each claim and its event, by the claim's id."""
    last = ""
    while found := casebook.claim_ids_after(last, limit=CHUNK):
        yield from found
        last = found[-1][0]
