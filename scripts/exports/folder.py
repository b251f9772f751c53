"""Writes the folder of exports as a whole: beside the old one, which it replaces when all is there."""

from collections.abc import Collection
from pathlib import Path

from scripts.database import BuildFailed, CannotWrite
from scripts.exports.export import Written
from scripts.exports.readme import FILE, SIGN, readme
from scripts.exports.registry import EXPORTS
from scripts.exports.source import opened_source
from scripts.package import Package
from scripts.whole_folder import ForeignFolder, new_folder


def export(package: Package, folder: Path, only: Collection[str] = (), database: Path | None = None) -> list[Written]:
    """Write the exports (of these names, or all) and a README.txt into `folder`, which then holds nothing else; returns what is there.

    Validate the package first. `database` is a database of it, which is built if none is given. Raises BuildFailed if the data cannot be
    exported, CannotWrite if it is the fault of `folder`; then, or if the run is interrupted, what was there stays as it was.
    """
    folder = folder.resolve()
    try:
        with new_folder(folder, FILE, SIGN) as (new, work):
            written = _written(package, work, new, only, database)
    except ForeignFolder as error:
        raise CannotWrite(str(error)) from None
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
