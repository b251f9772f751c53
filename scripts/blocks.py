"""A CSV file in blocks of whole records, so that a file of any size is looked at in little memory, and any record is found again."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from scripts.records import records
from scripts.screen import is_odd_number_of

BLOCK_SIZE = 1_000_000  # bytes; to look at larger ones takes longer, since memory is slower than the caches
BOM = b"\xef\xbb\xbf"
LONGEST_RECORD = 4_000_000  # bytes; an open quote is not followed further


@dataclass(frozen=True)
class Block:
    """Whole records of one file: where they stand, the physical line of the first, and the number of the first in the table.

    The header is no record. `before` is the number of records in the files before this one. In a regular block each line is a record.
    `is_judged` says that nothing is left to find in the text of its cells.
    """

    part: int
    file: Path
    offset: int
    size: int
    line: int
    record: int
    before: int
    has_header: bool
    is_regular: bool
    is_judged: bool

    def rows(self, wanted: Sequence[int]) -> Iterator[tuple[int, str]]:
        """Of each record wanted, by its number in the table, the physical line where it begins and its text."""
        with self.file.open("rb") as stream:
            stream.seek(self.offset)
            content = stream.read(self.size)
        first = self.record - self.has_header
        if self.is_regular:
            lines = content.split(b"\n")
            yield from ((self.line + record - first, lines[record - first].decode("utf-8")) for record in wanted)
        else:
            rows = self.cut(content)
            yield from (rows[record - self.record] for record in wanted)

    def cut(self, content: bytes) -> list[tuple[int, str]]:
        """All records in the bytes of a block that is not regular, each with its line; the header is left out."""
        text = content.removeprefix(BOM if self.offset == 0 else b"").decode("utf-8")
        return [(self.line + number - 1, row) for number, row in records(text)][self.has_header :]


def contents(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of a file in pieces that end where a record ends; the last as it is.

    A piece stops short of that where a quote stays open for longer than any record may be. After a line that is longer than that,
    nothing more is given: memory is bounded, whatever the file.
    """
    while piece := stream.read(BLOCK_SIZE):
        rest = [piece, stream.readline(LONGEST_RECORD)] if not piece.endswith(b"\n") else [piece]
        is_open, more = sum(is_odd_number_of(b'"', part) for part in rest) % 2, 0
        while is_open and more < LONGEST_RECORD and (line := stream.readline(LONGEST_RECORD)):
            rest.append(line)
            more += len(line)
            is_open ^= line.count(b'"') % 2
        if len(rest[-1]) == LONGEST_RECORD and not rest[-1].endswith(b"\n"):
            yield _whole_letters(b"".join(rest))
            return
        yield b"".join(rest)


def _whole_letters(content: bytes) -> bytes:
    """The content up to its last letter, of which some bytes may be missing."""
    begin = next((place for place in range(1, 5) if content[-place] & 0b1100_0000 != 0b1000_0000), 0)
    return content[:-begin] if begin else content


def found_again(blocks: Sequence[Block], wanted: Sequence[int]) -> Iterator[tuple[int, Block, int, str]]:
    """Of each record wanted, in ascending order: its number, its block, its physical line and its text."""
    starts = [block.record for block in blocks]
    for number, some in groupby(wanted, lambda record: bisect_right(starts, record) - 1):
        of_block = list(some)
        for record, (line, text) in zip(of_block, blocks[number].rows(of_block), strict=True):
            yield record, blocks[number], line, text
