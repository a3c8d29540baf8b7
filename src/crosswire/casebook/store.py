"""The casebook: a folder with ``casebook.db`` and ``parts/`` (a cache), the one thing that changes.

In: documents, decisions and what a run derived.  Out: the same nouns again, sorted by id.  Readers and one
writer work at the same time; every write is one transaction.  Fails with `CasebookError` (missing, locked,
newer, damaged) and with `UsageError` for an id it does not have.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from crosswire.casebook import decisions as log
from crosswire.casebook import derived as rows
from crosswire.casebook import intake, lists
from crosswire.casebook import tallies as counted
from crosswire.casebook import views as flat
from crosswire.casebook.codec import decode, encode
from crosswire.casebook.migrate import connect
from crosswire.errors import CasebookError, UsageError
from crosswire.model import Claim, Copy, Decision, Document, Estimate, Event, Relation, StageError

T = TypeVar("T")

_DOCUMENT = (
    "SELECT documents.body, texts.text, stage_errors.body FROM documents JOIN texts USING (text_key)"
    " LEFT JOIN stage_errors USING (document_id)"
)


class Casebook:
    """Open with `Casebook.open`; use as a context manager."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self._connection = connection

    @classmethod
    def open(cls, path: Path | str, *, create: bool = False) -> Casebook:
        """The casebook in the folder ``path``; with ``create``, a new one where there is none."""
        folder = Path(path)
        file = folder / "casebook.db"
        if not file.exists():
            if not create:
                raise CasebookError(f"{folder}: no casebook here; make one with `crosswire run PATH --case {folder}`")
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise CasebookError(f"{folder}: cannot hold a casebook ({error.strerror}); name a folder") from error
        return cls(folder, connect(file))

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Casebook:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
        if isinstance(error, sqlite3.DatabaseError):
            raise CasebookError(
                f"{self.folder / 'casebook.db'}: cannot be read or written ({error}); is the disk full or the file "
                "damaged? Put a copy of it back, or add the files to a new casebook"
            ) from error

    @property
    def parts(self) -> Path:
        """The folder of the cache; may be deleted at any time."""
        return self.folder / "parts"

    @property
    def lexicon_folder(self) -> Path | None:
        """The user's own lexicon files beside the casebook (``lexicon/``), None when there are none."""
        own = self.folder / "lexicon"
        return own if own.is_dir() else None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if "readonly" in str(error):
                raise CasebookError(f"{self.folder}: is read-only; allow writing, or copy the folder") from error
            raise CasebookError(f"{self.folder}: another process is writing; try again when it is done") from error
        try:
            yield self._connection
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One snapshot for several questions: what a writer changes meanwhile is not seen."""
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _nouns(self, kind: type[T], query: str, *values: str) -> list[T]:
        return [decode(kind, body) for (body,) in self._connection.execute(query, values)]

    # documents

    def add_documents(self, documents: Iterable[Document]) -> intake.AddReport:
        """Keep what is new, all or (on an exception) nothing.  Adding the same document again changes nothing."""
        with self._writing() as connection:
            return intake.add(connection, documents)

    def documents(self, wanted: Iterable[str] | None = None) -> list[Document]:
        """Every document (or those of these ids that are here), by id, as the last run left it."""
        if wanted is None:
            return [_document(row) for row in self._connection.execute(f"{_DOCUMENT} ORDER BY document_id")]
        query = f"{_DOCUMENT} WHERE documents.document_id = ?"
        rows = (self._connection.execute(query, (one,)).fetchone() for one in sorted(set(wanted)))
        return [_document(row) for row in rows if row is not None]

    def documents_page(self, wanted: lists.DocumentFilter, *, limit: int, offset: int = 0) -> list[Document]:
        """The documents a filter leaves, by publication day, then id, without their texts."""
        return lists.find_documents(self._connection, wanted, limit=limit, offset=offset)

    def count_documents(self, wanted: lists.DocumentFilter) -> int:
        return lists.count_documents(self._connection, wanted)

    def count_claims_of(self, document_id: str) -> int:
        query = "SELECT count(*) FROM claims WHERE document_id = ?"
        return int(self._connection.execute(query, (document_id,)).fetchone()[0])

    def given_documents(self) -> list[Document]:
        """Every document, by id, as collect read it: a step that broke on it does not show."""
        query = self._connection.execute(f"{_DOCUMENT} ORDER BY document_id")
        return [_document((body, text, None)) for body, text, _ in query]

    def document(self, key: str) -> Document:
        """The document with this id, or with an id that begins like this."""
        found = self._unique("documents", "document_id", key, "document", "documents")
        row = self._connection.execute(f"{_DOCUMENT} WHERE documents.document_id = ?", (found,)).fetchone()
        return _document(row)

    def search_texts(self, words: str) -> list[str]:
        """Ids of the documents whose text holds all these words (SQLite FTS5 syntax), sorted."""
        return self._search(
            "SELECT document_id FROM documents WHERE text_key IN"
            " (SELECT rowid FROM text_search WHERE text_search MATCH ?) ORDER BY document_id",
            words,
        )

    def quotes_page(self, words: str, *, limit: int, offset: int = 0) -> list[Claim]:
        """The claims whose sentence holds all these words (SQLite FTS5 syntax), by id."""
        query = (
            "SELECT body FROM claims WHERE claim_key IN"
            " (SELECT rowid FROM quote_search WHERE quote_search MATCH ?) ORDER BY claim_id LIMIT ? OFFSET ?"
        )
        return [decode(Claim, body) for (body,) in lists.asked(self._connection, query, (words, limit, offset), words)]

    def count_quotes(self, words: str) -> int:
        query = "SELECT count(*) FROM quote_search WHERE quote_search MATCH ?"
        return int(lists.asked(self._connection, query, (words,), words)[0][0])

    def search_quotes(self, words: str) -> list[str]:
        """Ids of the claims whose sentence holds all these words (SQLite FTS5 syntax), sorted."""
        return self._search(
            "SELECT claim_id FROM claims WHERE claim_key IN"
            " (SELECT rowid FROM quote_search WHERE quote_search MATCH ?) ORDER BY claim_id",
            words,
        )

    def _search(self, query: str, words: str) -> list[str]:
        return [found for (found,) in lists.asked(self._connection, query, (words,), words)]

    # what a run derived

    def replace_derived(self, derived: rows.Derived) -> None:
        """Put a run's whole result in the place of the last one's, in one transaction."""
        with self._writing() as connection:
            rows.replace_all(connection, derived)

    def claims(self) -> list[Claim]:
        return self._nouns(Claim, "SELECT body FROM claims ORDER BY claim_id")

    def each_claim(self) -> Iterator[Claim]:
        """Every claim by id, one after the other: a record of any length takes the same memory."""
        for (body,) in self._connection.execute("SELECT body FROM claims ORDER BY claim_id"):
            yield decode(Claim, body)

    def claim(self, key: str) -> Claim:
        """The claim with this id, or with an id that begins like this."""
        found = self._unique("claims", "claim_id", key, "claim", "show")
        return self._nouns(Claim, "SELECT body FROM claims WHERE claim_id = ?", found)[0]

    def claims_of(self, document_id: str) -> list[Claim]:
        """The claims of one document, in the order of the text."""
        found = self._nouns(Claim, "SELECT body FROM claims WHERE document_id = ? ORDER BY claim_id", document_id)
        return sorted(found, key=lambda claim: (claim.trigger.start, claim.claim_id))

    def claims_in(self, event_id: str) -> list[Claim]:
        """The claims of one event, by id."""
        return self._nouns(Claim, "SELECT body FROM claims WHERE event_id = ? ORDER BY claim_id", event_id)

    def copies(self) -> list[Copy]:
        found = self._nouns(Copy, "SELECT body FROM copies")
        return sorted(found, key=lambda c: (c.document_id, c.start, c.other_id, c.other_start))

    def copies_of(self, document_id: str) -> list[Copy]:
        found = self._nouns(Copy, "SELECT body FROM copies WHERE document_id = ?", document_id)
        return sorted(found, key=lambda c: (c.start, c.other_id, c.other_start))

    def events(
        self,
        wanted: lists.EventFilter | None = None,
        *,
        order: lists.Order = "day",
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Event]:
        """The events a filter leaves (all by default), by day, then id, or in another order; a page of them."""
        wanted = wanted or lists.EventFilter()
        return lists.find_events(self._connection, wanted, order=order, limit=limit, offset=offset)

    def event_ids(self, wanted: lists.EventFilter | None = None) -> list[str]:
        return lists.event_ids(self._connection, wanted or lists.EventFilter())

    def count_events(self, wanted: lists.EventFilter | None = None) -> int:
        return lists.count_events(self._connection, wanted or lists.EventFilter())

    def days_of_events(self, wanted: lists.EventFilter | None = None) -> list[lists.DayCount]:
        return lists.days_of_events(self._connection, wanted or lists.EventFilter())

    def spots_of_events(self, wanted: lists.EventFilter | None = None, *, limit: int = 2000) -> list[lists.Spot]:
        return lists.spots_of_events(self._connection, wanted or lists.EventFilter(), limit=limit)

    def spots_of_event(self, event_id: str) -> list[lists.Spot]:
        """Where one event is placed; empty where it has no point."""
        return lists.spots_of_event(self._connection, event_id)

    def parts_of(self, event_id: str) -> list[Event]:
        """The events that are part of this one, by day."""
        query = f"SELECT body FROM events WHERE part_of = ? ORDER BY {lists.BY_DAY}"
        return self._nouns(Event, query, event_id)

    def is_disputed(self, event_id: str) -> bool:
        """Whether two claims of the event contradict each other."""
        row = self._connection.execute("SELECT disputed FROM events WHERE event_id = ?", (event_id,)).fetchone()
        return bool(row and row[0])

    def waiting(self, *, limit: int, offset: int = 0) -> list[tuple[str, str]]:
        """Claims with figures that a person should look at, and why, those about most deaths first."""
        return lists.waiting(self._connection, limit=limit, offset=offset)

    def count_waiting(self) -> int:
        """How many such claims there are."""
        return lists.count_waiting(self._connection)

    def counts(self) -> counted.Counts:
        return counted.counts(self._connection)

    def tallies(self, kind: type[counted.Tally], *, limit: int | None = None, offset: int = 0) -> list[counted.Tally]:
        """The outlets, voices, actors or places of the record with their counts, a page of them."""
        return counted.tallies(self._connection, kind, limit=limit, offset=offset)

    def count_tallies(self, kind: type[counted.Tally]) -> int:
        return counted.count_tallies(self._connection, kind)

    def voice_tally(self, voice_id: str) -> counted.VoiceTally:
        """The counts of one voice."""
        return counted.voice_tally(self._connection, voice_id)

    def carriers_of(self, voice_id: str) -> list[tuple[str, int]]:
        """The outlets that carry a voice ("" where documents name none), with how many of its claims."""
        query = (
            "SELECT coalesce(outlet, ''), count(*) FROM claims JOIN documents USING (document_id)"
            " WHERE voice_id = ? GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100"
        )
        return [(outlet, n) for outlet, n in self._connection.execute(query, (voice_id,))]

    def view_rows(self, name: str, events: lists.EventFilter | None = None) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a view (`crosswire.casebook.views`) in batches, of the events a filter leaves."""
        return flat.rows_of(self._connection, flat.view(name), events)

    def events_of_voice(self, voice_id: str, *, limit: int, offset: int = 0) -> list[Event]:
        """The events a voice tells of, by day, a page of them."""
        query = (
            "SELECT body FROM events WHERE event_id IN (SELECT event_id FROM claims WHERE voice_id = ?)"
            f" ORDER BY {lists.BY_DAY} LIMIT ? OFFSET ?"
        )
        return [decode(Event, body) for (body,) in self._connection.execute(query, (voice_id, limit, offset))]

    def event(self, key: str) -> Event:
        """The event with this id, a former id of it, or an id that begins like this."""
        former = self._connection.execute("SELECT event_id FROM event_alias WHERE former_id = ?", (key,)).fetchone()
        found = former[0] if former else self._unique("events", "event_id", key, "event", "events")
        return self._nouns(Event, "SELECT body FROM events WHERE event_id = ?", found)[0]

    def relations(self) -> list[Relation]:
        return self._nouns(Relation, "SELECT body FROM relations ORDER BY relation_id")

    def relations_of(self, event_id: str) -> list[Relation]:
        return self._nouns(Relation, "SELECT body FROM relations WHERE event_id = ? ORDER BY relation_id", event_id)

    def estimates(self) -> list[Estimate]:
        return self._nouns(Estimate, "SELECT body FROM estimates ORDER BY estimate_id")

    def estimates_of(self, event_id: str) -> list[Estimate]:
        return self._nouns(
            Estimate,
            "SELECT body FROM estimates WHERE event_id = ? ORDER BY measure, of_whom, policy, estimate_id",
            event_id,
        )

    def main_event_of(self, document_id: str) -> str | None:
        """The id of the event a document is mainly about; None when it is about none."""
        query = "SELECT event_id FROM main_events WHERE document_id = ?"
        row = self._connection.execute(query, (document_id,)).fetchone()
        return row[0] if row else None

    def main_events(self) -> dict[str, str]:
        """From document id to the id of the event it is mainly about; documents about none are left out."""
        return dict(self._connection.execute("SELECT document_id, event_id FROM main_events ORDER BY document_id"))

    # decisions

    def decide(self, decision: Decision) -> None:
        """Append a decision.  An ``undo`` must name one of the log, the others must name what they are about."""
        if decision.kind == "undo" and not any(d.decision_id == decision.undoes for d in self.decisions()):
            raise UsageError(f"no decision {decision.undoes}; `crosswire decisions CASE` lists them")
        log.check_shape(decision)
        with self._writing() as connection:
            try:
                _append(connection, decision)
            except sqlite3.IntegrityError as error:
                raise UsageError(f"decision {decision.decision_id} is in the log already") from error

    def import_decisions(self, decisions: Iterable[Decision]) -> int:
        """Append those that are not in the log yet, all or none, and say how many.  What they are about need not be
        here: an ``undo`` may come before what it undoes."""
        known = {d.decision_id: d for d in self.decisions()}
        added = 0
        with self._writing() as connection:
            for decision in decisions:
                log.check_shape(decision)
                before = known.get(decision.decision_id)
                if before is None:
                    _append(connection, decision)
                    known[decision.decision_id] = decision
                    added += 1
                elif before != decision:
                    raise UsageError(f"decision {decision.decision_id} is in the log with other words; one was changed")
        return added

    def decisions(self) -> list[Decision]:
        """The whole log, in the order in which it was written."""
        return self._nouns(Decision, "SELECT body FROM decisions ORDER BY sequence")

    def effective_decisions(self) -> list[Decision]:
        """The decisions that hold after every undo, oldest first."""
        return log.effective(self.decisions())

    def _unique(self, table: str, column: str, key: str, noun: str, command: str) -> str:
        """The one id that is or begins with ``key``."""
        begins = f"SELECT {column} FROM {table} WHERE {column} BETWEEN ? AND ? ORDER BY {column} LIMIT 6"
        found = [row[0] for row in self._connection.execute(begins, (key, key + chr(0x10FFFF)))]
        if key in found:
            return key
        if not key or not found:
            listing = f"`crosswire {command} {self.folder}` lists what there is"
            raise UsageError(f"{self.folder}: no {noun} {key!r}; {listing}")
        if len(found) > 1:
            raise UsageError(f"{key!r} begins several ids ({', '.join(found[:5])}, …); give more of it")
        return str(found[0])


def _append(connection: sqlite3.Connection, decision: Decision) -> None:
    connection.execute(
        "INSERT INTO decisions (decision_id, kind, body) VALUES (?, ?, ?)",
        (decision.decision_id, decision.kind, encode(decision)),
    )


def _document(row: tuple[str, str, str | None]) -> Document:
    body, text, broken = row
    document = replace(decode(Document, body), text=text)
    return lists.with_error(document, decode(StageError, broken) if broken else None)
