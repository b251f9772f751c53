"""SQLite: one file with all tables, their keys and checks, made by the SQLite of Python's standard library.

The same library gives the same bytes. Another version of it writes its own number into bytes 96 to 99 of the file.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from schemas.sql import identifier
from scripts.database import BuildFailed, CannotWrite
from scripts.exports.export import Written
from scripts.exports.source import Source
from scripts.exports.sqlite_ddl import facts_statement, table_statement

FILE = "operation.sqlite"
PACKAGE = "package"  # the table by which the file on its own can be cited
# What another build of SQLite may have as another default.
SETTINGS = ("page_size = 4096", "encoding = 'UTF-8'", "auto_vacuum = NONE", "journal_mode = MEMORY", "foreign_keys = OFF")


def write(source: Source, folder: Path) -> list[Written]:
    """Write the file; raises BuildFailed if a row does not fit its keys or checks, CannotWrite if the disk does not take it."""
    file = folder / FILE
    try:
        with closing(sqlite3.connect(file, isolation_level=None)) as sqlite:
            _fill(sqlite, source)
    except (sqlite3.IntegrityError, sqlite3.DataError) as error:
        raise BuildFailed(f"{FILE}: {error}.") from None
    except sqlite3.Error as error:
        raise CannotWrite(f"{FILE} cannot be written: {error}.") from None
    return [Written(file, None, "All tables with their primary keys, foreign keys and checks.")]


def _fill(sqlite: sqlite3.Connection, source: Source) -> None:
    for setting in SETTINGS:
        sqlite.execute(f"PRAGMA {setting}")
    sqlite.execute("BEGIN")
    sqlite.execute(facts_statement(PACKAGE, source.words(PACKAGE), source.columns(PACKAGE)))
    _insert(sqlite, source, PACKAGE)
    for name, table in source.package.tables.items():
        sqlite.execute(table_statement(table.schema, source.words(name), source.columns(name)))
        _insert(sqlite, source, name)
    sqlite.execute("COMMIT")
    # Only now, since a row may come before its parent.
    for table, *_ in sqlite.execute("PRAGMA foreign_key_check"):
        raise BuildFailed(f"{FILE}: a row of {table} refers to a row that is not there.")


def _insert(sqlite: sqlite3.Connection, source: Source, name: str) -> None:
    marks = ", ".join("?" for _ in source.columns(name))
    sqlite.executemany(f"INSERT INTO {identifier(name)} VALUES ({marks})", source.rows(source.query(name)))
