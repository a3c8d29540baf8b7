"""Importing a GeoNames country file into the user's lexicon folder.

In: the country file, and GeoNames' files of division names if there are any.  Out: ``places-NAME.db``, which
`crosswire.lexicon.imported` reads, and ``places-NAME.yaml``, which says where it came from; both whole or not at all.
The file is read once, a line at a time.  What a place lies in is known at its end only, when the divisions and how far
their towns reach are: places name the codes of their line, and the view ``places`` joins the two.  What it keeps:
populated places that still stand, first-order divisions (governorates) and second-order ones (districts), and of other
classes what is asked for, as areas.  A place the shipped gazetteer has keeps its parent and its spellings and gains
those of the file.  Broken lines are counted and passed over.  Fails with `LexiconError` for a file that is none.
"""

from __future__ import annotations

import hashlib
import math
import os
import re
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from crosswire.errors import LexiconError
from crosswire.lexicon.gazetteer import Entry, Gazetteer, great_circle_km, load_gazetteer
from crosswire.lexicon.geonames import BrokenLine, GeoName, check_format, read_divisions, read_places
from crosswire.lexicon.place_names import english_words, town_radius, usable
from crosswire.lexicon.transliteration import ARTICLES, plain, plain_key

_GONE = frozenset({"P.PPLH", "P.PPLCH"})  # places that are no more
_LEVELS = {"A.ADM1": 1, "A.ADM2": 2}
_AREA_KM = 5.0
_BATCH = 20_000
_WORDS_REMEMBERED = 1 << 18
_ARTICLE = "\0"
KEPT_BROKEN = 1000
_TABLES = """
CREATE TABLE lines (number INTEGER PRIMARY KEY, place_id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    country TEXT NOT NULL, above INTEGER, lat REAL NOT NULL, lon REAL NOT NULL, radius_km REAL NOT NULL,
    population INTEGER NOT NULL, names TEXT NOT NULL);
CREATE TABLE aboves (above INTEGER PRIMARY KEY, admin1 TEXT, parent TEXT);
CREATE VIEW places AS SELECT number, place_id, name, kind, country, admin1, parent, lat, lon, radius_km, population,
    names FROM lines LEFT JOIN aboves USING (above);
CREATE TABLE names (key TEXT NOT NULL, number INTEGER NOT NULL);
CREATE TABLE firsts (first TEXT PRIMARY KEY, longest INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE words (word TEXT PRIMARY KEY) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """``kept`` places of ``read`` lines; ``broken`` lines, of which the first thousand are told; ``passed_over``:
    sound lines of kinds that are not kept."""

    file: Path
    provenance: Path
    read: int
    kept: int
    passed_over: int
    broken: int
    told: tuple[BrokenLine, ...]


class _Above(NamedTuple):
    """What a place lies in: the name of the governorate and the id of the division."""

    admin1: str | None
    parent: str | None


@dataclass(slots=True)
class _Division:
    """A governorate or district while it is put together: its line, if there is one, and the box of its towns."""

    line: GeoName | None = None
    box: list[float] = field(default_factory=lambda: [math.inf, -math.inf, math.inf, -math.inf])

    def hold(self, lat: float, lon: float) -> None:
        box = self.box
        if lat < box[0]:
            box[0] = lat
        if lat > box[1]:
            box[1] = lat
        if lon < box[2]:
            box[2] = lon
        if lon > box[3]:
            box[3] = lon

    def centre(self) -> tuple[float, float, float]:
        """The middle of the towns and how far the box reaches (km); the line's own point without towns."""
        south, north, west, east = self.box
        if math.isinf(south):
            assert self.line is not None
            return self.line.lat, self.line.lon, _AREA_KM
        lat, lon = (south + north) / 2, (west + east) / 2
        return round(lat, 5), round(lon, 5), round(max(_AREA_KM, great_circle_km(lat, lon, north, east)), 1)


def import_places(
    file: Path, folder: Path, *, admin1: Path | None = None, admin2: Path | None = None, classes: Collection[str] = ()
) -> ImportReport:
    """Import ``file`` into the lexicon folder (made if missing); an import of the same file name is replaced.

    ``classes``: GeoNames feature classes (``H``, ``L``, ``S``, ``T`` …) to keep beside populated places and divisions.
    """
    check_format(file)
    named = {**(read_divisions(admin1) if admin1 else {}), **(read_divisions(admin2) if admin2 else {})}
    name = re.sub(r"[^\w-]+", "-", file.stem)
    folder.mkdir(parents=True, exist_ok=True)
    target, told = folder / f"places-{name}.db", folder / f"places-{name}.yaml"
    unfinished = target.with_suffix(f".{os.getpid()}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        work = _Import(sqlite3.connect(unfinished, isolation_level=None), named, load_gazetteer(), classes)
        try:
            report = work.run(file, target, told)
        finally:
            work.close()
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    given = {what: path for what, path in (("file", file), ("admin1", admin1), ("admin2", admin2)) if path is not None}
    told.write_text(_provenance(report, given, classes), encoding="utf-8")
    return report


class _Import:
    def __init__(
        self, connection: sqlite3.Connection, named: dict[str, str], shipped: Gazetteer, classes: Collection[str]
    ) -> None:
        self._connection = connection
        self._named = named
        self._shipped = shipped
        self._classes = frozenset(classes)
        self._divisions: dict[str, _Division] = {}
        self._ids: dict[str, str] = {}
        self._aboves: dict[tuple[str, ...] | _Above, int] = {}
        self._places: list[tuple[object, ...]] = []
        self._names: list[tuple[str, int]] = []
        self._firsts: dict[str, int] = {}
        self._plain: set[str] = set()
        self._english = english_words()
        self._number = 0
        for statement in (*_TABLES.split(";\n"), "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "BEGIN"):
            connection.execute(statement)

    def close(self) -> None:
        self._connection.close()

    def run(self, file: Path, target: Path, told: Path) -> ImportReport:
        read = broken = passed_over = 0
        first: list[BrokenLine] = []
        for line in read_places(file):
            read += 1
            if isinstance(line, BrokenLine):
                broken += 1
                if len(first) < KEPT_BROKEN:
                    first.append(line)
                continue
            self._survey(line)
            passed_over += not self._put_place(line)
        if broken * 2 > read:
            raise LexiconError(f"{file}: {broken} of {read} lines are broken (line {first[0].line}: {first[0].why}); "
                               "fetch the file again")  # fmt: skip
        self._put_divisions()
        self._finish()
        return ImportReport(
            file=target, provenance=told, read=read, kept=self._number, passed_over=passed_over, broken=broken,
            told=tuple(first),
        )  # fmt: skip

    def _survey(self, line: GeoName) -> None:
        """Take down divisions, and let those of a populated place know of it."""
        level = _LEVELS.get(line.feature)
        codes = _codes(line.country, line.admin1, line.admin2)
        if line.feature == "A.PCLI":
            self._divisions.setdefault(line.country, _Division()).line = line
        elif level is not None and len(codes) > level:
            self._divisions.setdefault(codes[level], _Division()).line = line
        elif line.feature.startswith("P."):
            for code in codes:
                if (division := self._divisions.get(code)) is None:
                    division = self._divisions[code] = _Division()
                division.hold(line.lat, line.lon)

    def _put_divisions(self) -> None:
        """Countries, governorates and districts, the widest first; codes that nothing names are no places."""
        for code in sorted(self._divisions, key=lambda one: (one.count("."), one)):
            division = self._divisions[code]
            level = code.count(".")
            parent = self._parent(code.rpartition(".")[0]) if level else None
            known = self._known_division(code, parent)
            name = self._named.get(code) or (division.line.name if division.line else None)
            if known is None and name is None:
                continue
            self._ids[code] = known.place_id if known else code
            spellings = [*([name] if name else []), *(division.line.others.split(",") if division.line else [])]
            if known is not None:
                self._put_known(known, spellings)
                continue
            assert name is not None
            lat, lon, radius = division.centre()
            kind = ("country", "governorate", "district")[level]
            people = division.line.population if division.line else 0
            admin1 = name if level == 1 else self._admin1(code)
            self._put(code, name, kind, code[:2], _Above(admin1, parent), lat, lon, radius, people, spellings)

    def _known_division(self, code: str, parent: str | None) -> Entry | None:
        """The shipped country or governorate of this code, or the shipped district of this name in the same parent."""
        if self._shipped.holds(code):
            return self._shipped.get(code)
        line = self._divisions[code].line
        name = self._named.get(code) or (line.name if line else "")
        if code.count(".") != 2 or not name:
            return None
        same = [one for one in self._shipped.lookup(name) if one.kind == "district" and one.parent == parent]
        return same[0] if len(same) == 1 else None

    def _put_place(self, line: GeoName) -> bool:
        group = line.feature[0]
        populated = group == "P" and line.feature not in _GONE
        if not populated and (group not in self._classes or group in "AP"):
            return line.feature in _LEVELS or line.feature == "A.PCLI"
        if self._shipped.holds(line.geonameid):
            self._put_known(self._shipped.get(line.geonameid), [line.name, *line.others.split(",")])
            return True
        codes = _codes(line.country, line.admin1, line.admin2)
        kind, radius = ("town", town_radius(line.population)) if populated else ("area", _AREA_KM)
        self._put(
            line.geonameid, line.name, kind, line.country, codes, line.lat, line.lon, radius,
            line.population, [line.name, *line.others.split(",")],
        )  # fmt: skip
        return True

    def _resolve(self, codes: tuple[str, ...]) -> _Above:
        """What these codes name: the narrowest division that is one."""
        parent = next((found for code in reversed(codes) if (found := self._parent(code))), None)
        return _Above(self._admin1(codes[-1]), parent)

    def _parent(self, code: str) -> str | None:
        return self._ids.get(code) or (code if self._shipped.holds(code) else None)

    def _admin1(self, code: str) -> str | None:
        parts = code.split(".")
        if len(parts) < 2:
            return None
        wide = ".".join(parts[:2])
        if self._shipped.holds(wide):
            return self._shipped.get(wide).name
        line = self._divisions[wide].line if wide in self._divisions else None
        return self._named.get(wide) or (line.name if line else None)

    def _put_known(self, known: Entry, spellings: list[str]) -> None:
        self._put(
            known.place_id, known.name, known.kind, known.country, _Above(known.admin1, known.parent), known.lat,
            known.lon, known.radius_km, known.population, [*known.names, *spellings],
        )  # fmt: skip

    def _put(
        self, place_id: str, name: str, kind: str, country: str, above: tuple[str, ...] | _Above, lat: float,
        lon: float, radius: float, population: int, spellings: list[str],
    ) -> None:  # fmt: skip
        self._number += 1
        names: dict[str, str] = {}
        keys: dict[str, None] = {}
        for spelling in [name, *filter(usable, spellings)]:
            if " " in spelling:
                words = [word for word in map(_word, spelling.split()) if word[0]]
                form, key = " ".join([form for form, _ in words]), " ".join([key for _, key in words])
            else:
                form, key = _word(spelling)
            if form and form not in names:
                names[form] = spelling
                keys[plain_key(form) if _ARTICLE in key else key] = None
        others = "|".join(list(names.values())[1:])
        self._places.append(
            (
                self._number,
                place_id,
                name,
                kind,
                country,
                self._aboves.setdefault(above, len(self._aboves)),
                lat,
                lon,
                radius,
                population,
                others,
            )
        )
        self._plain.update(self._english.intersection(names))
        for key in keys:
            self._names.append((key, self._number))
            first, spaces = key.partition(" ")[0], key.count(" ")
            if spaces >= self._firsts.get(first, 0):
                self._firsts[first] = spaces + 1
        if len(self._places) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        cells = ", ".join("?" * 11)
        self._connection.executemany(f"INSERT INTO lines VALUES ({cells})", self._places)
        self._connection.executemany("INSERT INTO names VALUES (?, ?)", self._names)
        self._places, self._names = [], []

    def _finish(self) -> None:
        self._flush()
        above = [
            (number, *(one if isinstance(one, _Above) else self._resolve(one))) for one, number in self._aboves.items()
        ]
        self._connection.executemany("INSERT INTO aboves VALUES (?, ?, ?)", above)
        self._connection.executemany("INSERT INTO firsts VALUES (?, ?)", sorted(self._firsts.items()))
        self._connection.executemany("INSERT INTO words VALUES (?)", ((word,) for word in sorted(self._plain)))
        self._connection.execute("CREATE INDEX names_key ON names (key, number)")
        self._connection.execute("CREATE INDEX lines_id ON lines (place_id)")
        self._connection.execute("COMMIT")


@cache
def _codes(country: str, *parts: str) -> tuple[str, ...]:
    """The country, the governorate and the district a line says it lies in, as codes; ``00`` is none."""
    codes = [country]
    for part in parts:
        if not part or part == "00":
            break
        codes.append(f"{codes[-1]}.{part}")
    return tuple(codes)


@lru_cache(maxsize=_WORDS_REMEMBERED)
def _word(word: str) -> tuple[str, str]:
    """The plain form and the key of a word between spaces; for one that holds an article, `_ARTICLE` is the key.

    Names repeat their words, and form and key of a name are those of its words, but that the word behind decides
    whether an article is one.
    """
    form = plain(word)
    return form, plain_key(form) if ARTICLES.isdisjoint(form.split()) else _ARTICLE


def _provenance(report: ImportReport, given: dict[str, Path], classes: Collection[str]) -> str:
    told = {
        "what": "places imported by `crosswire gazetteer import`; to take it back, delete this file and the .db beside",
        "source": "GeoNames (geonames.org), CC BY 4.0, as the person who imported the files had them",
        "given": {what: {"name": path.name, "sha256": _sha256(path)} for what, path in given.items()},
        "classes": ["A", "P", *sorted(classes)],
        "lines": report.read,
        "places": report.kept,
        "passed_over": report.passed_over,
        "broken": report.broken,
        "broken_lines": [{"line": one.line, "why": one.why} for one in report.told],
    }
    return yaml.safe_dump(told, sort_keys=False, allow_unicode=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
