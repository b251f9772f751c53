"""The compiled checks of a package: worked out with pandera and ibis, then kept, so that the next run needs neither."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from schemas.plan import Plan, plan_of
from schemas.sql import RECORD
from schemas.table_schema import TableSchema
from scripts.cache import Cache, fingerprint
from scripts.own_code import own_code
from scripts.read import TEXT_PREFIX, declare, declare_kept, engine


@dataclass(frozen=True)
class Plans:
    """The plan of each table, and the columns to keep of each, at which the checks of more than one row look."""

    by_table: Mapping[str, Plan]
    compared: Mapping[str, Sequence[str]]


def plans(
    schemas: Mapping[str, TableSchema],
    cache: Cache | None = None,
    beside: Mapping[str, TableSchema] | None = None,
    kept: Mapping[str, Sequence[str]] | None = None,
) -> Plans:
    """The compiled checks of the tables, from the cache if they were compiled before from the same schemas by the same code.

    `beside` are the schemas of all tables of the package, if these are only some, and `kept` the columns that were kept of each; without
    it, those are to be kept that the checks look at.
    """
    beside = beside or schemas
    document = _remembered(cache, lambda: _compiled(schemas, beside, kept), repr(dict(schemas)), repr(dict(beside)), repr(kept))
    return Plans({name: plan_of(plan) for name, plan in document["plans"].items()}, document["compared"])


def plans_of_whole_tables(schemas: Mapping[str, TableSchema], cache: Cache | None = None) -> Mapping[str, Plan]:
    """The same for an engine that has all columns of the tables, as scripts/read.py reads them."""

    def work() -> dict[str, Any]:
        return {name: plan.as_dict() for name, plan in _whole(schemas, schemas)[1].items()}

    document = _remembered(cache, work, "whole", repr(dict(schemas)))
    return {name: plan_of(plan) for name, plan in document.items()}


def _remembered(cache: Cache | None, work: Callable[[], Any], *parts: str) -> Any:
    """What the work gives, from the cache if it was done before on the same parts by the same code."""
    cache, key = cache or Cache(), fingerprint(_code(), *parts)
    document = cache.get(key)
    if document is None:
        document = work()
        cache.put(key, document)
    return document


@lru_cache
def _code() -> str:
    """The hash of all that makes the SQL what it is: our code, and the versions of the libraries that write and run it."""
    return fingerprint(own_code(), *(file.read_bytes() for file in (Path(__file__), Path(__file__).with_name("read.py"))))


def _whole(schemas: Mapping[str, TableSchema], beside: Mapping[str, TableSchema]) -> tuple[Any, dict[str, Plan]]:
    """The plans for tables that have all their columns, and the engine in which those stand, without rows."""
    from schemas.compile import plan
    from schemas.contracts import contracts

    backend = _declared(schemas)
    return backend, {name: plan(backend.table(name), contract) for name, contract in contracts(schemas, beside=beside).items()}


def _compiled(
    schemas: Mapping[str, TableSchema], beside: Mapping[str, TableSchema], kept: Mapping[str, Sequence[str]] | None
) -> dict[str, Any]:
    from schemas.compile import asked_of_kept
    from schemas.contracts import contracts

    backend, whole = _whole(schemas, beside)
    columns = {name: kept[name] for name in schemas} if kept else _compared(backend.con, whole)
    left = _declared_kept(schemas, columns)
    asked = {name: asked_of_kept(whole[name], left.table(name), contract) for name, contract in contracts(schemas, beside=beside).items()}
    return {"plans": {name: plan.as_dict() for name, plan in asked.items()}, "compared": columns}


def kinds_of_ids(schemas: Mapping[str, TableSchema], cache: Cache | None = None) -> Mapping[str, Mapping[str, list[str]]]:
    """The columns whose ids checks may see as numbers, by table, for each kind of ids, which is named by the table whose key it is."""
    found: Mapping[str, Mapping[str, list[str]]] = _remembered(cache, lambda: dict(_kinds(schemas)), "kinds", repr(dict(schemas)))
    return found


def _declared(schemas: Mapping[str, TableSchema], aliens: Mapping[tuple[str, str], str] | None = None) -> Any:
    """An engine that has the tables, without rows; `aliens` are other types of columns, by table and column."""
    import ibis

    connection = engine()
    for schema in schemas.values():
        of_table = {column: kind for (table, column), kind in (aliens or {}).items() if table == schema.table}
        declare(connection, schema, of_table)
    return ibis.duckdb.from_connection(connection)


def _declared_kept(schemas: Mapping[str, TableSchema], columns: Mapping[str, Sequence[str]]) -> Any:
    """An engine that has the tables with these columns alone, without rows."""
    import ibis

    connection = engine()
    for name, schema in schemas.items():
        declare_kept(connection, schema, columns[name])
    return ibis.duckdb.from_connection(connection)


def _kinds(schemas: Mapping[str, TableSchema]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The kinds of ids that no check looks into."""
    from schemas.contracts import contracts
    from schemas.numbers import alien_type, is_blind, kinds, looking_checks

    contract_of, plain, all_kinds = contracts(schemas), _declared(schemas), kinds(schemas)
    type_of = {column: alien_type(number) for number, kind in enumerate(all_kinds.values()) for column in kind}
    together = _declared(schemas, type_of)
    looking = {name: looking_checks(plain.table(name), together.table(name), contract_of[name]) for name in schemas}
    for name, kind in all_kinds.items():
        alone = _declared(schemas, {column: type_of[column] for column in kind})
        if all(is_blind(alone.table(table), contract_of[table], check) for table, checks in looking.items() for check in checks):
            yield name, {table: [column for _, column in some] for table, some in groupby(sorted(kind), lambda pair: pair[0])}


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
