"""A record that is derived block by block is the one that deriving everything at once gives."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_adding import reprinted
from test_redo import copied, decided, dump

from crosswire.casebook import Casebook
from crosswire.errors import CasebookError, UsageError
from crosswire.run import blocks, build

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))


class CutError(Exception):
    """Stands for whatever ends a process."""


def forgotten(folder: Path) -> None:
    """As if another version had derived the record."""
    connection = sqlite3.connect(folder / "casebook.db")
    connection.execute("UPDATE built SET basis = NULL")
    connection.commit()
    connection.close()


def cut_short(casebook: Casebook, after: int) -> None:
    """A build that dies after so many blocks."""
    joined, left = blocks.joined, [after]

    def dying(*given: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise CutError
        return joined(*given)  # type: ignore[arg-type]

    with patch.object(blocks, "joined", dying), pytest.raises(CutError):
        build(casebook)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000))
def test_blocks_give_the_record_that_all_at_once_gives(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """Also over decisions, over a former record, and where a build was cut short."""
    from deciding import stand_ins, written
    from linking import Country, make

    chance = Random(seed)
    country = Country(Random(3))
    documents, claims = reprinted(*written(*make(16, 3, country, chance)), chance)
    folder = tmp_path_factory.mktemp("whole") / "case"
    with stand_ins(country, claims, traced=True), Casebook.open(folder, create=True) as casebook:
        casebook.add_documents(documents[: chance.randint(8, len(documents))])
        build(casebook)
        for number in range(4):
            try:
                decided(casebook, chance, number)
            except UsageError:
                continue
        casebook.add_documents(documents)
        mine = copied(folder, tmp_path_factory.mktemp("blocks") / "case")
        for one in (folder, mine):
            forgotten(one)
        build(casebook)
        with Casebook.open(mine) as other, patch("crosswire.run.flow.BLOCK", chance.randint(3, 7)):
            before = dump(mine)
            cut_short(other, 2)
            assert dump(mine) == before
            with patch("crosswire.run.blocks._begin", side_effect=AssertionError("must go on where it was")):
                build(other)
            assert not list(other.parts.glob("record-*"))
        theirs = dump(folder)
        for table, found in dump(mine).items():
            assert found == theirs[table], (seed, table)


def test_two_builds_leave_each_others_records_alone(tmp_path: Path) -> None:
    from deciding import stand_ins, written
    from linking import Country, make

    country = Country(Random(3))
    documents, claims = written(*make(12, 3, country, Random(1)))
    folder = tmp_path / "case"
    with stand_ins(country, claims), Casebook.open(folder, create=True) as casebook:
        casebook.add_documents(documents)
        theirs = casebook.parts / "record-of-another"
        theirs.mkdir(parents=True)
        with patch("crosswire.run.flow.BLOCK", 5):
            for mark, stays in ((str(os.getppid()), True), ("no process", False)):
                (casebook.parts / "making-of-another").write_text(mark)
                build(casebook)
                assert theirs.exists() is stays
                forgotten(folder)
            names = patch.object(blocks, "_name", lambda texts, built: "of-another")
            (casebook.parts / "making-of-another").write_text(str(os.getppid()))
            with names, pytest.raises(CasebookError, match="another build is at work"):
                build(casebook)
            (casebook.parts / "making-of-another").unlink()
            with names:
                build(casebook)
        assert casebook.count_events() and not list(casebook.parts.glob("making-*"))
