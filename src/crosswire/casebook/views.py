"""The record as flat tables: the SQL views of the casebook's file, with what each column holds.

In: ``views.yaml`` (what the views are), ``questions.yaml`` (what is often asked of them) and the connection of a
casebook.  Out: `View`s, their rows in an order that does not depend on how they were written, and the metadata file of
Datasette.  The views themselves stand in ``migrations``.  Fails with `UsageError` for a view there is not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

from crosswire.casebook.codec import encode
from crosswire.casebook.lists import EventFilter, event_ids
from crosswire.errors import UsageError

ColumnKind = Literal["text", "int", "real", "bool"]
ROWS_A_BATCH = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewColumn:
    """A column of a view: its name, what its cells are, and what they say."""

    name: str
    kind: ColumnKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A view: a row of it ``is`` one of these; ``order`` is the SQL that sorts it."""

    name: str
    one_row: str
    order: str
    columns: tuple[ViewColumn, ...]


@cache
def views() -> Mapping[str, View]:
    """Every view by its name."""
    return {
        name: View(
            name=name,
            one_row=body["is"],
            order=body["order"],
            columns=tuple(
                ViewColumn(name=column, kind=kind, text=told) for column, (kind, told) in body["columns"].items()
            ),
        )
        for name, body in _data("views.yaml").items()
    }


def _data(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((resources.files("crosswire.casebook") / name).read_text(encoding="utf-8"))
    return found


def view(name: str) -> View:
    """The view of this name."""
    if (found := views().get(name)) is None:
        raise UsageError(f"no view {name!r}; there are {', '.join(views())}")
    return found


def rows_of(
    connection: sqlite3.Connection, wanted: View, events: EventFilter | None = None
) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a view in batches; with ``events`` only those that belong to an event the filter leaves."""
    query, values = f"SELECT * FROM {wanted.name}", tuple[str, ...]()
    if events is not None:
        if not any(column.name == "event_id" for column in wanted.columns):
            raise UsageError(f"{wanted.name} has no event_id; only views that have one can be filtered by events")
        query += " WHERE event_id IN (SELECT value FROM json_each(?))"
        values = (encode(event_ids(connection, events)),)
    cursor = connection.execute(f"{query} ORDER BY {wanted.order}", values)
    while batch := cursor.fetchmany(ROWS_A_BATCH):
        yield batch


@cache
def questions() -> Mapping[str, Mapping[str, str]]:
    """Questions that people ask often, by name: the ``title`` says what is answered, ``sql`` asks it."""
    found: dict[str, dict[str, str]] = _data("questions.yaml")
    return found


def datasette_metadata() -> str:
    """The metadata file of Datasette (YAML): what each view and column holds, and the questions as canned queries."""
    tables: dict[str, Any] = {
        one.name: {
            "description": f"One row is {one.one_row}.",
            "columns": {column.name: column.text for column in one.columns},
        }
        for one in views().values()
    }
    told = {
        "title": "A casebook of crosswire",
        "description": "What was publicly reported, by whom, and how the reports stand to each other. It holds whole "
        "texts and the names of private persons: serve it to people who may see them.",
        "databases": {"casebook": {"tables": tables, "queries": dict(questions())}},
    }
    return yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=100)
