"""Any number of short reports from a war in Ostravia, which does not exist, with what is planted in them.

In: a number of reports.  Out: `reports(number)`, an iterator of `Report` in the order of publication; the same number
gives the same reports.  Each tells of one happening in several sentences and of another one in passing; a happening is
told by one to six outlets, a third of which carry the text of the first, cut or with a lead of their own.
Words of the author's own stand between those of the lines, as texts of many authors differ.
`Report.happenings` and `Report.copy_of` say what was planted.  A hundred reports a day: the days grow with the reports.

`write_lexicon(folder)` writes the country: towns, actors, outlets (the folder ``lexicon`` of a casebook).
`write_table(path, number)` writes the reports as CSV (title, text, outlet, published).
`write_casebook(folder, number)` makes a casebook with documents, claims, events, relations and estimates as they were
planted, without reading a single sentence: about ten claims a report.

    python benchmarks/generate.py table 1000 reports.csv
    python benchmarks/generate.py casebook 100000 big-case
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ostravian import (
    ACTORS,
    ASIDES,
    BACKGROUND,
    COLUMNS,
    FOLLOWING,
    HAPPENINGS,
    LEADS,
    OUTLETS,
    PASSING,
    TOLLS,
    WORDS,
    Town,
    towns,
)

DAILY = 100
FIRST_DAY = date(2031, 1, 1)
PLACED = frozenset(
    {"spot", "aid", "clinic", "people", "topic", "medium", "town", "source", "weapon", "group", "watcher"}
)
OWN_WORDS = 0.9
"""How often words of its author's own stand behind a word that can bear them."""
WITH_TOLL = 0.25
"""How many reports close with the toll of the whole war; of the 480 of FA-KES 119 give a running toll."""
_SLOT = re.compile(r"\{(\w+)(?::([^}]*))?\}")


@dataclass(frozen=True, slots=True)
class Happening:
    """What is told of: ``nth`` among all, its kind, where, when, who did it, the dead and the hurt."""

    nth: int
    kind: str
    town: Town
    day: date
    actor: str
    killed: int
    wounded: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the slots that were filled in it, ``(name, start, end)``, and the happening it tells of."""

    text: str
    slots: tuple[tuple[str, int, int], ...] = ()
    happening: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report.  ``body`` are its sentences, ``copy_of`` is the number of the report it took text from."""

    nth: int
    title: Sentence
    body: tuple[Sentence, ...]
    outlet: str
    published: date
    happenings: tuple[Happening, ...]
    copy_of: int | None

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.body)


def reports(number: int) -> Iterator[Report]:
    """So many reports, in the order of publication."""
    chance, country = random.Random(7), towns()
    days = -(-number // DAILY)
    made = happened = 0
    for day in range(days):
        today = min(DAILY, number - made)
        before: list[Happening] = []
        while today:
            happening = _happening(happened, FIRST_DAY + timedelta(days=day), country, chance)
            happened += 1
            beside = chance.choice(before) if before else None
            before.append(happening)
            outlets = chance.sample(OUTLETS, min(today, chance.choice((1, 1, 2, 3, 4, 6))))
            first: Report | None = None
            for outlet in outlets:
                taken = first if first is not None and chance.random() < 1 / 3 else None
                report = _report(made, happening, beside, outlet, taken, chance)
                yield report
                first = first or report
                made += 1
                today -= 1


def _happening(nth: int, day: date, country: list[Town], chance: random.Random) -> Happening:
    return Happening(
        nth, chance.choice(sorted(HAPPENINGS)), chance.choice(country), day, chance.choice(ACTORS)[1],
        chance.randint(2, 60), chance.randint(3, 90),
    )  # fmt: skip


def _report(
    nth: int, happening: Happening, beside: Happening | None, outlet: str, taken: Report | None, chance: random.Random
) -> Report:
    title = _fill(chance.choice(LEADS), happening, chance, told=False)
    those = (happening,) if beside is None else (happening, beside)
    if taken is not None:
        kept = sorted(chance.sample(range(1, len(taken.body)), chance.randint(4, len(taken.body) - 1)))
        lead = (
            taken.body[0]
            if chance.random() < 1 / 2
            else _fill(chance.choice(HAPPENINGS[happening.kind]), happening, chance)
        )
        body = [lead, *(taken.body[at] for at in kept)]
        told = {sentence.happening for sentence in body}
        those = tuple(one for one in taken.happenings if one.nth in told)
    else:
        body = [_fill(chance.choice(HAPPENINGS[happening.kind]), happening, chance)]
        body += [_fill(line, happening, chance) for line in chance.sample(FOLLOWING, 5)]
        body += [_fill(line, None, chance) for line in chance.sample(BACKGROUND, 2)]
        if beside is not None:
            body += [_fill(line, beside, chance) for line in chance.sample(PASSING, 2)]
        if chance.random() < WITH_TOLL:
            body.append(_fill(chance.choice(TOLLS), None, chance))
    return Report(nth, title, tuple(body), outlet, happening.day + timedelta(days=1), those, taken and taken.nth)


def _fill(line: str, happening: Happening | None, chance: random.Random, *, told: bool = True) -> Sentence:
    """A line with its slots filled, ``{name}`` from the happening or a list, ``{trigger:word}`` as it stands."""
    values: dict[str, str] = {}
    if happening is not None:
        values = {
            "town": happening.town.name, "province": happening.town.province, "day": f"{happening.day:%A}",
            "actor": happening.actor, "killed": str(happening.killed + chance.choice((0, 0, 0, 1, 3))),
            "wounded": str(happening.wounded),
        }  # fmt: skip
    parts: list[str] = []
    slots: list[tuple[str, int, int]] = []
    at = length = 0
    line = re.sub(" ~", lambda _: _aside(chance) if chance.random() < OWN_WORDS else "", line)
    for slot in _SLOT.finditer(line):
        name, given = slot[1], slot[2]
        word = given or values.get(name) or _word(name, chance)
        aside = _aside(chance) if told and name in PLACED and chance.random() < OWN_WORDS else ""
        parts += [line[at : slot.start()], word, aside]
        length += slot.start() - at
        slots.append((name, length, length + len(word)))
        length, at = length + len(word) + len(aside), slot.end()
    text = "".join(parts) + line[at:]
    return Sentence(text[0].upper() + text[1:], tuple(slots), happening.nth if happening is not None else None)


def _aside(chance: random.Random) -> str:
    """A few words of an author's own, so that two reports that fill one line seldom share a run of words."""
    return f" {chance.choice(ASIDES['where'])} the {chance.choice(ASIDES['how'])} {chance.choice(ASIDES['what'])}"


def _word(name: str, chance: random.Random) -> str:
    if name == "many":
        return str(100 * chance.randint(2, 900))
    if name == "few":
        return str(chance.randint(2, 40))
    return chance.choice(WORDS[name])


def write_table(path: Path, number: int) -> None:
    """Write so many reports as CSV to ``path``."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("title", "text", "outlet", "published"))
        for report in reports(number):
            table.writerow((report.title.text, report.text, report.outlet, report.published.isoformat()))


def write_lexicon(folder: Path) -> None:
    """Write the tables of the country to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (columns, rows) in COLUMNS.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(columns)
            table.writerows(sorted((rows() if callable(rows) else rows), key=lambda row: [str(cell) for cell in row]))


def write_casebook(folder: Path, number: int) -> None:
    """Make a casebook of so many reports with the record as it was planted."""
    from planted import planted_record

    from crosswire.casebook import Casebook
    from crosswire.lexicon import load

    write_lexicon(folder / "lexicon")
    lexicon = load(folder / "lexicon")
    documents, derived = planted_record(list(reports(number)), lexicon)
    with Casebook.open(folder, create=True) as casebook:
        casebook.add_documents(documents)
        casebook.replace_derived(derived)


def told_by(of: list[Report]) -> dict[int, list[int]]:
    """For each happening the numbers of the reports that tell of it."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for report in of:
        for happening in report.happenings:
            found[happening.nth].append(report.nth)
    return dict(found)


if __name__ == "__main__":
    {"table": lambda n, to: write_table(to, n), "casebook": lambda n, to: write_casebook(to, n)}[sys.argv[1]](
        int(sys.argv[2]), Path(sys.argv[3])
    )
