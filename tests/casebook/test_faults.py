"""What the world does to a casebook: an old shape, a full disk, two writers, a clock that jumps."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import ostravia
import pytest
from former_shapes import old_casebook

from crosswire.casebook import Casebook, anchor_of
from crosswire.casebook.health import examine
from crosswire.casebook.migrate import migrations
from crosswire.errors import CasebookError
from crosswire.model import Decision
from crosswire.run import build


@pytest.mark.parametrize("version", [number for number, _ in migrations()])
def test_a_casebook_of_every_earlier_shape_is_brought_up(
    tmp_path: Path, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ostravia.put_in(monkeypatch)
    ids = old_casebook(tmp_path / "old", version=version)
    with Casebook.open(tmp_path / "old") as casebook:
        kept = [d.document_id for d in casebook.documents()] + [d.decision_id for d in casebook.decisions()]
        assert sorted(kept) == sorted(ids)
        build(casebook, workers=1)
        assert [len(event.claim_ids) for event in casebook.events()] == [2]  # one of the three is rejected
    assert examine(tmp_path / "old") == []


def test_a_full_disk_keeps_what_was_there(tmp_path: Path) -> None:
    first = ostravia.document("It rained in Dolna.", file="first.txt")
    large = ostravia.document("It rained in Brisk. " * 20_000, file="large.txt")
    with Casebook.open(tmp_path, create=True) as casebook:
        casebook.add_documents([first])
    with pytest.raises(CasebookError, match="no room is left"), Casebook.open(tmp_path) as casebook:
        pages = casebook._connection.execute("PRAGMA page_count").fetchone()[0]
        casebook._connection.execute(f"PRAGMA max_page_count = {pages + 3}")
        casebook.add_documents([large])
    with Casebook.open(tmp_path) as casebook:
        assert casebook.documents() == [first]
        casebook.add_documents([large])
    assert examine(tmp_path) == []


def test_what_cannot_be_written_to_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a medium that is read-only, where SQLite cannot put the files it needs beside the casebook."""
    with Casebook.open(tmp_path, create=True) as casebook:
        casebook.add_documents([ostravia.document("It rained in Dolna.")])
    monkeypatch.setattr("crosswire.casebook.migrate.os.access", lambda path, mode: False)
    assert examine(tmp_path) == []
    with Casebook.open(tmp_path) as casebook:
        assert len(casebook.documents()) == 1
        assert [file.name for file in tmp_path.iterdir()] == ["casebook.db"]
    with pytest.raises(CasebookError, match="read-only"), Casebook.open(tmp_path) as casebook:
        casebook.add_documents([ostravia.document("It rained in Brisk.")])


@pytest.mark.parametrize(
    ("error", "what"),
    [("SQLITE_IOERR_SHMSIZE", "full or fails"), ("SQLITE_CANTOPEN", "read-only"), ("SQLITE_BUSY_SNAPSHOT", "at work")],
)
def test_what_the_machine_refuses_is_not_taken_for_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: str, what: str
) -> None:
    Casebook.open(tmp_path, create=True).close()
    refused = sqlite3.OperationalError("no")
    refused.sqlite_errorname = error

    def refuse(*arguments: object, **options: object) -> None:
        raise refused

    monkeypatch.setattr("crosswire.casebook.migrate.sqlite3.connect", refuse)
    for act in (Casebook.open, examine):
        with pytest.raises(CasebookError, match=rf"casebook\.db: .*{what}"):
            act(tmp_path)


def test_a_build_leaves_the_cache_of_another_that_is_at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ostravia.put_in(monkeypatch)
    other, at_work = tmp_path / "parts" / "claims-other", tmp_path / "parts" / "given-1"
    other.mkdir(parents=True)
    at_work.mkdir()
    with Casebook.open(tmp_path, create=True) as casebook:
        casebook.add_documents([ostravia.document("5 people were killed in Velmora, said OPA.")])
        build(casebook, workers=1)
        assert other.exists()
        at_work.rmdir()
        build(casebook, workers=1)
        assert not other.exists()


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    given = [ostravia.document(f"It rained {n} times in Dolna.", file=f"rain-{n}.txt") for n in range(40)]
    Casebook.open(tmp_path, create=True).close()
    broken: list[BaseException] = []

    def write(own: list[object]) -> None:
        try:
            with Casebook.open(tmp_path) as casebook:
                for document in own:
                    casebook.add_documents([document])  # type: ignore[list-item]
        except BaseException as error:
            broken.append(error)

    writers = [threading.Thread(target=write, args=(given[part::2],)) for part in (0, 1)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert broken == []
    with Casebook.open(tmp_path) as casebook:
        assert len(casebook.documents()) == 40


def test_a_clock_that_jumps_back_undoes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A decision that bears an earlier time than the one it comes after is kept, and the log stays in its order."""
    ostravia.put_in(monkeypatch)
    document = ostravia.document("5 people were killed in Velmora, said OPA.", file="one.txt")
    anchor = anchor_of(ostravia.extract_claims(document)[0], document.text)
    with Casebook.open(tmp_path, create=True) as casebook:
        casebook.add_documents([document])
        late = Decision(decision_id="d-1", kind="reject", by="ada", at="2031-01-01T00:00:00Z", a=anchor)
        back = Decision(decision_id="d-2", kind="undo", by="ada", at="2026-01-01T00:00:00Z", undoes="d-1")
        casebook.decide(late)
        assert build(casebook, workers=1).events == 0
        casebook.decide(back)
        assert [d.decision_id for d in casebook.decisions()] == ["d-1", "d-2"]
        assert build(casebook, workers=1).events == 1
