"""The flow: what is derived depends on documents, lexicon and decisions only."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import ostravia
import pyarrow as pa
import pytest

from crosswire.casebook import Casebook, anchor_of
from crosswire.model import Claim, Decision, Document, StageError
from crosswire.publish.jsonl import export_jsonl
from crosswire.run import build
from crosswire.run.arrow import to_array
from crosswire.run.flow import with_former_ids
from crosswire.run.layers import even_parts
from crosswire.run.stage import per_document

DAILY = ostravia.document(ostravia.VELMORA_DAILY, file="daily.txt")
OPA = ostravia.document(ostravia.OPA_REPORT, file="opa.txt")
QUIET = ostravia.document(ostravia.QUIET, file="quiet.txt")
BROKEN = ostravia.document("BREAK. 2 people were killed in Brisk, said OPA.", file="broken.txt")


@pytest.fixture(autouse=True)
def steps(monkeypatch: pytest.MonkeyPatch) -> None:
    ostravia.put_in(monkeypatch)


def exported(folder: Path, documents: list[Document], **options: object) -> dict[str, bytes]:
    with Casebook.open(folder, create=True) as casebook:
        casebook.add_documents(documents)
        build(casebook, workers=1, **options)
        return {file.name: file.read_bytes() for file in export_jsonl(casebook, folder / "out")}


def test_neither_order_nor_batches_change_a_byte(tmp_path: Path) -> None:
    one = exported(tmp_path / "a", [DAILY, OPA, QUIET])

    def in_process(function, parts, *, seconds, done):
        for part in reversed(parts):
            function(part)
            done(part)
        return []

    assert exported(tmp_path / "b", [QUIET, OPA, DAILY], batch_size=1, runner=in_process) == one


def test_only_new_documents_are_read(tmp_path: Path) -> None:
    with Casebook.open(tmp_path, create=True) as casebook:
        casebook.add_documents([DAILY, QUIET])
        assert build(casebook).fresh == 2
        assert build(casebook).fresh == 0
        casebook.add_documents([OPA])
        report = build(casebook)
        assert (report.fresh, report.documents, report.claims) == (1, 3, 3)
    assert exported(tmp_path / "whole", [DAILY, OPA, QUIET])["claims.jsonl"] == exported(tmp_path, [])["claims.jsonl"]


def test_another_lexicon_reads_all_again_and_the_old_layer_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Casebook.open(tmp_path, create=True) as casebook:
        casebook.add_documents([DAILY])
        build(casebook)
        monkeypatch.setattr(ostravia.FakeLexicon, "fingerprint", "other")
        assert build(casebook).fresh == 1
        assert len(list(casebook.parts.iterdir())) == 1


def test_a_lost_cache_costs_only_time(tmp_path: Path) -> None:
    import shutil

    with Casebook.open(tmp_path, create=True) as casebook:
        casebook.add_documents([DAILY])
        build(casebook)
        before = casebook.claims()
        shutil.rmtree(casebook.parts)
        assert build(casebook).fresh == 1
        assert casebook.claims() == before


def test_a_document_that_breaks_the_reader_is_kept_and_said(tmp_path: Path) -> None:
    with Casebook.open(tmp_path, create=True) as casebook:
        casebook.add_documents([DAILY, BROKEN])
        report = build(casebook)
        (error,) = report.errors.values()
        assert (error.stage, error.code) == ("extract", "ValueError")
        assert casebook.document(BROKEN.document_id).state == "error"
        assert casebook.document(DAILY.document_id).state == "read"
        assert report.claims == 2
        assert build(casebook).errors == report.errors


def test_a_number_arrow_cannot_hold_is_that_documents_error(tmp_path: Path) -> None:
    huge = ostravia.document(f"{10**30} people were killed in Brisk, said OPA.", file="huge.txt")
    with Casebook.open(tmp_path, create=True) as casebook:
        casebook.add_documents([DAILY, huge])
        assert set(build(casebook).errors) == {huge.document_id}


def test_decisions_reach_the_linker_and_the_lost_are_listed(tmp_path: Path) -> None:
    with Casebook.open(tmp_path, create=True) as casebook:
        casebook.add_documents([DAILY, OPA])
        build(casebook)
        claim = next(c for c in casebook.claims() if c.place.name == "Brisk")
        decision = Decision(decision_id="d-1", kind="reject", by="Ada", at="2031-01-01T00:00:00", a=anchor_of(claim))
        casebook.decide(decision)
        elsewhere = replace(anchor_of(claim), document_id="doc-gone")
        casebook.decide(replace(decision, decision_id="d-2", a=elsewhere))
        report = build(casebook)
        assert {e.place.name for e in casebook.events()} == {"Velmora"}
        assert casebook.claim(claim.claim_id).event_id is None
        assert [one.decision.decision_id for one in report.lost] == ["d-2"]
        undo = Decision(decision_id="d-3", kind="undo", by="Ada", at="2031-01-02T00:00:00", undoes="d-1")
        casebook.decide(undo)
        build(casebook)
        assert {e.place.name for e in casebook.events()} == {"Velmora", "Brisk"}


def test_an_event_that_gets_a_smaller_claim_keeps_its_old_id_as_a_former_one(tmp_path: Path) -> None:
    claims = [
        (ostravia.extract_claims(document)[0].claim_id, document)
        for document in (
            ostravia.document(f"{number} people were killed in Velmora, said OPA.", file=f"{number}.txt")
            for number in range(4)
        )
    ]
    documents = [document for _, document in sorted(claims, key=lambda pair: pair[0], reverse=True)]
    former: set[str] = set()
    with Casebook.open(tmp_path, create=True) as casebook:
        for document in documents:
            casebook.add_documents([document])
            build(casebook)
            (event,) = casebook.events()
            assert set(event.former_ids) == former
            former.add(event.event_id)
        assert all(casebook.event(one) == event for one in former)


def test_former_ids_of_what_falls_apart_and_of_what_is_gone() -> None:
    claims = ostravia.assign_voices([], ostravia.extract_claims(DAILY), [], None)
    together = ("event-old", [claim.claim_id for claim in claims], ["event-older"])
    gone = ("event-gone", ["claim-gone"], [])
    events = with_former_ids([ostravia.event_of([c]) for c in claims], [together, gone])
    heirs = [e for e in events if e.former_ids]
    assert len(heirs) == 1
    assert heirs[0].event_id == min(e.event_id for e in events)
    assert heirs[0].former_ids == ("event-old", "event-older")


def test_a_build_reads_as_the_last_one_did_unless_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import crosswire.extract

    asked: list[str] = []

    def noted(document: Document, lexicon: object, *, reader: str = "rules") -> list[Claim]:
        asked.append(reader)
        return ostravia.extract_claims(document)

    monkeypatch.setattr(crosswire.extract, "extract_claims", noted)
    with Casebook.open(tmp_path, create=True) as casebook:
        casebook.add_documents([DAILY])
        build(casebook, workers=1, reader="both")
        casebook.add_documents([OPA])
        build(casebook, workers=1)
        assert asked == ["both", "both"]
        assert casebook.built().reader == "both"
        build(casebook, workers=1, reader="rules")
        assert asked[2:] == ["rules", "rules"]


def test_what_arrow_cannot_hold_is_the_error_of_its_document() -> None:
    def length(document: Document) -> tuple[int, ...]:
        return (2**70,) if document == OPA else (len(document.text),)

    stage = per_document("extract", {"document": Document}, "length", tuple[int, ...], length)
    given = [QUIET, OPA, DAILY]
    table = pa.table({"document": to_array(Document, given), "error": to_array(StageError, [None] * 3)})
    told = stage(table).to_pylist()
    assert [row["length"] for row in told] == [[len(QUIET.text)], None, [len(DAILY.text)]]
    assert [row["error"] and row["error"]["code"] for row in told] == [None, "OverflowError", None]


def test_parts_are_of_one_size_and_of_an_even_number() -> None:
    for number in range(1, 200):
        parts = even_parts(range(number), 32)
        assert [row for part in parts for row in part] == list(range(number))
        sizes = sorted(map(len, parts))
        assert sizes[0] > 0 and sizes[-1] <= 32 and sizes[-1] - sizes[0] <= 1
        assert len(parts) == 1 if number <= 32 else len(parts) % 2 == 0


def test_a_stage_says_what_it_misses() -> None:
    stage = per_document("extract", {"document": Document}, "claims", tuple[Document, ...], lambda d: ())
    with pytest.raises(ValueError, match="document"):
        stage(pa.table({"error": pa.nulls(1)}))


def test_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    with Casebook.open(tmp_path, create=True) as casebook:
        casebook.add_documents([DAILY])
        (casebook.parts / "given-99999999").mkdir(parents=True)
        build(casebook, workers=1)
        assert not list(casebook.parts.glob("given-*"))


def test_a_damaged_row_of_the_record_stops_no_build(tmp_path: Path) -> None:
    with Casebook.open(tmp_path, create=True) as casebook:
        casebook.add_documents([DAILY, QUIET])
        build(casebook)
        whole = casebook.events()
        for more in ((), (OPA,)):
            with sqlite3.connect(tmp_path / "casebook.db") as connection:
                connection.execute("UPDATE events SET body = '{}'")
            connection.close()
            casebook.add_documents(more)
            build(casebook)
            assert {event.place for event in casebook.events()} >= {event.place for event in whole}
