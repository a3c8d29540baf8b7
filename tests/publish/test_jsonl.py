"""The five files: valid against the shipped schemas, sorted, the same bytes for the same record, no broken quote."""

from __future__ import annotations

import errno
import json
import sys
from dataclasses import replace
from importlib import resources
from pathlib import Path

import jsonschema
import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "casebook"))
import karsten_record
import ostravia

from crosswire.casebook import Casebook, Derived
from crosswire.model import Attribution, Copy, Document, NamedQuote, Place, Quote, StageError, quotes_in
from crosswire.publish.jsonl import export_jsonl, line_of
from crosswire.publish.lines import LINES, SHIPPED, schema_of
from crosswire.publish.private_names import veil_over
from crosswire.publish.unnamed import Unnamed
from crosswire.publish.whole import ExportError, unfinished
from crosswire.run.flow import derive

DAILY = ostravia.document(ostravia.VELMORA_DAILY, file="daily.txt", published="2031-05-04", published_how="given")
OPA = ostravia.document(ostravia.OPA_REPORT, file="opa.txt")
BROKEN = Document(
    document_id="doc-0", file="bad.html", state="error", error=StageError(stage="collect", code="x", detail="y")
)


@pytest.fixture
def casebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    ostravia.put_in(monkeypatch)
    with Casebook.open(tmp_path / "case", create=True) as opened:
        opened.add_documents([DAILY, OPA, BROKEN])
        opened.replace_derived(derived())
        yield opened


def derived() -> Derived:
    claims = [c for d in (DAILY, OPA) for c in ostravia.extract_claims(d)]
    made = derive([DAILY, OPA], claims, ostravia.FakeLexicon())
    run = Copy(
        document_id=DAILY.document_id, start=3, end=22, other_id=OPA.document_id, other_start=3, other_end=22,
        kind="identical",
    )  # fmt: skip
    back = replace(run, document_id=OPA.document_id, other_id=DAILY.document_id)
    return replace(made, copies=(run, back))


def lines(files: list[Path]) -> dict[str, list[dict[str, object]]]:
    return {file.stem: [json.loads(line) for line in file.read_text("utf-8").split("\n")[:-1]] for file in files}


def test_every_line_fits_its_schema(casebook: Casebook, tmp_path: Path) -> None:
    told = lines(export_jsonl(casebook, tmp_path / "out"))
    assert {name: len(rows) for name, rows in told.items()} == {
        "documents": 3, "claims": 3, "events": 2, "estimates": 2, "relations": 1,
    }  # fmt: skip
    for name, rows in told.items():
        validator = jsonschema.Draft202012Validator(schema_of(name))
        for row in rows:
            validator.validate(row)
            assert row["schema_version"] == 1
            assert list(row) == sorted(row)
        first = f"{name[:-1]}_id"
        assert [row[first] for row in rows] == sorted(row[first] for row in rows)


def test_documents_tell_their_copies_and_main_event(casebook: Casebook, tmp_path: Path) -> None:
    told = {row["file"]: row for row in lines(export_jsonl(casebook, tmp_path / "out"))["documents"]}
    assert told["daily.txt"]["copies"] == [
        {
            "document_id": OPA.document_id, "start": 3, "end": 22, "other_start": 3, "other_end": 22,
            "kind": "identical", "first": None, "changes": [],
        }
    ]  # fmt: skip
    assert told["daily.txt"]["main_event_id"] == told["opa.txt"]["main_event_id"] is not None
    assert told["bad.html"]["error"] == {"stage": "collect", "code": "x", "detail": "y"}


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_schema_is_the_generated_one_and_closed(name: str) -> None:
    shipped = json.loads((resources.files("crosswire.publish") / "schema" / f"{name}.schema.json").read_text("utf-8"))
    assert shipped == schema_of(name), "run `python -m crosswire.publish.lines`"

    def closed(part: object) -> None:
        if isinstance(part, dict):
            if "properties" in part:
                assert part["additionalProperties"] is False
                assert part["required"] == sorted(part["properties"])
            for value in part.values():
                closed(value)
        elif isinstance(part, list):
            for value in part:
                closed(value)

    closed(shipped)


def test_an_unknown_field_or_choice_is_not_valid(casebook: Casebook, tmp_path: Path) -> None:
    row = lines(export_jsonl(casebook, tmp_path / "out"))["claims"][0]
    validator = jsonschema.Draft202012Validator(schema_of("claims"))
    assert not validator.is_valid({**row, "colour": "red"})
    assert not validator.is_valid({**row, "status": "perhaps"})


def test_the_same_record_gives_the_same_bytes(casebook: Casebook, tmp_path: Path) -> None:
    one = [file.read_bytes() for file in export_jsonl(casebook, tmp_path / "one")]
    casebook.replace_derived(derived())
    assert [file.read_bytes() for file in export_jsonl(casebook, tmp_path / "two")] == one
    assert sorted(file.name for file in (tmp_path / "one").iterdir()) == sorted(f"{name}.jsonl" for name in LINES)


def test_a_broken_quote_is_an_error_that_names_the_claim_and_leaves_the_old_files(
    casebook: Casebook, tmp_path: Path
) -> None:
    files = export_jsonl(casebook, tmp_path / "out")
    before = [file.read_bytes() for file in files]
    made = derived()
    claim = replace(made.claims[0], trigger=replace(made.claims[0].trigger, start=0))
    casebook.replace_derived(replace(made, claims=(claim, *made.claims[1:])))
    with pytest.raises(ExportError, match=claim.claim_id):
        export_jsonl(casebook, tmp_path / "out")
    assert [file.read_bytes() for file in files] == before


def test_a_broken_quote_of_an_event_is_an_error_too(casebook: Casebook, tmp_path: Path) -> None:
    made = derived()
    event = replace(made.events[0], place=replace(made.events[0].place, quote="Karsten"))
    casebook.replace_derived(replace(made, events=(event, *made.events[1:])))
    with pytest.raises(ExportError, match=event.event_id):
        export_jsonl(casebook, tmp_path / "out")


def test_only_the_policies_asked_for_are_written(casebook: Casebook, tmp_path: Path) -> None:
    told = lines(export_jsonl(casebook, tmp_path / "out", policies=["ucdp"]))
    assert {row["policy"] for row in told["estimates"]} <= {"ucdp"}
    assert lines(export_jsonl(casebook, tmp_path / "all"))["estimates"]


def test_a_relation_that_quotes_what_is_not_there_is_an_error(casebook: Casebook, tmp_path: Path) -> None:
    made = derived()
    relation = replace(made.relations[0], figure_a=Quote(start=0, end=3, quote="999"))
    casebook.replace_derived(replace(made, relations=(relation,)))
    with pytest.raises(ExportError, match=relation.relation_id):
        export_jsonl(casebook, tmp_path / "out")


def test_floats_are_rounded_and_a_line_stays_one_line() -> None:
    strange = replace(OPA, text="one\u2028two\x85three\ntörn", title=None)
    line = line_of(strange)
    assert len(line.splitlines()) == 1
    assert json.loads(line)["text"] == strange.text
    assert "törn" in line
    claim = ostravia.extract_claims(OPA)[0]
    assert json.loads(line_of(claim))["score"] == 0.333333


def test_a_line_is_written_as_python_writes_it() -> None:
    strange = replace(OPA, text="".join(map(chr, range(256))) + "\\ \u2603 \U0001f600 \u200b\ufeff", title="a: [1, 2]")
    kept = replace(strange, text=strange.text.replace("\x85", ""))
    assert line_of(kept) == json.dumps(json.loads(msgspec.json.encode(kept)), ensure_ascii=False, sort_keys=True)


def test_a_folder_that_cannot_be_written_to(casebook: Casebook, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ExportError, match="another folder"):
        export_jsonl(casebook, tmp_path / "file")


def test_a_full_disk_leaves_the_files_that_were_there(tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text("before")
    with pytest.raises(ExportError, match="free some room"), unfinished(tmp_path) as aside:
        (aside / "claims.jsonl").write_text("after")
        raise OSError(errno.ENOSPC, "No space left on device")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("claims.jsonl", "before")]


def test_private_persons_are_left_out_of_the_fields_and_kept_with_names(tmp_path: Path) -> None:
    record = karsten_record.a_record()
    with Casebook.open(tmp_path / "karsten", create=True) as opened:
        opened.add_documents(record.documents)
        opened.replace_derived(karsten_record.derived_of(record))
        told = lines(export_jsonl(opened, tmp_path / "out"))
        named = lines(export_jsonl(opened, tmp_path / "named", names=True))

    def names(rows: list[dict[str, object]]) -> set[str]:
        return {p["name"] for row in rows for p in row["participants"]}

    assert "Tavi Brenko" in names(named["claims"]) - names(told["claims"])
    assert any("Velik" in name for name in names(told["claims"]))
    assert not any("Brenko" in row["label"] for row in told["events"])
    assert [row["quantities"] for row in told["claims"]] == [row["quantities"] for row in named["claims"]]
    assert [row["evidence"] for row in told["claims"]] == [row["evidence"] for row in named["claims"]]
    assert told["documents"] == named["documents"]


def test_a_private_witness_stays_one_voice_without_a_name() -> None:
    text = "A shell killed 3 people, Mira Tavi said. Mira Tavi, a baker, fled."
    of = karsten_record.document("w", text)
    source = karsten_record.quote_of(text, "Mira Tavi", NamedQuote, name="Mira Tavi")
    one = karsten_record.claim(
        "w", of, "A shell killed 3 people, Mira Tavi said.", "killed", "name:mira-tavi",
        attribution=Attribution(manner="reported", source=source),
    )  # fmt: skip
    told = Unnamed(veil_over([one], []), [one]).claim(one)
    assert told.attribution.source is None
    assert (told.voice_id or "").startswith("private:")
    assert told.evidence == one.evidence


def test_quotes_are_found_wherever_a_noun_can_hold_one() -> None:
    """However deep, and past the fields that cannot hold one; a quote that is wrong there is told of."""
    place = Place(
        quote="Dolna", start=40, end=45, place_id=None, name="Dolna", lat=None, lon=None, radius_km=None,
        precision="exact", admin1=None, country=None, candidates=(),
    )  # fmt: skip
    trigger = Quote(start=0, end=4, quote="said")
    source = NamedQuote(quote="Marn Watch", start=50, end=60, name="Marn Watch")
    said = Attribution(source=source, cue=trigger, manner="reported")
    assert list(quotes_in((said, (place, None)))) == [source, trigger, place]
