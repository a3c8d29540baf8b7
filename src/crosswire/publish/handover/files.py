"""Zips: the same files give the same bytes.

In: a folder or a file.  Out: a zip with sorted names and the fixed time of its format's first day.  Fails with
`OSError` where it cannot be written.
"""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

FIRST_DAY = (1980, 1, 1, 0, 0, 0)


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
