"""Packages that are fit for a release, and what a release is made of."""

from collections.abc import Iterator
from pathlib import Path

from scripts.check import Means
from scripts.codebook import written
from scripts.package import Package, open_package
from scripts.refresh import refresh
from scripts.release.contents import DOCUMENTS as ASKED_FOR
from scripts.release.dist import dist
from tests.conftest import KEPT, PROJECT, Copy

VERSION = "0.1.0"
HEADING = f"## {VERSION} (2026-11-22)"
DOCUMENTS = {
    "README.md": "# Islands\n\nSee [the codebook](docs/codebook.md#tables), [how](docs/how.md) and [there](https://example.org/x).\n",
    "LICENSE-DATA": "CC BY-SA 4.0\n",
    "CHANGELOG.md": f"# Change log\n\n{HEADING}\n\nFirst version.\n",
    "ERRATA.md": "# Errata\n\nNone known.\n",
    "docs/conventions.md": "# Coding conventions\n\nNone.\n",
}
DESCRIPTIONS = {"CITATION.cff": "cff-version: 1.2.0\n", "about.jsonld": '{"name": "Îles"}\n'}


def fit(package: Copy) -> Copy:
    """The package with all that a release asks for."""
    (package.root / "docs").mkdir(exist_ok=True)
    for path in ASKED_FOR:
        (package.root / path).write_text(DOCUMENTS.get(path, "# A page\n"), encoding="utf-8")
    package.describe(lambda descriptor: descriptor.update(version=VERSION, created="2026-11-22T10:20:30Z"))
    refresh(open_package(package.descriptor), check=False)
    written(open_package(package.descriptor), package.root / "docs/codebook.md", check=False)
    return package


def exported(package: Package, folder: Path) -> Iterator[Path]:
    """What stands for exports: a file, and a folder with one."""
    (folder / "events.txt").write_text(package.label)
    yield folder / "events.txt"
    (folder / "layers").mkdir()
    (folder / "layers" / "places.txt").write_text("")
    yield folder / "layers"


def released(package: Copy, target: Path) -> dict[str, str]:
    """A release of the package with exports and descriptions."""
    return dist(package.descriptor, target, exported, lambda package: DESCRIPTIONS, Means(cache=KEPT))


if __name__ == "__main__":  # so that a test can make one in a process of its own
    import sys

    assert Path.cwd() == PROJECT
    released(Copy(Path(sys.argv[1])), Path(sys.argv[2]))
