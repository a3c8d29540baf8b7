"""Laws of the set of events, over piles of made-up reports: order, what is added, decisions, ids."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parents[1] / "link"))
from link_world import LEXICON, claim, document, killed

from crosswire.link import link_claims
from crosswire.model import Anchored, Claim, Decision, Document, Event
from crosswire.run.flow import with_former_ids

Pile = tuple[list[Document], list[Claim]]
KINDS = ("air_strike", "shelling", "armed_clash", "killing", "attack_on_civilians", "territory_change")
WORDS = (
    "Planes struck a row of houses in the Old Mill district at dawn",
    "Shells fell on the covered market beside the harbour",
    "The front lost a bridge after days of fighting",
    "In a separate attack a guard was shot",
)
STRANGE = "Two ferries full of grain ran aground near lighthouse rocks, and rescuers shot flares"


@st.composite
def told(
    draw: Any, document_id: str, sentence: int, year: int = 2018, at: tuple[Any, ...] = (), words: str = ""
) -> Claim:
    figures = draw(st.lists(st.sampled_from([3, 12, 18, 43]), max_size=1))
    day = draw(st.sampled_from([None, f"{year}-07-24", f"{year}-07-25", f"{year}-07-26"]))
    return claim(
        document_id,
        sentence,
        event_type=draw(st.sampled_from(KINDS)),
        at=draw(st.sampled_from(at or (None, "marn", "velmora", "karsten", "dolna", "brisk"))),
        on=day,
        actor=draw(st.sampled_from([None, "army", "fmf"])),
        figures=[killed(number, counts=draw(st.sampled_from(["total", "cumulative"]))) for number in figures],
        trigger=draw(st.sampled_from(["killed", "offensive", "strike"])),
        words=words or draw(st.sampled_from(WORDS)),
    )


@st.composite
def piles(draw: Any, least: int = 2, most: int = 5) -> Pile:
    """Documents of one week with one to three claims each."""
    documents, claims = [], []
    for nth in range(draw(st.integers(least, most))):
        name = f"doc-{nth}"
        documents.append(document(name, published=f"2018-07-{24 + draw(st.integers(0, 4))}"))
        claims += [draw(told(name, sentence)) for sentence in range(1, draw(st.integers(1, 3)) + 1)]
    return documents, claims


def without(pile: Pile, gone: Document) -> Pile:
    documents, claims = pile
    return [d for d in documents if d != gone], [c for c in claims if c.document_id != gone.document_id]


def events_of(pile: Pile, *decisions: Decision) -> list[Event]:
    return link_claims(*pile, LEXICON, decisions)


@given(piles(), st.randoms())
@settings(max_examples=40, deadline=None)
def test_order_of_arrival_changes_nothing(pile: Pile, random: Any) -> None:
    events = events_of(pile)
    documents, claims = (list(things) for things in pile)
    random.shuffle(documents)
    random.shuffle(claims)
    assert events_of((documents, claims)) == events
    assert sorted(i for event in events for i in event.claim_ids) == sorted(c.claim_id for c in claims)


@given(piles(), st.data())
@settings(max_examples=40, deadline=None)
def test_an_unrelated_document_changes_no_event(pile: Pile, data: st.DataObject) -> None:
    strange = document("doc-strange", published="2027-03-02")
    far = [data.draw(told("doc-strange", n, year=2027, at=("brisk",), words=STRANGE)) for n in (1, 2)]
    far = [one for one in far if one.event_type != "territory_change" and one.time is not None]
    far = [claim("doc-strange", 3, event_type="protest", at="brisk", on="2027-03-01"), *far]
    documents, claims = pile
    more = events_of(([strange, *documents], [*far, *claims]))
    assert [e for e in more if e.document_ids != ("doc-strange",)] == events_of(pile)


def neighbourhood(events: list[Event], document_id: str) -> set[str]:
    """Ids of the events of a document, and of all that links and refusals tie to them, through others or not."""
    event_of = {claim_id: event.event_id for event in events for claim_id in event.claim_ids}
    near = {event.event_id for event in events if document_id in event.document_ids}
    ties = [
        {event_of[pair.claim_a], event_of[pair.claim_b]} for event in events for pair in (*event.links, *event.refused)
    ]
    texts = [{e.event_id for e in events if name in e.document_ids} for e in events for name in e.document_ids]
    grown = True
    while grown:
        more = near.union(*(tie for tie in (*ties, *texts) if tie & near))
        grown, near = more != near, more
    return near


@given(piles(least=3, most=6))
@settings(max_examples=60, deadline=None)
def test_a_document_changes_nothing_outside_its_neighbourhood(pile: Pile) -> None:
    added = pile[0][0]
    before, after = events_of(without(pile, added)), events_of(pile)
    near = neighbourhood(after, added.document_id)
    outside = [event for event in after if event.event_id not in near]
    assert all(event in before for event in outside)


@given(piles(least=3), st.data())
@settings(max_examples=40, deadline=None)
def test_every_former_id_leads_to_an_event_with_its_claims(pile: Pile, data: st.DataObject) -> None:
    known: list[Event] = []
    order = data.draw(st.permutations(pile[0]))
    for count in range(1, len(order) + 1):
        names = {one.document_id for one in order[:count]}
        now = events_of((order[:count], [c for c in pile[1] if c.document_id in names]))
        borne = ((event.event_id, event.claim_ids, event.former_ids) for event in known)
        before, known = known, with_former_ids(now, list(borne))
        bearers: dict[str, list[Event]] = {}
        for event in known:
            for name in (event.event_id, *event.former_ids):
                bearers.setdefault(name, []).append(event)
        for old in before:
            for name in (old.event_id, *old.former_ids):
                assert len(bearers[name]) == 1
            (heir,) = bearers[old.event_id]
            assert set(heir.claim_ids) & set(old.claim_ids)


def anchored(one: Claim) -> Anchored:
    return Anchored(document_id=one.document_id, quote=one.trigger.quote, start=one.trigger.start, end=one.trigger.end)


@given(piles(), st.data())
@settings(max_examples=40, deadline=None)
def test_decisions_are_honoured_in_any_pile(pile: Pile, data: st.DataObject) -> None:
    a, b = data.draw(st.permutations(pile[1]))[:2]
    for kind in ("merge", "never_merge"):
        decision = Decision(
            decision_id="d", kind=kind, by="reviewer", at="2026-01-01T00:00:00Z", a=anchored(a), b=anchored(b)
        )  # fmt: skip
        found = events_of(pile, decision)
        together = any({a.claim_id, b.claim_id} <= set(event.claim_ids) for event in found)
        assert together is (kind == "merge")
        shown = {r.feature for e in found for link in e.links for r in link.reasons}
        assert kind != "merge" or "decision" in shown


@given(piles())
@settings(max_examples=40, deadline=None)
def test_links_hold_each_event_together_and_all_reasons_are_said(pile: Pile) -> None:
    event_of = {}
    for event in events_of(pile):
        event_of |= dict.fromkeys(event.claim_ids, event.event_id)
        reached = {event.claim_ids[0]}
        for _ in event.links:
            for link in event.links:
                ends = {link.claim_a, link.claim_b}
                reached |= ends if ends & reached else set()
        firsts = {min(i for i in event.claim_ids if i in reached)}
        assert firsts and all(link.reasons for link in event.links)
        assert len(event.links) == len(event.claim_ids) - 1
    for event in events_of(pile):
        for pair in event.refused:
            assert pair.reasons and event_of[pair.claim_a] != event_of[pair.claim_b]
