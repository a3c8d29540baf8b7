"""The commands of reviewers: every kind of decision, the log out and in, conflicts in `decisions` and in `show`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import decided_record
import ostravia
import pytest

Run = Callable[..., Any]


@pytest.fixture
def real(run: Run, case: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The casebook of the invented reports, with a real lexicon for the values that are set."""
    import crosswire.lexicon

    monkeypatch.setattr(crosswire.lexicon, "load", lambda folder=None: decided_record.lexicon())
    return case


def claims(run: Run, case: Path, words: str) -> list[str]:
    return run("search", case, words, "--json").json["claims"]


def document(run: Run, case: Path, words: str) -> str:
    return run("search", case, words, "--json").json["documents"][0]


def test_a_field_is_corrected_confirmed_and_emptied(run: Run, real: Path) -> None:
    (claim,) = claims(run, real, "brisk")
    said = run("decide", real, "correct", claim, "--set", "figure=killed at_least 4", "--by", "Ada", "--json")
    assert said.json["fields"][0]["was"] == "killed any 3"
    assert run("decide", real, "confirm", claim, "--by", "Ben").code == 0
    assert run("decide", real, "confirm", claim, "--set", "status", "--by", "Ben").code == 0
    assert run("decide", real, "correct", claim, "--set", "place=", "--words", "Brisk", "--by", "Ada").code == 0
    told = run("decisions", real)
    for words in ("figure: killed any at_least 4 (was killed any 3)", "overruled", "place: nothing (was xo-brisk)"):
        assert words in told.out
    first, second, *_ = run("decisions", real, "--json").json
    assert first["against"] == [second["decision"]["decision_id"]]
    event = run("show", real, claim)
    assert "Decisions" in event.out and "overruled" in event.out
    assert len(run("show", real, document(run, real, "brisk"), "--json").json["decisions"]) == 4


def test_a_claim_is_added_from_its_words(run: Run, real: Path) -> None:
    quiet = document(run, real, "nothing")
    said = run("decide", real, "add", quiet, "--words", "Nothing else", "--set", "event_type=protest", "--by", "Ada")
    assert said.code == 0, said.err
    run("decide", real, "add", quiet, "--words", "e", "--at", "4", "--set", "event_type=protest", "--by", "Ada")
    assert [row["state"] for row in run("decisions", real, "--json").json] == ["holds", "holds"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "DOC", "--set", "event_type=killing"), "needs --words"),
        (("add", "DOC", "--words", "zebra", "--set", "event_type=killing"), "does not hold"),
        (("add", "DOC", "--words", "e", "--set", "event_type=killing"), "say which with --at"),
        (("add", "DOC", "--words", "e", "--at", "1", "--set", "event_type=killing"), "does not stand at 1"),
        (("correct", "CLAIM"), "needs one --set"),
        (("correct", "CLAIM", "--set", "status=denied", "--set", "mode=x"), "needs one --set"),
        (("correct", "CLAIM", "--set", "colour=red"), "sets event_type"),
        (("correct", "CLAIM", "--set", "grade=fair"), "sets event_type"),
        (("reject", "CLAIM", "--set", "status=denied"), "takes no --set"),
        (("reject", "CLAIM", "--words", "Brisk"), "takes no --words"),
        (("grade", "CLAIM", "--set", "status=denied"), "sets grade"),
        (("confirm", "CLAIM", "CLAIM"), "takes 1 id"),
    ],
)
def test_what_is_asked_wrongly_is_said(run: Run, real: Path, words: tuple[str, ...], said: str) -> None:
    stand_for = {"DOC": document(run, real, "nothing"), "CLAIM": claims(run, real, "brisk")[0]}
    told = run("decide", real, *(stand_for.get(word, word) for word in words), "--by", "Ada")
    assert (told.code, said in told.err) == (2, True), told.err
    assert run("decisions", real, "--json").json == []


def test_the_log_goes_from_one_casebook_to_another(run: Run, real: Path, texts: Path, tmp_path: Path) -> None:
    (event,) = run("events", real, "--place", "brisk", "--json").json
    run("decide", real, "grade", event["event_id"], "--set", "grade=weak", "--by", "Ada")
    run("decide", real, "reject", event["claim_ids"][0], "--by", "Ada", "--note", "a drill")
    assert run("decisions", real, "--out", tmp_path / "log.jsonl").code == 0
    run("run", texts, "--case", tmp_path / "other", "--outlet", "Velmora Daily")
    assert "2 decisions added, 0 known" in run("decisions", tmp_path / "other", "--import", tmp_path / "log.jsonl").out
    again = run("decisions", tmp_path / "other", "--import", tmp_path / "log.jsonl", "--json")
    assert again.json == {"added": 0, "known": 2}
    run("build", tmp_path / "other")
    assert run("events", tmp_path / "other", "--place", "brisk", "--json").json == []
    both = run("decisions", real, "--out", tmp_path / "x", "--import", tmp_path / "log.jsonl")
    assert (both.code, "two errands" in both.err) == (2, True)


def test_a_build_says_that_reviewers_differ_and_what_is_lost(run: Run, real: Path, texts: Path, tmp_path: Path) -> None:
    (claim,) = claims(run, real, "brisk")
    run("decide", real, "correct", claim, "--set", "figure=killed 5", "--by", "Ada")
    run("decide", real, "correct", claim, "--set", "figure=killed 6", "--by", "Ben")
    assert "2 decisions differ between reviewers" in run("build", real).err
    run("decisions", real, "--out", tmp_path / "log.jsonl")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "quiet.txt").write_text(ostravia.QUIET)
    run("run", tmp_path / "elsewhere", "--case", tmp_path / "other")
    run("decisions", tmp_path / "other", "--import", tmp_path / "log.jsonl")
    assert run("build", tmp_path / "other").err.count("finds no claim at its quote") == 2
    assert "lost: no claim at its quote" in run("decisions", tmp_path / "other").out


def test_two_coders_and_their_agreement(run: Run, real: Path) -> None:
    queue = run("queue", real, "--by", "ada", "--json").json
    assert len(queue) == 3 and {one["answer"] for one in queue} == {None}
    for one in queue:
        assert run("decide", real, "confirm", one["claim_id"], "--by", "ada").code == 0
    assert run("queue", real, "--by", "ada", "--todo").out == "Queue of ada: none\n\n"
    run("decide", real, "confirm", queue[0]["claim_id"], "--by", "ben")
    run("decide", real, "correct", queue[1]["claim_id"], "--set", "figure=killed 99", "--by", "ben")
    told = run("queue", real, "--by", "ben", "--sample", "3")
    assert "killed any 99" in told.out and f"“{queue[0]['words']['quote']}” at" in told.out
    figures = {one["kind"]: one for one in run("agreement", real, "ada", "ben", "--json").json}["figure"]
    assert (figures["both"], figures["one"], figures["same"]) == (2, 1, 0.5)
    assert "0.500" in run("agreement", real, "ada", "ben").out
    assert run("agreement", real, "ada").code == 2
    assert run("queue", real, "--by", "ada", "--field", "place", "--json").json[0]["value"].startswith("xo-")


def test_the_queue_of_links(run: Run, real: Path) -> None:
    assert run("queue", real, "--by", "ada", "--field", "link").out == "Queue of ada: none\n\n"
    assert run("queue", real, "--by", "ada", "--field", "link", "--json").json == []
