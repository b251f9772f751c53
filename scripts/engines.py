"""Where the checks of tables run: what an engine has to do, and the embedded one. Everything else is the same whatever the engine."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from schemas.executor import Marks, Outcome, Texts, outcome
from schemas.plan import Plan, PlannedCheck, mask_name
from schemas.sql import RECORD, identifier
from schemas.table_schema import TableSchema
from scripts.cache import Cache
from scripts.keep import keep, kept_name
from scripts.package import Table
from scripts.plans import plans

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection


class Engine(Protocol):
    """Takes in the tables that the preflight has passed, then runs their plans."""

    def read(self, table: Table, files: Sequence[Path], is_plain: bool) -> int:
        """Take the table in and return its number of rows; raises duckdb.Error if its files cannot be read.

        `is_plain` says that the preflight has proven all its text to be plain.
        """
        ...

    def seen(self, table: Table) -> tuple[str, Sequence[str]]:
        """The rows as read, as a query with record numbers and marks of odd text (ODD), and which columns of text stand in it."""
        ...

    def plans(self, readable: Mapping[str, TableSchema]) -> Mapping[str, Plan]:
        """The compiled checks of the tables, if these are all that can be read."""
        ...

    def outcome(self, plan: Plan, most_rows: int, texts: Texts) -> Outcome:
        """Run the plan of a table; `texts` gives the cells of records."""
        ...


class Embedded:
    """DuckDB in this process: it marks the rows as it reads them, and keeps the columns that other checks look at."""

    def __init__(self, connection: "Connection", schemas: Mapping[str, TableSchema], cache: Cache) -> None:
        self._connection, self._schemas, self._cache = connection, schemas, cache
        self._compiled = plans(schemas, cache)
        self._lean: set[str] = set()  # tables that were read lean

    def read(self, table: Table, files: Sequence[Path], is_plain: bool) -> int:
        """Read the files once."""
        plan = self._compiled.by_table[table.name]
        self._lean |= {table.name} if is_plain else set()
        return keep(self._connection, table, plan, self._compiled.compared[table.name], files, is_plain)

    def seen(self, table: Table) -> tuple[str, Sequence[str]]:
        """What was kept of the rows."""
        kept = self._compiled.compared[table.name]
        return self._kept(table.name), [column.name for column in table.schema.fields if column.type == "string" and column.name in kept]

    def plans(self, readable: Mapping[str, TableSchema]) -> Mapping[str, Plan]:
        """From the cache, if they were compiled before."""
        if len(readable) < len(self._compiled.by_table):
            self._compiled = plans(readable, self._cache, self._schemas)
        return self._compiled.by_table

    def outcome(self, plan: Plan, most_rows: int, texts: Texts) -> Outcome:
        """Count the marks, and ask the other checks."""
        marks = Marks(self._kept(plan.table), self._follows if plan.table in self._lean else None)
        return outcome(plan, self._answer, most_rows, marks, texts)

    def _follows(self, check: PlannedCheck) -> bool:
        """Whether no row of the table linked to breaks there the check that this one repeats."""
        table, column = check.follows or ("", "")
        plan = self._compiled.by_table.get(table)
        same = [other for other in plan.checks if other.name == check.name and other.columns == (column,)] if plan else []
        bits = [f"SELECT bit_or({identifier(mask_name(one.flag or 0))}) & {one.bit} FROM {identifier(kept_name(table))}" for one in same]
        return bool(bits) and not any(self._answer(sql)[0][0] for sql in bits)

    def _kept(self, table: str) -> str:
        return f"(SELECT rowid + 1 AS {RECORD}, * FROM {identifier(kept_name(table))})"

    def _answer(self, sql: str) -> list[tuple[Any, ...]]:
        return list(self._connection.execute(sql).fetchall())
