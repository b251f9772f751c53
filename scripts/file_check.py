"""The check of one CSV file, block by block: the quick proof that a block is regular, or the slow look at every record."""

from collections.abc import Iterable
from pathlib import Path

from scripts.blocks import BOM, Block, contents
from scripts.byte_findings import ByteCheck
from scripts.findings import STOPPING, Finding, Found, structural
from scripts.package import Table
from scripts.records import cells, records
from scripts.row_findings import Fault, header_findings, record_faults
from scripts.screen import SMALL, Screen, Screening


class FileCheck:
    """One file on its way through the check: its blocks and records so far; `before` counts the records of the files before it."""

    def __init__(self, table: Table, number: int, file: Path, found: Found, before: int, exactly: bool) -> None:
        self.table, self.number, self.file, self.found, self.before, self.exactly = table, number, file, found, before, exactly
        self.part = table.parts[number]
        self.of_bytes, self.of_rows = Found(found.most), Found(found.most)
        self.bytes = ByteCheck(table, self.part, self.of_bytes)
        self.screen = Screen(table.delimiter.encode(), len(table.schema.names))
        self.blocks: list[Block] = []
        self.records = 0
        self.header_is_right = True
        self.are_judged = True  # all records so far, the text of their cells
        self.odd: list[int] = []  # records whose text is not plain, or may not be

    def run(self) -> None:
        """Look at the whole file. What its bytes have of faults that stop the reading makes what its rows seemed to have pointless."""
        offset, line, content = 0, 1, b""
        with self.file.open("rb") as stream:
            for content in contents(stream):
                line += self._look(content, offset, line)
                offset += len(content)
        if offset == len(content) and not content.removeprefix(BOM).strip():
            self.of_bytes = Found(self.found.most)
            self.of_bytes.add([self._emptiness(content)])
        else:
            self.of_bytes.add(self.bytes.end(content, line))
        self.found.merge(self.of_bytes)
        if not self.of_bytes.rules & STOPPING:
            self.found.merge(self.of_rows)

    def _emptiness(self, content: bytes) -> Finding:
        detail = "It has only blanks." if content else "It has no bytes."
        return structural("file_is_not_empty", self.part.path, detail, table=self.table.name, line=1)

    def _look(self, content: bytes, offset: int, line: int) -> int:
        """Look at a block that begins on `line`, and say how many lines it ends."""
        screening = self._screened(content, offset)
        lines = screening.lines or content.count(b"\n")
        if not screening.is_regular:
            self.of_bytes.add(self.bytes.look(content, line))
        first = self.before + self.records + 1
        regular, judged = screening.is_regular, screening.are_plain or not screening.is_regular
        block = Block(self.number, self.file, offset, len(content), line, first, self.before, offset == 0, regular, judged)
        if self.of_bytes.rules & STOPPING:
            return lines
        self.blocks.append(block)
        self.bytes.lines += lines
        self.are_judged &= judged
        if screening.is_regular:
            self._look_at_lines(block, content, screening)
        else:
            self._look_at_records(block, content)
        return lines

    def _screened(self, content: bytes, offset: int) -> Screening:
        if self.exactly or len(content) < SMALL or (offset == 0 and content.startswith(BOM)):
            return Screening()
        return self.screen.of(content)

    def _look_at_lines(self, block: Block, content: bytes, screening: Screening) -> None:
        self.records += screening.lines - block.has_header
        if block.has_header:
            self._look_at_header(block.line, content[: content.index(b"\n")].decode("utf-8", errors="replace"))
        odd = screening.odd_lines if self.header_is_right else ()
        rows = content.split(b"\n") if odd else []
        first = block.record - self.before - block.has_header
        for number in odd:
            # What is not UTF-8 the engine refuses, and then all is looked at again.
            row = rows[number].decode("utf-8", errors="replace")
            self._tell(block.line + number, first + number, record_faults(self.table, row))

    def _look_at_records(self, block: Block, content: bytes) -> None:
        if block.has_header:
            self._look_at_header(*next(records(content.removeprefix(BOM).decode("utf-8")), (1, "")))
        rows = block.cut(content)
        first = block.record - self.before
        self.records += len(rows)
        for number, (line, row) in enumerate(rows if self.header_is_right else [], start=first):
            self._tell(line, number, record_faults(self.table, row))

    def _tell(self, line: int, number: int, faults: Iterable[Fault]) -> None:
        """Take in what is wrong with a record. There may be many millions, so those that would not be kept are only counted."""
        counts, most = self.of_rows.counts, self.of_rows.most
        faults = list(faults)
        self.odd += [self.before + number] if faults else []
        for rule, detail, column, value in faults:
            group = f"{self.table.name} {rule} {column}" if column else f"{self.table.name} {rule}"
            if counts.get(group, 0) < most:
                where = {"table": self.table.name, "line": line, "record": number, "column": column}
                self.of_rows.add([structural(rule, self.part.path, detail, value=value, **where)])
            else:
                counts[group] += 1

    def _look_at_header(self, line: int, header: str) -> None:
        findings = list(header_findings(self.table, self.part, line, cells(header, self.table.delimiter)))
        self.header_is_right = not findings
        self.of_rows.add(findings)
