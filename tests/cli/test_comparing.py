"""`omissions` and `wording` on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import decided_record
import pytest

Run = Callable[..., Any]


@pytest.fixture
def two(run: Run, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    import crosswire.lexicon

    monkeypatch.setattr(crosswire.lexicon, "load", lambda folder=None: decided_record.lexicon())
    run("run", texts / "daily.txt", "--case", tmp_path / "case", "--outlet", "Velmora Daily")
    run("run", texts / "opa.txt", "--case", tmp_path / "case", "--outlet", "OPA")
    return tmp_path / "case"


def test_what_is_left_out_is_a_table_and_json(run: Run, two: Path) -> None:
    (event,) = run("events", two, "--disputed", "--json").json
    said = run("omissions", two, event["event_id"][:12])
    assert said.code == 0 and "documents not judged" in said.out and "not known" in said.out
    assert "killed, people: 12; 15" in said.out
    found = run("omissions", two, event["event_id"], "--days", "3", "--json").json
    assert (found["not_judged"], found["since"], found["telling"]) == (2, None, [])
    assert {one["kind"] for one in found["things"]} == {"figure", "source"}
    assert run("omissions", two, "event-zz").code == 2


def test_the_words_of_two_outlets(run: Run, two: Path) -> None:
    said = run("wording", two, "daily", "opa")
    assert said.code == 0 and "Acts, in the events that both tell" in said.out and "killed 1" in said.out
    assert run("wording", two, "daily", "opa", "--json").json["shared_events"]
    same = run("wording", two, "daily", "velmora")
    assert (same.code, "name two outlets" in same.err) == (2, True)
    assert run("wording", two, "daily", "Times").code == 2


def test_what_changed_between_two_casebooks(run: Run, two: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(two, tmp_path / "before")
    (event,) = run("events", two, "--place", "brisk", "--json").json
    run("decide", two, "reject", event["claim_ids"][0], "--by", "Ada", "--note", "a drill")
    run("build", two)
    said = run("diff", tmp_path / "before", two)
    for words in ("decisions that hold now  1", "gone", "3 | – | 3", "none", "reject by Ada on", "a drill"):
        assert words in said.out
    assert run("diff", tmp_path / "before", two, "--json").json["figures"][0]["after"] is None
    assert run("diff", two, two).out.count(": none") == 3
    assert run("diff", two, tmp_path / "nothing").code == 3
