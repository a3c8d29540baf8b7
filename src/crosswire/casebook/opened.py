"""An open casebook: its folder, its connection, and how it is read and written.

In: a folder.  Out: `Opened`, which the parts of `crosswire.casebook.store.Casebook` build on.  Every write is one
transaction.  Fails with `CasebookError` (missing, locked, newer, damaged).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from crosswire.casebook.codec import decode
from crosswire.casebook.migrate import connect
from crosswire.casebook.trouble import trouble
from crosswire.errors import CasebookError, UsageError

T = TypeVar("T")


class Opened:
    """Open with `Opened.open`; use as a context manager."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self._connection = connection

    @classmethod
    def open(cls, path: Path | str, *, create: bool = False) -> Self:
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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
        if isinstance(error, sqlite3.DatabaseError):
            raise trouble(self.folder / "casebook.db", error) from error

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
            raise trouble(self.folder / "casebook.db", error) from error
        try:
            yield self._connection
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One snapshot for several questions: what a writer changes meanwhile is not seen.  Within one, the same."""
        own = not self._connection.in_transaction
        if own:
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            if own and self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _nouns(self, kind: type[T], query: str, *values: str | int) -> list[T]:
        return [decode(kind, body) for (body,) in self._connection.execute(query, values)]

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
