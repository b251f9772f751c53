"""What differs in the rows of one table: worked out in the engine, where it stays as a table of the schema `differing`.

A row there has what it is (added, removed, changed) and its cells before and after, under `old <column>` and `new <column>`. Rows are
told apart by their key. Where a key stands twice in a release, and where there is none, they are compared as wholes: then a row that
changed is one removed and one added, and of equal rows only the number counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from schemas.sql import identifier, identifiers
from schemas.table_schema import TableSchema
from scripts.comparison.row_queries import DIFFERING, REPEATED, SIDES, repeated_keys, sided, statements, table_name, together

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

Names = tuple[str, ...]
Row = dict[str, str]
FETCHED_AT_ONCE = 10_000  # rows


@dataclass(frozen=True)
class RowDifference:
    """How the rows of one table differ; `old` or `new`, its columns, is empty where the table is not in that release.

    `rows` are those before and after, `counts` those that differ by what they are, `cells` the changed cells by column, `filled` the rows
    with a value in an added column that were there before, by column; `repeated` the keys that stand more than once before and after.
    `key` is empty where no columns tell the rows of both apart.
    """

    table: str
    key: Names
    old: Names
    new: Names
    rows: tuple[int, int] = (0, 0)
    repeated: tuple[int, int] = (0, 0)
    counts: dict[str, int] = field(default_factory=dict)
    cells: dict[str, int] = field(default_factory=dict)
    filled: dict[str, int] = field(default_factory=dict)

    @property
    def is_in_both(self) -> bool:
        """Whether both releases have the table."""
        return bool(self.old and self.new)

    @property
    def common(self) -> Names:
        """The columns in both, without the key, in their new order."""
        return tuple(name for name in self.new if name in self.old and name not in self.key)

    @property
    def added(self) -> Names:
        """The columns that are new."""
        return tuple(name for name in self.new if name not in self.old)

    @property
    def removed(self) -> Names:
        """The columns that are gone."""
        return tuple(name for name in self.old if name not in self.new)


def row_difference(connection: "Connection", old: TableSchema | None, new: TableSchema | None) -> RowDifference:
    """Compare the rows of the table in both releases, or list those of a table that is in one of them only."""
    schemas = {side: schema for side, schema in zip(SIDES, (old, new), strict=True) if schema}
    table = next(iter(schemas.values())).table
    key = _key(connection, old, new) if old and new else next(iter(schemas.values())).primary_key
    found = RowDifference(
        table=table,
        key=key,
        old=old.names if old else (),
        new=new.names if new else (),
        rows=_pair(_count(connection, f"FROM {table_name(side, table)}") if side in schemas else 0 for side in SIDES),
        repeated=_pair(_repeated(connection, side, table, key) if side in schemas and key else 0 for side in SIDES),
    )
    if sum(found.repeated):
        keys = " UNION ".join(f"({repeated_keys(side, table, key)})" for side in schemas)
        connection.execute(f"CREATE TABLE {table_name(REPEATED, table)} AS {keys}")
    for statement in statements(found):
        connection.execute(statement)
    return replace(found, counts=_counts(connection, found), cells=_cells(connection, found), filled=_filled(connection, found))


def rows(connection: "Connection", difference: RowDifference, what: str, most: int | None = None) -> Iterator[Row]:
    """The rows that were added or removed, by key, with the columns of their release; at most so many."""
    side, names = ("old", difference.old) if what == "removed" else ("new", difference.new)
    if not names:
        return
    order = [*sided(side, difference.key), *sided(side, names)]
    source = f"FROM {table_name(DIFFERING, difference.table)} WHERE what = '{what}' ORDER BY {identifiers(order)}"
    query = f"SELECT {identifiers(sided(side, names))} {source}"
    yield from (dict(zip(names, row, strict=True)) for row in _fetched(connection, query, most))


def changed_rows(
    connection: "Connection", difference: RowDifference, most: int | None = None
) -> Iterator[tuple[Row, dict[str, tuple[str, str]]]]:
    """The rows that changed: the key, and of each changed cell, by column, the value before and after; at most so many."""
    names = [*sided("new", difference.key), *sided("old", difference.common), *sided("new", difference.common)]
    if not difference.key or not difference.common:
        return
    source = f"FROM {table_name(DIFFERING, difference.table)} WHERE what = 'changed' ORDER BY {identifiers(sided('new', difference.key))}"
    keys, cells = len(difference.key), len(difference.common)
    for row in _fetched(connection, f"SELECT {identifiers(names)} {source}", most):
        pairs = zip(row[keys : keys + cells], row[keys + cells :], strict=True)
        changed = {name: pair for name, pair in zip(difference.common, pairs, strict=True) if pair[0] != pair[1]}
        yield dict(zip(difference.key, row, strict=False)), changed


def filled_cells(connection: "Connection", difference: RowDifference, column: str) -> Iterator[tuple[Row, str]]:
    """What an added column holds, where it holds anything, of the rows that were there before: the key, and the value."""
    names = [f"n.{identifier(name)}" for name in (*difference.key, column)]
    query = f"SELECT {', '.join(names)} FROM {together(difference)} WHERE {names[-1]} <> '' ORDER BY {', '.join(names)}"
    yield from ((dict(zip(difference.key, row, strict=False)), row[-1]) for row in _fetched(connection, query))


def _fetched(connection: "Connection", query: str, most: int | None = None) -> Iterator[tuple[str, ...]]:
    """The rows of the answer, of which few at a time are in memory."""
    with connection.cursor() as cursor:
        cursor.execute(query if most is None else f"{query} LIMIT {most}")
        while block := cursor.fetchmany(FETCHED_AT_ONCE):
            yield from block


def _pair(numbers: Iterator[int]) -> tuple[int, int]:
    before, after = numbers
    return before, after


def _count(connection: "Connection", source: str) -> int:
    return int(connection.execute(f"SELECT count(*) {source}").fetchall()[0][0])


def _repeated(connection: "Connection", side: str, table: str, key: Names) -> int:
    return _count(connection, f"FROM ({repeated_keys(side, table, key)})")


def _key(connection: "Connection", old: TableSchema, new: TableSchema) -> Names:
    """The columns that tell rows apart in both releases: the key if it is the same, else that of one of them if it does so in both."""
    if set(old.primary_key) == set(new.primary_key):
        return new.primary_key
    common = set(old.names) & set(new.names)
    candidates = [key for key in (new.primary_key, old.primary_key) if key and common.issuperset(key)]
    return next((key for key in candidates if not any(_repeated(connection, side, new.table, key) for side in SIDES)), ())


def _counts(connection: "Connection", difference: RowDifference) -> dict[str, int]:
    query = f"SELECT what, count(*) FROM {table_name(DIFFERING, difference.table)} GROUP BY what"
    return {"added": 0, "removed": 0, "changed": 0, **dict(connection.execute(query).fetchall())}


def _cells(connection: "Connection", difference: RowDifference) -> dict[str, int]:
    if not difference.common or not difference.key:
        return {}
    counts = [f"count(*) FILTER ({identifier(f'old {name}')} <> {identifier(f'new {name}')})" for name in difference.common]
    query = f"SELECT {', '.join(counts)} FROM {table_name(DIFFERING, difference.table)} WHERE what = 'changed'"
    found = zip(difference.common, connection.execute(query).fetchall()[0], strict=True)
    return {name: count for name, count in found if count}


def _filled(connection: "Connection", difference: RowDifference) -> dict[str, int]:
    if not difference.key or not difference.is_in_both or not difference.added:
        return {}
    counts = [f"count(*) FILTER (n.{identifier(name)} <> '')" for name in difference.added]
    found = connection.execute(f"SELECT {', '.join(counts)} FROM {together(difference)}").fetchall()[0]
    return dict(zip(difference.added, found, strict=True))
