"""Writes the DuckDB file: typed and documented tables with their keys, then the views. Nothing of the old file is lost if that fails."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from schemas.column_types import COLUMN_TYPES
from schemas.contracts import RECORD, TEXT_SUFFIX
from schemas.sql import identifier, identifiers, literal
from schemas.table_schema import ForeignKey, TableSchema
from scripts.ddl import package_statements, table_statements, view_statements
from scripts.package import Package, Table
from scripts.preflight import preflight
from scripts.read import engine, read
from scripts.views import View, views

# The oldest form, so that DuckDB from 1.1 on and DuckDB in the browser open it too. Small blocks make it a tenth as big; 1.0 lacks them.
FORM = "STORAGE_VERSION 'v1.0.0', BLOCK_SIZE 16384"


class BuildFailed(Exception):
    """The database could not be built from this package; the message is one sentence that says why."""


def build(package: Package, target: Path, definitions: Sequence[View] | None = None) -> dict[str, int]:
    """Write the database of `package` to `target` and return the number of rows by table; validate the package first.

    `definitions` are the views and macros to add, those of scripts/views if it is None. The file is built beside the target
    and put in its place when it is complete. Raises BuildFailed, and leaves what was there, if anything goes wrong.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
            beside = Path(folder) / "new.duckdb"
            counts = _filled(package, beside, views() if definitions is None else definitions)
            beside.replace(target)
            # What a crashed writer left behind belongs to the old file.
            target.with_name(f"{target.name}.wal").unlink(missing_ok=True)
    except OSError as error:
        raise BuildFailed(f"{target} cannot be written: {error.strerror or error}.") from None
    return counts


def _filled(package: Package, file: Path, definitions: Sequence[View]) -> dict[str, int]:
    tables = _parents_first(package.tables)
    connection = engine()
    try:
        for table in tables:
            _refuse_unreadable(table)
            with _blaming(table.path):
                read(connection, table)
        sql = connection.con
        with _blaming("new file"):
            sql.execute(f"ATTACH {literal(str(file))} AS built ({FORM})")
        # From here on nothing is read but what has been read already, and no view can reach a file.
        sql.execute("SET enable_external_access = false")
        sql.execute("USE built")
        # One transaction: several hundred statements need not each be written to disk.
        sql.execute("BEGIN")
        counts = {table.name: _add(sql, table) for table in tables}
        _add_words(sql, package, definitions)
        with _blaming("new file"):
            sql.execute("COMMIT")
            sql.execute("USE memory")
            sql.execute("DETACH built")
    finally:
        connection.disconnect()
    return {name: counts[name] for name in package.tables}


def _add_words(sql: Any, package: Package, definitions: Sequence[View]) -> None:
    with _blaming("table package"):
        for statement in package_statements(package):
            sql.execute(statement)
    for one in definitions:
        with _blaming(f"{one.kind} {one.name}"):
            for statement in view_statements(one):
                sql.execute(statement)


@contextmanager
def _blaming(subject: str) -> Iterator[None]:
    """Turn what DuckDB raises into one sentence on the subject."""
    try:
        yield
    except duckdb.Error as error:
        reason = str(error).partition("\n")[0].rstrip(".!")
        raise BuildFailed(f"{subject}: {reason}.") from None


def _refuse_unreadable(table: Table) -> None:
    for finding in preflight(table).findings:
        if finding.severity == "error":
            raise BuildFailed(f"{finding.path}{f', line {finding.line}' if finding.line else ''}: {finding.message}")


def _parents_first(tables: Mapping[str, Table]) -> list[Table]:
    parents = {name: [key.table for key in table.schema.foreign_keys if key.table != name] for name, table in tables.items()}
    try:
        return [tables[name] for name in TopologicalSorter(parents).static_order()]
    except CycleError as error:
        raise BuildFailed(f"These tables refer to each other in a circle: {', '.join(error.args[1])}.") from None


def _add(sql: Any, table: Table) -> int:
    loops = [key for key in table.schema.foreign_keys if key.table == table.name]
    with _blaming(table.path):
        _refuse_misfits(sql, table)
        for statement in table_statements(table):
            sql.execute(statement)
        expected: int = sql.execute(f"SELECT count(*) FROM memory.main.{identifier(table.name)}").fetchone()[0]
        count = _insert_by_depth(sql, table.schema, loops) if loops else _insert(sql, table.schema, "true")
    if count != expected:
        raise BuildFailed(f"{table.path}: {expected - count} rows refer to a row that is not there, or to each other in a circle.")
    return count


def _insert(sql: Any, schema: TableSchema, condition: str) -> int:
    names, name = identifiers(schema.names), identifier(schema.table)
    order = f"SELECT {names} FROM memory.main.{name} AS new WHERE {condition} ORDER BY {RECORD}"
    inserted: int = sql.execute(f"INSERT INTO {name} ({names}) {order}").fetchone()[0]
    return inserted


def _insert_by_depth(sql: Any, schema: TableSchema, loops: Sequence[ForeignKey]) -> int:
    """Insert a table that refers to itself, parents before children: a key is checked against earlier statements only."""
    added = f"({identifiers(schema.primary_key)}) IN (SELECT ({identifiers(schema.primary_key)}) FROM {identifier(schema.table)})"
    ready = " AND ".join(_has_its_parent(schema, key) for key in loops)
    total, last = 0, -1
    while last:
        last = _insert(sql, schema, f"NOT ({added}) AND {ready}")
        total += last
    return total


def _has_its_parent(schema: TableSchema, key: ForeignKey) -> str:
    missing = " OR ".join(f"new.{identifier(name)} IS NULL" for name in key.columns)
    return f"({missing} OR ({identifiers(key.columns)}) IN (SELECT ({identifiers(key.references)}) FROM {identifier(schema.table)}))"


def _refuse_misfits(sql: Any, table: Table) -> None:
    """Raise BuildFailed at the first cell that is not of its column's type or not among the allowed values."""
    for column in table.schema.fields:
        text = column.name if column.type == "string" else f"{column.name}{TEXT_SUFFIX}"
        cell, fits = identifier(text), f"{identifier(column.name)} IS NOT NULL"
        if "enum" in column.constraints:
            fits += f" AND {cell} IN {literal([str(value) for value in column.constraints['enum']])}"
        misfits = f"FROM memory.main.{identifier(table.name)} WHERE {cell} IS NOT NULL AND NOT ({fits})"
        misfit = sql.execute(f"SELECT {RECORD}, {cell} {misfits} ORDER BY {RECORD} LIMIT 1").fetchone()
        if misfit:
            kind = "one of the allowed values" if "enum" in column.constraints else COLUMN_TYPES[column.type].sentence
            raise BuildFailed(f"{table.path}, row {misfit[0]}: {column.name} is '{misfit[1]}', which is not {kind}.")
