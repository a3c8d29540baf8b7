"""The runner loses only the guilty row, and tells which."""

from __future__ import annotations

import sys
from functools import partial
from multiprocessing import get_all_start_methods
from pathlib import Path

import pytest

from crosswire.run import local
from crosswire.run.local import pmap
from crosswire.run.parts import Part

sys.path.insert(0, str(Path(__file__).parent))
import slow_parts

PARTS = [Part(number=number, start=0, stop=4) for number in range(3)]


def rows_in(folder: Path) -> set[int]:
    return {int(row) for file in folder.iterdir() for row in file.read_text().split()}


def test_a_row_that_kills_its_worker_is_found_and_the_others_are_done(tmp_path: Path) -> None:
    done: list[Part] = []
    work = partial(slow_parts.note, folder=tmp_path, killer=102, sleeper=-1)
    (lost,) = pmap(work, PARTS, workers=2, seconds=lambda part: 60, done=done.append)
    assert (lost.part.number, lost.part.start, lost.part.stop, lost.code) == (1, 2, 3, "crash")
    assert rows_in(tmp_path) == {0, 1, 2, 3, 100, 101, 103, 200, 201, 202, 203}
    assert sum(part.stop - part.start for part in done) == 12


def test_a_row_that_takes_for_ever_is_given_up(tmp_path: Path) -> None:
    work = partial(slow_parts.note, folder=tmp_path, killer=-1, sleeper=1)
    parts = [Part(number=0, start=0, stop=2), Part(number=1, start=0, stop=1)]
    (lost,) = pmap(work, parts, workers=2, seconds=lambda part: 1.5)
    assert (lost.part.start, lost.code) == (1, "timeout")
    assert rows_in(tmp_path) == {0, 100}


@pytest.mark.skipif("forkserver" not in get_all_start_methods(), reason="this system cannot fork")
def test_what_workers_need_loads_once_more_has_come_than_a_batch_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    seen: list[int] = []
    monkeypatch.setattr(local.forkserver, "ensure_running", lambda: started.append(len(seen)))
    assert list(local.getting_ready(range(4), batch_size=4)) == list(range(4))
    assert started == []
    for one in local.getting_ready(range(9), batch_size=4):
        seen.append(one)
    assert seen == list(range(9)) and started == [4]


def test_a_fault_of_the_program_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        pmap(slow_parts.fault, PARTS, workers=2, seconds=lambda part: 60)


def test_one_part_needs_no_worker(tmp_path: Path) -> None:
    done: list[Part] = []
    work = partial(slow_parts.note, folder=tmp_path, killer=-1, sleeper=-1)
    assert pmap(work, PARTS[:1], workers=2, seconds=lambda part: 0, done=done.append) == []
    assert done == PARTS[:1]


def test_one_part_is_isolated_when_that_is_asked_for(tmp_path: Path) -> None:
    work = partial(slow_parts.note, folder=tmp_path, killer=1, sleeper=3)
    lost = pmap(work, PARTS[:1], workers=2, seconds=lambda part: 1.5, isolated=True)
    assert [(one.part.start, one.code) for one in lost] == [(1, "crash"), (3, "timeout")]
    assert rows_in(tmp_path) == {0, 2}
