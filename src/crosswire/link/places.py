"""How two places stand to each other, in words and points.

In: two places, each as `Where`, and the gazetteer.  Out: ``apart`` says why they cannot be one place (None: they can);
``compare_places`` weighs those that can.  A place without id is compared by its name, province and country only.
Claims name few places many times, so what was found of two is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from crosswire.link.finding import Finding, finding
from crosswire.link.names import name_keys
from crosswire.model import Place, PlacePrecision

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon
    from crosswire.lexicon.gazetteer import Gazetteer

NEAR_KM = 25.0
"""Within this distance, two town names may stand for one happening (a village and the town it is told by)."""


_KEPT = 65536


@dataclass(frozen=True, slots=True, eq=False)
class Where:
    """What of a `crosswire.model.Place` says where it lies: all but the words it was read from.  One place is one
    object (`Where.of`), so that what is kept of two is found at once."""

    place_id: str | None
    name: str
    precision: PlacePrecision
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None

    @staticmethod
    def of(place: Place | None) -> Where | None:
        if place is None:
            return None
        return _where(
            place.place_id, place.name, place.precision, place.country, place.admin1, place.lat, place.lon,
            place.radius_km,
        )  # fmt: skip


_where = lru_cache(maxsize=_KEPT)(Where)


def apart(a: Where | None, b: Where | None, lexicon: Lexicon) -> str | None:
    """Why two places cannot be one, in words, or None."""
    return None if a is None or b is None else _apart(a, b, lexicon.gazetteer)


@lru_cache(maxsize=_KEPT)
def _apart(a: Where, b: Where, gazetteer: Gazetteer) -> str | None:
    if a.country and b.country and a.country != b.country:
        return f"{a.name} and {b.name} lie in different countries"
    if "country" in (a.precision, b.precision):
        return None
    relation = _relation(a, b, gazetteer)
    provinces = a.precision == b.precision == "governorate"
    if relation in ("same", "inside", "contains") or (relation == "neighbour" and not provinces):
        return None
    distance = _distance(a, b)
    wide = "area" in (a.precision, b.precision)
    if wide:
        reach = (a.radius_km or 0.0) + (b.radius_km or 0.0) + NEAR_KM
        if distance is not None and distance > reach:
            return f"{a.name} and {b.name} are {distance:.0f} km apart"
        return None
    if a.admin1 and b.admin1 and name_keys(a.admin1) != name_keys(b.admin1):
        if not provinces and distance is not None and distance <= NEAR_KM:
            return None
        return f"{a.name} ({a.admin1}) and {b.name} ({b.admin1}) lie in different provinces"
    if "governorate" in (a.precision, b.precision) or distance is None:
        return None
    if distance > NEAR_KM + _slack(a) + _slack(b):
        return f"{a.name} and {b.name} are {distance:.0f} km apart"
    return None


def compare_places(a: Where | None, b: Where | None, lexicon: Lexicon) -> Finding | None:
    """Points for two places that are not apart; None when either is unknown or as wide as a country."""
    return None if a is None or b is None else _compared(a, b, lexicon.gazetteer)


def one_in_other(a: Where | None, b: Where | None, lexicon: Lexicon) -> bool:
    """Whether one of two places is known to lie in the other."""
    return a is not None and b is not None and _relation(a, b, lexicon.gazetteer) in ("inside", "contains")


@lru_cache(maxsize=_KEPT)
def _compared(a: Where, b: Where, gazetteer: Gazetteer) -> Finding | None:
    if "country" in (a.precision, b.precision):
        return None
    relation = _relation(a, b, gazetteer)
    if relation == "same":
        if a.precision == "governorate" or b.precision == "governorate" or "area" in (a.precision, b.precision):
            return finding("place", 0.5, f"both in {a.name}", "place")
        return finding("place", 1.2, f"both at {a.name}", "place")
    if relation in ("inside", "contains"):
        inner, outer = (a, b) if relation == "inside" else (b, a)
        return finding("place", 0.5, f"{inner.name} lies in {outer.name}", "place")
    distance = _distance(a, b)
    if distance is not None and distance <= 10.0:
        return finding("place", 0.2, f"{a.name} and {b.name} are {distance:.0f} km apart", "province")
    if a.admin1 and b.admin1 and name_keys(a.admin1) == name_keys(b.admin1):
        return finding("place", 0.2, f"{a.name} and {b.name} both lie in {a.admin1}", "province")
    if a.place_id and b.place_id:
        return finding("place", -0.6, f"{a.name} and {b.name} are not one place")
    return None


def _relation(a: Where, b: Where, gazetteer: Gazetteer) -> str | None:
    if a.place_id and b.place_id:
        return "same" if a.place_id == b.place_id else gazetteer.relation(a.place_id, b.place_id)
    if name_keys(a.name) and name_keys(a.name) == name_keys(b.name):
        return "same"
    for inner, outer, word in ((a, b, "inside"), (b, a, "contains")):
        if outer.precision == "governorate" and inner.admin1 and name_keys(inner.admin1) == name_keys(outer.name):
            return word
    return None


def _slack(place: Where) -> float:
    return (place.radius_km or 0.0) if place.precision in ("near", "district") else 0.0


def _distance(a: Where, b: Where) -> float | None:
    """Kilometres along the great circle; None when either has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))
