"""The counts of outlets, voices, actors and places are those of the record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crosswire.casebook import ActorTally, Casebook, OutletTally, PlaceTally, VoiceTally


@pytest.fixture(params=["karsten", "demo"])
def casebook(request: pytest.FixtureRequest) -> Iterator[Casebook]:
    folder: Path = request.getfixturevalue(request.param)
    with Casebook.open(folder) as opened:
        yield opened


def test_outlets(casebook: Casebook) -> None:
    outlet = {d.document_id: d.outlet or "" for d in casebook.documents()}
    across = [c for c in casebook.copies() if outlet[c.document_id] != outlet[c.other_id]]
    claims = casebook.claims()
    tallies = casebook.tallies(OutletTally)
    assert {one.outlet for one in tallies} == set(outlet.values())
    assert (sum(one.took + one.gave for one in tallies) > 0) == any(c.first for c in across)
    for one in tallies:
        own = {i for i, name in outlet.items() if name == one.outlet}
        assert one.documents == len(own)
        assert one.claims == sum(c.document_id in own for c in claims)
        assert one.events == len({c.event_id for c in claims if c.document_id in own and c.event_id})
        assert one.took == len({c.document_id for c in across if c.document_id in own and c.first == c.other_id})
        assert one.gave == len({c.document_id for c in across if c.document_id in own and c.first == c.document_id})


def test_voices(casebook: Casebook) -> None:
    claims = [c for c in casebook.claims() if c.voice_id]
    tallies = casebook.tallies(VoiceTally)
    assert {one.voice_id for one in tallies} == {c.voice_id for c in claims}
    for one in tallies:
        own = [c for c in claims if c.voice_id == one.voice_id]
        assert (one.claims, one.documents) == (len(own), len({c.document_id for c in own}))
        assert one.events == len({c.event_id for c in own if c.event_id})
        assert one.sample in {c.claim_id for c in own}
        assert one == casebook.tally_of(VoiceTally, one.voice_id)


def test_actors_and_places(casebook: Casebook) -> None:
    events = casebook.events()
    for actor in casebook.tallies(ActorTally):
        with_it = [e for e in events if any((p.actor_id or p.name) == actor.actor for p in e.participants)]
        assert actor.events == len(with_it)
    places = casebook.tallies(PlaceTally)
    assert sum(one.events for one in places) == sum(e.place is not None for e in events)
    assert [one.events for one in places] == sorted((one.events for one in places), reverse=True)


def test_counts(casebook: Casebook) -> None:
    counts = casebook.counts()
    states = [d.state for d in casebook.documents()]
    assert counts.documents == {state: states.count(state) for state in sorted(set(states))}
    assert (counts.claims, counts.events) == (len(casebook.claims()), len(casebook.events()))
    assert counts.outside == sum(c.event_id is None for c in casebook.claims())
    assert counts.disputed == len({r.event_id for r in casebook.relations() if r.kind == "contradiction"})
