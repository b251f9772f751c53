"""Looks at a file's bytes, header and rows before any engine reads it, since engines forgive what a data set must not.

What is found here is exact: the physical line, and what stands there.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from scripts.findings import Finding, structural
from scripts.package import Table

BOM = b"\xef\xbb\xbf"
# After one of these an engine would guess, so the table is not read further. The others are faults of form alone.
STOPPING = {
    "file_exists",
    "file_is_not_empty",
    "file_is_utf8",
    "file_has_no_nul",
    "header_equals_schema",
    "quotes_are_closed",
    "row_has_every_cell",
}
# A cell as long as a file is a finding of ours, not a limit of the reader.
csv.field_size_limit(2**31 - 1)


@dataclass
class Preflight:
    """What was found in one file, and where its records begin: `lines[n]` is the physical line of record n + 1."""

    findings: list[Finding] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    @property
    def is_readable(self) -> bool:
        """Whether an engine would read the rows as they are meant."""
        return not any(finding.rule in STOPPING for finding in self.findings)


def preflight(table: Table) -> Preflight:
    """Check the file of `table`: bytes, then header, then the number of cells in each row."""
    if not table.file.is_file():
        return Preflight([structural("file_exists", table.path, "There is none.", table=table.name)])
    content = table.file.read_bytes()
    result = Preflight(list(_byte_findings(table, content)))
    if not result.is_readable:
        return result
    # Records are counted on the text as it stands: splitlines would take other characters for line ends.
    text = content.removeprefix(BOM).decode("utf-8")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=table.delimiter, strict=True)
    try:
        header = next((row for row in reader if row), [])
        result.findings += _header_findings(table, header)
        if result.is_readable:
            _read_rows(table, reader, result)
            if not result.lines:
                result.findings.append(structural("table_has_rows", table.path, "There is only the header.", table=table.name, line=1))
    except csv.Error as error:
        begin = result.lines[-1] + 1 if result.lines else 1
        detail = f"A quote opened on line {begin} or later leads astray on line {reader.line_num}: {error}."
        result.findings.append(structural("quotes_are_closed", table.path, detail, table=table.name, line=reader.line_num))
    return result


def _byte_findings(table: Table, content: bytes) -> Iterator[Finding]:
    def found(rule: str, detail: str, line: int = 1) -> Finding:
        return structural(rule, table.path, detail, table=table.name, line=line)

    if not content.removeprefix(BOM).strip():
        yield found("file_is_not_empty", "It has no bytes." if not content else "It has only blanks.")
        return
    if content.startswith(BOM):
        yield found("file_has_no_bom", "It does.")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        position = error.start - content.rfind(b"\n", 0, error.start)
        yield found(
            "file_is_utf8", f"Byte 0x{content[error.start]:02x} at position {position} of the line is not.", _line_at(content, error.start)
        )
    if b"\0" in content:
        yield found("file_has_no_nul", f"There are {content.count(0)}, the first here.", _line_at(content, content.index(0)))
    if b"\r" in content:
        returns = content.count(b"\r")
        yield found("lines_end_with_lf", f"There are {returns} carriage returns, the first here.", _line_at(content, content.index(b"\r")))
    if not content.endswith(b"\n"):
        yield found("file_ends_with_newline", "This one does not.", content.count(b"\n") + 1)
    for number, line in enumerate(content.split(b"\n")[:-1], start=1):
        if not line.strip(b"\r"):
            yield found("file_has_no_blank_line", "This one is.", number)


def _line_at(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1


def _header_findings(table: Table, header: list[str]) -> Iterator[Finding]:
    expected = list(table.schema.names)
    if header == expected:
        return
    details = [f"'{name}' is missing." for name in expected if name not in header]
    details += [f"'{name}' is not in the schema." for name in dict.fromkeys(header) if name not in expected]
    details += [f"'{name}' stands {header.count(name)} times." for name in dict.fromkeys(header) if header.count(name) > 1]
    others = [mark for mark in (";", "\t", "|", ",") if mark != table.delimiter and mark in header[0]] if len(header) == 1 else []
    if others:
        details = [f"The cells look as if they were parted by {others[0]!r} instead of {table.delimiter!r}."]
    for detail in details or [f"The order is {', '.join(header)} instead of {', '.join(expected)}."]:
        yield structural("header_equals_schema", table.path, detail, table=table.name, line=1)


def _read_rows(table: Table, reader: Any, result: Preflight) -> None:
    names = table.schema.names
    end = reader.line_num
    for row in reader:
        begin, end = end + 1, reader.line_num
        if not row:
            continue
        # Blank lines before a record belong to no record, so its first line is counted from its last.
        begin = end - sum(cell.count("\n") for cell in row)
        result.lines.append(begin)
        if len(row) != len(names):
            detail = f"This one has {len(row)} instead of {len(names)}."
            result.findings.append(
                structural("row_has_every_cell", table.path, detail, table=table.name, line=begin, value=table.delimiter.join(row))
            )
        for name, cell in zip(names, row, strict=False):
            if "\n" in cell or "\r" in cell:
                result.findings.append(
                    structural(
                        "cell_has_no_line_break", table.path, "This one does.", table=table.name, line=begin, column=name, value=cell
                    )
                )
