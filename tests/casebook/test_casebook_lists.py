"""Lists of events: sorted, a page at a time, counted by day and by place; older casebooks gain what these need."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from test_casebook_store import DAILY, OPA, QUIET, derived_from

from crosswire.casebook import Casebook, EventFilter, Order, decide
from crosswire.casebook import migrate as migrating
from crosswire.model import Time

DAY = Time(start=0, end=1, quote="x", earliest=None, latest=None, precision="day", weekday=None, anchor="text")


@pytest.fixture
def casebook(tmp_path: Path):
    with Casebook.open(tmp_path / "case", create=True) as opened:
        opened.add_documents([DAILY, OPA, QUIET])
        given = derived_from(DAILY, OPA, QUIET)
        days = ("2031-05-04", "2031-05", "XXXX-05-04", None)
        dated = (
            replace(event, time=None if day is None else replace(DAY, earliest=day, latest=day))
            for event, day in zip(given.events, cycle(days), strict=False)
        )
        opened.replace_derived(replace(given, events=tuple(dated)))
        yield opened


def test_pages_put_together_are_the_whole_list(casebook: Casebook) -> None:
    whole = casebook.events()
    assert casebook.count_events() == len(whole) > 1
    for order in ("day", "killed", "voices", "documents"):
        pages = [casebook.events(order=order, limit=1, offset=n)[0] for n in range(len(whole))]
        assert {e.event_id for e in pages} == {e.event_id for e in whole}
        assert pages == casebook.events(order=order)


@pytest.mark.parametrize("order", ["killed", "voices"])
def test_the_most_come_first(casebook: Casebook, order: Order) -> None:
    most = {
        "killed": [
            max((e.high or e.best or e.low or 0 for e in casebook.estimates_of(event.event_id)
                 if e.measure == "killed" and e.policy == "as-reported"), default=-1)
            for event in casebook.events(order="killed")
        ],
        "voices": [len(event.voice_ids) for event in casebook.events(order="voices")],
    }[order]  # fmt: skip
    assert most == sorted(most, reverse=True)


def test_days_and_spots_count_what_the_list_holds(casebook: Casebook) -> None:
    dated = [e for e in casebook.events() if e.time and e.time.earliest and not e.time.earliest.startswith("X")]
    assert sum(day.events for day in casebook.days_of_events()) == len(dated) > 0
    placed = [e for e in casebook.events() if e.place and e.place.lat is not None]
    spots = casebook.spots_of_events()
    assert sum(spot.events for spot in spots) == len(placed)
    for spot in spots:
        box = (spot.lon - 0.001, spot.lat - 0.001, spot.lon + 0.001, spot.lat + 0.001)
        assert casebook.count_events(EventFilter(box=box)) == spot.events


def test_at_least_so_many_voices(casebook: Casebook) -> None:
    several = casebook.events(EventFilter(voices=2))
    assert [e.event_id for e in several] == [e.event_id for e in casebook.events() if len(e.voice_ids) >= 2]


def test_an_older_casebook_gains_the_columns_that_a_new_one_writes(
    casebook: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = migrating.migrations()[:1]
    with monkeypatch.context() as old:
        old.setattr(migrating, "migrations", lambda: first)
        old_connection = migrating.connect(tmp_path / "casebook.db")
    new_connection = casebook._connection
    old_connection.execute("PRAGMA foreign_keys = OFF")
    tables = ("texts", "documents", "events", "event_actors", "claims", "relations", "estimates")
    for table in tables:
        columns = [row[1] for row in old_connection.execute(f"PRAGMA table_info({table})")]
        rows = new_connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
        marks = ", ".join("?" * len(columns))
        old_connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)
    old_connection.close()
    with Casebook.open(tmp_path) as older:
        for table in ("events", "event_actors", "estimates"):
            query = f"SELECT * FROM {table} ORDER BY 1, 2, 3"
            assert older._connection.execute(query).fetchall() == new_connection.execute(query).fetchall()


def test_a_brief_tells_what_its_event_tells(casebook: Casebook) -> None:
    for event, brief in zip(casebook.events(), casebook.event_briefs(), strict=True):
        assert (brief.event_id, brief.label, brief.time, brief.place) == (
            event.event_id, event.label, event.time, event.place,
        )  # fmt: skip
        told = (len(event.claim_ids), len(event.document_ids), len(event.voice_ids))
        assert (brief.claims, brief.documents, brief.voices) == told
        kinds = {relation.kind for relation in casebook.relations_of(event.event_id)}
        assert brief.disputed == ("contradiction" in kinds)
        reported = [e for e in casebook.estimates_of(event.event_id) if e.policy == "as-reported"]
        assert [(e.low, e.high) for e in brief.figures] == [(e.low, e.high) for e in reported]


def test_what_another_process_derives_is_seen_at_once(casebook: Casebook) -> None:
    with Casebook.open(casebook.folder) as other:
        assert other.count_events() == casebook.count_events() > 0
        casebook.replace_derived(derived_from(QUIET))
        assert other.count_events() == 0
        assert other.event_briefs() == other.days_of_events() == other.spots_of_events() == []
        casebook.replace_derived(derived_from(OPA))
        assert other.count_events() == casebook.count_events() == 1


@pytest.mark.parametrize("offset", [0, 1, 2])
def test_the_claims_of_an_event_come_a_page_at_a_time_voices_first(casebook: Casebook, offset: int) -> None:
    event = max(casebook.events(), key=lambda event: len(event.claim_ids))
    ids = casebook.claim_ids_in(event.event_id, limit=9)
    assert sorted(ids) == sorted(event.claim_ids)
    assert casebook.claim_ids_in(event.event_id, limit=1, offset=offset) == ids[offset : offset + 1]
    first = casebook.claims_named(ids[: len(event.voice_ids)])
    assert {claim.voice_id for claim in first} == set(event.voice_ids)


def test_what_waits_is_what_contradicts_and_what_one_voice_alone_tells(casebook: Casebook) -> None:
    disputed = {
        (claim_id, one.start)
        for r in casebook.relations() if r.kind == "contradiction"
        for claim_id, figure in ((r.claim_a, r.figure_a), (r.claim_b, r.figure_b))
        for one in ([figure] if figure else casebook.claim(claim_id).quantities)
    }  # fmt: skip
    alone = {
        (claim.claim_id, figure.start)
        for event in casebook.event_briefs() if event.voices == 1 and (event.killed or 0) >= 10 and not event.disputed
        for claim in casebook.claims_in(event.event_id)
        for figure in claim.quantities
    }  # fmt: skip
    waiting = {(one.claim_id, one.start): one.disputed for one in casebook.waiting(limit=99)}
    assert {figure for figure, it_is in waiting.items() if it_is} == disputed and disputed
    assert {figure for figure, it_is in waiting.items() if not it_is} == alone
    assert casebook.count_waiting() == len(waiting)


def test_what_a_reviewer_answered_waits_for_the_others_alone(casebook: Casebook) -> None:
    def asked(by: str) -> list[tuple[str, int]]:
        found = [(one.claim_id, one.start) for one in casebook.waiting(by=by, limit=99)]
        assert casebook.count_waiting(by) == len(found)
        return found

    first, *others = asked("Ada")
    figure = next(q for q in casebook.claim(first[0]).quantities if q.start == first[1])
    made = decide.confirm(casebook, first[0], "figure", words=(figure.start, figure.end), by="Ada")
    assert asked("Ada") == others and asked("Ben") == [first, *others]
    decide.reject(casebook, others[0][0], by="Ben")
    assert others[0] not in asked("Ben") and others[0] in asked("Ada")
    decide.undo(casebook, made.decision_id, by="Ben")
    assert asked("Ada") == [first, *others]
    a, b = first[0], others[0][0]
    assert casebook.has_answered("Ben", a, b) and not casebook.has_answered("Ada", a, b)
    if a != b:
        decide.never_merge(casebook, a, b, by="Ada")
        assert casebook.has_answered("Ada", b, a)


def test_decisions_about_a_document_come_with_all_that_undoes_them(casebook: Casebook) -> None:
    claim, other = casebook.claims_of(DAILY.document_id)[0], casebook.claims_of(OPA.document_id)[0]
    first = decide.reject(casebook, claim.claim_id, by="Ada")
    undo = decide.undo(casebook, first.decision_id, by="Ben")
    again = decide.undo(casebook, undo.decision_id, by="Ada")
    apart = decide.reject(casebook, other.claim_id, by="Ada")
    assert casebook.decisions_about([DAILY.document_id]) == [first, undo, again]
    assert casebook.decisions_page(limit=2) == [apart, again]
    assert casebook.decisions(after=3) == [apart]
