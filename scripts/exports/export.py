"""What an export is, and what it has written."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scripts.exports.source import Source


@dataclass(frozen=True)
class Written:
    """A file that an export has written: how many rows are in it (None where it has several tables), and what it is."""

    file: Path
    rows: int | None
    description: str


@dataclass(frozen=True)
class Export:
    """One form of the data: its name, the files (with `*` for the name of a table or view), a sentence, and what writes it.

    `write` puts the files into the folder it is given. It raises BuildFailed, or what its libraries raise, if it cannot.
    """

    name: str
    files: tuple[str, ...]
    description: str
    write: Callable[[Source, Path], list[Written]]
