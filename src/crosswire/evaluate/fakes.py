"""FA-KES: how often the killed total of an article's main event is right.

In: ``fakes_dev.csv`` and, beside its folder, ``claims/split.tsv``; read from a path, never shipped.  Out: exact-match
rates with bootstrap intervals, beside a regex on the title.  The metric is that of the data's METRIC.md: killed =
civilians + non-civilians; left out as unclean are identical texts whose rows differ in total, place or actor, titles
that name two or more places, and rows with total 0 or with more children and women than civilians.  Hard rows are
clean rows without a number in the title.  Fails with `UsageError` when a file is missing or is not this data.
"""

from __future__ import annotations

import csv
import random
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from crosswire.casebook import Casebook
from crosswire.errors import UsageError
from crosswire.evaluate.toll import document_toll
from crosswire.lexicon.gazetteer import Gazetteer
from crosswire.model import Claim

Side = Literal["look", "score", "all"]
COLUMNS = {"text": "article_content", "title": "article_title", "outlet": "source"}

_UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate(_UNITS, start=1)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_NUMBER = re.compile(
    rf"(?<![\w.])(?:\d[\d,]*|(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_UNITS[:9])})|{'|'.join(_WORDS)})\b", re.I
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DEATH = r"(?:kill|dead|die|death|martyr)"
_WORD_OR_DIGITS = rf"(?:\d[\d,]*|{'|'.join(_WORDS)})"
_TOLL = re.compile(
    rf"\b({_WORD_OR_DIGITS})\b[^.]{{0,60}}?\b{_DEATH}"
    rf"|\b(?:kill\w*|claim\w*|lives of)\s+(?:at least |more than |over |some |about )?({_WORD_OR_DIGITS})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One labelled article.  ``row`` is 0-based; ``event`` is the day and place of its label, the unit of resampling.
    ``clean`` and ``hard`` as the metric says; ``chemical`` marks the many rows on one chemical attack."""

    row: int
    title: str
    text: str
    place: str
    actor: str
    total: int
    event: str
    side: str
    clean: bool
    hard: bool
    chemical: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """``right`` of ``rows``, as a rate with its 95 % bootstrap interval (by event)."""

    rows: int
    right: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A row that was not right: what was read, what the label says, what the title alone gives."""

    row: int
    title: str
    read: int | None
    label: int
    by_title: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Scores by name of the metric, and beside each that of the title alone.  ``misses`` are told of the look
    side only: the scoring side is for scoring."""

    side: Side
    excluded: Mapping[str, int]
    scores: Mapping[str, Score]
    baseline: Mapping[str, Score]
    misses: tuple[Miss, ...]


def read_rows(data: Path, gazetteer: Gazetteer) -> tuple[list[Row], dict[str, int]]:
    """The labelled rows in file order, and how many each rule leaves out."""
    given = _csv(data)
    sides = _sides(data.parent.parent / "claims" / "split.tsv")
    totals = [int(one["nb_civilians"]) + int(one["nb_noncivilians"]) for one in given]
    twins: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(given):
        twins[one["article_content"]].append(number)
    unclean = {
        "identical texts with different labels": {
            number
            for group in twins.values()
            if len({(totals[n], given[n]["location"], given[n]["actor"]) for n in group}) > 1
            for number in group
        },
        "titles with two or more places": {
            number for number, one in enumerate(given) if len(places_in(one["article_title"], gazetteer)) > 1
        },
        "labels that contradict themselves": {
            number
            for number, one in enumerate(given)
            if totals[number] == 0 or int(one["nb_children"]) + int(one["nb_women"]) > int(one["nb_civilians"])
        },
    }
    left_out = set().union(*unclean.values())
    rows = [
        Row(
            row=number,
            title=one["article_title"],
            text=one["article_content"],
            place=one["location"],
            actor=one["actor"],
            total=totals[number],
            event=f"{one['date']} {one['location']}",
            side=sides.get(number, "score"),
            clean=number not in left_out,
            hard=number not in left_out and number_in(one["article_title"]) is None,
            chemical="chemical" in one["cause_of_death"] and totals[number] >= 130,
        )
        for number, one in enumerate(given)
    ]
    return rows, {**{name: len(found) for name, found in unclean.items()}, "clean rows left": len(rows) - len(left_out)}


def places_in(title: str, gazetteer: Gazetteer) -> set[str]:
    """The governorates of Syria that a title names (the labels know no smaller place)."""
    words = re.findall(r"[A-Za-z][\w'’-]*", title)
    found: set[str] = set()
    position = 0
    while position < len(words):
        step = 1
        for length in (4, 3, 2, 1):
            name = words[position : position + length]
            if len(name) < length or not name[0][0].isupper():
                continue
            spellings = (" ".join(name), " ".join(name).removesuffix("s"))
            entries = [entry for spelling in spellings for entry in gazetteer.lookup(spelling)]
            matching = [entry for entry in entries if entry.kind == "governorate" and entry.country == "SY"]
            if matching:
                found.add(matching[0].place_id)
                step = length
                break
        position += step
    return found


def predict(casebook: Casebook) -> dict[int, int | None]:
    """By row: the number killed in the document's main event; where that has none, in the first event that has one."""
    main = casebook.main_events()
    told: dict[int, int | None] = {}
    for document in casebook.documents():
        if document.row is None:
            continue
        by_event: dict[str, list[Claim]] = {}
        for claim in casebook.claims_of(document.document_id):
            if claim.event_id is not None:
                by_event.setdefault(claim.event_id, []).append(claim)
        order = sorted(by_event, key=lambda event: event != main.get(document.document_id))
        tolls = (document_toll(by_event[event]) for event in order)
        told[document.row] = next((toll for toll in tolls if toll is not None), None)
    return told


def evaluate(
    rows: Sequence[Row], excluded: Mapping[str, int], predicted: Mapping[int, int | None], side: Side
) -> Report:
    """Scores over one side of the split."""
    chosen = [row for row in rows if side in ("all", row.side)]
    groups: dict[str, list[Row]] = {
        "killed, all rows": chosen,
        "killed_exact": [row for row in chosen if row.clean],
        "killed_exact_hard": [row for row in chosen if row.hard],
        "killed_exact, no digits in the title": [r for r in chosen if r.clean and not re.search(r"\d", r.title)],
        "killed_exact without the chemical rows": [row for row in chosen if row.clean and not row.chemical],
    }
    by_title = {row.row: title_baseline(row) for row in chosen}
    misses = tuple(
        Miss(row=r.row, title=r.title, read=predicted.get(r.row), label=r.total, by_title=by_title[r.row])
        for r in groups["killed_exact"]
        if side == "look" and predicted.get(r.row) != r.total
    )
    return Report(
        side=side,
        excluded=excluded,
        scores={name: score(group, lambda row: predicted.get(row.row) == row.total) for name, group in groups.items()},
        baseline={name: score(group, lambda row: by_title[row.row] == row.total) for name, group in groups.items()},
        misses=misses,
    )


def score(rows: Sequence[Row], right: Callable[[Row], bool], *, samples: int = 2000) -> Score:
    """The rate of right rows; the interval resamples events, because several rows tell of one."""
    by_event: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        by_event[row.event][0] += right(row)
        by_event[row.event][1] += 1
    counts = [by_event[event] for event in sorted(by_event)]
    hits, total = sum(hit for hit, _ in counts), len(rows)
    if not total:
        return Score(rows=0, right=0, rate=0.0, low=0.0, high=0.0)
    chance = random.Random(0)
    rates = []
    for _ in range(samples):
        drawn = chance.choices(counts, k=len(counts))
        rates.append(sum(hit for hit, _ in drawn) / sum(size for _, size in drawn))
    rates.sort()
    return Score(
        rows=total, right=hits, rate=hits / total, low=rates[int(samples * 0.025)], high=rates[int(samples * 0.975) - 1]
    )


def _csv(data: Path) -> list[dict[str, str]]:
    if not data.is_file():
        raise UsageError(f"{data}: no such file; name FA-KES's fakes_dev.csv with --data")
    with data.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    missing = {"article_title", "article_content", "nb_civilians", "nb_noncivilians"} - set(rows[0] if rows else ())
    if missing:
        raise UsageError(f"{data}: not FA-KES, it lacks {', '.join(sorted(missing))}; name fakes_dev.csv with --data")
    return rows


def _sides(split: Path) -> dict[int, str]:
    if not split.is_file():
        raise UsageError(f"{split}: the split is missing; keep the folder `claims` beside the folder of the data")
    with split.open(encoding="utf-8", newline="") as file:
        return {int(one["row"]): one["side"] for one in csv.DictReader(file, delimiter="\t")}


def number_in(text: str) -> int | None:
    """The first number of a text, in digits or words; years are none."""
    for match in _NUMBER.finditer(text):
        if not _YEAR.fullmatch(match[0]):
            return _value(match[0])
    return None


def _value(words: str) -> int:
    if words[0].isdigit():
        return int(words.replace(",", ""))
    return sum(_WORDS[word] for word in re.split(r"[- ]", words.lower()))


def title_baseline(row: Row) -> int | None:
    """The first number of the title; without one, the first number of the text that stands close to a word of death."""
    number = number_in(row.title)
    if number is not None:
        return number
    for match in _TOLL.finditer(row.text):
        if not _YEAR.fullmatch(match[1] or match[2]):
            return _value(match[1] or match[2])
    return None
