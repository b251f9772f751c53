"""Designs that lost, each beside the one that was kept: `designs FOLDER NAME` runs the engine's part, or the preflight, in that design."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.contenders.answer import Answer, answer
from schemas.executor import Marks, outcome
from schemas.sql import identifier
from scripts.keep import OddRows, keep, kept_name
from scripts.package import Package, Table, open_package
from scripts.plans import Plans, plans, plans_of_whole_tables
from scripts.preflight import preflight
from scripts.read import engine, read, source, typed

MOST_ROWS = 100
KEPT_SETTINGS = {"disabled_optimizers": "in_clause"}


def run(folder: Path, name: str) -> Answer:
    """Run the design of that name; the seconds leave out what is the same for all: opening the package, compiling the checks."""
    package = open_package(folder / "datapackage.json")
    compiled = plans({name: table.schema for name, table in package.tables.items()})
    work = DESIGNS[name](package, compiled)
    start = time.perf_counter()
    rows = work()
    return {"seconds": time.perf_counter() - start, "rows": rows}


def _as_kept(package: Package, compiled: Plans, is_plain: bool = True, **settings: Any) -> Callable[[], int]:
    connection = engine(**{**KEPT_SETTINGS, **settings})

    def work() -> int:
        rows = 0
        for name, table in package.tables.items():
            rows += keep(
                connection,
                table,
                compiled.by_table[name],
                compiled.compared[name],
                _files(table),
                OddRows([], Path()) if is_plain else None,
            )
        for name, plan in compiled.by_table.items():
            kept = f"(SELECT rowid + 1 AS record, * FROM {identifier(kept_name(name))})"
            outcome(plan, _query(connection), MOST_ROWS, Marks(kept, is_plain, lambda check: is_plain and check.follows is not None))
        return rows

    return work


def _joins(package: Package, compiled: Plans) -> Callable[[], int]:
    return _as_kept(package, compiled, disabled_optimizers="")


def _nothing_spared(package: Package, compiled: Plans) -> Callable[[], int]:
    return _as_kept(package, compiled, is_plain=False)


def _text_first(package: Package, compiled: Plans) -> Callable[[], int]:
    connection = engine(**KEPT_SETTINGS)
    whole = plans_of_whole_tables({name: table.schema for name, table in package.tables.items()})

    def work() -> int:
        for table in package.tables.values():
            read(connection, table)
        return sum(outcome(plan, _query(connection), MOST_ROWS).rows for plan in whole.values())

    return work


def _numbered(package: Package, compiled: Plans) -> Callable[[], int]:
    connection = engine(**KEPT_SETTINGS)

    def work() -> int:
        for name, table in package.tables.items():
            shown, kept = identifier(name), identifier(kept_name(name))
            rows = f"(SELECT row_number() OVER () AS record, * FROM {source(table, _files(table))})"
            connection.execute(f"CREATE VIEW {shown} AS {typed(table.schema, rows)}")
            wanted = ", ".join(map(identifier, ["record", *compiled.compared[name], *compiled.by_table[name].masks]))
            connection.execute(f"CREATE TABLE {kept} AS SELECT {wanted} FROM ({compiled.by_table[name].rows}) AS marked")
            compared = ", ".join(map(identifier, ["record", *compiled.compared[name]]))
            connection.execute(f"CREATE OR REPLACE VIEW {shown} AS SELECT {compared} FROM {kept}")
        kept_names = {name: identifier(kept_name(name)) for name in package.tables}
        return sum(outcome(plan, _query(connection), MOST_ROWS, Marks(kept_names[name])).rows for name, plan in compiled.by_table.items())

    return work


def _query_each(package: Package, compiled: Plans) -> Callable[[], int]:
    connection, single = engine(**KEPT_SETTINGS), _single_plans(package)

    def work() -> int:
        for table in package.tables.values():
            read(connection, table)
        for plan in single:
            outcome(plan, _query(connection), MOST_ROWS)
        return sum(connection.execute(f"SELECT COUNT(*) FROM {identifier(name)}").fetchall()[0][0] for name in package.tables)

    return work


def _single_plans(package: Package) -> list[Any]:
    """A plan for each check alone."""
    import ibis
    import pandera.ibis as pa

    from schemas.compile import plan
    from schemas.contracts import contracts
    from scripts.read import declare

    schemas = {name: table.schema for name, table in package.tables.items()}
    connection = engine()
    for schema in schemas.values():
        declare(connection, schema)
    backend = ibis.duckdb.from_connection(connection)

    def alone(name: str, whole: pa.DataFrameSchema, checks: Mapping[str, Any], more: Any = (), keys: Any = ()) -> Any:
        columns = {column: pa.Column(one.dtype, checks=checks.get(column, []), nullable=True) for column, one in whole.columns.items()}
        metadata = {**whole.metadata, "keys": keys}
        return plan(backend.table(name), pa.DataFrameSchema(columns, list(more), name=name, metadata=metadata))

    found = []
    for name, whole in contracts(schemas).items():
        found += [alone(name, whole, {column: [check]}) for column, one in whole.columns.items() for check in one.checks]
        found += [alone(name, whole, {}, [check]) for check in whole.checks]
        found += [alone(name, whole, {}, keys=[key]) for key in whole.metadata["keys"]]
    return found


def _preflight(exactly: bool) -> Callable[[Package, Plans], Callable[[], int]]:
    return lambda package, compiled: lambda: sum(preflight(table, exactly=exactly).records for table in package.tables.values())


def _query(connection: duckdb.DuckDBPyConnection) -> Callable[[str], list[tuple[Any, ...]]]:
    return lambda sql: connection.execute(sql).fetchall()


def _files(table: Table) -> list[Path]:
    return [part.file for part in table.parts]


DESIGNS: dict[str, Callable[[Package, Plans], Callable[[], int]]] = {
    "kept": _as_kept,
    "nothing-spared": _nothing_spared,
    "text-first": _text_first,
    "query-each": _query_each,
    "row-number": _numbered,
    "in-as-join": _joins,
    "preflight": _preflight(exactly=False),
    "preflight-exact": _preflight(exactly=True),
}


if __name__ == "__main__":
    answer(run)
