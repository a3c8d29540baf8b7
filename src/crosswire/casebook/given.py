"""The documents of an open casebook: what was given, and what the last run said of it.

In: documents as collect read them; ids, filters and words to search for.  Out: documents by id or a page of them,
with or without their texts.  Fails with `UsageError` for an id the casebook has not and for words that cannot be
searched for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from crosswire.casebook import intake, lists
from crosswire.casebook.codec import decode
from crosswire.casebook.opened import Opened
from crosswire.model import Document, StageError

_DOCUMENT = (
    "SELECT documents.body, texts.text, stage_errors.body FROM documents JOIN texts USING (text_key)"
    " LEFT JOIN stage_errors USING (document_id)"
)


HELD = 1000
"""So many documents a `Texts` holds at once."""


class Texts(Mapping[str, Document]):
    """Every document by id as collect read it, each read when it is asked for: a casebook of any size takes the same
    memory.  What is added later is not among them."""

    def __init__(self, connection: sqlite3.Connection, without: Container[str] = ()) -> None:
        self._connection = connection
        ids = connection.execute("SELECT document_id FROM documents ORDER BY 1")
        self._ids = dict.fromkeys(one for (one,) in ids if one not in without)
        self._read = lru_cache(maxsize=HELD)(self._document)

    def __getitem__(self, document_id: str) -> Document:
        if document_id not in self._ids:
            raise KeyError(document_id)
        return self._read(document_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, document_id: object) -> bool:
        return document_id in self._ids

    def _document(self, document_id: str) -> Document:
        query = "SELECT body, text FROM documents JOIN texts USING (text_key) WHERE document_id = ?"
        return _document((*self._connection.execute(query, (document_id,)).fetchone(), None))


class Given(Opened):
    """The part of a casebook that holds documents."""

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

    def each_document(self) -> Iterator[Document]:
        """Every document by id, one after the other, as the last run left it."""
        return map(_document, self._connection.execute(f"{_DOCUMENT} ORDER BY document_id"))

    def texts(self, *, without: Container[str] = ()) -> Texts:
        """Every document (but those of some ids) as collect read it: a step that broke on it does not show."""
        return Texts(self._connection, without)

    def days_of_documents(self) -> list[tuple[str, str | None]]:
        """The id of every document and the day it was published."""
        return self._connection.execute("SELECT document_id, published FROM documents ORDER BY 1").fetchall()

    def in_order_given(self) -> Iterator[Document]:
        """Every document as collect read it, in the order in which they came."""
        for body, text, _ in self._connection.execute(f"{_DOCUMENT} ORDER BY document_key"):
            yield _document((body, text, None))

    def restore_documents(self, documents: Iterable[Document]) -> None:
        """Keep documents as another casebook handed them out (`in_order_given`)."""
        with self._writing() as connection:
            intake.restore(connection, documents)

    def document(self, key: str) -> Document:
        """The document with this id, or with an id that begins like this."""
        found = self._unique("documents", "document_id", key, "document", "documents")
        row = self._connection.execute(f"{_DOCUMENT} WHERE documents.document_id = ?", (found,)).fetchone()
        return _document(row)

    def heads(self, wanted: Iterable[str]) -> list[Document]:
        """The documents of these ids that are here, by id, without their texts."""
        query = (
            "SELECT documents.body, '', stage_errors.body FROM documents LEFT JOIN stage_errors USING (document_id)"
            " WHERE document_id = ?"
        )
        rows = (self._connection.execute(query, (one,)).fetchone() for one in sorted(set(wanted)))
        return [_document(row) for row in rows if row is not None]

    def documents_page(self, wanted: lists.DocumentFilter, *, limit: int, offset: int = 0) -> list[Document]:
        """The documents a filter leaves, by publication day, then id, without their texts."""
        return lists.find_documents(self._connection, wanted, limit=limit, offset=offset)

    def count_documents(self, wanted: lists.DocumentFilter) -> int:
        """How many documents a filter leaves."""
        return lists.count_documents(self._connection, wanted)

    def outlets_between(self, since: str, until: str) -> list[tuple[str, str]]:
        """Outlets with a text that was read, from ``since`` to ``until``, each with the days on which it had one."""
        query = (
            "SELECT DISTINCT outlet, published FROM documents"
            " WHERE published BETWEEN ? AND ? AND state = 'read' AND outlet IS NOT NULL"
        )
        return self._connection.execute(query, (since, until)).fetchall()

    def documents_outside(self) -> list[str]:
        """The ids of the documents that were given since the record was derived."""
        query = "SELECT document_id FROM documents WHERE document_id NOT IN (SELECT document_id FROM keys) ORDER BY 1"
        return [found for (found,) in self._connection.execute(query)]

    def stage_errors(self) -> dict[str, StageError]:
        """What broke in the last run, by document id."""
        rows = self._connection.execute("SELECT document_id, body FROM stage_errors ORDER BY document_id")
        return {document_id: decode(StageError, body) for document_id, body in rows}

    def count_claims_of(self, document_id: str) -> int:
        query = "SELECT count(*) FROM claims WHERE document_id = ?"
        return int(self._connection.execute(query, (document_id,)).fetchone()[0])


def _document(row: tuple[str, str, str | None]) -> Document:
    body, text, broken = row
    document = replace(decode(Document, body), text=text)
    return lists.with_error(document, decode(StageError, broken) if broken else None)
