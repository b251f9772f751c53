"""Ids as numbers: the text of each link is looked up once, and then all checks of more than one row compare whole numbers.

The number of an id is the record number of its row; of an id that has no row, a number below zero. Where the same id stands in columns of
one kind the same number does, and where another id, another. The checks find the numbers in the schema `numbers`, under the names of the
tables and columns that they ask for, so that their SQL is the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from schemas.plan import KEY_CHECK, LINK_CHECK, PlannedCheck
from schemas.sql import RECORD, identifier
from schemas.table_schema import TableSchema
from scripts.keep import kept_name, left_out
from scripts.plans import Plans

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

SCHEMA = "numbers"


def seen_as_numbers(connection: "Connection") -> "Connection":
    """A second connection to the same tables, which finds those of the schema `numbers` first; before the settings are locked."""
    (catalog,) = connection.execute("SELECT current_database()").fetchall()[0]
    other = connection.cursor()
    other.execute(f"CREATE SCHEMA {identifier(catalog)}.{SCHEMA}; SET search_path = '{catalog}.{SCHEMA},{catalog}.main'")
    return other


def numbered(connection: "Connection", schemas: Mapping[str, TableSchema], compiled: Plans) -> "Numbers":
    """Number the ids of the tables, and let the checks that go through the connection see the numbers."""
    keys = {kind: schemas[kind].primary_key[0] for kind in compiled.kinds}
    numbers = Numbers(connection, compiled.kinds, keys, compiled.compared)
    numbers.make()
    for table in numbers.tables:
        columns = ", ".join([RECORD, *map(identifier, numbers.kept[table]), *left_out(schemas[table], numbers.kept[table])])
        connection.execute(f"CREATE VIEW {SCHEMA}.{identifier(table)} AS SELECT {columns} FROM {_numbers(table)}")
    return numbers


@dataclass
class Numbers:
    """The ids of some tables as numbers, and what became known on the way: the links that hold, the keys that are unique.

    `kinds` names for each table whose key is a kind of id the columns with such ids, by table; `keys` are these keys, `kept` the columns
    of each table that the checks look at.
    """

    connection: "Connection"
    kinds: Mapping[str, Mapping[str, Sequence[str]]]
    keys: Mapping[str, str]
    kept: Mapping[str, Sequence[str]]
    unique: set[str] = field(default_factory=set)
    held: set[tuple[str, str]] = field(default_factory=set)  # table and column of links that hold in every row

    def make(self) -> None:
        """Number the ids of all tables; in the end those that a link names in vain."""
        for kind in self.kinds:
            self._number_keys(kind)
        for table in self.tables:
            self._number_table(table)
        for kind, columns in self.kinds.items():
            self._number_lost(kind, [(table, column) for table, some in columns.items() for column in some])

    def prove(self, table: str, check: PlannedCheck) -> bool:
        """Whether it is known that no row of the table breaks the check of a key or link."""
        if check.name == KEY_CHECK:
            return table in self.unique and check.columns == (self.keys[table],)
        return check.name == LINK_CHECK and (table, *check.columns) in self.held

    @property
    def tables(self) -> list[str]:
        """Those with ids of some kind."""
        return list(dict.fromkeys(table for columns in self.kinds.values() for table in columns))

    def _number_keys(self, kind: str) -> None:
        """Where no two rows have the same id, each row is the only one of its id, and nothing has to be made."""
        key, rows = identifier(self.keys[kind]), identifier(kept_name(kind))
        ids = f"SELECT {key} AS id FROM {rows} WHERE {key} IS NOT NULL"
        # Hashes are compared in half the time; if they all differ, the ids do.
        if self._asked(f"SELECT COUNT(*) = COUNT(DISTINCT hash(id)) FROM ({ids}) AS ids"):
            self.unique.add(kind)
            made = f"VIEW {_ids(kind)} AS SELECT {key} AS id, rowid + 1 AS number FROM {rows} WHERE {key} IS NOT NULL"
        else:
            made = f"TABLE {_ids(kind)} AS SELECT {key} AS id, min(rowid) + 1 AS number FROM {rows} WHERE {key} IS NOT NULL GROUP BY id"
        self.connection.execute(f"CREATE {made}")

    def _number_table(self, table: str) -> None:
        kind_of = {column: kind for kind, columns in self.kinds.items() for column in columns.get(table, ())}
        looked_up = {column: kind for column, kind in kind_of.items() if not self._is_own_key(table, column)}
        shown = [f"kept.rowid + 1 AS {RECORD}", *(self._shown(table, column, looked_up) for column in self.kept[table])]
        # The ids that are found nowhere: none, as a rule, which costs nothing.
        shown += [f"CASE WHEN {identifier(f'ids of {c}')}.number IS NULL THEN kept.{identifier(c)} END AS {_lost(c)}" for c in looked_up]
        joins = [
            f"LEFT JOIN {_ids(kind)} AS {identifier(f'ids of {c}')} ON kept.{identifier(c)} = {identifier(f'ids of {c}')}.id"
            for c, kind in looked_up.items()
        ]
        rows = f"SELECT {', '.join(shown)} FROM {identifier(kept_name(table))} AS kept {' '.join(joins)}"
        self.connection.execute(f"CREATE TABLE {_numbers(table)} AS {rows}")
        counts = self.connection.execute(f"SELECT {', '.join(f'COUNT({_lost(c)})' for c in looked_up) or 0} FROM {_numbers(table)}")
        self.held |= {(table, column) for column, count in zip(looked_up, counts.fetchall()[0], strict=False) if not count}

    def _is_own_key(self, table: str, column: str) -> bool:
        return table in self.unique and column == self.keys[table]

    def _shown(self, table: str, column: str, looked_up: Iterable[str]) -> str:
        name = identifier(column)
        if column in looked_up:
            return f"{identifier(f'ids of {column}')}.number AS {name}"
        return f"CASE WHEN kept.{name} IS NOT NULL THEN kept.rowid + 1 END AS {name}" if self._is_own_key(table, column) else f"kept.{name}"

    def _number_lost(self, kind: str, columns: Sequence[tuple[str, str]]) -> None:
        lost = [(table, column) for table, column in columns if (table, column) not in self.held and not self._is_own_key(table, column)]
        if not lost:
            return
        texts = " UNION ".join(f"SELECT {_lost(column)} AS id FROM {_numbers(table)} WHERE id IS NOT NULL" for table, column in lost)
        made = identifier(f"lost ids of {kind}")
        self.connection.execute(f"CREATE TABLE {made} AS SELECT id, -row_number() OVER () AS number FROM ({texts}) AS texts")
        for table, column in lost:
            number = f"UPDATE {_numbers(table)} SET {identifier(column)} = lost.number FROM {made} AS lost WHERE {_lost(column)} = lost.id"
            self.connection.execute(number)

    def _asked(self, sql: str) -> bool:
        return bool(self.connection.execute(sql).fetchall()[0][0])


def _numbers(table: str) -> str:
    return f"{SCHEMA}.{identifier(f'numbers of {table}')}"


def _ids(kind: str) -> str:
    return f"{SCHEMA}.{identifier(f'ids of {kind}')}"


def _lost(column: str) -> str:
    return identifier(f"lost {column}")
