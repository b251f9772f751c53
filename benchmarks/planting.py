"""Puts defects into the rows of generated tables, and writes down the findings that a right validator must have: both in SQL."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from benchmarks.defects import DEFECTS
from benchmarks.defects.defect import Defect, Elsewhere
from benchmarks.sizes import Slice
from schemas.sql import identifier, literal

EXPECTED = "CREATE TABLE expected (of_table VARCHAR, record BIGINT, rule VARCHAR, columns VARCHAR)"
FILES = "CREATE TABLE files (of_table VARCHAR, position BIGINT, path VARCHAR, first BIGINT, past BIGINT)"


class Planting:
    """The defects of one package: which rows have one is decided by their number and the seed, so it can be asked again."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, files: Mapping[str, Sequence[Slice]]) -> None:
        self._connection = connection
        self._kinds = {table: [defect for defect in DEFECTS if defect.table == table] for table in files}
        connection.execute(EXPECTED)
        connection.execute(FILES)
        for position, (table, pieces) in enumerate(files.items()):
            values = [[table, position, piece.path, piece.first, piece.end] for piece in pieces]
            connection.executemany("INSERT INTO files VALUES (?, ?, ?, ?, ?)", values)

    def spoiled(self, table: str, clean: str, columns: Sequence[str]) -> str:
        """The query `clean` of a table with the defects in it; every cell is text, since a wrong one may be anything."""
        cells = ", ".join(f"{_cell(column, self._kinds[table])} AS {identifier(column)}" for column in columns)
        return f"SELECT {cells} FROM ({_chosen(table, clean, self._kinds[table])})"

    def expect(self, table: str, clean: str) -> None:
        """Write down what follows from the defects in the rows of `part`; `clean` is the query of the table."""
        kinds = self._kinds[table]
        followed = " ".join(f"WHEN {number} THEN {_findings(defect)}" for number, defect in enumerate(kinds))
        # What is not chosen is dropped at once, before its cells are made.
        rows = f"FROM ({_chosen(table, f'FROM ({clean}) WHERE is_chosen(n, {literal(table)})', kinds)}) WHERE defect IS NOT NULL"
        self._connection.execute(f"INSERT INTO expected SELECT unnest(CASE defect {followed} END, recursive := true) {rows}")

    def write(self, file: Path, has_lines: bool) -> None:
        """Write all findings to expect, in the order of tables and rows. Each file has a header, so record 1 is on line 2."""
        line = "record - first + 1" if has_lines else "NULL"
        query = f"""
            SELECT DISTINCT position, path, {line} AS line, record, of_table AS "table", rule, columns AS "column"
            FROM expected JOIN files USING (of_table) WHERE record > first AND record <= past
            ORDER BY position, record, rule, columns"""
        self._connection.execute(f"COPY (SELECT * EXCLUDE (position) FROM ({query})) TO {literal(str(file))} (FORMAT csv, HEADER)")


def _chosen(table: str, clean: str, kinds: Sequence[Defect]) -> str:
    """The rows of `clean`, each with the number of its defect, null for most: one of those that suit the row, if it is chosen."""
    numbers = ", ".join(f"CASE WHEN {defect.victims} THEN {number} END" for number, defect in enumerate(kinds))
    suited = f"CASE WHEN is_chosen(n, {literal(table)}) THEN list_filter([{numbers}], lambda kind: kind IS NOT NULL) END AS suited"
    # The later of two turns: what stands further down in a list of defects suits fewer rows, and would hardly come up otherwise.
    turns = ", ".join(f"roll(n, {literal(f'{turn} turn in {table}')}, greatest(len(suited), 1))" for turn in ("one", "another"))
    return f"SELECT *, suited[1 + greatest({turns})] AS defect FROM (SELECT *, {suited} FROM ({clean}))"


def _cell(column: str, kinds: Sequence[Defect]) -> str:
    """The cell as it is written: its clean value, unless the row's defect has another."""
    name = identifier(column)
    others = [(number, defect.cells[column]) for number, defect in enumerate(kinds) if column in defect.cells]
    if not others:
        return f"CAST({name} AS VARCHAR)"
    whens = " ".join(f"WHEN {number} THEN CAST({cell} AS VARCHAR)" for number, cell in others)
    return f"CASE WHEN defect IS NULL THEN CAST({name} AS VARCHAR) ELSE CASE defect {whens} ELSE CAST({name} AS VARCHAR) END END"


def _findings(defect: Defect) -> str:
    """The findings of a defect as an SQL list of structs, in the form of the table `expected`."""
    own = [Elsewhere(defect.table, "n + 1", finding) for finding in defect.findings]
    structs = (_struct(one.table, one.record, *one.finding.split(": ", 1)) for one in [*own, *defect.elsewhere])
    return f"[{', '.join(structs)}]"


def _struct(table: str, record: str, rule: str, columns: str) -> str:
    return f"{{of_table: {literal(table)}, record: {record}, rule: {literal(rule)}, columns: {literal(columns)}}}"
