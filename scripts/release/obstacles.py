"""What stands in the way of a release, in sentences that say what to do."""

import re
from collections.abc import Iterator
from pathlib import Path

from scripts.codebook import CannotDescribe
from scripts.codebook import written as codebook_written
from scripts.errata import errata_problems
from scripts.package import Package
from scripts.refresh import refreshed
from scripts.release.contents import DOCUMENTS, document
from scripts.release.moment import NoMoment, created, moment
from scripts.rows import UnreadableTable
from scripts.versions import version

NAME = r"[a-z0-9]+([._-][a-z0-9]+)*"  # of a package: it becomes the name of files


def obstacles(package: Package) -> list[str]:
    """Why the package, which has passed the check, is not released as it stands; nothing if it can be. Raises OSError."""
    found = list(_of_descriptor(package))
    missing = [path for path in DOCUMENTS if not document(package, path)]
    found += [f"There is no file {path} beside the descriptor: write it, a release goes with it." for path in missing]
    return found if found else list(_of_documents(package))


def _of_descriptor(package: Package) -> Iterator[str]:
    said, name = package.descriptor.get("version"), package.descriptor.get("name", "")
    if version(said) is None:
        yield f"The descriptor has {said!r} under version: write a version, as 1.2.3."
    if not re.fullmatch(NAME, name):
        yield f"The descriptor has {name!r} under name: write lower-case words joined by hyphens."
    try:
        created(package.descriptor)
        moment(package.descriptor)
    except NoMoment as none:
        yield str(none)
    if refreshed(package) != package.descriptor_file.read_bytes():
        yield "The descriptor is stale: run make refresh."


def _of_documents(package: Package) -> Iterator[str]:
    """Of documents that are all there, beside a sound descriptor."""
    heading = f"## {package.descriptor['version']} ({created(package.descriptor):%Y-%m-%d})"
    if heading not in _text(package.root / "CHANGELOG.md").splitlines():
        yield f"CHANGELOG.md has no section '{heading}', as version and created in the descriptor ask for: write it."
    yield from (f"ERRATA.md: {problem}" for problem in errata_problems(package, _text(package.root / "ERRATA.md")))
    try:
        if codebook_written(package, package.root / "docs/codebook.md", check=True):
            yield "The codebook is stale: run make docs."
    except (CannotDescribe, UnreadableTable) as error:
        yield f"The codebook cannot be held against the data: {error}"


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")
