"""The pandera schemas: plain `validate` runs our executor, which knows the rows; the stock backend agrees on what it checks."""

from collections.abc import Iterator

import ibis
import pandera.ibis as pa
import pytest
from pandera.backends.ibis.container import DataFrameSchemaBackend
from pandera.errors import SchemaError, SchemaErrors

import schemas.backend
from schemas.compile import plan
from schemas.contracts import contract, contracts
from schemas.table_schema import Field, ForeignKey, TableSchema
from scripts.package import open_package
from scripts.preflight import preflight
from scripts.read import engine, read
from tests.conftest import Copy

TOWNS = TableSchema(
    table="towns",
    fields=(
        Field("name", "string", constraints={"required": True, "pattern": "[a-z]+"}),
        Field("people", "integer", constraints={"minimum": 1}),
        Field("near", "string"),
        Field("code", "string", constraints={"unique": True}),
    ),
    primary_key=("name",),
    foreign_keys=(ForeignKey(("near",), "towns", ("name",)),),
)


@pytest.fixture
def towns() -> Iterator[ibis.expr.types.Table]:
    connection = ibis.duckdb.from_connection(engine())
    rows = "('a', 1, 'b', '1'), ('b', 0, NULL, '1'), ('b', NULL, 'x', NULL), (NULL, 5, 'a', NULL), ('C', 7, 'a', '2')"
    connection.raw_sql(f"CREATE TABLE towns AS FROM (VALUES {rows}) AS rows (name, people, near, code)")
    connection.raw_sql("ALTER TABLE towns ALTER people TYPE BIGINT")
    yield connection.table("towns")


def test_plain_validate_names_every_check_and_row(towns: ibis.expr.types.Table) -> None:
    with pytest.raises(SchemaErrors) as raised:
        contract(TOWNS).validate(towns, lazy=True)
    found = {(error.check, error.column_name): [row.record for row in error.failure_cases] for error in raised.value.schema_errors}
    assert found == {
        ("cell_is_filled", "name"): [4],
        ("cell_matches_pattern", "name"): [5],
        ("cell_is_not_below_minimum", "people"): [2],
        ("key_is_unique", "name"): [2, 3],
        ("key_is_unique", "code"): [1, 2],
        ("link_exists", "near"): [3],
    }


def test_validate_without_lazy_raises_the_first(towns: ibis.expr.types.Table) -> None:
    with pytest.raises(SchemaError, match="not empty"):
        contract(TOWNS).validate(towns)


def test_a_good_table_comes_back(towns: ibis.expr.types.Table) -> None:
    good = towns.filter(towns.name == "a").mutate(near=ibis.null("string"))
    assert contract(TOWNS).validate(good, lazy=True).equals(good)


def test_rows_are_capped_and_the_count_is_whole(towns: ibis.expr.types.Table) -> None:
    with pytest.raises(SchemaErrors) as raised:
        contract(TOWNS, most_rows=1).validate(towns, lazy=True)
    error = next(error for error in raised.value.schema_errors if error.check == "key_is_unique")
    assert (len(error.failure_cases), error.check_output) == (1, 2)


def test_an_empty_table_passes(towns: ibis.expr.types.Table) -> None:
    empty = towns.filter(False)
    assert contract(TOWNS).validate(empty, lazy=True).equals(empty)


def test_a_missing_column_or_another_type_stops(towns: ibis.expr.types.Table) -> None:
    for table in (towns.drop("people"), towns.cast({"people": "string"})):
        with pytest.raises(SchemaError, match="column people is to be int64"):
            contract(TOWNS).validate(table, lazy=True)


@pytest.mark.parametrize("part", ["head", "tail", "sample"])
def test_a_part_of_a_table_is_refused(towns: ibis.expr.types.Table, part: str) -> None:
    with pytest.raises(ValueError, match=part):
        contract(TOWNS).validate(towns, **{part: 1})


def test_ours_is_the_backend_that_pandera_uses(towns: ibis.expr.types.Table) -> None:
    assert isinstance(pa.DataFrameSchema.get_backend(towns), schemas.backend.FusedBackend)


@pytest.fixture
def loaded(package: Copy) -> tuple[ibis.BaseBackend, dict[str, pa.DataFrameSchema]]:
    opened, connection = open_package(package.descriptor), engine()
    for table in opened.tables.values():
        assert preflight(table).is_readable
        read(connection, table)
    return ibis.duckdb.from_connection(connection), contracts({name: table.schema for name, table in opened.tables.items()})


@pytest.mark.thorough
def test_the_stock_backend_passes_the_minimal_package_too(loaded: tuple[ibis.BaseBackend, dict[str, pa.DataFrameSchema]]) -> None:
    # A stock check whose answer is null on every row fails without cases, and one that answers with rows is not for it: both are left out.
    connection, all_schemas = loaded
    for name, schema in all_schemas.items():
        rows = connection.table(name)
        for column in schema.columns.values():
            column.checks = []
        planned = {check.name for check in plan(rows, schema).checks if check.flag is not None}
        schema.checks = [check for check in schema.checks if check.name in planned and check.name not in NULL_ON_EVERY_ROW]
        DataFrameSchemaBackend().validate(rows, schema, lazy=True)


NULL_ON_EVERY_ROW = {"link_exists", "source_date_is_real", "event_interval_runs_forward"}
