"""Writing what a run derived: claims, copies, events, relations, estimates.

In: a `Derived` (all of it, for every document).  Out: rows written in the caller's one transaction.  Nothing here is
precious: documents, lexicon and decisions rebuild it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field

from crosswire.casebook import tallies
from crosswire.casebook.codec import encode
from crosswire.casebook.lists import plain
from crosswire.model import Claim, Copy, Estimate, Event, Relation, StageError


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
        " part_of, lat, lon, radius_km, precision, place_words, voices, documents, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_event_row(event) for event in sorted(derived.events, key=lambda e: e.event_id)),
    )
    connection.executemany(
        "INSERT INTO event_actors (event_id, role, actor_id, name, name_words) VALUES (?, ?, ?, ?, ?)",
        ((e.event_id, p.role, p.actor_id, p.name, plain(p.name)) for e in derived.events for p in e.participants),
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
        "INSERT INTO estimates (estimate_id, event_id, measure, of_whom, policy, most, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((e.estimate_id, e.event_id, e.measure, e.of, e.policy, _most(e), encode(e)) for e in derived.estimates),
    )
    connection.execute(
        "UPDATE events SET disputed = EXISTS"
        " (SELECT 1 FROM relations WHERE relations.event_id = events.event_id AND kind = 'contradiction'),"
        " killed = (SELECT max(most) FROM estimates WHERE estimates.event_id = events.event_id"
        " AND measure = 'killed' AND policy = 'as-reported')"
    )
    connection.executemany(
        "INSERT INTO main_events (document_id, event_id) VALUES (?, ?)",
        ((document, event) for document, event in sorted(derived.main_events.items()) if event is not None),
    )
    connection.executemany(
        "INSERT INTO stage_errors (document_id, body) VALUES (?, ?)",
        ((document, encode(error)) for document, error in sorted(derived.errors.items())),
    )
    tallies.write(connection)
    connection.execute("INSERT INTO quote_search (quote_search) VALUES ('rebuild')")


def _most(estimate: Estimate) -> int | None:
    """The highest of its numbers."""
    return next((n for n in (estimate.high, estimate.best, estimate.low) if n is not None), None)


def _event_row(event: Event) -> tuple[str | int | float | None, ...]:
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
        place.lat if place else None,
        place.lon if place else None,
        place.radius_km if place else None,
        place.precision if place else None,
        plain(" | ".join((place.name, place.admin1 or "", place.quote))) if place else None,
        len(event.voice_ids),
        len(event.document_ids),
        encode(event),
    )
