"""The FA-KES development file goes through whole, and what is read of it has not fallen below what is pinned.

The fast part of the gate: `make gate` holds the other sets.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from crosswire.casebook import Casebook, Derived
from crosswire.collect import ReadOptions, read_paths
from crosswire.evaluate.fakes.labels import hash_of, labelled_rows, predict, scored
from crosswire.evaluate.flow import Read
from crosswire.evaluate.gate import advice, hold, read_pins
from crosswire.lexicon import load
from crosswire.publish.jsonl import export_jsonl
from crosswire.run import build

pytestmark = pytest.mark.shared
ROOT = Path(__file__).parents[2]
OPTIONS = ReadOptions(text=("article_content",), title="article_title", outlet="source")


@pytest.fixture(scope="module")
def table() -> Path:
    """FA-KES; skips, saying so, where the shared folder is missing."""
    shared = Path(os.environ.get("CROSSWIRE_SHARED") or Path(__file__).parents[2].parent / "shared")
    path = shared / "bench" / "fakes" / "fakes_dev.csv"
    if not path.is_file():
        pytest.skip(f"{path}: FA-KES is not here; set CROSSWIRE_SHARED to run this test")
    return path


@pytest.fixture(scope="module")
def casebook(table: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fakes") / "case"
    with Casebook.open(folder, create=True) as opened:
        opened.add_documents(read_paths([table], OPTIONS, load()))
        build(opened, workers=2)
    return folder


def test_every_row_is_accounted_for(casebook: Path, tmp_path: Path) -> None:
    with Casebook.open(casebook) as opened:
        export_jsonl(opened, tmp_path / "out")
    lines = [json.loads(line) for line in (tmp_path / "out" / "documents.jsonl").read_text("utf-8").splitlines()]
    assert sorted(line["row"] for line in lines) == list(range(480))
    assert Counter(line["state"] for line in lines) == {"read": 480}


def test_the_pinned_scores_are_held(casebook: Path, table: Path) -> None:
    pin = next(pin for pin in read_pins(ROOT / "benchmarks" / "gate.json") if pin.set == "fakes")
    rows, _ = labelled_rows(table, load().gazetteer)
    with Casebook.open(casebook) as opened:
        derived = Derived(
            claims=tuple(opened.claims()), events=tuple(opened.events()), main_events=opened.main_events()
        )
        told = predict(Read(documents=tuple(opened.documents()), derived=derived), load())
    report = scored([row for row in rows if row.side == pin.split], told, pin.split)
    lines = hold(pin, replace(report, data_sha256=hash_of(table)))
    for line in lines:
        if line.state == "skipped":
            pytest.skip(str(line))
    dropped = [line for line in lines if line.state == "dropped"]
    assert not dropped, "\n".join([*map(str, dropped), advice(dropped)])
    for name in ("killed_exact", "killed_exact_hard"):
        ours, title = report.scores[name].value, report.baseline[name].value
        assert ours > title, name
