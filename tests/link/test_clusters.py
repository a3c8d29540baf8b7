"""Laws of clustering: connected components, order, unrelated texts, conflicts, decisions."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from link_world import LEXICON, claim, document, killed

from crosswire.link import link_claims
from crosswire.link.cluster import cluster
from crosswire.model import Anchored, Claim, Decision, Event

IDS = [f"c{n}" for n in range(8)]
ATTACK: dict[str, Any] = {"event_type": "attack_on_civilians", "actor": "fmf", "at": "marn", "on": "2018-07-25"}

WEDNESDAY = {"on": "wednesday", "at": "velmora"}


pairs = st.dictionaries(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda p: p[0] < p[1]),
    st.tuples(st.floats(0, 9, allow_nan=False), st.booleans()),
    max_size=20,
)


@given(pairs)
@settings(max_examples=200, deadline=None)
def test_without_conflicts_clusters_are_connected_components(given_pairs: dict[Any, Any]) -> None:
    made = {pair: points for pair, (points, linked) in given_pairs.items() if linked}
    graph = nx.Graph()
    graph.add_nodes_from(IDS)
    graph.add_edges_from(made)
    groups, used = cluster(IDS, made, lambda a, b: False)
    assert groups == sorted(tuple(sorted(part)) for part in nx.connected_components(graph))
    forest = nx.Graph()
    forest.add_nodes_from(IDS)
    forest.add_edges_from(used)
    assert nx.is_forest(forest)
    assert {frozenset(p) for p in nx.connected_components(forest)} == {frozenset(g) for g in groups}


@given(pairs, st.sets(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=6), st.randoms())
@settings(max_examples=200, deadline=None)
def test_no_cluster_holds_a_conflict_and_order_is_nothing(
    given_pairs: dict[Any, Any], bad: set[Any], random: Any
) -> None:
    forbidden = {frozenset(pair) for pair in bad if pair[0] != pair[1]}
    made = [(pair, points) for pair, (points, linked) in given_pairs.items() if linked]

    def conflicting(a: str, b: str) -> bool:
        return frozenset((a, b)) in forbidden

    groups, used = cluster(IDS, dict(made), conflicting)
    assert sorted(claim_id for group in groups for claim_id in group) == IDS
    assert not any(conflicting(a, b) for group in groups for a in group for b in group)
    shuffled, ids = made[:], IDS[:]
    random.shuffle(shuffled)
    random.shuffle(ids)
    assert cluster(ids, dict(shuffled), conflicting) == (groups, used)


def story() -> list[Claim]:
    return [
        claim("doc-a", 0, **(ATTACK | {"on": None, "figures": [killed(250, bound="more_than")]})),
        claim("doc-a", 1, **(ATTACK | {"figures": [killed(250, bound="more_than")]})),
        claim("doc-a", 3, event_type="abduction", actor="fmf", at="marn", on="2018-07-25"),
        claim("doc-b", 1, **(ATTACK | WEDNESDAY | {"figures": [killed(220, bound="more_than")]})),
        claim("doc-b", 4, event_type="armed_clash", actor="army", target="fmf", at="velmora", on="sunday"),
        claim("doc-c", 1, on="2018-07-25", figures=[killed(215, "civilians")]),
        claim("doc-c", 2, event_type="armed_clash", actor="army", target="fmf", at="marn",
              figures=[killed(75, "fighters", side_id="rebels")]),
    ]  # fmt: skip


DOCUMENTS = [document(f"doc-{letter}", outlet=f"Outlet {letter.upper()}") for letter in "abc"]


def sets(events: list[Event]) -> set[frozenset[str]]:
    return {frozenset(event.claim_ids) for event in events}


def test_a_story_told_by_three() -> None:
    claims = story()
    events = link_claims(DOCUMENTS, claims, LEXICON)
    ids = [c.claim_id for c in claims]
    assert sets(events) == {frozenset(ids[i] for i in (0, 1, 3, 5)), *(frozenset([ids[i]]) for i in (2, 4, 6))}
    attack = next(e for e in events if len(e.claim_ids) == 4)
    assert attack.document_ids == ("doc-a", "doc-b", "doc-c")
    assert attack.outlets == ("Outlet A", "Outlet B", "Outlet C")
    assert attack.time is not None and attack.time.earliest == "2018-07-25" and not attack.time_conflict
    assert attack.label == "attack on civilians, Velmora, 2018-07-25"
    assert len(attack.links) == 3 and all(link.reasons for link in attack.links)
    abduction = next(e for e in events if e.event_type == "abduction")
    assert abduction.part_of == attack.event_id
    assert attack.part_of is None
    refused = {frozenset((r.claim_a, r.claim_b)) for e in events for r in e.refused}
    assert all(len({e.event_id for e in events if set(e.claim_ids) & pair}) == 2 for pair in refused)


@given(st.randoms())
@settings(max_examples=25, deadline=None)
def test_order_of_input_changes_nothing(random: Any) -> None:
    claims, documents = story(), DOCUMENTS[:]
    events = link_claims(documents, claims, LEXICON)
    random.shuffle(claims)
    random.shuffle(documents)
    assert link_claims(documents, claims, LEXICON) == events


def test_an_unrelated_document_changes_no_event() -> None:
    events = link_claims(DOCUMENTS, story(), LEXICON)
    strange = [
        claim("doc-z", 1, event_type="air_strike", actor="army", at="brisk", on="2021-03-02", figures=[killed(9)]),
        claim("doc-z", 2, event_type="protest", at="brisk"),
    ]
    more = link_claims([*DOCUMENTS, document("doc-z")], [*story(), *strange], LEXICON)
    assert [event for event in more if "doc-z" not in event.document_ids] == events


def anchored(c: Claim) -> Anchored:
    return Anchored(document_id=c.document_id, quote=c.trigger.quote, start=c.trigger.start, end=c.trigger.end)


def decide(kind: Any, a: Claim, b: Claim | None = None, nth: int = 0, **more: Any) -> Decision:
    return Decision(
        decision_id=f"decision-{nth}", kind=kind, by="reviewer", at=f"2026-01-0{nth + 1}T00:00:00Z",
        a=anchored(a), b=anchored(b) if b else None, **more,
    )  # fmt: skip


def test_people_decide() -> None:
    claims = story()
    ids = [c.claim_id for c in claims]
    merged = link_claims(DOCUMENTS, claims, LEXICON, [decide("merge", claims[4], claims[6])])
    assert frozenset((ids[4], ids[6])) in sets(merged)
    assert any(r.feature == "decision" for e in merged for link in e.links for r in link.reasons)
    for kind in ("split", "never_merge"):
        apart = link_claims(DOCUMENTS, claims, LEXICON, [decide(kind, claims[0], claims[1])])
        assert not any({ids[0], ids[1]} <= group for group in sets(apart))
    rejected = link_claims(DOCUMENTS, claims, LEXICON, [decide("reject", claims[4])])
    assert all(ids[4] not in group for group in sets(rejected))


def test_events_that_are_merged_become_one_whole_and_no_other_changes() -> None:
    claims = story()
    by_id = {c.claim_id: c for c in claims}
    before = link_claims(DOCUMENTS, claims, LEXICON)
    assert len(before) > 2
    for one, other in combinations(before, 2):
        will = decide("merge", by_id[one.claim_ids[0]], by_id[other.claim_ids[0]])
        after = sets(link_claims(DOCUMENTS, claims, LEXICON, [will]))
        rest = [frozenset(e.claim_ids) for e in before if e not in (one, other)]
        assert set(after) == {*rest, frozenset((*one.claim_ids, *other.claim_ids))}


def test_decisions_override_conflicts_but_not_each_other() -> None:
    claims = story()
    ids = [c.claim_id for c in claims]
    merge, never = decide("merge", claims[1], claims[2]), decide("never_merge", claims[1], claims[2], 1)
    assert any({ids[1], ids[2]} <= group for group in sets(link_claims(DOCUMENTS, claims, LEXICON, [merge])))
    both = link_claims(DOCUMENTS, claims, LEXICON, [merge, never])
    assert both == link_claims(DOCUMENTS, claims, LEXICON, [never, merge])
    assert not any({ids[1], ids[2]} <= group for group in sets(both))
    undo = Decision(
        decision_id="decision-u", kind="undo", by="reviewer", at="2026-02-01T00:00:00Z", undoes="decision-1"
    )
    assert any({ids[1], ids[2]} <= g for g in sets(link_claims(DOCUMENTS, claims, LEXICON, [merge, never, undo])))


def test_a_decision_on_a_text_that_is_gone_does_nothing() -> None:
    claims = story()
    lost = decide("merge", replace(claims[0], document_id="doc-gone"), claims[2])
    assert link_claims(DOCUMENTS, claims, LEXICON, [lost]) == link_claims(DOCUMENTS, claims, LEXICON)


def test_two_days_of_one_death_are_a_conflict_of_time() -> None:
    claims = [
        claim("doc-a", persons=["Abu Samir al-Dolni"], at="velmora", on="2018-07-30", voice="opa"),
        claim("doc-b", persons=["Abu Samir al-Dolni"], at="velmora", on="sunday", voice="opa"),
    ]
    (event,) = link_claims(DOCUMENTS, claims, LEXICON)
    assert event.time_conflict and event.voice_ids == ("opa",)
    assert event.time is not None and event.time.earliest == "2018-07-30"


@pytest.mark.parametrize(
    ("day", "part"),
    [
        ({"on": "2018-07-25", "at": "dolna", "actor": "army"}, True),
        ({"on": "2018-06-01", "at": "dolna", "actor": "army"}, False),
        ({"on": "2018-07-25", "at": "brisk", "actor": "army"}, False),
        ({"on": "2018-07-25", "at": "dolna"}, False),
    ],
)
def test_a_day_is_part_of_the_offensive_told_with_it(day: dict[str, Any], part: bool) -> None:
    push = claim(
        "doc-a", 1, event_type="armed_clash", trigger="offensive", actor="army", target="fmf", at="marn",
        on="2018-07-11/2018-07-31",
    )  # fmt: skip
    raid = claim("doc-a", 4, event_type="air_strike", figures=[killed(9)], **day)
    found = {event.claim_ids[0]: event for event in link_claims(DOCUMENTS, [push, raid], LEXICON)}
    offensive = found[push.claim_id]
    assert offensive.part_of is None
    assert found[raid.claim_id].part_of == (offensive.event_id if part else None)


@pytest.mark.parametrize("names", ["abc", "cab", "bca"])
def test_of_equal_pairs_in_one_text_the_nearest_is_joined_first(names: str) -> None:
    first, second, third = names
    linked = {(min(a, b), max(a, b)): 1.0 for a, b in ((first, second), (second, third))}

    def conflicting(a: str, b: str) -> bool:
        return {a, b} == {first, third}

    order = {first: 0, second: 4, third: 5}
    groups, _ = cluster(sorted(names), linked, conflicting, order=order)
    assert {frozenset(group) for group in groups} == {frozenset({first}), frozenset({second, third})}
    order = {first: 0, second: 1, third: 2}
    groups, _ = cluster(sorted(names), linked, conflicting, order=order)
    assert {frozenset(group) for group in groups} == {frozenset({first, second}), frozenset({third})}
