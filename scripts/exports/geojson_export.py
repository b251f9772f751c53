"""GeoJSON (RFC 7946): places, and events at places, for maps on the web and for map programs.

One feature per line. Longitude comes first, there is no crs member, and a row without a point has the geometry null.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from scripts.exports.export import Written
from scripts.exports.source import Source

FILES = {"places_flat": "places.geojson", "events_flat": "events.geojson"}
# The column whose value names the feature. An event has one feature for each of its places, so no id of its own.
IDS = {"places_flat": "place_id"}


def write(source: Source, folder: Path) -> list[Written]:
    """Write one file for each of the two views that have points."""
    return [_written(source, view, folder / name) for view, name in FILES.items()]


def _written(source: Source, view: str, file: Path) -> Written:
    number = count()
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(_opening(source, view))
        for feature in features(source, view):
            stream.write(f"{',' if next(number) else ''}\n{_text(feature)}")
        stream.write("\n]}\n")
    return Written(file, next(number), source.grain(view))


def features(source: Source, view: str) -> Iterator[dict[str, Any]]:
    """One feature per row, with all its cells as properties."""
    names = [column.name for column in source.columns(view)]
    for row in source.rows(source.query(view)):
        cells = dict(zip(names, row, strict=True))
        identity = {"id": cells[IDS[view]]} if view in IDS else {}
        yield {"type": "Feature", **identity, "geometry": point(cells), "properties": cells}


def point(cells: Mapping[str, Any]) -> dict[str, Any] | None:
    """The point of a row with latitude and longitude in decimal degrees (WGS 84); None if it has none."""
    place = [cells["longitude"], cells["latitude"]]
    return None if None in place else {"type": "Point", "coordinates": place}


def _opening(source: Source, view: str) -> str:
    """The collection up to its features, with what the file is in members of its own, as RFC 7946, section 6.1, admits them."""
    facts = {"name": view, "description": source.words(view), "citation": source.facts["citation"], "licence": source.facts["licence_url"]}
    return f'{_text({"type": "FeatureCollection", **facts})[:-1]},"features":['


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
