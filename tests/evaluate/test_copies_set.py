"""The set of copies: each score counted by hand, and the whole measurement on a small press."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from crosswire.errors import UsageError
from crosswire.evaluate.copies.baselines import BASELINES, by_minhash, by_text_matcher
from crosswire.evaluate.copies.planted import Piece, Planted, evaluate
from crosswire.evaluate.copies.score import adjusted_rand, groups, scores_of, shared_characters
from crosswire.evaluate.copies.told import told_scores
from crosswire.evaluate.press.__main__ import write
from crosswire.lexicon import load


def piece(start: int, end: int, key: str | None, *, standing: bool = False) -> Piece:
    return Piece(start=start, end=end, key=key, standing=standing)


# Four texts on two happenings: b copies "bbbb" of a; c and d are alone; all print a title of two characters.
PLANTED = Planted(
    texts={"a": "tt aaaa bbbb ss", "b": "uu bbbb cccc ss", "c": "vv dddd", "d": "tt eeee"},
    story={"a": 1, "b": 1, "c": 1, "d": 2},
    first={"a": frozenset("a"), "b": frozenset("a"), "c": frozenset("c"), "d": frozenset("d")},
    quotes={"a": frozenset("q"), "b": frozenset("q"), "c": frozenset("q"), "d": frozenset()},
    pieces={
        "a": (piece(0, 2, "t"), piece(3, 7, "a1"), piece(8, 12, "a2"), piece(13, 15, None, standing=True)),
        "b": (piece(0, 2, None), piece(3, 7, "a2"), piece(8, 12, None), piece(13, 15, None, standing=True)),
        "c": (piece(0, 2, None), piece(3, 7, "c1")),
        "d": (piece(0, 2, "t"), piece(3, 7, "d1")),
    },
)


def test_what_is_planted() -> None:
    assert list(PLANTED.pairs) == [("a", "b")]
    assert PLANTED.titles_only == {("a", "d")}
    assert PLANTED.topic_pairs == {("a", "c"), ("b", "c")}


def test_pairs_and_topics_by_hand() -> None:
    span = ((3, 7), (3, 7))
    scores = scores_of(
        [PLANTED], [{("a", "b"): [((8, 12), (3, 7))], ("b", "c"): [span], ("a", "d"): [((0, 2), (0, 2))]}]
    )
    # Found are ab (right) and bc (wrong); the title that a and d have in common is not scored.
    assert scores["pair_precision"].value == 0.5
    assert scores["pair_recall"].value == 1.0
    assert scores["pair_f1"].value == pytest.approx(2 / 3)
    assert scores["topic_pairs_clean"].value == 0.5  # of ac and bc
    # Characters: 8 right of 8 planted; bc adds 8 that are not.
    assert scores["overlap_recall"].value == 1.0
    assert scores["overlap_precision"].value == 0.5
    assert scores["overlap_f1"].value == pytest.approx(2 / 3)


def test_characters_by_hand() -> None:
    # Found are "aa bbbb ss" and "bb": white space and, in a planted pair, standing lines do not count.
    assert shared_characters(PLANTED, ("a", "b"), [((5, 15), (3, 5))]) == (4 + 2, 6 + 2, 4 + 4)
    assert shared_characters(PLANTED, ("a", "b"), []) == (0, 0, 8)


def test_quotations_and_who_was_first_by_hand() -> None:
    # Quoted by both and no copy: ac, bc. Found are bc (right) and ad (wrong): precision 1/2, recall 1/2.
    quotations = frozenset({("b", "c"), ("a", "d"), ("a", "b")})  # of ab, a planted pair, nothing is asked
    scores = told_scores([PLANTED], [({("a", "b"): "b", ("b", "c"): "b"}, quotations)])
    assert scores["quotation_f1"].value == 0.5
    assert scores["first_told"].value == 1.0 and scores["first_accuracy"].value == 0.0
    scores = told_scores([PLANTED, PLANTED], [({("a", "b"): None}, quotations), ({("a", "b"): "a"}, quotations)])
    assert scores["first_told"].value == 0.5 and scores["first_accuracy"].value == 1.0


def test_groups_hang_together_through_others() -> None:
    assert groups("abcde", [("b", "c"), ("c", "e")]) == {"a": "a", "b": "b", "c": "b", "d": "d", "e": "b"}


def test_the_adjusted_rand_index_by_hand() -> None:
    # Groups {1 2 3}{4 5 6} and {1 2}{3 4 5 6}: pairs together in both 1 + 3 = 4; in the first 3 + 3 = 6, in the second
    # 1 + 6 = 7, of 15; expected 6 * 7 / 15 = 2.8; (4 - 2.8) / (6.5 - 2.8).
    assert adjusted_rand(zip("aaabbb", "xxyyyy", strict=True)) == pytest.approx(1.2 / 3.7)
    assert adjusted_rand(zip("aabb", "xxyy", strict=True)) == 1.0
    assert adjusted_rand(zip("abcd", "wxyz", strict=True)) == 1.0
    assert adjusted_rand([("a", "x")]) is None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("copies")
    write(path, stories=4)
    return path


def test_the_trace_is_measured_beside_the_baselines(folder: Path) -> None:
    report = evaluate(folder, "look", load(), lambda *_: None)
    assert report.set == "copies"
    assert report.scores["pair_f1"].value is not None and report.scores["pair_f1"].value > 0.9
    assert report.scores["overlap_f1"].value is not None and report.scores["overlap_f1"].value > 0.85
    missing = [one for one in BASELINES if one.missing()]
    assert sum("was not run" in note for note in report.notes) == len(missing)
    beside = [report.baseline, *report.further_baselines.values()]
    assert len([one for one in beside if one]) == len(BASELINES) - len(missing)
    for scores in beside:
        assert scores is None or scores.keys() == report.scores.keys() - {
            "quotation_f1",
            "first_told",
            "first_accuracy",
        }
    assert report.scores["quotation_f1"].value is not None and report.scores["quotation_f1"].value > 0.8
    assert report.scores["first_accuracy"].value is not None and report.scores["first_accuracy"].value > 0.8
    assert not any("NOT READ" in note for note in report.notes)


def test_the_scoring_side_shows_no_words(folder: Path) -> None:
    report = evaluate(folder, "score", load(), lambda *_: None)
    assert all(error.quote is None for error in report.errors)


def test_another_folder_is_refused(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(UsageError, match="name the folder"):
        evaluate(tmp_path, "look", load(), lambda *_: None)
    shutil.copytree(folder, tmp_path / "set")
    (tmp_path / "set" / "look.truth.jsonl").write_text(json.dumps({"id": "x"}) + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match="hold other reports"):
        evaluate(tmp_path / "set", "look", load(), lambda *_: None)


TEXTS = {
    "a": "Shells fell on the covered market of Karsten on Monday morning and eighteen people were killed there.",
    "b": "Shells fell on the covered market of Karsten on Monday morning and eighteen people were killed there.",
    "c": "Snow closed the upper villages on Tuesday and the post was carried in by sledge from Dolna.",
}


def test_minhash_finds_the_same_text() -> None:
    pytest.importorskip("rensa")
    length = len(TEXTS["a"])
    assert by_minhash(TEXTS) == {("a", "b"): [((0, length), (0, length))]}


def test_text_matcher_finds_the_same_text() -> None:
    for package in ("nltk", "termcolor", "text_matcher"):
        pytest.importorskip(package)
    texts = {  # it breaks on a match that reaches the end of a text
        "a": TEXTS["a"] + " Lorries with flour waited on the road to Brisk, a driver said, until the evening.",
        "b": TEXTS["b"] + " In Dolna schools stayed shut for a third day while teachers asked for their pay.",
        "c": TEXTS["c"],
    }
    found = by_text_matcher(texts)
    assert set(found) == {("a", "b")}
    for (start, end), _ in found["a", "b"]:
        assert 0 <= start < end <= len(texts["a"])
