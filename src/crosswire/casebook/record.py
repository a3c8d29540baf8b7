"""The record of an open casebook: what a run derived.

In: ids, filters.  Out: claims, copies, events, relations, estimates; all of them, those of one document or event, or a
page.  Fails with `UsageError` for an id the casebook has not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Literal

import numpy as np

from crosswire.casebook import derived as rows
from crosswire.casebook import lists
from crosswire.casebook.brief import EventBrief
from crosswire.casebook.codec import decode
from crosswire.casebook.columns import Order
from crosswire.casebook.lists import EventFilter
from crosswire.casebook.opened import Opened, T
from crosswire.model import Claim, Copy, Estimate, Event, Relation

CACHE_KIB = 256 * 1024
"""So much of a casebook is held in memory while a whole record is written."""


class Record(Opened):
    """The part of a casebook that holds what a run derived."""

    def replace_derived(self, derived: rows.Derived | Iterable[rows.Derived], built: rows.Built | None = None) -> None:
        """Put a run's whole result (or its pieces) in the place of the last one's, in one transaction."""
        with self._writing() as connection:
            pieces = [derived] if isinstance(derived, rows.Derived) else derived
            rows.replace_all(connection, pieces, built or rows.Built())

    def take_record(self, folder: Path, built: rows.Built) -> None:
        """Put the record of another casebook, of the same documents and decisions, in the place of the last one's, in
        one transaction."""
        self._connection.execute("ATTACH DATABASE ? AS made", (str(folder / "casebook.db"),))
        (usual,) = self._connection.execute("PRAGMA main.cache_size").fetchone()
        self._connection.execute(f"PRAGMA main.cache_size = {-CACHE_KIB}")
        try:
            with self._writing() as connection:
                rows.take_all(connection, built)
        finally:
            self._connection.execute(f"PRAGMA main.cache_size = {usual}")
            self._connection.execute("DETACH DATABASE made")

    def rename(self, events: Iterable[Event]) -> None:
        """Write these events, of which the former ids alone are others, and forget all other former ids."""
        with self._writing() as connection:
            rows.rename(connection, events)

    def replace_some(self, redone: rows.Redone, built: rows.Built, *, finish: bool = True) -> bool:
        """Put what changed in the place of what it comes from, in one transaction; nothing (False) where another
        process wrote since ``built.stamp``.  ``finish`` False: a record that is not whole yet and is going to be taken
        over (`take_record`) is neither counted nor indexed."""
        with self._writing() as connection:
            if self.built().stamp != built.stamp:
                return False
            rows.replace_some(connection, redone, built, finish=finish)
            return True

    def built(self) -> rows.Built:
        """What the record was derived from."""
        row = self._connection.execute("SELECT decisions, conflicts, basis, reader, stamp FROM built").fetchone()
        if row is None:
            return rows.Built()
        return rows.Built(decisions=row[0], conflicts=row[1], basis=row[2], reader=row[3], stamp=row[4])

    # claims

    def claims(self) -> list[Claim]:
        return self._nouns(Claim, "SELECT body FROM claims ORDER BY claim_id")

    def each_claim(self) -> Iterator[Claim]:
        """Every claim by id, one after the other: a record of any length takes the same memory."""
        return self._each(Claim, "claims", "claim_id")

    def each_event(self) -> Iterator[Event]:
        """Every event by id, one after the other."""
        return self._each(Event, "events", "event_id")

    def each_relation(self) -> Iterator[Relation]:
        """Every relation by id, one after the other."""
        return self._each(Relation, "relations", "relation_id")

    def each_estimate(self) -> Iterator[Estimate]:
        """Every estimate by id, one after the other."""
        return self._each(Estimate, "estimates", "estimate_id")

    def _each(self, kind: type[T], table: str, key: str) -> Iterator[T]:
        return (decode(kind, body) for (body,) in self._connection.execute(f"SELECT body FROM {table} ORDER BY {key}"))

    def claim(self, key: str) -> Claim:
        """The claim with this id, or with an id that begins like this."""
        found = self._unique("claims", "claim_id", key, "claim", "show")
        return self._nouns(Claim, "SELECT body FROM claims WHERE claim_id = ?", found)[0]

    def claims_named(self, wanted: Iterable[str]) -> list[Claim]:
        """The claims of these ids that are here, by id."""
        query = "SELECT body FROM claims WHERE claim_id = ?"
        return [claim for one in sorted(set(wanted)) for claim in self._nouns(Claim, query, one)]

    def claims_of(self, document_id: str) -> list[Claim]:
        """The claims of one document, in the order of the text."""
        found = self._nouns(Claim, "SELECT body FROM claims WHERE document_id = ? ORDER BY claim_id", document_id)
        return sorted(found, key=lambda claim: (claim.trigger.start, claim.claim_id))

    def claims_in(self, event_id: str, *, limit: int | None = None) -> list[Claim]:
        """The claims of one event, by id; the first so many."""
        query = "SELECT body FROM claims WHERE event_id = ? ORDER BY claim_id LIMIT ?"
        return self._nouns(Claim, query, event_id, -1 if limit is None else limit)

    def claim_ids_in(self, event_id: str, *, limit: int, offset: int = 0) -> list[str]:
        """A page of the claims of an event: first one of each voice, those with figures before the others."""
        query = (
            "SELECT claim_id FROM (SELECT claim_id, figures > 0 AS figured, row_number() OVER"
            " (PARTITION BY voice_id ORDER BY figures > 0 DESC, claim_id) AS nth FROM claims WHERE event_id = ?)"
            " ORDER BY figured DESC, nth, claim_id LIMIT ? OFFSET ?"
        )
        return [found for (found,) in self._connection.execute(query, (event_id, limit, offset))]

    def claim_ids_after(self, claim_id: str, *, limit: int) -> list[tuple[str, str | None]]:
        """The claims whose ids follow this one, in order, each with its event."""
        query = "SELECT claim_id, event_id FROM claims WHERE claim_id > ? ORDER BY claim_id LIMIT ?"
        return [(found, event) for found, event in self._connection.execute(query, (claim_id, limit))]

    def quotes_page(self, words: str, *, limit: int, offset: int = 0) -> list[Claim]:
        """The claims whose sentence holds all these words (SQLite FTS5 syntax), as they came in."""
        query = (
            "SELECT body FROM (SELECT rowid AS key FROM quote_search WHERE quote_search MATCH ?"
            " ORDER BY rowid LIMIT ? OFFSET ?) JOIN claims ON claim_key = key ORDER BY key"
        )
        return [decode(Claim, body) for (body,) in lists.asked(self._connection, query, (words, limit, offset), words)]

    def count_quotes(self, words: str) -> int:
        """How many they are, counted up to `lists.MOST_FOUND`."""
        query = "SELECT count(*) FROM (SELECT 1 FROM quote_search WHERE quote_search MATCH ? LIMIT ?)"
        return int(lists.asked(self._connection, query, (words, lists.MOST_FOUND), words)[0][0])

    # copies

    def each_copy(self) -> Iterator[Copy]:
        """One after the other, as they were written."""
        return self._each(Copy, "copies", "rowid")

    def copies(self) -> list[Copy]:
        return sorted(self.each_copy(), key=lambda c: (c.document_id, c.start, c.other_id, c.other_start))

    def copies_of(self, document_id: str) -> list[Copy]:
        found = self._nouns(Copy, "SELECT body FROM copies WHERE document_id = ?", document_id)
        return sorted(found, key=lambda c: (c.start, c.other_id, c.other_start))

    # events

    def event_ids(
        self,
        wanted: EventFilter | None = None,
        *,
        order: Order = "day",
        limit: int | None = None,
        offset: int = 0,
    ) -> list[str]:
        """The ids of the events a filter leaves (all by default), by day, then id, or in another order; a page of
        them."""
        wanted = wanted or EventFilter()
        return lists.event_ids(self._connection, wanted, order=order, limit=limit, offset=offset)

    def events(
        self,
        wanted: EventFilter | None = None,
        *,
        order: Order = "day",
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Event]:
        """The events themselves."""
        return lists.find_events(self._connection, self.event_ids(wanted, order=order, limit=limit, offset=offset))

    def event_briefs(
        self,
        wanted: EventFilter | None = None,
        *,
        order: Order = "day",
        limit: int | None = None,
        offset: int = 0,
    ) -> list[EventBrief]:
        """The events as lists show them."""
        return self.briefs(self.event_ids(wanted, order=order, limit=limit, offset=offset))

    def briefs(self, wanted: Iterable[str]) -> list[EventBrief]:
        """The events of these ids as lists show them, in their order; those that are not here are left out."""
        return lists.find_briefs(self._connection, wanted)

    def count_events(self, wanted: EventFilter | None = None) -> int:
        return lists.count_events(self._connection, wanted or EventFilter())

    def days_of_events(self, wanted: EventFilter | None = None) -> list[lists.DayCount]:
        return lists.days_of_events(self._connection, wanted or EventFilter())

    def spots_of_events(self, wanted: EventFilter | None = None, *, limit: int = 2000) -> list[lists.Spot]:
        return lists.spots_of_events(self._connection, wanted or EventFilter(), limit=limit)

    def spots_of_event(self, event_id: str) -> list[lists.Spot]:
        """Where one event is placed; empty where it has no point."""
        return lists.spots_of_event(self._connection, event_id)

    def ids_of_parts(self) -> dict[str, tuple[str, ...]]:
        """From the id of each event that has parts to the ids of these, by day."""
        found: dict[str, tuple[str, ...]] = {}
        query = f"SELECT part_of, event_id FROM events WHERE part_of IS NOT NULL ORDER BY {lists.BY_DAY}"
        for whole, part in self._connection.execute(query):
            found[whole] = (*found.get(whole, ()), part)
        return found

    def parts_of(self, event_id: str, *, limit: int | None = None) -> list[EventBrief]:
        """The events that are part of this one, by day, as lists show them; the first so many."""
        query = f"SELECT brief FROM events WHERE part_of = ? ORDER BY {lists.BY_DAY} LIMIT ?"
        return self._nouns(EventBrief, query, event_id, -1 if limit is None else limit)

    def event(self, key: str) -> Event:
        """The event with this id, a former id of it, or an id that begins like this."""
        former = self._connection.execute("SELECT event_id FROM event_alias WHERE former_id = ?", (key,)).fetchone()
        found = former[0] if former else self._unique("events", "event_id", key, "event", "events")
        return self._nouns(Event, "SELECT body FROM events WHERE event_id = ?", found)[0]

    def events_of_voice(self, voice_id: str, *, limit: int, offset: int = 0) -> list[EventBrief]:
        """The events a voice tells of, by day, a page of them, as lists show them."""
        query = (
            "SELECT event_id FROM voice_events WHERE voice_id = ? ORDER BY undated, earliest, event_id LIMIT ? OFFSET ?"
        )
        return self.briefs(found for (found,) in self._connection.execute(query, (voice_id, limit, offset)))

    def main_event_of(self, document_id: str) -> str | None:
        """The id of the event a document is mainly about; None when it is about none."""
        query = "SELECT event_id FROM main_events WHERE document_id = ?"
        row = self._connection.execute(query, (document_id,)).fetchone()
        return row[0] if row else None

    def main_events(self) -> dict[str, str]:
        """From document id to the id of the event it is mainly about; documents about none are left out."""
        return dict(self._connection.execute("SELECT document_id, event_id FROM main_events ORDER BY document_id"))

    def events_with(self, documents: Iterable[str]) -> set[str]:
        """The ids of the events that any of these documents tells of."""
        query = "SELECT DISTINCT event_id FROM claims WHERE document_id = ? AND event_id IS NOT NULL"
        return {found for one in set(documents) for (found,) in self._connection.execute(query, (one,))}

    def events_named(self, wanted: Iterable[str]) -> list[Event]:
        """The events of these ids that are here, by id, whole."""
        return lists.find_events(self._connection, sorted(set(wanted)))

    def event_of_claim(self, claim_id: str) -> str | None:
        """The id of the event a claim is in; None where it is in none, or not here."""
        row = self._connection.execute("SELECT event_id FROM claims WHERE claim_id = ?", (claim_id,)).fetchone()
        return row[0] if row else None

    def borne(self) -> Iterator[tuple[str, list[str], list[str]]]:
        """Of each event, by id: its id, the ids of its claims and its former ids."""
        query = "SELECT event_id, claim_id FROM claims WHERE event_id IS NOT NULL ORDER BY event_id, claim_id"
        former = "SELECT former_id FROM event_alias WHERE event_id = ? ORDER BY former_id"
        for event_id, own in groupby(self._connection.execute(query), key=itemgetter(0)):
            claims = [claim_id for _, claim_id in own]
            yield event_id, claims, [one for (one,) in self._connection.execute(former, (event_id,))]

    def bearing_former_ids(self) -> set[str]:
        """The ids of the events that once bore another one."""
        return {found for (found,) in self._connection.execute("SELECT DISTINCT event_id FROM event_alias")}

    def formerly(self, wanted: Iterable[str]) -> set[str]:
        """The ids of the events that once bore one of these ids."""
        query = "SELECT event_id FROM event_alias WHERE former_id = ?"
        return {found for one in set(wanted) for (found,) in self._connection.execute(query, (one,))}

    def alike(self, claims: Iterable[str], *, linked: bool) -> set[str]:
        """The claims that stand, as the linker compared them, for what looks like these claims (that was linked to
        them)."""
        query = "SELECT {} FROM alike WHERE {} = ? AND linked >= ?"
        both = (query.format("claim_b", "claim_a"), query.format("claim_a", "claim_b"))
        return {
            found for one in set(claims) for way in both for (found,) in self._connection.execute(way, (one, linked))
        }

    def alike_pairs(self, claims: Iterable[str]) -> dict[tuple[str, str], tuple[float, bool]]:
        """The pairs of claims, with an end in these, that stand for what looks alike: to the points they reached and
        whether they may be linked."""
        query = "SELECT claim_a, claim_b, points, linked FROM alike WHERE claim_a = ?1 OR claim_b = ?1"
        return {
            (a, b): (points, bool(linked))
            for one in set(claims)
            for a, b, points, linked in self._connection.execute(query, (one,))
        }

    def sharing(self, keys: bytes) -> set[str]:
        """The ids of the documents with claims that the linker would compare with those of these keys (of one document,
        or of several): both hold a key and one of them seeks under it."""
        own = np.unique(np.frombuffer(keys, "<u8"))
        wanted = np.unique(np.concatenate((own | 1, own[own & 1 == 1] - 1)))
        found: set[str] = set()
        rows = self._connection.execute("SELECT document_id, keys FROM keys")
        while some := rows.fetchmany(4000):
            sizes = [len(row[1]) // 8 for row in some]
            hit = np.isin(np.frombuffer(b"".join(row[1] for row in some), "<u8"), wanted)
            found.update(some[n][0] for n in np.unique(np.repeat(np.arange(len(some)), sizes)[hit]).tolist())
        return found

    # relations and estimates

    def relations(self) -> list[Relation]:
        return self._nouns(Relation, "SELECT body FROM relations ORDER BY relation_id")

    def count_all(self, table: Literal["relations", "estimates"], *, kind: str | None = None) -> int:
        """How many relations (of a kind) or estimates there are."""
        some, values = ("", ()) if kind is None else (" WHERE kind = ?", (kind,))
        return int(self._connection.execute(f"SELECT count(*) FROM {table}{some}", values).fetchone()[0])

    def relations_of(
        self,
        event_id: str,
        *,
        kinds: Iterable[str] | None = None,
        claim: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Relation]:
        """The relations of an event by id; of these kinds only, of one claim only, a page of them."""
        wanted = [*(sorted(kinds) if kinds is not None else ()), *([claim] if claim is not None else ())]
        some = f" AND kind IN ({', '.join('?' * (len(wanted) - (claim is not None)))})" if kinds is not None else ""
        some += " AND ? IN (claim_a, claim_b)" if claim is not None else ""
        query = f"SELECT body FROM relations WHERE event_id = ?{some} ORDER BY relation_id LIMIT ? OFFSET ?"
        return self._nouns(Relation, query, event_id, *wanted, -1 if limit is None else limit, offset)

    def count_relations(self, event_id: str) -> dict[str, int]:
        """How many relations of each kind an event has."""
        query = "SELECT kind, count(*) FROM relations WHERE event_id = ? GROUP BY kind ORDER BY kind"
        return dict(self._connection.execute(query, (event_id,)))

    def estimates(self) -> list[Estimate]:
        return self._nouns(Estimate, "SELECT body FROM estimates ORDER BY estimate_id")

    def estimates_of(self, event_id: str) -> list[Estimate]:
        return self._nouns(
            Estimate,
            "SELECT body FROM estimates WHERE event_id = ? ORDER BY measure, of_whom, policy, estimate_id",
            event_id,
        )
