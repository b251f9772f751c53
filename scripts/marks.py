"""Where the marks of CSV stand in a block, one bit a byte: so a handful of operations on whole numbers compare 64 bytes at once.

(As in Langdale and Lemire, "Parsing gigabytes of JSON per second", The VLDB Journal 28, 2019.)
"""

from typing import Any

import numpy as np

from scripts.letters import is_usual

Bits = np.ndarray[Any, np.dtype[np.uint64]]  # bit 0 of the first word is the first byte
Places = np.ndarray[Any, np.dtype[np.intp]]
Truths = np.ndarray[Any, np.dtype[np.bool_]]
NOWHERE: Places = np.empty(0, np.intp)

LINE_END, BLANK, QUOTE, DELETE = b'\n "\x7f'
FIRST_LEAD = 0xC0  # of the bytes beyond ASCII, those from here on begin a letter, and those below go on with one


class Marks:
    """Where the line ends, delimiters and quotes of a block stand; `room` is for a truth about each byte.

    `inside` is set from a quote that opens up to, but without, the one that closes.
    """

    def __init__(self, content: bytes, delimiter: bytes, room: Truths) -> None:
        self._content, self._letters, self._room = content, np.frombuffer(content, np.uint8), room
        self._ends, self._parts, self._quotes = (self._bits(self._are(mark)) for mark in (LINE_END, ord(delimiter), QUOTE))
        self._inside = _parity(self._quotes)
        self._outside = (self._ends | self._parts) & ~self._inside
        # A quote that closes beside one that opens is a quote in the text of a cell.
        self._begins = self._quotes & self._inside & ~_after(self._quotes)
        self._closes = self._quotes & ~self._inside & ~_before(self._quotes)

    def _are(self, mark: int) -> Truths:
        np.equal(self._letters, mark, out=self._room)
        return self._room

    def _bits(self, truths: Truths) -> Bits:
        packed = np.packbits(truths, bitorder="little")
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
        letters, others = self._letters, self._room.view(np.uint8)
        # Less than a line end is seen as it stands. With line ends and all below turned round to the top, so is what lies up to a blank.
        np.subtract(letters, LINE_END + 1, out=others)
        if letters.min() >= LINE_END and others.min() >= BLANK - LINE_END - 1 and DELETE not in self._content:
            return []
        return self._lines_of(np.flatnonzero(((letters < BLANK) & (letters != LINE_END)) | (letters == DELETE)))

    def other_odd_lines(self) -> list[int] | None:
        """The lines that are odd for another reason; None if the block is not UTF-8."""
        begins, ends = _after(self._outside | self._begins, first=1), _before(self._outside | self._closes)
        untrimmed = self._bits(self._are(BLANK)) & (begins | ends)
        unusual = NOWHERE if self._content.isascii() else self._unusual_letters()
        return None if unusual is None else self._lines_of(np.concatenate((_places(untrimmed), unusual)))

    def _unusual_letters(self) -> Places | None:
        """Where letters stand that need a closer look; None if the bytes beyond ASCII are not UTF-8."""
        np.less(self._letters.view(np.int8), 0, out=self._room)
        places = _places(self._bits(self._room))
        beyond = self._letters[places]
        go_on = beyond < FIRST_LEAD
        if (np.diff(places)[go_on[1:]] != 1).any():  # without what stands between them, they might look like a letter
            return None
        try:
            letters = beyond.tobytes().decode("utf-8")
        except UnicodeDecodeError:
            return None
        unusual = {letter for letter in set(letters) if not is_usual(letter)}
        return places[~go_on][[letter in unusual for letter in letters]] if unusual else NOWHERE

    def _lines_of(self, places: Places) -> list[int]:
        if not len(places):
            return []
        ends = np.flatnonzero(self._are(LINE_END))
        found: list[int] = np.unique(np.searchsorted(ends, places)).tolist()
        return found


def _places(bits: Bits) -> Places:
    """The places that are marked. As a rule they are few, so only the words that hold some are taken apart."""
    words = np.flatnonzero(bits)
    marked = np.flatnonzero(np.unpackbits(bits[words].view(np.uint8), bitorder="little").view(np.bool_))
    places: Places = words[marked // 64] * 64 + marked % 64
    return places


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
    within[1:] ^= np.uint64(0) - whole[:-1]
    return within
