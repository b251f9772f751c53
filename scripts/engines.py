"""Where the checks of tables run: what an engine has to do, and the embedded one. Everything else is the same whatever the engine."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from schemas.executor import Marks, Outcome, Query, Texts, outcome
from schemas.plan import Plan, PlannedCheck, mask_name
from schemas.sql import RECORD, identifier
from schemas.table_schema import TableSchema
from scripts.cache import Cache
from scripts.keep import OddRows, keep, kept_name
from scripts.numbers import LOST, SCHEMA, Numbers, numbered, seen_through
from scripts.package import Table
from scripts.plans import kinds_of_ids, plans

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection


class Engine(Protocol):
    """Takes in the tables that the preflight has passed, then runs their plans."""

    def read(self, table: Table, files: Sequence[Path], odd_rows: OddRows | None) -> int:
        """Take the table in and return its number of rows; raises duckdb.Error if its files cannot be read.

        `odd_rows` are those whose text is not plain, if the preflight knows them all and has judged them.
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


LITTLE = 100_000  # rows; fewer are compared as text before they could be numbered


class Embedded:
    """DuckDB in this process: it marks the rows as it reads them, and keeps the columns that other checks look at.

    To be made before the settings of the connection are locked. `is_roomy` says that there is memory for two queries at a time.
    """

    def __init__(self, connection: "Connection", schemas: Mapping[str, TableSchema], cache: Cache, is_roomy: bool = False) -> None:
        self._connection, self._schemas, self._cache = connection, schemas, cache
        self._compiled = plans(schemas, cache)
        self._rows = 0
        self._lean: set[str] = set()  # tables that were read lean
        self._asked = [seen_through(connection, SCHEMA) for _ in range(2)]  # a query takes one, and puts it back
        self._asked_of_texts = [seen_through(connection, "main") for _ in range(2)]
        self._asked_of_lost, self._is_roomy = seen_through(connection, LOST), is_roomy
        self._numbers: Numbers | None = None
        self._unions: dict[tuple[str, str], int] = {}

    def read(self, table: Table, files: Sequence[Path], odd_rows: OddRows | None) -> int:
        """Read the files once."""
        plan = self._compiled.by_table[table.name]
        self._lean |= {table.name} if odd_rows else set()
        rows = keep(self._connection, table, plan, self._compiled.compared[table.name], files, odd_rows)
        self._rows += rows
        return rows

    def seen(self, table: Table) -> tuple[str, Sequence[str]]:
        """What was kept of the rows."""
        kept = self._compiled.compared[table.name]
        return self._kept(table.name), [column.name for column in table.schema.fields if column.type == "string" and column.name in kept]

    def plans(self, readable: Mapping[str, TableSchema]) -> Mapping[str, Plan]:
        """From the cache, if they were compiled before. If there are many rows, their ids become numbers."""
        if len(readable) < len(self._compiled.by_table):
            self._compiled = plans(readable, self._cache, self._schemas, self._compiled.compared)
        if self._rows >= LITTLE:
            side_by_side = self._asked if self._is_roomy else self._asked[:1]
            self._numbers = numbered(side_by_side, readable, kinds_of_ids(readable, self._cache), self._compiled.compared)
        return self._compiled.by_table

    def outcome(self, plan: Plan, most_rows: int, texts: Texts) -> Outcome:
        """Count the marks, and ask the other checks."""
        known = partial(self._prove, plan.table), partial(self._query_alone, plan.table)
        marks = Marks(self._kept(plan.table), plan.table in self._lean, *known, self._answer_in_texts)
        mapped = map if self._numbers is None or not self._is_roomy else self._side_by_side
        return outcome(plan, self._answer, most_rows, marks, texts, mapped)

    def _side_by_side(self, function: Callable[[Any], Any], items: Sequence[Any]) -> Iterable[Any]:
        """Two at a time: the last part of a query often keeps one processor alone busy."""
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(max_workers=len(self._asked)) as pool:
            yield from pool.map(function, items)

    def _prove(self, table: str, check: PlannedCheck) -> bool | None:
        if check.follows:
            return self._holds(check.name, *check.follows)
        return self._numbers.prove(table, check) if self._numbers else None

    def _holds(self, name: str, table: str, column: str) -> bool:
        """Whether no row of the table breaks the check of that name on the column, as far as it was made when the table was read."""
        plan = self._compiled.by_table.get(table)
        same = [check for check in plan.checks if check.name == name and check.columns == (column,)] if plan else []
        return bool(same) and not any(self._union(table, mask_name(check.flag or 0)) & check.bit for check in same)

    def _union(self, table: str, mask: str) -> int:
        """All bits that are set in the mask of some row."""
        if (table, mask) not in self._unions:
            union = self._answer(f"SELECT coalesce(BIT_OR({identifier(mask)}), 0) FROM {identifier(kept_name(table))}")
            self._unions[table, mask] = int(union[0][0])
        return self._unions[table, mask]

    def _kept(self, table: str) -> str:
        return f"(SELECT rowid + 1 AS {RECORD}, * FROM {identifier(kept_name(table))})"

    def _query_alone(self, table: str, check: PlannedCheck) -> Query:
        """Where the same holds of the table linked to, only links that lead nowhere can break the check."""
        are_numbers = self._numbers is not None and self._numbers.has(table, *check.columns)
        holds = are_numbers and check.follows is not None and self._holds(check.name, *check.follows)
        connection = self._asked_of_lost if holds else self._connection
        return lambda sql: list(connection.execute(sql).fetchall())

    def _answer(self, sql: str) -> list[tuple[Any, ...]]:
        return _answered(self._asked, sql)

    def _answer_in_texts(self, sql: str) -> list[tuple[Any, ...]]:
        """From the tables as they were kept, whose ids are text."""
        return _answered(self._asked_of_texts, sql)


def _answered(connections: list["Connection"], sql: str) -> list[tuple[Any, ...]]:
    """What one of the connections says to the query; meanwhile another may be asked."""
    connection = connections.pop()
    try:
        return list(connection.execute(sql).fetchall())
    finally:
        connections.append(connection)
