"""Looks at a file's bytes, header and rows before any engine reads it, since engines forgive what a data set must not.

What is found here is exact: the physical line, and what stands there. A line ends with LF; a carriage return is a fault.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from scripts.findings import Finding, structural
from scripts.package import Table
from scripts.records import cells, records

BOM = b"\xef\xbb\xbf"
LONGEST_LINE = 1_000_000  # bytes; twice as long, and DuckDB gives up
# After one of these an engine would guess, so the table is not read further. The others are faults of form alone.
STOPPING = {
    "file_exists",
    "file_is_not_empty",
    "file_is_utf8",
    "file_has_no_nul",
    "line_is_not_too_long",
    "header_equals_schema",
    "quotes_are_closed",
    "row_has_every_cell",
}
# What makes a line worth a closer look: controls, letters beyond ASCII, blanks beside a comma, a quote or an end.
SUSPECT = re.compile(r"[^ -~]|(?:^|[,;\t|\"]) | (?:$|[,;\t|\"])")
NOT_PLAIN = {"Cc", "Zl", "Zp"}


@dataclass
class Preflight:
    """What was found in one file, and where its records begin: `lines[n]` is the physical line of record n + 1."""

    findings: list[Finding] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    is_misleading: bool = False  # an engine would take line ends otherwise than we do

    @property
    def is_readable(self) -> bool:
        """Whether an engine would read the rows as they are meant."""
        return not self.is_misleading and not any(finding.rule in STOPPING for finding in self.findings)


def preflight(table: Table) -> Preflight:
    """Check the file of `table`: bytes, then header, then the cells of each row."""
    if not table.file.is_file():
        return Preflight([structural("file_exists", table.path, "There is none.", table=table.name)])
    content = table.file.read_bytes()
    result = Preflight(list(_byte_findings(table, content)))
    if not result.is_readable:
        return result
    result.is_misleading = _is_misleading(table, content)
    found = records(content.removeprefix(BOM).decode("utf-8"))
    line, header = next(found)
    result.findings += _header_findings(table, line, cells(header, table.delimiter))
    if not any(finding.rule in STOPPING for finding in result.findings):
        for line, record in found:
            result.lines.append(line)
            result.findings += _record_findings(table, line, record)
        if not result.lines:
            result.findings.append(structural("table_has_rows", table.path, "There is only the header.", table=table.name, line=1))
    return result


def _byte_findings(table: Table, content: bytes) -> Iterator[Finding]:
    def found(rule: str, detail: str, position: int = 0) -> Finding:
        return structural(rule, table.path, detail, table=table.name, line=content.count(b"\n", 0, position) + 1)

    if not content.removeprefix(BOM).strip():
        yield found("file_is_not_empty", "It has no bytes." if not content else "It has only blanks.")
        return
    if content.startswith(BOM):
        yield found("file_has_no_bom", "It does.")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        position = error.start - content.rfind(b"\n", 0, error.start)
        yield found("file_is_utf8", f"Byte 0x{content[error.start]:02x} at position {position} of the line is not.", error.start)
    for mark, rule, noun in ((b"\0", "file_has_no_nul", "NUL bytes"), (b"\r", "lines_end_with_lf", "carriage returns")):
        if mark in content:
            yield found(rule, f"There are {content.count(mark)} {noun}, the first here.", content.index(mark))
    if not content.endswith(b"\n"):
        yield found("file_ends_with_newline", "This one does not.", len(content))
    begin = 0
    for line in content.split(b"\n")[:-1]:
        if not line.strip(b"\r"):
            yield found("file_has_no_blank_line", "This one is.", begin)
        if len(line) > LONGEST_LINE:
            yield found("line_is_not_too_long", f"This one has {len(line):,}.", begin)
        begin += len(line) + 1


def _is_misleading(table: Table, content: bytes) -> bool:
    """Whether line ends are mixed, or a blank line stands where engines take it for a header or a cell."""
    returns, pairs, ends = (content.count(mark) for mark in (b"\r", b"\r\n", b"\n"))
    blank = re.search(rb"(?:\A|\n)\r?\n", content.removeprefix(BOM))
    return bool(returns and not returns == pairs == ends) or bool(blank and (blank.start() == 0 or len(table.schema.names) == 1))


def _header_findings(table: Table, line: int, header: list[str] | None) -> Iterator[Finding]:
    expected = list(table.schema.names)
    if header == expected:
        return
    if header is None:
        yield structural("quotes_are_closed", table.path, "This one does not.", table=table.name, line=line)
        return
    details = [f"'{name}' is missing." for name in expected if name not in header]
    details += [f"'{name}' is not in the schema." for name in dict.fromkeys(header) if name not in expected]
    details += [f"'{name}' stands {header.count(name)} times." for name in dict.fromkeys(header) if header.count(name) > 1]
    others = [mark for mark in (";", "\t", "|", ",") if mark != table.delimiter and mark in header[0]] if len(header) == 1 else []
    if others:
        details = [f"The cells look as if they were parted by {others[0]!r} instead of {table.delimiter!r}."]
    for detail in details or [f"The order is {', '.join(header)} instead of {', '.join(expected)}."]:
        yield structural("header_equals_schema", table.path, detail, table=table.name, line=line)


def _record_findings(table: Table, line: int, record: str) -> Iterator[Finding]:
    names, found = table.schema.names, cells(record, table.delimiter)
    if found is None:
        yield structural("quotes_are_closed", table.path, "The fault begins here.", table=table.name, line=line, value=record)
        return
    if len(found) != len(names):
        detail = f"This one has {len(found)} instead of {len(names)}."
        yield structural("row_has_every_cell", table.path, detail, table=table.name, line=line, value=record)
    if SUSPECT.search(record):
        for name, cell in zip(names, found, strict=False):
            for rule, detail in _cell_faults(cell):
                yield structural(rule, table.path, detail, table=table.name, line=line, column=name, value=cell)


def _cell_faults(cell: str) -> Iterator[tuple[str, str]]:
    if "\n" in cell or "\r" in cell:
        yield "cell_has_no_line_break", "This one does."
        return
    odd = [letter for letter in cell if unicodedata.category(letter) in NOT_PLAIN or letter == "\ufeff"]
    if odd:
        yield "cell_is_plain_text", f"Here is U+{ord(odd[0]):04X}."
    elif cell != cell.strip():
        yield "cell_is_plain_text", "Here is a blank at an end."
    elif not unicodedata.is_normalized("NFC", cell):
        yield "cell_is_plain_text", "Here it is not in normal form C."
