"""Filters over columns leave the events that the same filter leaves when each event is asked by itself."""

from __future__ import annotations

from dataclasses import replace

import ostravia
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_casebook_store import derived_from

from crosswire.casebook import Casebook, EventFilter
from crosswire.casebook.lists import plain
from crosswire.model import Event, EventParticipant, Time

PLACES = ("Velmora", "Brisk", "Dolna", "Karsten", "Tavi", "Marn")
REPORT = " ".join(f"{n + 3} people were killed in {place}, said OPA." for n, place in enumerate(PLACES))
DAYS = ("2031-05-04", "2031-05", "2031", "XXXX-05-04", "2031-06-01", None)
ACTORS = ("fmf", None, "army", "fmf", "army", None)


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory):
    document = ostravia.document(REPORT)
    with Casebook.open(tmp_path_factory.mktemp("columns") / "case", create=True) as opened:
        opened.add_documents([document])
        made = derived_from(document)
        events = [
            replace(
                event, event_type=("killing", "shelling")[number % 2],
                time=day and Time(start=0, end=1, quote="x", earliest=day, latest=day, precision="day", anchor="text"),
                place=event.place and replace(event.place, lat=40.0 + number, lon=10.0 if number else None),
                participants=(EventParticipant(role="actor", actor_id=actor, name=f"Männer {number}"),),
            )
            for number, (event, day, actor) in enumerate(zip(made.events, DAYS, ACTORS, strict=True))
        ]  # fmt: skip
        opened.replace_derived(replace(made, events=tuple(events)))
        yield opened


FILTERS = st.builds(
    EventFilter,
    place=st.sampled_from([None, "xo-velmora", "velm", "MARN", "k", "nowhere"]),
    actor=st.sampled_from([None, "fmf", "manner", "männer 2", "nobody"]),
    since=st.sampled_from([None, "2031-05-04", "2031-05-20", "2032-01-01"]),
    until=st.sampled_from([None, "2031-05-04", "2031-05-31", "2030-01-01"]),
    event_type=st.sampled_from([None, "killing", "shelling"]),
    voices=st.sampled_from([None, 1, 2]),
    box=st.sampled_from([None, (5.0, 41.0, 15.0, 43.0)]),
)


@settings(max_examples=60)
@given(FILTERS)
def test_a_filter_leaves_what_each_event_says_by_itself(casebook: Casebook, wanted: EventFilter) -> None:
    everything = casebook.events()
    left = [event for event in everything if _fits(event, wanted)]
    assert casebook.events(wanted) == left
    assert casebook.count_events(wanted) == len(left)
    assert [brief.event_id for brief in casebook.event_briefs(wanted)] == [event.event_id for event in left]
    dated = [event for event in left if event.time and event.time.earliest and event.time.earliest[0] != "X"]
    assert sum(day.events for day in casebook.days_of_events(wanted)) == len(dated)
    placed = [event for event in left if event.place and event.place.lon is not None]
    assert sum(spot.events for spot in casebook.spots_of_events(wanted)) == len(placed)


def _fits(event: Event, wanted: EventFilter) -> bool:
    place, time = event.place, event.time
    words = plain(" | ".join((place.name, place.admin1 or "", place.quote))) if place else ""
    names = [(p.actor_id, plain(p.name) or "") for p in event.participants]
    day = time.earliest if time and time.earliest and time.earliest[0] != "X" else None
    return (
        (wanted.place is None or bool(place and (place.place_id == wanted.place or plain(wanted.place) in words)))
        and (wanted.actor is None or any(i == wanted.actor or plain(wanted.actor) in name for i, name in names))
        and (wanted.since is None or (day is not None and f"{day}-99" >= wanted.since))
        and (wanted.until is None or (day is not None and day <= wanted.until))
        and wanted.event_type in (None, event.event_type)
        and (wanted.voices is None or len(event.voice_ids) >= wanted.voices)
        and (wanted.box is None or bool(place and place.lon is not None and 41 <= (place.lat or 0) <= 43))
    )
