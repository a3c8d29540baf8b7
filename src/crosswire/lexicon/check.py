"""Checking a folder of lexicon tables.

In: a folder.  Out: a list of problems, each naming file, line and what to do; empty when all is well.  A file that
is no table is one of the problems.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from crosswire.errors import LexiconError
from crosswire.lexicon.load import DATA, SCHEMA, read_rows
from crosswire.lexicon.rules import duplicates, examples, references
from crosswire.lexicon.table import read_table


def check(folder: Path) -> list[str]:
    """Everything wrong with the tables of a folder, read over the shipped ones where it is not the shipped folder."""
    problems: list[str] = []
    for name, (kind, key) in SCHEMA.items():
        path = Path(folder) / f"{name}.csv"
        if not path.is_file():
            continue
        try:
            rows = read_table(path, kind)
        except LexiconError as broken:
            problems.append(str(broken))
            continue
        problems += duplicates(rows, key)
        lines = [line for line in path.read_text(encoding="utf-8").splitlines()[1:] if line]
        for number, (before, line) in enumerate(pairwise(lines), start=3):
            if before > line:
                problems.append(f"{path}:{number}: out of order after {before.split(',')[0]!r}; sort the lines")
                break
    if problems:
        return problems
    folders = [DATA] if Path(folder).resolve() == DATA.resolve() else [DATA, Path(folder)]
    merged = read_rows(folders)
    return references(merged) + examples(merged["loaded_terms"])
