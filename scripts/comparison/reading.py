"""Brings both releases into one engine, all cells as text, and takes what differs in the rows apart there: memory does not bound it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.sql import identifier, literal
from scripts.comparison.opening import CannotCompare
from scripts.comparison.row_queries import DATABASE, SCHEMAS, table_name
from scripts.files import UnreadableFile
from scripts.package import Package, Table
from scripts.parquet import parquet_preflight
from scripts.preflight import preflight
from scripts.read import confine, engine, source
from scripts.reports.text_report import finding_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection


@contextmanager
def both_read(releases: Mapping[str, Package], work: Path) -> Iterator["Connection"]:
    """An engine with the tables of the releases `old` and `new` in the schemas of these names; an empty cell is an empty text.

    `work` is for unpacked files and for what does not fit into memory. Raises CannotCompare if a table cannot be read without guessing.
    """
    from scripts.duckdb_core import duckdb

    with engine(temp_directory=str(work / "spill")) as connection:
        connection.execute(f"ATTACH {literal(str(work / 'compared.duckdb'))} AS {DATABASE}")
        for schema in SCHEMAS:
            connection.execute(f"CREATE SCHEMA {DATABASE}.{schema}")
        files = [part.file for package in releases.values() for table in package.tables.values() for part in table.parts]
        confine(connection, files, work)
        for side, package in releases.items():
            for table in package.tables.values():
                try:
                    _read(connection, side, table, work)
                except duckdb.Error as error:
                    raise CannotCompare(f"{_label(package)}, {table.path}: {str(error).splitlines()[0]}") from error
                except UnreadableFile as unreadable:
                    raise CannotCompare(f"{_label(package)}:\n{finding_text(unreadable.finding)}") from unreadable
        yield connection


def _label(package: Package) -> str:
    return str(package.descriptor_file)


def _read(connection: "Connection", side: str, table: Table, work: Path) -> None:
    folder = work / f"unpacked-{side}"
    folder.mkdir(exist_ok=True)
    looked = parquet_preflight(connection, table) if table.format == "parquet" else preflight(table, folder)
    if not looked.is_readable:
        raise UnreadableFile(looked.findings[0])
    cells = ", ".join(f"coalesce({identifier(name)}, '') AS {identifier(name)}" for name in table.schema.names)
    connection.execute(f"CREATE TABLE {table_name(side, table.name)} AS SELECT {cells} FROM {source(table, looked.files)}")
