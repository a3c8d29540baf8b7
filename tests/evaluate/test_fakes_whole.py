"""The FA-KES development file goes through whole, and the killed totals of its scoring side are read well enough."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from crosswire.casebook import Casebook
from crosswire.collect import ReadOptions, read_paths
from crosswire.evaluate.fakes import evaluate, predict, read_rows
from crosswire.lexicon import load
from crosswire.publish.jsonl import export_jsonl
from crosswire.run import build

pytestmark = pytest.mark.shared
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


def test_the_killed_totals_of_the_scoring_side(casebook: Path, table: Path) -> None:
    rows, excluded = read_rows(table, load().gazetteer)
    with Casebook.open(casebook) as opened:
        report = evaluate(rows, excluded, predict(opened), "score")
    assert report.scores["killed_exact"].rate >= 0.78
    assert report.scores["killed_exact_hard"].rate > 0.56
    assert report.scores["killed_exact_hard"].rate > report.baseline["killed_exact_hard"].rate
