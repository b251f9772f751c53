"""Finds a passage again whose text has moved, though only its length and hash are known: by hashing slices of that length."""

from collections.abc import Iterator
from itertools import islice

from scripts.article import sha256

# Measured: hashing a slice costs as much as this many of its characters, whatever its length.
COST_OF_A_SLICE = 1300
# In characters, some five seconds: five passages of 100 characters sought through a text of a million.
BUDGET = 7_000_000_000
# Slices next to where the passage is expected, which are tried even when the budget is spent.
NEAR = 200


class Search:
    """A search through one text for passages in their order, each expected as far from its position as the last one was found."""

    def __init__(self, text: str, budget: int = BUDGET) -> None:
        self._text = text
        self._budget = budget
        self._drift = 0
        self.is_exhausted = False

    def expected(self, start: int) -> int:
        """Where a passage coded at `start` should stand, going by the last one that was found."""
        return start + self._drift

    def place(self, start: int, length: int, hash_: str) -> int | None:
        """Where the slice of that length and hash begins; None if it is nowhere, or if the budget ended first (`is_exhausted`)."""
        cost = length + COST_OF_A_SLICE
        most = max(NEAR, self._budget // cost)
        tried = 0
        for offset in islice(_outwards(self.expected(start), len(self._text) - length), most):
            tried += 1
            if sha256(self._text[offset : offset + length]) == hash_:
                self._budget -= tried * cost
                self._drift = offset - start
                return offset
        self._budget -= tried * cost
        self.is_exhausted = tried == most
        return None


def _outwards(centre: int, last: int) -> Iterator[int]:
    """Every offset from 0 to `last` once, the nearest to `centre` first."""
    if last < 0:
        return
    centre = min(max(centre, 0), last)
    yield centre
    for step in range(1, max(centre, last - centre) + 1):
        yield from (offset for offset in (centre + step, centre - step) if 0 <= offset <= last)
