"""What every export is made of: the package, and its database opened to be read, which has all words, types, keys and views."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.sql import identifier, literal
from scripts.database import build
from scripts.package import Package

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

DATABASE = "operation.duckdb"
FETCHED_AT_ONCE = 10_000  # rows
NUMBERS = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE"}
# One thread: so that rows come in the order of the query and files have the same bytes, however many cores there are.
SETTINGS = {"autoinstall_known_extensions": False, "autoload_known_extensions": False, "threads": 1}


@dataclass(frozen=True)
class Column:
    """A column of a table or view: its name, its type in DuckDB, and what it means."""

    name: str
    kind: str
    words: str

    @property
    def plain(self) -> str:
        """The cell in SQL as a number, a truth value or text; a day is text in ISO form."""
        cell = identifier(self.name)
        if self.kind == "DATE":  # as text of the engine, the year 0 would be one BC
            return f"strftime({cell}, '%Y-%m-%d') AS {cell}"
        if self.kind.startswith("DECIMAL"):
            return f"CAST({cell} AS DOUBLE) AS {cell}"
        return cell if self.kind in NUMBERS | {"BOOLEAN", "VARCHAR"} else f"CAST({cell} AS VARCHAR) AS {cell}"

    @property
    def typed(self) -> str:
        """The same with days as days."""
        return identifier(self.name) if self.kind == "DATE" else self.plain


@dataclass(frozen=True)
class Source:
    """An opened package with its database; `sql` may read the database and write files where `opened_source` said."""

    package: Package
    database: Path
    sql: "Connection"

    @cached_property
    def facts(self) -> dict[str, str]:
        """What the data set is and how to cite it: the one row of the table `package`, empty where the descriptor says nothing."""
        found = self.sql.execute("FROM package")
        names = [name for name, *_ in found.description]
        return {name: text or "" for name, text in zip(names, found.fetchall()[0], strict=True)}

    def views(self, ending: str) -> list[str]:
        """The views whose names end so, in the order of the alphabet."""
        kept = f"NOT internal AND NOT temporary AND ends_with(view_name, {literal(ending)})"
        return [name for (name,) in self.sql.execute(f"SELECT view_name FROM duckdb_views() WHERE {kept} ORDER BY ALL").fetchall()]

    def words(self, name: str) -> str:
        """What the table or view of that name holds."""
        both = "SELECT table_name, comment FROM duckdb_tables() UNION ALL SELECT view_name, comment FROM duckdb_views()"
        return self.sql.execute(f"SELECT comment FROM ({both}) WHERE table_name = ?", [name]).fetchall()[0][0] or ""

    def grain(self, name: str) -> str:
        """What one row of it is: the first sentence of its words."""
        return f"{self.words(name).partition('. ')[0].rstrip('.')}."

    def columns(self, name: str) -> list[Column]:
        """The columns of the table or view of that name."""
        facts = "SELECT column_name, data_type, coalesce(comment, '') FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index"
        return [Column(*row) for row in self.sql.execute(facts, [name]).fetchall()]

    def query(self, name: str, typed: bool = False) -> str:
        """A query for all rows: of a table by its key as in its file, of a view in its own order; `typed` leaves days as days."""
        cells = ", ".join(column.typed if typed else column.plain for column in self.columns(name))
        return f"SELECT {cells} FROM {identifier(name)}{self._order(name)}"

    def _order(self, name: str) -> str:
        if name not in self.package.tables:
            return ""
        schema = self.package.tables[name].schema
        # The files are sorted by the text of the key; the database has parents before children, and ENUMs in an order of their own.
        texts = [f"CAST({identifier(name)}.{identifier(column)} AS VARCHAR) NULLS FIRST" for column in schema.primary_key or schema.names]
        return f" ORDER BY {', '.join(texts)}"

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of the query, a few at a time."""
        found = self.sql.cursor().execute(query)
        while some := found.fetchmany(FETCHED_AT_ONCE):
            yield from some

    def count(self, name: str) -> int:
        """The number of rows of the table or view of that name."""
        return int(self.sql.execute(f"SELECT count(*) FROM {identifier(name)}").fetchall()[0][0])

    def copy(self, query: str, file: Path, form: str) -> int:
        """Write what the query gives to the file, in a form of the engine; returns the number of rows."""
        return int(self.sql.execute(f"COPY ({query}) TO {literal(str(file))} ({form})").fetchall()[0][0])


@contextmanager
def opened_source(package: Package, work: Path, folder: Path, database: Path | None = None) -> Iterator[Source]:
    """The package with its database, which is built in the folder `work` if none is given; files can be written to `folder` alone.

    Raises BuildFailed if the database cannot be built.
    """
    from scripts.duckdb_core import duckdb
    from scripts.read import confine

    file = database or work / "database" / DATABASE
    if database is None:
        build(package, file)
    with duckdb.connect(str(file), read_only=True, config=SETTINGS) as connection:
        confine(connection, [], folder)
        yield Source(package, file, connection)
