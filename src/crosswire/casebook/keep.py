"""Copies of a casebook: one made while it is in use, and one of what a damaged file still gives.

In: the folder of a casebook and a folder that does not exist yet.  Out: a casebook there, whole or not at all.  Fails
with `CasebookError` where the first is none, the second is taken, or the disk refuses.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from crosswire.casebook.codec import decode
from crosswire.casebook.intake import hash_of
from crosswire.casebook.migrate import only_read
from crosswire.casebook.store import Casebook
from crosswire.casebook.trouble import damaged, trouble
from crosswire.errors import CasebookError, CrosswireError
from crosswire.model import Decision, Document

T = TypeVar("T")

_NOT_COPIED = ("casebook.db", "casebook.db-wal", "casebook.db-shm", "parts")
_PAGES = 1000


def back_up(folder: Path, to: Path) -> None:
    """Copy a casebook as it stands at one moment, while others read and write; all but its cache."""
    with _appearing(folder, to) as unfinished, closing(only_read(folder)) as source:
        with closing(sqlite3.connect(unfinished / "casebook.db")) as target:
            source.backup(target, pages=_PAGES)
            (said,) = target.execute("PRAGMA integrity_check(1)").fetchone()
        if said != "ok":
            raise CasebookError(f"{folder}: is damaged ({said}); `crosswire doctor {folder}` says more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """How many documents and decisions were saved, and how many rows could not be read or were not whole; None where
    the whole table is beyond reading, so that nobody knows how many it had."""

    documents: int
    decisions: int
    lost_documents: int | None
    lost_decisions: int | None


def rescue(folder: Path, to: Path) -> Rescued:
    """Make a new casebook of every document and decision that can still be read; the rest can be built from them."""
    with _appearing(folder, to) as unfinished:
        with closing(only_read(folder)) as source:
            source.execute("PRAGMA writable_schema = ON")  # a broken view or a file cut short does not hinder reading
            documents, lost_documents = _saved(source, "documents", "document_key", _document)
            decisions, lost_decisions = _saved(source, "decisions", "sequence", _decision)
        if lost_documents is None and lost_decisions is None:
            raise CasebookError(f"{folder}: neither documents nor decisions can be read; put a backup back")
        with Casebook.open(unfinished, create=True) as new:
            new.add_documents(documents)
            new.import_decisions(decisions)
    return Rescued(
        documents=len(documents),
        decisions=len(decisions),
        lost_documents=lost_documents,
        lost_decisions=lost_decisions,
    )


def _saved(
    source: sqlite3.Connection, table: str, key: str, read: Callable[[sqlite3.Connection, int], T | None]
) -> tuple[list[T], int | None]:
    """Row by row, so that a damaged page costs its own rows."""
    last = _last(source, table, key)
    if last is None:
        return [], None
    saved: list[T] = []
    lost = 0
    for number in range(1, last + 1):
        try:
            found = read(source, number)
        except (sqlite3.DatabaseError, CrosswireError):
            found, lost = None, lost + 1
        if found is not None:
            saved.append(found)
    return saved, lost


def _last(source: sqlite3.Connection, table: str, key: str) -> int | None:
    """The last number that the table, or an index of it, still tells; None where none does."""
    last = None
    for index in ["", *_indexes(source, table)]:
        with suppress(sqlite3.DatabaseError):
            (found,) = source.execute(f"SELECT max({key} + 0) FROM {table} {index}").fetchone()
            last = max(last or 0, found or 0)
    return last


def _indexes(source: sqlite3.Connection, table: str) -> list[str]:
    try:
        found = source.execute(f"SELECT name FROM pragma_index_list('{table}') WHERE NOT partial").fetchall()
    except sqlite3.DatabaseError:
        return []
    return [f"INDEXED BY {name}" for (name,) in found]


def _document(source: sqlite3.Connection, number: int) -> Document | None:
    query = (
        "SELECT documents.body, texts.text, texts.text_hash FROM documents JOIN texts USING (text_key)"
        " WHERE document_key = ?"
    )
    row = source.execute(query, (number,)).fetchone()
    if row is None:
        return None
    body, text, text_hash = row
    if hash_of(text) != text_hash:
        raise CasebookError("the text is not the one that was added")
    return replace(decode(Document, body), text=text)


def _decision(source: sqlite3.Connection, number: int) -> Decision | None:
    row = source.execute("SELECT body FROM decisions WHERE sequence = ?", (number,)).fetchone()
    return decode(Decision, row[0]) if row else None


@contextmanager
def _appearing(folder: Path, to: Path) -> Iterator[Path]:
    """A folder beside ``to`` that becomes it at the end, with the user's own files in it."""
    if to.exists():
        raise CasebookError(f"{to}: exists already; name a new folder")
    unfinished = to.with_name(f"{to.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        unfinished.mkdir(parents=True)
        yield unfinished
        for own in sorted(folder.iterdir()):
            if own.name not in _NOT_COPIED:
                copy = shutil.copytree if own.is_dir() else shutil.copy2
                copy(own, unfinished / own.name)
        unfinished.rename(to)
    except sqlite3.Error as error:
        at = folder if damaged(error) else to
        raise trouble(at / "casebook.db", error) from error
    except OSError as error:
        raise CasebookError(f"{to}: cannot be written ({error.strerror or error}); free some room") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
