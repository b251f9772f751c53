"""The compiled checks of a package: worked out with pandera and ibis, then kept, so that the next run needs neither."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.plan import Plan, plan_of
from schemas.sql import RECORD
from schemas.table_schema import TableSchema
from scripts.cache import Cache, fingerprint
from scripts.read import TEXT_PREFIX, declare, engine

if TYPE_CHECKING:  # a run whose checks are compiled already does without
    from duckdb import DuckDBPyConnection as Connection

    from schemas.numbers import Kind

PROJECT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Plans:
    """The plan of each table, the columns of each that the checks of more than one row look at, and the kinds of ids among them.

    A kind is named by the table whose key it is: the columns of each table that hold its ids, which checks may see as numbers.
    """

    by_table: Mapping[str, Plan]
    compared: Mapping[str, list[str]]
    kinds: Mapping[str, Mapping[str, list[str]]]


def plans(schemas: Mapping[str, TableSchema], cache: Cache | None = None, beside: Mapping[str, TableSchema] | None = None) -> Plans:
    """The compiled checks of the tables, from the cache if they were compiled before from the same schemas by the same code.

    `beside` are the schemas of all tables of the package, if these are only some.
    """
    beside = beside or schemas
    cache, key = cache or Cache(), fingerprint(_code(), repr(dict(schemas)), repr(dict(beside)))
    document = cache.get(key)
    if document is None:
        document = _compiled(schemas, beside)
        cache.put(key, document)
    return Plans({name: plan_of(plan) for name, plan in document["plans"].items()}, document["compared"], document["kinds"])


@lru_cache
def _code() -> str:
    """The hash of all that makes the SQL what it is: our code, and the versions of the libraries that write and run it."""
    files = [*sorted((PROJECT / "schemas").glob("*.py")), Path(__file__), PROJECT / "scripts" / "read.py", PROJECT / "requirements.lock"]
    return fingerprint(*(file.read_bytes() for file in files))


def _compiled(schemas: Mapping[str, TableSchema], beside: Mapping[str, TableSchema]) -> dict[str, Any]:
    import ibis

    from schemas.compile import plan
    from schemas.contracts import contracts

    contract_of = contracts(schemas, beside=beside)
    connection = _declared(schemas)
    backend = ibis.duckdb.from_connection(connection)
    compiled = {name: plan(backend.table(name), contract) for name, contract in contract_of.items()}
    compared = _compared(connection, compiled)
    return {
        "plans": {name: plan.as_dict() for name, plan in compiled.items()},
        "compared": compared,
        "kinds": dict(_kinds(schemas, contract_of, backend, compared)),
    }


def _declared(schemas: Mapping[str, TableSchema], aliens: "Kind" = frozenset()) -> "Connection":
    connection = engine()
    for schema in schemas.values():
        declare(connection, schema, {column for table, column in aliens if table == schema.table})
    return connection


def _kinds(
    schemas: Mapping[str, TableSchema], contract_of: Mapping[str, Any], backend: Any, compared: Mapping[str, list[str]]
) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The kinds of ids that no check looks into: of each, the columns that are kept, by table."""
    import ibis

    from schemas.numbers import checks_of_rows, is_never_looked_into, kinds

    of_rows = {table: checks_of_rows(backend.table(table), contract_of[table]) for table in schemas}
    for name, kind in kinds(schemas).items():
        other = ibis.duckdb.from_connection(_declared(schemas, kind))
        if all(is_never_looked_into(other.table(table), contract_of[table], of_rows[table]) for table in schemas):
            kept = sorted((table, column) for table, column in kind if column in compared[table])
            yield name, {table: [column for _, column in some] for table, some in groupby(kept, lambda pair: pair[0])}


def _compared(connection: Any, compiled: Mapping[str, Plan]) -> dict[str, list[str]]:
    """The columns that the queries for offenders read, by table, as the engine itself says."""
    # Nothing but its search for unused columns: the rest might find that tables without rows need not be read at all.
    names = [name for (name,) in connection.execute("SELECT name FROM duckdb_optimizers()").fetchall() if name != "unused_columns"]
    connection.execute(f"SET disabled_optimizers = '{','.join(names)}'")
    columns: dict[str, set[str]] = {name: set() for name in compiled}
    queries = [query for plan in compiled.values() for check in plan.checks for query in (check.offenders, check.alone) if query]
    for query in queries:
        explained = connection.execute(f"EXPLAIN (FORMAT json) SELECT {RECORD} FROM ({query}) AS offenders").fetchall()[0][1]
        for table, read in _scans(json.loads(explained)[0]):
            columns[table] |= read
    return {name: sorted(read - {RECORD}) for name, read in columns.items()}


def _scans(node: Mapping[str, Any]) -> Iterator[tuple[str, set[str]]]:
    """The tables that a node of the engine's plan and those below it read, with the columns."""
    facts = node.get("extra_info", {})
    if "Table" in facts:
        read = facts.get("Projections", [])
        table = facts["Table"].split(".")[-1].strip('"').removeprefix(TEXT_PREFIX)
        yield table, set([read] if isinstance(read, str) else read)
    for child in node.get("children", []):
        yield from _scans(child)
