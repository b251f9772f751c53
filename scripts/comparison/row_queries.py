"""The SQL that compares the rows of one table. It runs in the engine of scripts/comparison/reading.py and in no other."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from schemas.sql import identifier, identifiers

if TYPE_CHECKING:
    from scripts.comparison.row_difference import RowDifference

DATABASE = "compared"
SIDES = ("old", "new")
DIFFERING, REPEATED = "differing", "repeated"  # schemas beside those of the two releases
SCHEMAS = (*SIDES, DIFFERING, REPEATED)


def table_name(schema: str, table: str) -> str:
    """The name of a table of ours in the engine, whatever is in its own name."""
    return f"{DATABASE}.{schema}.{identifier(table)}"


def sided(side: str, names: Sequence[str]) -> list[str]:
    """The columns of a release as those of the table of what differs; a blank keeps them apart from all others."""
    return [f"{side} {name}" for name in names]


def repeated_keys(side: str, table: str, key: Sequence[str]) -> str:
    """The keys that stand more than once."""
    return f"SELECT {identifiers(key)} FROM {table_name(side, table)} GROUP BY ALL HAVING count(*) > 1"


def together(difference: "RowDifference", join: str = "JOIN") -> str:
    """The rows of both releases whose key stands once in each, side by side as o and n."""
    same = " AND ".join(f"o.{identifier(name)} = n.{identifier(name)}" for name in difference.key)
    return f"{_single(difference, 'old')} AS o {join} {_single(difference, 'new')} AS n ON {same}"


def _single(difference: "RowDifference", side: str) -> str:
    table = table_name(side, difference.table)
    if not sum(difference.repeated):
        return table
    return f"(SELECT * FROM {table} ANTI JOIN {table_name(REPEATED, difference.table)} USING ({identifiers(difference.key)}))"


def statements(difference: "RowDifference") -> list[str]:
    """What makes the table of what differs, and fills it."""
    columns = [f"{identifier(name)} VARCHAR" for name in ["what", *sided("old", difference.old), *sided("new", difference.new)]]
    made = f"CREATE TABLE {table_name(DIFFERING, difference.table)} ({', '.join(columns)})"
    if not difference.is_in_both:
        return [made, _all_of_one(difference)]
    by_key = [_by_key(difference)] if difference.key else []
    as_wholes = (
        [] if difference.key and not sum(difference.repeated) else [_as_wholes(difference, *SIDES), _as_wholes(difference, *SIDES[::-1])]
    )
    return [made, *by_key, *as_wholes]


def _all_of_one(difference: "RowDifference") -> str:
    side = "old" if difference.old else "new"
    return _insertion(difference, side, table_name(side, difference.table))


def _insertion(difference: "RowDifference", side: str, rows: str) -> str:
    """Adds `rows`, which have the columns of that release, as removed or added ones."""
    names, what = (difference.old, "removed") if side == "old" else (difference.new, "added")
    into = identifiers(["what", *sided(side, names)])
    return f"INSERT INTO {table_name(DIFFERING, difference.table)} ({into}) SELECT '{what}', {identifiers(names)} FROM {rows}"


def _by_key(difference: "RowDifference") -> str:
    first = identifier(difference.key[0])
    cells = [f"o.{identifier(name)}" for name in difference.old] + [f"n.{identifier(name)}" for name in difference.new]
    what = f"CASE WHEN n.{first} IS NULL THEN 'removed' WHEN o.{first} IS NULL THEN 'added' ELSE 'changed' END"
    differ = [f"o.{first} IS NULL", f"n.{first} IS NULL", *(f"o.{one} <> n.{one}" for one in map(identifier, difference.common))]
    query = f"SELECT {what}, {', '.join(cells)} FROM {together(difference, 'FULL JOIN')} WHERE {' OR '.join(differ)}"
    return f"INSERT INTO {table_name(DIFFERING, difference.table)} {query}"


def _as_wholes(difference: "RowDifference", side: str, other: str) -> str:
    """Adds the rows without a key of their own that `side` has more often than `other`; a column that one lacks counts as empty there."""
    return _insertion(difference, side, f"({_wholes(difference, side)} EXCEPT ALL {_wholes(difference, other)})")


def _wholes(difference: "RowDifference", side: str) -> str:
    there = difference.old if side == "old" else difference.new
    every = dict.fromkeys((*difference.old, *difference.new))
    cells = ", ".join(identifier(name) if name in there else f"'' AS {identifier(name)}" for name in every)
    among = f" SEMI JOIN {table_name(REPEATED, difference.table)} USING ({identifiers(difference.key)})" if difference.key else ""
    return f"SELECT {cells} FROM {table_name(side, difference.table)}{among}"
