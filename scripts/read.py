"""Reads the files of a package into an engine: first as text, then as typed columns with the text kept beside them."""

from collections.abc import Mapping

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


def read(connection: Backend, table: Table) -> ir.Table:
    """Add the file of `table` to the engine under the table's name, and give it back.

    Each row has its record number (from 1, the header not counted), the typed cells, and under `<column>__text` what they
    were read from; a cell that does not have the form of its type is null. Raises duckdb.Error if the engine cannot read it.
    """
    text = f"{TEXT_PREFIX}{table.name}"
    columns = ", ".join(f"{_literal(name)}: 'VARCHAR'" for name in table.schema.names)
    options = f"auto_detect=false, header=true, strict_mode=true, columns={{{columns}}}, delim={_literal(table.delimiter)}, quote='\"', escape='\"', nullstr=''"
    # rowid is no record number: it is wrong where insertion order is not kept.
    select = f"SELECT row_number() OVER () AS {RECORD}, * FROM read_csv({_literal(str(table.file))}, {options})"
    connection.raw_sql(f"CREATE TABLE {_identifier(text)} AS {select}")
    return connection.create_view(table.name, typed(connection.table(text), table.schema))


def typed(text: ir.Table, schema: TableSchema) -> ir.Table:
    """The text table with typed columns, and the text beside each column that is not text itself."""
    cells: Mapping[str, ir.Value] = {RECORD: text[RECORD]}
    for column in schema.fields:
        known = COLUMN_TYPES[column.type]
        if column.type == "string":
            cells |= {column.name: text[column.name]}
            continue
        has_form = text[column.name].re_search(rf"^(?:{known.form})\z")
        cells |= {column.name: ibis.ifelse(has_form, text[column.name], None).try_cast(known.ibis), f"{column.name}{TEXT_SUFFIX}": text[column.name]}
    return text.select(**cells)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _identifier(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
