"""Outlets beside each other: the events they tell of and the passages they share.

In: names of outlets.  Out: their events, and pairs of documents, at most as many as asked for.
"""

from __future__ import annotations

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


def events_of(connection: sqlite3.Connection, outlets: Sequence[str], limit: int) -> list[Event]:
    """The events all these outlets tell of."""
    own = " INTERSECT ".join(
        "SELECT event_id FROM claims JOIN documents USING (document_id) WHERE coalesce(outlet, '') = ?" for _ in outlets
    )
    query = f"SELECT body FROM events WHERE event_id IN ({own}) ORDER BY voices DESC, documents DESC, event_id LIMIT ?"
    return [decode(Event, body) for (body,) in connection.execute(query, (*outlets, limit))]


def days_of(connection: sqlite3.Connection, name: str) -> list[str]:
    """The days on which this outlet published, in order (ISO)."""
    query = "SELECT DISTINCT published FROM documents WHERE outlet = ? AND published IS NOT NULL ORDER BY published"
    return [day for (day,) in connection.execute(query, (name,))]


def handed(connection: sqlite3.Connection, name: str, other: str | None, limit: int) -> list[Handed]:
    """Pairs of documents, this outlet's first."""
    beside = "<> documents.outlet" if other is None else "= ?"
    query = (
        "SELECT copies.document_id, copies.other_id, coalesce(others.outlet, ''), count(*),"
        " sum(json_extract(copies.body, '$.first') = copies.other_id),"
        " sum(json_extract(copies.body, '$.first') = copies.document_id),"
        " sum(json_extract(copies.body, '$.end') - json_extract(copies.body, '$.start')) AS letters"
        " FROM documents JOIN copies USING (document_id)"
        " JOIN documents AS others ON others.document_id = copies.other_id"
        f" WHERE documents.outlet = ? AND coalesce(others.outlet, '') {beside}"
        " GROUP BY 1, 2 ORDER BY letters DESC, 1, 2 LIMIT ?"
    )
    values = (name, *((other,) if other is not None else ()), limit)
    return [
        Handed(document_id=a, other_id=b, other=o, passages=n, took=took or 0, gave=gave or 0, letters=letters)
        for a, b, o, n, took, gave, letters in connection.execute(query, values)
    ]
