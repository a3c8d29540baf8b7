"""FA-KES: the killed total, the place and the actor of an article's main event.

In: ``fakes_dev.csv`` (or its folder) and, beside that folder, ``claims/split.tsv``; read where they lie, never shipped.
Out: a `Report` with the rates ``killed_exact``, ``killed_exact_hard``, ``place``, ``actor`` and others, beside what a
regex on the title scores.  The metric is that of the data's METRIC.md: killed = civilians + non-civilians; left out
as unclean are identical texts whose rows differ in total, place or actor, titles that name two or more places, and
rows with total 0 or with more children and women than civilians.  Hard rows are clean rows without a number in the
title.  Place is a governorate, Damascus with its countryside; actor one of five parties, on clean rows whose label
names one.  Intervals resample events, because several rows tell of one.  All 480 articles are read together,
whatever side is scored.  Fails with `UsageError` when a file is missing or is not this data.
"""

from __future__ import annotations

import csv
import re
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crosswire.collect import ReadOptions
from crosswire.errors import UsageError
from crosswire.evaluate import report
from crosswire.evaluate.fakes.parties import governorate_of, label_place, party_of, tells_of_harm
from crosswire.evaluate.flow import Read, read_rows, read_through
from crosswire.evaluate.report import ErrorLine, Report, Score, Split, data_hash, measured
from crosswire.evaluate.toll import by_toll, document_toll
from crosswire.lexicon import Lexicon
from crosswire.lexicon.gazetteer import Gazetteer

OPTIONS = ReadOptions(text=("article_content",), title="article_title", outlet="source")

UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate(UNITS, start=1)} | {
    word: 10 * number for number, word in enumerate(TENS, start=2)
}
_NUMBER = re.compile(
    rf"(?<![\w.])(?:\d[\d,]*|(?:{'|'.join(TENS)})[- ](?:{'|'.join(UNITS[:9])})|{'|'.join(_WORDS)})\b", re.I
)
_PARTIES = {
    "syrian government or russian troops": "government",
    "the organization of the islamic state in iraq and the levant - isis": "islamic-state",
    "international coalition forces": "coalition",
    "armed opposition groups": "opposition",
    "al-nusra front": "opposition",
    "self administration forces": "kurdish",
}
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
class Told:
    """What was read of one article's main event; None where nothing was.  ``place`` is the name of a governorate,
    ``party`` one of `crosswire.evaluate.fakes.parties`."""

    killed: int | None
    place: str | None
    party: str | None


def labelled_rows(data: Path, gazetteer: Gazetteer) -> tuple[list[Row], dict[str, int]]:
    """The labelled rows in file order, and how many each rule leaves out."""
    given = _csv(data)
    sides = read_split(split_file(data))
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


def evaluate(data: Path, split: Split, lexicon: Lexicon, progress: report.Progress) -> Report:
    """Scores over one side of the split; see the module's docstring."""
    table = data / "fakes_dev.csv" if data.is_dir() else data
    rows, excluded = labelled_rows(table, lexicon.gazetteer)
    chosen = [row for row in rows if split in ("all", row.side)]
    started = time.perf_counter()
    read = read_through(read_rows(table, OPTIONS, lexicon), lexicon, progress)
    told = predict(read, lexicon)
    seconds = time.perf_counter() - started
    left_out = tuple(f"left out of the clean rows of all sides: {name}: {count}" for name, count in excluded.items())
    return replace(
        scored(chosen, told, split),
        data_sha256=hash_of(table),
        seconds=seconds,
        documents_per_second=len(rows) / seconds,
        notes=(*read.failures, *left_out),
    )


def hash_of(table: Path) -> str:
    """The hash of the table and its split."""
    return data_hash([table, split_file(table)])


def predict(read: Read, lexicon: Lexicon) -> dict[int, Told]:
    """By row: the number killed, the governorate and the party of the document's main event.

    Where that event lacks one of them in this document, the place is the one other documents give the event, then that
    of the first other event of the document that has one; the party that of the first other event with one in which
    people were harmed or land was taken, then the one other documents name.
    """
    told = {}
    for document in read.documents:
        if document.row is None:
            continue
        events = read.main_first(document)
        main, others = events[:1], events[1:]
        anywhere = [read.told_anywhere(claims[0]) for claims in main]
        in_title = numbers_in(document.title or "")
        tolls = (document_toll(claims, in_title=in_title) for claims in by_toll(events))
        places = (governorate_of(claims, lexicon.gazetteer) for claims in (*main, *anywhere, *others))
        harm = [claims for claims in others if tells_of_harm(claims)]
        parties = (party_of(claims, lexicon) for claims in (*main, *harm, *anywhere))
        told[document.row] = Told(
            killed=next((toll for toll in tolls if toll is not None), None),
            place=next((place for place in places if place is not None), None),
            party=next((party for party in parties if party is not None), None),
        )
    return told


def scored(rows: Sequence[Row], told: Mapping[int, Told], split: Split) -> Report:
    """The report on these rows, without hash and time; a row that nothing was told of is wrong."""
    nothing = Told(killed=None, place=None, party=None)
    clean = [row for row in rows if row.clean]
    by_title = {row.row: title_baseline(row) for row in rows}
    groups: dict[str, list[Row]] = {
        "killed_exact": clean,
        "killed_exact_hard": [row for row in clean if row.hard],
        "killed_exact_all_rows": list(rows),
        "killed_exact_no_digits_in_title": [row for row in clean if not re.search(r"\d", row.title)],
        "killed_exact_without_chemical": [row for row in clean if not row.chemical],
    }
    scores = {
        name: score(group, lambda row: told.get(row.row, nothing).killed == row.total) for name, group in groups.items()
    }
    named = [row for row in clean if label_party(row) is not None]
    scores["place"] = score(clean, lambda row: told.get(row.row, nothing).place == label_place(row.place))
    scores["actor"] = score(named, lambda row: told.get(row.row, nothing).party == label_party(row))
    errors = []
    for row in clean:
        got = told.get(row.row, nothing)
        compared: list[tuple[str, object, object]] = [
            ("killed_exact", row.total, got.killed),
            ("place", label_place(row.place), got.place),
        ]
        if (party := label_party(row)) is not None:
            compared.append(("actor", party, got.party))
        errors += [
            ErrorLine(
                document=str(row.row),
                name=name,
                expected=str(expected),
                got=str(found),
                quote=row.title if row.side == "look" else None,
            )
            for name, expected, found in compared
            if expected != found
        ]
    return Report(
        set="fakes",
        split=split,
        data_sha256="",
        scores=scores,
        seconds=0.0,
        documents_per_second=0.0,
        errors=tuple(errors),
        baseline={name: score(group, lambda row: by_title[row.row] == row.total) for name, group in groups.items()},
        baseline_name="number in the title",
    )


def score(rows: Sequence[Row], right: Callable[[Row], bool]) -> Score:
    """The rate of right rows; the interval resamples events, because several rows tell of one."""
    by_event: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        by_event[row.event][0] += right(row)
        by_event[row.event][1] += 1
    counts = [(by_event[event][0], by_event[event][1]) for event in sorted(by_event)]
    return measured(counts, report.rate, len(rows))


def label_party(row: Row) -> str | None:
    """The party a label names, None for "unknown"."""
    return _PARTIES.get(row.actor)


def _csv(data: Path) -> list[dict[str, str]]:
    if not data.is_file():
        raise UsageError(f"{data}: no such file; name FA-KES's fakes_dev.csv with --data")
    with data.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    missing = {"article_title", "article_content", "nb_civilians", "nb_noncivilians"} - set(rows[0] if rows else ())
    if missing:
        raise UsageError(f"{data}: not FA-KES, it lacks {', '.join(sorted(missing))}; name fakes_dev.csv with --data")
    return rows


def split_file(table: Path) -> Path:
    """Where the fixed split lies: in ``claims``, the folder beside that of the table."""
    return table.parent.parent / "claims" / "split.tsv"


def read_split(split: Path) -> dict[int, str]:
    """The side (``look`` or ``score``) of each row."""
    if not split.is_file():
        raise UsageError(f"{split}: the split is missing; keep the folder `claims` beside the folder of the data")
    with split.open(encoding="utf-8", newline="") as file:
        return {int(one["row"]): one["side"] for one in csv.DictReader(file, delimiter="\t")}


def number_in(text: str) -> int | None:
    """The first number of a text, in digits or words; years are none."""
    return next(iter(numbers_in(text)), None)


def numbers_in(text: str) -> list[int]:
    """The numbers of a text in its order, in digits or words; years are none."""
    return [_value(match[0]) for match in _NUMBER.finditer(text) if not _YEAR.fullmatch(match[0])]


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
