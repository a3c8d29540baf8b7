"""Who and what the record is made of: outlets, voices, actors and places, each with its counts.

In: the tables that are filled when a run's result is kept (`tally.sql`), whole or only where something was touched.
Out: rows, a page at a time, those with the most events first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from typing import Any, TypeVar

from crosswire.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a casebook holds.  ``documents`` by state; ``disputed``: events with a contradiction; ``undated`` and
    ``unplaced``: events without a day, or without a point on the map; ``outside``: claims that are in no event."""

    documents: dict[str, int]
    claims: int
    outside: int
    events: int
    disputed: int
    undated: int
    unplaced: int
    voices: int
    outlets: int
    decisions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletTally:
    """An outlet ("" where documents name none).  ``took``: its documents with a passage another outlet had first;
    ``gave``: its documents with a passage that another outlet took."""

    outlet: str
    documents: int
    claims: int
    events: int
    took: int
    gave: int
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceTally:
    """A voice; ``sample`` is the id of one of its claims."""

    voice_id: str
    claims: int
    events: int
    documents: int
    outlets: int
    sample: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorTally:
    """An actor, by id or, where the lexicon has none, by name; ``did`` and ``suffered`` count events by role."""

    actor: str
    actor_id: str | None
    name: str
    events: int
    did: int
    suffered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTally:
    """A place of events; ``killed`` adds up the highest reported toll of each."""

    place: str
    place_id: str | None
    name: str
    admin1: str | None
    country: str | None
    precision: str | None
    events: int
    disputed: int
    killed: int | None


Tally = TypeVar("Tally", OutletTally, VoiceTally, ActorTally, PlaceTally)
_LISTS: dict[type[Any], str] = {
    OutletTally: "outlet_tally ORDER BY documents DESC, outlet",
    VoiceTally: "voice_tally ORDER BY events DESC, claims DESC, voice_id",
    ActorTally: "actor_tally ORDER BY events DESC, actor",
    PlaceTally: "place_tally ORDER BY events DESC, place",
}


_TOUCHED = {
    "touched": "event_id", "touched_voices": "voice_id", "touched_outlets": "outlet", "touched_actors": "actor",
    "touched_places": "place",
}  # fmt: skip


def write_all(connection: sqlite3.Connection) -> None:
    """Count everything anew.  The caller holds the transaction."""
    _fresh(connection)
    _run(connection, "touched.sql")
    write_touched(connection)


def touch(
    connection: sqlite3.Connection, events: Iterable[str], claims: Iterable[str], documents: Iterable[str] = ()
) -> None:
    """Note what these events and claims are told by and tell of, as they stand, and whose these documents are, to be
    counted anew."""
    if not connection.execute("SELECT 1 FROM temp.sqlite_master WHERE name = 'touched'").fetchone():
        _fresh(connection)
    for event_id in events:
        given = (event_id,)
        connection.execute("INSERT OR IGNORE INTO touched VALUES (?)", given)
        connection.execute(
            "INSERT OR IGNORE INTO touched_actors SELECT coalesce(actor_id, name) FROM event_actors WHERE event_id = ?",
            given,
        )
        connection.execute(
            "INSERT OR IGNORE INTO touched_places SELECT coalesce(place_id, place_name) FROM events"
            " WHERE event_id = ? AND place_name IS NOT NULL",
            given,
        )
        _touch_claims(connection, "event_id", event_id)
    for claim_id in claims:
        _touch_claims(connection, "claim_id", claim_id)
    connection.executemany(
        "INSERT OR IGNORE INTO touched_outlets SELECT coalesce(outlet, '') FROM documents WHERE document_id = ?",
        ((document_id,) for document_id in documents),
    )


def _touch_claims(connection: sqlite3.Connection, column: str, value: str) -> None:
    connection.execute(
        f"INSERT OR IGNORE INTO touched_voices SELECT voice_id FROM claims WHERE {column} = ? AND voice_id IS NOT NULL",
        (value,),
    )
    connection.execute(
        "INSERT OR IGNORE INTO touched_outlets"
        f" SELECT coalesce(outlet, '') FROM claims JOIN documents USING (document_id) WHERE {column} = ?",
        (value,),
    )


def write_touched(connection: sqlite3.Connection) -> None:
    """Count what was touched anew, and forget that it was."""
    _run(connection, "tally.sql")
    for table in _TOUCHED:
        connection.execute(f"DROP TABLE temp.{table}")


def _fresh(connection: sqlite3.Connection) -> None:
    for table, column in _TOUCHED.items():
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        connection.execute(f"CREATE TEMP TABLE {table} ({column} TEXT PRIMARY KEY) WITHOUT ROWID")


def _run(connection: sqlite3.Connection, name: str) -> None:
    from crosswire.casebook.migrate import statements

    for statement in statements((resources.files("crosswire.casebook") / name).read_text(encoding="utf-8")):
        connection.execute(statement)


def tallies(connection: sqlite3.Connection, kind: type[Tally], *, limit: int | None, offset: int) -> list[Tally]:
    """A page of one kind of row."""
    columns = list(kind.__dataclass_fields__)
    query = f"SELECT {', '.join(columns)} FROM {_LISTS[kind]} LIMIT ? OFFSET ?"
    rows = connection.execute(query, (-1 if limit is None else limit, offset))
    return [kind(**dict(zip(columns, row, strict=True))) for row in rows]


def count_tallies(connection: sqlite3.Connection, kind: type[Tally]) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {_LISTS[kind].split()[0]}").fetchone()[0])


def tally_of(connection: sqlite3.Connection, kind: type[Tally], key: str) -> Tally:
    """The counts of one of them, by id or name; fails with `UsageError` for one that is not there."""
    columns = list(kind.__dataclass_fields__)
    table = _LISTS[kind].split()[0]
    query = f"SELECT {', '.join(columns)} FROM {table} WHERE {columns[0]} = ?"
    row = connection.execute(query, (key,)).fetchone()
    if row is None:
        raise UsageError(f"no {table.removesuffix('_tally')} {key!r}")
    return kind(**dict(zip(columns, row, strict=True)))


def counts(connection: sqlite3.Connection) -> Counts:
    def number(query: str) -> int:
        return int(connection.execute(query).fetchone()[0])

    documents = dict(connection.execute("SELECT state, count(*) FROM documents GROUP BY state ORDER BY state"))
    broken = number("SELECT count(*) FROM stage_errors")
    if broken:
        documents["read"] = documents.get("read", 0) - broken
        documents["error"] = documents.get("error", 0) + broken
    columns = ("claims", "outside", "events", "disputed", "undated", "unplaced", "voices")
    row = connection.execute(f"SELECT {', '.join(columns)} FROM built").fetchone()
    return Counts(
        documents=documents,
        outlets=number("SELECT count(*) FROM outlet_tally WHERE outlet <> ''"),
        decisions=number("SELECT count(*) FROM decisions"),
        **dict(zip(columns, row or (0,) * len(columns), strict=True)),
    )
