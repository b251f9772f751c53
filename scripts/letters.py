"""Which letters beyond ASCII need a closer look: each of these ranges may hold letters that do not show, or that normal form C changes.

All others need none: Latin, Greek, Cyrillic, Armenian, plain Hebrew and Arabic script as keyboards give them, transcriptions, dashes,
typographic quotes and dots.
"""

from bisect import bisect_right

# First and last letter of each range, in order, by their numbers in Unicode.
UNUSUAL = (
    (0x80, 0xA0),
    (0x300, 0x36F),
    (0x374, 0x374),
    (0x37E, 0x37E),
    (0x387, 0x387),
    (0x483, 0x487),
    (0x591, 0x5C7),
    (0x610, 0x61A),
    (0x64B, 0x1DFF),
    (0x1F00, 0x200F),
    (0x2028, 0x202F),
    (0x205F, 0x10FFFF),
)
# A letter is usual if it lies behind an even number of these.
BOUNDS = tuple(bound for first, last in UNUSUAL for bound in (first, last + 1))


def is_usual(letter: str) -> bool:
    """Whether it needs no closer look."""
    return bisect_right(BOUNDS, ord(letter)) % 2 == 0


def pattern() -> str:
    """A pattern of the engine that finds one of them."""
    ranges = (rf"\x{{{first:x}}}-\x{{{last:x}}}" for first, last in UNUSUAL)
    return f"[{''.join(ranges)}]"
