"""Copies between the five real texts and in the FA-KES table, read from the shared folder."""

import csv
import os
import re
import time
from pathlib import Path

import pytest

from crosswire import lexicon
from crosswire.collect import ReadOptions, read_paths
from crosswire.model import Document, Passage
from crosswire.trace import find_copies

pytestmark = pytest.mark.shared


def shared(part: str) -> Path:
    folder = Path(os.environ.get("CROSSWIRE_SHARED", Path(__file__).parents[2].parent / "shared")) / part
    if not folder.exists():
        pytest.skip(f"{folder} is missing: set CROSSWIRE_SHARED to the folder with seeds and bench data")
    return folder


def test_one_pair_of_the_five_texts_shares_agency_text() -> None:
    texts = lexicon.load()
    documents = list(read_paths([shared("seeds")], ReadOptions(), texts))
    copies = find_copies(documents, texts)
    names = {document.document_id: document.file[:3] for document in documents}
    by_file = {document.file[:3]: document for document in documents}
    assert {(names[copy.document_id], names[copy.other_id]) for copy in copies} == {("001", "002"), ("002", "001")}
    one, two = by_file["001"], by_file["002"]
    covered = [copy for copy in copies if copy.document_id == two.document_id]
    sentences = [passage for passage in two.passages if passage.kind == "sentence"]
    found = {p for p in sentences if any(copy.start < p.end and p.start < copy.end for copy in covered)}

    def common(passage: Passage, length: int) -> float:
        """The share of a passage's words that stand in runs of so many words which the other text has too."""
        words, there = plain(two.text[passage.start : passage.end]), runs_of(plain(one.text), length)
        runs = [range(i, i + length) for i in range(len(words)) if tuple(words[i : i + length]) in there]
        return len({i for run in runs for i in run}) / len(words)

    # Another measure, without lexicon, function words or tiles.
    wanted = {p for p in sentences if common(p, 6) > 0.6}
    unlike = {p for p in sentences if common(p, 4) < 0.3}
    assert len(wanted) >= 8 and found >= wanted
    assert len(unlike) >= 8 and not found & unlike


def plain(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"\b(Daesh|ISIS|IS)\b", "isis", text.replace("’", "'")).casefold())


def runs_of(words: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_the_look_side_of_fakes_goes_through_fast() -> None:
    sides = shared("bench/claims/split.tsv")
    with sides.open(encoding="utf-8", newline="") as handle:
        look = {int(row["row"]) for row in csv.DictReader(handle, delimiter="\t") if row["side"] == "look"}
    texts = lexicon.load()
    documents: list[Document] = [
        document
        for document in read_paths([shared("bench/fakes/fakes_dev.csv")], ReadOptions(text=("article_content",)), texts)
        if document.row in look
    ]
    started = time.process_time()
    copies = find_copies(documents, texts)
    assert time.process_time() - started < 10
    rows = {document.document_id: document.row for document in documents}
    pairs = {(rows[copy.document_id], rows[copy.other_id]) for copy in copies}
    assert {(23, 209), (24, 207), (167, 172), (355, 456)} <= pairs  # one agency text in two papers each
    assert {(322, 323), (326, 327)} <= pairs  # repeated rows
    assert len(pairs) < 200
