"""Drawing events on a map: what goes where, in pixels.

In: spots (events counted by place) and a size.  Out: a `MapView` with path data for the base map (in half pixels) and
a mark for each place or cluster of places; a template makes SVG of it.  A place that is known exactly is a dot; one
that is an area, a governorate or somewhere near a town is a circle as wide as its uncertainty.  Marks that would cover
each other are put together and say how many places they hold; where there are more than `MOST_MARKS`, nearer ones are
too.  Deterministic; without anything to draw there is no map (None).  What is known only by its country is not drawn.
A ``view`` draws a part of the world, with what lies outside counted.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy

from crosswire.casebook import Spot
from crosswire.model import Event
from crosswire.publish.map.lines import LAYERS, Box, Layer, lines_in, mercator

LEAST_SPAN = 1.2  # degrees: a map of one town still shows where it lies
MARGIN = 0.12
NEAREST = 0.2  # degrees: the lines know no more
MOST_UP = mercator(85.0)
KM_A_DEGREE = 111.2
LABELS = 14
MOST_MARKS = 200
REACH = (0.8 + 0.5) * 16  # pixels between two marks that may cover each other
LEAST_PIXELS: dict[Layer, float] = {"provinces": 25, "lakes": 12}  # a degree; below it they would be a thicket
Degrees = tuple[float, float, float, float]
"""West, south, east, north."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One place, or several that lie too close to be told apart (``names`` then has all of them, the fullest first).

    Pixels from the upper left.  ``uncertainty``: radius in pixels of where the place may lie, None for a point.
    ``place`` is what to filter events by: an id, or a name where the gazetteer has none; None for several places.
    ``box`` is what the mark covers, in degrees (west, south, east, north).  ``labelled``: its name has room; ``roomy``:
    also in letters twice as large, as on a phone.
    """

    x: float
    y: float
    radius: float
    uncertainty: float | None
    names: tuple[str, ...]
    place: str | None
    box: tuple[float, float, float, float]
    events: int
    disputed: int
    killed: int | None
    labelled: bool = False
    roomy: bool = False

    @property
    def title(self) -> str:
        """The mark in words."""
        names = ", ".join(self.names[:3]) + (f" and {len(self.names) - 3} more places" if len(self.names) > 3 else "")
        events = f"{self.events:,} event{'s' if self.events != 1 else ''}"
        return f"{names}: {events}" + (f", {self.disputed:,} disputed" if self.disputed else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """A drawn map.  ``paths`` is path data by layer, in half pixels; ``scale_km`` is how long the scale bar of
    ``scale_px`` pixels is.  ``west``, ``east``: degrees at the edges; ``south``, ``north``: projected degrees
    (spherical Mercator).  ``outside``: events that have a point beyond the edges."""

    width: int
    height: int
    paths: tuple[tuple[Layer, str], ...]
    marks: tuple[Mark, ...]
    scale_km: int
    scale_px: float
    west: float
    east: float
    south: float
    north: float
    events: int
    outside: int = 0

    def moved(self, factor: float = 1.0, right: float = 0.0, up: float = 0.0) -> Degrees:
        """The view ``factor`` times as wide, shifted by shares of its width and height; never narrower than
        `NEAREST`, never wider than the world."""
        across = min(max((self.east - self.west) * factor, NEAREST), 360.0)
        high = across * self.height / self.width
        x = (self.west + self.east) / 2 + right * (self.east - self.west)
        y = (self.south + self.north) / 2 + up * (self.north - self.south)
        x = min(max(x, across / 2 - 180), 180 - across / 2)
        y = min(max(y, -MOST_UP), MOST_UP)
        return (x - across / 2, _latitude(max(y - high / 2, -MOST_UP)),
                x + across / 2, _latitude(min(y + high / 2, MOST_UP)))  # fmt: skip

    def rectangle(self, box: Degrees) -> tuple[float, float, float, float] | None:
        """Where a box lies in the picture: x, y, width, height in pixels; None where it lies outside."""
        pixels = self.width / (self.east - self.west)
        left, right = ((lon - self.west) * pixels for lon in (box[0], box[2]))
        top, bottom = ((self.north - mercator(lat)) * pixels for lat in (box[3], box[1]))
        left, right, top, bottom = max(left, 0.0), min(right, self.width), max(top, 0.0), min(bottom, self.height)
        if left >= right or top >= bottom:
            return None
        return round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1)


def draw(spots: Iterable[Spot], *, width: int = 760, height: int = 520, view: Degrees | None = None) -> MapView | None:
    """The map of these places, or of ``view``; None when none of them has a point.  The last maps are kept: one list is
    looked at again and again."""
    return _drawn(tuple(spots), width, height, view)


@lru_cache(maxsize=32)
def _drawn(spots: tuple[Spot, ...], width: int, height: int, view: Degrees | None) -> MapView | None:
    placed = [spot for spot in spots if abs(spot.lat) <= 85 and spot.precision != "country"]
    if not placed:
        return None
    west, north, pixels = _frame(_edges(placed) if view is None else view, width, height, close=view is not None)
    east, south = west + width / pixels, north - height / pixels

    def at(lon: float, lat: float) -> tuple[float, float]:
        return (lon - west) * pixels, (north - mercator(lat)) * pixels

    box = Box(west=west, east=east, south=_latitude(south), north=_latitude(north))
    paths = tuple(
        (layer, _path(layer, box, west, north, pixels)) for layer in LAYERS if pixels >= LEAST_PIXELS.get(layer, 0)
    )
    middle = math.cos(math.radians(_latitude((south + north) / 2)))
    km = KM_A_DEGREE * middle / pixels  # a pixel in kilometres, in the middle of the map
    scale = _round(width / 5 * km)
    seen = [s for s in placed if box.west <= s.lon <= box.east and box.south <= s.lat <= box.north]
    return MapView(
        width=width, height=height, paths=paths, marks=_marks(seen, at, pixels, width) if seen else (), scale_km=scale,
        scale_px=round(scale / km, 1), west=west, east=east, south=south, north=north,
        events=sum(spot.events for spot in seen), outside=sum(s.events for s in placed) - sum(s.events for s in seen),
    )  # fmt: skip


def usual_view(spots: Iterable[Spot], share: float = 0.95) -> Degrees | None:
    """The stretch that holds the middle ``share`` of the events from west to east and from south to north; None
    where leaving out the others would not make the map twice as near."""
    placed = [spot for spot in spots if abs(spot.lat) <= 85 and spot.precision != "country"]
    if not placed:
        return None
    west, east = _middle([(s.lon, s.events) for s in placed], share)
    south, north = _middle([(s.lat, s.events) for s in placed], share)
    whole = _edges(placed)
    view = _wider(west, south, east, north)
    if max(view[2] - view[0], view[3] - view[1]) * 2 > max(whole[2] - whole[0], whole[3] - whole[1]):
        return None
    return view


def whole_view(spots: Iterable[Spot]) -> Degrees | None:
    """The stretch that holds every event, None where none has a point."""
    placed = [spot for spot in spots if abs(spot.lat) <= 85 and spot.precision != "country"]
    if not placed:
        return None
    return _wider(*_edges(placed))


def _wider(west: float, south: float, east: float, north: float) -> Degrees:
    """The box with a margin, and at least as wide as a map is."""
    across, up = max(east - west, LEAST_SPAN) * (0.5 + MARGIN), max(north - south, LEAST_SPAN) * (0.5 + MARGIN)
    x, y = (west + east) / 2, (south + north) / 2
    return (max(x - across, -180.0), max(y - up, -85.0), min(x + across, 180.0), min(y + up, 85.0))


def _middle(values: list[tuple[float, int]], share: float) -> tuple[float, float]:
    """The values between which the middle ``share`` of the weight lies."""
    values = sorted(values)
    total, below, ends = sum(weight for _, weight in values), 0, list[float]()
    for value, weight in values:
        below += weight
        while len(ends) < 2 and below >= total * ((1 - share) / 2 if not ends else (1 + share) / 2):
            ends.append(value)
    return ends[0], ends[-1]


def spots_of(events: Iterable[Event], disputed: frozenset[str]) -> list[Spot]:
    """The points of these events, each with how many are there; ``disputed``: ids of those with a contradiction."""
    at: dict[tuple[float, float], list[Event]] = {}
    for event in events:
        if event.place is not None and event.place.lat is not None and event.place.lon is not None:
            at.setdefault((event.place.lat, event.place.lon), []).append(event)
    spots = []
    for (lat, lon), members in sorted(at.items()):
        place = min((e.place for e in members if e.place), key=lambda p: (p.precision, p.name))
        spots.append(
            Spot(
                place_id=place.place_id, name=place.name, precision=place.precision, lat=lat, lon=lon,
                radius_km=place.radius_km, events=len(members), disputed=len({e.event_id for e in members} & disputed),
                killed=None,
            )
        )  # fmt: skip
    return spots


def _edges(spots: Sequence[Spot]) -> Degrees:
    """West, south, east and north of all spots; of one spot alone, with the circle in which it may lie."""
    wide = (_uncertainty(spots[0]) or 0.0) / KM_A_DEGREE if len(spots) == 1 else 0.0
    across = wide / math.cos(math.radians(spots[0].lat))
    return (min(s.lon for s in spots) - across, max(min(s.lat for s in spots) - wide, -85.0),
            max(s.lon for s in spots) + across, min(max(s.lat for s in spots) + wide, 85.0))  # fmt: skip


def _frame(box: Degrees, width: int, height: int, *, close: bool) -> tuple[float, float, float]:
    """West, projected north, and pixels a degree of a picture that holds the box in its middle; ``close``: without
    a margin around it."""
    west, east = box[0], box[2]
    south, north = mercator(box[1]), mercator(box[3])
    least, margin = (NEAREST, 0.0) if close else (LEAST_SPAN, MARGIN)
    across, up = max(east - west, least) * (1 + 2 * margin), max(north - south, least) * (1 + 2 * margin)
    pixels = min(width / across, height / up)
    return (west + east - width / pixels) / 2, (south + north + height / pixels) / 2, pixels


def _latitude(projected: float) -> float:
    return math.degrees(2 * math.atan(math.exp(math.radians(projected))) - math.pi / 2)


def _round(km: float) -> int:
    """The longest of 1, 2, 5, 10, 20 … kilometres that is not longer."""
    power = 10 ** math.floor(math.log10(max(km, 1)))
    return max(int(step * power) for step in (1, 2, 5) if step * power <= max(km, 1))


def _path(layer: Layer, box: Box, west: float, north: float, pixels: float) -> str:
    """The lines of a layer: from each point how far the next one is, in half pixels."""
    points, runs = lines_in(layer, box)
    at = numpy.round((points - (west, north)) * (2 * pixels, -2 * pixels)).astype(numpy.int64)
    new_run = numpy.append(True, numpy.diff(runs) > 0)[: len(runs)]
    moved = numpy.append(True, (numpy.diff(at, axis=0) != 0).any(axis=1))[: len(runs)]
    kept = new_run | moved
    steps = numpy.diff(at[kept], axis=0, prepend=[(0, 0)]).tolist()
    return "".join(
        [f"m{x},{y}" if new else f" {x},{y}" for new, (x, y) in zip(new_run[kept].tolist(), steps, strict=True)]
    )


Placed = tuple[float, float, float, Spot]
"""Where a mark of this place alone would be, and its radius."""
Group = tuple[float, float, float, list[Spot]]


def _groups(placed: Sequence[Placed], spread: float) -> list[Group]:
    """One goes into a fuller one that its mark would cover (``spread``: that lies so many times as far)."""
    reach = REACH * spread
    groups: list[Group] = []
    cells: dict[tuple[int, int], list[Group]] = {}  # a mark reaches no further than one
    for x, y, radius, spot in placed:
        column, row = int(x // reach), int(y // reach)
        best: tuple[float, float, tuple[float, float]] | None = None
        for cell in [(column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]:
            for group in cells.get(cell, ()):
                far = math.hypot(group[0] - x, group[1] - y)
                if far < spread * (0.8 * group[2] + 0.5 * radius):
                    rank = (far, -group[2], group[:2])
                    if best is None or rank < best:
                        best, into = rank, group
        if best is not None:
            into[3].append(spot)
        else:
            groups.append((x, y, radius, [spot]))
            cells.setdefault((column, row), []).append(groups[-1])
    return groups


def _marks(
    spots: Sequence[Spot], at: Callable[[float, float], tuple[float, float]], pixels: float, width: int
) -> tuple[Mark, ...]:
    """Marks, the fullest first."""
    most, spread = max(spot.events for spot in spots), 1.0
    placed = [(*at(s.lon, s.lat), 4 + 12 * math.sqrt(s.events / most), s)
              for s in sorted(spots, key=lambda s: (-s.events, s.lat, s.lon))]  # fmt: skip
    while len(groups := _groups(placed, spread)) > MOST_MARKS:
        spread *= max(1.25, len(groups) / MOST_MARKS)
    marks: list[Mark] = []
    circles = [(x - radius, y - radius, x + radius, y + radius) for x, y, radius, _ in groups]
    taken: list[tuple[float, float, float, float]] = []
    large: list[tuple[float, float, float, float]] = []
    for number, (x, y, _, members) in enumerate(groups):
        events = sum(s.events for s in members)
        killed = [s.killed for s in members if s.killed is not None]
        first = members[0]
        radius = min(4 + 12 * math.sqrt(events / most), 22.0)
        wide = _uncertainty(first)
        others = [*circles[:number], *circles[number + 1 :]]
        label, big = ((x + radius, y - 8 * k, x + radius + 7 * k * len(first.name) + 8, y + 8 * k) for k in (1, 2))
        labelled = (
            len(taken) < LABELS and label[2] <= width and not any(_overlap(label, other) for other in (*taken, *others))
        )
        roomy = labelled and big[2] <= width and not any(_overlap(big, other) for other in (*large, *others))
        taken += [label] if labelled else []
        large += [big] if roomy else []
        marks.append(
            Mark(
                x=round(x, 1), y=round(y, 1), radius=round(radius, 1),
                uncertainty=wide and round(wide / KM_A_DEGREE / math.cos(math.radians(first.lat)) * pixels, 1),
                names=tuple(s.name for s in members),
                place=(first.place_id or first.name) if len(members) == 1 else None,
                box=(min(s.lon for s in members) - 1e-6, min(s.lat for s in members) - 1e-6,
                     max(s.lon for s in members) + 1e-6, max(s.lat for s in members) + 1e-6),
                events=events, disputed=sum(s.disputed for s in members), killed=sum(killed) if killed else None,
                labelled=labelled, roomy=roomy,
            )
        )  # fmt: skip
    return tuple(marks)


def _uncertainty(spot: Spot) -> float | None:
    """Kilometres around the point in which the place may lie; None for a place known as a point."""
    if spot.precision == "exact" or not spot.radius_km:
        return None
    return spot.radius_km


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
