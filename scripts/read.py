"""Reads the files of a package into an engine: first as text, then as typed columns with the text kept beside them."""

from typing import Any

import ibis
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from schemas.column_types import COLUMN_TYPES
from schemas.contracts import RECORD, TEXT_SUFFIX
from schemas.table_schema import TableSchema
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
    columns = ", ".join(f"{_literal(name)}: 'VARCHAR'" for name in table.schema.names)
    form = f"delim={_literal(table.delimiter)}, quote='\"', escape='\"', nullstr=''"
    options = f"auto_detect=false, header=true, strict_mode=true, columns={{{columns}}}, {form}"
    # rowid is no record number: it is wrong where insertion order is not kept.
    rows = f"SELECT row_number() OVER () AS {RECORD}, * FROM read_csv({_literal(str(table.file))}, {options})"
    _add(connection, table.schema, rows)


def declare(connection: Backend, schema: TableSchema) -> None:
    """Add the table to the engine as `read` would, without rows: enough to compile checks for it."""
    columns = ", ".join(f"NULL::VARCHAR AS {_identifier(name)}" for name in schema.names)
    _add(connection, schema, f"SELECT NULL::BIGINT AS {RECORD}, {columns} LIMIT 0")


def _add(connection: Backend, schema: TableSchema, rows: str) -> None:
    text = f"{TEXT_PREFIX}{schema.table}"
    connection.raw_sql(f"CREATE TABLE {_identifier(text)} AS {rows}")
    connection.create_view(schema.table, typed(connection.table(text), schema))


def typed(text: ir.Table, schema: TableSchema) -> ir.Table:
    """The text table with typed columns, and the text beside each column that is not text itself."""
    cells: dict[str, Any] = {RECORD: text[RECORD]}
    for column in schema.fields:
        known, cell = COLUMN_TYPES[column.type], text[column.name]
        if column.type == "string":
            cells[column.name] = cell
            continue
        has_form = cell.re_search(rf"^(?:{known.form})\z")
        cells[column.name] = ibis.ifelse(has_form, cell, None).try_cast(known.ibis)
        cells[f"{column.name}{TEXT_SUFFIX}"] = cell
    return text.select(**cells)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _identifier(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
