"""Scores of ``claims`` by outlet and by kind of sentence, as tables in Markdown.

In: the folder ``claims`` (with ``fakes`` beside it), a side of its split, who reads.  Out: for each outlet F1 of
figures and of figures attached to their event, and the share with the right source, actor and place; for each kind of
sentence that a marked figure stands in, the share of figures found with measure and value, and of those found with the
measure the share with the right source.  Kinds: the first sentence of the article; one with words in quotation marks;
one with three figures or more; any other.  A sentence of two kinds is of the one named first.
"""

from __future__ import annotations

import argparse
import csv
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from crosswire.collect.sentences import split_sentences
from crosswire.evaluate.careful.articles import Article, read_articles, table
from crosswire.evaluate.careful.compare import Agreement, compare
from crosswire.evaluate.careful.ours import to_reading
from crosswire.evaluate.fakes.labels import OPTIONS
from crosswire.evaluate.flow import READER, read_rows, read_through
from crosswire.evaluate.report import f1, rate
from crosswire.lexicon import load

SHARED = Path(os.environ.get("CROSSWIRE_SHARED", "../shared"))
FEWEST = 5  # articles of an outlet that stands by itself
LIST = 3  # figures
_QUOTES = ('"', "“", "”")
KINDS = ("first sentence", "with a quotation", "with three figures or more", "any other")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "bench" / "claims")
    parser.add_argument("--split", choices=("look", "score"), default="look")
    parser.add_argument("--reader", choices=("rules", "learned", "both"), default="rules")
    given = parser.parse_args()
    READER.set(given.reader)
    lexicon = load()
    articles = [one for one in read_articles(given.data, lexicon) if one.side == given.split]
    documents = read_rows(table(given.data), OPTIONS, lexicon, {one.row for one in articles})
    read = read_through(documents, lexicon, lambda *_: None)
    by_row = {one.row: one for one in documents}
    agreed = []
    for one in articles:
        document = by_row[one.row]
        ours = to_reading(document, one.text, read.claims_of[document.document_id])
        agreed.append((one, compare(ours, one.first, lexicon)))
    with table(given.data).open(encoding="utf-8-sig", newline="") as opened:
        outlets = [row["source"] for row in csv.DictReader(opened)]
    print(by_outlet(agreed, lambda one: outlets[one.row]), by_kind(agreed), sep="\n\n")


def by_outlet(agreed: Sequence[tuple[Article, Agreement]], outlet: Callable[[Article], str]) -> str:
    """A row for each outlet with enough articles, the others together."""
    size = Counter(outlet(article) for article, _ in agreed)
    found: dict[str, list[Agreement]] = defaultdict(list)
    for article, one in agreed:
        name = outlet(article)
        found[name if size[name] >= FEWEST else "others"].append(one)
    rows = []
    for name in sorted(found, key=lambda key: (key == "others", -len(found[key]), key)):
        own = found[name]
        values = [f1([one.f1[score] for one in own]) for score in ("figure_f1", "attach_f1")]
        values += [rate([one.shares[score] for one in own]) for score in ("source", "actor", "place")]
        figures = sum(one.f1["figure_f1"][2] for one in own)
        rows.append(f"| {name} | {len(own)} | {figures} | " + " | ".join(map(_shown, values)) + " |")
    head = "| outlet | articles | figures | `figure_f1` | `attach_f1` | `source` | `actor` | `place` |"
    return "\n".join([head, "|---" * 8 + "|", *rows])


def by_kind(agreed: Iterable[tuple[Article, Agreement]]) -> str:
    """A row for each kind of sentence."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    sourced: Counter[str] = Counter()
    paired: Counter[str] = Counter()
    for article, one in agreed:
        kind_of = kinds(article)
        wrong = {fault.span for fault in one.faults if fault.name == "source"}
        for ours, theirs in one.pairs:
            kind = kind_of(theirs.span)
            paired[kind] += 1
            sourced[kind] += theirs.span not in wrong
            right[kind] += ours.value == theirs.value
        for figure in article.first.figures:
            total[kind_of(figure.span)] += not figure.loose
    rows = [
        f"| {kind} | {total[kind]} | {_shown(rate([(right[kind], total[kind])]))}"
        f" | {_shown(rate([(sourced[kind], paired[kind])]))} |"
        for kind in KINDS
    ]
    return "\n".join(["| sentence | figures | found | `source` |", "|---" * 4 + "|", *rows])


def kinds(article: Article) -> Callable[[tuple[int, int]], str]:
    """The kind of the sentence in which words of the article begin."""
    sentences = list(split_sentences(article.text, 0, len(article.text)))

    def number(at: int) -> int:
        return next((n for n, (start, end) in enumerate(sentences) if start <= at < end), -1)

    held = Counter(number(figure.span[0]) for figure in article.first.figures)

    def kind(span: tuple[int, int]) -> str:
        n = number(span[0])
        own = article.text[slice(*sentences[n])] if n >= 0 else ""
        if n == 0:
            return KINDS[0]
        if any(mark in own for mark in _QUOTES):
            return KINDS[1]
        return KINDS[2] if held[n] >= LIST else KINDS[3]

    return kind


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


if __name__ == "__main__":
    main()
