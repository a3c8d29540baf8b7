"""Each decision binds: it changes the record on the next build, says who made it, and is undone by a further one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import decided_record
import ostravia
import pytest

from crosswire.casebook import Casebook, settled_now
from crosswire.casebook import decide as deciding
from crosswire.errors import UsageError
from crosswire.model import Claim, Event
from crosswire.publish.jsonl import export_jsonl
from crosswire.run import build

POST, WIRE, HILLS = decided_record.REPORTS
FOREIGN = decided_record.FOREIGN


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    decided_record.put_in_reader(monkeypatch)
    with Casebook.open(tmp_path / "case", create=True) as casebook:
        casebook.add_documents([*decided_record.REPORTS, FOREIGN])
        build(casebook)
        yield casebook


def claim_in(case: Casebook, document: str, place: str) -> Claim:
    (found,) = (c for c in case.claims_of(document) if c.place and c.place.name == place)
    return found


def event_in(case: Casebook, place: str) -> Event:
    (found,) = (e for e in case.events() if e.place and e.place.name == place)
    return found


def killed(case: Casebook, place: str) -> tuple[int | None, int | None, int | None]:
    event = event_in(case, place)
    (one,) = (e for e in case.estimates_of(event.event_id) if e.policy == "as-reported" and e.of == "any")
    return one.low, one.best, one.high


def test_a_figure_is_corrected_and_the_estimate_follows(case: Casebook) -> None:
    wire = claim_in(case, WIRE.document_id, "Velmora")
    assert killed(case, "Velmora")[2] == 15
    made = deciding.correct(case, wire.claim_id[:12], "figure", "killed at_least 20", by="Ada", note="a slip")
    (given,) = made.fields
    assert (given.value, given.was) == ("killed any at_least 20", "killed any 15")
    assert given.words is not None and given.words.quote == "15"
    build(case)
    now = case.claim(wire.claim_id)
    assert [(q.low, q.high, q.bound, q.quote) for q in now.quantities] == [(20, None, "at_least", "15")]
    assert now.decision_ids == (made.decision_id,)
    assert killed(case, "Velmora")[0] == 12 and 20 in killed(case, "Velmora")
    deciding.undo(case, made.decision_id, by="Ben")
    build(case)
    assert case.claim(wire.claim_id) == wire


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("event_type", "shelling", lambda c: c.event_type == "shelling"),
        ("mode", "heavy-weapons", lambda c: c.mode == "heavy-weapons"),
        ("status", "denied", lambda c: c.status == "denied"),
        ("place", "Karsten", lambda c: (c.place.place_id, c.place.precision) == ("xo-karsten", "exact")),
        ("place", "Upper Sella", lambda c: (c.place.place_id, c.place.name) == (None, "Upper Sella")),
        ("place", None, lambda c: c.place is None),
        ("time", "2031-05-04", lambda c: (c.time.earliest, c.time.precision) == ("2031-05-04", "day")),
        ("time", "2031-05-03/2031-05-04", lambda c: (c.time.latest, c.time.precision) == ("2031-05-04", "days")),
        ("time", "2031-05", lambda c: c.time.precision == "month" and c.time.anchor == "decision"),
        ("time", "Sunday", lambda c: (c.time.weekday, c.time.earliest) == ("sunday", None)),
        ("actor", "fmf; hill riders", lambda c: [(p.actor_id, p.side_id) for p in c.participants if p.role == "actor"]
            == [("fmf", "opposition"), (None, None)]),
        ("target", "ostravian-police", lambda c: c.participants[0].name == "Ostravian police"),
        ("source", "marn-watch", lambda c: (c.voice_id, c.attribution.source.name) == ("marn-watch", "Marn Watch")),
        ("source", None, lambda c: c.voice_id == "north-wire" and c.attribution.manner == "own_voice"),
        ("figure", None, lambda c: c.quantities == ()),
    ],
)  # fmt: skip
def test_every_field_can_be_set_and_every_quote_stands(case: Casebook, tmp_path: Path, field, value, found) -> None:
    wire = claim_in(case, WIRE.document_id, "Velmora")
    deciding.correct(case, wire.claim_id, field, value, by="Ada")
    build(case)
    assert found(case.claim(wire.claim_id))
    export_jsonl(case, tmp_path / "out")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("event_type", "picnic", "not one of"), ("status", None, "not one of"), ("figure", "12", "no measure"),
        ("figure", "killed many", "no number"), ("figure", "killed vague 12", "do not go"),
        ("figure", "killed 40-30", "more than"), ("figure", "killed 3 of them", "not understood"),
        ("figure", "killed 3x", "no number"), ("time", "May 2031", "no time"), ("time", "2031-02-30", "no time"),
        ("time", "2031-05-04/2031-05-03", "no time"), ("grade", "fair", "event's"),
    ],
)  # fmt: skip
def test_a_value_that_means_nothing_is_refused(case: Casebook, field, value, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        deciding.correct(case, claim_in(case, WIRE.document_id, "Velmora").claim_id, field, value, by="Ada")
    assert case.decisions() == []


def test_a_claim_is_added_in_a_language_that_is_not_read(case: Casebook) -> None:
    start = FOREIGN.text.index("starben")
    fields = {"event_type": "killing", "figure": "killed at_least 16", "place": "Velmora", "source": "marn-watch"}
    made = deciding.add_claim(case, FOREIGN.document_id, start, start + len("starben"), fields, by="Ada")
    assert [given.words.quote for given in made.fields if given.field in ("figure", "place")] == ["Velmora", "16"]
    assert build(case).lost == ()
    (added,) = case.claims_of(FOREIGN.document_id)
    assert added.evidence[0].quote == "Mindestens 16 Menschen starben in Velmora, so Marn Watch."
    assert (added.voice_id, added.place.place_id, added.decision_ids) == (
        "marn-watch",
        "xo-velmora",
        (made.decision_id,),
    )
    other = claim_in(case, WIRE.document_id, "Velmora")
    deciding.merge(case, added.claim_id, other.claim_id, by="Ada")
    build(case)
    event = case.event(case.claim(added.claim_id).event_id)
    assert other.claim_id in event.claim_ids
    assert any(added.claim_id in one.claim_ids for one in case.estimates_of(event.event_id))
    deciding.undo(case, made.decision_id, by="Ada")
    build(case)
    assert case.claims_of(FOREIGN.document_id) == []


def test_what_a_new_claim_needs(case: Casebook) -> None:
    claim = claim_in(case, WIRE.document_id, "Velmora")
    for start, end, fields, said in (
        (0, 5, {"status": "happened"}, "event_type"),
        (5, 5, {"event_type": "killing"}, "no run"),
        (0, 10_000, {"event_type": "killing"}, "no run"),
        (claim.trigger.start, claim.trigger.end, {"event_type": "killing"}, claim.claim_id),
    ):
        with pytest.raises(UsageError, match=said):
            deciding.add_claim(case, WIRE.document_id, start, end, fields, by="Ada")


def test_an_added_claim_takes_the_place_of_one_that_a_better_reader_finds(case: Casebook) -> None:
    claim = claim_in(case, WIRE.document_id, "Velmora")
    made = deciding.reject(case, claim.claim_id, by="Ada")
    here = replace(made, decision_id="decision-add", kind="add", at="2031-01-01",
                   fields=deciding.correct(case, claim.claim_id, "event_type", "bombing", by="Ada").fields)  # fmt: skip
    case.import_decisions([here])
    for one in case.decisions()[:1]:
        deciding.undo(case, one.decision_id, by="Ada")
    build(case)
    (now,) = case.claims_of(WIRE.document_id)
    assert (now.event_type, now.quantities, now.trigger) == ("bombing", (), claim.trigger)


def test_confirmed_is_what_was_read_and_stays_when_the_reader_changes(
    case: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = claim_in(case, WIRE.document_id, "Velmora")
    made = deciding.confirm(case, claim.claim_id, by="Ada")
    build(case)
    assert replace(case.claim(claim.claim_id), decision_ids=()) == claim
    other = replace(claim.quantities[0], low=150, best=150, high=150)

    def misread(document: object, lexicon: object = None, *, reader: object = None) -> list[Claim]:
        return [replace(c, quantities=(other,)) if c.claim_id == claim.claim_id else c
                for c in ostravia.extract_claims(document, lexicon)]  # fmt: skip

    import sys

    monkeypatch.setattr(sys.modules["crosswire.extract"], "extract_claims", misread)
    monkeypatch.setattr("crosswire.run.layers.fingerprint", lambda *given: "another")
    build(case)
    now = case.claim(claim.claim_id)
    assert (now.quantities, now.decision_ids) == (claim.quantities, (made.decision_id,))


def test_what_has_no_figure_is_not_confirmed(case: Casebook) -> None:
    claim = claim_in(case, WIRE.document_id, "Velmora")
    deciding.correct(case, claim.claim_id, "figure", None, by="Ada")
    build(case)
    with pytest.raises(UsageError, match="no figure"):
        deciding.confirm(case, claim.claim_id, by="Ada")


def test_a_grade_is_set_with_its_reason_and_follows_the_event(case: Casebook) -> None:
    event = event_in(case, "Velmora")
    suggested = {one.estimate_id: one.grade for one in case.estimates_of(event.event_id)}
    made = deciding.grade(case, event.event_id, "contested", by="Ada", note="two sides")
    build(case)
    changed = [one for one in case.estimates_of(event.event_id) if one.grade != suggested[one.estimate_id]]
    assert changed and {one.grade for one in changed} == {"contested"}
    assert all(one.grade_reasons[0].startswith(f"set by Ada on {made.at[:10]}: two sides") for one in changed)
    assert all(one.grade is None or "Ada" not in " ".join(one.grade_reasons)
               for one in case.estimates_of(event_in(case, "Brisk").event_id))  # fmt: skip
    with pytest.raises(UsageError, match="confirmed, fair"):
        deciding.grade(case, event.event_id, "splendid", by="Ada")


def test_links_are_made_and_unmade(case: Casebook) -> None:
    velmora, brisk = event_in(case, "Velmora"), event_in(case, "Brisk")
    a, b = velmora.claim_ids[:2]
    made = deciding.split(case, a, b, by="Ada")
    build(case)
    assert case.claim(a).event_id != case.claim(b).event_id
    deciding.undo(case, made.decision_id, by="Ada")
    deciding.merge(case, velmora.event_id, brisk.event_id, by="Ada")
    build(case)
    assert case.claim(a).event_id == case.claim(b).event_id == case.claim(brisk.claim_ids[0]).event_id
    deciding.never_merge(case, velmora.claim_ids[0], brisk.claim_ids[0], by="Ada")
    build(case)
    assert case.claim(velmora.claim_ids[0]).event_id != case.claim(brisk.claim_ids[0]).event_id


def states(case: Casebook) -> list[tuple[str, str, int]]:
    settled = settled_now(case.decisions(), case.claims(), case.documents())
    return [(one.decision.by, one.state, len(one.against)) for one in settled]


def test_two_reviewers_who_differ_are_shown_and_the_later_holds(case: Casebook) -> None:
    claim = claim_in(case, WIRE.document_id, "Velmora")
    deciding.correct(case, claim.claim_id, "figure", "killed 50", by="Ben", at="2031-06-02T00:00:00+00:00")
    deciding.correct(case, claim.claim_id, "figure", "killed 51", by="Ada", at="2031-06-01T00:00:00+00:00")
    assert len(build(case).disputed) == 2
    assert states(case) == [("Ada", "overruled", 1), ("Ben", "holds", 1)]
    assert case.claim(claim.claim_id).quantities[0].best == 50
    deciding.correct(case, claim.claim_id, "figure", "killed 50", by="Ada", at="2031-06-03T00:00:00+00:00")
    build(case)
    assert states(case) == [("Ada", "replaced", 0), ("Ben", "holds", 0), ("Ada", "holds", 0)]


def test_to_reject_and_to_confirm_one_claim_is_a_conflict_and_two_fields_are_none(case: Casebook) -> None:
    claim = claim_in(case, WIRE.document_id, "Velmora")
    deciding.confirm(case, claim.claim_id, by="Ada", at="2031-06-01T00:00:00+00:00")
    deciding.correct(case, claim.claim_id, "status", "denied", by="Ben", at="2031-06-01T01:00:00+00:00")
    assert states(case) == [("Ada", "holds", 0), ("Ben", "holds", 0)]
    deciding.reject(case, claim.claim_id, by="Cy", at="2031-06-02T00:00:00+00:00")
    assert states(case) == [("Ada", "overruled", 1), ("Ben", "overruled", 1), ("Cy", "holds", 2)]
    build(case)
    assert case.claim(claim.claim_id).event_id is None
    assert case.claim(claim.claim_id).status == "happened"


def test_merge_against_never_merge_and_grades_of_one_event_are_conflicts(case: Casebook) -> None:
    velmora, brisk = event_in(case, "Velmora"), event_in(case, "Brisk")
    deciding.merge(case, velmora.event_id, brisk.event_id, by="Ada", at="2031-06-01T00:00:00+00:00")
    deciding.never_merge(case, brisk.event_id, velmora.event_id, by="Ben", at="2031-06-02T00:00:00+00:00")
    deciding.grade(case, velmora.event_id, "fair", by="Ada", at="2031-06-03T00:00:00+00:00")
    deciding.grade(case, velmora.event_id, "weak", by="Ben", at="2031-06-04T00:00:00+00:00")
    build(case)
    assert states(case) == [("Ada", "overruled", 1), ("Ben", "holds", 1)] * 2
    assert event_in(case, "Brisk").claim_ids == brisk.claim_ids


def test_a_decision_is_signed(case: Casebook) -> None:
    with pytest.raises(UsageError, match="signed"):
        deciding.reject(case, claim_in(case, WIRE.document_id, "Velmora").claim_id, by=" ")
