"""What one long text tells is not gone through each with each."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from link_world import LEXICON, claim, document, killed

from crosswire.link import blocking, episodes, link_claims, main_events
from crosswire.link.blocking import Keyed, pairs_across
from crosswire.link.view import make_views
from crosswire.model import Claim, Passage

FIRST = date(2031, 1, 6)


def day(number: int) -> str:
    return (FIRST + timedelta(days=2 * number)).isoformat()


def test_claims_of_one_text_are_no_pairs_of_two() -> None:
    """A thousand of one text share a key with each other and with one of another text."""
    told: dict[str, Any] = {"at": "marn", "on": "2031-01-06", "figures": [killed(7)]}
    claims = [claim("doc-a", number, **told) for number in range(1000)] + [claim("doc-b", **told)]
    keyed = Keyed(make_views([], claims, LEXICON))
    tracemalloc.start()
    pairs = pairs_across(keyed)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(pairs) == 1000
    assert most < 3_000_000


def test_copies_meet_once_however_many_keys_they_share(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, Any] = {"at": "marn", "on": "2031-01-06", "figures": [killed(77)], "actor": "fmf"}
    names = [f"doc-{number:02}" for number in range(20)]
    views = make_views(
        [document(one, published="2031-01-07") for one in names], [claim(one, **told) for one in names], LEXICON
    )
    keyed = Keyed(views)
    assert len(keyed.seekers) > 1
    gone_through = 0

    def counted(ours: Any, theirs: Any) -> Any:
        nonlocal gone_through
        gone_through += 1
        return product(ours, theirs)

    monkeypatch.setattr(blocking, "product", counted)
    assert len(pairs_across(keyed)) == gone_through == 190


def test_an_abduction_is_looked_for_in_attacks_of_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Days that bear one name are not one day where their dates are known."""
    claims: list[Claim] = []
    for number in range(80):
        told = {"actor": "fmf", "at": ("velmora", "brisk")[number % 2], "on": day(number)}
        claims.append(claim("doc-a", 2 * number, event_type="attack_on_civilians", **told))
        claims.append(claim("doc-a", 2 * number + 1, event_type="abduction", **told))
    asked = 0
    during = episodes._during_attack

    def counted(*those: Any) -> bool:
        nonlocal asked
        asked += 1
        return during(*those)

    monkeypatch.setattr(episodes, "_during_attack", counted)
    events = link_claims([document("doc-a", sentences=200)], claims, LEXICON)
    attacks = {
        event.time.earliest: event.event_id for event in events if event.event_type != "abduction" and event.time
    }
    abductions = [event for event in events if event.event_type == "abduction"]
    assert len(attacks) == len(abductions) == 80
    assert all(event.time and event.part_of == attacks[event.time.earliest] for event in abductions)
    assert asked < 80 * 80


def test_where_sentences_end_is_asked_of_once_a_text() -> None:
    class Counted(tuple[Passage, ...]):
        times = 0

        def __iter__(self) -> Iterator[Passage]:
            self.times += 1
            return super().__iter__()

    claims = [
        claim("doc-a", number, at="velmora", on=day(number), figures=[killed(7 + number)]) for number in range(30)
    ]
    text = document("doc-a", sentences=40, title="Thirty attacks")
    events = link_claims([text], claims, LEXICON)
    passages = Counted(text.passages)
    assert main_events([replace(text, passages=passages)], claims, events) == main_events([text], claims, events)
    assert 0 < passages.times < 5
