"""Files that appear all together and whole, or not at all.

In: a folder, and what writes into one beside it.  Out: the files, moved into place when all are whole.  Fails with
`ExportError` where the folder cannot be written to or the disk is full; what stood there before then still stands.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crosswire.errors import CrosswireError


class ExportError(CrosswireError):
    """The record contradicts itself and is not handed out, or there is no place for it."""


@contextmanager
def unfinished(folder: Path, name: str = "") -> Iterator[Path]:
    """A folder inside ``folder`` (made if missing); what is in it at the end is moved out of it.  ``name`` of the one
    file that is written, for the message."""
    aside = folder / f".unfinished-{os.getpid()}"
    try:
        aside.mkdir(parents=True)
        yield aside
        for file in sorted(aside.iterdir()):
            file.replace(folder / file.name)
    except OSError as error:
        reason = error.strerror or error
        raise ExportError(
            f"{folder / name}: cannot be written to ({reason}); name another folder, or free some room"
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
