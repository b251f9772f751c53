"""Readers that we did not write with find in the exports what stands in the CSV files."""

import contextlib
import math
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

ASIDE = "run it with: make test-readers"
duckdb, geopandas, polars = (pytest.importorskip(name, reason=ASIDE) for name in ("duckdb", "geopandas", "polars"))

from tests.readers.exported_files import EXPORTS, PROJECT, TABLES, rows  # noqa: E402


def as_text(value: Any) -> str:
    """A typed cell as the CSV file has it."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return value.isoformat() if isinstance(value, date) else f"{value:g}" if isinstance(value, float) else str(value)


def same(cell: Any, text: str) -> bool:
    return float(text) == cell if isinstance(cell, float) and text else as_text(cell) == text


def test_duckdb_is_an_old_one() -> None:
    assert duckdb.__version__ < "1.5"


@pytest.fixture
def database() -> Any:
    with contextlib.closing(duckdb.connect(str(EXPORTS / "operation.duckdb"), read_only=True)) as connection:
        yield connection


@pytest.mark.parametrize("table", TABLES)
def test_an_old_duckdb_reads_every_table(table: str, database: Any) -> None:
    found = database.execute(f"FROM {table}")
    names = [name for name, *_ in found.description]
    cells = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    texts = sorted(tuple(row.values()) for row in rows(table))
    assert len(cells) == len(texts)
    for row, text in zip(sorted(cells, key=lambda row: tuple(map(as_text, row.values()))), texts, strict=True):
        assert all(same(cell, value) for cell, value in zip(row.values(), text, strict=True)), (row, text)


def test_an_old_duckdb_runs_every_view(database: Any) -> None:
    views = [name for (name,) in database.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()]
    assert len(views) > 10
    for view in views:
        assert database.execute(f"FROM {view}").fetchall(), view


QUERIES = {file.stem: file.read_text(encoding="utf-8") for file in sorted((PROJECT / "queries").glob("*.sql"))}


@pytest.mark.parametrize("query", QUERIES)
def test_an_old_duckdb_answers_every_question(query: str, database: Any) -> None:
    assert database.execute(QUERIES[query]).fetchall()


@pytest.mark.parametrize("table", TABLES)
def test_polars_reads_every_table(table: str) -> None:
    frame = polars.read_parquet(EXPORTS / "parquet" / f"{table}.parquet")
    assert frame.height == len(rows(table))
    for row, text in zip(frame.iter_rows(named=True), rows(table), strict=True):
        assert all(same(row[name], value) for name, value in text.items()), (row, text)


@pytest.mark.parametrize("file", ["places.geojson", "places_geo.parquet"])
def test_geopandas_finds_every_place_where_it_is(file: str) -> None:
    read = geopandas.read_parquet if file.endswith(".parquet") else geopandas.read_file
    frame = read(EXPORTS / file)
    assert frame.crs.equals("OGC:CRS84") or frame.crs.equals("EPSG:4326")
    points = {row.place_id: (row.geometry.x, row.geometry.y) for row in frame.itertuples() if row.geometry is not None}
    assert points == {row["place_id"]: (float(row["longitude"]), float(row["latitude"])) for row in rows("places") if row["latitude"]}
    assert len(frame) == len(rows("places")), "a place without a point is there all the same"


@pytest.mark.parametrize("file", ["events.geojson", "events_geo.parquet"])
def test_geopandas_finds_every_event_at_its_places(file: str) -> None:
    read = geopandas.read_parquet if file.endswith(".parquet") else geopandas.read_file
    frame = read(EXPORTS / file)
    pairs = {(row.event_id, row.place_id) for row in frame.itertuples() if row.geometry is not None}
    located = {row["place_id"] for row in rows("places") if row["latitude"]}
    assert pairs == {(row["event_id"], row["place_id"]) for row in rows("event_places") if row["place_id"] in located}


DOCUMENT = (PROJECT / "docs" / "loading.md").read_text(encoding="utf-8")
SNIPPETS = [
    one for one in re.findall(r"^```python\n(.*?)^```", DOCUMENT, re.DOTALL | re.MULTILINE) if "polars" in one or "geopandas" in one
]


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_the_lines_in_the_document_load_rows(snippet: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    names: dict[str, Any] = {}
    exec(snippet, names)
    assert len(names["events"]) > 30


def test_croissant_is_valid_and_gives_the_rows_of_every_table(tmp_path: Path) -> None:
    croissant = pytest.importorskip("mlcroissant")
    shutil.copytree(PROJECT / "data", tmp_path / "data")
    shutil.copy(PROJECT / "build" / "descriptions" / "croissant.json", tmp_path)
    dataset = croissant.Dataset(jsonld=tmp_path / "croissant.json")
    assert not dataset.metadata.ctx.issues.errors and not dataset.metadata.ctx.issues.warnings
    sets = {one.id: [one.id, *dataset.records(one.id)] for one in dataset.metadata.record_sets}
    assert sorted(sets) == TABLES
    for table, (_, *records) in sets.items():
        assert len(records) == len(rows(table)), table
