"""Reading the files of GeoNames: a country's places, and the names of its divisions.

In: a country file (``SY.txt``, or the ``.zip`` it comes in): UTF-8, one place a line, 19 cells with a tab between, as
GeoNames' readme.txt lists them; ``admin1CodesASCII.txt`` and ``admin2Codes.txt``: code, name, plain name, id.  Out:
`GeoName`s, or `BrokenLine`s that say what is wrong; names by code.  Lines are read one at a time.  Fails with
`LexiconError` for a file that cannot be read or is no such file at all.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from crosswire.errors import LexiconError

CELLS = 19
_READ_FIRST = 100


class GeoName(NamedTuple):
    """One line.  ``feature`` is the class and the code (``P.PPL``); codes of divisions are as the file has them.

    A tuple, since a million are made in a row.
    """

    geonameid: str
    name: str
    others: str
    lat: float
    lon: float
    feature: str
    country: str
    admin1: str
    admin2: str
    population: int


class BrokenLine(NamedTuple):
    """A line that is no place: its number (from 1) and why."""

    line: int
    why: str


def read_places(path: Path) -> Iterator[GeoName | BrokenLine]:
    """The lines of a country file in their order; empty lines are passed over."""
    with _opened(path) as file:
        for number, raw in enumerate(file, start=1):
            if raw.strip():
                yield _place(raw, number)


def check_format(path: Path) -> None:
    """Refuse a file none of whose first lines is a place."""
    why = ""
    for number, found in enumerate(read_places(path)):
        if isinstance(found, GeoName):
            return
        why = why or f"line {found.line}: {found.why}"
        if number >= _READ_FIRST:
            break
    raise LexiconError(
        f"{path}: not a GeoNames country file ({why or 'it is empty'}); give one as GeoNames hands it out, such as"
        " SY.txt or SY.zip: 19 cells a line with a tab between"
    )


def read_divisions(path: Path) -> dict[str, str]:
    """The names of ``admin1CodesASCII.txt`` (``SY.06``) or ``admin2Codes.txt`` (``SY.06.170901``) by code."""
    names: dict[str, str] = {}
    with _opened(path) as file:
        for number, raw in enumerate(file, start=1):
            try:
                cells = raw.decode("utf-8-sig").rstrip("\r\n").split("\t")
            except UnicodeDecodeError as error:
                raise LexiconError(f"{path}:{number}: not UTF-8; give the file as GeoNames hands it out") from error
            if len(cells) != 4 or "." not in cells[0]:
                raise LexiconError(
                    f"{path}:{number}: {len(cells)} cells where code, name, plain name and id belong, with a tab"
                    " between; give admin1CodesASCII.txt or admin2Codes.txt"
                )
            names[cells[0]] = cells[1]
    return names


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                members = [one for one in packed.namelist() if one.endswith(".txt") and "readme" not in one.lower()]
                if len(members) != 1:
                    raise LexiconError(f"{path}: holds {len(members)} tables; unpack it and give the one you mean")
                with packed.open(members[0]) as member:
                    yield member
        else:
            with path.open("rb") as file:
                yield file
    except (OSError, zipfile.BadZipFile) as error:
        raise LexiconError(f"{path}: cannot be read ({error}); check the path, or fetch the file again") from error


def _place(raw: bytes, line: int) -> GeoName | BrokenLine:
    try:
        cells = raw.decode("utf-8").split("\t")
    except UnicodeDecodeError as error:
        return BrokenLine(line, f"not UTF-8 (byte {error.start})")
    if len(cells) != CELLS:
        return BrokenLine(line, f"{len(cells)} cells where {CELLS} belong")
    geonameid, name, _, others, lat, lon, kind, code, country = cells[:9]
    if not geonameid.isascii() or not geonameid.isdigit():
        return BrokenLine(line, f"the id is {geonameid[:20]!r}, not a number")
    if not name.strip():
        return BrokenLine(line, "no name")
    if len(country) != 2 or not country.isascii() or not country.isupper():
        return BrokenLine(line, f"the country is {country[:20]!r}, not two capitals")
    try:
        north, east, people = float(lat), float(lon), int(cells[14] or 0)
    except ValueError:
        return BrokenLine(line, "latitude, longitude or population is no number")
    if not (-90 <= north <= 90 and -180 <= east <= 180) or people < 0:
        return BrokenLine(line, "latitude, longitude or population is out of range")
    return GeoName(
        geonameid, name.strip(), others, north, east, f"{kind}.{code}", country, cells[10], cells[11], people
    )  # fmt: skip
