"""Reads the files of a package into an engine: first as text, then as typed columns with the text kept beside them."""

import glob

import ibis
from ibis.backends.duckdb import Backend

from schemas.column_types import COLUMN_TYPES
from schemas.contracts import RECORD, TEXT_SUFFIX
from schemas.sql import identifier, literal
from schemas.table_schema import Field, TableSchema
from scripts.package import Table

TEXT_PREFIX = "text of "


def engine() -> Backend:
    """An empty DuckDB in memory, which fetches no extensions."""
    return ibis.duckdb.connect(autoinstall_known_extensions=False, autoload_known_extensions=False)


def read(connection: Backend, table: Table) -> None:
    """Add the file of `table` to the engine under the table's name; raises duckdb.Error if the engine cannot read it.

    Each row has its record number (from 1, the header not counted), the typed cells, and under `<column>__text` what they
    were read from; a cell that does not have the form of its type is null.
    """
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in table.schema.names)
    form = f"delim={literal(table.delimiter)}, quote='\"', escape='\"', nullstr=''"
    options = f"auto_detect=false, header=true, strict_mode=true, columns={{{columns}}}, {form}"
    # rowid is no record number: it is wrong where insertion order is not kept.
    rows = f"SELECT row_number() OVER () AS {RECORD}, * FROM read_csv({literal(glob.escape(str(table.file)))}, {options})"
    _add(connection, table.schema, rows)


def declare(connection: Backend, schema: TableSchema) -> None:
    """Add the table to the engine as `read` would, without rows: enough to compile checks for it."""
    columns = ", ".join(f"NULL::VARCHAR AS {identifier(name)}" for name in schema.names)
    _add(connection, schema, f"SELECT NULL::BIGINT AS {RECORD}, {columns} LIMIT 0")


def _add(connection: Backend, schema: TableSchema, rows: str) -> None:
    text = identifier(f"{TEXT_PREFIX}{schema.table}")
    cells = ", ".join([RECORD, *map(_typed, schema.fields)])
    connection.raw_sql(f"CREATE TABLE {text} AS {rows}; CREATE VIEW {identifier(schema.table)} AS SELECT {cells} FROM {text}")


def _typed(column: Field) -> str:
    """The cell with its type, and the text beside it unless the column is text itself."""
    known, cell = COLUMN_TYPES[column.type], identifier(column.name)
    if column.type == "string":
        return cell
    # A cast alone takes 3.5 for the integer 4, so the text has to have the form as well.
    has_form = f"regexp_full_match({cell}, {literal(known.form)})"
    return f"CASE WHEN {has_form} THEN TRY_CAST({cell} AS {known.duckdb}) END AS {cell}, {cell} AS {identifier(column.name + TEXT_SUFFIX)}"
