"""Writing what a run derived: claims, copies, events, relations, estimates.

In: a `Derived`, or pieces of one (all of it, for every document), or a `Redone` (what a decision changed).  Out: rows
written in the caller's one transaction, and the counts that lists rest on.  Nothing here is precious: documents,
lexicon and decisions rebuild it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from crosswire.casebook import tallies
from crosswire.casebook.answers import Answer, put
from crosswire.casebook.codec import encode
from crosswire.casebook.lists import plain
from crosswire.model import Claim, Copy, Estimate, Event, Reader, Relation, StageError

Row = tuple[str | int | float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Everything a run makes of the documents.  ``main_events`` maps a document id to the event it is mainly
    about (None: none); ``errors`` a document id to what broke while reading it; ``alike`` a pair of claims that look
    alike to the points it reached and whether it may be linked; ``keys`` the id of every document to what its claims
    are compared by (empty: none are); ``answers``: what reviewers answered; ``copies`` are gone through once."""

    claims: tuple[Claim, ...] = ()
    copies: Iterable[Copy] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    main_events: Mapping[str, str | None] = field(default_factory=dict)
    errors: Mapping[str, StageError] = field(default_factory=dict)
    alike: Mapping[tuple[str, str], tuple[float, bool]] = field(default_factory=dict)
    keys: Mapping[str, bytes] = field(default_factory=dict)
    answers: frozenset[Answer] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Redone:
    """What is to be written where only some events changed.  ``made``: those events whole, with their relations and
    estimates, the claims that differ from those kept, and the main events of documents that differ (None: no longer
    any); ``gone``: ids of events and claims that are no more; ``asked``: claims of which ``made`` has every answer;
    ``retold``: events that tell otherwise what was kept apart from them, and are as they were in all else;
    ``compared``: claims that were compared anew, those before and those now; ``texts``: the documents they are of, and
    ``traced`` those of which ``made`` has every copy."""

    made: Derived
    asked: frozenset[str] = frozenset()
    compared: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    traced: frozenset[str] = frozenset()
    retold: tuple[Event, ...] = ()
    gone_events: frozenset[str] = frozenset()
    gone_claims: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a record was derived from.  ``decisions``: so many of the log, the first; ``conflicts``: how many of these
    others decided otherwise; ``basis``: a fingerprint of everything else (None: not known); ``reader``: who read the
    claims (None: nothing was built yet); ``stamp`` is new each time it is written."""

    decisions: int = 0
    conflicts: int = 0
    basis: str | None = None
    reader: Reader | None = None
    stamp: str | None = None


_TABLES = (
    "relations", "estimates", "main_events", "stage_errors", "copies", "claims", "event_actors", "event_alias",
    "events", "alike", "answered", "keys",
)  # fmt: skip
_CLAIM = ("document_id", "event_id", "event_type", "status", "voice_id", "figures", "quote", "body")


def replace_all(connection: sqlite3.Connection, pieces: Iterable[Derived], built: Built) -> None:
    """Put ``pieces``, together one run's result, in the place of what was derived before.  An event is in one piece
    with its relations and estimates.  The caller holds the transaction."""
    _empty(connection)
    for piece in pieces:
        _add_events(connection, piece)
        marks = ", ".join("?" * (len(_CLAIM) + 1))
        connection.executemany(
            f"INSERT INTO claims (claim_id, {', '.join(_CLAIM)}) VALUES ({marks})",
            ((c.claim_id, *_claim_row(c)) for c in sorted(piece.claims, key=lambda c: c.claim_id)),
        )
        _add_findings(connection, piece)
        _add_texts(connection, piece)
        _set_main_events(connection, piece.main_events)
        _add_compared(connection, piece)
        put(connection, (), piece.answers)
    _finish(connection, built)


def _empty(connection: sqlite3.Connection) -> None:
    """Take away all that was derived."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM main.{table}")


def _finish(connection: sqlite3.Connection, built: Built) -> None:
    """Count and index a whole record that was just written."""
    tallies.write_all(connection)
    connection.execute("INSERT INTO quote_search (quote_search) VALUES ('rebuild')")
    _set_built(connection, built)


def take_all(connection: sqlite3.Connection, built: Built) -> None:
    """Put the record of the attached casebook ``made`` in the place of what was derived before.  The caller holds the
    transaction.  Indexes are made anew when all rows stand: row by row they are written in no order, which takes many
    times as long once they no longer fit in memory."""
    _empty(connection)
    marks = ", ".join("?" * len(_TABLES))
    indexes = connection.execute(
        f"SELECT name, sql FROM main.sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({marks})",
        _TABLES,
    ).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX main.{name}")
    for table in ("events", "claims", *(one for one in _TABLES if one not in ("events", "claims"))):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if not row[1].endswith("_key")]
        names = ", ".join(columns)
        connection.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM made.{table} ORDER BY 1")
    connection.execute(
        "INSERT INTO main.keys (document_id, keys) SELECT document_id, x'' FROM made.documents"
        " WHERE document_id NOT IN (SELECT document_id FROM made.keys)"
    )
    for _, made_by in indexes:
        connection.execute(made_by)
    _finish(connection, built)


def rename(connection: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Write these events, of which the former ids alone are others, and forget all other former ids."""
    connection.execute("DELETE FROM event_alias")
    for event in events:
        _put_bodies(connection, (event,))
        connection.executemany(
            "INSERT INTO event_alias (former_id, event_id) VALUES (?, ?)",
            ((former, event.event_id) for former in event.former_ids),
        )


def _put_bodies(connection: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Write events over those of their ids that are listed alike."""
    query = "UPDATE events SET body = ? WHERE event_id = ?"
    connection.executemany(query, ((encode(event), event.event_id) for event in events))


def replace_some(connection: sqlite3.Connection, redone: Redone, built: Built, *, finish: bool = True) -> None:
    """Put these events and claims in the place of those they come from.  The caller holds the transaction.
    ``finish`` False: nothing is counted or indexed, for the record is not whole yet (`take_all` does both)."""
    made = redone.made
    events = sorted(redone.gone_events | {event.event_id for event in made.events})
    changed = sorted(redone.gone_claims | {claim.claim_id for claim in made.claims})
    if finish:
        tallies.touch(connection, events, changed, sorted(redone.texts | redone.traced))
        for claim_id in sorted(redone.gone_claims):
            _forget_quote(connection, claim_id)
    for table in ("relations", "estimates", "event_actors", "event_alias", "events"):
        connection.executemany(f"DELETE FROM {table} WHERE event_id = ?", ((event_id,) for event_id in events))
    connection.executemany("DELETE FROM claims WHERE claim_id = ?", ((one,) for one in sorted(redone.gone_claims)))
    _add_events(connection, made)
    _put_bodies(connection, redone.retold)
    for claim in sorted(made.claims, key=lambda c: c.claim_id):
        _put_claim(connection, claim, indexed=finish)
    _add_findings(connection, made)
    _set_main_events(connection, made.main_events)
    put(connection, redone.asked, made.answers)
    connection.executemany(
        "DELETE FROM alike WHERE claim_a = ? OR claim_b = ?", ((one, one) for one in sorted(redone.compared))
    )
    connection.executemany("DELETE FROM keys WHERE document_id = ?", ((one,) for one in sorted(redone.texts)))
    connection.executemany("DELETE FROM copies WHERE document_id = ?", ((one,) for one in sorted(redone.traced)))
    _add_texts(connection, made)
    _add_compared(connection, replace(made, keys=dict.fromkeys(redone.texts, b"") | dict(made.keys)))
    if finish:
        tallies.touch(connection, events, changed)
        tallies.write_touched(connection)
    _set_built(connection, built)


def _add_texts(connection: sqlite3.Connection, derived: Derived) -> None:
    """What is known of texts: their copies, and what broke."""
    connection.executemany(
        "INSERT INTO copies (document_id, other_id, body) VALUES (?, ?, ?)",
        ((c.document_id, c.other_id, encode(c)) for c in derived.copies),
    )
    connection.executemany(
        "INSERT INTO stage_errors (document_id, body) VALUES (?, ?)",
        ((document, encode(error)) for document, error in sorted(derived.errors.items())),
    )


def _set_built(connection: sqlite3.Connection, built: Built) -> None:
    connection.execute(
        "UPDATE built SET decisions = ?, conflicts = ?, basis = ?, reader = ?",
        (built.decisions, built.conflicts, built.basis, built.reader),
    )


def _put_claim(connection: sqlite3.Connection, claim: Claim, *, indexed: bool) -> None:
    """Write a claim over the one of its id, or as a new one; ``indexed``: whether its quote is to be found."""
    sets = ", ".join(f"{column} = ?" for column in _CLAIM)
    row = _claim_row(claim)
    if connection.execute(f"UPDATE claims SET {sets} WHERE claim_id = ?", (*row, claim.claim_id)).rowcount:
        return
    marks = ", ".join("?" * (len(_CLAIM) + 1))
    query = f"INSERT INTO claims (claim_id, {', '.join(_CLAIM)}) VALUES ({marks})"
    key = connection.execute(query, (claim.claim_id, *row)).lastrowid
    if indexed:
        connection.execute("INSERT INTO quote_search (rowid, quote) VALUES (?, ?)", (key, claim.evidence[0].quote))


def _forget_quote(connection: sqlite3.Connection, claim_id: str) -> None:
    connection.execute(
        "INSERT INTO quote_search (quote_search, rowid, quote)"
        " SELECT 'delete', claim_key, quote FROM claims WHERE claim_id = ?",
        (claim_id,),
    )


def _add_events(connection: sqlite3.Connection, derived: Derived) -> None:
    """Events with what hangs on them."""
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


def _add_compared(connection: sqlite3.Connection, derived: Derived) -> None:
    connection.executemany(
        "INSERT INTO alike (claim_a, claim_b, linked, points) VALUES (?, ?, ?, ?)",
        ((*pair, linked, points) for pair, (points, linked) in sorted(derived.alike.items())),
    )
    connection.executemany("INSERT INTO keys (document_id, keys) VALUES (?, ?)", sorted(derived.keys.items()))


def _add_findings(connection: sqlite3.Connection, derived: Derived) -> None:
    """Relations and estimates; after the claims they name, or each claim would look for them in vain."""
    connection.executemany(
        "INSERT INTO relations (relation_id, event_id, claim_a, claim_b, kind, body) VALUES (?, ?, ?, ?, ?, ?)",
        ((r.relation_id, r.event_id, r.claim_a, r.claim_b, r.kind, encode(r)) for r in derived.relations),
    )
    connection.executemany(
        "INSERT INTO estimates (estimate_id, event_id, measure, of_whom, policy, most, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((e.estimate_id, e.event_id, e.measure, e.of, e.policy, _most(e), encode(e)) for e in derived.estimates),
    )


def _set_main_events(connection: sqlite3.Connection, main_events: Mapping[str, str | None]) -> None:
    for document, event in sorted(main_events.items()):
        if event is None:
            connection.execute("DELETE FROM main_events WHERE document_id = ?", (document,))
        else:
            connection.execute(
                "INSERT OR REPLACE INTO main_events (document_id, event_id) VALUES (?, ?)", (document, event)
            )


def _claim_row(claim: Claim) -> Row:
    """The columns of ``_CLAIM``."""
    return (
        claim.document_id, claim.event_id, claim.event_type, claim.status, claim.voice_id, len(claim.quantities),
        claim.evidence[0].quote, encode(claim),
    )  # fmt: skip


def _most(estimate: Estimate) -> int | None:
    """The highest of its numbers."""
    return next((n for n in (estimate.high, estimate.best, estimate.low) if n is not None), None)


def _event_row(event: Event) -> Row:
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
