"""One pass over the files of a table: marks the rows that break a check of rows, and keeps only the columns that other checks look at.

The text of a package may be much larger than memory; what must be compared across rows and tables is a small part of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.plan import Plan
from schemas.sql import RECORD, identifier
from scripts.odd_text import ODD, odd
from scripts.package import Table
from scripts.read import source, typed

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection


def kept_name(table: str) -> str:
    """The table of the engine in which the kept rows stand."""
    return f"kept of {table}"


@dataclass(frozen=True)
class OddRows:
    """The rows of a table whose text is not plain, by their record numbers, and a CSV file of these rows alone."""

    records: Sequence[int]
    file: Path


def keep(
    connection: "Connection", table: Table, plan: Plan, columns: Sequence[str], files: Sequence[Path], odd_rows: OddRows | None
) -> int:
    """Read the table once; then it stands in the engine under its name, with `columns` alone. Returns the number of rows.

    If it is known which rows are odd, the lean reading of the plan is enough for the others, and none is pointed out for odd text.
    Raises duckdb.Error if the engine cannot read the files. Whatever asks for a column that was not kept fails, and cannot pass unseen.
    """
    name, kept = identifier(table.name), identifier(kept_name(table.name))
    masks = list(map(identifier, plan.masks))
    if odd_rows and odd_rows.records and masks:
        _make(connection, _odd(table), table, [odd_rows.file], masks, plan.rows)
    is_odd = odd(table, plan) if odd_rows is None else "NULL::BOOLEAN"
    wanted = [*map(identifier, columns), *masks, f"{is_odd} AS {identifier(ODD)}"]
    number = _make(connection, kept, table, files, wanted, plan.rows if odd_rows is None else plan.lean)
    if odd_rows and odd_rows.records and masks:
        _mark(connection, table, plan, odd_rows.records)
    # In a table of the engine's own that was filled in order, rowid counts the rows in the order of the file, from 0.
    shown = ", ".join([f"rowid + 1 AS {RECORD}", *map(identifier, columns)])
    connection.execute(f"CREATE VIEW {name} AS SELECT {shown} FROM {kept}")
    return number


def _make(connection: "Connection", made: str, table: Table, files: Sequence[Path], wanted: Sequence[str], query: str) -> int:
    """Make a table of what the query of a plan gives for the rows of the files; the number of its rows."""
    rows = typed(table.schema, source(table, files), record="NULL::BIGINT")
    shown = f"WITH {identifier(table.name)} AS NOT MATERIALIZED ({rows})"
    return int(connection.execute(f"CREATE TABLE {made} AS {shown} SELECT {', '.join(wanted)} FROM ({query}) AS marked").fetchall()[0][0])


def _odd(table: Table) -> str:
    return identifier(f"odd rows of {table.name}")


def _mark(connection: "Connection", table: Table, plan: Plan, records: Sequence[int]) -> None:
    """Give the odd rows the marks of all checks."""
    kept, numbers = identifier(kept_name(table.name)), identifier(f"numbers of odd rows of {table.name}")
    connection.execute(f"CREATE TABLE {numbers} ({RECORD} BIGINT)")
    connection.execute(f"INSERT INTO {numbers} SELECT unnest($1::BIGINT[])", [list(records)])
    masks = ", ".join(f"{identifier(mask)} = odd.{identifier(mask)}" for mask in plan.masks)
    where = f"odd.rowid = numbers.rowid AND {kept}.rowid = numbers.{RECORD} - 1"
    connection.execute(f"UPDATE {kept} SET {masks} FROM {_odd(table)} AS odd, {numbers} AS numbers WHERE {where}")
