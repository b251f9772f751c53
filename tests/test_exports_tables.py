"""Parquet, SQLite and DuckDB: types, keys, checks and words are those of the schemas. And files in the columns of other data sets."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import apsw
import duckdb
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from schemas.constraints import CONSTRAINTS
from schemas.sql import identifier
from schemas.table_schema import Field, TableSchema
from scripts.database import BuildFailed, build
from scripts.ddl import PACKAGE_COLUMNS
from scripts.exports.folder import export
from scripts.exports.source import Column
from scripts.exports.sqlite_ddl import CHECKS, FORMS, LEFT_OUT, TYPES, table_statement
from scripts.package import Package, open_package
from scripts.views import view, views
from tests.conftest import PROJECT, Copy

TABLES = [file.name.removesuffix(".schema.json") for file in sorted((PROJECT / "schemas").glob("*.schema.json"))]
ARROW = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32(), "boolean": pa.bool_()}


@pytest.fixture(scope="module")
def real() -> Package:
    return open_package(PROJECT / "datapackage.json")


@pytest.fixture(scope="module")
def folder(real: Package, operation: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("tables") / "exports"
    export(real, target, ["parquet", "sqlite", "duckdb"], operation)
    return target


@pytest.mark.parametrize("name", TABLES)
def test_parquet_has_the_types_and_words_of_the_schema(folder: Path, real: Package, name: str) -> None:
    found, table = pq.read_schema(folder / "parquet" / f"{name}.parquet"), real.tables[name]
    for column in table.schema.fields:
        assert found.field(column.name).type == ARROW[column.type]
    words = json.loads(found.metadata[b"columns"])
    assert list(words) == list(table.schema.names)
    assert all(column.description in words[column.name] for column in table.schema.fields)
    assert found.metadata[b"description"].decode() == table.description
    assert found.metadata[b"version"].decode() == real.descriptor["version"]
    assert found.metadata[b"licence"] == b"CC-BY-SA-4.0"


@pytest.fixture
def sqlite(folder: Path) -> Iterator[apsw.Connection]:
    """A copy in memory, with its foreign keys looked at."""
    # Not `with` the connection itself, which begins a transaction, in which the pragma has no effect.
    with closing(apsw.Connection(":memory:")) as connection, closing(apsw.Connection(str(folder / "operation.sqlite"))) as file:
        with connection.backup("main", file, "main") as backup:
            backup.step()
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


def test_sqlite_finds_its_own_file_sound(sqlite: apsw.Connection) -> None:
    assert sqlite.pragma("integrity_check") == "ok"
    assert list(sqlite.execute("PRAGMA foreign_key_check")) == []
    assert {name for (name,) in sqlite.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")} == {*TABLES, "package"}


@pytest.mark.parametrize("name", TABLES)
def test_sqlite_has_the_keys_of_the_schema(sqlite: apsw.Connection, real: Package, name: str) -> None:
    schema = real.tables[name].schema
    columns = list(sqlite.execute(f"PRAGMA table_info({name})"))
    assert [row[1] for row in columns] == list(schema.names)
    assert [row[2] for row in columns] == [TYPES[column.type] for column in schema.fields]
    filled = {column.name for column in schema.fields if column.constraints.get("required")} | set(schema.primary_key)
    assert {row[1] for row in columns if row[3]} == filled
    assert [row[1] for row in sorted(columns, key=lambda row: row[5]) if row[5]] == list(schema.primary_key)
    links = list(sqlite.execute(f"PRAGMA foreign_key_list({name})"))
    found = {(row[3], row[2], row[4]) for row in links}
    assert found == {(key.columns[0], key.table, key.references[0]) for key in schema.foreign_keys}


@pytest.mark.parametrize("name", TABLES)
def test_sqlite_shows_what_every_column_means(sqlite: apsw.Connection, real: Package, name: str) -> None:
    [(statement,)] = sqlite.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,))
    first, *lines = statement.splitlines()
    assert first.endswith(f"( -- {real.tables[name].description}")
    for column, line in zip(real.tables[name].schema.fields, lines, strict=False):
        assert line.startswith(f'  "{column.name}" ')
        assert column.description in line.partition(" -- ")[2]


def test_sqlite_can_be_cited(sqlite: apsw.Connection, real: Package) -> None:
    names = [row[1] for row in sqlite.execute("PRAGMA table_info(package)")]
    [row] = sqlite.execute("SELECT * FROM package")
    assert names == list(PACKAGE_COLUMNS)
    assert dict(zip(names, row, strict=True))["version"] == real.descriptor["version"]


UNIT: dict[str, Any] = {"unit_id": "new", "name": "New", "side": "government", "echelon": "brigade"}
FIGURE: dict[str, Any] = {"figure_id": "new", "event_id": "sarmin-retaken", "measure": "killed", "counted": "people", "side": "none"}
FIGURE |= {"includes_civilians": "not_stated", "qualifier": "exact", "value_low": 1, "as_written": "1"}
EVENT: dict[str, Any] = {"event_id": "new", "title": "N", "event_type": "shelling", "status": "occurred", "date_earliest": "2012-04-30"}
EVENT |= {"date_precision": "day", "phase": "operation", "description": "D."}
PLACE: dict[str, Any] = {
    "place_id": "new",
    "name": "N",
    "place_type": "town",
    "latitude": 35.5,
    "longitude": 36.5,
    "coordinate_uncertainty_m": 300,
}
GOOD = {"units": UNIT, "figures": FIGURE, "events": EVENT, "places": PLACE}
BAD: dict[str, tuple[str, dict[str, Any], str]] = {
    "key_twice": ("units", {"unit_id": "syrian-army"}, "UNIQUE"),
    "key_empty": ("units", {"unit_id": None}, "NOT NULL"),
    "required_empty": ("units", {"name": None}, "NOT NULL"),
    "value_not_allowed": ("units", {"side": "neither"}, "CHECK"),
    "parent_not_there": ("units", {"parent_unit_id": "nobody"}, "FOREIGN KEY"),
    "type_not_there": ("events", {"event_type": "battle"}, "FOREIGN KEY"),
    "number_is_text": ("figures", {"value_low": "many"}, "CHECK"),
    "number_is_not_whole": ("figures", {"value_low": 1.5}, "CHECK"),
    "number_below_minimum": ("figures", {"value_low": -1}, "CHECK"),
    "no_such_day": ("events", {"date_earliest": "2012-02-30"}, "CHECK"),
    "no_day": ("events", {"date_earliest": "April"}, "CHECK"),
    "latitude_too_far": ("places", {"latitude": 90.5}, "CHECK"),
    "text_is_blob": ("places", {"name": b"N"}, "CHECK"),
}


def insert(sqlite: apsw.Connection, table: str, row: dict[str, Any]) -> None:
    sqlite.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' for _ in row)})", tuple(row.values()))


@pytest.mark.parametrize("table", GOOD)
def test_sqlite_takes_a_good_row(sqlite: apsw.Connection, table: str) -> None:
    insert(sqlite, table, GOOD[table])


@pytest.mark.parametrize("case", BAD)
def test_sqlite_refuses_a_bad_row(sqlite: apsw.Connection, case: str) -> None:
    table, cells, reason = BAD[case]
    with pytest.raises(apsw.ConstraintError, match=reason):
        insert(sqlite, table, GOOD[table] | cells)


def test_sqlite_refuses_to_lose_a_parent(sqlite: apsw.Connection) -> None:
    with pytest.raises(apsw.ConstraintError, match="FOREIGN KEY"):
        sqlite.execute("DELETE FROM sources")


def test_every_constraint_and_type_is_known_to_sqlite() -> None:
    assert CHECKS.keys() | LEFT_OUT == CONSTRAINTS.keys() | {"unique"}
    assert TYPES.keys() == FORMS.keys() == ARROW.keys()


def statement(column: Field, *others: Field) -> str:
    fields = (column, *others)
    return table_statement(TableSchema("t", fields), "", [Column(one.name, "", "") for one in fields])


CELLS: dict[str, tuple[Field, list[Any], list[Any]]] = {
    "boolean": (Field("c", "boolean"), [0, 1, None], [2, "true"]),
    "number": (Field("c", "number", constraints={"maximum": 2.5}), [2.5, -1.0, None], [2.6, "x"]),
    "lengths": (Field("c", "string", constraints={"minLength": 2, "maxLength": 3}), ["ab", "بنش"], ["a", "abcd"]),
    "quoted": (Field("c", "string", constraints={"enum": ["it's"]}), ["it's", None], ["its"]),
    "unique": (Field("c", "integer", constraints={"unique": True}), [1, 2], [1]),
    "year 0": (Field("c", "date"), ["0000-01-01", "9999-12-31", "2012-02-29"], ["2011-02-29", "2012-1-1", "2012-04-03 00:00"]),
}


@pytest.mark.parametrize("case", CELLS)
def test_a_column_takes_what_its_schema_admits_and_nothing_else(case: str) -> None:
    column, good, bad = CELLS[case]
    with apsw.Connection(":memory:") as connection:
        connection.execute(statement(column))
        for value in good:
            connection.execute("INSERT INTO t VALUES (?)", (value,))
        for value in bad:
            with pytest.raises(apsw.ConstraintError):
                connection.execute("INSERT INTO t VALUES (?)", (value,))


def test_words_that_look_like_sql_stay_words() -> None:
    words = "First.\nDROP TABLE t; -- */ 'quoted' \"too\""
    fields = (Field("c", "string"), Field("d", "string"))
    with sqlite3.connect(":memory:") as connection:
        connection.execute(table_statement(TableSchema("t", fields), words, [Column("c", "", words), Column("d", "", words)]))
        assert connection.execute("SELECT count(*) FROM t").fetchall() == [(0,)]
        [text] = connection.execute("SELECT sql FROM sqlite_schema").fetchone()
        assert text.count("DROP TABLE") == 3
    connection.close()


def test_a_row_that_does_not_fit_its_schema_fails_the_export(package: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database would have refused it, so the check of SQLite is made stricter than it is."""
    monkeypatch.setitem(CHECKS, "minimum", "{cell} > 1000")
    with pytest.raises(BuildFailed, match="CHECK constraint failed"):
        export(open_package(package.descriptor), package.root / "exports", ["sqlite"])


def test_the_duckdb_file_has_the_form_that_duckdb_1_opens(folder: Path, operation: Path) -> None:
    content = (folder / "operation.duckdb").read_bytes()
    assert content == operation.read_bytes()
    # After a checksum of eight bytes: the letters, and the storage version, 64 being that of DuckDB 0.9 to 1.1.
    assert content[8:12] == b"DUCK"
    assert int.from_bytes(content[12:20], "little") == 64


LIKE = """-- One row per unit, as other data sets have it.
--
-- Only a trial.
--   name: its name
--   value: a number
--   day: a day
CREATE VIEW trial_like AS
SELECT name, CASE unit_id WHEN 'crown' THEN -1.5 END AS value, DATE '2012-04-03' AS day FROM units ORDER BY name DESC;
"""


def exported_like(package: Copy, *more: Any) -> Path:
    opened = open_package(package.descriptor)
    build(opened, package.root / "given.duckdb", [*views(), *more])
    export(opened, package.root / "exports", ["like"], package.root / "given.duckdb")
    return package.root / "exports"


def test_a_view_in_the_columns_of_another_data_set_is_exported_as_it_is(package: Copy) -> None:
    package.edit("units", "crown", name='=1+1, "so" بنش')
    package.describe()
    content = (exported_like(package, view("trial_like", LIKE)) / "trial_like.csv").read_text(encoding="utf-8")
    assert content == 'name,value,day\nLeague,,2012-04-03\nGuard,,2012-04-03\n"=1+1, ""so"" بنش",-1.5,2012-04-03\n'


def test_without_such_a_view_there_is_no_such_file(package: Copy) -> None:
    opened = open_package(package.descriptor)
    kept = [one for one in views() if not one.name.endswith("_like")]
    build(opened, package.root / "given.duckdb", kept)
    assert export(opened, package.root / "exports", ["like"], package.root / "given.duckdb") == []
    assert [file.name for file in (package.root / "exports").iterdir()] == ["README.txt"]


@pytest.mark.parametrize("name", [one.name for one in views() if one.name.endswith("_like")] or [None])
def test_every_such_view_of_ours_comes_back(folder: Path, operation: Path, real: Package, tmp_path: Path, name: str | None) -> None:
    export(real, tmp_path / "exports", ["like"], operation)
    files = {file.stem: file for file in (tmp_path / "exports").glob("*.csv")}
    assert len(files) == (0 if name is None else len([one for one in views() if one.name.endswith("_like")]))
    if name:
        with duckdb.connect(str(operation), read_only=True) as connection:
            found = connection.execute(f"SELECT COLUMNS(*)::VARCHAR FROM {identifier(name)}")
            expected = [[column[0] for column in found.description], *([cell or "" for cell in row] for row in found.fetchall())]
        with files[name].open(encoding="utf-8", newline="") as stream:
            assert list(csv.reader(stream)) == expected


def test_a_table_in_parquet_in_several_files_is_exported(package: Copy) -> None:
    """What the descriptor says of files is the business of the database: exports see tables alone."""
    first, *others = package.rows("units")
    for name, rows in (("a", [first]), ("b", others)):
        columns = {column: [row[column] or None for row in rows] for column in first}
        pq.write_table(pa.table(columns, schema=pa.schema([(column, pa.string()) for column in columns])), package.root / f"{name}.parquet")

    def change(descriptor: Any) -> None:
        [units] = [resource for resource in descriptor["resources"] if resource["name"] == "units"]
        for word in ("dialect", "encoding", "bytes", "hash"):
            del units[word]
        units |= {"path": ["a.parquet", "b.parquet"], "format": "parquet", "mediatype": "application/vnd.apache.parquet"}

    package.describe(change)
    opened = open_package(package.descriptor)
    assert [part.path for part in opened.tables["units"].parts] == ["a.parquet", "b.parquet"]
    export(opened, package.root / "exports", ["parquet"])
    found = pq.read_table(package.root / "exports" / "parquet" / "units.parquet").to_pylist()
    assert [row["unit_id"] for row in found] == ["crown", "guard", "league"]
