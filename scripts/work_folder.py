"""A folder for what a run needs only while it runs. What a run that was killed left behind is removed by the next."""

import fcntl
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WORK = Path(__file__).parent.parent / "build" / "work"
LOCK = "in-use"


@contextmanager
def work_folder(parent: Path = WORK) -> Iterator[Path]:
    """An empty folder below `parent`, gone afterwards; folders there whose run has died are removed first."""
    parent.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(parent)
    with tempfile.TemporaryDirectory(dir=parent, prefix="run-") as folder, (Path(folder) / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield Path(folder)


def _remove_abandoned(parent: Path) -> None:
    """The system drops the lock of a process that dies, however it dies."""
    for folder in parent.glob("run-*"):
        try:
            with (folder / LOCK).open() as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        except OSError:  # another run is just making or removing it; an hour later, none is
            if time.time() - folder.stat().st_mtime < 3600:
                continue
        shutil.rmtree(folder, ignore_errors=True)
