"""The minimal package in a folder of its own, ready to be spoiled, and the means to spoil it."""

import csv
import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from scripts.check import Report, check

# How long an example takes says more about the machine than about the code.
settings.register_profile("without deadline", deadline=None)
settings.load_profile("without deadline")

PROJECT = Path(__file__).parent.parent
MINIMAL = Path(__file__).parent / "minimal"


@dataclass
class Copy:
    """A copy of the minimal package, with the real schemas, that a test may change."""

    root: Path

    @property
    def descriptor(self) -> Path:
        return self.root / "datapackage.json"

    def file(self, table: str) -> Path:
        return self.root / "data" / f"{table}.csv"

    def rows(self, table: str) -> list[dict[str, str]]:
        with self.file(table).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def write(self, table: str, rows: list[dict[str, str]]) -> None:
        names = [field["name"] for field in self.schema(table)["fields"]]
        with self.file(table).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, names, lineterminator="\n", restval="")
            writer.writeheader()
            writer.writerows(rows)

    def schema(self, table: str) -> Any:
        return json.loads((self.root / "schemas" / f"{table}.schema.json").read_text(encoding="utf-8"))

    def edit(self, table: str, key: str, **cells: str) -> None:
        """Set cells of the first row whose first column is `key`."""
        rows = self.rows(table)
        row = next(row for row in rows if next(iter(row.values())) == key)
        row.update(cells)
        self.write(table, rows)

    def describe(self, change: Callable[[Any], None] = lambda descriptor: None) -> None:
        """Write the descriptor with fresh sizes and hashes, after `change` has had its way with it."""
        descriptor = json.loads((PROJECT / "datapackage.json").read_text(encoding="utf-8"))
        for resource in descriptor["resources"]:
            file = self.file(resource["name"])
            content = file.read_bytes() if file.exists() else b""
            resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
        change(descriptor)
        self.descriptor.write_text(json.dumps(descriptor), encoding="utf-8")

    def check(self, referee: bool = False) -> Report:
        return check(self.descriptor, referee=referee)


@pytest.fixture
def package(tmp_path: Path) -> Copy:
    shutil.copytree(PROJECT / "schemas", tmp_path / "schemas", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copytree(MINIMAL, tmp_path / "data")
    copy = Copy(tmp_path)
    copy.describe()
    return copy
