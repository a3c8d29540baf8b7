"""Claims to events.

In: documents, claims (traced: ``voice_id`` set), the lexicon and the decisions of people.  Out: events sorted
by id; each claim is in at most one.  Claims that only carry speech (type ``statement``) and claims a person
rejected are in none.

The way: candidate pairs (`blocking`), what speaks for and against each (`conflicts`, `features`, `score`),
clusters (`cluster`), events (`events`), longer episodes (`episodes`).  The order of input, other documents that
share no key, the hash seed and the clock change nothing.  ``links`` of an event are the strongest pairs that
hold it together (a spanning tree), with their reasons; ``refused`` are pairs that look alike and were kept
apart, at most `SHOWN` an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from crosswire.link.blocking import candidate_pairs
from crosswire.link.cluster import Pair, cluster
from crosswire.link.conflicts import conflict
from crosswire.link.decisions import Will, bind
from crosswire.link.episodes import find_parts
from crosswire.link.events import build_event
from crosswire.link.families import SPEECH
from crosswire.link.score import ALIKE, Comparison, compare
from crosswire.link.view import View, make_views
from crosswire.model import Claim, Decision, Document, Event, Link, Reason, Refusal

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

SHOWN = 20
"""At most this many refused pairs are kept an event, the most alike first."""


def link_claims(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    lexicon: Lexicon,
    decisions: Sequence[Decision] = (),
) -> list[Event]:
    """The events the claims tell of, sorted by id.  Set `Claim.event_id` from `Event.claim_ids`."""
    will = bind(decisions, claims)
    kept = [c for c in claims if c.event_type not in SPEECH and c.claim_id not in will.rejected]
    views = make_views(documents, kept, lexicon)
    pairs = (compare(views[a], views[b], lexicon) for a, b in candidate_pairs(views))
    compared = {(c.a, c.b): c for c in pairs if c.points >= ALIKE}
    must = [pair for pair in will.must if pair[0] in views and pair[1] in views]
    groups, used, guilty = cluster(
        list(views), compared.values(), partial(_conflicting, views, lexicon), must, will.never
    )
    links, refused = _links(used, must, will), _refusals(compared, groups, guilty, will, views, lexicon)
    by_id = {document.document_id: document for document in documents}
    events = [
        build_event(
            [views[i].claim for i in group],
            by_id,
            sorted((link for i in group for link in links.get(i, ())), key=lambda link: (link.claim_a, link.claim_b)),
            _shown(group, refused),
        )
        for group in groups
    ]
    parts = find_parts(events, views, lexicon)
    return sorted((replace(e, part_of=parts.get(e.event_id)) for e in events), key=lambda e: e.event_id)


def _conflicting(views: Mapping[str, View], lexicon: Lexicon, a: str, b: str) -> bool:
    return conflict(views[a], views[b], lexicon) is not None


def _links(used: Iterable[Comparison], must: Iterable[Pair], will: Will) -> dict[str, list[Link]]:
    """Links by their first claim."""
    links: dict[str, list[Link]] = {}
    for pair in must:
        decision = will.must[pair]
        reason = Reason(feature="decision", value=5.0, text=f"merged by {decision.by} on {decision.at[:10]}")
        links.setdefault(pair[0], []).append(Link(claim_a=pair[0], claim_b=pair[1], score=1.0, reasons=(reason,)))
    for c in used:
        links.setdefault(c.a, []).append(Link(claim_a=c.a, claim_b=c.b, score=c.score, reasons=c.reasons))
    return links


def _refusals(
    compared: Mapping[Pair, Comparison],
    groups: Iterable[Sequence[str]],
    guilty: Mapping[Pair, Pair],
    will: Will,
    views: Mapping[str, View],
    lexicon: Lexicon,
) -> dict[str, list[tuple[float, Refusal]]]:
    """Pairs of different events that look alike, by each of their claims, with the points they reached."""
    event_of = {claim_id: group[0] for group in groups for claim_id in group}
    refused: dict[str, list[tuple[float, Refusal]]] = {}
    for (a, b), c in compared.items():
        if event_of[a] == event_of[b] or c.points < ALIKE:
            continue
        reasons = c.reasons
        decision = will.never.get((a, b))
        if decision is not None:
            text = f"kept apart by {decision.by} on {decision.at[:10]}"
            reasons = (Reason(feature="decision", value=-5.0, text=text), *reasons)
        elif (a, b) in guilty:
            found = conflict(views[guilty[a, b][0]], views[guilty[a, b][1]], lexicon)
            why = found.text if found is not None else "a person decided so"
            text = f"claims already joined to these exclude each other: {why}"
            reasons = (Reason(feature="other_claims", value=-5.0, text=text), *reasons)
        refusal = Refusal(claim_a=a, claim_b=b, reasons=reasons)
        for claim_id in (a, b):
            refused.setdefault(claim_id, []).append((c.points, refusal))
    return refused


def _shown(group: Sequence[str], refused: Mapping[str, Sequence[tuple[float, Refusal]]]) -> list[Refusal]:
    own = [item for claim_id in group for item in refused.get(claim_id, ())]
    own.sort(key=lambda item: (-item[0], item[1].claim_a, item[1].claim_b))
    return sorted((refusal for _, refusal in own[:SHOWN]), key=lambda r: (r.claim_a, r.claim_b))
