"""Compares two releases: words, rows and ids, and whether the new version's number says what has changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.cache import Cache
from scripts.comparison.kinds import KINDS, Change, needed
from scripts.comparison.opening import release
from scripts.comparison.reading import both_read
from scripts.comparison.renames import Pairs, renamed_columns, renamed_ids, renamed_tables
from scripts.comparison.retirement import Problem, problems, removed_ids
from scripts.comparison.row_difference import RowDifference, row_difference
from scripts.comparison.word_changes import package_changes, table_changes
from scripts.files import size_and_hash
from scripts.package import Package
from scripts.versions import BUMPS, bump, version
from scripts.work_folder import work_folder

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

MOST_IDS = 100  # of a problem; all are counted


@dataclass(frozen=True)
class TableComparison:
    """One table: what differs in its rows, and what may only have another name."""

    rows: RowDifference
    renamed_ids: Pairs
    renamed_columns: Pairs


@dataclass(frozen=True)
class Comparison:
    """All that differs between two releases, by table; rows stay in the engine behind `connection` until somebody asks for them."""

    old: Package
    new: Package
    connection: "Connection"
    changes: list[Change]
    tables: dict[str, TableComparison]
    renamed_tables: Pairs
    problems: list[Problem]

    @property
    def needed(self) -> str:
        """The number of the version that the changes raise: none, patch, minor or major."""
        return needed(self.changes)

    @property
    def given(self) -> str | None:
        """The number of the version that was raised; None if one of the two is no version."""
        before, after = (version(package.descriptor.get("version")) for package in (self.old, self.new))
        return bump(before, after) if before and after else None

    @property
    def to_judge(self) -> list[Change]:
        """What a person has to judge: new words may mean the same as the old, or something else."""
        return [change for change in self.changes if KINDS[change.kind].is_to_judge]

    @property
    def fits(self) -> bool:
        """Whether the new release may be published as it is."""
        return not self.problems


@contextmanager
def comparison(old: Path, new: Path, cache: Cache | None = None) -> Iterator[Comparison]:
    """Compare the releases at the two paths, each a descriptor, a folder with one, or a zip; it is valid as long as the context lasts.

    `cache` keeps the verdicts on descriptors and schemas. Raises CannotCompare if one of them cannot be read.
    """
    with work_folder() as work:
        folders = {side: work / side for side in ("old", "new")}
        for folder in folders.values():
            folder.mkdir()
        before, after = release(old, folders["old"], cache), release(new, folders["new"], cache)
        with both_read({"old": before, "new": after}, work) as connection:
            yield _compared(before, after, connection)


def _compared(old: Package, new: Package, connection: "Connection") -> Comparison:
    gone, come = ([table for name, table in one.tables.items() if name not in other.tables] for one, other in ((old, new), (new, old)))
    found = Comparison(
        old=old,
        new=new,
        connection=connection,
        changes=package_changes(old, new),
        tables={name: _table(connection, old, new, name) for name in dict.fromkeys((*new.tables, *old.tables))},
        renamed_tables=renamed_tables(connection, gone, come),
        problems=list(problems(connection, old, new, MOST_IDS)),
    )
    for name, table in found.tables.items():
        found.changes.extend(_changes(connection, old, new, name, table.rows) if table.rows.is_in_both else ())
    found.problems.extend(_version_problems(found))
    return found


def _table(connection: "Connection", old: Package, new: Package, name: str) -> TableComparison:
    before, after = old.tables.get(name), new.tables.get(name)
    rows = row_difference(connection, before.schema if before else None, after.schema if after else None)
    columns = renamed_columns(connection, rows, before, after) if before and after else []
    return TableComparison(rows, renamed_ids(connection, rows), columns)


def _changes(connection: "Connection", old: Package, new: Package, name: str, rows: RowDifference) -> Iterator[Change]:
    """What changed in a table that is in both releases."""
    words = table_changes(old.tables[name], new.tables[name], _resource(old, name), _resource(new, name))
    ids = removed_ids(connection, old, new, name)
    counts = {
        "id_removed": ids,
        "row_added": rows.counts["added"],
        "row_removed": max(0, rows.counts["removed"] - ids),
        "cell_changed": sum(rows.cells.values()),
    }
    yield from words
    yield from (Change(kind, name, count=count) for kind, count in counts.items() if count)
    if not words and not any(counts.values()) and _bytes(old, name) != _bytes(new, name):
        yield Change("file_rewritten", name)


def _resource(package: Package, name: str) -> Any:
    return next(resource for resource in package.descriptor["resources"] if resource["name"] == name)


def _bytes(package: Package, name: str) -> tuple[int, str]:
    return size_and_hash(package.tables[name].parts)


def _version_problems(found: Comparison) -> Iterator[Problem]:
    before, after = (package.descriptor.get("version") for package in (found.old, found.new))
    if found.given is None:
        yield Problem("version_is_one", f"A version has the form 1.2.3: these are {before!r} and {after!r}.")
    elif found.given == "none" and (version(after) or ()) < (version(before) or ()):
        yield Problem("version_rises", f"The new version, {after}, is lower than the old one, {before}: is the order right?")
    elif BUMPS.index(found.given) < BUMPS.index(found.needed):
        yield Problem("version_fits", f"The changes ask for a new {found.needed} version; from {before} to {after} is {found.given}.")
