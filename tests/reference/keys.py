"""Keys and links: no key twice, and no link to nowhere. An empty cell is no key and no link."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.reference.form import Row
from tests.reference.found import Found


def doubles(table: str, rows: list[Row], columns: list[str]) -> Iterator[Found]:
    """Every row whose key another row has as well."""
    keys = [_filled(row, columns) for row in rows]
    count = Counter(keys)
    for row, key in zip(rows, keys, strict=True):
        if key is not None and count[key] > 1:
            yield Found("key_is_unique", table, row.line, row.record, frozenset(columns))


def dangling(table: str, rows: list[Row], columns: list[str], parents: list[Row], references: list[str]) -> Iterator[Found]:
    """Every row whose link leads to no row of the parents."""
    known = {_filled(parent, references) for parent in parents}
    for row in rows:
        if (link := _filled(row, columns)) and link not in known:
            yield Found("link_exists", table, row.line, row.record, frozenset(columns))


def _filled(row: Row, columns: list[str]) -> tuple[Any, ...] | None:
    """The values of the columns; None where one of them is empty."""
    values = tuple(row[column] for column in columns)
    return None if None in values else values
