"""What one document tells of one happening is drawn together before documents are compared."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from link_world import LEXICON, claim, document, killed

from crosswire.link import link_claims
from crosswire.link.cluster import cluster
from crosswire.link.tellings import told_together
from crosswire.link.view import make_views
from crosswire.model import Claim, Event

SHELLS = "Shells fell on the covered market beside the old mill at noon"
RAID = "The front attacked the covered market beside the old mill, a doctor said"
AGAIN = "Shells hit the new bridge over the river before dawn and cut the road"


def groups(events: list[Event]) -> set[frozenset[str]]:
    return {frozenset(event.claim_ids) for event in events}


def three() -> list[Claim]:
    """Two documents tell of the market; the second gives the toll in a sentence without a place and a day."""
    return [
        claim("doc-a", event_type="shelling", at="velmora", on="2018-07-25", figures=[killed(18)], words=SHELLS),
        claim("doc-b", 1, event_type="shelling", at="velmora", on="2018-07-25", words=RAID),
        claim("doc-b", 2, event_type="killing", figures=[killed(17)], words="Seventeen died in the attack, she said"),
    ]


def test_one_view_knows_what_any_of_its_claims_says() -> None:
    claims = three()[1:]
    views = make_views([document("doc-b")], claims, LEXICON)
    together = told_together(list(views.values()))
    assert together.claim.place is not None and together.claim.place.place_id == "velmora"
    assert together.when.one_day is not None and not together.place_carried
    assert [figure.best for figure in together.figures] == [17]
    assert together.claim_id == min(one.claim_id for one in claims)
    assert told_together(list(views.values())[::-1]) == together
    single = views[claims[0].claim_id]
    assert told_together([single]) is single


@pytest.mark.parametrize("turned", [False, True])
def test_what_is_of_one_sentence_is_that_of_the_first_whatever_the_ids(turned: bool) -> None:
    told = claim("doc-a", 1, event_type="shelling", words="Shells killed nine people")
    may = claim("doc-a", 2, event_type="killing", status="possible", words="The toll could be over 30, she said")
    ids = sorted((told.claim_id, may.claim_id), reverse=turned)
    claims = [replace(one, claim_id=named) for one, named in zip((told, may), ids, strict=True)]
    together = told_together(list(make_views([document("doc-a")], claims, LEXICON).values()))
    assert (together.claim_id, together.realis, together.claim.status) == (min(ids), "told", "happened")
    assert together.claim.trigger == told.trigger


def test_a_toll_without_place_and_day_goes_with_its_neighbour() -> None:
    claims = three()
    documents = [document("doc-a"), document("doc-b")]
    assert len(groups(link_claims(documents, claims, LEXICON))) == 1


def test_sentences_that_share_telling_words_are_evidence() -> None:
    told: dict[str, Any] = {"event_type": "shelling", "at": "velmora", "actor": "fmf"}
    one = claim("doc-a", words=SHELLS, **told)
    documents = [document("doc-a"), document("doc-b")]
    same, other = (claim("doc-b", words=words, **told) for words in (RAID, AGAIN))
    assert len(groups(link_claims(documents, [one, same], LEXICON))) == 1
    assert len(groups(link_claims(documents, [one, other], LEXICON))) == 2


def test_names_of_those_who_take_part_are_no_telling_words() -> None:
    words = "The front killed a man at the mill"
    one = claim("doc-a", words=words)
    start = one.evidence[0].start + words.index("front")
    (actor,) = claim("doc-a", actor="fmf").participants
    actor = replace(actor, start=start, end=start + len("front"), quote="front")
    (view,) = make_views([document("doc-a")], [replace(one, participants=(actor,))], LEXICON).values()
    assert "front" not in view.words and "mill" in view.words


def test_a_chain_of_small_agreements_joins_nothing_at_its_ends() -> None:
    points = {("a", "b"): 3.0, ("c", "d"): 3.0, ("b", "c"): 2.1}

    def support(a: str, b: str) -> float:
        return points.get((min(a, b), max(a, b)), -1.0)

    for order in permutations(points.items()):
        found, used = cluster(["a", "b", "c", "d"], dict(order), lambda a, b: False, support=support)
        assert found == [("a", "b"), ("c", "d")]
        assert used == [("a", "b"), ("c", "d")]
    assert cluster(["a", "b", "c", "d"], points, lambda a, b: False)[0] == [("a", "b", "c", "d")]


@given(st.randoms())
@settings(max_examples=15, deadline=None)
def test_order_and_an_unrelated_document_change_nothing(random: Any) -> None:
    claims, documents = three(), [document("doc-a"), document("doc-b")]
    events = link_claims(documents, claims, LEXICON)
    strange = claim("doc-z", event_type="shelling", at="brisk", on="2021-03-02", figures=[killed(18)], words=AGAIN)
    more, texts = [*claims, strange], [*documents, document("doc-z")]
    random.shuffle(more)
    random.shuffle(texts)
    assert [e for e in link_claims(texts, more, LEXICON) if "doc-z" not in e.document_ids] == events


def test_every_link_across_documents_has_its_reasons() -> None:
    (event,) = link_claims([document("doc-a"), document("doc-b")], three(), LEXICON)
    assert len(event.links) == len(event.claim_ids) - 1
    assert all(link.reasons for link in event.links)
    assert any(reason.feature == "said" for link in event.links for reason in link.reasons)
