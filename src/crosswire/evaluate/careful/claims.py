"""Our own claims on FA-KES: every figure of people, its event and its source, against what careful readers marked.

In: the folder ``claims`` (with ``fakes`` beside it).  Out: a `Report` with ``figure_f1``, ``attach_f1``, ``counts``,
``victims``, ``source``, ``manner``, ``status``, ``event_type``, ``actor``, ``place``, ``date`` as defined in
`crosswire.evaluate.careful.compare`, intervals over articles, and as baseline the agreement of two readers on the
articles both read (all of them, whatever the side: they are few).  The readers are large language models that read
under one written guide; no human coder has checked them.  Articles whose text repeats are read once.  All articles of a
side go through the whole flow together.  ``manner_descriptions`` accepts a source that is described and not named
("activists") as reported or as unnamed: the readers call it reported, and unnamed only what has no source at all.
Fails with `UsageError` as `crosswire.evaluate.careful.articles` does.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from crosswire.evaluate import report
from crosswire.evaluate.careful.articles import Article, files, read_articles, table
from crosswire.evaluate.careful.compare import ALONE, FIELDS, Agreement, compare
from crosswire.evaluate.careful.ours import to_reading
from crosswire.evaluate.fakes.labels import OPTIONS
from crosswire.evaluate.flow import read_rows, read_through
from crosswire.evaluate.report import ErrorLine, Report, Score, Split, data_hash, measured
from crosswire.lexicon import Lexicon

READERS = (
    "The readers are large language models that read every article under one written guide; no human coder has"
    " checked them."
)
F1 = ("figure_f1", "attach_f1", "figure_found_f1")


def evaluate(data: Path, split: Split, lexicon: Lexicon, progress: report.Progress) -> Report:
    """Scores over one side of the split; see the module's docstring."""
    articles = read_articles(data, lexicon)
    chosen = [article for article in articles if split in ("all", article.side)]
    started = time.perf_counter()
    documents = read_rows(table(data), OPTIONS, lexicon, {article.row for article in chosen})
    read = read_through(documents, lexicon, progress)
    by_row = {document.row: document for document in documents}
    told = []
    for article in chosen:
        document = by_row[article.row]
        told.append(to_reading(document, article.text, read.claims_of[document.document_id]))
    seconds = time.perf_counter() - started
    agreed = [compare(ours, article.first, lexicon) for ours, article in zip(told, chosen, strict=True)]
    return Report(
        set="claims",
        split=split,
        data_sha256=data_hash(files(data)),
        scores=scores(agreed),
        seconds=seconds,
        documents_per_second=len(chosen) / seconds,
        errors=tuple(line for article, one in zip(chosen, agreed, strict=True) for line in _errors(article, one)),
        notes=(READERS, *read.failures, *_notes(agreed)),
        baseline=scores(ceiling(articles, lexicon)),
        baseline_name="a second reader",
    )


def ceiling(articles: Sequence[Article], lexicon: Lexicon) -> list[Agreement]:
    """The second reader held against the first, on the articles that two have read."""
    return [compare(one.second, one.first, lexicon) for one in articles if one.second is not None]


def scores(agreed: Sequence[Agreement]) -> dict[str, Score]:
    """The scores over articles; ``n`` is the number of figures expected (F1) or found (shares)."""
    found = {}
    for name in F1:
        triples = [one.f1[name] for one in agreed]
        found[name] = measured(triples, report.f1, sum(expected for _, _, expected in triples))
    for name in FIELDS:
        shares = [one.shares[name] for one in agreed]
        found[name] = measured(shares, report.rate, sum(of for _, of in shares))
    lenient = [_lenient_manner(one) for one in agreed]
    found["manner_descriptions"] = measured(lenient, report.rate, sum(of for _, of in lenient))
    return found


def _lenient_manner(agreed: Agreement) -> tuple[int, int]:
    right = sum(a.manner == b.manner or {a.manner, b.manner} == {"reported", "unnamed"} for a, b in agreed.pairs)
    return right, len(agreed.pairs)


def _notes(agreed: Sequence[Agreement]) -> list[str]:
    """The counts behind the scores that are most asked about."""
    right, found, expected = (sum(one.f1["figure_f1"][i] for one in agreed) for i in range(3))
    attached = Counter(fault.got for one in agreed for fault in one.faults if fault.name == "attach_f1")
    alone = attached.pop(ALONE, 0)
    manners = Counter(f"{b.manner} read as {a.manner}" for one in agreed for a, b in one.pairs if a.manner != b.manner)
    described = sum(a.manner == "unnamed" and b.manner == "reported" for one in agreed for a, b in one.pairs)
    return [
        f"figures: {expected} expected, {found} read, {right} right",
        f"right figures not attached: {alone} in an event paired with none, {attached.total()} in one paired with"
        " another",
        f"sources that are described and not named: {described} figures are reported for the readers and unnamed here",
        "manner: " + ", ".join(f"{count} {what}" for what, count in manners.most_common(6)),
    ]


def _errors(article: Article, agreed: Agreement) -> list[ErrorLine]:
    """The faults of one article; the words around them only on the look side."""
    return [
        ErrorLine(
            document=str(article.row),
            name=fault.name,
            expected=fault.expected,
            got=fault.got,
            quote=_around(article.text, *fault.span) if article.side == "look" else None,
        )
        for fault in agreed.faults
    ]


def _around(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 60) : start]}[{text[start:end]}]{text[end : end + 80]}".replace("\n", " ")
