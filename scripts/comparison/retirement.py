"""Ids that are gone: each needs a tombstone, a row of the table `retired`; no tombstone goes, and no id that has one comes back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.sql import identifier, literal
from scripts.comparison.row_queries import table_name
from scripts.package import Package
from scripts.versions import version

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

TABLE = "retired"
TOMBSTONE = ("table_name", "retired_id")  # the columns that say of which table the id was, and which
SINCE = "retired_in"
RULES = {
    "removed_id_has_tombstone": f"An id that is removed gets a row in the table `{TABLE}`: add it, or bring the row back.",
    "tombstone_names_its_version": "`retired_in` is the first version without the id, later than the old release: correct it.",
    "tombstone_stays": f"A row of the table `{TABLE}` stays for ever: bring it back.",
    "retired_id_stays_away": "An id that was retired is never used again: give the row another id.",
}


@dataclass(frozen=True)
class Problem:
    """Something that must not be so in the new release: the rule, what breaks it, and of ids the first ones with the number of all."""

    rule: str
    message: str
    table: str | None = None
    ids: tuple[str, ...] = ()
    count: int = 1


def removed_ids(connection: "Connection", old: Package, new: Package, table: str) -> int:
    """How many ids of the table are gone."""
    query = _gone(old, new, table)
    return len_of(connection, query) if query else 0


def problems(connection: "Connection", old: Package, new: Package, most: int) -> Iterator[Problem]:
    """What is wrong with ids that are gone or came back, table by table, with at most so many ids each."""
    both = [name for name in new.tables if name in old.tables and name != TABLE]
    for table in both:
        if query := _gone(old, new, table):
            buried = " UNION ALL ".join(f"({one})" for one in _tombstones([("new", new)], table))
            unburied = f"{query} EXCEPT ({buried})" if buried else query
            yield from _problem(connection, "removed_id_has_tombstone", table, unburied, most)
            yield from _misdated(connection, old, new, table, query, most)
    yield from _lost_tombstones(connection, old, new, most)
    for table in new.tables:
        column = _id_column(new, table)
        tombstones = " UNION ALL ".join(_tombstones([("old", old), ("new", new)], table))
        if column and tombstones and table != TABLE:
            there = f"SELECT DISTINCT {identifier(column)} FROM {table_name('new', table)}"
            yield from _problem(connection, "retired_id_stays_away", table, f"{there} INTERSECT ({tombstones})", most)


def _id_column(package: Package, table: str) -> str | None:
    """The column of the ids, if rows have one: a key of several columns is none."""
    key = package.tables[table].schema.primary_key
    return key[0] if len(key) == 1 else None


def _gone(old: Package, new: Package, table: str) -> str | None:
    """A query for the ids that were in the old table and are not in the new one; None if it has none that can be compared."""
    column = _id_column(old, table)
    if column is None or column not in new.tables[table].schema.names:
        return None
    before, after = (f"SELECT {identifier(column)} FROM {table_name(side, table)}" for side in ("old", "new"))
    return f"{before} EXCEPT {after}"


def has_tombstones(package: Package) -> bool:
    """Whether the package has a table for them, with the columns that matter."""
    return TABLE in package.tables and set(TOMBSTONE) <= set(package.tables[TABLE].schema.names)


def _tombstones(sides: list[tuple[str, Package]], table: str) -> Iterator[str]:
    for side, package in sides:
        if has_tombstones(package):
            where = f"WHERE {identifier(TOMBSTONE[0])} = {literal(table)}"
            yield f"SELECT {identifier(TOMBSTONE[1])} FROM {table_name(side, TABLE)} {where}"


def _misdated(connection: "Connection", old: Package, new: Package, table: str, gone: str, most: int) -> Iterator[Problem]:
    """The ids that went between the two releases by what is in them, and at another time by their tombstones."""
    bounds = [version(package.descriptor.get("version")) for package in (old, new)]
    if not has_tombstones(new) or SINCE not in new.tables[TABLE].schema.names or None in bounds:
        return
    since = f"TRY_CAST(string_split({identifier(SINCE)}, '.') AS BIGINT[])"
    before, after = (f"[{', '.join(map(str, bound or ()))}]" for bound in bounds)
    [tombstones] = _tombstones([("new", new)], table)
    misdated = f"{tombstones} AND NOT coalesce({since} > {before} AND {since} <= {after}, false)"
    yield from _problem(connection, "tombstone_names_its_version", table, f"({gone}) INTERSECT ({misdated})", most)


def _lost_tombstones(connection: "Connection", old: Package, new: Package, most: int) -> Iterator[Problem]:
    if not has_tombstones(old):
        return
    names = " || ' ' || ".join(map(identifier, TOMBSTONE))
    query = f"SELECT {names} FROM {table_name('old', TABLE)}"
    if has_tombstones(new):
        query += f" EXCEPT SELECT {names} FROM {table_name('new', TABLE)}"
    yield from _problem(connection, "tombstone_stays", TABLE, query, most)


def _problem(connection: "Connection", rule: str, table: str, query: str, most: int) -> Iterator[Problem]:
    if count := len_of(connection, query):
        ids = connection.execute(f"FROM ({query}) AS found(id) ORDER BY id LIMIT {most}").fetchall()
        yield Problem(rule, RULES[rule], table, tuple(name for (name,) in ids), count)


def len_of(connection: "Connection", query: str) -> int:
    """How many rows the query gives."""
    return int(connection.execute(f"SELECT count(*) FROM ({query})").fetchall()[0][0])
