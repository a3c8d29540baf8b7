"""A table of invented reports to measure with where no news can be had.

In: a path and a number of reports.  Out: a CSV with the columns title, text, outlet and published; the same number
gives the same bytes.  The reports play in Ostravia, which does not exist.  Several outlets tell of one happening, with
other figures, other words, or the very words of another one, so that tracing and linking have something to do.
"""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

TOWNS = ("Velmora", "Karsten", "Dolna", "Brisk", "Tavi Pass")
OUTLETS = ("Ostravian Press Agency", "Karsten Herald", "The Marn Observer", "Radio Velmora", "Dolna Daily")
ACTORS = ("the Ostravian army", "the Free Marn Front", "government forces", "rebel fighters")
SAYS = ("Marn Watch said", "a military source told the agency", "local activists said", "residents said")
HAPPENINGS = (
    "At least {n} people were killed on {day} when {actor} shelled a market in {town}, {says}.",
    "An air strike hit a school in the town of {town} on {day}, killing {n} civilians and wounding {m}, {says}.",
    "A car bomb exploded near a checkpoint in {town} on {day}, leaving {n} soldiers dead and {m} injured, {says}.",
    "{n} fighters died in clashes between {actor} and local militias outside {town} on {day}, {says}.",
)
AROUND = (
    "The fighting for {town} has gone on for {m} weeks.",
    "Hospitals in the province of Marn asked for blood and medicine.",
    "Both sides denied that they had broken the truce.",
    "Talks on an exchange of prisoners are to begin next month, the foreign ministry said.",
    "More than {big} people have been killed in Marn since the war began, according to Marn Watch.",
    "The army said that it had taken two villages west of {town} and seized weapons.",
    "Witnesses spoke of smoke over the old town and of cars on the road to Karsten.",
)


def write_table(path: Path, reports: int) -> None:
    """Write ``reports`` rows to ``path``."""
    chance = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("title", "text", "outlet", "published"))
        while reports > 0:
            told_by = chance.sample(OUTLETS, min(reports, chance.choice((1, 2, 3))))
            table.writerows(_reports(chance, told_by))
            reports -= len(told_by)


def _reports(chance: random.Random, outlets: list[str]) -> list[tuple[str, str, str, str]]:
    """Reports of one happening by several outlets; a third of them take over the words of the one before."""
    day = date(2031, 1, 1) + timedelta(days=chance.randrange(365))
    town, killed, wounded = chance.choice(TOWNS), chance.randint(2, 60), chance.randint(3, 90)
    kind, actor = chance.choice(HAPPENINGS), chance.choice(ACTORS)
    told: list[tuple[str, str, str, str]] = []
    body = ""
    for outlet in outlets:
        if not body or chance.random() > 1 / 3:
            filled = {
                "n": killed + chance.choice((0, 0, 1, 3)),
                "m": wounded,
                "big": 1000 * chance.randint(2, 90),
                "town": town,
                "day": f"{day:%A}",
                "actor": actor,
                "says": chance.choice(SAYS),
            }
            lead = kind.format(**filled)
            rest = [line.format(**filled) for line in chance.choices(AROUND, k=chance.randint(5, 12))]
            body = " ".join([lead[0].upper() + lead[1:], *rest])
        title = f"{killed} killed in {town}"
        told.append((title, body, outlet, (day + timedelta(days=1)).isoformat()))
    return told
