"""Files that a step makes: how one differs from what it should be, and how it is replaced whole or not at all."""

import shutil
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path


@dataclass(frozen=True)
class Change:
    """A file that is not what it should be, by the first line that differs: as it stands, and as it should be."""

    path: str
    line: int
    before: str
    after: str

    def __str__(self) -> str:
        """The change in one line, for people."""
        return f"{self.path}:{self.line}: {self.before!r} should be {self.after!r}"


def change(path: str, before: bytes, after: bytes) -> Change | None:
    """The first difference between two contents of the file that messages call `path`; None if they are the same."""
    pairs = zip_longest(_lines(before), _lines(after), fillvalue=b"")
    return next((Change(path, line, _shown(old), _shown(new)) for line, (old, new) in enumerate(pairs, start=1) if old != new), None)


def replace(file: Path, content: bytes) -> None:
    """Give `file` this content: written beside and renamed, so that a broken run leaves the old file. A link stays one."""
    file = file.resolve()
    beside = file.with_name(f".{file.name}.new")
    try:
        beside.write_bytes(content)
        if file.exists():
            shutil.copymode(file, beside)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _lines(content: bytes) -> list[bytes]:
    """The lines with their ends, parted at LF alone, so that another line end counts as a difference."""
    return [line + b"\n" for line in content.split(b"\n")[:-1]] + content.split(b"\n")[-1:]


def _shown(line: bytes) -> str:
    return line.removesuffix(b"\n").decode("utf-8", errors="replace")
