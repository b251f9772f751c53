"""Where the checks of tables run: what an engine has to do, and the embedded one. Everything else is the same whatever the engine."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from schemas.executor import Outcome, Texts, outcome
from schemas.plan import Plan
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

    def read(self, table: Table, files: Sequence[Path]) -> int:
        """Take the table in and return its number of rows; raises duckdb.Error if its files cannot be read."""
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
        self._connection, self._cache = connection, cache
        self._compiled = plans(schemas, cache)

    def read(self, table: Table, files: Sequence[Path]) -> int:
        """Read the files once."""
        return keep(self._connection, table, self._compiled.by_table[table.name], self._compiled.compared[table.name], files)

    def seen(self, table: Table) -> tuple[str, Sequence[str]]:
        """What was kept of the rows."""
        kept = self._compiled.compared[table.name]
        return self._kept(table.name), [column.name for column in table.schema.fields if column.type == "string" and column.name in kept]

    def plans(self, readable: Mapping[str, TableSchema]) -> Mapping[str, Plan]:
        """From the cache, if they were compiled before."""
        if len(readable) < len(self._compiled.by_table):
            self._compiled = plans(readable, self._cache)
        return self._compiled.by_table

    def outcome(self, plan: Plan, most_rows: int, texts: Texts) -> Outcome:
        """Count the marks, and ask the other checks."""
        return outcome(plan, self._answer, most_rows, self._kept(plan.table), texts)

    def _kept(self, table: str) -> str:
        return f"(SELECT rowid + 1 AS {RECORD}, * FROM {identifier(kept_name(table))})"

    def _answer(self, sql: str) -> list[tuple[Any, ...]]:
        return list(self._connection.execute(sql).fetchall())
