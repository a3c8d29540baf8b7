"""Writing exports: all files of one appear together or not at all, and the same record gives the same bytes.

In: a folder and functions that write.  Out: the files, moved into place when each is whole.  A zip has sorted names and
the fixed time of its format's first day.  Fails with `ExportError` when the folder cannot be written to.
"""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crosswire.publish.jsonl import ExportError

FIRST_DAY = (1980, 1, 1, 0, 0, 0)


@contextmanager
def unfinished(folder: Path) -> Iterator[Path]:
    """A folder beside the files to come; what is in it at the end is moved into ``folder``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside = folder / f".unfinished-{os.getpid()}"
        aside.mkdir()
    except OSError as error:
        raise ExportError(f"{folder}: cannot be written to ({error.strerror}); name another folder") from error
    try:
        yield aside
        for file in sorted(aside.iterdir()):
            file.replace(folder / file.name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def zip_folder(folder: Path, target: Path) -> None:
    """All files of a folder as a zip: names sorted, times fixed, the same bytes for the same files."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            copy_into(out, file.relative_to(folder).as_posix(), file)


def copy_into(out: zipfile.ZipFile, name: str, file: Path) -> None:
    """One file into an open zip, a piece at a time."""
    with out.open(entry(name), "w", force_zip64=True) as to, file.open("rb") as source:
        shutil.copyfileobj(source, to)


def entry(name: str) -> zipfile.ZipInfo:
    """The head of a zip's entry, without clock or owner."""
    info = zipfile.ZipInfo(name, date_time=FIRST_DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3
    return info
