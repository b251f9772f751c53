"""The local copy of a source text: its characters, its hash, and whether it differs from the coded text only in how it was saved."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial, reduce
from itertools import combinations
from pathlib import Path
from unicodedata import normalize

BOM = "\ufeff"


@dataclass(frozen=True)
class Difference:
    """One way in which saving a text changes it: what the copy has, how a person undoes it, and how we do."""

    sentence: str
    remedy: str
    undo: Callable[[str], str]


# In the order in which they are undone: the end of a text can only be counted once its lines end alike.
DIFFERENCES = (
    Difference("it starts with a byte order mark", "save it as UTF-8 without BOM", lambda text: text.removeprefix(BOM)),
    Difference("its lines end with CRLF or CR", "convert the line ends to LF", lambda text: text.replace("\r\n", "\n").replace("\r", "\n")),
    Difference("its characters are not in Unicode form NFC", "normalise it to NFC", partial(normalize, "NFC")),
    Difference("its characters are not in Unicode form NFD", "normalise it to NFD", partial(normalize, "NFD")),
    Difference("it has line ends after its last line", "remove the line ends at its end", lambda text: text.rstrip("\n")),
    Difference("it does not end with exactly one line end", "let it end with one line end", lambda text: text.rstrip("\n") + "\n"),
)


def text_of(file: Path) -> str:
    """Every character of `file`, line ends and byte order mark included; raises OSError or UnicodeDecodeError."""
    return file.read_bytes().decode("utf-8")


def sha256(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def with_lf(text: str) -> str:
    """The text as positions count it: no byte order mark, LF line ends."""
    return undone(text, DIFFERENCES[:2])


def differences(text: str, hash_: str) -> tuple[Difference, ...] | None:
    """The fewest differences that set `text` apart from the text with that hash; None if it differs in more than them."""
    return next((chosen for chosen in _choices() if sha256(undone(text, chosen)) == hash_), None)


def undone(text: str, found: tuple[Difference, ...]) -> str:
    """The text as it was before those differences."""
    return reduce(lambda copy, difference: difference.undo(copy), found, text)


def _choices() -> Iterator[tuple[Difference, ...]]:
    for number in range(len(DIFFERENCES) + 1):
        yield from combinations(DIFFERENCES, number)
