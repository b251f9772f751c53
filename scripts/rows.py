"""Reads the CSV file of a table in plain Python, for the steps that need no engine."""

import csv
import io
import re
from collections.abc import Iterator

from scripts.findings import Finding, structural
from scripts.package import Table

# A long cell is no reason to refuse a file; without this the answer would depend on who else reads CSV.
csv.field_size_limit(2**31 - 1)


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
    records = _records(table)
    line, header = next(records, (1, []))
    names = [name.strip() for name in header]
    if sorted(names) != sorted(table.schema.names):
        raise _unreadable("file_is_not_empty" if not header else "header_equals_schema", table, line)
    for line, cells in records:
        if len(cells) != len(names):
            raise _unreadable("row_has_every_cell", table, line, f"Here are {len(cells)}, not {len(names)}.")
        yield line, dict(zip(names, cells, strict=True))


def _records(table: Table) -> Iterator[tuple[int, list[str]]]:
    form = _form(table.delimiter)
    lines = _Lines(_lines(table))
    reader = csv.reader(lines, delimiter=table.delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if reader.line_num > line:
                raise _unreadable("cell_has_no_line_break", table, line)
            if not form.fullmatch(lines.last.rstrip("\r\n")):
                raise _unreadable("quotes_are_closed", table, line, "Here a quote stands in a cell that does not begin with one.")
            if not _is_blank(cells, table):
                yield line, cells
            line += 1
    except csv.Error as error:
        raise _unreadable("quotes_are_closed", table, line, f"CSV reader: {error}.") from error


class _Lines:
    """Lines to iterate over, and the last one that was taken."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines, self.last = lines, ""

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.last = line
            yield line


def _form(delimiter: str) -> re.Pattern[str]:
    """A line by RFC 4180: the CSV reader would take `"b"` after a blank for a text with quotes in it, and not tell."""
    mark = re.escape(delimiter)
    cell = rf'(?:"(?:[^"]|"")*+"|[^"{mark}]*+)'
    return re.compile(f"{cell}(?:{mark}{cell})*+", re.DOTALL)


def _is_blank(cells: list[str], table: Table) -> bool:
    """Whether the line holds no cell; in a table of one column a line of blanks is a cell, which we must not drop."""
    return not cells or (len(cells) == 1 < len(table.schema.names) and not cells[0].strip())


def _lines(table: Table) -> Iterator[str]:
    # newline="" keeps line ends as they are and splits at a lone CR as well, so that line numbers are the editor's.
    for number, line in enumerate(io.StringIO(_text(table), newline=""), start=1):
        if "\0" in line:
            raise _unreadable("file_has_no_nul", table, number)
        if line.endswith("\r"):
            raise _unreadable("cell_has_no_line_break", table, number, "There is a carriage return without a line feed.")
        yield line


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
