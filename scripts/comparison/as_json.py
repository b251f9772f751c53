"""A comparison for programs: complete, and written piece by piece, so that a million changed rows need little memory.

docs/comparison.schema.json says what it looks like. If a property changes its meaning or goes, FORMAT rises.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scripts.comparison.comparison import Comparison, TableComparison
from scripts.comparison.kinds import KINDS
from scripts.comparison.row_difference import RowDifference, changed_rows, filled_cells, rows
from scripts.package import Package

FORMAT = 1


def as_json(found: Comparison, most: int | None = None) -> Iterator[str]:
    """The comparison as JSON, in pieces of text that belong one after the other; all rows, whatever `most` says to other forms."""
    head = {
        "format": FORMAT,
        "old": _release(found.old),
        "new": _release(found.new),
        "needed": found.needed,
        "given": found.given,
        "fits": found.fits,
        "problems": [vars(problem) | {"ids": list(problem.ids)} for problem in found.problems],
        "changes": [vars(change) | {"bump": change.bump, "to_judge": KINDS[change.kind].is_to_judge} for change in found.changes],
        "perhaps_renamed_tables": _pairs(found.renamed_tables),
    }
    yield f"{_text(head)[:-1]}, "
    yield '"tables": ['
    yield from _parted(_table(found, table) for table in found.tables.values())
    yield "]}\n"


def _release(package: Package) -> dict[str, Any]:
    return {"name": package.descriptor.get("name"), "version": package.descriptor.get("version")}


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"old": old, "new": new} for old, new in pairs]


def _table(found: Comparison, table: TableComparison) -> Iterator[str]:
    difference = table.rows
    head = {
        "name": difference.table,
        "status": "both" if difference.is_in_both else "added" if difference.new else "removed",
        "key": difference.key,
        "rows": dict(zip(("old", "new"), difference.rows, strict=True)),
        "repeated_keys": dict(zip(("old", "new"), difference.repeated, strict=True)),
        "counts": difference.counts,
        "changed_cells": difference.cells,
        "columns": {"old": difference.old, "new": difference.new},
        "perhaps_renamed_columns": _pairs(table.renamed_columns),
        "perhaps_renamed_ids": _pairs(table.renamed_ids),
    }
    yield f"\n{_text(head)[:-1]}, "
    yield from _list("removed", map(_text, rows(found.connection, difference, "removed")))
    yield from _list("added", map(_text, rows(found.connection, difference, "added")))
    yield from _list("changed", _changed(found, difference))
    yield '"filled": {'
    yield from _parted(_filled(found, difference, name) for name in difference.filled)
    yield "}}"


def _changed(found: Comparison, difference: RowDifference) -> Iterator[str]:
    for key, cells in changed_rows(found.connection, difference):
        yield _text({"key": key, "cells": {name: {"old": old, "new": new} for name, (old, new) in cells.items()}})


def _filled(found: Comparison, difference: RowDifference, column: str) -> Iterator[str]:
    yield f"{_text(column)}: ["
    cells = filled_cells(found.connection, difference, column)
    yield from _parted([_text({"key": key, "value": value})] for key, value in cells)
    yield "]"


def _list(name: str, items: Iterable[str]) -> Iterator[str]:
    yield f"{_text(name)}: ["
    yield from _parted([item] for item in items)
    yield "], "


def _parted(items: Iterable[Iterable[str]]) -> Iterator[str]:
    """The pieces of every item, with a comma between one item and the next."""
    for number, item in enumerate(items):
        yield from [", "] if number else []
        yield from item


def _text(value: Mapping[str, Any] | str) -> str:
    return json.dumps(value, ensure_ascii=False)
