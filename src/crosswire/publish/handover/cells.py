"""Rows whose every cell says what it rests on.

In: values with the claims behind them and the rule that made them.  Out: `Row`s, written as CSV, and the basis of each
cell as one line of JSON a row.  A text that a spreadsheet would take for a formula (it begins with ``=``, ``+``, ``-``,
``@``, a tab or a carriage return) gets an apostrophe before it; numbers are written as numbers.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

Value = str | int | float | list[Any] | dict[str, Any] | None
Rule = Literal["claims", "record", "documents", "lexicon", "gazetteer", "estimate", "codebook", "constant"]
RULES: tuple[Rule, ...] = get_args(Rule)
"""What a cell may rest on; `docs/reference/exports.md` says what each means.  Only ``constant`` needs no claim."""
_BREAKS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, the claims it rests on, and by which rule; None: the cell is empty."""

    value: Value
    claims: tuple[str, ...]
    rule: Rule = "claims"
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of an export.  Columns that are not among ``cells`` are empty."""

    id: str
    event_id: str | None
    cells: Mapping[str, Cell]

    def value(self, column: str) -> Value:
        """What stands in a column."""
        cell = self.cells.get(column)
        return None if cell is None else cell.value


def filled(cells: Mapping[str, Cell | None]) -> dict[str, Cell]:
    """The cells that hold something."""
    return {name: cell for name, cell in cells.items() if cell is not None and cell.value not in (None, "", [])}


def json_line(value: object) -> str:
    """A value as one line of JSON with sorted keys; characters that some readers take for a line's end are escaped."""
    told = json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)
    return told.translate(_BREAKS) + "\n"


def escaped(value: Value) -> Value:
    """The value as a spreadsheet may read it: no text that it would take for a formula.

    >>> escaped("=1+1"), escaped(-3), escaped("18")
    ("'=1+1", -3, '18')
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def unescaped(value: str) -> str:
    """A text as it was before `escaped`."""
    return value[1:] if value.startswith("'") and value[1:].startswith(_FORMULA) else value


def csv_line(values: Sequence[Value]) -> str:
    """One line of CSV (RFC 4180 quoting), with its line feed."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(["" if one is None else _text(escaped(one)) for one in values])
    return out.getvalue()


def _text(value: Value) -> str:
    return repr(round(value, 6) + 0.0) if isinstance(value, float) else str(value)


def csv_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """A table as CSV, its heading first."""
    yield csv_line(columns)
    for row in rows:
        yield csv_line([row.value(column) for column in columns])


def basis_line(row: Row) -> str:
    """What each cell of a row rests on, as a line of JSON."""
    cells = {
        name: {"claims": list(cell.claims), "rule": cell.rule} | ({"why": cell.why} if cell.why else {})
        for name, cell in row.cells.items()
    }
    told = {"row": row.id, "event_id": row.event_id, "cells": cells}
    return json_line(told)
