"""Small pure helpers of the gazetteer build: which spellings are usable, slugs, centres and radii."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from crosswire.lexicon.gazetteer import great_circle_km
from crosswire.lexicon.transliteration import plain


def slug(name: str) -> str:
    return re.sub(r"[^\w]+", "-", plain(name)).strip("-")


def usable(name: str, least: int) -> bool:
    """A name a writer of English could print: Latin script with a capital, no code, no list; or Arabic script."""
    if not least <= len(name) <= 40 or re.search(r"[\d/()|,;]", name):
        return False
    letters = [sign for sign in name if sign.isalpha()]
    scripts = {unicodedata.name(sign, "").split(" ")[0] for sign in letters}
    if scripts == {"ARABIC"}:
        return True
    if scripts - {"LATIN", "MODIFIER"} or name.isupper():
        return False
    last = re.split(r"[\s-]", name)[-1]
    return name[0].isupper() or last[:1].isupper()


def distinct(names: list[str], by: Callable[[str], str]) -> list[str]:
    seen: set[str] = set()
    kept = []
    for name in names:
        if (form := by(name)) and form not in seen:
            seen.add(form)
            kept.append(name)
    return kept


def middle(points: list[tuple[float, float]], share: float) -> tuple[float, float, float]:
    """Centre of the points on the sphere and the radius that holds this share of them (km, at least 5)."""
    x = y = z = 0.0
    for lat, lon in points:
        a, o = math.radians(lat), math.radians(lon)
        x, y, z = x + math.cos(a) * math.cos(o), y + math.cos(a) * math.sin(o), z + math.sin(a)
    lat = math.degrees(math.atan2(z, math.hypot(x, y)))
    lon = math.degrees(math.atan2(y, x))
    return round(lat, 4), round(lon, 4), reach(lat, lon, points, share)


def reach(lat: float, lon: float, points: list[tuple[float, float]], share: float) -> float:
    """The radius around a spot that holds this share of the points (km, at least 5)."""
    apart = sorted(great_circle_km(lat, lon, *point) for point in points)
    return round(max(5.0, apart[max(0, math.ceil(share * len(apart)) - 1)]), 1)


def mainland(shape: dict[str, Any] | None) -> tuple[float, float] | None:
    """Latitude and longitude of the centroid of the largest polygon of a GeoJSON shape; None without one."""
    rings = []
    for feature in (shape or {}).get("features", ()):
        geometry = feature["geometry"]
        many = geometry["type"] == "MultiPolygon"
        rings += [polygon[0] for polygon in (geometry["coordinates"] if many else [geometry["coordinates"]])]
    found = [centroid for ring in rings if (centroid := _centroid(ring)) is not None]
    return max(found)[1:] if found else None


def _centroid(ring: list[list[float]]) -> tuple[float, float, float] | None:
    """Area (in square degrees of latitude), latitude and longitude of a ring; None for one without area."""
    shrink = math.cos(math.radians(sum(point[1] for point in ring) / len(ring)))
    area = x = y = 0.0
    for (x0, y0, *_), (x1, y1, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return (abs(area) / 2 * shrink, y / (3 * area), x / (3 * area)) if area else None
