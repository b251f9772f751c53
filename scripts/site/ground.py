"""The ground of the map: the outline of the governorate, and of the countries around, as far as the map reaches."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from scripts.site.assets import package_file

GOVERNORATE = Path(__file__).parent / "ground" / "idlib_governorate.geojson"
COUNTRIES = "world-atlas/countries-10m.json"  # Natural Earth, 1:10 million, public domain
NAMES = ("Syria", "Turkey")
WEST, SOUTH, EAST, NORTH = 34.5, 34.5, 39.0, 37.5  # degrees; what lies beyond is closed roughly
FAR = 25  # of the points outside, one in so many is enough to close the line
DIGITS = 4  # of a degree: about ten metres

Point = tuple[float, float]


def ground(packages: Path) -> dict[str, Any]:
    """GeoJSON geometries by name: the governorate, Syria and Turkey. Points outside the window are thinned out. Raises NoPackages."""
    atlas = json.loads(package_file(packages, COUNTRIES).read_text(encoding="utf-8"))
    [governorate] = json.loads(GOVERNORATE.read_text(encoding="utf-8"))["features"]
    shapes = {one["properties"]["name"]: one for one in atlas["objects"]["countries"]["geometries"]}
    lines = list(_lines(atlas))
    return {"governorate": governorate["geometry"], **{name.lower(): _land(shapes[name], lines) for name in NAMES}}


def _lines(atlas: dict[str, Any]) -> Iterator[list[Point]]:
    """The lines of a TopoJSON file, in degrees: each point there is a step from the one before (TopoJSON 1.0, section 2.1.3)."""
    (wide, high), (west, south) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((round(x * wide + west, DIGITS), round(y * high + south, DIGITS)))
        yield line


def _land(shape: dict[str, Any], lines: Sequence[list[Point]]) -> dict[str, Any]:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    rings = [[_ring(lines, arcs) for arcs in polygon] for polygon in polygons]
    near = [[_thinned(ring) for ring in polygon] for polygon in rings if any(map(_is_near, polygon[0]))]
    return {"type": "MultiPolygon", "coordinates": near}


def _ring(lines: Sequence[list[Point]], arcs: Iterable[int]) -> list[Point]:
    """The closed line of arcs one after the other; ~n is arc n from its end, and where two meet, the point stands once."""
    ring: list[Point] = []
    for arc in arcs:
        line = lines[arc] if arc >= 0 else lines[~arc][::-1]
        ring += line[1:] if ring else line
    return ring


def _thinned(ring: list[Point]) -> list[Point]:
    last = len(ring) - 1
    return [point for number, point in enumerate(ring) if _is_near(point) or number % FAR == 0 or number == last]


def _is_near(point: Point) -> bool:
    return WEST <= point[0] <= EAST and SOUTH <= point[1] <= NORTH
