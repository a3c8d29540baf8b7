"""The user's ``places.csv``: checked row by row.

In: the file, and a way to find a place that is known already.  Out: rows as `Gazetteer` takes them, and what is wrong,
each with file, line and what to do.  A row without coordinates takes its parent's.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

from crosswire.errors import LexiconError

KINDS = ("area", "country", "district", "governorate", "town", "village")
COLUMNS = (
    "place_id", "name", "kind", "country", "admin1", "parent", "lat", "lon", "radius_km", "population", "located",
    "names", "keys",
)  # fmt: skip
REQUIRED = ("place_id", "name", "kind", "country")
_RANGES = {"lat": (-90.0, 90.0), "lon": (-180.0, 180.0), "radius_km": (0.0, 20_000.0), "population": (0.0, 2e9)}

Known = Callable[[str], Mapping[str, str] | None]


def read_csv(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with a heading, each with the line it ends on; cells that are missing are empty."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval="")
        return [(reader.line_num, dict(row)) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LexiconError(f"{path}: cannot be read as UTF-8 CSV ({error}); save it as UTF-8 with commas") from error


def read_own_places(path: Path, known: Known) -> tuple[list[dict[str, str]], list[str]]:
    """The rows that are sound, and the problems of the others."""
    numbered = read_csv(path)
    header = [name for name in (numbered[0][1] if numbered else {}) if name]
    if unknown := [name for name in header if name not in COLUMNS]:
        return [], [f"{path}:1: no column is called {', '.join(unknown)}; the columns are {', '.join(COLUMNS)}"]
    if missing := [name for name in REQUIRED if numbered and name not in header]:
        return [], [f"{path}:1: no column {', '.join(missing)}; every place needs {', '.join(REQUIRED)}"]
    own = {row["place_id"]: row for _, row in numbered if row["place_id"]}
    first: dict[str, int] = {}
    rows, problems = [], []

    def find(place_id: str) -> Mapping[str, str] | None:
        return own.get(place_id) or known(place_id)

    for line, row in numbered:
        before = first.setdefault(row["place_id"], line)
        wrong = f"has the id of line {before}; keep one of the two" if before != line else _wrong(row, find)
        if wrong is not None:
            problems.append(f"{path}:{line}: {wrong}")
        else:
            rows.append(row)
    return rows, problems


def _wrong(row: dict[str, str], find: Known) -> str | None:
    """What is wrong with a row; a sound one gets the coordinates of its parent where it has none."""
    if "" in row:
        return f"more cells than columns ({row['']}); put text that holds a comma in double quotes"
    if missing := [column for column in REQUIRED if not row[column]]:
        return f"no value for {', '.join(missing)}; every place needs {', '.join(REQUIRED)}"
    if row["kind"] not in KINDS:
        return f"kind {row['kind']!r} is not one of {', '.join(KINDS)}"
    if bool(row.get("lat")) != bool(row.get("lon")):
        return "one of lat and lon is empty; give both, or neither and a parent"
    for column, (least, most) in _RANGES.items():
        try:
            number = float(row.get(column) or 0)
        except ValueError:
            return f"{column} is {row[column]!r}; lat, lon, radius_km and population are plain numbers"
        if not least <= number <= most:
            return f"{column} is {row[column]}; it goes from {least:g} to {most:g}"
    if (row.get("population") or "0").lstrip("0").find(".") >= 0:
        return f"population is {row['population']!r}; write a whole number"
    if (parent := row.get("parent")) and find(parent) is None:
        return f"parent {parent!r} is no place id; add that place or leave parent empty"
    row["located"] = "1" if row.get("lat") else ""
    above, seen = row.get("parent"), {row["place_id"]}
    while above and not row.get("lat"):
        if above in seen:
            return f"{row['place_id']!r} lies, by its parents, in itself; break the ring"
        seen.add(above)
        source = find(above)
        if source is None:
            break
        if source.get("lat") and source.get("lon"):
            row.update(lat=str(source["lat"]), lon=str(source["lon"]), radius_km=str(source.get("radius_km") or ""))
        above = source.get("parent")
    if not row.get("lat"):
        return "neither the place nor any parent has lat and lon; give one of them both"
    row["radius_km"] = row.get("radius_km") or "5"
    row["keys"] = ""
    return None
