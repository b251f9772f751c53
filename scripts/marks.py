"""Where the marks of CSV stand in a block, one bit a byte: so a handful of operations on whole numbers compare 64 bytes at once.

(As in Langdale and Lemire, "Parsing gigabytes of JSON per second", The VLDB Journal 28, 2019.)
"""

from typing import Any

import numpy as np

from scripts.letters import UNUSUAL

Bits = np.ndarray[Any, np.dtype[np.uint64]]  # bit 0 of the first word is the first byte
Places = np.ndarray[Any, np.dtype[np.intp]]
Truths = np.ndarray[Any, np.dtype[np.bool_]]

# A letter is usual if it lies behind an even number of these.
BOUNDS = tuple(bound for first, last in UNUSUAL for bound in (first, last + 1))
LINE_END, BLANK, QUOTE, DELETE = b'\n "\x7f'


class Marks:
    """Where the line ends, delimiters and quotes of a block stand; `room` is for a truth about each byte.

    `inside` is set from a quote that opens up to, but without, the one that closes.
    """

    def __init__(self, content: bytes, delimiter: bytes, room: Truths) -> None:
        self._content, self._letters, self._room = content, np.frombuffer(content, np.uint8), room
        self._ends, self._parts, self._quotes = (self._bits(np.equal, mark) for mark in (LINE_END, ord(delimiter), QUOTE))
        self._inside = _parity(self._quotes)
        self._outside = (self._ends | self._parts) & ~self._inside
        # A quote that closes beside one that opens is a quote in the text of a cell.
        self._begins = self._quotes & self._inside & ~_after(self._quotes)
        self._closes = self._quotes & ~self._inside & ~_before(self._quotes)

    def _truths(self, compared: np.ufunc, mark: int) -> Truths:
        compared(self._letters, mark, out=self._room)
        return self._room

    def _bits(self, compared: np.ufunc, mark: int) -> Bits:
        packed = np.packbits(self._truths(compared, mark), bitorder="little")
        return np.concatenate((packed, np.zeros(-len(packed) % 8, np.uint8))).view("<u8")

    @property
    def lines(self) -> int:
        """The number of lines."""
        return _number(self._ends)

    @property
    def cells(self) -> int:
        """The number of cells."""
        return _number(self._outside)

    @property
    def are_misplaced(self) -> bool:
        """Whether a quote lacks its other, encloses a line end, or stands where no cell begins or ends."""
        at_a_begin, at_an_end = _after(self._outside, first=1), _before(self._outside)
        return bool((self._ends & self._inside).any() or (self._begins & ~at_a_begin).any() or (self._closes & ~at_an_end).any())

    @property
    def has_a_blank_line(self) -> bool:
        """Whether two line ends stand side by side."""
        return bool((self._ends & _after(self._ends, first=1)).any())

    def lines_with_controls(self) -> list[int]:
        """The numbers, from 0, of the lines that hold a control character."""
        if np.count_nonzero(self._truths(np.less, BLANK)) == self.lines and b"\x7f" not in self._content:
            return []
        letters = self._letters
        return self._lines_of(np.flatnonzero(((letters < BLANK) & (letters != LINE_END)) | (letters == DELETE)))

    def other_odd_lines(self) -> list[int] | None:
        """The lines that are odd for another reason; None if the block is not UTF-8."""
        begins, ends = _after(self._outside | self._begins, first=1), _before(self._outside | self._closes)
        untrimmed = self._bits(np.equal, BLANK) & (begins | ends)
        none = np.empty(0, np.intp)
        places = np.flatnonzero(np.unpackbits(untrimmed.view(np.uint8), bitorder="little")) if untrimmed.any() else none
        unusual = none if self._content.isascii() else self._unusual_letters()
        return None if unusual is None else self._lines_of(np.concatenate((places, unusual)))

    def _unusual_letters(self) -> Places | None:
        """Where letters stand that need a closer look; None if the bytes beyond ASCII are not UTF-8, by the book."""
        places = np.flatnonzero(self._truths(np.greater_equal, 0xC0))
        lead, *rest = (self._letters.take(places + further, mode="clip").astype(np.int32) for further in range(4))
        length = 1 + (lead >= 0xE0) + (lead >= 0xF0)
        follow = int(np.count_nonzero(self._truths(np.greater_equal, 0x80))) - len(places)
        are_there = [(byte >> 6 == 0b10) | (length <= place) for place, byte in enumerate(rest)]
        second, third, fourth = (byte & 0x3F for byte in rest)
        two, three = (lead & 0x1F) << 6 | second, (lead & 0x0F) << 12 | second << 6 | third
        number = np.choose(length - 1, (two, three, (lead & 0x07) << 18 | second << 12 | third << 6 | fourth))
        is_short = number >= np.choose(length - 1, (0x80, 0x800, 0x10000))
        is_letter = (number <= 0x10FFFF) & (number >> 11 != 0x1B) & (lead < 0xF8)
        if follow != length.sum() or not (is_short & is_letter & np.all(are_there, axis=0)).all():
            return None
        unusual: Places = places[np.searchsorted(BOUNDS, number, side="right") % 2 == 1]
        return unusual

    def _lines_of(self, places: Places) -> list[int]:
        if not len(places):
            return []
        ends = np.flatnonzero(self._truths(np.equal, LINE_END))
        found: list[int] = np.unique(np.searchsorted(ends, places)).tolist()
        return found


def _number(bits: Bits) -> int:
    return int(np.bitwise_count(bits).sum(dtype=np.int64))


def _after(bits: Bits, first: int = 0) -> Bits:
    """The places right after the marked ones; `first` says whether what stands before the block counts as marked."""
    moved = np.left_shift(bits, np.uint64(1))
    moved[1:] |= bits[:-1] >> np.uint64(63)
    moved[0] |= np.uint64(first)
    return moved


def _before(bits: Bits) -> Bits:
    """The places right before the marked ones."""
    moved = np.right_shift(bits, np.uint64(1))
    moved[:-1] |= bits[1:] << np.uint64(63)
    return moved


def _parity(bits: Bits) -> Bits:
    """The places up to which, they included, the number of marks is odd."""
    within = bits
    for step in (1, 2, 4, 8, 16, 32):
        within = within ^ (within << np.uint64(step))
    # The last bit of a word is the parity of the whole; where those before it are odd together, every bit turns.
    whole = np.bitwise_xor.accumulate(within >> np.uint64(63))
    within[1:] ^= np.where(whole[:-1] == 1, ~np.uint64(0), np.uint64(0))
    return within
