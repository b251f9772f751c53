"""Each export read back by other means than it was written with: the rows of every table or view in it, by name."""

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import apsw
import duckdb
import openpyxl  # type: ignore[import-untyped]
import pandas as pd
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import shapely  # type: ignore[import-untyped]

from schemas.sql import identifier
from scripts.exports.spreadsheet_text import restored
from tests.export_packages import Rows

Found = dict[str, Rows]
NUMBERS = {"latitude": float, "longitude": float, "coordinate_uncertainty_m": int, "geonames_id": int}


def _plain(cell: Any) -> Any:
    """A cell as it stands in the CSV file, but for numbers."""
    return cell.isoformat() if isinstance(cell, date) else cell


def from_parquet(folder: Path) -> Found:
    return {file.stem: _arrow_rows(file) for file in sorted((folder / "parquet").glob("*.parquet"))}


def _arrow_rows(file: Path) -> Rows:
    return [{name: _plain(cell) for name, cell in row.items()} for row in pq.read_table(file).to_pylist()]


def from_geoparquet(folder: Path) -> Found:
    found = {f"{name}_flat": _arrow_rows(folder / f"{name}_geo.parquet") for name in ("places", "events")}
    for row in (row for rows in found.values() for row in rows):
        _compare_point(row, shapely.from_wkb(row.pop("geometry")))
    return found


def from_geojson(folder: Path) -> Found:
    found = {}
    for name in ("places", "events"):
        features = json.loads((folder / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
        for feature in features:
            geometry = feature["geometry"]
            _compare_point(feature["properties"], shapely.from_geojson(json.dumps(geometry)) if geometry else None)
        found[f"{name}_flat"] = [feature["properties"] for feature in features]
    return found


def _compare_point(row: dict[str, Any], point: Any) -> None:
    """Longitude is x, latitude y."""
    place = (row["longitude"], row["latitude"])
    assert place == ((None, None) if point is None else (point.x, point.y))
    assert point is None or (point.geom_type == "Point" and point.is_valid and not point.has_z)


def from_sqlite(folder: Path) -> Found:
    with closing(apsw.Connection(str(folder / "operation.sqlite"), flags=apsw.SQLITE_OPEN_READONLY)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'package'")]
        return {name: list(_sqlite_rows(connection, name)) for name in names}


def _sqlite_rows(connection: apsw.Connection, name: str) -> Iterator[dict[str, Any]]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({identifier(name)})")]
    for row in connection.execute(f"SELECT * FROM {identifier(name)} ORDER BY rowid"):
        yield dict(zip(columns, row, strict=True))


def from_excel(folder: Path) -> Found:
    book = openpyxl.load_workbook(folder / "operation.xlsx", read_only=True, data_only=False)
    found = {}
    for sheet in book.worksheets[1:]:
        header, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(header, (*row, *[None] * (len(header) - len(row))), strict=True)) for row in rows]
    book.close()
    return found


def from_flat(folder: Path) -> Found:
    """As a user of pandas would read it, then without the marks; whole columns are numbers or text."""
    return {file.stem: _flat_rows(file) for file in sorted(folder.glob("*_flat.csv"))}


def _flat_rows(file: Path) -> Rows:
    frame = pd.read_csv(file, dtype="object", keep_default_na=False)
    return [{str(name): _flat_cell(str(name), cell) for name, cell in row.items()} for row in frame.to_dict("records")]


def _flat_cell(name: str, cell: str) -> Any:
    return NUMBERS.get(name, restored)(cell) if cell else None


def from_claims(folder: Path) -> Found:
    lines = (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    return {"claims": [json.loads(line) for line in lines]}


def from_duckdb(folder: Path) -> Found:
    with duckdb.connect(str(folder / "operation.duckdb"), read_only=True) as connection:
        names = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables() WHERE table_name <> 'package'").fetchall()]
        return {name: _duckdb_rows(connection, name) for name in names}


def _duckdb_rows(connection: Any, name: str) -> Rows:
    found = connection.execute(f"FROM {identifier(name)}")
    columns = [column[0] for column in found.description]
    return [{column: _plain(cell) for column, cell in zip(columns, row, strict=True)} for row in found.fetchall()]


def from_like(folder: Path) -> Found:
    return {file.stem: list(csv.DictReader(file.open(encoding="utf-8", newline=""))) for file in sorted(folder.glob("*_like.csv"))}


READERS: dict[str, Callable[[Path], Found]] = {
    "excel": from_excel,
    "flat": from_flat,
    "geojson": from_geojson,
    "geoparquet": from_geoparquet,
    "parquet": from_parquet,
    "sqlite": from_sqlite,
    "duckdb": from_duckdb,
    "claims": from_claims,
    "like": from_like,
}
