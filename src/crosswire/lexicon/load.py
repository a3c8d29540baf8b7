"""Loading the lexicon: the tables shipped with crosswire, then the user's tables of the same names.

In: nothing, or a folder of the user's.  Out: a `Lexicon`, cached as long as the files do not change.  A user's row
replaces the shipped row with the same key and is added otherwise.  Fails with `LexiconError` naming file, line and
what to do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from crosswire.errors import LexiconError
from crosswire.lexicon import rules
from crosswire.lexicon.lexicon import (
    AcledGroups,
    Actor,
    Adjective,
    Affiliation,
    Alias,
    Anaphor,
    Description,
    Force,
    ForceNoun,
    Lexicon,
    LoadedTerm,
    Outlet,
    Side,
    Tables,
)
from crosswire.lexicon.matcher import fold
from crosswire.lexicon.table import Row, read_table

DATA = Path(__file__).parent / "data"

SCHEMA: dict[str, tuple[type[Any], Callable[[Any], Hashable]]] = {
    "actors": (Actor, lambda row: row.id),
    "aliases": (Alias, lambda row: (fold(row.text), row.case, row.actor_id, row.since)),
    "affiliations": (Affiliation, lambda row: (row.actor, row.to, row.since)),
    "sides": (Side, lambda row: row.id),
    "outlets": (Outlet, lambda row: row.id),
    "loaded_terms": (LoadedTerm, lambda row: fold(row.term)),
    "adjectives": (Adjective, lambda row: (fold(row.text), row.case)),
    "force_nouns": (ForceNoun, lambda row: fold(row.text)),
    "forces": (Force, lambda row: (row.owner, row.role)),
    "descriptions": (Description, lambda row: fold(row.text)),
    "anaphors": (Anaphor, lambda row: fold(row.text)),
    "acled_groups": (AcledGroups, lambda row: row.side),
}
"""For each table: what a row is, and the key that no two rows of a file may share."""
TABLES = frozenset(
    {
        *(f"{name}.csv" for name in SCHEMA), "acled.csv", "countries.csv", "counting.yaml", "cues.yaml", "demonyms.csv",
        "event_types.yaml", "people.yaml", "places.csv",
    }
)  # fmt: skip
"""The files that are read in a folder of the user's, beside imported places."""
_LIKE_TABLES = frozenset({".csv", ".tsv", ".yaml", ".yml", ".ods", ".xlsx"})


def load(user_folder: Path | None = None) -> Lexicon:
    """The lexicon, with the user's folder laid over the shipped one.  Read again only when a file changed."""
    folders = (DATA,) if user_folder is None else (DATA, Path(user_folder))
    if user_folder is not None and not folders[-1].is_dir():
        raise LexiconError(f"{user_folder}: no such folder; give the folder that holds your actors.csv, aliases.csv …")
    return _load(folders, tuple(_state(folder) for folder in folders))


def _state(folder: Path) -> tuple[tuple[str, int, int], ...]:
    found = []
    for path in sorted(folder.iterdir()):
        if path.is_file():
            stat = path.stat()
            found.append((path.name, stat.st_size, stat.st_mtime_ns))
    return tuple(found)


@lru_cache(maxsize=8)
def _load(folders: tuple[Path, ...], _: object) -> Lexicon:
    rows = read_rows(folders)
    problems = rules.references(rows)
    if problems:
        raise LexiconError("\n".join(problems))
    tables = Tables(**{name: tuple(row.value for row in found) for name, found in rows.items()})
    return Lexicon(tables, fingerprint=fingerprint(folders), folders=folders)


def not_read(folder: Path) -> list[str]:
    """The files of a user's folder that are written like tables and bear no table's name, each with what to do."""
    found = []
    for path in sorted(folder.iterdir()):
        of_import = path.with_suffix(".db").exists()  # what an import says of itself
        if path.name in TABLES or of_import or path.suffix.lower() not in _LIKE_TABLES or not path.is_file():
            continue
        near = get_close_matches(path.name.lower(), sorted(TABLES), n=1)
        do = f"rename it to {near[0]}, if it is that" if near else f"the names are {', '.join(sorted(TABLES))}"
        found.append(f"{path}: not a table of the lexicon, and not read; {do}")
    return found


def read_rows(folders: Sequence[Path]) -> dict[str, list[Row[Any]]]:
    """Every table with the later folders' rows laid over the earlier ones', sorted by key."""
    assert {field.name for field in fields(Tables)} == set(SCHEMA)
    merged: dict[str, list[Row[Any]]] = {}
    for name, (kind, key) in SCHEMA.items():
        known: dict[Hashable, Row[Any]] = {}
        for folder in folders:
            path = folder / f"{name}.csv"
            if not path.is_file():
                if folder == DATA:
                    raise LexiconError(f"{path}: missing from the installation; install crosswire again")
                continue
            added = read_table(path, kind)
            problems = rules.duplicates(added, key)
            if problems:
                raise LexiconError("\n".join(problems))
            if name == "aliases":
                _give_way(known, added)
            known.update((key(row.value), row) for row in added)
        merged[name] = sorted(known.values(), key=lambda row: str(key(row.value)))
    return merged


def _give_way(known: dict[Hashable, Row[Any]], added: Sequence[Row[Any]]) -> None:
    """A name the user gives to an actor no longer means another actor."""
    taken = {fold(row.value.text) for row in added if not row.value.generic}
    for key in [key for key, row in known.items() if not row.value.generic and fold(row.value.text) in taken]:
        del known[key]


def fingerprint(folders: Sequence[Path]) -> str:
    """SHA-256 over the names and bytes of all data files, so that a record says which lexicon read it."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.iterdir()):
            if path.suffix in (".csv", ".yaml"):
                digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
