"""Builds the folder of a release: one zip, the single files beside it, and the SHA-256 of them all. It replaces the old folder whole."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from scripts.check import Means, Report, check
from scripts.exchange import exchanged
from scripts.package import Package, open_package
from scripts.release.archive import archive
from scripts.release.contents import Clash, contents
from scripts.release.moment import moment
from scripts.release.obstacles import obstacles
from scripts.work_folder import work_folder

SUMS = "SHA256SUMS"

Exporter = Callable[[Package, Path], Iterable[Path]]
Describer = Callable[[Package], Mapping[str, str]]


class NotReleased(Exception):
    """The package is not fit for a release: `report` says what the check found, or `reasons` what else, each with what to do."""

    def __init__(self, report: Report, reasons: Iterable[str] = ()) -> None:
        self.report, self.reasons = report, list(reasons)
        super().__init__(" ".join(self.reasons) or "The check of the package has findings.")


class ForeignFolder(Exception):
    """The folder to be replaced holds what no release has put there; the message is one sentence that says what to do."""


def dist(
    descriptor_file: Path,
    target: Path,
    exported: Exporter = lambda package, folder: (),
    described: Describer = lambda package: {},
    means: Means | None = None,
) -> dict[str, str]:
    """Check the package and write its release into the folder `target`; returns the SHA-256 of each file by its name.

    `exported` writes files into the folder it is given and returns them: each becomes a single file of the release, called
    `<name>-<version>-<its path in that folder>`. `described` gives texts by file name, which go into the zip beside the descriptor.
    Raises NotReleased, ForeignFolder, OSError and what the two raise; whatever is raised, the old folder stays as it was.
    """
    means = means or Means()
    report = check(descriptor_file, means=means)
    if not report.passed:
        raise NotReleased(report)
    package = open_package(descriptor_file, means.cache)
    if reasons := obstacles(package):
        raise NotReleased(report, reasons)
    target = target.resolve()
    _require_own(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with work_folder(target.parent, f".{target.name}.") as work:
        try:
            sums = _filled(package, work, exported, described(package))
        except Clash as clash:
            raise NotReleased(report, [str(clash)]) from clash
        _swap(work / "new", target, work / "old")
    return sums


def stem(package: Package) -> str:
    """What the name of every released file begins with: whoever has one of them knows which version it is."""
    return f"{package.descriptor['name']}-{package.descriptor['version']}"


def _filled(package: Package, work: Path, exported: Exporter, descriptions: Mapping[str, str]) -> dict[str, str]:
    new, folder, name = work / "new", work / "exports", stem(package)
    new.mkdir()
    folder.mkdir()
    members = {f"{name}/{path}": content for path, content in contents(package, descriptions).items()}
    archive(new / f"{name}.zip", members, moment(package.descriptor))
    for file in _single_files(exported(package, folder)):
        released = new / f"{name}-{'-'.join(file.relative_to(folder).parts)}"
        if released.exists():
            raise Clash(f"Two files of the release would be called {released.name}: rename one of the exports.")
        file.rename(released)
    sums = {file.name: _sum(file) for file in sorted(new.iterdir())}
    (new / SUMS).write_text("".join(f"{digest}  {name}\n" for name, digest in sums.items()), encoding="utf-8", newline="\n")
    return sums


def _single_files(exports: Iterable[Path]) -> Iterator[Path]:
    """The exports, and of a folder among them all files."""
    for path in exports:
        yield from (file for file in sorted(path.rglob("*")) if file.is_file()) if path.is_dir() else [path]


def _sum(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _require_own(target: Path) -> None:
    """Raise ForeignFolder unless `target` is not there, empty, or holds a release and nothing else."""
    if not target.exists():
        return
    if not target.is_dir():
        raise ForeignFolder(f"{target} is no folder: say with --output where to write.")
    there, listed = {file.name for file in target.iterdir()}, target / SUMS
    named = {line.partition("  ")[2] for line in listed.read_text(encoding="utf-8").splitlines()} if listed.is_file() else set()
    if foreign := sorted(there - named - {SUMS}):
        raise ForeignFolder(f"{target} holds {foreign[0]}, which is of no release: move it away, or say with --output where to write.")


def _swap(new: Path, target: Path, old: Path) -> None:
    """Put `new` in the place of `target`: at one stroke where the disk can, else in two; if the second fails, it comes back."""
    if target.exists() and exchanged(new, target):
        return
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except BaseException:
        if old.exists():
            old.rename(target)
        raise
