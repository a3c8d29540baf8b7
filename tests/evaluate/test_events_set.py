"""Events against groups: alignment, groups left out, decoys and baselines, on a set of two short articles."""

import csv
import json
from pathlib import Path

import pytest

from crosswire.evaluate.careful.events import evaluate
from crosswire.lexicon import load

TEXTS = [
    "A car bomb killed nine people in Damascus on 3 May 2017. A mortar attack wounded four people in Homs on 9 May.",
    "A car bomb in Damascus killed nine people on 3 May 2017.",
]


def span(text: str, words: str) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


def event(text: str, key: str, trigger: str) -> dict[str, object]:
    return {
        "id": key, "type": "bombing", "trigger": span(text, trigger), "actor": None, "actor_name": None, "place": None,
        "place_name": None, "date": None, "status": "happened",
    }  # fmt: skip


def claim(text: str, key: str, measure: str, number: str, best: int) -> dict[str, object]:
    return {
        "event": key, "measure": measure, "of": "unknown", "side": None, "counts": "total", "low": best, "best": best,
        "high": best, "bound": "exact", "number": span(text, number), "victims": None, "trigger": None, "source": None,
        "source_name": None, "manner": "own_voice", "status": "happened",
    }  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    claims, fakes = tmp_path / "claims", tmp_path / "fakes"
    claims.mkdir()
    fakes.mkdir()
    with (fakes / "fakes_dev.csv").open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("article_title", "article_content", "source", "date"))
        writer.writerows(("Blast", text, "Demo Agency", "5/5/2017") for text in TEXTS)
    told = [
        {
            "row": 0,
            "events": [event(TEXTS[0], "e1", "car bomb"), event(TEXTS[0], "e2", "mortar attack")],
            "claims": [claim(TEXTS[0], "e1", "killed", "nine", 9), claim(TEXTS[0], "e2", "wounded", "four", 4)],
        },
        {
            "row": 1,
            "events": [event(TEXTS[1], "e1", "car bomb")],
            "claims": [claim(TEXTS[1], "e1", "killed", "nine", 9)],
        },
    ]
    (claims / "claims.jsonl").write_text("\n".join(json.dumps(one) for one in told))
    (claims / "split.tsv").write_text("row\tside\n0\tlook\n1\tlook\n")
    (claims / "war_total.jsonl").write_text("")
    write_groups(claims, sure=True)
    (claims / "decoys.jsonl").write_text(json.dumps({"a": [0, "e2"], "b": [1, "e1"], "why": "another town"}))
    return claims


def write_groups(claims: Path, *, sure: bool) -> None:
    members = [[0, "e1"], [1, "e1"]]
    (claims / "groups.jsonl").write_text(json.dumps({"group": "blast", "members": members, "sure": sure}))


def quiet(step: str, done: int, total: int) -> None:
    pass


def test_one_happening_of_two_articles(folder: Path) -> None:
    report = evaluate(folder, "look", load(), quiet)
    assert report.scores["bcubed_f1"].value == report.scores["pair_f1"].value == 1.0
    assert report.scores["decoys_merged"].value == 0.0
    assert report.scores["bcubed_f1"].n == 3
    assert any(
        "each event alone: bcubed_f1 0.800" in note for note in report.notes
    )  # precision 1, recall (1/2+1/2+1)/3


def test_groups_that_are_not_sure_are_left_out(folder: Path) -> None:
    write_groups(folder, sure=False)
    report = evaluate(folder, "look", load(), quiet)
    assert report.scores["bcubed_f1"].n == 1
    assert report.scores["pair_f1"].value == 0.0
