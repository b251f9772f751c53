"""The packages that are measured, made once and kept under build/bench/ until the generator changes."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import PROJECT

FOLDER = PROJECT / "build" / "bench"
HERE = Path(__file__).parent
MADE_BY = [
    *(HERE / f"{name}.py" for name in ("generate", "planting", "sizes", "form", "description")),
    *HERE.glob("*.sql"),
    *(HERE / "tables").glob("*.sql"),
    *(HERE / "defects").glob("*.py"),
    *(PROJECT / "schemas").glob("*.json"),
    PROJECT / "datapackage.json",
]
STAMP = ".made-by"  # written last: a package that was broken off is made again


@dataclass(frozen=True)
class Measured:
    """A package to measure: so many events, with a part of all rows, or about so many of them, carrying a defect."""

    events: int
    defects: float | None = None
    defect_count: int | None = None

    @property
    def name(self) -> str:
        """The folder's name, which says what is in it."""
        spoiled = f"-{self.defects:g}-spoiled" if self.defects else f"-{self.defect_count}-defects" if self.defect_count else ""
        return f"{self.events}{spoiled}"

    @property
    def folder(self) -> Path:
        """Where it is."""
        return FOLDER / self.name

    @property
    def options(self) -> list[str]:
        """What the generator is told."""
        options = ["--events", str(self.events)]
        options += ["--defects", str(self.defects)] if self.defects else []
        return options + (["--defect-count", str(self.defect_count)] if self.defect_count else [])


def make(package: Measured, tell: Callable[[str], None]) -> None:
    """Make the package unless it is there, made by this very generator. Raises CalledProcessError if it cannot be made."""
    stamp = package.folder / STAMP
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == _maker():
        return
    tell(f"making a package of {package.events:,} events in {package.folder.relative_to(PROJECT)}")
    shutil.rmtree(package.folder, ignore_errors=True)
    package.folder.parent.mkdir(parents=True, exist_ok=True)
    # In a process of its own: what this one had in memory would be counted to whoever is measured afterwards.
    subprocess.run([sys.executable, "-m", "benchmarks.generate", str(package.folder), *package.options], check=True, cwd=PROJECT)
    stamp.write_text(_maker(), encoding="utf-8")


def size(package: Measured) -> int:
    """Bytes of its data files."""
    return sum(file.stat().st_size for file in (package.folder / "data").iterdir())


def warm(package: Measured) -> None:
    """Read all its files once, so that nobody has to wait for the disk."""
    for file in (package.folder / "data").iterdir():
        with file.open("rb") as stream:
            while stream.read(1 << 22):
                pass


def _maker() -> str:
    digest = hashlib.sha256()
    for file in sorted(MADE_BY):
        digest.update(file.read_bytes())
    return digest.hexdigest()
