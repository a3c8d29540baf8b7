"""Writing and finding what a run derived: claims, copies, events, relations, estimates.

In: a `Derived` (all of it, for every document) or the filters of a question.  Out: rows written in the caller's one
transaction, or nouns in the order of their ids.  Nothing here is precious: documents, lexicon and decisions rebuild
it.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from crosswire.casebook.codec import decode, encode
from crosswire.model import Claim, Copy, Document, Estimate, Event, Relation, StageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Everything a run makes of the documents.  ``main_events`` maps a document id to the event it is mainly
    about (None: none); ``errors`` maps a document id to what broke while reading it."""

    claims: tuple[Claim, ...] = ()
    copies: tuple[Copy, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    main_events: Mapping[str, str | None] = field(default_factory=dict)
    errors: Mapping[str, StageError] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events to list; None asks for nothing.  ``place`` is an id or a part of the name of the town or its
    governorate, with or without accents, or as a text writes it; ``actor`` an id or a part of a name; ``since`` and
    ``until`` ISO dates (both included); ``disputed`` those with a contradiction between two claims."""

    place: str | None = None
    actor: str | None = None
    since: str | None = None
    until: str | None = None
    event_type: str | None = None
    disputed: bool = False


_TABLES = (
    "relations", "estimates", "main_events", "stage_errors", "copies", "claims", "event_actors", "event_alias",
    "events",
)  # fmt: skip


def replace_all(connection: sqlite3.Connection, derived: Derived) -> None:
    """Put ``derived`` in the place of what was derived before.  The caller holds the transaction."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table}")
    connection.executemany(
        "INSERT INTO events (event_id, event_type, status, earliest, latest, place_id, place_name, admin1, country,"
        " part_of, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_event_row(event) for event in sorted(derived.events, key=lambda e: e.event_id)),
    )
    connection.executemany(
        "INSERT INTO event_actors (event_id, role, actor_id, name) VALUES (?, ?, ?, ?)",
        ((e.event_id, p.role, p.actor_id, p.name) for e in derived.events for p in e.participants),
    )
    connection.executemany(
        "INSERT INTO event_alias (former_id, event_id) VALUES (?, ?)",
        ((former, e.event_id) for e in derived.events for former in e.former_ids),
    )
    connection.executemany(
        "INSERT INTO claims (claim_id, document_id, event_id, event_type, status, voice_id, quote, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (c.claim_id, c.document_id, c.event_id, c.event_type, c.status, c.voice_id, c.evidence[0].quote, encode(c))
            for c in sorted(derived.claims, key=lambda c: c.claim_id)
        ),
    )
    connection.executemany(
        "INSERT INTO copies (document_id, other_id, body) VALUES (?, ?, ?)",
        ((c.document_id, c.other_id, encode(c)) for c in derived.copies),
    )
    connection.executemany(
        "INSERT INTO relations (relation_id, event_id, claim_a, claim_b, kind, body) VALUES (?, ?, ?, ?, ?, ?)",
        ((r.relation_id, r.event_id, r.claim_a, r.claim_b, r.kind, encode(r)) for r in derived.relations),
    )
    connection.executemany(
        "INSERT INTO estimates (estimate_id, event_id, measure, of_whom, policy, body) VALUES (?, ?, ?, ?, ?, ?)",
        ((e.estimate_id, e.event_id, e.measure, e.of, e.policy, encode(e)) for e in derived.estimates),
    )
    connection.executemany(
        "INSERT INTO main_events (document_id, event_id) VALUES (?, ?)",
        ((document, event) for document, event in sorted(derived.main_events.items()) if event is not None),
    )
    connection.executemany(
        "INSERT INTO stage_errors (document_id, body) VALUES (?, ?)",
        ((document, encode(error)) for document, error in sorted(derived.errors.items())),
    )
    connection.execute("INSERT INTO quote_search (quote_search) VALUES ('rebuild')")


def _event_row(event: Event) -> tuple[str | None, ...]:
    time, place = event.time, event.place
    return (
        event.event_id,
        event.event_type,
        event.status,
        time.earliest if time else None,
        (time.latest or time.earliest) if time else None,
        place.place_id if place else None,
        place.name if place else None,
        place.admin1 if place else None,
        place.country if place else None,
        event.part_of,
        encode(event),
    )


def find_events(connection: sqlite3.Connection, wanted: EventFilter) -> list[Event]:
    """The events a filter leaves, by day (those without one last), then id."""
    where, values = ["1"], list[str]()
    connection.create_function("plain", 1, _plain, deterministic=True)
    if wanted.place is not None:
        written = "json_extract(body, '$.place.quote')"
        where.append(f"(place_id = ? OR {' OR '.join(_holds(one) for one in ('place_name', 'admin1', written))})")
        values += [wanted.place] * 4
    if wanted.actor is not None:
        where.append(f"event_id IN (SELECT event_id FROM event_actors WHERE actor_id = ? OR {_holds('name')})")
        values += [wanted.actor] * 2
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
        where.append("event_id IN (SELECT event_id FROM relations WHERE kind = 'contradiction')")
    rows = connection.execute(
        f"SELECT body FROM events WHERE {' AND '.join(where)} ORDER BY earliest IS NULL, earliest, event_id", values
    )
    return [decode(Event, body) for (body,) in rows]


def _plain(text: str | None) -> str | None:
    """Without case, accents and the marks that transliterations use, so that "Duma" finds "Dūmā"."""
    if text is None:
        return None
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in letters if not unicodedata.combining(one) and one not in "'’‘ʿʾ`")


def _holds(column: str) -> str:
    return f"instr(plain({column}), plain(?))"


def with_error(document: Document, error: StageError | None) -> Document:
    """The document as a run left it: in state ``error`` when a step broke on it."""
    return document if error is None else replace(document, state="error", error=error)
