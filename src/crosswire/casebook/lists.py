"""Finding events and documents: filtered, sorted and a page at a time.

In: an `EventFilter` or a `DocumentFilter`.  Out: documents; events, how many there are, and the same events counted
by day and by place, for lists, timelines and maps that never hold the whole record.  Events are found by their columns
(`crosswire.casebook.columns`), documents by indexes.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from crosswire.casebook.brief import EventBrief
from crosswire.casebook.codec import decode
from crosswire.casebook.columns import Columns, Order, columns_of
from crosswire.errors import UsageError
from crosswire.model import Document, Event, StageError

BY_DAY = "earliest IS NULL, earliest, event_id"
MOST_FOUND = 1000
"""Sentences that hold the words searched for are counted up to so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events to list; None asks for nothing.  ``place`` is an id or a part of the name of the town or its
    governorate, with or without accents, or as a text writes it; ``actor`` an id or a part of a name; ``since`` and
    ``until`` ISO dates (both included); ``disputed`` those with a contradiction between two claims; ``voices`` the
    least number of voices; ``box`` degrees (west, south, east, north) that hold the event's point."""

    place: str | None = None
    actor: str | None = None
    since: str | None = None
    until: str | None = None
    event_type: str | None = None
    disputed: bool = False
    voices: int | None = None
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFilter:
    """Which documents to list; None asks for nothing.  ``outlet``: its whole name, "" for documents that name none;
    ``state``: what became of them; ``words``: all of these are in the text (SQLite FTS5 syntax); ``since`` and
    ``until``: published on these days or between (ISO)."""

    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    state: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """Events that begin on one day (EDTF level 1, as the events write it), and how many of them are disputed."""

    day: str
    events: int
    disputed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """The events at one point of the map.  ``killed`` adds up the highest reported toll of each; None where no event
    there has one."""

    place_id: str | None
    name: str
    precision: str
    lat: float
    lon: float
    radius_km: float | None
    events: int
    disputed: int
    killed: int | None


def plain(text: str | None) -> str | None:
    """Without case, accents and the marks that transliterations use, so that "Duma" finds "Dūmā"."""
    if text is None:
        return None
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in letters if not unicodedata.combining(one) and one not in "'’‘ʿʾ`")


def event_ids(
    connection: sqlite3.Connection,
    wanted: EventFilter,
    *,
    order: Order = "day",
    limit: int | None = None,
    offset: int = 0,
) -> list[str]:
    """The ids of the events a filter leaves; by day, those without one come last."""
    columns = columns_of(connection)
    found = columns.ordered(order)
    if wanted != EventFilter():
        found = found[columns.mask(wanted, plain)[found]]
    end = None if limit is None else offset + limit
    return [columns.ids[at] for at in found[offset:end].tolist()]


def find_events(connection: sqlite3.Connection, ids: Iterable[str]) -> list[Event]:
    """The events of these ids, in their order."""
    return [decode(Event, body) for body in _of_events(connection, "body", ids)]


def find_briefs(connection: sqlite3.Connection, ids: Iterable[str]) -> list[EventBrief]:
    """The events of these ids as lists show them, in their order."""
    return [decode(EventBrief, body) for body in _of_events(connection, "brief", ids)]


def _of_events(connection: sqlite3.Connection, column: str, ids: Iterable[str]) -> Iterable[str]:
    query = f"SELECT {column} FROM events WHERE event_id = ?"
    return (row[0] for one in ids if (row := connection.execute(query, (one,)).fetchone()) is not None)


def count_events(connection: sqlite3.Connection, wanted: EventFilter) -> int:
    """How many events a filter leaves."""
    return int(columns_of(connection).mask(wanted, plain).sum())


def days_of_events(connection: sqlite3.Connection, wanted: EventFilter) -> list[DayCount]:
    """The events a filter leaves, counted by the day they begin; those without a year are left out."""
    columns = columns_of(connection)
    found = columns.by_day(columns.mask(wanted, plain))
    return [DayCount(day=day, events=events, disputed=disputed) for day, events, disputed in found]


def spots_of_events(connection: sqlite3.Connection, wanted: EventFilter, *, limit: int = 2000) -> list[Spot]:
    """The events a filter leaves, counted by the point they are placed at, the fullest points first."""
    columns = columns_of(connection)
    return [_spot(columns, *found) for found in columns.by_point(columns.mask(wanted, plain), limit)]


def _spot(columns: Columns, point: int, events: int, disputed: int, killed: int | None) -> Spot:
    (lat, lon), (place_id, name, precision, radius) = columns.points.values[point], columns.named[point]
    return Spot(
        place_id=place_id, name=name, precision=precision, lat=lat, lon=lon, radius_km=radius, events=events,
        disputed=disputed, killed=killed,
    )  # fmt: skip


def spots_of_event(connection: sqlite3.Connection, event_id: str) -> list[Spot]:
    """Where one event is placed; empty where it has no point."""
    query = (
        "SELECT place_id, place_name, precision, lat, lon, radius_km, disputed, killed FROM events"
        " WHERE event_id = ? AND lat IS NOT NULL AND lon IS NOT NULL"
    )
    return [
        Spot(
            place_id=place_id, name=name, precision=precision, lat=lat, lon=lon, radius_km=radius, events=1,
            disputed=disputed, killed=killed,
        )
        for place_id, name, precision, lat, lon, radius, disputed, killed in connection.execute(query, (event_id,))
    ]  # fmt: skip


def find_documents(
    connection: sqlite3.Connection, wanted: DocumentFilter, *, limit: int, offset: int = 0
) -> list[Document]:
    """The documents a filter leaves, by publication day (those without one last), then id, without their texts."""
    where, values = _where_documents(wanted)
    query = (
        "SELECT documents.body, stage_errors.body FROM ("
        f"SELECT document_id FROM documents WHERE {where}"
        " ORDER BY published IS NULL, published, document_id LIMIT ? OFFSET ?"
        ") JOIN documents USING (document_id) LEFT JOIN stage_errors USING (document_id)"
        " ORDER BY published IS NULL, published, document_id"
    )
    rows = asked(connection, query, (*values, limit, offset), wanted.words)
    return [with_error(decode(Document, body), decode(StageError, broken) if broken else None) for body, broken in rows]


def count_documents(connection: sqlite3.Connection, wanted: DocumentFilter) -> int:
    """How many documents a filter leaves."""
    where, values = _where_documents(wanted)
    return int(asked(connection, f"SELECT count(*) FROM documents WHERE {where}", tuple(values), wanted.words)[0][0])


def asked(
    connection: sqlite3.Connection, query: str, values: tuple[str | int, ...], words: str | None
) -> list[tuple[Any, ...]]:
    """The rows of a query that may hold a search for ``words``; fails with `UsageError` when these cannot be searched
    for.  Words that are no FTS5 query and hold no quotes, such as al-Bab, are searched for as they stand."""
    try:
        return connection.execute(query, values).fetchall()
    except sqlite3.OperationalError as error:
        if words is None:
            raise
        as_they_stand = " ".join(f'"{word}"' for word in words.split())
        if '"' not in words and as_they_stand:
            return asked(connection, query, tuple(as_they_stand if v == words else v for v in values), as_they_stand)
        raise UsageError(f"cannot search for {words!r} ({error}); put phrases in double quotes") from error


def with_error(document: Document, error: StageError | None) -> Document:
    """The document as a run left it: in state ``error`` when a step broke on it."""
    return document if error is None else replace(document, state="error", error=error)


def _where_documents(wanted: DocumentFilter) -> tuple[str, list[str | int]]:
    where, values = ["1"], list[str | int]()
    if wanted.outlet is not None:
        where.append("outlet = ?" if wanted.outlet else "outlet IS NULL")
        values += [wanted.outlet] if wanted.outlet else []
    if wanted.since is not None:
        where.append("published >= ?")
        values.append(wanted.since)
    if wanted.until is not None:
        where.append("published <= ?")
        values.append(wanted.until)
    if wanted.state is not None:
        broken = "document_id IN (SELECT document_id FROM stage_errors)"
        where.append(f"(state = ? OR {broken})" if wanted.state == "error" else f"state = ? AND NOT {broken}")
        values.append(wanted.state)
    if wanted.words is not None:
        # "+": documents are read in their order, and not one by one by their texts to be sorted at the end
        where.append("+text_key IN (SELECT rowid FROM text_search WHERE text_search MATCH ?)")
        values.append(wanted.words)
    return " AND ".join(where), values
