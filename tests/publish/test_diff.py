"""What changed between two records: each cause by itself, events that come, go, join and part, and no change."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "casebook"))
import decided_record
import ostravia

from crosswire.casebook import Casebook, Derived, anchor_of, decide_claims, settled_now, with_grades
from crosswire.model import Decision, Document, FieldValue
from crosswire.publish.diff import Diff, FigureChange, Snapshot, diff, snapshot
from crosswire.run.flow import with_events

POST, WIRE, HILLS = decided_record.REPORTS


def record(documents: tuple[Document, ...], log: tuple[Decision, ...] = ()) -> Derived:
    """The record as the stand-ins make it: claims of one place are one event, and merged places too."""
    read = [claim for document in documents for claim in ostravia.extract_claims(document)]
    decided = decide_claims(log, read, documents, decided_record.lexicon())
    claims = ostravia.assign_voices(documents, list(decided.claims), [], None)
    if any(d.kind == "merge" for d in decided.links):
        claims = [replace(c, place=replace(c.place, place_id="one")) for c in claims]
    events = sorted(ostravia.link_claims(documents, claims, None, decided.links), key=lambda e: e.event_id)
    claims = with_events(claims, events)
    figures = [ostravia.reconcile(e, [c for c in claims if c.event_id == e.event_id], [], None)[1][0] for e in events]
    event_of = {c.claim_id: c.event_id for c in claims if c.event_id}
    settled = settled_now(log, claims, documents)
    return Derived(claims=tuple(claims), events=tuple(events), estimates=tuple(with_grades(figures, settled, event_of)))


def taken(documents: tuple[Document, ...], log: tuple[Decision, ...] = (), made: Derived | None = None) -> Snapshot:
    made = made or record(documents, log)
    return Snapshot(
        documents=documents, claims=made.claims, events=made.events, estimates=made.estimates,
        settled=settled_now(log, made.claims, documents),
    )  # fmt: skip


def decided(kind: str, document: Document, number: int = 0, **fields: object) -> Decision:
    claim = ostravia.extract_claims(document)[number]
    return Decision(decision_id=f"decision-{kind}", kind=kind, by="Ada", at="2031-06-01", a=anchor_of(claim), **fields)


def velmora(found: Diff) -> FigureChange:
    (one,) = (f for f in found.figures if f.policy == "as-reported" and "Velmora" in f.label)
    return one


def kinds(change: FigureChange) -> list[str]:
    return [cause.kind for cause in change.causes]


BOTH = taken((POST, WIRE))


def test_nothing_changed() -> None:
    same = diff(BOTH, taken((WIRE, POST)))
    assert (same.documents_added, same.decisions_holding, same.events, same.figures) == ((), (), (), ())
    assert "as-reported" in same.policies


def test_a_document_came_and_went() -> None:
    came = diff(BOTH, taken((POST, WIRE, HILLS)))
    assert came.documents_added == (HILLS.document_id,)
    assert [(e.kind, e.label) for e in came.events if "Dolna" in e.label] == [("new", "killing in Dolna")]
    dolna = [f for f in came.figures if "Dolna" in f.label]
    assert dolna and all(f.before is None and f.old_event_id is None and kinds(f) == ["document"] for f in dolna)
    went = diff(taken((POST, WIRE, HILLS)), BOTH)
    assert went.documents_removed == (HILLS.document_id,)
    assert {e.kind for e in went.events} == {"gone"}
    without = diff(BOTH, taken((POST,)))
    change = velmora(without)
    assert change.before != change.after
    assert kinds(change) == ["document"] and "removed" in change.causes[0].text
    assert change.causes[0].document_id == WIRE.document_id


def test_a_correction_is_named_with_who_made_it() -> None:
    claim = ostravia.extract_claims(WIRE)[0]
    words = replace(anchor_of(claim), start=0, end=2, quote="15")
    log = (
        decided("correct", WIRE, fields=(FieldValue(field="figure", value="killed 40", words=words),), note="a slip"),
    )
    change = velmora(diff(BOTH, taken((POST, WIRE), log)))
    assert change.after is not None and change.after[2] == 40
    assert kinds(change) == ["decision", "decision"]
    assert change.causes[1].text == "correct by Ada on 2031-06-01 holds now: a slip"
    assert change.causes[1].decision_id == "decision-correct"
    back = velmora(diff(taken((POST, WIRE), log), BOTH))
    assert "holds no more" in back.causes[1].text


def test_a_rejected_claim_leaves_its_event() -> None:
    found = diff(BOTH, taken((POST, WIRE), (decided("reject", WIRE),)))
    change = velmora(found)
    assert kinds(change) == ["link", "decision"] and "went to no event" in change.causes[0].text
    assert found.decisions_holding == ("decision-reject",)


def test_events_join_and_part() -> None:
    brisk = anchor_of(ostravia.extract_claims(POST)[1])
    merged = taken((POST, WIRE), (decided("merge", POST, b=brisk),))
    joined = diff(BOTH, merged)
    (event,) = joined.events
    assert (event.kind, len(event.old_ids), len(event.new_ids)) == ("merged", 2, 1)
    assert any("decision" in kinds(f) and "link" in kinds(f) for f in joined.figures)
    (event,) = diff(merged, BOTH).events
    assert (event.kind, len(event.old_ids), len(event.new_ids)) == ("split", 1, 2)


def test_a_grade_is_a_change_of_its_own() -> None:
    log = (decided("grade", WIRE, fields=(FieldValue(field="grade", value="contested"),)),)
    change = next(f for f in diff(BOTH, taken((POST, WIRE), log)).figures if f.before == f.after)
    assert change.grade_after == "contested" != change.grade_before
    assert kinds(change) == ["decision"]


def test_another_reading_another_voice_and_another_rule() -> None:
    made = record((POST, WIRE))
    first = next(c for c in made.claims if c.document_id == WIRE.document_id)
    higher = tuple(replace(one, high=99) for one in made.estimates)

    def after(**change: object) -> list[str]:
        claims = tuple(replace(c, **change) if c is first else c for c in made.claims)
        return kinds(velmora(diff(BOTH, taken((POST, WIRE), made=replace(made, claims=claims, estimates=higher)))))

    assert after() == ["rule"]
    assert after(voice_id="opa") == ["voice"]
    assert after(status="ongoing") == ["reading"]
    assert after(quantities=()) == ["reading"]
    gone = tuple(c for c in made.claims if c is not first)
    assert kinds(velmora(diff(BOTH, taken((POST, WIRE), made=replace(made, claims=gone, estimates=higher))))) == [
        "reading"
    ]
    back = taken((POST, WIRE), made=replace(made, claims=gone, estimates=higher))
    assert kinds(velmora(diff(back, BOTH))) == ["reading"]


def test_an_event_all_of_whose_claims_are_read_anew_is_known_by_its_former_id() -> None:
    made = record((POST,))
    anew = {c.claim_id: c.claim_id.replace("claim-", "claim-new-") for c in made.claims}
    claims = tuple(replace(c, claim_id=anew[c.claim_id]) for c in made.claims)
    events = [
        replace(
            e, event_id=f"new-{e.event_id}", former_ids=(e.event_id,), claim_ids=tuple(anew[i] for i in e.claim_ids)
        )
        for e in made.events
    ]
    estimates = tuple(replace(e, event_id=f"new-{e.event_id}") for e in made.estimates)
    other = taken((POST,), made=replace(made, claims=claims, events=tuple(events), estimates=estimates))
    found = diff(taken((POST,), made=made), other)
    assert (found.events, found.figures) == ((), ())


def test_two_casebooks_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from crosswire.casebook import decide as deciding
    from crosswire.run import build

    decided_record.put_in_reader(monkeypatch)
    taken_of = []
    with Casebook.open(tmp_path / "case", create=True) as casebook:
        casebook.add_documents([POST, WIRE])
        build(casebook)
        taken_of.append(snapshot(casebook))
        (brisk,) = (e for e in casebook.events() if e.place and e.place.name == "Brisk")
        deciding.reject(casebook, brisk.claim_ids[0], by="Ada")
        build(casebook)
        taken_of.append(snapshot(casebook))
    found = diff(*taken_of)
    assert [e.kind for e in found.events] == ["gone"]
    assert all(f.after is None and kinds(f) == ["link", "decision"] for f in found.figures) and found.figures
