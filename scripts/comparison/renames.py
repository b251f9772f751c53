"""What looks as if it had only got another name: ids, columns, tables. Nobody can be sure, so it is said as a perhaps."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from schemas.sql import identifier, identifiers
from scripts.comparison.row_difference import RowDifference
from scripts.comparison.row_queries import DIFFERING, SIDES, sided, table_name, together
from scripts.package import Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

Pairs = list[tuple[str, str]]


def renamed_ids(connection: "Connection", difference: RowDifference) -> Pairs:
    """Ids of which one is gone and one is new, while all other cells are equal, not all empty, and those of no further such row."""
    if len(difference.key) != 1 or not difference.common or not difference.is_in_both:
        return []
    sides = [_alone(difference, side, what) for side, what in zip(SIDES, ("removed", "added"), strict=True)]
    query = f"SELECT o.id, n.id FROM ({sides[0]}) AS o JOIN ({sides[1]}) AS n USING (cells) ORDER BY ALL"
    return [(before, after) for before, after in connection.execute(query).fetchall()]


def _alone(difference: RowDifference, side: str, what: str) -> str:
    cells, key = identifiers(sided(side, difference.common)), identifier(f"{side} {difference.key[0]}")
    rows = f"FROM {table_name(DIFFERING, difference.table)} WHERE what = '{what}' AND concat({cells}) <> ''"
    return f"SELECT min({key}) AS id, [{cells}] AS cells {rows} GROUP BY cells HAVING count(*) = 1"


def renamed_columns(connection: "Connection", difference: RowDifference, old: Table, new: Table) -> Pairs:
    """Columns of which one is gone and one is new, of the same type, with the same values in every row that is in both, not all empty."""
    pairs = ((before, after) for before in difference.removed for after in difference.added)
    typed = (pair for pair in pairs if old.schema.column(pair[0]).type == new.schema.column(pair[1]).type)
    return [pair for pair in typed if _is_same(connection, difference, *pair)]


def _is_same(connection: "Connection", difference: RowDifference, before: str, after: str) -> bool:
    cells = f"o.{identifier(before)}", f"n.{identifier(after)}"
    if difference.key:
        rows, differs = together(difference), f"{cells[0]} <> {cells[1]}"
    else:  # nothing says which row is which, so the values are compared in their order
        sides = ((side, identifier(name)) for side, name in zip(SIDES, (before, after), strict=True))
        old, new = (
            f'(SELECT {name}, row_number() OVER (ORDER BY {name}) AS "in order" FROM {table_name(side, difference.table)})'
            for side, name in sides
        )
        rows, differs = f'{old} AS o FULL JOIN {new} AS n USING ("in order")', f"{cells[0]} IS DISTINCT FROM {cells[1]}"
    different, filled = connection.execute(
        f"SELECT count(*) FILTER ({differs}), count(*) FILTER ({cells[0]} <> '') FROM {rows}"
    ).fetchall()[0]
    return bool(filled and not different)


def renamed_tables(connection: "Connection", old: Iterable[Table], new: Iterable[Table]) -> Pairs:
    """Tables of which one is gone and one is new, with the same columns and at least one row in common."""
    added = list(new)
    return [(before.name, after.name) for before in old for after in added if _share_rows(connection, before, after)]


def _share_rows(connection: "Connection", old: Table, new: Table) -> bool:
    if set(old.schema.names) != set(new.schema.names):
        return False
    sides: Iterator[str] = (table_name(side, table.name) for side, table in zip(SIDES, (old, new), strict=True))
    query = f"SELECT 1 FROM {next(sides)} SEMI JOIN {next(sides)} USING ({identifiers(old.schema.names)}) LIMIT 1"
    return bool(connection.execute(query).fetchall())
