"""Reading a CSV table into the dataclass its rows are.

In: a file and a dataclass; the columns are the fields, in their order.  Out: the rows with their line numbers.  Fails
with `LexiconError` naming file, line and what to do: a wrong header, a value not of the column's kind, a missing one.
"""

from __future__ import annotations

import csv
import io
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin, get_type_hints

from crosswire.errors import LexiconError

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells hold, and whether a cell may be empty."""

    name: str
    holds: Literal["text", "yes_no", "day", "list", "choice"]
    choices: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Row(Generic[R]):
    """One row, the file and the 1-based line it came from."""

    value: R
    path: Path
    line: int


@cache
def columns_of(kind: type[Any]) -> tuple[Column, ...]:
    """The table schema of a dataclass: one column a field, in order."""
    hints = get_type_hints(kind)
    found = []
    for field in fields(kind):
        hint = hints[field.name]
        options = [option for option in get_args(hint) if option is not NoneType]
        optional = NoneType in get_args(hint) or field.default is not MISSING
        if NoneType in get_args(hint):
            hint = options[0]
        if get_origin(hint) is Literal:
            found.append(Column(field.name, "choice", get_args(hint), optional))
        elif hint is bool:
            found.append(Column(field.name, "yes_no", ("", "yes"), True))
        elif hint is date:
            found.append(Column(field.name, "day", (), optional))
        elif get_origin(hint) is tuple:
            found.append(Column(field.name, "list", (), True))
        else:
            found.append(Column(field.name, "text", (), optional))
    return tuple(found)


def read_table(path: Path, kind: type[R]) -> list[Row[R]]:
    """The rows of a CSV file.  Lists are separated with ``|``, days are ISO 8601, yes or nothing for a flag."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as broken:
        raise LexiconError(f"{path}: not UTF-8 (byte {broken.start}); save the file as UTF-8") from broken
    except OSError as broken:
        raise LexiconError(
            f"{path}: cannot be read ({broken.strerror}); check the path and its permissions"
        ) from broken
    columns = columns_of(kind)  # type: ignore[arg-type]
    wanted = [column.name for column in columns]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row[R]] = []
    try:
        header = next(reader, [])
        if header != wanted:
            raise LexiconError(f"{path}:1: the header is {','.join(header)!r}; write {','.join(wanted)!r}")
        for cells in reader:
            line = reader.line_num
            if not cells:
                continue
            if len(cells) != len(wanted):
                raise LexiconError(
                    f"{path}:{line}: {len(cells)} cells where {len(wanted)} belong ({','.join(wanted)}); "
                    "put text that holds a comma in double quotes"
                )
            values = {
                column.name: _value(cell.strip(), column, path, line)
                for column, cell in zip(columns, cells, strict=True)
                if cell.strip()
            }
            for column in columns:
                if column.name not in values and not column.optional:
                    raise LexiconError(f"{path}:{line}: column {column.name!r} is empty; give it a value")
            rows.append(Row(kind(**values), path, line))
    except csv.Error as broken:
        raise LexiconError(f"{path}:{reader.line_num}: not CSV ({broken}); check the double quotes") from broken
    return rows


def _value(cell: str, column: Column, path: Path, line: int) -> object:
    if column.holds == "yes_no":
        if cell not in ("yes", "no"):
            raise LexiconError(f"{path}:{line}: {column.name!r} is {cell!r}; write yes, or leave it empty")
        return cell == "yes"
    if column.holds == "choice" and cell not in column.choices:
        raise LexiconError(f"{path}:{line}: {column.name!r} is {cell!r}; choose one of {', '.join(column.choices)}")
    if column.holds == "day":
        try:
            return date.fromisoformat(cell)
        except ValueError as broken:
            raise LexiconError(f"{path}:{line}: {column.name!r} is {cell!r}; write a day as 2018-07-25") from broken
    if column.holds == "list":
        return tuple(part.strip() for part in cell.split("|") if part.strip())
    return cell
