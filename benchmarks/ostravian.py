"""The invented country Ostravia: its towns, actors and outlets, as tables of a user's lexicon; lines of reports are in
``ostravian.yaml``."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

PROVINCES, TOWNS = 20, 30


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the country, with its row in the gazetteer."""

    place_id: str
    name: str
    province: str
    lat: float
    lon: float


def name(chance: random.Random) -> str:
    """A made-up name of three or four syllables."""
    syllables = (
        "".join(pair) for pair in zip(chance.choices("bdfgklmnprstvz", k=4), chance.choices("aeiou", k=4), strict=True)
    )
    word = "".join(list(syllables)[: chance.choice((3, 4))])
    return (word + chance.choice(("v", "sk", "rn", "n", "m"))).title()


def towns() -> list[Town]:
    """The towns, the same each time."""
    chance, found, seen = random.Random(11), [], set[str]()

    def fresh() -> str:
        while (word := name(chance)) in seen:
            pass
        seen.add(word)
        return word

    for province in range(PROVINCES):
        capital, lat, lon = fresh(), 40.0 + province % 5 * 2, -40.0 + province // 5 * 2
        for town in range(TOWNS):
            at = (round(lat + chance.uniform(-0.8, 0.8), 4), round(lon + chance.uniform(-0.8, 0.8), 4))
            found.append(Town(f"xo-{province:02}-{town:02}", fresh(), capital, *at))
    return found


def _places() -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = [("xo", "Ostravia", "country", "XO", "", "", 44.0, -37.0, 500, 20000000, "")]
    provinces: dict[str, str] = {}
    for town in towns():
        above = town.place_id[:5]
        if above not in provinces:
            provinces[above] = town.province
            lat, lon = round(town.lat), round(town.lon)
            rows.append(
                (
                    above,
                    town.province,
                    "governorate",
                    "XO",
                    town.province,
                    "xo",
                    lat,
                    lon,
                    90,
                    900000,
                    f"{town.province} province",
                )
            )
        rows.append((town.place_id, town.name, "town", "XO", town.province, above, town.lat, town.lon, 3, 40000, ""))
    return rows


ACTORS = (
    ("ostravian-army", "the Ostravian army", "Ostravian army", "army", "government"),
    ("fmf", "the Free Marn Front", "Free Marn Front", "armed_group", "opposition"),
    ("hill-army", "the Army of the Hills", "Army of the Hills", "armed_group", "opposition"),
    ("north-guard", "the Northern Guard", "Northern Guard", "armed_group", "government"),
)
"""Id, as a report writes it, name, kind, side."""

_TEXTS = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
OUTLETS: list[str] = _TEXTS["outlets"]
LEADS: list[str] = _TEXTS["leads"]
HAPPENINGS: dict[str, list[str]] = _TEXTS["happenings"]
FOLLOWING: list[str] = _TEXTS["following"]
PASSING: list[str] = _TEXTS["passing"]
TOLLS: list[str] = _TEXTS["tolls"]
BACKGROUND: list[str] = _TEXTS["background"]
ASIDES: dict[str, list[str]] = _TEXTS["asides"]
WORDS: dict[str, list[str]] = _TEXTS["words"]

COLUMNS: dict[str, tuple[tuple[str, ...], list[tuple[object, ...]] | Callable[[], list[tuple[object, ...]]]]] = {
    "actors": (
        ("id", "name", "kind", "side", "parent", "country", "speaks_for"),
        [
            *((one, name, kind, side, "", "XO", "") for one, _, name, kind, side in ACTORS),
            ("marn-watch", "Marn Watch", "monitor", "", "", "", ""),
            ("opa", "Ostravian Press Agency", "agency", "government", "", "XO", ""),
            ("north-wire", "North Wire", "agency", "", "", "", ""),
        ],
    ),
    "aliases": (
        ("text", "actor_id", "case", "generic", "place", "since", "until"),
        [
            *((name, one, "exact", "", "", "", "") for one, _, name, _, _ in ACTORS),
            ("Marn Watch", "marn-watch", "exact", "", "", "", ""),
            ("Ostravian Press Agency", "opa", "exact", "", "", "", ""),
            ("North Wire", "north-wire", "exact", "", "", "", ""),
        ],
    ),
    "outlets": (
        ("id", "name", "kind", "country", "spellings"),
        [
            ("opa", "Ostravian Press Agency", "agency", "XO", "OPA"),
            ("north-wire", "North Wire", "agency", "", ""),
            *(
                (f"xo-outlet-{nth}", one, "newspaper", "XO", "")
                for nth, one in enumerate(OUTLETS)
                if one not in ("Ostravian Press Agency", "North Wire")
            ),
        ],
    ),
    "places": (
        ("place_id", "name", "kind", "country", "admin1", "parent", "lat", "lon", "radius_km", "population", "names"),
        _places,
    ),
}
"""The tables of the user's lexicon: columns and rows."""
