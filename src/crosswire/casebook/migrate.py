"""Opening the casebook's SQLite file and bringing it to the shape this version knows.

In: the path of ``casebook.db``.  Out: a connection in WAL mode with foreign keys on.  The numbered files of
``migrations/`` are applied in order, each in one transaction that also moves ``user_version``, so a file is either
wholly of one version or wholly of the next.  Fails with `CasebookError` for a file that is not a casebook, that a
newer version wrote, or that another process keeps locked.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

from crosswire.casebook import tallies
from crosswire.casebook.brief import brief_of
from crosswire.casebook.lists import plain
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
    try:
        connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)
    except sqlite3.Error as error:
        raise CasebookError(f"{file}: cannot be opened ({error}); check that the folder can be written to") from error
    try:
        connection.create_function("plain", 1, plain, deterministic=True)
        connection.create_function("brief_of", 4, brief_of, deterministic=True)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        migrate(connection, file)
    except sqlite3.Error as error:
        connection.close()
        if "readonly" in str(error):
            raise CasebookError(f"{file}: is read-only; allow writing to the folder, or copy it to another") from error
        if "locked" in str(error):
            raise CasebookError(f"{file}: another process is at work; try again when it is done") from error
        raise CasebookError(
            f"{file}: not a casebook, or damaged ({error}); put a copy of it back, or name another folder"
        ) from error
    except CasebookError:
        connection.close()
        raise
    return connection


def only_read(folder: Path) -> sqlite3.Connection:
    """A connection that changes nothing, of whatever shape the file is; `CasebookError` where there is none."""
    file = folder / "casebook.db"
    if not file.exists():
        raise CasebookError(f"{folder}: no casebook here")
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)


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
