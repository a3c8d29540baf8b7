"""What SQLite's errors mean for a casebook, and what to do.

In: the casebook's file and the error.  Out: a `CasebookError` that names the file.  Cannot fail.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from crosswire.errors import CasebookError

_KEPT = "what was stored before is kept"
_MEANINGS = (
    (("SQLITE_FULL",), f"no room is left on its disk; free some and try again ({_KEPT})"),
    (("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH"),
     "is read-only or cannot be opened; allow writing to the folder, or copy it to another"),
    (("SQLITE_BUSY", "SQLITE_LOCKED"), "another process is at work; try again when it is done"),
    (("SQLITE_IOERR",), f"the disk is full or fails; free some room or look at the disk, then try again ({_KEPT})"),
)  # fmt: skip


def damaged(error: BaseException) -> bool:
    """Whether an error says that the file itself is not as it should be, and not that it cannot be had just now."""
    name = name_of(error)
    return not any(name.startswith(names) for names, _ in _MEANINGS)


def name_of(error: BaseException) -> str:
    return getattr(error, "sqlite_errorname", None) or ""


def trouble(file: Path, error: sqlite3.Error) -> CasebookError:
    """The error in words."""
    meant = next((told for names, told in _MEANINGS if name_of(error).startswith(names)), None)
    if meant is not None:
        return CasebookError(f"{file}: {meant} ({error})")
    return CasebookError(
        f"{file}: not a casebook, or damaged ({error}); `crosswire doctor {file.parent}` says more: put a backup back, "
        "or `crosswire rescue` what can still be read into a new casebook"
    )
