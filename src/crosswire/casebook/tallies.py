"""Who and what the record is made of: outlets, voices, actors and places, each with its counts.

In: the tables that `write` fills when a run's result is kept.  Out: rows, a page at a time, those with the most
events first.
"""

from __future__ import annotations

import sqlite3
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


def write(connection: sqlite3.Connection) -> None:
    """Count anew.  The caller holds the transaction."""
    from crosswire.casebook.migrate import statements

    script = (resources.files("crosswire.casebook") / "tally.sql").read_text(encoding="utf-8")
    for statement in statements(script):
        connection.execute(statement)


def tallies(connection: sqlite3.Connection, kind: type[Tally], *, limit: int | None, offset: int) -> list[Tally]:
    """A page of one kind of row."""
    columns = list(kind.__dataclass_fields__)
    query = f"SELECT {', '.join(columns)} FROM {_LISTS[kind]} LIMIT ? OFFSET ?"
    rows = connection.execute(query, (-1 if limit is None else limit, offset))
    return [kind(**dict(zip(columns, row, strict=True))) for row in rows]


def count_tallies(connection: sqlite3.Connection, kind: type[Tally]) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {_LISTS[kind].split()[0]}").fetchone()[0])


def voice_tally(connection: sqlite3.Connection, voice_id: str) -> VoiceTally:
    """The counts of one voice; fails with `UsageError` for one that is not there."""
    columns = list(VoiceTally.__dataclass_fields__)
    query = f"SELECT {', '.join(columns)} FROM voice_tally WHERE voice_id = ?"
    row = connection.execute(query, (voice_id,)).fetchone()
    if row is None:
        raise UsageError(f"no voice {voice_id!r}")
    return VoiceTally(**dict(zip(columns, row, strict=True)))


def counts(connection: sqlite3.Connection) -> Counts:
    def number(query: str) -> int:
        return int(connection.execute(query).fetchone()[0])

    documents = dict(connection.execute("SELECT state, count(*) FROM documents GROUP BY state ORDER BY state"))
    broken = number("SELECT count(*) FROM stage_errors")
    if broken:
        documents["read"] = documents.get("read", 0) - broken
        documents["error"] = documents.get("error", 0) + broken
    return Counts(
        documents=documents,
        claims=number("SELECT count(*) FROM claims"),
        outside=number("SELECT count(*) FROM claims WHERE event_id IS NULL"),
        events=number("SELECT count(*) FROM events"),
        disputed=number("SELECT count(*) FROM events WHERE disputed"),
        undated=number("SELECT count(*) FROM events WHERE earliest IS NULL"),
        unplaced=number("SELECT count(*) FROM events WHERE lat IS NULL"),
        voices=number("SELECT count(*) FROM voice_tally"),
        outlets=number("SELECT count(*) FROM outlet_tally WHERE outlet <> ''"),
        decisions=number("SELECT count(*) FROM decisions"),
    )
