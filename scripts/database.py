"""Writes the DuckDB file: typed and documented tables with their keys, then the views. Nothing of the old file is lost if that fails."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb

from schemas.column_types import COLUMN_TYPES
from schemas.sql import RECORD, TEXT_SUFFIX, identifier, identifiers, literal
from schemas.table_schema import Field, ForeignKey, TableSchema
from scripts.ddl import package_statements, table_statements, view_statements
from scripts.package import Package, Table
from scripts.parquet import parquet_preflight
from scripts.preflight import preflight
from scripts.read import engine, read
from scripts.started import LITTLE, size, without_optimizers
from scripts.views import View, views
from scripts.work_folder import work_folder

# The oldest form, so that DuckDB from 1.1 on and DuckDB in the browser open it too. Small blocks make it a tenth as big; 1.0 lacks them.
FORM = "STORAGE_VERSION 'v1.0.0', BLOCK_SIZE 16384"


class BuildFailed(Exception):
    """The database could not be built from this package; the message is one sentence that says why."""


class CannotWrite(BuildFailed):
    """The package may be sound, but the file of the database cannot be written."""


def build(package: Package, target: Path, definitions: Sequence[View] | None = None) -> dict[str, int]:
    """Write the database of `package` to `target` and return the number of rows by table; validate the package first.

    `definitions` are the views and macros to add, those of scripts/views if it is None. The file is built beside the target
    and put in its place when it is complete. Raises BuildFailed (CannotWrite if it is the fault of `target`), and leaves what was there, if
    anything goes wrong.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with work_folder(target.parent, prefix=f".{target.name}.") as folder:
            beside = folder / "new.duckdb"
            counts = _filled(package, beside, views() if definitions is None else definitions, folder)
            beside.replace(target)
            # What a crashed writer left behind belongs to the old file.
            target.with_name(f"{target.name}.wal").unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(f"{target} cannot be written: {error.strerror or error}.") from None
    return counts


def _filled(package: Package, file: Path, definitions: Sequence[View], work: Path) -> dict[str, int]:
    tables = _parents_first(package.tables)
    sql = engine()
    if sum(map(size, tables)) < LITTLE:
        without_optimizers(sql)
    try:
        for table in tables:
            files = _readable_files(sql, table, work)
            with _blaming(table.path):
                read(sql, table, files)
        # Where a column is packed, texts to try it on are drawn by chance, and the same data would not give the same bytes.
        sql.execute("SET force_compression = 'uncompressed'")
        with _blaming("new file", CannotWrite):
            sql.execute(f"ATTACH {literal(str(file))} AS built ({FORM})")
        # From here on nothing is read but what has been read already, and no view can reach a file.
        sql.execute("SET enable_external_access = false")
        sql.execute("USE built")
        # One transaction: several hundred statements need not each be written to disk.
        sql.execute("BEGIN")
        counts = {table.name: _add(sql, table) for table in tables}
        _add_words(sql, package, definitions)
        with _blaming("new file", CannotWrite):
            sql.execute("COMMIT")
            sql.execute("USE memory")
            sql.execute("DETACH built")
    finally:
        sql.close()
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
def _blaming(subject: str, kind: type[BuildFailed] = BuildFailed) -> Iterator[None]:
    """Turn what DuckDB raises into one sentence on the subject."""
    try:
        yield
    except duckdb.Error as error:
        reason = str(error).partition("\n")[0].rstrip(".!")
        raise kind(f"{subject}: {reason}.") from None


def _readable_files(sql: Any, table: Table, work: Path) -> list[Path]:
    """The plain files of the table, unpacked into `work` where they are compressed, if nothing is wrong with their form."""
    try:
        looked = parquet_preflight(sql, table) if table.format == "parquet" else preflight(table, work, exactly=True)
    except OSError as error:
        raise BuildFailed(f"{table.path} cannot be read: {error.strerror or error}.") from None
    for finding in looked.findings:
        if finding.severity == "error":
            raise BuildFailed(f"{finding.path}{f', line {finding.line}' if finding.line else ''}: {finding.message}")
    return looked.files


def _parents_first(tables: Mapping[str, Table]) -> list[Table]:
    links = [(name, key.table) for name, table in tables.items() for key in table.schema.foreign_keys if key.table not in tables]
    for name, missing in links:
        raise BuildFailed(f"Table {name} refers to table {missing}, which is not in the package.")
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
        count = sum(_insert(sql, table.schema, records) for records in (_generations(sql, table.schema, loops) if loops else [None]))
    if count != expected:
        raise BuildFailed(f"{table.path}: {expected - count} rows refer to a row that is not there, or to each other in a circle.")
    return count


def _insert(sql: Any, schema: TableSchema, records: Sequence[int] | None) -> int:
    """Insert the records of these numbers, or all, in their order; returns how many that are."""
    names, name = identifiers(schema.names), identifier(schema.table)
    chosen = "true" if records is None else f"{RECORD} IN (SELECT unnest($1))"
    order = f"SELECT {names} FROM memory.main.{name} WHERE {chosen} ORDER BY {RECORD}"
    inserted: int = sql.execute(f"INSERT INTO {name} ({names}) {order}", [] if records is None else [records]).fetchone()[0]
    return inserted


def _generations(sql: Any, schema: TableSchema, loops: Sequence[ForeignKey]) -> Iterator[list[int]]:
    """The records of a table that refers to itself, parents before children: a key is checked against earlier statements only.

    Records that never find their parent, or are their own ancestor, are left out.
    """
    records = [number for (number,) in sql.execute(f"SELECT {RECORD} FROM memory.main.{identifier(schema.table)}").fetchall()]
    waiting, children = Counter[int](), defaultdict[int, list[int]](list)
    for key in loops:
        for child, parent in _links(sql, schema, key):
            waiting[child] += 1
            children[parent].append(child)
    ready = [record for record in records if not waiting[record]]
    while ready:
        yield ready
        freed = Counter(child for parent in ready for child in children[parent])
        waiting -= freed
        ready = [child for child in freed if not waiting[child]]


def _links(sql: Any, schema: TableSchema, key: ForeignKey) -> list[tuple[int, int]]:
    """Each record that has a parent by this key, with that parent; 0, which no record is, where it is not there."""
    pairs = zip(key.columns, key.references, strict=True)
    same = " AND ".join(f"child.{identifier(own)} = parent.{identifier(other)}" for own, other in pairs)
    filled = " AND ".join(f"child.{identifier(name)} IS NOT NULL" for name in key.columns)
    name = f"memory.main.{identifier(schema.table)}"
    # If the parent's key stands twice, one of them is enough: it will not be inserted twice anyway.
    parents = f"SELECT child.{RECORD}, coalesce(min(parent.{RECORD}), 0) FROM {name} AS child LEFT JOIN {name} AS parent ON {same}"
    links: list[tuple[int, int]] = sql.execute(f"{parents} WHERE {filled} GROUP BY ALL").fetchall()
    return links


def _refuse_misfits(sql: Any, table: Table) -> None:
    """Raise BuildFailed at the first cell that is not of its column's type or not among the allowed values."""
    misfits = {column.name: _misfit(column) for column in table.schema.fields if column.type != "string" or "enum" in column.constraints}
    if not misfits:
        return
    name, firsts = identifier(table.name), ", ".join(f"min({RECORD}) FILTER (WHERE {misfit})" for misfit in misfits.values())
    for column, record in zip(misfits, sql.execute(f"SELECT {firsts} FROM memory.main.{name}").fetchone(), strict=True):
        if record is not None:
            field = table.schema.column(column)
            [cell] = sql.execute(f"SELECT {_text(field)} FROM memory.main.{name} WHERE {RECORD} = $1", [record]).fetchone()
            kind = "one of the allowed values" if "enum" in field.constraints else COLUMN_TYPES[field.type].sentence
            raise BuildFailed(f"{table.path}, row {record}: {column} is '{cell}', which is not {kind}.")


def _misfit(column: Field) -> str:
    """Whether a cell of the column is not of its type or not among its allowed values, in SQL."""
    text, fits = _text(column), f"{identifier(column.name)} IS NOT NULL"
    if "enum" in column.constraints:
        fits += f" AND {text} IN {literal([str(value) for value in column.constraints['enum']])}"
    return f"{text} IS NOT NULL AND NOT ({fits})"


def _text(column: Field) -> str:
    return identifier(column.name if column.type == "string" else f"{column.name}{TEXT_SUFFIX}")
