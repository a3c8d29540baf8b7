"""re3d: entities of CoNLL tags, the written sentence, and exact F1."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswire.errors import UsageError
from crosswire.evaluate.spans.re3d import entities_of, evaluate, read_sentences, written
from crosswire.lexicon import load

TRAIN = """The\tB-Organisation
Islamic\tI-Organisation
State\tI-Organisation
attacked\tO
Damascus\tB-Location
in\tO
May\tB-Temporal
2017\tI-Temporal
.\tO

Three\tB-Quantity
doctors\tB-Organisation
of\tO
Aleppo\tB-Location
met\tO
.\tO
"""


def test_tags_to_entities() -> None:
    tags = ["B-A", "I-A", "B-A", "O", "I-B", "I-A"]
    assert entities_of(tags) == [(0, 2, "A"), (2, 3, "A"), (4, 5, "B"), (5, 6, "A")]


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("OPA ’ s man , of Al - Marn , left .", "OPA’s man, of Al-Marn, left."),
        ("About 6 , 602 fled ( 3 % ) .", "About 6,602 fled (3%)."),
        ("It cost $ 2 . 80 .", "It cost $2.80."),
    ],
)
def test_tokens_as_one_writes_them(tokens: str, text: str) -> None:
    made, starts = written(tokens.split())
    assert made == text
    assert all(made[start:].startswith(token) for start, token in zip(starts, tokens.split(), strict=True))


def test_exact_f1_by_hand(tmp_path: Path) -> None:
    (tmp_path / "train.txt").write_text(TRAIN, encoding="utf-8")
    report = evaluate(tmp_path, "look", load(), lambda *_: None)
    # All but "doctors" of the gold's six is found with its type, and nothing else: P 5/5, R 5/6, F1 10/11.
    assert report.scores["entity_precision"].value == pytest.approx(1.0)
    assert report.scores["entity_recall"].value == pytest.approx(5 / 6)
    assert report.scores["entity_f1"].value == pytest.approx(10 / 11)
    assert report.scores["entity_f1"].n == 6
    assert [(error.expected, error.got) for error in report.errors] == [("Organisation: doctors", "nothing")]
    assert "1 of 6 common nouns" in report.notes[1]


def test_sentences_bear_their_line(tmp_path: Path) -> None:
    (tmp_path / "dev.txt").write_text(TRAIN, encoding="utf-8")
    assert [sentence.name for sentence in read_sentences(tmp_path / "dev.txt")] == ["dev.txt:1", "dev.txt:11"]


def test_what_is_not_re3d_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="re3d"):
        evaluate(tmp_path, "look", load(), lambda *_: None)
    (tmp_path / "train.txt").write_text("no tag here\n", encoding="utf-8")
    with pytest.raises(UsageError, match="line 1"):
        evaluate(tmp_path, "look", load(), lambda *_: None)
