"""Folders that a step makes: written beside the old one, which is replaced as a whole when all is there, or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.exchange import exchanged
from scripts.work_folder import locked, work_folder


class ForeignFolder(Exception):
    """The folder holds what no such step has put there; the message is one sentence that says what to do."""


@contextmanager
def new_folder(folder: Path, sign: str, text: str) -> Iterator[tuple[Path, Path]]:
    """An empty folder to be filled, and one for work beside it: once all went well the first stands in the place of `folder`.

    A `folder` that is there already must be empty or have the `text` in its file `sign`, else ForeignFolder is raised: nothing of
    somebody else's is ever replaced. Whatever is raised meanwhile, or if the run is killed, it stays as it was. Raises OSError.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    _put_back(folder)
    _refuse_what_is_not_ours(folder, sign, text)
    with work_folder(folder.parent, prefix=f".{folder.name}.") as work:
        new = work / "new"
        new.mkdir()
        yield new, work
        _swap(new, folder)


def _refuse_what_is_not_ours(folder: Path, sign: str, text: str) -> None:
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not _is_signed(folder / sign, text))):
        raise ForeignFolder(f"{folder} holds something else, which would be replaced: name another folder, or remove it.")


def _is_signed(file: Path, text: str) -> bool:
    return file.is_file() and text.encode() in file.read_bytes()


def _swap(new: Path, folder: Path) -> None:
    """Put the new folder in the place of the old one, which is then in the place of the new, or gone."""
    with locked(folder.parent):
        if not folder.exists():
            new.rename(folder)
        elif not exchanged(new, folder):
            _replace(new, folder)


def _replace(new: Path, folder: Path) -> None:
    """The same in two steps, for disks that cannot do it in one. A run that is killed between them is mended by the next."""
    try:
        folder.rename(_old(folder))
        new.rename(folder)
    finally:
        _settle(folder)


def _put_back(folder: Path) -> None:
    with locked(folder.parent):
        _settle(folder)


def _settle(folder: Path) -> None:
    if _old(folder).is_dir() and not folder.exists():
        _old(folder).rename(folder)
    shutil.rmtree(_old(folder), ignore_errors=True)


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}-old")
