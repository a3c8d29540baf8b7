"""Which event a document is about."""

from __future__ import annotations

from link_world import LEXICON, claim, document, killed

from crosswire.link import link_claims, main_events
from crosswire.model import Claim, Document


def main_of(doc: Document, *claims: Claim) -> Claim:
    events = link_claims([doc], list(claims), LEXICON)
    event_id = main_events([doc], claims, events)[doc.document_id]
    assert main_events([doc], claims[::-1], events[::-1]) == {doc.document_id: event_id}
    (event,) = [event for event in events if event.event_id == event_id]
    return next(c for c in claims if c.claim_id == event.claim_ids[0])


def test_the_lead_wins_over_what_follows() -> None:
    lead = claim("doc-a", 1, at="velmora", figures=[killed(4)])
    later = claim("doc-a", 4, at="brisk", figures=[killed(40)])
    assert main_of(document("doc-a"), lead, later) is lead


def test_the_title_wins_over_the_lead() -> None:
    lead = claim("doc-a", 1, at="brisk", event_type="armed_clash", words="Fighting went on in the north.")
    told = claim("doc-a", 3, at="velmora", figures=[killed(18)], words="In Velmora 18 people died in a market blast.")
    assert main_of(document("doc-a", title="Market blast kills 18 in Velmora"), lead, told) is told


def test_a_number_of_the_title_may_be_a_word() -> None:
    lead = claim("doc-a", 1, at="brisk", figures=[killed(4, quote="four")])
    told = claim("doc-a", 3, at="velmora", figures=[killed(2, quote="two")])
    assert main_of(document("doc-a", title="Blast: many dead"), lead, told) is lead
    assert main_of(document("doc-a", title="Blast: two dead"), lead, told) is told


def test_a_title_may_round_its_number() -> None:
    lead = claim("doc-a", 1, at="brisk", figures=[killed(71)])
    told = claim("doc-a", 3, at="velmora", figures=[killed(84)])
    assert main_of(document("doc-a", title="Strikes: no peace"), lead, told) is lead
    assert main_of(document("doc-a", title="Strikes: over 80 dead"), lead, told) is told
    assert main_of(document("doc-a", title="Strikes: 80 dead"), lead, told) is lead
    few = claim("doc-a", 1, at="brisk", figures=[killed(7)])
    assert main_of(document("doc-a", title="Strikes: scores dead"), few, told) is told
    assert main_of(document("doc-a", title="Strikes: hundreds dead"), few, told) is few


def test_a_running_toll_is_background() -> None:
    lead = claim("doc-a", 1, figures=[killed(90000, bound="more_than", counts="cumulative")])
    told = claim("doc-a", 2, at="velmora", figures=[killed(3)])
    assert main_of(document("doc-a"), lead, told) is told


def test_what_lies_years_back_is_background() -> None:
    old = claim("doc-a", 2, at="velmora", on="2013-08-21", figures=[killed(400)])
    new = claim("doc-a", 3, at="brisk", on="2018-07-25", figures=[killed(4)])
    assert main_of(document("doc-a", published="2018-07-26"), old, new) is new


def test_plans_come_after_what_happened() -> None:
    plan = claim("doc-a", 2, status="planned", event_type="air_strike")
    told = claim("doc-a", 3, event_type="air_strike", at="velmora")
    assert main_of(document("doc-a"), plan, told) is told


def test_no_document_is_mainly_about_a_statement() -> None:
    speech = claim("doc-a", 0, event_type="statement")
    events = link_claims([document("doc-a")], [speech], LEXICON)
    assert len(events) == 1
    assert main_events([document("doc-a")], [speech], events) == {"doc-a": None}
