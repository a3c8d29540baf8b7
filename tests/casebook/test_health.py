"""What is wrong with a casebook is found and named, backups are whole, and what can be read is saved."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path

import ostravia
import pytest
from click.testing import CliRunner

from crosswire.casebook import Casebook, anchor_of
from crosswire.casebook.health import examine
from crosswire.casebook.keep import back_up, rescue
from crosswire.cli import app
from crosswire.errors import CasebookError
from crosswire.model import Decision
from crosswire.run import build

TEXTS = [f"{n} people were killed in Velmora, said Marn Watch. " + "It rained in Dolna. " * 300 for n in range(2, 12)]
DOCUMENTS = [ostravia.document(text, file=f"report-{n}.txt") for n, text in enumerate(TEXTS)]


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built casebook with ten documents and a decision."""
    ostravia.put_in(monkeypatch)
    folder = tmp_path / "case"
    with Casebook.open(folder, create=True) as casebook:
        casebook.add_documents(DOCUMENTS)
        build(casebook, workers=1)
        claim = casebook.claims()[0]
        anchor = anchor_of(claim, casebook.document(claim.document_id).text)
        casebook.decide(Decision(decision_id="d-1", kind="reject", by="ada", at="2026-01-01T00:00:00Z", a=anchor))
    (folder / "lexicon").mkdir()
    (folder / "lexicon" / "notes.txt").write_text("mine")
    return folder


def change(case: Path, statement: str) -> None:
    with sqlite3.connect(case / "casebook.db") as connection:
        connection.execute(statement)
    connection.close()


def test_a_whole_casebook_has_no_finding(case: Path) -> None:
    assert examine(case) == []
    assert CliRunner().invoke(app, ["doctor", str(case)]).exit_code == 0


@pytest.mark.parametrize(
    ("statement", "what", "precious"),
    [
        ("UPDATE texts SET text = replace(text, 'Dolna', 'Brisk')", "not the one that was added", True),
        ("UPDATE claims SET body = replace(body, 'people were killed', 'people were KILLED')", "other words", False),
        ("UPDATE estimates SET body = json_set(body, '$.low', 99)", "out of order", False),
        ("UPDATE claims SET body = json_set(body, '$.event_id', 'event-none')", "lists a claim", False),
        ("UPDATE claims SET body = substr(body, 2)", "damaged", False),
        ("DELETE FROM events", "not there", False),
        ("UPDATE relations SET body = '{}'", "does not fit", False),
        ("INSERT INTO quote_search (quote_search) VALUES ('delete-all')", "0 rows for", False),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found_and_says_how_to_mend_it(case: Path, statement: str, what: str, precious: bool) -> None:
    change(case, statement)
    found = examine(case)
    assert any(what in one.what for one in found), found
    assert any(one.precious for one in found) == precious
    told = CliRunner().invoke(app, ["doctor", str(case), "--json"])
    assert told.exit_code == 3
    assert {one["mend"] for one in json.loads(told.stdout)["findings"]} == {one.mend for one in found}
    if not precious:
        with Casebook.open(case) as casebook:
            build(casebook, workers=1)
        assert examine(case) == []


def test_a_broken_part_of_the_cache_is_found(case: Path) -> None:
    part = next((case / "parts").rglob("*.parquet"))
    part.write_bytes(b"no table")
    part.with_name("part-00009.999999999.unfinished").write_bytes(b"")
    assert [one.where.split("/")[0] for one in examine(case)] == ["parts", "parts"]
    part.with_name("part-00009.999999999.unfinished").unlink()
    with Casebook.open(case) as casebook:
        assert build(casebook, workers=1).fresh == len(DOCUMENTS)
    assert examine(case) == []


def test_a_part_with_other_bytes_inside_is_found(case: Path) -> None:
    part = next((case / "parts").rglob("*.parquet"))
    raw = bytearray(part.read_bytes())
    raw[100] ^= 1
    part.write_bytes(bytes(raw))
    assert [one.where.split("/")[0] for one in examine(case)] == ["parts"]


def test_a_newer_casebook_and_no_casebook_are_named(case: Path, tmp_path: Path) -> None:
    change(case, "PRAGMA user_version = 999")
    assert "newer crosswire" in examine(case)[0].what
    with pytest.raises(CasebookError, match="no casebook"):
        examine(tmp_path / "nothing")


def damage(case: Path, near: str) -> None:
    """Overwrite one page of the file in the middle of a text."""
    file = case / "casebook.db"
    raw = bytearray(file.read_bytes())
    page = raw.index(near.encode()) // 4096 * 4096
    raw[page : page + 4096] = b"\xff" * 4096
    file.write_bytes(raw)


def test_a_damaged_page_costs_its_own_rows(case: Path, tmp_path: Path) -> None:
    with sqlite3.connect(case / "casebook.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    damage(case, "5 people were killed in Velmora, said Marn Watch. It rained in Dolna. It rained")
    assert examine(case)[0].precious
    saved = rescue(case, tmp_path / "saved")
    assert 0 < saved.lost_documents < saved.documents
    assert saved.documents + saved.lost_documents == len(DOCUMENTS)
    assert (saved.decisions, saved.lost_decisions) == (1, 0)
    with Casebook.open(tmp_path / "saved") as casebook:
        build(casebook, workers=1)
        assert len(casebook.documents()) == saved.documents
        assert len(casebook.decisions()) == 1
    assert (tmp_path / "saved" / "lexicon" / "notes.txt").read_text() == "mine"
    assert examine(tmp_path / "saved") == []


def test_a_file_that_is_cut_short_gives_what_is_left(case: Path, tmp_path: Path) -> None:
    change(case, "PRAGMA wal_checkpoint(TRUNCATE)")
    file = case / "casebook.db"
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.truncate(size - 4096)
    assert examine(case)[0].precious
    saved = rescue(case, tmp_path / "saved")
    assert saved.documents + (saved.lost_documents or 0) == len(DOCUMENTS)
    assert saved.documents > 0


def test_a_broken_view_hinders_no_rescue(case: Path, tmp_path: Path) -> None:
    with sqlite3.connect(case / "casebook.db") as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'SELECT', 'SLECT') WHERE name = 'figures'")
    connection.close()
    assert examine(case)[0].precious
    saved = rescue(case, tmp_path / "saved")
    assert (saved.documents, saved.decisions) == (len(DOCUMENTS), 1)


def test_a_backup_is_whole_while_others_write(case: Path, tmp_path: Path) -> None:
    more = [ostravia.document(f"{n} people were killed in Brisk, said OPA.", file=f"more-{n}.txt") for n in range(60)]
    written = threading.Event()

    def write() -> None:
        with Casebook.open(case) as casebook:
            for document in more:
                casebook.add_documents([document])
                written.set()

    writer = threading.Thread(target=write)
    writer.start()
    written.wait(30)
    back_up(case, tmp_path / "copy")
    writer.join()
    assert examine(tmp_path / "copy") == []
    with Casebook.open(tmp_path / "copy") as casebook:
        kept = {document.document_id for document in casebook.documents()}
    assert {document.document_id for document in DOCUMENTS} <= kept
    assert (tmp_path / "copy" / "lexicon" / "notes.txt").read_text() == "mine"
    assert not (tmp_path / "copy" / "parts").exists()


def test_a_backup_takes_nobodys_place(case: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    told = CliRunner().invoke(app, ["backup", str(case), str(tmp_path / "taken")])
    assert isinstance(told.exception, CasebookError)
    assert "exists already" in str(told.exception)
    assert list((tmp_path / "taken").iterdir()) == []
    with pytest.raises(CasebookError, match="no casebook"):
        back_up(tmp_path / "nothing", tmp_path / "new")
    assert not (tmp_path / "new").exists()
