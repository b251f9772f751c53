"""Files that a step makes: how one differs from what it should be, and how it is replaced whole or not at all.

The locks are those of Unix (the module fcntl), which Windows does not have: there the project runs in WSL.
"""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

NEW = ".new"  # the ending of a file that is being written


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
    """Give `file` this content: written beside and renamed, so that a broken run leaves the old file. A link stays one.

    What such a run has written beside is overwritten by the next. Two runs at once write one after the other. Raises OSError.
    """
    file = file.resolve()
    beside = file.with_name(f".{file.name}{NEW}")
    with _alone(beside) as stream:
        try:
            stream.truncate()
            stream.write(content)
            stream.flush()
            mode = stat.S_IMODE(file.stat().st_mode) if file.exists() else stat.S_IMODE(beside.stat().st_mode)
            beside.chmod(mode | stat.S_IWUSR)  # or what a broken run leaves could not be overwritten
            beside.replace(file)
            if not mode & stat.S_IWUSR:
                file.chmod(mode)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


@contextmanager
def _alone(file: Path) -> Iterator[BinaryIO]:
    """The file, made if it is not there, open for writing to nobody else who asks so."""
    while True:
        with os.fdopen(_opened(file), "r+b") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            if _is_still(file, stream):
                yield stream
                return


def _opened(file: Path) -> int:
    """A descriptor of the file, which must be one of its own: a package from elsewhere may hold a link or a pipe of that name."""
    if _is_foreign(file):
        file.unlink(missing_ok=True)
    return os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)


def _is_foreign(file: Path) -> bool:
    try:
        found = file.lstat()
    except FileNotFoundError:
        return False
    return not stat.S_ISREG(found.st_mode) or found.st_nlink > 1


def _is_still(file: Path, stream: BinaryIO) -> bool:
    """Whether the open file still has its name: who held the lock before may have renamed or removed it."""
    try:
        return os.path.samestat(file.lstat(), os.fstat(stream.fileno()))
    except FileNotFoundError:
        return False


def _lines(content: bytes) -> list[bytes]:
    """The lines with their ends, parted at LF alone, so that another line end counts as a difference."""
    return [line + b"\n" for line in content.split(b"\n")[:-1]] + content.split(b"\n")[-1:]


def _shown(line: bytes) -> str:
    return line.removesuffix(b"\n").decode("utf-8", errors="replace")
