"""The database has every type, key, comment and row of the package, and a build that fails costs nothing."""

import csv
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest

from schemas.column_types import COLUMN_TYPES
from schemas.constraints import CONSTRAINTS
from schemas.sql import literal
from schemas.table_schema import Field, ForeignKey, TableSchema
from scripts.database import BuildFailed, CannotWrite, build
from scripts.ddl import CHECKS, ELSEWHERE, PACKAGE_COLUMNS
from scripts.package import Package, Part, Table, open_package
from scripts.views import view, views
from tests.conftest import PROJECT, Copy

TABLES = [file.name.removesuffix(".schema.json") for file in sorted((PROJECT / "schemas").glob("*.schema.json"))]


@pytest.fixture(scope="module")
def real() -> Package:
    return open_package(PROJECT / "datapackage.json")


@pytest.fixture(scope="module")
def database(operation: Path) -> Iterator[Any]:
    connection = duckdb.connect(str(operation), read_only=True)
    yield connection
    connection.close()


def column_facts(database: Any, table: str) -> dict[str, tuple[str, bool, str]]:
    """Type, whether NULL is allowed and comment of each column, in order."""
    facts = "column_name, data_type, is_nullable, comment"
    rows = database.execute(f"SELECT {facts} FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [table])
    return {name: (kind, nullable, comment) for name, kind, nullable, comment in rows.fetchall()}


@pytest.mark.parametrize("table", TABLES)
def test_columns_have_the_types_and_order_of_the_schema(database: Any, real: Package, table: str) -> None:
    fields = real.tables[table].schema.fields
    facts = column_facts(database, table)
    assert list(facts) == [field.name for field in fields]
    for field in fields:
        kind, nullable, _ = facts[field.name]
        values = field.constraints.get("enum")
        assert kind == (f"ENUM({', '.join(map(literal, values))})" if values else COLUMN_TYPES[field.type].duckdb)
        required = bool(field.constraints.get("required")) or field.name in real.tables[table].schema.primary_key
        assert nullable is not required


@pytest.mark.parametrize("table", TABLES)
def test_tables_and_columns_carry_their_descriptions(database: Any, real: Package, table: str) -> None:
    comment = database.execute("SELECT comment FROM duckdb_tables() WHERE table_name = ?", [table]).fetchone()[0]
    assert comment == real.tables[table].description
    for field in real.tables[table].schema.fields:
        words = column_facts(database, table)[field.name][2]
        assert field.description in words
        assert all(meaning in words for meaning in field.categories.values())


@pytest.mark.parametrize("table", TABLES)
def test_keys_are_those_of_the_schema(database: Any, real: Package, table: str) -> None:
    columns = "constraint_type, constraint_column_names, referenced_table, referenced_column_names"
    found = database.execute(f"SELECT {columns} FROM duckdb_constraints() WHERE table_name = ?", [table]).fetchall()
    schema = real.tables[table].schema
    expected: set[tuple[Any, ...]] = {("FOREIGN KEY", key.columns, key.table, key.references) for key in schema.foreign_keys}
    expected.add(("PRIMARY KEY", schema.primary_key, None, ()))
    keys = {(kind, tuple(own), other or None, tuple(others)) for kind, own, other, others in found if kind.endswith("KEY")}
    assert keys == expected


@pytest.mark.parametrize("table", TABLES)
def test_every_cell_is_that_of_the_file(database: Any, real: Package, table: str) -> None:
    with real.tables[table].file.open(encoding="utf-8", newline="") as stream:
        written = [tuple(row) for row in csv.reader(stream)][1:]
    kinds = [field.type for field in real.tables[table].schema.fields]
    # As text, but for numbers, whose text may have zeros at the end.
    expected = [
        tuple(float(cell) if cell and kind == "number" else cell or None for cell, kind in zip(row, kinds, strict=True)) for row in written
    ]
    stored = database.execute(f"FROM {table}").fetchall()
    found = [
        tuple(cell if kind == "number" or cell is None else str(cell) for cell, kind in zip(row, kinds, strict=True)) for row in stored
    ]
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_a_number_of_rows_is_returned_for_every_table(package: Copy) -> None:
    counts = build(open_package(package.descriptor), package.root / "build" / "small.duckdb")
    assert counts == {table: len(package.rows(table)) for table in counts}
    assert sorted(counts) == TABLES


def test_enumerations_are_named_after_their_column_and_ordered_by_the_schema(database: Any) -> None:
    values = database.execute("SELECT enum_range(NULL::events_status), enum_range(NULL::claims_stance)").fetchone()
    assert values == (["occurred", "planned"], ["supports", "contradicts", "qualifies"])


def test_every_constraint_is_known_to_the_database() -> None:
    assert CHECKS.keys() | ELSEWHERE == CONSTRAINTS.keys() | {"unique"}


def test_a_file_on_its_own_says_how_to_cite_it(database: Any, real: Package) -> None:
    row = dict(zip(PACKAGE_COLUMNS, database.execute("FROM package").fetchone(), strict=True))
    assert row["name"] == "idlib-april-2012"
    assert row["version"] == real.descriptor["version"]
    assert row["licence"] == "CC-BY-SA-4.0"
    assert row["creators"] == "Editors of the Idlib April 2012 data set"


@pytest.mark.parametrize("name", [*TABLES, "package", *(one.name for one in views() if one.kind == "view")])
def test_nothing_is_without_a_comment(database: Any, name: str) -> None:
    kinds = "SELECT table_name AS name, comment FROM duckdb_tables() UNION ALL SELECT view_name, comment FROM duckdb_views()"
    assert database.execute(f"SELECT comment FROM ({kinds}) WHERE name = ?", [name]).fetchone()[0]
    assert all(comment for _, _, comment in column_facts(database, name).values())


@pytest.mark.parametrize("name", [one.name for one in views() if one.kind == "macro"])
def test_macros_have_a_comment(database: Any, name: str) -> None:
    assert database.execute("SELECT comment FROM duckdb_functions() WHERE function_name = ?", [name]).fetchone()[0]


def test_the_form_of_the_file_is_the_oldest_one(operation: Path) -> None:
    # Version 64 is the first one: DuckDB from 1.1 on, and DuckDB in the browser, can open it.
    assert int.from_bytes(operation.read_bytes()[12:20], "little") == 64


def test_the_same_package_gives_the_same_bytes(real: Package, operation: Path, tmp_path: Path) -> None:
    build(real, tmp_path / "again.duckdb")
    assert (tmp_path / "again.duckdb").read_bytes() == operation.read_bytes()


REFUSED = [
    ("INSERT INTO event_places VALUES ('nowhere', 'binnish', 'location', NULL)", "foreign key"),
    ("INSERT INTO event_places VALUES ('sarmin-retaken', 'sarmin', 'location', NULL)", "Duplicate key"),
    ("INSERT INTO event_places VALUES ('sarmin-retaken', 'killi', 'bystander', NULL)", "Could not convert"),
    ("INSERT INTO event_places VALUES ('sarmin-retaken', 'killi', NULL, NULL)", "NOT NULL"),
    ("UPDATE units SET parent_unit_id = 'nobody' WHERE unit_id = 'syrian-army'", "foreign key"),
    ("UPDATE sources SET sha256 = 'ABC'", "CHECK"),
    ("UPDATE places SET latitude = 91 WHERE place_id = 'killi'", "CHECK"),
]


@pytest.mark.parametrize(("statement", "reason"), REFUSED)
def test_the_file_keeps_its_rules_when_others_write_into_it(operation: Path, tmp_path: Path, statement: str, reason: str) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(operation.read_bytes())
    with duckdb.connect(str(copy)) as connection, pytest.raises(duckdb.Error, match=reason):
        connection.execute(statement)


SPOILED = {
    "date in another form": ("events", "landing", {"date_latest": "2020-1-2"}, "row 2: date_latest is '2020-1-2', which is not a day of"),
    "day that is not in the calendar": (
        "events",
        "landing",
        {"date_latest": "2020-02-30"},
        "'2020-02-30', which is not a day of the calendar",
    ),
    "decimal for an integer": ("figures", "all-dead", {"value_low": "3.5"}, "value_low is '3.5', which is not a whole number"),
    "value not allowed": ("claims", "p1-c1", {"stance": "denies"}, "stance is 'denies', which is not one of the allowed values"),
    "dangling link": ("claims", "p1-c1", {"event_id": "nowhere"}, "foreign key"),
    "dangling link in the same table": ("units", "guard", {"parent_unit_id": "nobody"}, "1 rows refer to a row that is not there"),
    "circle": ("units", "crown", {"parent_unit_id": "guard"}, "2 rows refer to a row that is not there, or to each other in a circle"),
    "key that stands twice": ("units", "guard", {"unit_id": "crown", "parent_unit_id": ""}, 'duplicate key "crown"'),
    "empty cell": ("events", "landing", {"title": ""}, "NOT NULL constraint failed: events.title"),
    "pattern": ("places", "harbour", {"wikidata_id": "Q0"}, "CHECK constraint failed"),
    "below the minimum": ("places", "harbour", {"coordinate_uncertainty_m": "0"}, "CHECK constraint failed"),
}


@pytest.mark.parametrize("oddity", SPOILED)
def test_bad_data_is_one_sentence_and_leaves_the_last_good_file(package: Copy, oddity: str) -> None:
    table, key, cells, reason = SPOILED[oddity]
    target = package.root / "build" / "small.duckdb"
    target.parent.mkdir()
    target.write_bytes(b"the last good file")
    package.edit(table, key, **cells)
    with pytest.raises(BuildFailed) as failure:
        build(open_package(package.descriptor), target)
    message = str(failure.value)
    assert message.startswith(f"data/{table}.csv")
    assert reason in message
    assert "\n" not in message
    assert failure.value.__suppress_context__ or failure.value.__context__ is None
    assert target.read_bytes() == b"the last good file"
    assert list(target.parent.iterdir()) == [target]


def test_a_header_in_another_order_is_not_read_by_position(package: Copy) -> None:
    text = package.file("event_places").read_text(encoding="utf-8")
    package.file("event_places").write_text(text.replace("event_id,place_id", "place_id,event_id"), encoding="utf-8")
    with pytest.raises(BuildFailed, match="header"):
        build(open_package(package.descriptor), package.root / "small.duckdb")


def test_a_missing_file_is_told(package: Copy) -> None:
    opened = open_package(package.descriptor)
    package.file("units").unlink()
    with pytest.raises(BuildFailed, match=r"data/units\.csv: "):
        build(opened, package.root / "small.duckdb")


def test_a_folder_in_the_way_is_told(package: Copy) -> None:
    (package.root / "small.duckdb").mkdir()
    with pytest.raises(CannotWrite, match="cannot be written"):
        build(open_package(package.descriptor), package.root / "small.duckdb", [])


def test_a_file_where_the_folder_should_be_is_told(package: Copy) -> None:
    (package.root / "build").write_bytes(b"")
    with pytest.raises(CannotWrite, match="cannot be written"):
        build(open_package(package.descriptor), package.root / "build" / "small.duckdb", [])


def test_bad_data_is_not_the_fault_of_the_target(package: Copy) -> None:
    package.edit("claims", "p1-c1", event_id="nowhere")
    with pytest.raises(BuildFailed) as failure:
        build(open_package(package.descriptor), package.root / "small.duckdb", [])
    assert not isinstance(failure.value, CannotWrite)


def test_a_file_that_cannot_be_read_is_told(package: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(table: Table, *more: Any, **options: Any) -> None:
        raise PermissionError(13, "Permission denied", str(table.file))

    monkeypatch.setattr("scripts.database.preflight", refuse)
    with pytest.raises(BuildFailed, match=r"^data/\w+\.csv cannot be read: Permission denied\.$"):
        build(open_package(package.descriptor), package.root / "small.duckdb", [])


def test_a_table_that_is_not_in_the_package_is_told(package: Copy) -> None:
    def forget(descriptor: Any) -> None:
        descriptor["resources"] = [resource for resource in descriptor["resources"] if resource["name"] != "units"]

    package.describe(forget)
    with pytest.raises(BuildFailed, match=r"^Table \w+ refers to table units, which is not in the package\.$"):
        build(open_package(package.descriptor), package.root / "small.duckdb", [])


def test_a_view_cannot_reach_a_file(package: Copy) -> None:
    peek = view("peek", f"-- One row per line.\nCREATE VIEW peek AS SELECT * FROM read_csv({literal(str(package.file('units')))})")
    with pytest.raises(BuildFailed, match="view peek: Permission Error"):
        build(open_package(package.descriptor), package.root / "small.duckdb", [peek])


def test_a_new_file_replaces_the_old_one_and_its_log(package: Copy) -> None:
    target = package.root / "build" / "small.duckdb"
    target.parent.mkdir()
    target.write_bytes(b"old")
    target.with_name("small.duckdb.wal").write_bytes(b"left by a crash")
    build(open_package(package.descriptor), target)
    assert list(target.parent.iterdir()) == [target]
    with duckdb.connect(str(target), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM units").fetchone() == (3,)


def test_a_deep_tree_in_any_order_finds_its_parents(package: Copy) -> None:
    chain = [{"unit_id": f"u{number}", "name": f"U{number}", "side": "government", "echelon": "brigade"} for number in range(9)]
    for child, parent in pairwise(chain):
        child["parent_unit_id"] = parent["unit_id"]
    package.write("units", [*chain, *package.rows("units")])
    counts = build(open_package(package.descriptor), package.root / "small.duckdb")
    assert counts["units"] == 12


TWO_PARENTS = TableSchema(
    "people",
    (Field("name", "string"), Field("mother", "string"), Field("father", "string")),
    ("name",),
    (ForeignKey(("mother",), "people", ("name",)), ForeignKey(("father",), "people", ("name",))),
)


@pytest.mark.parametrize(
    ("rows", "misfits"),
    [
        (["child,eve,son", "son,eve,adam", "eve,,", "adam,,"], 0),
        (["child,eve,nobody", "eve,,"], 1),
        (["own,own,", "eve,,"], 1),
        (["grandchild,child,", "child,eve,sibling", "sibling,child,", "eve,,"], 3),
    ],
    ids=["both", "missing", "own_parent", "circle_and_what_hangs_on_it"],
)
def test_a_row_waits_for_all_its_parents(tmp_path: Path, rows: list[str], misfits: int) -> None:
    (tmp_path / "people.csv").write_text("\n".join(["name,mother,father", *rows, ""]), encoding="utf-8")
    table = Table("people", (Part(tmp_path / "people.csv", "people.csv"),), TWO_PARENTS, {}, "", "", None, None, ",")
    package = Package(tmp_path / "datapackage.json", {}, {"people": table})
    if misfits:
        with pytest.raises(BuildFailed, match=rf"^people\.csv: {misfits} rows refer"):
            build(package, tmp_path / "small.duckdb", [])
    else:
        assert build(package, tmp_path / "small.duckdb", []) == {"people": len(rows)}


def test_names_that_look_like_sql_are_only_names(tmp_path: Path) -> None:
    name, key = """x"; DROP TABLE package; --'""", """k"');--"""
    values = ["it's", '"', "a;b"]
    kind = Field("kind", "string", description="don't", constraints={"enum": values}, categories={"it's": "'"})
    schema = TableSchema(name, (Field(key, "integer", constraints={"required": True, "minimum": 1}), kind), (key,))
    (tmp_path / "data.csv").write_text('"k""\');--",kind\n1,it\'s\n2,""""\n3,\n', encoding="utf-8")
    table = Table(
        name, (Part(tmp_path / "data.csv", "data.csv"),), schema, {}, "t", description="'; --", bytes=None, hash=None, delimiter=","
    )
    target = tmp_path / "it's; here.duckdb"
    build(Package(tmp_path / "datapackage.json", {"name": "o'n"}, {name: table}), target, [])
    with duckdb.connect(str(target), read_only=True) as connection:
        quoted = name.replace('"', '""')
        assert connection.execute(f'FROM "{quoted}"').fetchall() == [(1, "it's"), (2, '"'), (3, None)]
        assert connection.execute("SELECT name FROM package").fetchone() == ("o'n",)
        assert connection.execute("SELECT comment FROM duckdb_tables() WHERE table_name = ?", [name]).fetchone() == ("'; --",)
