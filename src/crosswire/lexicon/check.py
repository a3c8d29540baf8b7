"""Checking a folder of lexicon tables.

In: a folder.  Out: a list of problems, each naming file, line and what to do; empty when all is well.  A file that
is no table is one of the problems.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from crosswire.errors import LexiconError
from crosswire.lexicon.check_words import check_words
from crosswire.lexicon.gazetteer import own_places
from crosswire.lexicon.imported import ImportedPlaces, imported_in
from crosswire.lexicon.load import DATA, SCHEMA, not_read, read_rows
from crosswire.lexicon.rules import duplicates, examples, references, spellings
from crosswire.lexicon.table import read_table


def check(folder: Path) -> list[str]:
    """Everything wrong with the tables of a folder, read over the shipped ones where it is not the shipped folder."""
    folder = Path(folder)
    shipped = folder.resolve() == DATA.resolve()
    strays = [] if shipped else not_read(folder)
    problems: list[str] = []
    for name, (kind, key) in SCHEMA.items():
        path = folder / f"{name}.csv"
        if not path.is_file():
            continue
        try:
            rows = read_table(path, kind)
        except LexiconError as broken:
            problems.append(str(broken))
            continue
        problems += duplicates(rows, key)
        if shipped:
            problems += _out_of_order(path)
    problems += check_words(folder)
    if not shipped:
        problems += _places(folder)
    if problems:
        return strays + problems
    merged = read_rows([DATA] if shipped else [DATA, folder])
    return strays + references(merged) + examples(merged["loaded_terms"]) + spellings(merged["outlets"])


def _out_of_order(path: Path) -> list[str]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines()[1:] if line]
    for number, (before, line) in enumerate(pairwise(lines), start=3):
        if before > line:
            return [f"{path}:{number}: out of order after {before.split(',')[0]!r}; sort the lines"]
    return []


def _places(folder: Path) -> list[str]:
    """The user's places and what was imported."""
    try:
        return own_places(folder)[1] if (folder / "places.csv").is_file() else _imported(folder)
    except LexiconError as broken:
        return [str(broken)]


def _imported(folder: Path) -> list[str]:
    for path in imported_in(folder):
        ImportedPlaces(path)
    return []
