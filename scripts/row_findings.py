"""What is wrong with the header and the records of a CSV file, and with the text of a cell: exact, and slow."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from scripts.findings import Finding, structural
from scripts.package import Part, Table
from scripts.records import cells

# What makes a record worth a closer look: controls, letters beyond ASCII, blanks beside a comma, a quote or an end.
SUSPECT = re.compile(r"[^ -~]|(?:^|[,;\t|\"]) | (?:$|[,;\t|\"])")
NOT_PLAIN = {"Cc", "Zl", "Zp"}

Fault = tuple[str, str, str | None, str]  # the rule, what was found, the column if there is one, the value


def header_findings(table: Table, part: Part, line: int, header: list[str] | None) -> Iterator[Finding]:
    """How the header differs from the schema's columns; None stands for one that cannot be cut into cells."""
    expected = list(table.schema.names)
    if header == expected:
        return
    if header is None:
        yield structural("quotes_are_closed", part.path, "This one does not.", table=table.name, line=line)
        return
    details = [f"'{name}' is missing." for name in expected if name not in header]
    details += [f"'{name}' is not in the schema." for name in dict.fromkeys(header) if name not in expected]
    details += [f"'{name}' stands {header.count(name)} times." for name in dict.fromkeys(header) if header.count(name) > 1]
    others = [mark for mark in (";", "\t", "|", ",") if mark != table.delimiter and mark in header[0]] if len(header) == 1 else []
    if others:
        details = [f"The cells look as if they were parted by {others[0]!r} instead of {table.delimiter!r}."]
    for detail in details or [f"The order is {', '.join(header)} instead of {', '.join(expected)}."]:
        yield structural("header_equals_schema", part.path, detail, table=table.name, line=line)


def record_faults(table: Table, record: str) -> Iterator[Fault]:
    """What is wrong with the form of a record: quotes, number of cells, text."""
    names, found = table.schema.names, cells(record, table.delimiter)
    if found is None:
        yield "quotes_are_closed", "The fault begins here.", None, record
        return
    if len(found) != len(names):
        yield "row_has_every_cell", f"This one has {len(found)} instead of {len(names)}.", None, record
    if SUSPECT.search(record):
        yield from _text_faults(dict(zip(names, found, strict=False)))


def text_findings(table: Table, part: Part, line: int | None, number: int, row: Mapping[str, str | None]) -> Iterator[Finding]:
    """What is wrong with the text of the cells of a row, whatever they mean."""
    for rule, detail, column, value in _text_faults(row):
        yield structural(rule, part.path, detail, table=table.name, line=line, record=number, column=column, value=value)


def _text_faults(row: Mapping[str, str | None]) -> Iterator[Fault]:
    for name, cell in row.items():
        for rule, detail in _faults(cell or ""):
            yield rule, detail, name, cell or ""


def _faults(cell: str) -> Iterator[tuple[str, str]]:
    if "\n" in cell or "\r" in cell:
        yield "cell_has_no_line_break", "This one does."
        cell = cell.replace("\n", "").replace("\r", "")
    # What can be printed has none of these, and is asked for in one look.
    odd = [letter for letter in cell if unicodedata.category(letter) in NOT_PLAIN or letter == "\ufeff"] if not cell.isprintable() else []
    if odd:
        yield "cell_is_plain_text", f"Here is U+{ord(odd[0]):04X}."
    elif cell != cell.strip():
        yield "cell_is_plain_text", "Here is a blank at an end."
    elif not unicodedata.is_normalized("NFC", cell):
        yield "cell_is_plain_text", "Here it is not in normal form C."
