"""Makes the changes of schemas/examples/changes.py in a copy of the minimal package."""

import hashlib
import json
from collections.abc import Sequence
from functools import singledispatch
from pathlib import Path
from typing import Any

import duckdb
import pytest

from schemas.examples.changes import Change, Content, Edit, ParquetFile, Replacement, Words
from scripts.package import Table
from scripts.preflight import Preflight, preflight
from tests.conftest import Copy

Row = dict[str, str]


def spoiled(package: Copy, changes: Sequence[Change]) -> Copy:
    """The package after the changes, each of which must change something; sizes and hashes follow, unless they are what is changed."""
    for change in changes:
        before = _files(package.root)
        if isinstance(change, Edit):
            package.write(change.table, edited(package.rows(change.table), change))
        else:
            make(change, package.root)
        assert _files(package.root) != before, f"{change} changes nothing"
    if not any(isinstance(change, Content) and package.root / change.path == package.descriptor for change in changes):
        _measure(package, {word for change in changes if isinstance(change, Words) for word in change.words})
    return package


def miscount(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Have the validator count a row of the table too few."""

    def one_row_lost(table: Table, *more: Any, **options: Any) -> Preflight:
        found = preflight(table, *more, **options)
        found.records -= table.name == name
        return found

    monkeypatch.setattr("scripts.table_checks.preflight", one_row_lost)


def edited(rows: list[Row], edit: Edit) -> list[Row]:
    """The rows of the table after the edit, in the order of their keys where one came or went."""
    if edit.key and edit.cells:
        number = next(number for number, row in enumerate(rows) if _key(row) == edit.key)
        return [*rows[:number], rows[number] | dict(edit.cells), *rows[number + 1 :]]
    kept = [row for row in rows if _key(row) != edit.key]
    return sorted([*kept, *([dict(edit.cells)] if edit.cells else [])], key=_key)


def _key(row: Row) -> str:
    return next(iter(row.values()))


@singledispatch
def make(change: Change, root: Path) -> None:
    """Make a change of files in the package at `root`."""
    raise NotImplementedError(change)


@make.register
def _(change: Replacement | Content, root: Path) -> None:
    file = root / change.path
    if isinstance(change, Content) and change.content is None:
        file.unlink()
    else:
        file.write_bytes(changed(change, file.read_bytes() if file.exists() else b""))


def changed(change: Replacement | Content, content: bytes) -> bytes:
    """What the change makes of the content of a file."""
    return content.replace(change.before, change.after) if isinstance(change, Replacement) else change.content or b""


@make.register
def _(change: ParquetFile, root: Path) -> None:
    with duckdb.connect(config={"file_search_path": str(root)}) as connection:
        connection.execute(f"COPY ({change.query}) TO '{root / change.path}' (FORMAT parquet)")


@make.register
def _(change: Words, root: Path) -> None:
    document = json.loads((root / change.path).read_bytes())
    found = document
    for step in change.at:
        found = _below(found, step)
    for word, value in change.words.items():
        if value is not None:
            found[word] = value
        elif isinstance(found, list):
            found.remove(_below(found, word))
        else:
            del found[word]
    (root / change.path).write_text(json.dumps(document), encoding="utf-8")


def _below(found: Any, step: str) -> Any:
    if isinstance(found, dict):
        return found[step]
    if step == "-":
        found.append({})
    named = [item for item in found if isinstance(item, dict) and item.get("name") == step]
    return named[0] if named else found[-1 if step == "-" else int(step)]


def _measure(package: Copy, given: set[str]) -> None:
    descriptor = json.loads(package.descriptor.read_bytes())
    for resource in descriptor["resources"]:
        if (file := package.root / resource["path"]).is_file():
            content = file.read_bytes()
            measured = {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
            resource |= {word: value for word, value in measured.items() if word not in given}
    package.descriptor.write_text(json.dumps(descriptor), encoding="utf-8")


def _files(root: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
