"""Reads the files of a table into an engine: as text, then as typed columns beside their text."""

import glob
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.column_types import COLUMN_TYPES
from schemas.sql import RECORD, TEXT_SUFFIX, identifier, literal
from schemas.table_schema import Field, TableSchema
from scripts.package import Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

TEXT_PREFIX = "text of "


def engine(**settings: Any) -> "Connection":
    """An empty DuckDB in memory, which fetches no extensions; `settings` are its own, as memory_limit."""
    from scripts.duckdb_core import duckdb

    connection: Connection = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False, **settings})
    return connection


def confine(connection: "Connection", files: Sequence[Path], folder: Path | None = None) -> None:
    """Let nothing be read but these files, and nothing be written but in the folder, whatever a schema holds; let nothing change that."""
    # The path is looked at as it is asked for, with its stars and brackets escaped, and then as it is found.
    paths = {spelling: None for file in files for spelling in (str(file), glob.escape(str(file)))}
    folders = dict.fromkeys((str(folder), glob.escape(str(folder)))) if folder else {}
    allowed = (", ".join(map(literal, some)) for some in (paths, folders))
    connection.execute("SET allowed_paths = [{}]; SET allowed_directories = [{}]".format(*allowed))
    connection.execute("SET enable_external_access = false; SET lock_configuration = true")


def read(connection: "Connection", table: Table, files: Sequence[Path] | None = None) -> None:
    """Add the table to the engine under its name, with all its cells; raises duckdb.Error if the engine cannot read it.

    Each row has its record number (from 1, the header not counted), the typed cells, and under `<column>__text` what they
    were read from; a cell that does not have the form of its type is null. `files` are plain files to read in place of the table's own.
    """
    # rowid is no record number: it is wrong where insertion order is not kept.
    rows = f"SELECT row_number() OVER () AS {RECORD}, * FROM {source(table, files)}"
    text = identifier(f"{TEXT_PREFIX}{table.name}")
    connection.execute(f"CREATE TABLE {text} AS {rows}; CREATE VIEW {identifier(table.name)} AS {typed(table.schema, text)}")


def declare(connection: "Connection", schema: TableSchema, aliens: Mapping[str, str] | None = None) -> None:
    """Add the table to the engine as `read` would, without rows: enough to compile checks for it. `aliens` are columns of other types."""
    text = identifier(f"{TEXT_PREFIX}{schema.table}")
    columns = ", ".join(f"{identifier(name)} {(aliens or {}).get(name, 'VARCHAR')}" for name in schema.names)
    connection.execute(f"CREATE TABLE {text} ({RECORD} BIGINT, {columns}); ")
    connection.execute(f"CREATE VIEW {identifier(schema.table)} AS {typed(schema, text)}")


def declare_kept(connection: "Connection", schema: TableSchema, columns: Sequence[str]) -> None:
    """Add to the engine what scripts/keep.py keeps of the table, without rows."""
    kept = (f"{identifier(name)} {COLUMN_TYPES[schema.column(name).type].duckdb}" for name in columns)
    connection.execute(f"CREATE TABLE {identifier(schema.table)} ({', '.join([f'{RECORD} BIGINT', *kept])})")


def source(table: Table, files: Sequence[Path] | None = None) -> str:
    """The files as a table function that gives their cells as text, an empty cell as null."""
    # An engine would take a star or bracket in the name of a folder for a pattern.
    paths = ", ".join(literal(glob.escape(str(file))) for file in files or [part.file for part in table.parts])
    if table.format == "parquet":
        return f"(SELECT {', '.join(map(_as_text, table.schema.names))} FROM read_parquet([{paths}], hive_partitioning=false))"
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in table.schema.names)
    form = f"delim={literal(table.delimiter)}, quote='\"', escape='\"', nullstr=''"
    return f"read_csv([{paths}], auto_detect=false, header=true, strict_mode=true, hive_partitioning=false, columns={{{columns}}}, {form})"


def _as_text(name: str) -> str:
    """A cell of a Parquet file as it would stand in a CSV file: also a number that the engine would write with an exponent."""
    cell, text = identifier(name), f"CAST({identifier(name)} AS VARCHAR)"
    plain = f"rtrim(rtrim(CAST(TRY_CAST({cell} AS DECIMAL(38, 18)) AS VARCHAR), '0'), '.')"
    is_long = f"typeof({cell}) IN ('FLOAT', 'DOUBLE') AND contains({text}, 'e')"
    return f"NULLIF(CASE WHEN {is_long} THEN coalesce({plain}, {text}) ELSE {text} END, '') AS {cell}"


def typed(schema: TableSchema, rows: str, record: str = RECORD) -> str:
    """A query that gives each cell of `rows` with its type, and the text beside it unless the column is text itself."""
    return f"SELECT {', '.join([f'{record} AS {RECORD}', *map(_typed, schema.fields)])} FROM {rows}"


def _typed(column: Field) -> str:
    known, cell = COLUMN_TYPES[column.type], identifier(column.name)
    if column.type == "string":
        return cell
    # A cast alone takes 3.5 for the integer 4, so the text has to have the form as well.
    has_form = f"regexp_full_match({cell}, {literal(known.form)})"
    if known.duckdb == "DOUBLE":  # more digits than a number can have make it infinite
        has_form += f" AND isfinite(TRY_CAST({cell} AS DOUBLE))"
    return f"CASE WHEN {has_form} THEN TRY_CAST({cell} AS {known.duckdb}) END AS {cell}, {cell} AS {identifier(column.name + TEXT_SUFFIX)}"
