"""Workbook, Parquet, FollowTheMoney and the evidence pack, each opened by its own tool."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from followthemoney import model
from followthemoney.exc import InvalidData
from followthemoney.statement.entity import StatementEntity
from followthemoney.statement.serialize import read_path_statements

from crosswire.casebook import Casebook, EventFilter
from crosswire.cli import app
from crosswire.errors import CasebookError, IntakeError
from crosswire.lexicon.importing import import_places
from crosswire.publish.handover import Record, hand_over, pack, sheets, workbook
from crosswire.publish.handover.pack import NAME, rebuild
from crosswire.publish.whole import ExportError
from crosswire.run import build


def test_the_workbook_opens_in_its_tools_and_holds_no_formula(handed: Any) -> None:
    file = handed("xlsx") / "record.xlsx"
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == list(sheets.COLUMNS)
    for sheet in book:
        assert tuple(cell.value for cell in sheet[1]) == tuple(sheets.COLUMNS[sheet.title])
        assert sheet.freeze_panes == "A2"
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    titles = [row[4].value for row in book["documents"].iter_rows(min_row=2)]
    assert "'=Dolna mourns" in titles
    assert book.properties.created == book.properties.modified and book.properties.created.year == 1980
    frame = pandas.read_excel(file, sheet_name="events")
    assert list(frame.columns) == list(sheets.COLUMNS["events"])
    dolna = frame[frame.killed_low == 18].iloc[0]
    assert (dolna.killed_high, dolna.latitude, dolna.longitude, dolna.documents) == (21, 50.2, -30.6, 2)


def test_a_workbook_has_the_same_bytes_whatever_the_rights_of_new_files(case: Path, tmp_path: Path) -> None:
    made = []
    for mask in (0o022, 0o077):
        before = os.umask(mask)
        try:
            with Casebook.open(case) as casebook:
                (file,) = hand_over(casebook, "xlsx", tmp_path / str(mask))
        finally:
            os.umask(before)
        made.append(file.read_bytes())
    assert made[0] == made[1]


def test_a_text_of_a_cell_is_a_text(tmp_path: Path) -> None:
    texts = ["#N/A", "TRUE", "18", "https://example.org/", "mail", "a\x01b"]
    with workbook.opened(tmp_path / "a.xlsx") as book:
        sheet = workbook.Sheet(book, "a", ["one"], wide=())
        for text in texts:
            sheet.put([text])
    cells = [row[0] for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["a"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == [*texts[:5], "a\N{REPLACEMENT CHARACTER}b"]
    assert not any(cell.hyperlink for cell in cells) and [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_sheet_that_would_overflow_is_an_error_that_names_the_way_out(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    with Casebook.open(case) as casebook, pytest.raises(ExportError, match="parquet"):
        hand_over(casebook, "xlsx", tmp_path / "out")
    assert not list((tmp_path / "out").iterdir())


def test_a_cell_that_would_overflow_is_cut_and_says_so(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_CHARACTERS", 80)
    with Casebook.open(case) as casebook:
        hand_over(casebook, "xlsx", tmp_path)
    quotes = [row[6].value for row in openpyxl.load_workbook(tmp_path / "record.xlsx")["claims"].iter_rows(min_row=2)]
    assert max(map(len, quotes)) == 80 and any("--as parquet has all" in quote for quote in quotes)


def test_parquet_opens_in_duckdb_and_arrow(handed: Any, case: Path) -> None:
    folder = handed("parquet")
    assert {file.name for file in folder.iterdir()} == {f"{name}.parquet" for name in sheets.COLUMNS}
    for name, columns in sheets.COLUMNS.items():
        assert pq.read_schema(folder / f"{name}.parquet").names == list(columns)
    told = duckdb.sql(
        f"SELECT killed_low, killed_high FROM '{folder}/events.parquet' WHERE place = 'Dolna' AND killed_low > 1"
    ).fetchall()
    assert told == [(18, 21)]
    with Casebook.open(case) as casebook:
        claims, documents = len(casebook.claims()), len(casebook.documents())
    assert duckdb.sql(f"SELECT count(DISTINCT claim_id) FROM '{folder}/claims.parquet'").fetchall() == [(claims,)]
    assert duckdb.sql(f"SELECT count(*) FROM '{folder}/documents.parquet'").fetchall() == [(documents,)]


def test_every_row_of_a_flat_table_rests_on_claims(case: Path) -> None:
    with Casebook.open(case) as casebook:
        claims = {claim.claim_id: claim.event_id for claim in casebook.claims()}
        for name, row in sheets.lines(Record(casebook)):
            if name != "documents":
                rests = sheets.claim_ids(name, row)
                assert rests and all(claims[one] == row["event_id"] for one in rests), (name, row)
            assert set(row) <= set(sheets.COLUMNS[name])


def test_the_flat_tables_name_no_private_person(case: Path) -> None:
    with Casebook.open(case) as casebook:
        veiled = json.dumps([row for _, row in sheets.lines(Record(casebook))])
        named = json.dumps([row for _, row in sheets.lines(Record(casebook, names=True))])
        some = [name for name, _ in sheets.lines(Record(casebook, wanted=EventFilter(place="Brisk")))]
    assert "Brenko" not in veiled and "Brenko" in named
    assert 0 < some.count("documents") < 6


def test_statements_are_valid_entities_of_followthemoney(handed: Any, case: Path) -> None:
    told = list(read_path_statements(handed("ftm") / "statements.json", "json"))
    assert len({statement.id for statement in told}) == len(told)
    by_entity: dict[str, list[Any]] = {}
    for statement in told:
        assert statement.dataset and statement.origin and statement.first_seen is None
        prop = model.get(statement.schema).get(statement.prop)
        if statement.prop != "id":
            assert prop is not None, statement
            assert prop.type.clean(statement.value) is not None, statement
        by_entity.setdefault(statement.entity_id, []).append(statement)
    for statements in by_entity.values():
        entity = StatementEntity.from_statements(handed_dataset(), statements)
        try:
            entity.schema.validate(entity.to_dict())
        except InvalidData as error:  # pragma: no cover
            raise AssertionError(f"{entity.id}: {error}") from error
        for name, values in entity.properties.items():
            if entity.schema.get(name).type.name == "entity":
                assert set(values) <= set(by_entity), (entity.id, name)
    with Casebook.open(case) as casebook:
        origins = {claim.claim_id for claim in casebook.claims()}
        origins |= {document.document_id for document in casebook.documents()}
        origins |= {estimate.estimate_id for estimate in casebook.estimates()}
        origins |= {event.event_id for event in casebook.events()}
    assert {statement.origin for statement in told} <= origins
    said = {(s.dataset, s.prop) for s in told if s.schema == "Event" and s.value == "Dolna"}
    assert {("marn_watch", "location"), ("fmf", "location")} <= said


def handed_dataset() -> Any:
    from followthemoney.dataset import Dataset

    return Dataset.make({"name": "crosswire", "title": "crosswire"})


def test_followthemoney_missing_is_said(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "followthemoney.statement", None)
    with Casebook.open(case) as casebook, pytest.raises(ExportError, match=r"crosswire\[ftm\]"):
        hand_over(casebook, "ftm", tmp_path)


def test_an_evidence_pack_is_whole_by_sha256sum(handed: Any, tmp_path: Path) -> None:
    with zipfile.ZipFile(handed("evidence-pack", names=True) / NAME) as pack:
        assert pack.namelist() == sorted(pack.namelist())
        assert {info.date_time for info in pack.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        pack.extractall(tmp_path)
    assert shutil.which("sha256sum")
    told = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert told.stdout.count(": OK") == len([file for file in tmp_path.rglob("*") if file.is_file()]) - 1
    assert "crosswire rebuild" in (tmp_path / "README.txt").read_text("utf-8")


def test_an_evidence_pack_rebuilds_to_the_same_record_with_one_command(handed: Any, tmp_path: Path) -> None:
    pack = handed("evidence-pack", names=True) / NAME
    told = CliRunner().invoke(app, ["rebuild", str(pack), "--case", str(tmp_path / "again"), "--json"])
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout) == {"casebook": str(tmp_path / "again"), "other": [], "same": True}
    with Casebook.open(tmp_path / "again") as casebook:
        hand_over(casebook, "evidence-pack", tmp_path / "twice", names=True)
    assert (tmp_path / "twice" / NAME).read_bytes() == pack.read_bytes()
    with pytest.raises(CasebookError, match="not empty"):
        rebuild(pack, tmp_path / "again")


def test_raw_bytes_that_were_fetched_go_into_the_pack_and_out_of_it(case: Path, tmp_path: Path) -> None:
    shutil.copytree(case, tmp_path / "case")
    (tmp_path / "case" / "fetched").mkdir()
    (tmp_path / "case" / "fetched" / "one.warc.gz").write_bytes(b"as the server sent it")
    with Casebook.open(tmp_path / "case") as casebook:
        hand_over(casebook, "evidence-pack", tmp_path / "out", names=True)
    assert rebuild(tmp_path / "out" / NAME, tmp_path / "again") == []
    assert (tmp_path / "again" / "fetched" / "one.warc.gz").read_bytes() == b"as the server sent it"


def test_places_that_were_imported_go_into_the_pack(case: Path, tmp_path: Path) -> None:
    empty = [""] * 4
    cells = ["900000001", "Brisk", "Brisk", "", "50.9", "-30.1", "P", "PPL", "XO", *empty, "", "0", *empty]
    (tmp_path / "XO.txt").write_text("\t".join(cells) + "\n", encoding="utf-8")
    shutil.copytree(case, tmp_path / "case")
    import_places(tmp_path / "XO.txt", tmp_path / "case" / "lexicon")
    with Casebook.open(tmp_path / "case") as casebook:
        build(casebook)
        hand_over(casebook, "evidence-pack", tmp_path / "out", names=True)
    told: list[str] = []
    assert rebuild(tmp_path / "out" / NAME, tmp_path / "again", told.append) == [] and told == []
    assert (tmp_path / "again" / "lexicon" / "places-XO.db").is_file()


def test_a_rebuild_with_other_code_says_so(handed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = handed("evidence-pack", names=True) / NAME
    told: list[str] = []
    assert rebuild(given, tmp_path / "same", told.append) == [] and told == []
    monkeypatch.setattr(pack, "code_of", lambda lexicon, reader: "0" * 16)
    rebuild(given, tmp_path / "other", told.append)
    assert [line for line in told if line.startswith("the code is another one")] == told and len(told) == 1


def test_a_pack_that_would_fill_the_disk_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as out, out.open("a.txt", "w") as part:
        for _ in range(101):
            part.write(bytes(1_000_000))
    with pytest.raises(IntakeError, match="far more"):
        rebuild(tmp_path / "bomb.zip", tmp_path / "case")
    assert not (tmp_path / "case").exists()


def test_a_damaged_pack_is_refused_before_anything_is_made(handed: Any, tmp_path: Path) -> None:
    pack = handed("evidence-pack", names=True) / NAME
    with zipfile.ZipFile(pack) as given:
        parts = {name: given.read(name) for name in given.namelist()}

    def again(name: str, changed: dict[str, bytes]) -> Path:
        with zipfile.ZipFile(tmp_path / name, "w") as out:
            for part, content in changed.items():
                out.writestr(part, content)
        return tmp_path / name

    touched = {**parts, "documents.jsonl": parts["documents.jsonl"].replace(b"18", b"81")}
    missing = {name: content for name, content in parts.items() if name != "decisions.jsonl"}
    for name, changed, words in (
        ("touched.zip", touched, "documents.jsonl is damaged"),
        ("missing.zip", missing, "decisions.jsonl"),
        ("more.zip", {**parts, "more.txt": b"x"}, "more.txt"),
        ("out.zip", {**parts, "../out.txt": b"x"}, "no evidence pack"),
        ("bare.zip", {"a.txt": b"x"}, "SHA256SUMS"),
    ):
        with pytest.raises(IntakeError, match=words):
            rebuild(again(name, changed), tmp_path / "case")
    (tmp_path / "no.zip").write_bytes(b"no zip")
    with pytest.raises(IntakeError, match="zip"):
        rebuild(tmp_path / "no.zip", tmp_path / "case")
    assert not (tmp_path / "case").exists()


def test_a_pack_names_persons_and_says_so(case: Path, tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["export", str(case), "--as", "evidence-pack", "--out", str(tmp_path)])
    assert told.exit_code != 0 and "--names" in str(told.exception)
