"""Opening the casebook's SQLite file and bringing it to the shape this version knows.

In: the path of ``casebook.db``.  Out: a connection in WAL mode with foreign keys on.  The numbered files of
``migrations/`` are applied in order, each in one transaction that also moves ``user_version``, so a file is either
wholly of one version or wholly of the next.  Fails with `CasebookError` for a file that is not a casebook, that a
newer version wrote, or that another process keeps locked.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

from crosswire.casebook import tallies
from crosswire.casebook.brief import brief_of
from crosswire.casebook.lists import plain
from crosswire.casebook.trouble import trouble
from crosswire.errors import CasebookError

BUSY_SECONDS = 30.0
ANSWERS = 8
"""The version from which on it is kept what reviewers answered."""


@cache
def migrations() -> list[tuple[int, str]]:
    """The shipped migrations as (version, SQL), by version."""
    found = []
    for file in (resources.files("crosswire.casebook") / "migrations").iterdir():
        if match := re.fullmatch(r"(\d{4})_\w+\.sql", file.name):
            found.append((int(match.group(1)), file.read_text(encoding="utf-8")))
    return sorted(found)


def statements(script: str) -> Iterator[str]:
    """The single statements of an SQL script (a trigger's inner semicolons do not end it)."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        yield pending


def connect(file: Path) -> sqlite3.Connection:
    """A connection to a casebook of the newest shape; an empty or missing file becomes a new casebook."""
    connection: sqlite3.Connection | None = None
    try:
        connection = sqlite3.connect(uri_of(file), timeout=BUSY_SECONDS, uri=True, isolation_level=None)
        connection.create_function("plain", 1, plain, deterministic=True)
        connection.create_function("brief_of", 4, brief_of, deterministic=True)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        migrate(connection, file)
    except BaseException as error:
        if connection is not None:
            connection.close()
        if isinstance(error, sqlite3.Error):
            raise trouble(file, error) from error
        raise
    return connection


def only_read(folder: Path) -> sqlite3.Connection:
    """A connection that changes nothing, of whatever shape the file is; `CasebookError` where there is none."""
    file = folder / "casebook.db"
    if not file.exists():
        raise CasebookError(f"{folder}: no casebook here")
    return sqlite3.connect(uri_of(file, "ro"), uri=True, isolation_level=None)


def uri_of(file: Path, mode: str = "rwc") -> str:
    """The address of a casebook's file for SQLite.  In a folder that cannot be written to, SQLite cannot make the
    files it needs beside one in WAL mode; where there are none, nobody is writing and it is read as it stands."""
    closed = file.exists() and not any(file.with_name(f"{file.name}{end}").exists() for end in ("-wal", "-shm"))
    if closed and not os.access(file.parent, os.W_OK):
        return f"{file.resolve().as_uri()}?immutable=1"
    return f"{file.resolve().as_uri()}?mode={mode}"


def migrate(connection: sqlite3.Connection, file: Path) -> None:
    """Apply what the file lacks.  Does nothing when it is already of the newest version."""
    known = migrations()
    newest = known[-1][0]
    version = _version(connection)
    if version > newest:
        raise CasebookError(
            f"{file}: written by a newer crosswire (casebook version {version}, this one knows {newest});"
            " update crosswire"
        )
    if version == newest:
        return
    if version == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise CasebookError(f"{file}: a database that is not a casebook; name another folder")
    for number, script in known:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if number > _version(connection):  # another process may have been first
                for statement in statements(script):
                    connection.execute(statement)
                if number == newest and _uncounted(connection):
                    tallies.write_all(connection)
                if number == ANSWERS:
                    _note_answers(connection, file)
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def _note_answers(connection: sqlite3.Connection, file: Path) -> None:
    from crosswire.casebook import answers
    from crosswire.casebook.store import Casebook

    casebook = Casebook(file.parent, connection)
    answers.note(casebook, connection, casebook.decisions())


def _uncounted(connection: sqlite3.Connection) -> bool:
    """Whether the record was never counted as this version does."""
    known = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'built'").fetchone()[0]
    return bool(known) and connection.execute("SELECT count(*) FROM built").fetchone()[0] == 0


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
