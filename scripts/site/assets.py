"""The files that pages load: our own, and those of others, which npm has brought by the hashes of package-lock.json."""

import shutil
from collections.abc import Iterator
from pathlib import Path

STATIC = Path(__file__).parent / "static"
# Files of packages by the path below node_modules, and where they stand in the site.
OTHERS = {
    "d3/dist/d3.min.js": "assets/d3.min.js",
    "d3/LICENSE": "assets/d3.LICENSE.txt",
}


class NoPackages(Exception):
    """What npm should have brought is not there; the message is one sentence that says what to do."""


def copy_assets(packages: Path, folder: Path) -> None:
    """Copy all of them into the folder of the site; `packages` is a folder node_modules. Raises NoPackages, or OSError."""
    for source, path in _files(packages):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def package_file(packages: Path, path: str) -> Path:
    """The file of a package; raises NoPackages if it is not there."""
    file = packages / path
    if not file.is_file():
        raise NoPackages(f"{file} is not there: run make site, which lets npm bring what the pages need.")
    return file


def _files(packages: Path) -> Iterator[tuple[Path, str]]:
    for file in sorted(STATIC.rglob("*")):
        if file.is_file():
            yield file, f"assets/{file.relative_to(STATIC).as_posix()}"
    for path, target in OTHERS.items():
        yield package_file(packages, path), target
