"""Copies: which texts took passages from each other, on a press of our own making.

In: the folder that ``python -m crosswire.evaluate.press`` writes.  Out: a `Report` with

- ``pair_precision``, ``pair_recall``, ``pair_f1``: pairs of texts in which a copy is found, against those in which one
  is planted;
- ``overlap_precision``, ``overlap_recall``, ``overlap_f1``: characters of the copied passages, on both sides of each
  pair, micro-averaged as Potthast et al. define precision and recall of passages ("An evaluation framework for
  plagiarism detection", COLING 2010);
- ``ari``: the adjusted Rand index (Hubert and Arabie 1985) of the groups of texts that hang together by copies;
- ``topic_pairs_clean``: of pairs of texts that tell of one happening and share no copy, the share in which none is
  found;
- ``quotation_f1``, ``first_told``, ``first_accuracy``: statements that both quote, and who had a text first
  (`crosswire.evaluate.copies.told`), for crosswire alone;

beside plain MinHash (rensa) and text-matcher, as far as they are installed.  Not scored: a title that two texts have in
common and nothing else; standing lines of outlets and agencies inside a planted pair.  Intervals resample happenings.
Look and score are two presses grown from two seeds.  Fails with `UsageError` when the folder is not this set.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

from crosswire.collect import ReadOptions, read_paths
from crosswire.errors import UsageError
from crosswire.evaluate.copies.baselines import BASELINES, Baseline
from crosswire.evaluate.copies.score import Found, Pair, scores_of
from crosswire.evaluate.copies.told import Told, told_scores
from crosswire.evaluate.report import ErrorLine, Progress, Report, Score, Split, data_hash
from crosswire.lexicon import Lexicon, load
from crosswire.model import Document
from crosswire.trace import find_copies, told_of

HOW = "write the set with: python -m crosswire.evaluate.press FOLDER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a text; texts whose pieces have one key share it.  ``standing``: it stands under everything."""

    start: int
    end: int
    key: str | None
    standing: bool

    @property
    def title(self) -> bool:
        return self.start == 0


@dataclass(frozen=True, kw_only=True)
class Planted:
    """The texts of one side by their ids, with what was planted in them."""

    texts: Mapping[str, str]
    story: Mapping[str, int]
    first: Mapping[str, frozenset[str]]
    quotes: Mapping[str, frozenset[str]]
    pieces: Mapping[str, tuple[Piece, ...]]

    @cached_property
    def pairs(self) -> dict[Pair, list[tuple[Piece, Piece]]]:
        """For each two texts (in order of id) their common pieces; those that share a title alone are left out."""
        by_key: dict[str, list[tuple[str, Piece]]] = defaultdict(list)
        for name in sorted(self.pieces):
            for piece in self.pieces[name]:
                if piece.key is not None:
                    by_key[piece.key].append((name, piece))
        found: dict[Pair, list[tuple[Piece, Piece]]] = defaultdict(list)
        for members in by_key.values():
            for (one, piece), (other, twin) in combinations(members, 2):
                found[one, other].append((piece, twin))
        return {pair: both for pair, both in sorted(found.items()) if any(not piece.title for piece, _ in both)}

    @cached_property
    def titles_only(self) -> frozenset[Pair]:
        """Pairs that have their title from one report and nothing else: neither a copy nor none."""
        titles: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self.pieces):
            for piece in self.pieces[name]:
                if piece.title and piece.key is not None:
                    titles[piece.key].append(name)
        return frozenset(pair for names in titles.values() for pair in combinations(names, 2)) - self.pairs.keys()

    @cached_property
    def topic_pairs(self) -> frozenset[Pair]:
        """Pairs of texts on one happening that share nothing planted."""
        by_story: dict[int, list[str]] = defaultdict(list)
        for name in sorted(self.story):
            by_story[self.story[name]].append(name)
        near = {pair for names in by_story.values() for pair in combinations(names, 2)}
        return frozenset(near - self.pairs.keys() - self.titles_only)


def read_planted(data: Path, side: str) -> Planted:
    """The reports of a side and their truth."""
    try:
        given = {row["id"]: row["text"] for row in _rows(data / f"{side}.jsonl")}
        truth = {row["id"]: row for row in _rows(data / f"{side}.truth.jsonl")}
        if given.keys() != truth.keys():
            raise UsageError(f"{data}: {side}.jsonl and {side}.truth.jsonl hold other reports; {HOW}")
        return Planted(
            texts=given,
            story={name: int(row["story"]) for name, row in truth.items()},
            first={name: frozenset(row["first"]) for name, row in truth.items()},
            quotes={name: frozenset(row["quotes"]) for name, row in truth.items()},
            pieces={
                name: tuple(
                    Piece(start=one["start"], end=one["end"], key=one["key"], standing=one["kind"] == "standing")
                    for one in row["pieces"]
                )
                for name, row in truth.items()
            },
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{data}: not the set of copies ({error!r}); {HOW}") from error


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        raise UsageError(f"{path}: no such file; {HOW}")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def our_copies(data: Path, side: str, planted: Planted) -> tuple[Found, Told, list[Document]]:
    """The copies that the trace finds, by the ids of the set; what it tells of them; and the documents as read."""
    lexicon = load(data / "lexicon")
    documents = list(read_paths([data / f"{side}.jsonl"], ReadOptions(), lexicon))
    names = dict(zip((document.document_id for document in documents), planted.texts, strict=True))
    for document in documents:
        if document.text != planted.texts[names[document.document_id]]:
            raise UsageError(f"{data}: {side}.jsonl is not in the order of its truth; {HOW}")
    found: Found = defaultdict(list)
    first: dict[Pair, str | None] = {}
    quotations: set[Pair] = set()
    for copy in told_of(find_copies(documents, lexicon), documents, lexicon):
        one, other = names[copy.document_id], names[copy.other_id]
        if one < other and copy.kind == "quotation":
            quotations.add((one, other))
        elif one < other:
            found[one, other].append(((copy.start, copy.end), (copy.other_start, copy.other_end)))
            first[one, other] = None if copy.first is None else names[copy.first]
    return dict(found), (first, frozenset(quotations - found.keys())), documents


def evaluate(data: Path, split: Split, lexicon: Lexicon, progress: Progress) -> Report:
    """Scores of one side, or of both together; ``n`` counts planted pairs, for ``ari`` texts.  The set's own lexicon is
    laid over the shipped one, whatever ``lexicon`` is."""
    began = time.perf_counter()
    sides = ("look", "score") if split == "all" else (split,)
    files = [data / f"{side}{end}.jsonl" for side in ("look", "score") for end in ("", ".truth")]
    files += sorted((data / "lexicon").glob("*.csv"))
    sha = data_hash(files)
    planted, found, told, unread, seconds = [], [], [], 0, 0.0
    for side in sides:
        truth = read_planted(data, side)
        started = time.perf_counter()
        ours, of_ours, documents = our_copies(data, side, truth)
        seconds += time.perf_counter() - started
        unread += sum(document.state != "read" for document in documents)
        planted.append(truth)
        found.append(ours)
        told.append(of_ours)
        progress("tracing", len(planted), len(sides))
    scores = scores_of(planted, found) | told_scores(planted, told)
    others, notes = _baselines(planted, progress)
    texts = sum(len(one.texts) for one in planted)
    quoting = sum(bool(one.quotes[a] & one.quotes[b]) for one in planted for a, b in one.topic_pairs)
    notes += [
        f"{texts} texts, {sum(len(one.pairs) for one in planted)} planted pairs, "
        f"{sum(len(one.topic_pairs) for one in planted)} pairs on one happening that share no copy, {quoting} of them "
        "with a statement that both quote",
        *([f"NOT READ: {unread} texts"] if unread else []),
        "the texts are made by a grammar of ours: they show which ways of reuse are seen through, not how common "
        "they are",
    ]
    first = next(iter(others), None)
    return Report(
        set="copies", split=split, data_sha256=sha, scores=scores, seconds=time.perf_counter() - began,
        documents_per_second=texts / seconds, errors=_errors(planted, found, split), notes=tuple(notes),
        baseline=others.pop(first) if first else None, baseline_name=first, further_baselines=others,
    )  # fmt: skip


def _baselines(planted: Sequence[Planted], progress: Progress) -> tuple[dict[str, Mapping[str, Score]], list[str]]:
    found: dict[str, Mapping[str, Score]] = {}
    notes = []
    for number, baseline in enumerate(BASELINES):
        missing = baseline.missing()
        if missing:
            notes.append(f"{baseline.name} was not run: {missing}")
            continue
        found[baseline.name] = scores_of(planted, [_found_by(baseline, one) for one in planted])
        progress("baselines", number + 1, len(BASELINES))
    return found, notes


def _found_by(baseline: Baseline, planted: Planted) -> Found:
    return baseline.find(dict(sorted(planted.texts.items())))


def _errors(planted: Sequence[Planted], found: Sequence[Found], split: Split) -> tuple[ErrorLine, ...]:
    errors = []
    for truth, ours in zip(planted, found, strict=True):
        for pair in sorted(truth.pairs.keys() - ours.keys()):
            piece, _ = max(truth.pairs[pair], key=lambda both: both[0].end - both[0].start)
            errors.append(_error(truth, pair, (piece.start, piece.end), "copy", "none", split))
        for pair in sorted(ours.keys() - truth.pairs.keys() - truth.titles_only):
            errors.append(_error(truth, pair, ours[pair][0][0], "none", "copy", split))
    return tuple(errors)


def _error(truth: Planted, pair: Pair, span: tuple[int, int], expected: str, got: str, split: Split) -> ErrorLine:
    quote = truth.texts[pair[0]][slice(*span)] if split == "look" else None
    return ErrorLine(document=" ".join(pair), name="pair_f1", expected=expected, got=got, quote=quote)
