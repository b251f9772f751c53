"""Opens a release to be compared: a descriptor, the folder with one, or the zip."""

from pathlib import Path
from zipfile import is_zipfile

from scripts.cache import Cache
from scripts.comparison.unzipped import BadArchive, unzipped
from scripts.package import BrokenPackage, Package, open_package
from scripts.reports.text_report import finding_text

DESCRIPTOR = "datapackage.json"


class CannotCompare(Exception):
    """One of the two releases cannot be read; the message says which, and why."""


def release(path: Path, folder: Path, cache: Cache | None = None) -> Package:
    """The package at `path`; a zip is taken apart in `folder`, which is there and empty. Raises CannotCompare."""
    try:
        return open_package(_descriptor(path, folder), cache)
    except BrokenPackage as broken:
        raise CannotCompare("\n".join([f"{path} is no sound package:", *map(finding_text, broken.findings)])) from broken
    except BadArchive as bad:
        raise CannotCompare(str(bad)) from bad
    except OSError as error:
        raise CannotCompare(f"{error.filename or path} cannot be read: {error.strerror or error}.") from error


def _descriptor(path: Path, folder: Path) -> Path:
    if path.is_dir():
        return path / DESCRIPTOR
    if not path.is_file() or not is_zipfile(path):
        return path
    unzipped(path, folder)
    found = [file for file in (folder / DESCRIPTOR, *sorted(folder.glob(f"*/{DESCRIPTOR}"))) if file.is_file()]
    if len(found) != 1:
        raise BadArchive(f"{path.name} has {len(found)} files {DESCRIPTOR} at its top or in a folder there: a release has one.")
    return found[0]
