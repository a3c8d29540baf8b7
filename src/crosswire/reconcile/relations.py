"""How the claims of one event stand to each other.

In: the ledger and the claims of an event, what counts within what.  Out: `Relation`s of the pairs that are compared
(all in an ordinary event, `crosswire.reconcile.pairs`): one for each pair of claims and measure both give a figure
for; one for a pair of claims that share no measure, where the measure of the one is within that of the other (the
dead, and the dead and wounded together); and one with measure None for each pair that names different days.  Where a
claim has several figures of one measure, the two that are most alike in kind are set against each other.
`crosswire.reconcile.compare` says how.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from crosswire.model import Claim, Event, Measure, Quote, Relation, RelationKind, content_id
from crosswire.reconcile.compare import part_of, relate
from crosswire.reconcile.days import days_differ
from crosswire.reconcile.ledger import TOLD, Entry, Ledger
from crosswire.reconcile.pairs import day_pairs, figure_pairs

if TYPE_CHECKING:
    from crosswire.lexicon.counting import Counting


def find_relations(event: Event, ledger: Ledger, claims: Iterable[Claim], counting: Counting) -> list[Relation]:
    """All relations of an event, sorted by their claims and measure."""
    relations: list[Relation] = []
    by_claim: dict[str, dict[Measure, list[Entry]]] = {}
    for entry in ledger:
        by_claim.setdefault(entry.claim.claim_id, {}).setdefault(entry.quantity.measure, []).append(entry)
    for a, b in figure_pairs(ledger):
        one, two = by_claim[a], by_claim[b]
        shared = sorted(one.keys() & two.keys())
        pairs = [(measure, measure) for measure in shared]
        if not shared:
            pairs = [(m, n) for m in sorted(one) for n in sorted(two) if _nested(m, n, counting)]
        for m, n in pairs:
            first, second = _closest(one[m], two[n], counting)
            relations.append(_of_figures(event, first, second, *relate(first, second, ledger, counting), counting))
    told = {claim.claim_id: claim for claim in claims if claim.status in TOLD}
    for a, b in day_pairs(told.values()):
        said = days_differ(told[a], told[b])
        if said:
            relations.append(_of_days(event, told[a], told[b], said))
    return sorted(relations, key=lambda r: (r.claim_a, r.claim_b, r.measure or "", r.relation_id))


def _nested(m: Measure, n: Measure, counting: Counting) -> bool:
    return counting.measures.strictly_within(m, n) or counting.measures.strictly_within(n, m)


def _closest(one: Sequence[Entry], two: Sequence[Entry], counting: Counting) -> tuple[Entry, Entry]:
    """The pair of figures most alike in kind: same people and reach, then same people, then part and whole.  Which of
    the claims comes first makes no difference."""

    def unlike(a: Entry, b: Entry) -> tuple[bool | int | list[tuple[str, int, str, str]], ...]:
        q, r = a.quantity, b.quantity
        return (
            not (a.numbered and b.numbered),
            a.category != b.category or bool(q.side_id and r.side_id and q.side_id != r.side_id),
            a.counts != b.counts,
            not (part_of(a, b, counting) or part_of(b, a, counting)),
            a.counts not in ("total", "cumulative"),
            q.start + r.start,
            sorted((e.claim.document_id, e.quantity.start, e.quantity.of, str(e.key)) for e in (a, b)),
        )

    return min(((a, b) for a in one for b in two), key=lambda pair: unlike(*pair))


def _of_figures(event: Event, a: Entry, b: Entry, kind: RelationKind, reason: str, counting: Counting) -> Relation:
    m, n = a.quantity.measure, b.quantity.measure
    wider = n if counting.measures.within(m, n) else m
    return Relation(
        relation_id=content_id("relation", event.event_id, a.claim.claim_id, b.claim.claim_id, *dict.fromkeys((m, n))),
        event_id=event.event_id,
        claim_a=a.claim.claim_id,
        claim_b=b.claim.claim_id,
        measure=wider,
        of_a=a.quantity.of,
        of_b=b.quantity.of,
        kind=kind,
        reason=reason,
        figure_a=_words(a),
        figure_b=_words(b),
    )


def _words(entry: Entry) -> Quote:
    q = entry.quantity
    return Quote(start=q.start, end=q.end, quote=q.quote)


def _of_days(event: Event, a: Claim, b: Claim, said: str) -> Relation:
    return Relation(
        relation_id=content_id("relation", event.event_id, a.claim_id, b.claim_id, "day"),
        event_id=event.event_id,
        claim_a=a.claim_id,
        claim_b=b.claim_id,
        measure=None,
        of_a=None,
        of_b=None,
        kind="day_shift",
        reason=said,
    )
