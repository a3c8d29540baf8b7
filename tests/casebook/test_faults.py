"""What the world does to a casebook: an old shape, a full disk, two writers, a clock that jumps."""

from __future__ import annotations

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
    with pytest.raises(CasebookError, match="disk full"), Casebook.open(tmp_path) as casebook:
        pages = casebook._connection.execute("PRAGMA page_count").fetchone()[0]
        casebook._connection.execute(f"PRAGMA max_page_count = {pages + 3}")
        casebook.add_documents([large])
    with Casebook.open(tmp_path) as casebook:
        assert casebook.documents() == [first]
        casebook.add_documents([large])
    assert examine(tmp_path) == []


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
