"""Starts the engine that checks a package, with the settings that the size of its files asks for."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.sql import literal
from schemas.table_schema import TableSchema
from scripts.check import Means
from scripts.engines import Embedded, Engine
from scripts.package import Package, Table
from scripts.read import confine, engine

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

MUCH = 1_000_000_000  # bytes; about half of that is kept
LITTLE = 1_000_000  # bytes
SHARE = 0.85  # of the memory that is allowed: the rest is for Python, and for what the engine does not count
# One rewriting of the engine turns IN into a join, after which the rows stand in another order than in the file.
HARMFUL = "in_clause"
NEEDED = "unused_columns"  # without it, columns that were not kept would be asked for


@contextmanager
def started(package: Package, means: Means, work: Path) -> Iterator[tuple["Connection", Engine]]:
    """The connection that reads the files, and what runs the checks on them."""
    schemas = {name: table.schema for name, table in package.tables.items()}
    if means.engine == "spark":
        from scripts.spark import Spark
        from scripts.spark_session import session

        means.tell("starting Spark")
        # It is started before anything is read: if it cannot be, that is said at once.
        with session(work / "spark") as spark, engine(**_settings(means, work)) as connection:
            confine(connection, _files(package), work)
            yield connection, Spark(connection, schemas, means.cache, work, spark)
    else:
        with engine(**_settings(means, work)) as connection:
            yield connection, _embedded(connection, schemas, package, means, work)


def _embedded(connection: "Connection", schemas: Mapping[str, TableSchema], package: Package, means: Means, work: Path) -> Engine:
    bytes_ = sum(map(size, package.tables.values()))
    if means.memory_limit:
        (limit,) = connection.execute("SELECT parse_formatted_bytes($1)", [means.memory_limit]).fetchall()[0]
        connection.execute(f"SET memory_limit = '{int(limit * SHARE)}B'")
    if means.memory_limit or bytes_ > MUCH:
        # What is kept lies in a file, packed, where it might not fit into memory: cheaper than to spill it unpacked.
        connection.execute(f"ATTACH {literal(str(work / 'kept.duckdb'))} AS kept; USE kept")
    if bytes_ < LITTLE:
        without_optimizers(connection)
    checker = Embedded(connection, schemas, means.cache, is_roomy=not means.memory_limit and bytes_ <= MUCH)
    confine(connection, _files(package), work)
    return checker


def without_optimizers(connection: "Connection") -> None:
    """Let the engine run queries as they are: with little data, to make them better takes longer than that."""
    names = f"SELECT string_agg(name, ',') FROM duckdb_optimizers() WHERE name <> {literal(NEEDED)}"
    connection.execute(f"SET disabled_optimizers = {literal(connection.execute(names).fetchall()[0][0])}")


def size(table: Table) -> int:
    """The bytes of the files of a table, as far as they are there."""
    return sum(part.file.stat().st_size for part in table.parts if part.file.is_file())


def _settings(means: Means, work: Path) -> dict[str, Any]:
    wanted = {"memory_limit": means.memory_limit, "threads": means.threads}
    given = {name: value for name, value in wanted.items() if value is not None}
    return {"temp_directory": str(work / "spill"), "disabled_optimizers": HARMFUL, **given}


def _files(package: Package) -> list[Path]:
    return [part.file for table in package.tables.values() for part in table.parts]
