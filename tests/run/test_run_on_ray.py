"""The Ray runner makes the tables of the local pool, and survives its workers."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from crosswire.casebook import Casebook
from crosswire.collect import ReadOptions, read_paths
from crosswire.demo import corpus_folder
from crosswire.errors import CrosswireError
from crosswire.lexicon import load
from crosswire.publish.jsonl import export_jsonl
from crosswire.run import build
from crosswire.run.on_ray import pmap
from crosswire.run.parts import Part

sys.path.insert(0, str(Path(__file__).parent))
import slow_parts

ray: Any = pytest.importorskip("ray", reason="Ray is not installed (crosswire[ray])")
PARTS = [Part(number=number, start=0, stop=4) for number in range(3)]


@pytest.fixture(scope="module", autouse=True)
def two_processors() -> Iterator[None]:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    folders = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    ray.init(
        num_cpus=2,
        include_dashboard=False,
        configure_logging=False,
        log_to_driver=False,
        runtime_env={"env_vars": {"PYTHONPATH": folders}},
    )
    yield
    ray.shutdown()


def rows_in(folder: Path) -> set[int]:
    return {int(row) for file in folder.glob("part-*") for row in file.read_text().split()}


def exported(folder: Path, **options: Any) -> dict[str, bytes]:
    with Casebook.open(folder, create=True) as casebook:
        casebook.add_documents(read_paths([corpus_folder()], ReadOptions(), load()))
        build(casebook, batch_size=6, **options)
        return {file.name: file.read_bytes() for file in export_jsonl(casebook, folder / "out")}


def test_the_tables_are_those_of_the_local_pool(tmp_path: Path) -> None:
    told: list[Part] = []

    def counted(function: Any, parts: Any, *, seconds: Any, done: Any) -> Any:
        told.extend(parts)
        return pmap(function, parts, seconds=seconds, done=done, workers=2)

    assert exported(tmp_path / "ray", runner=counted) == exported(tmp_path / "local", workers=2)
    assert len(told) == 2


def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    work = partial(slow_parts.die_once, folder=tmp_path, unlucky=1)
    assert pmap(work, PARTS, workers=2, seconds=lambda part: 120) == []
    assert (tmp_path / "died").exists()
    assert rows_in(tmp_path) == {0, 1, 2, 3, 100, 101, 102, 103, 200, 201, 202, 203}


def test_a_row_that_kills_every_worker_is_found_and_the_others_are_done(tmp_path: Path) -> None:
    done: list[Part] = []
    work = partial(slow_parts.note, folder=tmp_path, killer=101, sleeper=-1)
    parts = [Part(number=0, start=0, stop=4), Part(number=1, start=0, stop=2)]
    (lost,) = pmap(work, parts, workers=2, seconds=lambda part: 300, done=done.append)
    assert (lost.part.number, lost.part.start, lost.part.stop, lost.code) == (1, 1, 2, "crash")
    assert rows_in(tmp_path) == {0, 1, 2, 3, 100}
    assert sum(part.stop - part.start for part in done) == 6


def test_a_row_that_takes_for_ever_is_given_up(tmp_path: Path) -> None:
    work = partial(slow_parts.note, folder=tmp_path, killer=-1, sleeper=0)
    parts = [Part(number=0, start=0, stop=1), Part(number=1, start=0, stop=2)]
    (lost,) = pmap(work, parts, workers=2, seconds=lambda part: 5 if part.number == 0 else 300)
    assert (lost.part.number, lost.part.start, lost.code) == (0, 0, "timeout")
    assert rows_in(tmp_path) == {100, 101}


def test_a_fault_of_the_program_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        pmap(slow_parts.fault, PARTS, workers=2, seconds=lambda part: 120)


def test_an_address_where_nobody_listens_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ray, "is_initialized", lambda: False)

    def refuse(**_: Any) -> None:
        raise ConnectionError("no cluster there")

    monkeypatch.setattr(ray, "init", refuse)
    with pytest.raises(CrosswireError, match=r"10\.0\.0\.9:6379.*no cluster there"):
        pmap(slow_parts.fault, PARTS, workers=2, seconds=lambda part: 1, address="10.0.0.9:6379")
