"""Reads the files of a table in plain Python, for the steps that need no engine; Parquet alone is read through one."""

import glob
from collections.abc import Iterator
from itertools import count

from schemas.sql import identifier, literal
from scripts.files import UnreadableFile, opened, require_parquet
from scripts.findings import Finding, structural
from scripts.package import Part, Table
from scripts.records import cells, records

FETCHED_AT_ONCE = 10_000  # rows


class UnreadableTable(Exception):
    """A file cannot be read without guessing; `finding` says where and why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def rows(table: Table) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of the table, part after part, as `part_rows` gives them: lines are counted anew in each part."""
    for part in table.parts:
        yield from part_rows(table, part)


def part_rows(table: Table, part: Part) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of one file of the table, each with its physical line (the header is line 1): cells as they stand, by column.

    Parquet has no lines: there it is the number of the row, from 1, and the cells are written as DuckDB writes them, null as empty.

    Forgives what leaves no doubt about a cell: a byte order mark, CRLF, blank lines, a missing last line end, columns in
    another order. Raises UnreadableTable at the first thing that does leave one, or if the file cannot be unpacked.
    """
    try:
        yield from _parquet_rows(table, part) if table.format == "parquet" else _csv_rows(table, part)
    except UnreadableFile as unreadable:
        raise UnreadableTable(unreadable.finding) from unreadable


def _csv_rows(table: Table, part: Part) -> Iterator[tuple[int, dict[str, str]]]:
    found = _records(table, part)
    line, header = next(found, (1, []))
    names = [name.strip() for name in header]
    if sorted(names) != sorted(table.schema.names):
        raise _unreadable("file_is_not_empty" if not header else "header_equals_schema", table, part, line)
    for line, row in found:
        if len(row) != len(names):
            raise _unreadable("row_has_every_cell", table, part, line, f"Here are {len(row)}, not {len(names)}.")
        yield line, dict(zip(names, row, strict=True))


def _records(table: Table, part: Part) -> Iterator[tuple[int, list[str]]]:
    for line, record in records(_text(table, part)):
        found = cells(record, table.delimiter)
        if "\0" in record:
            raise _unreadable("file_has_no_nul", table, part, line)
        if found is None:
            raise _unreadable("quotes_are_closed", table, part, line, "The fault begins here.")
        if "\n" in record or "\r" in record:
            raise _unreadable("cell_has_no_line_break", table, part, line)
        if not _is_blank(found, table):
            yield line, found


def _is_blank(found: list[str], table: Table) -> bool:
    """Whether the line holds no cell; in a table of one column a line of blanks is a cell, which we must not drop."""
    return len(found) == 1 < len(table.schema.names) and not found[0].strip()


def _text(table: Table, part: Part) -> str:
    with opened(part, table.compression, table.name) as stream:
        content = stream.read()
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _unreadable("file_is_utf8", table, part, line, f"Byte {error.start} is not.") from error


def _parquet_rows(table: Table, part: Part) -> Iterator[tuple[int, dict[str, str]]]:
    from scripts.duckdb_core import duckdb
    from scripts.read import engine

    require_parquet(part, table.name)
    # A folder named like year=2012 would become a column.
    source = f"read_parquet({literal(glob.escape(str(part.file)))}, hive_partitioning = false)"
    numbers = count(1)
    with engine() as connection:
        try:
            names = [name for name, *_ in connection.execute(f"DESCRIBE FROM {source}").fetchall()]
            if sorted(names) != sorted(table.schema.names):
                raise _unreadable("header_equals_schema", table, part, None)
            texts = ", ".join(f"coalesce({identifier(name)}::VARCHAR, '')" for name in names)
            connection.execute(f"SELECT {texts} FROM {source}")
            while block := connection.fetchmany(FETCHED_AT_ONCE):
                yield from ((next(numbers), dict(zip(names, row, strict=True))) for row in block)
        except duckdb.Error as error:
            detail = f"It cannot be read: {str(error).splitlines()[0]}"
            raise _unreadable("file_is_parquet", table, part, None, detail) from error


def _unreadable(rule: str, table: Table, part: Part, line: int | None, detail: str = "") -> UnreadableTable:
    return UnreadableTable(structural(rule, part.path, detail, table=table.name, line=line))
