"""Far places: the world's smaller towns, the counties and the continents, looked up without being read whole.

In: ``places_far.csv``, tab-separated without a heading, its lines sorted by their bytes; the first cell of a line is
the transliteration key of a spelling, the others are named in `FIELDS`.  Out: rows as `Gazetteer` takes them.  A
look-up is a bisection over the mapped file (about 20 steps).  Fails with `LexiconError` when the file cannot be read.
"""

from __future__ import annotations

import mmap
from functools import lru_cache
from pathlib import Path

from crosswire.errors import LexiconError

FIELDS = (
    "keys", "names", "name", "place_id", "kind", "country", "admin1", "parent", "lat", "lon", "radius_km", "population",
)  # fmt: skip


class FarPlaces:
    """The lines of the file, found by key or by id."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise LexiconError(f"{path}: cannot be read ({error}); build it with tools/build_far_places.py.") from error

    def lookup_key(self, key: str) -> tuple[dict[str, str], ...]:
        """The rows of a key, in the order of the file."""
        if not key:
            return ()
        wanted = key.encode("utf-8") + b"\t"
        low, high = 0, len(self._lines)
        while low < high:
            middle = self._lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            stop = self._lines.find(b"\n", middle)
            if self._lines[middle : middle + len(wanted)] < wanted:
                low = stop + 1
            else:
                high = middle
        rows = []
        while self._lines[low : low + len(wanted)] == wanted:
            stop = self._lines.find(b"\n", low)
            rows.append(_row(self._lines[low:stop]))
            low = stop + 1
        return tuple(rows)

    def get(self, place_id: str) -> dict[str, str] | None:
        """A row of the id; None when no line has it."""
        cell = f"\t{place_id}\t".encode()
        at = self._lines.find(cell)
        while at >= 0:
            stop = self._lines.find(b"\n", at)
            row = _row(self._lines[self._lines.rfind(b"\n", 0, at) + 1 : stop])
            if row["place_id"] == place_id:
                return row
            at = self._lines.find(cell, stop)
        return None


def _row(line: bytes) -> dict[str, str]:
    return {**dict(zip(FIELDS, line.decode("utf-8").split("\t"), strict=True)), "located": "1"}


@lru_cache(maxsize=2)
def load_far(path: Path) -> FarPlaces:
    """The table, mapped once a process."""
    return FarPlaces(path)
