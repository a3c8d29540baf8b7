"""A stage: a pure function on Arrow tables, with one row a document and one column a layer.

In: a table that has the columns the stage ``reads``.  Out: the same rows in the same order with the columns it
``adds``. A document that breaks a stage becomes an error (stage, code, detail) in the ``error`` column and adds
nothing; later stages leave it alone; the other rows go on.  Fails only when a column is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from crosswire.model import StageError
from crosswire.run.arrow import arrow_type, from_array, to_array

ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """``reads`` and ``adds`` name columns; ``function`` maps a table to the table with the added columns."""

    name: str
    reads: tuple[str, ...]
    adds: tuple[str, ...]
    function: Callable[[pa.Table], pa.Table]

    def __call__(self, table: pa.Table) -> pa.Table:
        missing = [column for column in (*self.reads, ERROR) if column not in table.column_names]
        if missing:
            raise ValueError(f"stage {self.name} reads {missing}, which no stage before it adds")
        return self.function(table)


def per_document(
    name: str,
    reads: Mapping[str, type[Any]],
    adds: str,
    kind: Any,
    function: Callable[..., object],
) -> Stage:
    """A stage from a function of one document.

    ``reads`` maps the columns it takes, in the order of its arguments, to their nouns; ``adds`` is the column it
    fills with values of ``kind`` (a dataclass, or ``tuple[X, ...]``).  Rows with an error get an empty value.
    """

    def run(table: pa.Table) -> pa.Table:
        columns = [from_array(noun, table[column]) for column, noun in reads.items()]
        errors = table[ERROR].to_pylist()
        values: list[object] = []
        for index, arguments in enumerate(zip(*columns, strict=True)):
            value: object = None
            if errors[index] is None:
                try:
                    value = function(*arguments)
                except Exception as broken:
                    errors[index] = _error(name, broken)
            values.append(value)
        try:
            layer = to_array(kind, values)
        except Exception:  # what Arrow cannot hold is the error of its document, not of the table
            for index, value in enumerate(values):
                try:
                    to_array(kind, [value])
                except Exception as broken:
                    values[index], errors[index] = None, _error(name, broken)
            layer = to_array(kind, values)
        position = table.column_names.index(ERROR)
        told = table.set_column(position, ERROR, to_array(StageError, errors))
        return told.append_column(pa.field(adds, arrow_type(kind)), layer)

    return Stage(name=name, reads=tuple(reads), adds=(adds,), function=run)


def _error(stage: str, broken: BaseException) -> StageError:
    return StageError(stage=stage, code=type(broken).__name__, detail=_one_line(broken))


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:500] or "no message; report it with the document"
