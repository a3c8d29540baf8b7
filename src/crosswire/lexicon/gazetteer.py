"""The gazetteer: names of places to entries with a centre, a radius and the places they lie in.

In: the shipped ``places.csv`` (see PLACES-PROVENANCE.md) and, beside a casebook, what was imported from GeoNames
(`crosswire.lexicon.imported`) and the user's ``places.csv`` with the same columns; of one ``place_id`` the user's row
counts, then the imported, then the shipped one. Out: `Gazetteer`, read-only.  Fails with `LexiconError` naming the file
and line for a row that breaks the schema or names a parent that is not there; with `LexiconError` from `Gazetteer.get`
for an id nobody knows.

A place without coordinates of its own (``located`` False) carries the centre and radius of its parent, so a distance
to it is only as good as that radius.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Literal

from crosswire.errors import LexiconError
from crosswire.lexicon.far import FarPlaces, load_far
from crosswire.lexicon.imported import ImportedPlaces, imported_in
from crosswire.lexicon.own_places import read_csv, read_own_places
from crosswire.lexicon.transliteration import bare, name_key, plain

PlaceKind = Literal["town", "village", "district", "governorate", "area", "country"]
PlaceRelation = Literal["same", "inside", "contains", "neighbour", "apart"]
NEIGHBOUR_KM = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place.  ``lat``/``lon`` in degrees, ``radius_km`` how far it may reach from there.

    ``kind`` ``village`` is a settlement and ``area`` a stretch of land that the coordinate data lack; ``located`` is
    False where centre and radius are the parent's.  ``admin1`` is the name of the governorate, ``parent`` a place id.
    """

    place_id: str
    name: str
    lat: float
    lon: float
    radius_km: float
    kind: PlaceKind
    parent: str | None
    admin1: str | None
    country: str
    population: int
    located: bool = True
    names: tuple[str, ...] = ()


def great_circle_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Kilometres between two points given in degrees (haversine, mean Earth radius)."""
    a, b = math.radians(lat_a), math.radians(lat_b)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(half)))


class Gazetteer:
    """Places by name and by id.  Built once, never changed."""

    def __init__(
        self,
        rows: Iterable[Mapping[str, str]],
        *,
        words: Iterable[str] = (),
        demonyms: Mapping[str, str] | None = None,
        far: FarPlaces | None = None,
        imported: Sequence[ImportedPlaces] = (),
        own: Collection[str] = (),
    ) -> None:
        """``rows`` have the columns of ``places.csv``; a later row replaces an earlier one of the same id.

        ``words`` are plain forms of names that are also everyday English words, ``demonyms`` adjectives of countries.
        ``far`` holds the smaller towns of the rest of the world, found only when they are asked for.  ``imported``
        places stand before the rows, but for those whose ids are in ``own`` (the user's).
        """
        self._rows = {row["place_id"]: row for row in rows}
        self._index: dict[str, list[str]] = {}
        self._longest: dict[str, int] = {}
        for place_id, row in self._rows.items():
            for key in (row.get("keys") or _keys_of(row)).split("|"):
                self._index.setdefault(key, []).append(place_id)
                first, *others = key.split(" ")
                if len(others) >= self._longest.get(first, 0):
                    self._longest[first] = len(others) + 1
        self._entries: dict[str, Entry] = {}
        self._towns_of: dict[str, list[str]] = {}
        self._spellings: dict[str, frozenset[str]] = {}
        self._found: dict[tuple[str, str], tuple[Entry, ...]] = {}
        self._disc_table: dict[str, tuple[tuple[float, float, float], ...]] = {}
        self._above: dict[str, tuple[str, ...]] = {}
        self._governorates: dict[str, str | None] = {}
        self.relation = lru_cache(maxsize=65536)(self._relation)
        self._imported = tuple(imported)
        self._own = frozenset(own)
        self.words = frozenset(words).union(*(each.words for each in self._imported))
        self.demonyms: Mapping[str, str] = demonyms or {}
        self._far = far

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, place_id: str) -> bool:
        return self.holds(place_id) or (self._far is not None and self._far.get(place_id) is not None)

    def holds(self, place_id: str) -> bool:
        """Whether a place that is no far one has this id."""
        return place_id in self._rows or any(each.row(place_id) for each in self._imported)

    def row(self, place_id: str) -> Mapping[str, str] | None:
        """The shipped or user's row of an id, as its table has it."""
        return self._rows.get(place_id)

    def _row(self, place_id: str) -> Mapping[str, str] | None:
        """The row of an id: the user's, an imported one, a shipped one, a far one."""
        if place_id not in self._own:
            for each in self._imported:
                if (row := each.row(place_id)) is not None:
                    return row
        return self._rows.get(place_id) or (self._far.get(place_id) if self._far is not None else None)

    def get(self, place_id: str) -> Entry:
        """The entry of an id; `LexiconError` when there is none."""
        entry = self._entries.get(place_id)
        if entry is None:
            row = self._row(place_id)
            if row is None:
                raise LexiconError(f"No place has the id {place_id!r}; add it to places.csv or correct the id.")
            entry = self._entries[place_id] = _entry(row)
        return entry

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Every place whose name, in any spelling that shares the transliteration key, is ``name``.

        Sorted by how closely the spelling agrees, then by kind and population, then by id; empty when there is none.
        """
        return self.lookup_key(name_key(name), plain(name))

    def lookup_key(self, key: str, spelling: str) -> tuple[Entry, ...]:
        """As `lookup`, for a key and a plain form already made."""
        ids = self._index.get(key, ())
        if self._imported:
            ids = tuple(dict.fromkeys((*ids, *(one for each in self._imported for one in each.ids_of(key)))))
        if not ids:
            return ()
        found = self._found.get((key, spelling))
        if found is None:
            entries = [self.get(place_id) for place_id in ids]
            entries.sort(
                key=lambda entry: (
                    not self.spelled(entry, spelling), _KIND_ORDER[entry.kind], -entry.population, entry.place_id
                )
            )  # fmt: skip
            found = self._found[key, spelling] = tuple(entries)
        return found

    def lookup_far(self, name: str) -> tuple[Entry, ...]:
        """The far places of this name (smaller towns, counties, continents), the most peopled first, spelled so.

        A far place is found by its own spelling only, and it is an `Entry` like any other from then on.
        """
        if self._far is None:
            return ()
        rows = {row["place_id"]: row for row in self._far.lookup_key(name_key(name))}
        form = bare(plain(name))
        found = []
        for place_id, row in rows.items():
            if form not in {bare(row["name"]), bare(row["names"])}:
                continue
            entry = self._entries.get(place_id)
            if entry is None:
                entry = self._entries[place_id] = _entry(self._rows.get(place_id) or row)
            found.append(entry)
        return tuple(sorted(found, key=lambda entry: (-entry.population, entry.place_id)))

    def longest_from(self, first_key: str) -> int:
        """How many words the longest name has whose first word has this key; 0 when no name begins so."""
        shipped = self._longest.get(first_key, 0)
        return max((shipped, *(each.longest_from(first_key) for each in self._imported)))

    def spelled(self, entry: Entry, spelling: str) -> bool:
        """Whether one of the entry's names is spelled so, articles, accents and a final h aside."""
        forms = self._spellings.get(entry.place_id)
        if forms is None:
            forms = self._spellings[entry.place_id] = frozenset(bare(name) for name in (entry.name, *entry.names))
        return bare(spelling) in forms

    def ancestors(self, place_id: str) -> tuple[str, ...]:
        """The ids of the places it lies in, narrowest first."""
        above = self._above.get(place_id)
        if above is None:
            chain: list[str] = []
            parent = self.get(place_id).parent
            while parent is not None and parent not in chain:
                chain.append(parent)
                parent = self.get(parent).parent
            above = self._above[place_id] = tuple(chain)
        return above

    def governorate_of(self, place_id: str) -> str | None:
        """The id of the governorate a place is or lies in; None for a country and where there is none."""
        if place_id not in self._governorates:
            chain = (place_id, *self.ancestors(place_id))
            held = (above for above in chain if self.get(above).kind == "governorate")
            self._governorates[place_id] = next(held, None)
        return self._governorates[place_id]

    def distance_km(self, a_id: str, b_id: str) -> float:
        """Kilometres between the two centres; 0 for one place."""
        a, b = self.get(a_id), self.get(b_id)
        return great_circle_km(a.lat, a.lon, b.lat, b.lon)

    def _relation(self, a_id: str, b_id: str) -> PlaceRelation:
        """How ``a`` lies to ``b``: the same, inside it, containing it, near enough to touch, or apart.

        ``neighbour``: the two discs are at most 10 km apart; for a governorate, one of its towns is that near.
        Two places of one parent whose coordinates are the parent's may be anywhere in it, so they are neighbours.
        """
        if a_id == b_id:
            return "same"
        if b_id in self.ancestors(a_id):
            return "inside"
        if a_id in self.ancestors(b_id):
            return "contains"
        return "neighbour" if self._gap_km(a_id, b_id) <= NEIGHBOUR_KM else "apart"

    def _gap_km(self, a_id: str, b_id: str) -> float:
        discs = self._discs(b_id)
        return min(
            great_circle_km(a_lat, a_lon, b_lat, b_lon) - a_reach - b_reach
            for a_lat, a_lon, a_reach in self._discs(a_id)
            for b_lat, b_lon, b_reach in discs
        )

    def _discs(self, place_id: str) -> tuple[tuple[float, float, float], ...]:
        """A governorate is the discs of its towns, anything else the one disc of its entry."""
        discs = self._disc_table.get(place_id)
        if discs is None:
            entry = self.get(place_id)
            inside = self._towns().get(place_id, ()) if entry.kind == "governorate" else ()
            towns = [self.get(town) for town in inside] or [entry]
            discs = self._disc_table[place_id] = tuple((town.lat, town.lon, town.radius_km) for town in towns)
        return discs

    def _towns(self) -> dict[str, list[str]]:
        if not self._towns_of:
            for place_id in self._rows:
                row = self._row(place_id) or {}
                parent = row.get("parent") if row.get("kind") == "town" else None
                if parent and (governorate := self.governorate_of(parent)):
                    self._towns_of.setdefault(governorate, []).append(place_id)
        return self._towns_of


_KIND_ORDER: dict[str, int] = {"country": 0, "governorate": 1, "town": 2, "village": 3, "area": 4, "district": 5}


def _keys_of(row: Mapping[str, str]) -> str:
    names = [row["name"], *(row.get("names") or "").split("|")]
    return "|".join(dict.fromkeys(key for name in names if (key := name_key(name))))


def _entry(row: Mapping[str, str]) -> Entry:
    names = row.get("names")
    return Entry(
        place_id=row["place_id"],
        name=row["name"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        radius_km=float(row["radius_km"]),
        kind=row["kind"],  # type: ignore[arg-type]
        parent=row.get("parent") or None,
        admin1=row.get("admin1") or None,
        country=row["country"],
        population=int(row.get("population") or 0),
        located=bool(row.get("located")),
        names=tuple(names.split("|")) if names else (),
    )


def load_gazetteer(user_folder: Path | None = None) -> Gazetteer:
    """The shipped gazetteer with what the user's folder has on top: imported places, ``places.csv``, ``demonyms.csv``.

    Read again only when one of these files changed.
    """
    return _load(user_folder, tuple((path, path.stat().st_mtime_ns) for path in _users_files(user_folder)))


def _users_files(folder: Path | None) -> list[Path]:
    """The user's files, those that are there."""
    if folder is None:
        return []
    return [*imported_in(folder), *(path for name in _TABLES if (path := folder / name).is_file())]


def own_places(folder: Path) -> tuple[list[dict[str, str]], list[str]]:
    """The sound rows of the user's ``places.csv``, and what is wrong with the others."""
    shipped = load_gazetteer()
    imported = [ImportedPlaces(path) for path in imported_in(folder)]

    def known(place_id: str) -> Mapping[str, str] | None:
        found = (row for each in imported if (row := each.row(place_id)) is not None)
        return next(found, None) or shipped.row(place_id)

    return read_own_places(folder / "places.csv", known)


_TABLES = ("places.csv", "demonyms.csv")


@lru_cache(maxsize=8)
def _load(user_folder: Path | None, files: tuple[tuple[Path, int], ...]) -> Gazetteer:
    with resources.as_file(resources.files("crosswire.lexicon") / "data") as data:
        rows = [row for _, row in read_csv(data / "places.csv")]
        words = [row["word"] for _, row in read_csv(data / "place_words.csv")]
        demonyms = {row["demonym"]: row["country"] for _, row in read_csv(data / "demonyms.csv")}
        far = load_far(data / "places_far.csv")
    own: list[dict[str, str]] = []
    given = {path.name: path for path, _ in files}
    if user_folder is not None and "places.csv" in given:
        own, problems = own_places(user_folder)
        if problems:
            raise LexiconError("\n".join(problems))
    if "demonyms.csv" in given:
        demonyms |= {row["demonym"]: row["country"] for _, row in read_csv(given["demonyms.csv"]) if row["demonym"]}
    imported = [ImportedPlaces(path) for path, _ in files if path.suffix == ".db"]
    return Gazetteer(
        [*rows, *own], words=words, demonyms=demonyms, far=far, imported=imported,
        own=[row["place_id"] for row in own],
    )  # fmt: skip
