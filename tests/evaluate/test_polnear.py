"""PolNeAR: spans of source, cue and content, against cases counted by hand."""

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from crosswire.errors import UsageError
from crosswire.evaluate.spans.polnear import (
    Article,
    bio_spans,
    counts,
    evaluate,
    flat,
    read_reports,
    read_standoff,
    tagged_articles,
)
from crosswire.extract.report_spans import within_quotation
from crosswire.lexicon import load


def ours(*sentences: str) -> set[tuple[str, str]]:
    text = " ".join(sentences)
    places = [(at := text.index(one), at + len(one)) for one in sentences]
    article = Article(name="a", text=text, sentences=tuple(places), gold=frozenset())
    return {(label, text[start:end]) for label, start, end in read_reports(article, load())}


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (
            "The mayor of Velmora said that the bridge was closed.",
            {("source", "The mayor of Velmora"), ("cue", "said"), ("content", "that the bridge was closed")},
        ),
        (
            "“The bridge is closed,” he said.",
            {("source", "he"), ("cue", "said"), ("content", "“The bridge is closed,”")},
        ),
        (
            "The bridge was closed, according to the mayor of Velmora.",
            {
                ("source", "the mayor of Velmora"),
                ("cue", "according to"),
                ("content", "The bridge was closed"),
            },
        ),
        ("The bridge was closed.", set()),
        # What a verb takes: an infinitive, somebody and an infinitive, an object, an object of its particle.
        (
            "The army vowed to retake Dolna.",
            {("source", "The army"), ("cue", "vowed"), ("content", "to retake Dolna")},
        ),
        (
            "The mayor urged the army to leave.",
            {("source", "The mayor"), ("cue", "urged"), ("content", "to leave")},
        ),
        (
            "The governor praised the army for its help.",
            {("source", "The governor"), ("cue", "praised"), ("content", "the army for its help")},
        ),
        (
            "The mayor called for an inquiry.",
            {("source", "The mayor"), ("cue", "called for"), ("content", "an inquiry")},
        ),
        # Adverbs and auxiliaries belong to the cue.
        (
            "The mayor has also said that the bridge was closed.",
            {("source", "The mayor"), ("cue", "has also said"), ("content", "that the bridge was closed")},
        ),
        # The source after the verb, and "who" for one.
        (
            "“The bridge is closed,” said the mayor.",
            {("source", "the mayor"), ("cue", "said"), ("content", "“The bridge is closed,”")},
        ),
        # What is said within what is said is no report of the text's own; nor what may, will or did not come.
        (
            "The mayor said the army vowed to retake Dolna.",
            {("source", "The mayor"), ("cue", "said"), ("content", "the army vowed to retake Dolna")},
        ),
        ("The army may vow to retake Dolna.", set()),
        ("The mayor did not praise the army.", set()),
        ("I praised the army.", set()),
    ],
)
def test_our_spans(text: str, spans: set[tuple[str, str]]) -> None:
    assert ours(text) == spans


def test_speech_goes_on_over_sentences() -> None:
    first, second, third = "“The bridge is closed,” he said.", "“It is not safe.", "It has to be mended.”"
    spans = ours(first, second, third, "The bridge was closed.")
    assert {span for label, span in spans if label == "content"} == {"“The bridge is closed,”", second, third}


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("“It is not safe.", False, True),
        ("It has to be mended.”", True, False),
        ("It is “not safe” there.", False, False),
        ('"It is not safe.', False, True),
        ('It has to be mended."', True, False),
        ('It is "not safe" there.', False, False),
        ("It is not safe.", True, True),
    ],
)
def test_a_quotation_is_open_or_closed(text: str, before: bool, after: bool) -> None:
    assert within_quotation(text, inside=before) is after


def test_bio_labels_give_runs() -> None:
    labels = ["B-source", "I-source", "B-cue", "O", "B-content", "I-content", "B-content"]
    assert bio_spans(labels) == [("source", 0, 1), ("cue", 2, 2), ("content", 4, 5), ("content", 6, 6)]


def test_tags_become_spans_of_a_text() -> None:
    row = {
        "id": "a_1", "tokens": ["He", "said", "``", "No", "''", "."],
        "labels": ["B-source", "B-cue", "B-content", "I-content", "I-content", "O"],
    }  # fmt: skip
    (article,) = tagged_articles([json.dumps(row)])
    assert article.text == "He said “No”.\n"
    assert article.gold == {("source", 0, 2), ("cue", 3, 7), ("content", 8, 12)}


def test_standoff_is_cut_at_sentences_and_flattened() -> None:
    source = "T1\tSource 0 2\tHe\nT2\tCue 3 7\tsaid\nT3\tContent 8 20;25 30\tx\nT4\tSource 10 12\ty\nE1\tA:T1\n"
    marks = read_standoff(source)
    assert marks == [("source", 0, 2), ("cue", 3, 7), ("content", 8, 20), ("source", 10, 12), ("content", 25, 30)]
    assert flat(marks, [(0, 15), (16, 40)]) == {
        ("source", 0, 2), ("cue", 3, 7), ("content", 8, 15), ("content", 16, 20), ("content", 25, 30),
    }  # fmt: skip


def test_counts_of_exact_spans() -> None:
    mine = frozenset({("source", 0, 2), ("source", 5, 9), ("cue", 3, 4)})
    gold = frozenset({("source", 0, 2), ("source", 5, 8), ("source", 20, 22), ("cue", 3, 5)})
    assert counts(mine, gold, "source") == (1, 2, 3)
    assert counts(mine, gold, "cue") == (0, 1, 1)
    assert counts(mine, gold, "content") == (0, 0, 0)


def test_scores_of_a_set(tmp_path: Path) -> None:
    text = "The mayor said that the bridge was closed.\nThe cook said nothing of it.\n"
    marks = "T1\tSource 0 9\tx\nT2\tCue 10 14\tx\nT3\tContent 15 41\tx\nT4\tSource 43 51\tx\n"
    with zipfile.ZipFile(tmp_path / "train.zip", "w") as archive:
        archive.writestr("train/text/a.txt", text)
        archive.writestr("train/attributions/a_1.ann", marks)
    look = evaluate(tmp_path, "look", load(), lambda *_: None)
    assert look.scores["source_f1"].n == 2
    assert look.scores["content_f1"].n == 1
    assert look.scores["cue_f1"].value is not None
    row = {"id": "b_1", "tokens": ["The", "mayor", "said", "so", "."], "labels": ["O", "O", "O", "O", "O"]}
    (tmp_path / "cofenet").mkdir()
    with gzip.open(tmp_path / "cofenet" / "valid.txt.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({**row, "labels": ["B-source", "I-source", "B-cue", "B-content", "O"]}) + "\n")
    score = evaluate(tmp_path, "score", load(), lambda *_: None)
    assert [score.scores[f"{label}_f1"].n for label in ("source", "cue", "content")] == [1, 1, 1]
    assert all(line.quote is None for line in score.errors)


def test_a_folder_without_the_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"train\.zip"):
        evaluate(tmp_path, "all", load(), lambda *_: None)
