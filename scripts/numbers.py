"""Ids as numbers: the text of each link is looked up once, and then all checks of more than one row compare whole numbers.

The number of an id is the record number of its row; of an id that has no row, a number below zero. Where the same id stands in columns of
one kind the same number does, and where another id, another. The checks find the numbers in the schema `numbers`, under the names of the
tables and columns that they ask for, so that their SQL is the same.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from schemas.plan import KEY_CHECK, LINK_CHECK, PlannedCheck
from schemas.sql import RECORD, identifier
from schemas.table_schema import TableSchema
from scripts.keep import kept_name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

SCHEMA = "numbers"
LOST = "lost"  # the schema in which a table has the texts of those of its links alone that lead nowhere


def seen_through(connection: "Connection", schema: str) -> "Connection":
    """A second connection to the same tables, which finds those of the schema first; to be made before the settings are locked."""
    (catalog,) = connection.execute("SELECT current_database()").fetchall()[0]
    other = connection.cursor()
    other.execute(f"CREATE SCHEMA IF NOT EXISTS {identifier(catalog)}.{schema}; SET search_path = '{catalog}.{schema},{catalog}.main'")
    return other


def numbered(
    connections: Sequence["Connection"],
    schemas: Mapping[str, TableSchema],
    kinds: Mapping[str, Mapping[str, Sequence[str]]],
    kept: Mapping[str, Sequence[str]],
) -> "Numbers":
    """Number the ids of these kinds, and let the checks that go through the connections see the numbers.

    As many tables as there are connections are worked on at a time, since the last part of a query often keeps one processor alone busy.
    """
    keys = {kind: schemas[kind].primary_key[0] for kind in kinds}
    numbers = Numbers(connections, kinds, keys, kept)
    numbers.make()
    for table in numbers.tables:
        columns = ", ".join(map(identifier, [RECORD, *numbers.kept[table]]))
        connections[0].execute(f"CREATE VIEW {SCHEMA}.{identifier(table)} AS SELECT {columns} FROM {_numbers(table)}")
    return numbers


@dataclass
class Numbers:
    """The ids of some tables as numbers, and what became known on the way: the links that hold, the keys that are unique.

    `kinds` names for each table whose key is a kind of id the columns with such ids, by table; `keys` are these keys, `kept` the columns
    of each table that the checks look at.
    """

    connections: Sequence["Connection"]
    kinds: Mapping[str, Mapping[str, Sequence[str]]]
    keys: Mapping[str, str]
    kept: Mapping[str, Sequence[str]]
    unique: set[str] = field(default_factory=set)
    held: set[tuple[str, str]] = field(default_factory=set)  # table and column of links that hold in every row

    def make(self) -> None:
        """Number the ids of all tables; in the end those that a link names in vain."""
        self._each(self._number_keys, self.kinds)
        # Those with the most links take longest, and so come first.
        self._each(self._number_table, sorted(self.tables, key=lambda table: -len(self._links(table))))
        for kind, columns in self.kinds.items():
            self._number_lost(kind, [(table, column) for table, some in columns.items() for column in some if column in self.kept[table]])

    def _each(self, step: Callable[["Connection", str], None], names: Iterable[str]) -> None:
        """Take the step for each of the names, side by side on all connections."""
        from concurrent.futures import ThreadPoolExecutor

        free = list(self.connections)

        def on_a_free_one(name: str) -> None:
            connection = free.pop()
            try:
                step(connection, name)
            finally:
                free.append(connection)

        with ThreadPoolExecutor(max_workers=len(free)) as pool:
            list(pool.map(on_a_free_one, names))

    def prove(self, table: str, check: PlannedCheck) -> bool | None:
        """Whether it is known that no row of the table breaks the check of a key or link; None if nobody has looked."""
        if check.name == KEY_CHECK:
            return table in self.unique if check.columns == (self.keys.get(table),) else None
        return (table, *check.columns) in self.held if check.name == LINK_CHECK else None

    def has(self, table: str, column: str) -> bool:
        """Whether the column of the table has become numbers."""
        return column in self.kept[table] and any(column in columns.get(table, ()) for columns in self.kinds.values())

    @property
    def tables(self) -> list[str]:
        """Those with ids of some kind."""
        return list(dict.fromkeys(table for columns in self.kinds.values() for table in columns))

    def _number_keys(self, connection: "Connection", kind: str) -> None:
        """Find the rows whose id stands in an earlier row: none, as a rule, and then each row has its own number."""
        key, rows, doubles = identifier(self.keys[kind]), identifier(kept_name(kind)), _doubles(kind)
        filled = f"SELECT rowid AS row, {key} AS id, hash({key}) AS hash FROM {rows} WHERE {key} IS NOT NULL"
        # Hashes are compared in half the time; only where two are the same are ids.
        if connection.execute(f"SELECT COUNT(*) = COUNT(DISTINCT hash) FROM ({filled}) AS filled").fetchall()[0][0]:
            self.unique.add(kind)
        else:
            candidates = f"{filled} AND hash IN (SELECT hash({key}) FROM {rows} GROUP BY 1 HAVING COUNT(*) > 1)"
            found = f"SELECT row, min(row) OVER (PARTITION BY id) AS first FROM ({candidates}) AS candidates QUALIFY row <> first"
            connection.execute(f"CREATE TABLE {doubles} AS {found}")
        others = "" if kind in self.unique else f" AND rowid NOT IN (SELECT row FROM {doubles})"
        connection.execute(
            f"CREATE VIEW {_ids(kind)} AS SELECT {key} AS id, rowid + 1 AS number FROM {rows} WHERE {key} IS NOT NULL{others}"
        )

    def _links(self, table: str) -> dict[str, str]:
        """The columns of the table that link to a kind of ids, with the kind."""
        kind_of = {column: kind for kind, columns in self.kinds.items() for column in columns.get(table, ()) if column in self.kept[table]}
        return {column: kind for column, kind in kind_of.items() if not self._is_key(table, column)}

    def _number_table(self, connection: "Connection", table: str) -> None:
        links = self._links(table)
        shown = [f"kept.rowid + 1 AS {RECORD}", *(self._shown(table, column, links) for column in self.kept[table])]
        # The ids that are found nowhere: none, as a rule, which costs nothing.
        shown += [f"CASE WHEN {_ids_of(column)}.number IS NULL THEN kept.{identifier(column)} END AS {_lost(column)}" for column in links]
        joins = [
            f"LEFT JOIN {_ids(kind)} AS {_ids_of(column)} ON kept.{identifier(column)} = {_ids_of(column)}.id"
            for column, kind in links.items()
        ]
        if table in self.kinds and table not in self.unique:
            joins.append(f"LEFT JOIN {_doubles(table)} AS doubles ON kept.rowid = doubles.row")
        rows = f"SELECT {', '.join(shown)} FROM {identifier(kept_name(table))} AS kept {' '.join(joins)}"
        connection.execute(f"CREATE TABLE {_numbers(table)} AS {rows}")
        texts = ", ".join([RECORD, *(f"{_lost(column)} AS {identifier(column)}" for column in links)])
        connection.execute(f"CREATE VIEW {LOST}.{identifier(table)} AS SELECT {texts} FROM {_numbers(table)}")
        counts = ", ".join(["COUNT(*)", *(f"COUNT({_lost(column)})" for column in links)])
        _, *lost = connection.execute(f"SELECT {counts} FROM {_numbers(table)}").fetchall()[0]
        self.held |= {(table, column) for column, count in zip(links, lost, strict=True) if not count}

    def _is_key(self, table: str, column: str) -> bool:
        return self.keys.get(table) == column

    def _shown(self, table: str, column: str, links: Collection[str]) -> str:
        name = identifier(column)
        if column in links:
            return f"{_ids_of(column)}.number AS {name}"
        if not self._is_key(table, column):
            return f"kept.{name}"
        row = "kept.rowid" if table in self.unique else "coalesce(doubles.first, kept.rowid)"
        return f"CASE WHEN kept.{name} IS NOT NULL THEN {row} + 1 END AS {name}"

    def _number_lost(self, kind: str, columns: Sequence[tuple[str, str]]) -> None:
        lost = [(table, column) for table, column in columns if (table, column) not in self.held and not self._is_key(table, column)]
        if not lost:
            return
        texts = " UNION ".join(f"SELECT {_lost(column)} AS id FROM {_numbers(table)} WHERE id IS NOT NULL" for table, column in lost)
        made = identifier(f"lost ids of {kind}")
        self.connections[0].execute(f"CREATE TABLE {made} AS SELECT id, -row_number() OVER () AS number FROM ({texts}) AS texts")
        for table, column in lost:
            number = f"UPDATE {_numbers(table)} SET {identifier(column)} = lost.number FROM {made} AS lost WHERE {_lost(column)} = lost.id"
            self.connections[0].execute(number)


def _numbers(table: str) -> str:
    return f"{SCHEMA}.{identifier(f'numbers of {table}')}"


def _ids(kind: str) -> str:
    return f"{SCHEMA}.{identifier(f'ids of {kind}')}"


def _lost(column: str) -> str:
    return identifier(f"lost {column}")


def _ids_of(column: str) -> str:
    return identifier(f"ids of {column}")


def _doubles(kind: str) -> str:
    return f"{SCHEMA}.{identifier(f'doubles of {kind}')}"
