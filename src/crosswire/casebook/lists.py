"""Finding events and documents: filtered, sorted and a page at a time.

In: an `EventFilter` or a `DocumentFilter`.  Out: documents; events, how many there are, and the same events counted
by day and by place, for lists, timelines and maps that never hold the whole record.  The columns these questions need
are written beside the bodies when a run's result is kept.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from dataclasses import dataclass, replace
from typing import Any, Literal

from crosswire.casebook.codec import decode
from crosswire.errors import UsageError
from crosswire.model import Document, Event, StageError

Order = Literal["day", "killed", "voices", "documents"]
BY_DAY = "earliest IS NULL, earliest, event_id"
_ORDERS: dict[Order, str] = {
    "day": BY_DAY,
    "killed": "killed IS NULL, killed DESC, event_id",
    "voices": "voices DESC, documents DESC, event_id",
    "documents": "documents DESC, voices DESC, event_id",
}


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


def find_events(
    connection: sqlite3.Connection,
    wanted: EventFilter,
    *,
    order: Order = "day",
    limit: int | None = None,
    offset: int = 0,
) -> list[Event]:
    """The events a filter leaves; by day, those without one come last."""
    where, values = events_where(wanted)
    query = f"SELECT body FROM events WHERE {where} ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?"
    found = connection.execute(query, (*values, -1 if limit is None else limit, offset))
    return [decode(Event, body) for (body,) in found]


def event_ids(connection: sqlite3.Connection, wanted: EventFilter) -> list[str]:
    """The ids of the events a filter leaves, in the order of their days."""
    where, values = events_where(wanted)
    return [
        found for (found,) in connection.execute(f"SELECT event_id FROM events WHERE {where} ORDER BY {BY_DAY}", values)
    ]


def count_events(connection: sqlite3.Connection, wanted: EventFilter) -> int:
    """How many events a filter leaves."""
    where, values = events_where(wanted)
    return int(connection.execute(f"SELECT count(*) FROM events WHERE {where}", values).fetchone()[0])


def days_of_events(connection: sqlite3.Connection, wanted: EventFilter) -> list[DayCount]:
    """The events a filter leaves, counted by the day they begin; those without a year are left out."""
    where, values = events_where(wanted)
    query = (
        f"SELECT earliest, count(*), sum(disputed) FROM events WHERE {where} AND earliest IS NOT NULL"
        " AND earliest NOT LIKE 'X%' GROUP BY earliest ORDER BY earliest"
    )
    return [DayCount(day=day, events=n, disputed=d) for day, n, d in connection.execute(query, values)]


def spots_of_events(connection: sqlite3.Connection, wanted: EventFilter, *, limit: int = 2000) -> list[Spot]:
    """The events a filter leaves, counted by the point they are placed at, the fullest points first."""
    where, values = events_where(wanted)
    return _spots(connection, where, values, limit)


def spots_of_event(connection: sqlite3.Connection, event_id: str) -> list[Spot]:
    """Where one event is placed; empty where it has no point."""
    return _spots(connection, "event_id = ?", [event_id], 1)


def _spots(connection: sqlite3.Connection, where: str, values: list[str | int | float], limit: int) -> list[Spot]:
    query = (
        "SELECT min(place_id), min(place_name), min(precision), lat, lon, max(radius_km), count(*), sum(disputed),"
        f" sum(killed) FROM events WHERE {where} AND lat IS NOT NULL GROUP BY lat, lon"
        " ORDER BY count(*) DESC, lat, lon LIMIT ?"
    )
    return [
        Spot(
            place_id=place_id, name=name, precision=precision, lat=lat, lon=lon, radius_km=radius,
            events=events, disputed=disputed, killed=killed,
        )
        for place_id, name, precision, lat, lon, radius, events, disputed, killed in connection.execute(
            query, (*values, limit)
        )
    ]  # fmt: skip


def find_documents(
    connection: sqlite3.Connection, wanted: DocumentFilter, *, limit: int, offset: int = 0
) -> list[Document]:
    """The documents a filter leaves, by publication day (those without one last), then id, without their texts."""
    where, values = _where_documents(wanted)
    query = (
        "SELECT documents.body, stage_errors.body FROM documents LEFT JOIN stage_errors USING (document_id)"
        f" WHERE {where} ORDER BY published IS NULL, published, document_id LIMIT ? OFFSET ?"
    )
    rows = asked(connection, query, (*values, limit, offset), wanted.words)
    return [with_error(decode(Document, body), decode(StageError, broken) if broken else None) for body, broken in rows]


def count_documents(connection: sqlite3.Connection, wanted: DocumentFilter) -> int:
    """How many documents a filter leaves."""
    where, values = _where_documents(wanted)
    query = f"SELECT count(*) FROM documents LEFT JOIN stage_errors USING (document_id) WHERE {where}"
    return int(asked(connection, query, tuple(values), wanted.words)[0][0])


def asked(
    connection: sqlite3.Connection, query: str, values: tuple[str | int, ...], words: str | None
) -> list[tuple[Any, ...]]:
    """The rows of a query that may hold a search for ``words``; fails with `UsageError` when these cannot be searched
    for."""
    try:
        return connection.execute(query, values).fetchall()
    except sqlite3.OperationalError as error:
        if words is None:
            raise
        raise UsageError(f"cannot search for {words!r} ({error}); put phrases in double quotes") from error


def with_error(document: Document, error: StageError | None) -> Document:
    """The document as a run left it: in state ``error`` when a step broke on it."""
    return document if error is None else replace(document, state="error", error=error)


def _where_documents(wanted: DocumentFilter) -> tuple[str, list[str | int]]:
    where, values = ["1"], list[str | int]()
    if wanted.outlet is not None:
        where.append("coalesce(outlet, '') = ?")
        values.append(wanted.outlet)
    if wanted.since is not None:
        where.append("published >= ?")
        values.append(wanted.since)
    if wanted.until is not None:
        where.append("published <= ?")
        values.append(wanted.until)
    if wanted.state is not None:
        where.append("CASE WHEN stage_errors.body IS NULL THEN state ELSE 'error' END = ?")
        values.append(wanted.state)
    if wanted.words is not None:
        where.append("text_key IN (SELECT rowid FROM text_search WHERE text_search MATCH ?)")
        values.append(wanted.words)
    return " AND ".join(where), values


def events_where(wanted: EventFilter) -> tuple[str, list[str | int | float]]:
    """A condition on the table ``events``, and the values of its question marks."""
    where, values = ["1"], list[str | int | float]()
    if wanted.place is not None:
        where.append("(place_id = ? OR instr(place_words, ?))")
        values += [wanted.place, plain(wanted.place) or ""]
    if wanted.actor is not None:
        where.append("event_id IN (SELECT event_id FROM event_actors WHERE actor_id = ? OR instr(name_words, ?))")
        values += [wanted.actor, plain(wanted.actor) or ""]
    # EDTF: a day without its year (XXXX-10-14) is in no range, a month (2018-07) is in every range that touches it.
    if wanted.since is not None:
        where.append("latest NOT LIKE 'X%' AND latest || '-99' >= ?")
        values.append(wanted.since)
    if wanted.until is not None:
        where.append("earliest NOT LIKE 'X%' AND earliest <= ?")
        values.append(wanted.until)
    if wanted.event_type is not None:
        where.append("event_type = ?")
        values.append(wanted.event_type)
    if wanted.disputed:
        where.append("disputed")
    if wanted.voices is not None:
        where.append("voices >= ?")
        values.append(wanted.voices)
    if wanted.box is not None:
        west, south, east, north = wanted.box
        where.append("lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?")
        values += [south, north, west, east]
    return " AND ".join(where), values


_WAITING = (
    "SELECT claims.claim_id AS claim_id, disputed, killed,"
    " CASE WHEN disputed THEN 'contradicts another' ELSE 'one voice alone' END AS why"
    " FROM claims JOIN events USING (event_id) WHERE json_array_length(claims.body, '$.quantities') > 0"
    " AND ((disputed AND EXISTS (SELECT 1 FROM relations WHERE relations.event_id = events.event_id"
    " AND kind = 'contradiction' AND claims.claim_id IN (claim_a, claim_b))) OR (voices = 1 AND killed >= 10))"
)


def waiting(connection: sqlite3.Connection, *, limit: int, offset: int = 0) -> list[tuple[str, str]]:
    """Claims with figures that contradict another, then those of events of ten or more deaths that one voice alone
    tells of; the most deaths first."""
    query = f"{_WAITING} ORDER BY disputed DESC, killed IS NULL, killed DESC, claim_id LIMIT ? OFFSET ?"
    return [(claim_id, why) for claim_id, _, _, why in connection.execute(query, (limit, offset))]


def count_waiting(connection: sqlite3.Connection) -> int:
    return int(connection.execute(f"SELECT count(*) FROM ({_WAITING})").fetchone()[0])
