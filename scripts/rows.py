"""Reads the CSV file of a table in plain Python, for the steps that need no engine."""

from collections.abc import Iterator

from scripts.findings import Finding, structural
from scripts.package import Table
from scripts.records import cells, records


class UnreadableTable(Exception):
    """The file cannot be read without guessing; `finding` says where and why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def rows(table: Table) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of the table, each with its physical line (the header is line 1): cells as they stand, by column.

    Forgives what leaves no doubt about a cell: a byte order mark, CRLF, blank lines, a missing last line end, columns in
    another order. Raises UnreadableTable at the first thing that does leave one.
    """
    found = _records(table)
    line, header = next(found, (1, []))
    names = [name.strip() for name in header]
    if sorted(names) != sorted(table.schema.names):
        raise _unreadable("file_is_not_empty" if not header else "header_equals_schema", table, line)
    for line, row in found:
        if len(row) != len(names):
            raise _unreadable("row_has_every_cell", table, line, f"Here are {len(row)}, not {len(names)}.")
        yield line, dict(zip(names, row, strict=True))


def _records(table: Table) -> Iterator[tuple[int, list[str]]]:
    for line, record in records(_text(table)):
        found = cells(record, table.delimiter)
        if "\0" in record:
            raise _unreadable("file_has_no_nul", table, line)
        if found is None:
            raise _unreadable("quotes_are_closed", table, line, "The fault begins here.")
        if "\n" in record or "\r" in record:
            raise _unreadable("cell_has_no_line_break", table, line)
        if not _is_blank(found, table):
            yield line, found


def _is_blank(found: list[str], table: Table) -> bool:
    """Whether the line holds no cell; in a table of one column a line of blanks is a cell, which we must not drop."""
    return len(found) == 1 < len(table.schema.names) and not found[0].strip()


def _text(table: Table) -> str:
    if not table.file.is_file():
        raise _unreadable("file_exists", table, None)
    content = table.file.read_bytes()
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _unreadable("file_is_utf8", table, line, f"Byte {error.start} is not.") from error


def _unreadable(rule: str, table: Table, line: int | None, detail: str = "") -> UnreadableTable:
    return UnreadableTable(structural(rule, table.path, detail, table=table.name, line=line))
