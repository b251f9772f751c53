"""A folder for what a run needs only while it runs. What a run that was killed left behind is removed by the next.

The locks are those of Unix (the module fcntl), which Windows does not have: there the project runs in WSL.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WORK = Path(__file__).parent.parent / "build" / "work"
LOCK = "in-use"


@contextmanager
def work_folder(parent: Path = WORK, prefix: str = "run-") -> Iterator[Path]:
    """An empty folder below `parent`, gone afterwards; folders there with this prefix whose run has died are removed first.

    Raises OSError if it cannot be made.
    """
    parent.mkdir(parents=True, exist_ok=True)
    # One after the other: else a run could take the folder that another is just making for an abandoned one.
    with locked(parent):
        _remove_abandoned(parent, prefix)
        # Never a name that was there before: whoever had it may be just removing it.
        folder = parent / f"{prefix}{os.urandom(8).hex()}"
        folder.mkdir(mode=0o700)
        lock = (folder / LOCK).open("w")
        fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        with lock:
            yield folder
    finally:
        _remove(folder)


def _remove(folder: Path) -> None:
    try:  # what most runs leave needs no more than this, and so no module that can do more
        (folder / LOCK).unlink()
        folder.rmdir()
    except OSError:
        import shutil

        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, for which whoever else asks has to wait."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _remove_abandoned(parent: Path, prefix: str) -> None:
    """The system drops the lock of a process that dies, however it dies. Without a lock, it died in making or removing the folder."""
    for folder in parent.iterdir():
        if folder.name.startswith(prefix) and folder.is_dir() and not folder.is_symlink() and not _is_in_use(folder):
            _remove(folder)


def _is_in_use(folder: Path) -> bool:
    try:
        with (folder / LOCK).open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
