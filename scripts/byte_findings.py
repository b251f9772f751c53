"""What is wrong with the bytes of a CSV file, block by block: encoding, line ends, blank lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from scripts.blocks import BOM, LONGEST_RECORD
from scripts.findings import Finding, Found, structural
from scripts.package import Part, Table
from scripts.screen import LONGEST_LINE

MARKS = {b"\0": ("file_has_no_nul", "NUL bytes"), b"\r": ("lines_end_with_lf", "carriage returns")}
BLANK_LINE = re.compile(rb"(?:\A|\n)\r?\n")


@dataclass
class ByteCheck:
    """The bytes of one file: what was found, and what can be said only at its end."""

    table: Table
    part: Part
    found: Found  # where the findings go
    marks: dict[bytes, tuple[int, int]] = field(default_factory=dict)  # line of the first, and how many
    crlf: int = 0
    lines: int = 0
    is_misleading: bool = False  # a blank line stands where engines take it for a header or a cell

    def look(self, content: bytes, line: int) -> Iterator[Finding]:
        """The findings of a block that begins on `line`."""
        if line == 1 and content.startswith(BOM):
            yield self._found("file_has_no_bom", "It does.", 1)
        yield from self._encoding(content, line)
        for mark in MARKS:
            if mark in content:
                first, count = self.marks.get(mark, (line + content.count(b"\n", 0, content.index(mark)), 0))
                self.marks[mark] = (first, count + content.count(mark))
        self.crlf += content.count(b"\r\n")
        blank = BLANK_LINE.search(content.removeprefix(BOM) if line == 1 else content)
        self.is_misleading |= bool(blank and ((line == 1 and blank.start() == 0) or len(self.table.schema.names) == 1))
        yield from self._lines(content, line)

    def end(self, content: bytes, line: int) -> Iterator[Finding]:
        """What is said once, when all blocks have been seen; `content` is the last, `line` the one after it."""
        for mark, (first, count) in self.marks.items():
            rule, noun = MARKS[mark]
            yield self._found(rule, f"There are {count} {noun}, the first here.", first)
        returns = self.marks.get(b"\r", (0, 0))[1]
        self.is_misleading |= bool(returns and not returns == self.crlf == self.lines)
        if not content.endswith(b"\n") and len(content) - content.rfind(b"\n") <= LONGEST_LINE:
            yield self._found("file_ends_with_newline", "This one does not.", line)

    def _encoding(self, content: bytes, line: int) -> Iterator[Finding]:
        try:
            content.decode("utf-8")
        except UnicodeDecodeError as error:
            position = error.start - content.rfind(b"\n", 0, error.start)
            at = line + content.count(b"\n", 0, error.start)
            yield self._found("file_is_utf8", f"Byte 0x{content[error.start]:02x} at position {position} of the line is not.", at)

    def _lines(self, content: bytes, line: int) -> Iterator[Finding]:
        *lines, rest = content.split(b"\n")
        blank = [number for number, text in enumerate(lines, start=line) if not text.strip(b"\r")]
        yield from self._blank_lines(blank)
        for number, text in enumerate([*lines, rest] if len(content) > LONGEST_LINE else [], start=line):
            if len(text) > LONGEST_LINE:
                yield self._found("line_is_not_too_long", f"This one has {len(text):,}{self._and_more(text)}.", number)

    def _blank_lines(self, numbers: list[int]) -> Iterator[Finding]:
        """There may be a hundred million of them, so those that would not be kept are only counted."""
        findings = (self._found("file_has_no_blank_line", "This one is.", number) for number in numbers)
        for finding in islice(findings, self.found.most):
            yield finding
            group = finding.group
        if len(numbers) > self.found.most:
            self.found.counts[group] += len(numbers) - self.found.most

    def _and_more(self, text: bytes) -> str:
        return " or more, and nothing after it was looked at" if len(text) >= LONGEST_RECORD - 4 else ""

    def _found(self, rule: str, detail: str, line: int) -> Finding:
        return structural(rule, self.part.path, detail, table=self.table.name, line=line)
