"""The files of the release in the folder of the site, each held against SHA256SUMS, with the export that wrote it."""

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from scripts.exports import geojson_export, geoparquet_export
from scripts.exports.export import Export
from scripts.exports.registry import EXPORTS
from scripts.package import Package
from scripts.release.dist import SUMS, stem
from scripts.site.missing import MissingInput

FOLDER = "downloads"
# Files whose name is not that of the view that they hold.
VIEWS = {file: view for one in (geojson_export, geoparquet_export) for view, file in one.FILES.items()}


@dataclass(frozen=True)
class Released:
    """A file of the release: its name, the size and SHA-256 that its copy has, and what its name is beside name and version of the data."""

    name: str
    bytes: int
    sha256: str
    rest: str

    @property
    def path(self) -> str:
        """Where it is, from the top of the site."""
        return f"{FOLDER}/{self.name}"

    @property
    def export(self) -> Export | None:
        """The export that wrote it, of whose files those in a folder are called folder-file here; None if it is the whole in one zip."""
        wrote = (one for one in EXPORTS.values() if any(fnmatchcase(self.rest, path.replace("/", "-")) for path in one.files))
        return next(wrote, None)

    @property
    def holds(self) -> str:
        """The table or view that is in it, if it is one alone."""
        return VIEWS.get(self.rest) or Path(self.rest).stem.rpartition("-")[2]


def copied(release: Path, package: Package, folder: Path) -> list[Released]:
    """Copy the release into the folder of the site, and return its files.

    Raises MissingInput unless it is a release of this version, whole and with the sums that it says itself; and OSError.
    """
    sums = _sums(release)
    _refuse_what_differs({file.name for file in release.iterdir()} - {SUMS}, set(sums), release)
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(release / SUMS, folder / FOLDER / SUMS)
    return [_copied(release / name, folder / FOLDER / name, digest, stem(package)) for name, digest in sorted(sums.items())]


def _sums(release: Path) -> Mapping[str, str]:
    """The sums by file name, as the release has them."""
    try:
        lines = (release / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise MissingInput(f"{release / SUMS} cannot be read: run make dist.") from error
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _refuse_what_differs(there: set[str], named: set[str], release: Path) -> None:
    if lone := sorted(there ^ named):
        raise MissingInput(f"{lone[0]} stands either in {release} or in its {SUMS}, and not in both: run make dist.")


def _copied(source: Path, target: Path, digest: str, begins: str) -> Released:
    if not source.name.startswith((f"{begins}.", f"{begins}-")):
        raise MissingInput(f"{source} is not of {begins}: run make dist.")
    shutil.copyfile(source, target)
    with target.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != digest:
        raise MissingInput(f"{source} has the SHA-256 {found}, and {SUMS} says {digest}: run make dist.")
    return Released(target.name, target.stat().st_size, found, target.name.removeprefix(begins)[1:])
