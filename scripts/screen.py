"""Proves in a few passes over bytes that a block of a CSV file is regular: then nothing needs to look at its lines one by one.

What is not proven here is not thereby wrong; it is looked at record by record.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # small files are looked at record by record, and do without
    from scripts.marks import Truths

LONGEST_LINE = 1_000_000  # bytes; twice as long, and DuckDB gives up
SMALL = 100_000  # bytes; to look at fewer record by record takes no longer than to import what proves them regular
MANY = 10  # if more than one line in so many is odd, it is the engine's business to look at them all
# Controls but for the line end: none of them belongs in a cell.
CONTROLS = bytes(sorted({*range(32), 127} - {ord("\n")}))


@dataclass(frozen=True)
class Screening:
    """What is proven of a block that begins and ends with a line.

    Regular: every line is one record, quoted by the book, and they have the cells they should on average. An engine that refuses records
    that are too short then makes the average exact; it also refuses what is not UTF-8, so that nobody else has to read every letter.

    `lines` counts them. `odd_lines` are those, from 0, that hold a control; if all that are not odd `are_plain`, also those that hold a
    letter that scripts/letters.py calls unusual, or a blank at an end of a cell, and all of the block is UTF-8.
    """

    is_regular: bool = False
    lines: int = 0
    odd_lines: Sequence[int] = ()
    are_plain: bool = False


class Screen:
    """Looks at one block of a file after another, whose records are to have `width` cells, parted by `delimiter`."""

    def __init__(self, delimiter: bytes, width: int) -> None:
        self._delimiter, self._width = delimiter, width
        self._room: Truths | None = None

    def of(self, content: bytes) -> Screening:
        """What can be proven of the block."""
        from scripts.marks import Marks

        if b"\r" in content or b"\0" in content or not content.endswith(b"\n") or _may_have_a_long_line(content):
            return Screening()
        block = Marks(content, self._delimiter, self._room_for(content))
        if block.are_misplaced or block.cells != block.lines * self._width or (self._width == 1 and block.has_a_blank_line):
            return Screening()
        lines, controls, others = block.lines, block.lines_with_controls(), block.other_odd_lines()
        if others is None or len(controls) + len(others) > lines // MANY:
            return Screening(True, lines, controls)
        return Screening(True, lines, sorted({*controls, *others}), are_plain=True)

    def _room_for(self, content: bytes) -> "Truths":
        """Room for a truth a byte, used again and again: to ask the system for new pages takes longer than the looking."""
        import numpy as np

        if self._room is None or len(self._room) < len(content):
            self._room = np.empty(len(content), np.bool_)
        return self._room[: len(content)]


def is_odd_number_of(mark: bytes, content: bytes) -> bool:
    """Whether the byte stands in the content an odd number of times: of much, found several times as fast as by bytes.count."""
    if len(content) < SMALL:
        return content.count(mark) % 2 == 1
    import numpy as np

    truths = np.equal(np.frombuffer(content, np.uint8), ord(mark))
    words = len(truths) // 8
    together = int(np.bitwise_xor.reduce(truths[: words * 8].view(np.uint64)))  # a bit of it for each of eight bytes, side by side
    return (together.bit_count() + int(np.count_nonzero(truths[words * 8 :]))) % 2 == 1


def _may_have_a_long_line(content: bytes) -> bool:
    """Whether some half of the greatest length has no line end in it, as every line that is too long would."""
    half = LONGEST_LINE // 2
    return any(content.find(b"\n", start, start + half) < 0 for start in range(0, len(content) - half, half))
