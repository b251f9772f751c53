"""The minimal package in a folder of its own, ready to be spoiled, and the means to spoil it."""

import csv
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from scripts.check import Means, Report, check
from scripts.database import build
from scripts.package import open_package
from scripts.table_checks import check_tables
from tests.remembered import KEPT, PROJECT
from tests.thoroughness import PROFILE, pytest_collection_modifyitems, pytest_configure, pytest_terminal_summary

if TYPE_CHECKING:
    from scripts.site.facts import Facts

settings.load_profile(PROFILE)

HOOKS = (pytest_configure, pytest_collection_modifyitems, pytest_terminal_summary)
__all__ = ["HOOKS", "KEPT", "MINIMAL", "PROJECT", "Copy"]
MINIMAL = Path(__file__).parent / "minimal"


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write_rows(file: Path, names: list[str], rows: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


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
        return rows_of(self.file(table))

    def write(self, table: str, rows: list[dict[str, str]]) -> None:
        write_rows(self.file(table), [field["name"] for field in self.schema(table)["fields"]], rows)

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
        return check(self.descriptor, referee=referee, means=Means(cache=KEPT))

    def check_alone(self, table: str) -> Report:
        """Validate one table as if there were no other: links to others are not followed, and it takes a quarter of the time."""
        package = open_package(self.descriptor, KEPT)
        report = Report(package.label, self.descriptor.name)
        check_tables(replace(package, tables={table: package.tables[table]}), report, 100, Means(cache=KEPT))
        return report


def minimal_package(folder: Path) -> Copy:
    """The minimal package, laid into the folder."""
    shutil.copytree(PROJECT / "schemas", folder / "schemas", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copytree(MINIMAL, folder / "data")
    copy = Copy(folder)
    copy.describe()
    return copy


@pytest.fixture
def package(tmp_path: Path) -> Copy:
    return minimal_package(tmp_path)


@pytest.fixture(scope="session")
def operation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the real package, which no test may change."""
    target = tmp_path_factory.mktemp("database") / "operation.duckdb"
    build(open_package(PROJECT / "datapackage.json", KEPT), target)
    return target


@pytest.fixture(scope="module")
def facts(operation: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Facts"]:
    """What the pages of the site tell, of the real package."""
    from tests.site_trees import facts_of

    work = tmp_path_factory.mktemp("facts")
    # A copy: it stays open as long as tests run, and the engine opens one file in one way alone.
    database = Path(shutil.copy(operation, work / "operation.duckdb"))
    with facts_of(open_package(PROJECT / "datapackage.json", KEPT), database, work) as found:
        yield found
