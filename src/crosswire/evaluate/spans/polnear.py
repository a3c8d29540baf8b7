"""PolNeAR: do we find who says what in political news, word for word?

In: the folder with ``train.zip`` (articles and their marks, standoff as brat writes it; Newell et al. 2018), with
``dev.zip`` or ``test.zip``, and with ``cofenet/*.txt.gz`` (the sentences as CofeNet tags them, Wang et al. 2023, the
version of the published table; one JSON object a line).  Out: F1 of exact spans of source, cue and content, as in
that table: within a sentence, a span is right when label, first and last word are those marked; micro-averaged.
Look reads ``train.zip``, score ``cofenet/*.txt.gz``, or where that is missing the ``dev.zip`` or ``test.zip``.  In the
zips a mark is cut at the ends of sentences, and where marks of one label overlap the one that begins first is kept, as
in CofeNet's flat tags.  Ours are the reports of every sentence (`find_reports`), whether or not a claim stands in it.
Attitudes count there as attributions ("the centre wants …", "thinks", "likes"): `report_spans` marks them too.
Fails with `UsageError` when the folder holds no such files.
"""

from __future__ import annotations

import gzip
import json
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from crosswire.collect.sentences import split_sentences
from crosswire.errors import UsageError
from crosswire.evaluate.report import ErrorLine, Progress, Report, Split, data_hash, f1, measured
from crosswire.extract.actors import find_actors
from crosswire.extract.named import Named
from crosswire.extract.neutral import stand_ins
from crosswire.extract.parse import parse
from crosswire.extract.report_spans import report_spans, within_quotation
from crosswire.extract.reports import find_reports
from crosswire.extract.speakers import Speaker
from crosswire.lexicon import Lexicon
from crosswire.model import Document, Passage, Quote

LABELS = ("source", "cue", "content")
Marks = frozenset[tuple[str, int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text, its sentences, and the marked spans (label, start, end), none across the end of a sentence."""

    name: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    gold: Marks


def tagged_articles(lines: Iterable[str]) -> Iterator[Article]:
    """Articles of CofeNet's lines: tokens with BIO labels, joined by blanks; lines of one ``id`` are one article."""
    by_name: dict[str, list[dict[str, list[str]]]] = defaultdict(list)
    for line in lines:
        if line.strip():
            row = json.loads(line)
            by_name[str(row["id"])].append(row)
    for name, rows in by_name.items():
        parts: list[str] = []
        sentences: list[tuple[int, int]] = []
        gold: set[tuple[str, int, int]] = set()
        at = 0
        for row in rows:
            begins, ends = [], []
            start = at
            for number, token in enumerate(row["tokens"]):
                word = _plain(token)
                if number and not _glued(row["tokens"][number - 1], word):
                    parts.append(" ")
                    at += 1
                begins.append(at)
                parts.append(word)
                at += len(word)
                ends.append(at)
            gold |= {(label, begins[a], ends[b]) for label, a, b in bio_spans(row["labels"])}
            sentences.append((start, at))
            parts.append("\n")
            at += 1
        yield Article(name=name, text="".join(parts), sentences=tuple(sentences), gold=frozenset(gold))


_ESCAPED = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": "“", "''": "”"}


def _plain(token: str) -> str:
    return _ESCAPED.get(token, token).replace(" ", "_")


def _glued(before: str, word: str) -> bool:
    """Whether no blank stands between two tokens in the text they were cut from."""
    return word in {",", ".", ";", ":", "!", "?", ")", "”", "’", "'s", "’s", "n't", "n’t", "'", "%"} or (
        _plain(before) in {"(", "“", "$", "‘"} or (word.startswith(("'", "’")) and len(word) <= 3)
    )


def bio_spans(labels: Sequence[str]) -> list[tuple[str, int, int]]:
    """(label, first token, last token) of BIO labels."""
    found: list[tuple[str, int, int]] = []
    for at, label in enumerate(labels):
        if label.startswith("B-"):
            found.append((label[2:], at, at))
        elif label.startswith("I-") and found and found[-1] == (label[2:], found[-1][1], at - 1):
            found[-1] = (label[2:], found[-1][1], at)
    return found


def read_standoff(source: str) -> list[tuple[str, int, int]]:
    """The marks of a brat file, each piece of a broken one by itself, sorted by place."""
    marks: list[tuple[str, int, int]] = []
    for line in source.splitlines():
        columns = line.split("\t")
        if len(columns) < 2 or not columns[0].startswith("T"):
            continue
        label, _, places = columns[1].partition(" ")
        if label.lower() in LABELS:
            marks += [(label.lower(), int(a), int(b)) for a, b in (piece.split(" ") for piece in places.split(";"))]
    return sorted(marks, key=lambda mark: (mark[1], -mark[2], mark[0]))


def flat(marks: Iterable[tuple[str, int, int]], sentences: Sequence[tuple[int, int]]) -> Marks:
    """Marks cut at the ends of sentences; of overlapping ones of any label the later is cut or left out."""
    kept: set[tuple[str, int, int]] = set()
    taken_to = 0
    for label, start, end in marks:
        for first, last in sentences:
            low, high = max(start, first, taken_to), min(end, last)
            if low < high:
                kept.add((label, low, high))
        taken_to = max(taken_to, end)
    return frozenset(kept)


def zipped_articles(path: Path) -> Iterator[Article]:
    """Articles of a zip with ``*/text/NAME.txt`` and ``*/attributions/NAME_annotator.ann``."""
    with zipfile.ZipFile(path) as archive:
        names = sorted(archive.namelist())
        texts = {Path(name).stem: name for name in names if name.endswith(".txt")}
        for name in names:
            stem = Path(name).stem.rpartition("_")[0]
            if not name.endswith(".ann") or stem not in texts:
                continue
            text = archive.read(texts[stem]).decode("utf-8")
            sentences = [
                part for start, end in _paragraphs(text) for part in split_sentences(text, start, end)
            ]  # fmt: skip
            marks = read_standoff(archive.read(name).decode("utf-8"))
            yield Article(
                name=Path(name).stem, text=text, sentences=tuple(sentences), gold=flat(marks, sentences)
            )  # fmt: skip


def _paragraphs(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


#: Whom "he" stands for where nobody was named before; the report counts all the same.
NOBODY = Speaker(quote=Quote(start=0, end=0, quote=""), name="", actor_id=None, named=False)


def read_reports(article: Article, lexicon: Lexicon) -> Marks:
    """Our spans of an article."""
    passages = [Passage(start=start, end=end, kind="sentence") for start, end in article.sentences]
    actors = find_actors(article.text, passages, lexicon, country=None, on=None)
    found: set[tuple[str, int, int]] = set()
    speaker = NOBODY
    inside = False
    document = Document(document_id=article.name, file=article.name, text=article.text)
    named = Named(document, passages, actors, places=(), published=None)
    others = [one for passage in passages for one in stand_ins(named, passage, lexicon)]
    for sentence in parse(article.text, passages, actors, others):
        end = sentence.passage.end
        reports = find_reports(sentence, named.mentions(sentence.passage).actors, lexicon, speaker)
        speaker = next((r.speaker for r in reversed(reports) if r.speaker and r.speaker.named), speaker)
        for spans in report_spans(sentence, reports, lexicon.codebook.cues, inside=inside):
            parts = [("source", spans.source), ("cue", spans.cue), *(("content", one) for one in spans.contents)]
            found |= {(label, part.start, part.end) for label, part in parts if part is not None}
        inside = within_quotation(sentence.text, inside=inside) and article.text[end : end + 1] != "\n\n"
    return frozenset(found)


def counts(ours: Marks, theirs: Marks, label: str) -> tuple[int, int, int]:
    """(right, found, expected) of one label in one article."""
    mine, gold = ({mark for mark in marks if mark[0] == label} for marks in (ours, theirs))
    return len(mine & gold), len(mine), len(gold)


def articles_of(data: Path, split: Split) -> tuple[list[Path], list[Article]]:
    """The files of the set, and the articles of one side."""
    tagged = sorted((data / "cofenet").glob("*.txt.gz"))
    scored = tagged or [path for path in (data / "dev.zip", data / "test.zip") if path.is_file()]
    train = [path for path in (data / "train.zip",) if path.is_file()]
    files = {"look": train, "score": scored, "all": train + scored}[split]
    if not files:
        raise UsageError(f"{data}: no train.zip, dev.zip, test.zip or cofenet/*.txt.gz for the side {split!r}")
    articles: list[Article] = []
    for file in files:
        if file.suffix == ".zip":
            articles += zipped_articles(file)
        else:
            with gzip.open(file, "rt", encoding="utf-8") as lines:
                articles += tagged_articles(lines)
    return train + scored, articles


def evaluate(data: Path, split: Split, lexicon: Lexicon, progress: Progress) -> Report:
    """Measures `source_f1`, `cue_f1` and `content_f1`; ``n`` counts the spans marked there."""
    began = time.perf_counter()
    files, articles = articles_of(data, split)
    units: dict[str, list[tuple[int, int, int]]] = {label: [] for label in LABELS}
    errors: list[ErrorLine] = []
    kinds: Counter[str] = Counter()
    for number, article in enumerate(articles):
        ours = read_reports(article, lexicon)
        for label in LABELS:
            units[label].append(counts(ours, article.gold, label))
        found, lines = _errors(article, ours, shown=split == "look")
        kinds += found
        errors += lines
        progress("polnear", number + 1, len(articles))
    seconds = time.perf_counter() - began
    told = ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items()))
    return Report(
        set="polnear", split=split, data_sha256=data_hash(files),
        scores={
            f"{label}_f1": measured(units[label], f1, sum(unit[2] for unit in units[label])) for label in LABELS
        },
        seconds=seconds, documents_per_second=len(articles) / seconds, errors=tuple(errors),
        notes=(f"Spans marked there that are not ours: {told}.",),
    )  # fmt: skip


def _errors(article: Article, ours: Marks, *, shown: bool) -> tuple[Counter[str], list[ErrorLine]]:
    """The spans we do not have, with the one of ours that overlaps them: other ends, another label, or nothing."""
    kinds: Counter[str] = Counter()
    lines: list[ErrorLine] = []
    for label, start, end in sorted(article.gold - ours, key=lambda mark: (mark[1], mark[2], mark[0])):
        touching = sorted(mark for mark in ours if mark[1] < end and start < mark[2])
        same = next((mark for mark in touching if mark[0] == label), None)
        kind = "with other ends" if same else "under another label" if touching else "missed"
        kinds[f"{label} {kind}"] += 1
        line = ErrorLine(document=article.name, name=f"{label}_f1", expected=label, got=kind)
        if shown:
            got = "nothing" if same is None else article.text[same[1] : same[2]]
            quote = article.text[max(0, start - 60) : end + 60].replace("\n", " ")
            line = ErrorLine(
                document=article.name, name=f"{label}_f1", expected=article.text[start:end], got=got, quote=quote
            )
        lines.append(line)
    return kinds, lines
