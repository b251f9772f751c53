"""Every export, read back by another program, has every cell of the package; files are the same whenever and wherever they are made."""

import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

from scripts.exports.excel_cells import fitting
from scripts.exports.export import Written
from scripts.exports.folder import export
from scripts.exports.registry import EXPORTS
from scripts.package import Package, open_package
from tests.conftest import PROJECT
from tests.export_packages import PACKAGES, Rows, flat_events, flat_places, tables
from tests.export_readers import READERS, Found

# Which tables or views each export has.
TABLES = {"excel", "parquet", "sqlite", "duckdb"}
FLAT = {"excel", "flat", "geojson", "geoparquet"}


class Exported:
    """A package, the folder that holds all exports of it, and what was said of them."""

    def __init__(self, descriptor: Path, folder: Path) -> None:
        self.package: Package = open_package(descriptor)
        self.folder = folder
        self.written: list[Written] = export(self.package, folder)
        self._found: dict[str, Found] = {}

    def found(self, name: str) -> Found:
        if name not in self._found:
            self._found[name] = READERS[name](self.folder)
        return self._found[name]


@pytest.fixture(scope="module", params=PACKAGES)
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    folder = tmp_path_factory.mktemp(request.param)
    return Exported(PACKAGES[request.param](folder), folder / "build" / "exports")


def expected(rows: Rows, name: str) -> Rows:
    """The rows as the export can hold them."""
    if name != "excel":
        return rows
    return [{column: fitting(cell) if isinstance(cell, str) else cell for column, cell in row.items()} for row in rows]


def test_every_export_has_a_reader() -> None:
    assert READERS.keys() == EXPORTS.keys()
    assert TABLES | FLAT | {"claims", "like"} == EXPORTS.keys()


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_cell_of_every_table_is_there(exported: Exported, name: str) -> None:
    found = exported.found(name)
    for table, rows in tables(exported.package).items():
        # DuckDB has parents before their children, and gives what is asked for in the order that is asked for.
        order = str if name == "duckdb" else lambda row: 0
        assert sorted(found[table], key=order) == sorted(expected(rows, name), key=order)
        assert all(list(row) == list(exported.package.tables[table].schema.names) for row in found[table])


@pytest.mark.parametrize("name", sorted(FLAT))
def test_places_have_all_their_names(exported: Exported, name: str) -> None:
    assert exported.found(name)["places_flat"] == expected(flat_places(exported.package), name)


@pytest.mark.parametrize("name", sorted(FLAT))
def test_events_at_places_are_those_of_the_tables(exported: Exported, name: str) -> None:
    wanted = flat_events(exported.package)
    rows = exported.found(name)["events_flat"]
    found = {(row["event_id"], row["place_id"]): row for row in rows}
    assert len(found) == len(rows)
    assert found.keys() == wanted.keys()
    for key, row in wanted.items():
        assert expected([{column: found[key][column] for column in row}], "") == expected([row], name)


@pytest.mark.parametrize("name", sorted(FLAT - {"geojson"}))
def test_flat_views_are_the_same_in_all_forms(exported: Exported, name: str) -> None:
    rows = exported.found("geojson")["events_flat"]
    assert exported.found(name)["events_flat"] == expected(rows, name)


def test_a_claim_has_its_record_passage_and_source(exported: Exported) -> None:
    data = tables(exported.package)
    kinds = {"event": "events", "figure": "figures", "unit": "units", "place": "places"}
    lines = exported.found("claims")["claims"]
    assert [{name: line[name] for name in claim} for line, claim in zip(lines, data["claims"], strict=True)] == data["claims"]
    for line in lines:
        [kind] = [kind for kind in kinds if line[f"{kind}_id"]]
        assert line["record_type"] == kind
        assert [line["record"]] == [row for row in data[kinds[kind]] if row[f"{kind}_id"] == line[f"{kind}_id"]]
        assert [line["passage"]] == [row for row in data["passages"] if row["passage_id"] == line["passage_id"]]
        assert [line["source"]] == [row for row in data["sources"] if row["source_id"] == line["passage"]["source_id"]]


def test_what_is_said_of_the_files_is_so(exported: Exported) -> None:
    there = {file for file in exported.folder.rglob("*") if file.is_file()}
    assert {one.file for one in exported.written} == there - {exported.folder / "README.txt"}
    patterns = {pattern for one in EXPORTS.values() for pattern in one.files}
    paths = [one.file.relative_to(exported.folder).as_posix() for one in exported.written]
    assert all(any(fnmatch(path, pattern) for pattern in patterns) for path in paths)
    text = " ".join((exported.folder / "README.txt").read_text(encoding="utf-8").split())
    for one, path in zip(exported.written, paths, strict=True):
        rows = "" if one.rows is None else f" ({one.rows:,} rows)"
        assert f"- {path}{rows}: {' '.join(one.description.split())}" in text


def test_the_numbers_of_rows_are_right(exported: Exported) -> None:
    counts = {one.file.name: one.rows for one in exported.written if one.rows is not None}
    data = tables(exported.package)
    assert {counts[f"{table}.parquet"] for table in data} == {len(rows) for rows in data.values()}
    assert counts["claims.jsonl"] == len(data["claims"])
    flat = {"events": len(flat_events(exported.package)), "places": len(data["places"])}
    for name, rows in flat.items():
        assert [counts[f"{name}{end}"] for end in ("_flat.csv", ".geojson", "_geo.parquet")] == [rows] * 3


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


ELSEWHERE = """
import sys
from pathlib import Path
from scripts.exports.folder import export
from scripts.package import open_package
export(open_package(Path(sys.argv[1])), Path(sys.argv[2]))
"""


@pytest.mark.thorough
def test_another_process_in_another_folder_zone_and_language_writes_the_same_bytes(exported: Exported, tmp_path: Path) -> None:
    folder = tmp_path / "quite another" / "place"
    environment = {"PYTHONPATH": str(PROJECT), "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PATH": ""}
    command = [sys.executable, "-c", ELSEWHERE, str(exported.package.descriptor_file.absolute()), str(folder)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    first, second = contents(exported.folder), contents(folder)
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []


def test_rows_are_ordered(exported: Exported) -> None:
    """Of tables it is that of the files (see above); events go by time, with the earliest first."""
    days = [row["date_earliest"] for row in exported.found("geojson")["events_flat"] if row["date_precision"] == "day"]
    assert days == sorted(days)
