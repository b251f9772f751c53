"""GeoParquet 1.1: places, and events at places, as points that a map program finds by itself.

The specification is https://geoparquet.org/releases/v1.1.0/: points in WKB, longitude first, in OGC:CRS84, which is what a file that names
no reference system has.
"""

import json
from pathlib import Path
from typing import Any

from schemas.sql import identifier
from scripts.exports.export import Written
from scripts.exports.parquet_export import form, metadata
from scripts.exports.source import Source

GEOMETRY = "geometry"
FILES = {"places_flat": "places_geo.parquet", "events_flat": "events_geo.parquet"}
HAS_POINT = "latitude IS NOT NULL AND longitude IS NOT NULL"
POINT = f"CASE WHEN {HAS_POINT} THEN CAST(CAST('POINT (' || longitude || ' ' || latitude || ')' AS GEOMETRY) AS BLOB) END"


def write(source: Source, folder: Path) -> list[Written]:
    """Write one file for each of the two views that have points."""
    return [_written(source, view, folder / name) for view, name in FILES.items()]


def _written(source: Source, view: str, file: Path) -> Written:
    query = f"SELECT *, {POINT} AS {GEOMETRY} FROM ({source.query(view, typed=True)})"
    texts = metadata(source, view) | {"geo": json.dumps(geo(source, view))}
    return Written(file, source.copy(query, file, form(texts)), source.grain(view))


def geo(source: Source, view: str) -> dict[str, Any]:
    """The metadata by which a reader knows the points, with the box around them if there are any."""
    box = "min(longitude), min(latitude), max(longitude), max(latitude)"
    corners = source.sql.execute(f"SELECT {box} FROM {identifier(view)} WHERE {HAS_POINT}").fetchall()[0]
    column = {"encoding": "WKB", "geometry_types": ["Point"]} | ({} if None in corners else {"bbox": list(corners)})
    return {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
