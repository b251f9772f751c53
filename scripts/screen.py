"""Proves in a few passes over bytes, each in C, that a block of a CSV file is regular: then nothing needs to look at its lines one by one.

What is not proven here is not thereby wrong; it is looked at record by record.
"""

import re
from functools import lru_cache

LONGEST_LINE = 1_000_000  # bytes; twice as long, and DuckDB gives up
# Controls but for the line end: none of them belongs in a cell.
CONTROLS = bytes(sorted({*range(32), 127} - {ord("\n")}))


def is_regular(content: bytes, delimiter: bytes, width: int) -> bool:
    """Whether it is proven that every line is one record, quoted by the book, and that they have `width` cells on average.

    An engine that refuses records that are too short then makes the average exact; it also refuses what is not UTF-8, so that nobody
    else has to read every letter. The block must begin and end with a line.
    """
    if b"\r" in content or b"\0" in content or not content.endswith(b"\n") or _may_have_a_long_line(content):
        return False
    if width == 1 and (content.startswith(b"\n") or b"\n\n" in content):
        return False
    outside = _outside_quotes(content, delimiter) if b'"' in content else content
    return outside is not None and outside.count(delimiter) == content.count(b"\n") * (width - 1)


def _outside_quotes(content: bytes, delimiter: bytes) -> bytes | None:
    """What stands outside the quotes, each quoted run as one quote; None if a quote is misplaced or quotes hold a line end."""
    pieces = content.split(b'"')
    outside = b'"'.join(pieces[::2])
    if len(pieces) % 2 == 0 or b"\n" in b'"'.join(pieces[1::2]):
        return None
    beside_a_quote = _misplaced(delimiter)
    return None if beside_a_quote.search(outside) or beside_a_quote.search(outside[::-1]) else outside


@lru_cache
def _misplaced(delimiter: bytes) -> re.Pattern[bytes]:
    """A quote beside something that neither parts cells nor is a quote; what it finds backwards is one after such a thing."""
    return re.compile(rb'"[^\n"' + re.escape(delimiter) + rb"]")


def _may_have_a_long_line(content: bytes) -> bool:
    """Whether some half of the greatest length has no line end in it, as every line that is too long would."""
    half = LONGEST_LINE // 2
    return any(content.find(b"\n", start, start + half) < 0 for start in range(0, len(content) - half, half))


def control_lines(content: bytes) -> list[int]:
    """The numbers, from 0, of the lines that hold a control character."""
    if len(content.translate(None, CONTROLS)) == len(content):
        return []
    return [number for number, line in enumerate(content.split(b"\n")) if len(line.translate(None, CONTROLS)) < len(line)]
