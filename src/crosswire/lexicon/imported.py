"""Places imported from a GeoNames country file, looked up in a file of their own and never read whole.

In: ``places-NAME.db`` in the user's lexicon folder (written by `crosswire.lexicon.importing`).  Out: rows as
`Gazetteer` takes them, by key of a spelling and by id.  A look-up is one question to an index.  Fails with
`LexiconError` when the file is damaged.
"""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from pathlib import Path

from crosswire.errors import LexiconError

FIELDS = (
    "place_id", "name", "kind", "country", "admin1", "parent", "lat", "lon", "radius_km", "population", "names",
)  # fmt: skip
REMEMBERED = 100_000


class ImportedPlaces:
    """One imported file, read-only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self.words = frozenset(word for (word,) in self._connection.execute("SELECT word FROM words"))
        except sqlite3.Error as error:
            raise LexiconError(f"{path}: cannot be read ({error}); import the file again") from error
        self.ids_of = lru_cache(maxsize=REMEMBERED)(self._ids_of)
        self.longest_from = lru_cache(maxsize=REMEMBERED)(self._longest_from)

    def __len__(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM places").fetchone()[0])

    def _ids_of(self, key: str) -> tuple[str, ...]:
        """The ids of the places one of whose spellings has this key."""
        query = "SELECT place_id FROM names JOIN places USING (number) WHERE key = ? ORDER BY number"
        return tuple(one for (one,) in self._connection.execute(query, (key,)))

    def _longest_from(self, first_key: str) -> int:
        """How many words the longest name has whose first word has this key; 0 when none begins so."""
        found = self._connection.execute("SELECT longest FROM firsts WHERE first = ?", (first_key,)).fetchone()
        return int(found[0]) if found else 0

    def row(self, place_id: str) -> dict[str, str] | None:
        """The row of an id; None when it is not here."""
        query = f"SELECT {', '.join(FIELDS)} FROM places WHERE place_id = ?"
        found = self._connection.execute(query, (place_id,)).fetchone()
        return {**dict(zip(FIELDS, found, strict=True)), "located": "1"} if found else None


def imported_in(folder: Path) -> list[Path]:
    """The imported files of a lexicon folder, by name."""
    return sorted(folder.glob("places-*.db"))
