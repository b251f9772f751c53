"""Writes the folder of exports as a whole: beside the old one, which it replaces when all is there."""

import shutil
from collections.abc import Collection
from pathlib import Path

from scripts.database import BuildFailed, CannotWrite
from scripts.exports.exchange import exchanged
from scripts.exports.export import Written
from scripts.exports.readme import FILE, SIGN, readme
from scripts.exports.registry import EXPORTS
from scripts.exports.source import opened_source
from scripts.package import Package
from scripts.work_folder import locked, work_folder


def export(package: Package, folder: Path, only: Collection[str] = (), database: Path | None = None) -> list[Written]:
    """Write the exports (of these names, or all) and a README.txt into `folder`, which then holds nothing else; returns what is there.

    Validate the package first. `database` is a database of it, which is built if none is given. Raises BuildFailed if the data cannot be
    exported, CannotWrite if it is the fault of `folder`; then, or if the run is interrupted, what was there stays as it was.
    """
    folder = folder.resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _put_back(folder)
        _refuse_what_is_not_ours(folder)
        with work_folder(folder.parent, prefix=f".{folder.name}.") as work:
            new = work / "new"
            new.mkdir()
            written = _written(package, work, new, only, database)
            _swap(new, folder)
    except OSError as error:
        raise CannotWrite(f"{folder} cannot be written: {error.strerror or error}.") from None
    return [Written(folder / one.file.relative_to(new), one.rows, one.description) for one in written]


def _written(package: Package, work: Path, new: Path, only: Collection[str], database: Path | None) -> list[Written]:
    import duckdb

    chosen = [one for one in EXPORTS.values() if one.name in only or not only]
    try:
        with opened_source(package, work, new, database) as source:
            written = {one: one.write(source, new) for one in chosen}
            (new / FILE).write_text(readme(source, new, written), encoding="utf-8", newline="\n")
    except duckdb.Error as error:
        reason = str(error).partition("\n")[0].rstrip(".!")
        # As when the disk is full.
        kind = CannotWrite if isinstance(error, duckdb.IOException) else BuildFailed
        raise kind(f"The data cannot be exported: {reason}.") from None
    return [file for files in written.values() for file in files]


def _refuse_what_is_not_ours(folder: Path) -> None:
    """Raise CannotWrite unless the folder is new, empty or an older export."""
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not _is_signed(folder / FILE))):
        raise CannotWrite(f"{folder} holds something else, which an export would replace: name another folder, or remove it.")


def _is_signed(file: Path) -> bool:
    return file.is_file() and SIGN.encode() in file.read_bytes()


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
