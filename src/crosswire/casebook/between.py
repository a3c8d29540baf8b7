"""Outlets beside each other: the events they tell of and the passages they share.

In: names of outlets, and of a large record the documents to look at (``within``).  Out: their events, and pairs of
documents, at most as many as asked for.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.casebook.codec import decode
from crosswire.model import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """Two documents of different outlets that share passages.  ``took`` and ``gave``: passages that the other had
    first, and that this one had first; ``letters``: how much is shared, in code points."""

    document_id: str
    other_id: str
    other: str
    passages: int
    took: int
    gave: int
    letters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Another outlet and how many ``pairs`` of documents of the two share a passage; in how many of them this one
    ``took`` it and ``gave`` it: who had it first is not known of all."""

    other: str
    pairs: int
    took: int
    gave: int


MOST_TEXTS = 20
"""Where only some documents are looked at, events that more documents than these tell of are passed over."""
_WITHIN = "SELECT value FROM json_each(?)"


def latest_of(connection: sqlite3.Connection, name: str, limit: int) -> list[str]:
    """The documents this outlet published last, the latest first."""
    query = (
        "SELECT document_id FROM documents WHERE outlet = ? AND (published IS NULL) = 0"
        " ORDER BY published DESC, document_id DESC LIMIT ?"
    )
    return [found for (found,) in connection.execute(query, (name, limit))]


def events_of(
    connection: sqlite3.Connection, outlets: Sequence[str], limit: int, within: Sequence[Sequence[str]] | None
) -> list[Event]:
    """The events all these outlets tell of; with ``within``, of each the documents to look at."""
    if within is None:
        own = ["SELECT event_id FROM claims JOIN documents USING (document_id) WHERE coalesce(outlet, '') = ?"]
        where, values = f"event_id IN ({' INTERSECT '.join(own * len(outlets))})", list[str | int](outlets)
    else:
        own = [f"SELECT event_id FROM claims WHERE document_id IN ({_WITHIN})"]
        where = f"event_id IN ({' INTERSECT '.join(own * len(within))}) AND documents <= ?"
        values = [*(json.dumps(list(texts)) for texts in within), MOST_TEXTS]
    query = f"SELECT body FROM events WHERE {where} ORDER BY voices DESC, documents DESC, event_id LIMIT ?"
    return [decode(Event, body) for (body,) in connection.execute(query, (*values, limit))]


def days_of(connection: sqlite3.Connection, name: str) -> list[str]:
    """The days on which this outlet published, in order (ISO)."""
    query = "SELECT DISTINCT published FROM documents WHERE outlet = ? AND published IS NOT NULL ORDER BY published"
    return [day for (day,) in connection.execute(query, (name,))]


def partners_of(connection: sqlite3.Connection, name: str) -> list[Partner]:
    """All outlets that this one shares passages with, those with most pairs of documents first."""
    query = "SELECT other, pairs, took, gave FROM outlet_pairs WHERE outlet = ? ORDER BY pairs DESC, other"
    rows = connection.execute(query, (name,))
    return [Partner(other=other, pairs=pairs, took=took, gave=gave) for other, pairs, took, gave in rows]


def handed(
    connection: sqlite3.Connection, name: str, other: str | None, limit: int, within: Sequence[str] | None
) -> list[Handed]:
    """Pairs of documents, this outlet's first; with ``within``, of these documents of it."""
    of_these = "" if within is None else f" AND documents.document_id IN ({_WITHIN})"
    beside = "<> documents.outlet" if other is None else "= ?"
    query = (
        "SELECT copies.document_id, copies.other_id, coalesce(others.outlet, ''), count(*),"
        " sum(json_extract(copies.body, '$.first') = copies.other_id),"
        " sum(json_extract(copies.body, '$.first') = copies.document_id),"
        " sum(json_extract(copies.body, '$.end') - json_extract(copies.body, '$.start')) AS letters"
        " FROM documents JOIN copies USING (document_id)"
        " JOIN documents AS others ON others.document_id = copies.other_id"
        f" WHERE documents.outlet = ?{of_these} AND coalesce(others.outlet, '') {beside}"
        " GROUP BY 1, 2 ORDER BY letters DESC, 1, 2 LIMIT ?"
    )
    looked_at = () if within is None else (json.dumps(list(within)),)
    values = (name, *looked_at, *((other,) if other is not None else ()), limit)
    return [
        Handed(document_id=a, other_id=b, other=o, passages=n, took=took or 0, gave=gave or 0, letters=letters)
        for a, b, o, n, took, gave, letters in connection.execute(query, values)
    ]
