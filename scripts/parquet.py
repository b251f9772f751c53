"""Parquet files: what must hold before their rows are read, and how to find a record again. They have no lines, only records."""

import glob
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import accumulate
from typing import TYPE_CHECKING

from schemas.sql import RECORD, identifiers, literal
from scripts.files import UnreadableFile, require_parquet
from scripts.findings import MAY_BE_EMPTY, Finding, Found, structural
from scripts.package import Part, Table
from scripts.parquet_bounds import bound_findings
from scripts.preflight import Preflight
from scripts.read import confine, engine, source
from scripts.table_rows import Place

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

WHOLE_NUMBERS = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"}
FETCHED_AT_ONCE = 10_000  # rows
# The types of Parquet, as the engine calls them, whose values can be written in the form of ours.
ADMITTED = {
    "string": {"VARCHAR"},
    "integer": WHOLE_NUMBERS | {"VARCHAR"},
    "number": WHOLE_NUMBERS | {"FLOAT", "DOUBLE", "VARCHAR"},
    "date": {"DATE", "VARCHAR"},
    "boolean": {"BOOLEAN", "VARCHAR"},
}


def parquet_preflight(connection: "Connection", table: Table) -> Preflight:
    """Check the Parquet files of `table`: that they are such files, with the columns of the schema in its order, and types that fit."""
    result = Preflight(Found(), files=[part.file for part in table.parts])
    for part in table.parts:
        result.found.add(_findings(connection, table, part))
    if result.is_readable:
        result.records = sum(row_counts(connection, table))
        if not result.records and table.name not in MAY_BE_EMPTY:
            result.found.add([structural("table_has_rows", table.path, "There are only columns.", table=table.name)])
    return result


def _findings(connection: "Connection", table: Table, part: Part) -> Iterator[Finding]:
    from scripts.duckdb_core import duckdb

    rows = f"read_parquet({_path(part)}, hive_partitioning=false)"
    try:
        require_parquet(part, table.name)
        # Some damage makes the engine give up itself, and with it all that it holds. So all is read in one that may be lost.
        with _another_engine(connection, part) as other:
            types = dict(other.execute(f"SELECT column_name, column_type FROM (DESCRIBE FROM {rows})").fetchall())
            misfits = list(_column_findings(table, part, types))
            yield from misfits or bound_findings(other, table, part, _path(part), types)
    except UnreadableFile as unreadable:
        yield unreadable.finding
    except duckdb.Error as error:
        yield structural("file_is_parquet", part.path, f"The engine says: {str(error).splitlines()[0]}", table=table.name)


@contextmanager
def _another_engine(connection: "Connection", part: Part) -> Iterator["Connection"]:
    """An engine with the bounds of this one, that can read the one file."""
    memory, threads = connection.execute("SELECT current_setting('memory_limit'), current_setting('threads')").fetchall()[0]
    with engine(memory_limit=memory, threads=threads) as other:
        confine(other, [part.file])
        yield other


def _column_findings(table: Table, part: Part, types: Mapping[str, str]) -> Iterator[Finding]:
    if list(types) != list(table.schema.names):
        detail = f"They are {', '.join(types)} instead of {', '.join(table.schema.names)}."
        yield structural("header_equals_schema", part.path, detail, table=table.name)
        return
    for column in table.schema.fields:
        if types[column.name] not in ADMITTED[column.type]:
            detail = f"This one is {types[column.name]}, not {column.type}."
            yield structural("column_has_its_type", part.path, detail, table=table.name, column=column.name)


def row_counts(connection: "Connection", table: Table) -> list[int]:
    """The number of rows of each file."""
    return [int(connection.execute(f"SELECT COUNT(*) FROM read_parquet({_path(part)})").fetchall()[0][0]) for part in table.parts]


def _path(part: Part) -> str:
    return literal(glob.escape(str(part.file)))


class ParquetRows:
    """The records of Parquet files."""

    def __init__(self, connection: "Connection", table: Table) -> None:
        self._connection, self._table = connection, table
        self._ends = list(accumulate(row_counts(connection, table)))

    def texts(self, records: Sequence[int]) -> Mapping[int, Mapping[str, str | None]]:
        """The cells of the records, by number and column; None where empty."""
        return dict(self._found(records))

    def _found(self, records: Sequence[int]) -> Iterator[tuple[int, Mapping[str, str | None]]]:
        names = self._table.schema.names
        numbered = f"SELECT row_number() OVER () AS {RECORD}, {identifiers(names)} FROM {source(self._table)}"
        wanted = f"SELECT * FROM ({numbered}) AS numbered WHERE {RECORD} IN (SELECT unnest($1::BIGINT[])) ORDER BY {RECORD}"
        # With a cursor of its own, so that the rows can be taken a few at a time.
        found = self._connection.cursor().execute(wanted, [list(records)])
        while some := found.fetchmany(FETCHED_AT_ONCE):
            yield from ((record, dict(zip(names, cells, strict=True))) for record, *cells in some)

    def place(self, record: int) -> Place:
        """Where a record stands."""
        number = bisect_left(self._ends, record)
        return Place(self._table.parts[number], None, record - (self._ends[number - 1] if number else 0))

    def unjudged(self, odd: Callable[[], Sequence[int]]) -> Iterator[tuple[Place, Mapping[str, str | None]]]:
        """All odd records: nobody has looked at the text of a Parquet file before."""
        for record, cells in self._found(odd()):
            yield self.place(record), cells
