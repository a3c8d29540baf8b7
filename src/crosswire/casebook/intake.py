"""Putting documents into the casebook.

In: documents as collect read them.  Out: how many were added, were known already, or could not be read.  The same
document twice is one document.  A document whose address is known with another text supersedes the newest one
of that address; within one addition the older publication date comes first, so the order of files does not matter.
A document that could not be read is kept as such, so that every file and every row of a table is accounted for; once
a later addition reads that file (or that row), the note of the failure goes.  Documents are taken one by one, and those
with an address wait in a temporary table, so an addition may be of any size.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from crosswire.casebook.codec import decode, encode
from crosswire.model import Document, StageError


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReport:
    """``added`` counts new documents of any state; ``problems`` are the documents of this addition in state
    ``error`` (new or known), in order."""

    added: int
    known: int
    superseding: int
    unread_language: int
    empty: int
    problems: tuple[Document, ...]


def add(connection: sqlite3.Connection, documents: Iterable[Document]) -> AddReport:
    """Insert what is new.  The caller holds the transaction."""
    added = known = unread = empty = 0
    readable: set[tuple[str, int | None]] = set()
    problems: list[Document] = []
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS addressed (url TEXT, published TEXT, id TEXT, body TEXT, text TEXT)"
    )
    connection.execute("DELETE FROM addressed")
    for given in documents:
        document, body = _encodable(given)
        if document.state == "error":
            problems.append(document)
        else:
            readable |= {(document.file, None), (document.file, document.row)}
        if connection.execute("SELECT 1 FROM documents WHERE document_id = ?", (document.document_id,)).fetchone():
            known += 1
            continue
        added += 1
        unread += document.state == "unread_language"
        empty += document.state == "empty"
        if document.url is not None and document.state != "error":
            row = (document.url, document.published or "", document.document_id, body, document.text)
            connection.execute("INSERT INTO addressed VALUES (?, ?, ?, ?, ?)", row)
            continue
        _insert(connection, document, body)
    superseding = 0
    for url, body, text in connection.execute("SELECT url, body, text FROM addressed ORDER BY url, published, id"):
        document = replace(decode(Document, body), text=text)
        older = _newest_of_address(connection, url)
        if older is not None and older[1] != hash_of(document.text):
            document = replace(document, supersedes=older[0])
            superseding += 1
        if not connection.execute("SELECT 1 FROM documents WHERE document_id = ?", (document.document_id,)).fetchone():
            _insert(connection, document, _encodable(document)[1])
        else:  # the same document twice in one addition
            added, known = added - 1, known + 1
    connection.execute("DELETE FROM addressed")
    _forget_failures(connection, readable, kept={document.document_id for document in problems})
    return AddReport(
        added=added,
        known=known,
        superseding=superseding,
        unread_language=unread,
        empty=empty,
        problems=tuple(problems),
    )


def restore(connection: sqlite3.Connection, documents: Iterable[Document]) -> None:
    """Insert documents just as they are, in this order: those of another casebook, what they supersede too."""
    for document in documents:
        _insert(connection, document, encode(replace(document, text="")))


def _forget_failures(connection: sqlite3.Connection, readable: set[tuple[str, int | None]], kept: set[str]) -> None:
    """Drop the notes that a file or row could not be read, now that it was; ``kept`` failed in this addition."""
    failed = connection.execute("SELECT document_id, file, row_number FROM documents WHERE state = 'error'").fetchall()
    for document_id, file, row in failed:
        if (file, row) in readable and document_id not in kept:
            connection.execute("DELETE FROM documents WHERE document_id = ?", (document_id,))


def hash_of(text: str) -> str:
    """The key under which a text is stored once."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _encodable(document: Document) -> tuple[Document, str]:
    """The document with its body as JSON; one with characters that UTF-8 has no bytes for becomes an error document."""
    try:
        document.text.encode("utf-8")
        return document, encode(replace(document, text=""))
    except UnicodeEncodeError as error:
        broken = Document(
            document_id=document.document_id,
            file=document.file.encode("utf-8", "replace").decode("utf-8"),
            row=document.row,
            state="error",
            error=StageError(
                stage="casebook",
                code="encoding",
                detail=f"half of a surrogate pair ({error.reason}); write the file as valid UTF-8 and add it again",
            ),
        )
        return broken, encode(broken)


def _newest_of_address(connection: sqlite3.Connection, url: str) -> tuple[str, str] | None:
    """The document id and text hash of the document last added under an address."""
    found: tuple[str, str] | None = connection.execute(
        "SELECT document_id, text_hash FROM documents JOIN texts USING (text_key)"
        " WHERE url = ? AND state <> 'error' ORDER BY document_key DESC LIMIT 1",
        (url,),
    ).fetchone()
    return found


def _insert(connection: sqlite3.Connection, document: Document, body: str) -> None:
    text_hash = hash_of(document.text)
    found = connection.execute("SELECT text_key FROM texts WHERE text_hash = ?", (text_hash,)).fetchone()
    if found is None:
        cursor = connection.execute("INSERT INTO texts (text_hash, text) VALUES (?, ?)", (text_hash, document.text))
        text_key = cursor.lastrowid
    else:
        text_key = found[0]
    connection.execute(
        "INSERT INTO documents (document_id, text_key, url, file, row_number, outlet, published, state, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.document_id,
            text_key,
            document.url,
            document.file,
            document.row,
            document.outlet,
            document.published,
            document.state,
            body,
        ),
    )
