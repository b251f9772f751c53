"""The form of a file: what its bytes, its header and its cells look like, and the rows that come out of it."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.reference.found import Found
from tests.reference.text import MisplacedQuote, cells, records

LONGEST = 1_000_000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# After these nothing sure can be said of the cells, so that neither they nor what leans on them is looked at.
UNREADABLE = {
    "file_exists",
    "file_is_not_empty",
    "file_is_utf8",
    "file_has_no_nul",
    "line_is_not_too_long",
    "header_equals_schema",
    "quotes_are_closed",
    "row_has_every_cell",
}
UNDECODED = {"file_is_not_empty", "file_is_utf8", "file_has_no_nul", "line_is_not_too_long"}


@dataclass
class Row:
    """One record: where it stands, its cells as text, and their values (None where empty, or not of the form of the type)."""

    line: int
    record: int
    text: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, column: str) -> Any:
        return self.values[column]


@dataclass
class Form:
    """What was found in a file, and its rows; `is_readable` is False where they are not to be relied on."""

    found: set[Found]
    rows: list[Row]

    ends_differ: bool = False

    @property
    def is_readable(self) -> bool:
        """Line ends of two kinds leave it open where a row ends; so does a blank line where the header should be."""
        return not self.ends_differ and not {one.rule for one in self.found} & UNREADABLE


def form(table: str, content: bytes, names: list[str], delimiter: str) -> Form:
    """The form of the file `content` of `table`, whose columns should be `names`."""
    found = {Found(rule, table, line) for rule, line in _faults_of_bytes(content)}
    if {one.rule for one in found} & UNDECODED:
        return Form(found, [])
    text = content.removeprefix(BYTE_ORDER_MARK).decode("utf-8")
    header, *others = records(text)
    try:
        equal = cells(header[1], delimiter) == names
    except MisplacedQuote:
        return Form(found | {Found("quotes_are_closed", table, header[0])}, [])
    if not equal:
        return Form(found | {Found("header_equals_schema", table, header[0])}, [])
    if not others and table not in ("derivations", "ged_matches", "retired"):
        return Form(found | {Found("table_has_rows", table, 1)}, [])
    return _with_rows(Form(found, [], _ends_differ(content)), table, others, names, delimiter)


def _ends_differ(content: bytes) -> bool:
    rest = content.replace(b"\r\n", b"")
    first = content.removeprefix(BYTE_ORDER_MARK).lstrip(b"\r")[:1]
    return first == b"\n" or b"\r" in rest or (b"\n" in rest and rest != content)


def _faults_of_bytes(content: bytes) -> Iterator[tuple[str, int]]:
    if not content.removeprefix(BYTE_ORDER_MARK).strip():
        yield "file_is_not_empty", 1
        return
    if (place := _first_undecodable(content)) is not None:
        yield "file_is_utf8", _line(content, place)
    if content.startswith(BYTE_ORDER_MARK):
        yield "file_has_no_bom", 1
    for rule, byte in (("file_has_no_nul", b"\0"), ("lines_end_with_lf", b"\r")):
        if byte in content:
            yield rule, _line(content, content.index(byte))
    yield from _faults_of_lines(content)


def _faults_of_lines(content: bytes) -> Iterator[tuple[str, int]]:
    *ended, rest = content.split(b"\n")
    if rest:
        yield "file_ends_with_newline", len(ended) + 1
    for number, line in enumerate(ended, start=1):
        if line in (b"", b"\r"):
            yield "file_has_no_blank_line", number
    for number, line in enumerate([*ended, rest], start=1):
        if len(line) > LONGEST:
            yield "line_is_not_too_long", number


def _first_undecodable(content: bytes) -> int | None:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _line(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1


def _with_rows(form: Form, table: str, others: list[tuple[int, str]], names: list[str], delimiter: str) -> Form:
    for number, (line, record) in enumerate(others, start=1):
        try:
            row = cells(record, delimiter)
        except MisplacedQuote:
            form.found.add(Found("quotes_are_closed", table, line, number))
            continue
        if len(row) != len(names):
            form.found.add(Found("row_has_every_cell", table, line, number))
        for name, cell in zip(names, row, strict=False):
            form.found |= {Found(rule, table, line, number, frozenset({name})) for rule in faults_of_text(cell)}
        form.rows.append(Row(line, number, dict(zip(names, row, strict=False))))
    return form


def faults_of_text(cell: str) -> Iterator[str]:
    """The rules on plain text that a cell breaks."""
    if "\n" in cell or "\r" in cell:
        yield "cell_has_no_line_break"
    rest = cell.replace("\n", "").replace("\r", "")
    if any(_is_control(character) for character in rest) or rest != rest.strip() or not unicodedata.is_normalized("NFC", rest):
        yield "cell_is_plain_text"


def _is_control(character: str) -> bool:
    """Controls, the two separators that end a line or a paragraph, and the byte order mark in mid-text."""
    return unicodedata.category(character) in {"Cc", "Zl", "Zp"} or character == "\ufeff"
