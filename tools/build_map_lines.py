"""Builds the lines of the base map: ``src/crosswire/publish/map/lines.npz``.

    python tools/build_map_lines.py NATURAL_EARTH_10M DISPUTED_PN2

In: the folder of Natural Earth's 1:10m shapefiles (coastline, lakes, admin-0 and admin-1 boundary lines) and the file
``ne_50m_admin_0_breakaway_disputed_areas.pn2`` (Natural Earth 1:50m in Marble's pn2 format, version 2).  Out: one numpy
file with, for each layer, the points of all its lines as hundredths of a degree (int16 pairs: longitude, latitude)
and where each line starts.  Lines are simplified to 0.01 degrees (Douglas-Peucker), about a kilometre; rings of lakes
under 25 square kilometres are left out.  The same input gives the same bytes.
"""

from __future__ import annotations

import struct
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy
import shapefile
from shapely.geometry import LineString, Polygon

OUT = Path(__file__).parents[1] / "src" / "crosswire" / "publish" / "map" / "lines.npz"
SCALE = 100
LAYERS = {
    "coast": "ne_10m_coastline",
    "lakes": "ne_10m_lakes",
    "countries": "ne_10m_admin_0_boundary_lines_land",
    "provinces": "ne_10m_admin_1_states_provinces_lines",
}
LEAST_LAKE = 25 / 111**2  # square degrees, about 25 square kilometres

Line = list[tuple[float, float]]


def main(folder: Path, disputed: Path) -> None:
    arrays: dict[str, numpy.ndarray] = {}
    for layer, name in LAYERS.items():
        lines = [line for line in shape_lines(folder / name) if layer != "lakes" or Polygon(line).area > LEAST_LAKE]
        arrays |= packed(layer, lines)
    arrays |= packed("disputed", list(pn2_rings(disputed.read_bytes())))
    write(arrays)
    for name, array in arrays.items():
        print(name, array.shape)
    print(OUT.stat().st_size, "bytes")


def write(arrays: dict[str, numpy.ndarray]) -> None:
    """As `numpy.savez_compressed`, without the clock."""
    with zipfile.ZipFile(OUT, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            held = BytesIO()
            numpy.lib.format.write_array(held, array)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), held.getvalue(), zipfile.ZIP_DEFLATED)


def shape_lines(path: Path) -> Iterator[Line]:
    with shapefile.Reader(shp=str(path.with_suffix(".shp")), shx=str(path.with_suffix(".shx"))) as reader:
        for shape in reader.iterShapes():
            ends = [*shape.parts, len(shape.points)]
            for start, end in pairwise(ends):
                yield [(x, y) for x, y, *_ in shape.points[start:end]]


def packed(layer: str, lines: list[Line]) -> dict[str, numpy.ndarray]:
    points: list[tuple[int, int]] = []
    starts: list[int] = []
    for line in lines:
        simple = LineString(line).simplify(1 / SCALE, preserve_topology=False).coords
        rounded = [(round(x * SCALE), round(y * SCALE)) for x, y in simple]
        kept = [p for n, p in enumerate(rounded) if n == 0 or p != rounded[n - 1]]
        if len(kept) > 1:
            starts.append(len(points))
            points += kept
    return {
        f"{layer}_points": numpy.array(points, dtype=numpy.int16),
        f"{layer}_starts": numpy.array(starts, dtype=numpy.int32),
    }


def pn2_rings(data: bytes) -> Iterator[Line]:
    """The rings of a pn2 file: big-endian; coordinates are 120ths of a degree, most of them as offsets (signed bytes)
    from the last whole one.  A polygon has a flag (4: several parts follow, each with a flag of its own) and an id."""
    at = 0

    def read(form: str) -> tuple[int, ...]:
        nonlocal at
        found = struct.unpack_from(f">{form}", data, at)
        at += struct.calcsize(f">{form}")
        return found

    def ring() -> Line:
        (nodes,) = read("I")
        line: Line = []
        for _ in range(nodes):
            lat, lon, offsets = read("hhh")
            line.append((lon / 120, lat / 120))
            for _ in range(offsets):
                south, east = read("bb")
                line.append(((lon + east) / 120, (lat + south) / 120))
        return line

    version, _, coloured = read("BIB")
    if version != 2 or coloured:
        sys.exit(f"a pn2 file of version {version}, coloured {coloured}; only version 2 without colours is read")
    while at < len(data):
        flag, _ = read("BI")
        if flag != 4:
            yield ring()
            continue
        (parts,) = read("B")
        for _ in range(parts):
            read("BI")
            yield ring()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
