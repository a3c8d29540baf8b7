"""The lines of the base map, cut to a stretch of the world.

In: degrees.  Out: runs of points, projected (spherical Mercator, in degrees of longitude at the equator).  The data and
where it is from: ``README.md`` beside this file.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast

import numpy
from numpy.typing import NDArray

Layer = Literal["coast", "lakes", "countries", "provinces", "disputed"]
LAYERS: tuple[Layer, ...] = ("provinces", "lakes", "coast", "disputed", "countries")
MOST_NORTH = 85.0  # beyond it Mercator has no room

Points = NDArray[numpy.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A stretch of the world in degrees; ``west < east`` (no box crosses the 180th meridian)."""

    west: float
    south: float
    east: float
    north: float


def mercator(lat: float) -> float:
    """The projected height of a latitude, in degrees; beyond 85 degrees that of 85."""
    held = math.radians(min(max(lat, -MOST_NORTH), MOST_NORTH))
    return math.degrees(math.log(math.tan(math.pi / 4 + held / 2)))


def lines_in(layer: Layer, box: Box) -> tuple[Points, NDArray[numpy.int64]]:
    """The runs of ``layer`` in ``box``: their points, (longitude, projected latitude) one after the other, and the
    number of the run each point is of (rising).  A point outside is kept beside one inside, so that lines run on to the
    edge."""
    points, lines = _layer(layer)
    x, y = points[:, 0], points[:, 1]
    inside = (x >= box.west) & (x <= box.east) & (y >= mercator(box.south)) & (y <= mercator(box.north))
    together = lines[1:] == lines[:-1]
    kept = inside.copy()
    kept[1:] |= inside[:-1] & together
    kept[:-1] |= inside[1:] & together
    index = numpy.flatnonzero(kept)
    breaks = (numpy.diff(index) > 1) | (numpy.diff(lines[index]) > 0)
    return points[index], numpy.concatenate(([0], numpy.cumsum(breaks)))[: len(index)]


def _mercator(lat: Points) -> Points:
    held = numpy.radians(numpy.clip(lat, -MOST_NORTH, MOST_NORTH))
    return cast(Points, numpy.degrees(numpy.log(numpy.tan(numpy.pi / 4 + held / 2))))


@cache
def _layer(layer: Layer) -> tuple[Points, NDArray[numpy.int64]]:
    """All points of a layer, projected, and the number of the line each is of."""
    with (resources.files("crosswire.publish.map") / "lines.npz").open("rb") as file, numpy.load(file) as held:
        points = held[f"{layer}_points"].astype(numpy.float64) / 100
        starts = held[f"{layer}_starts"]
    points[:, 1] = _mercator(points[:, 1])
    lengths = numpy.diff(numpy.append(starts, len(points)))
    return points, numpy.repeat(numpy.arange(len(starts)), lengths)
