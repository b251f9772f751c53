"""What can befall the rows and the columns of a file."""

from collections.abc import Callable
from random import Random

from tests.mutations.base import Rows

OnRows = Callable[[Rows, Random], Rows]


def _a_row(rows: Rows, random: Random) -> int:
    return random.randrange(1, len(rows)) if len(rows) > 1 else 0


def _a_column(rows: Rows, random: Random) -> int:
    return random.randrange(len(rows[0]))


def _moved(rows: Rows, random: Random) -> Rows:
    rows.insert(_a_row(rows, random), rows.pop(_a_row(rows, random)))
    return rows


def _doubled(rows: Rows, random: Random) -> Rows:
    rows.insert(_a_row(rows, random), list(rows[_a_row(rows, random)]))
    return rows


def _without_row(rows: Rows, random: Random) -> Rows:
    row = _a_row(rows, random)
    return rows[:row] + rows[row + 1 :]


def _emptied_row(rows: Rows, random: Random) -> Rows:
    row = _a_row(rows, random)
    return [*rows[:row], [""] * len(rows[row]), *rows[row + 1 :]]


def _swapped_rows(rows: Rows, random: Random) -> Rows:
    one, other = _a_row(rows, random), random.randrange(len(rows))
    rows[one], rows[other] = rows[other], rows[one]
    return rows


def _without_column(rows: Rows, random: Random) -> Rows:
    column = _a_column(rows, random)
    return [row[:column] + row[column + 1 :] for row in rows]


def _swapped_columns(rows: Rows, random: Random) -> Rows:
    one, other = _a_column(rows, random), _a_column(rows, random)
    order = list(range(len(rows[0])))
    order[one], order[other] = order[other], order[one]
    return [[row[column] for column in order] for row in rows]


def _header(change: Callable[[list[str], Random], list[str]]) -> OnRows:
    return lambda rows, random: [change(rows[0], random), *rows[1:]]


def _renamed(header: list[str], random: Random) -> list[str]:
    column = random.randrange(len(header))
    name = random.choice([header[column].upper(), header[column] + " ", "", "x", header[0], f"\ufeff{header[column]}"])
    return [*header[:column], name, *header[column + 1 :]]


def _on_one_row(change: Callable[[list[str], Random], list[str]]) -> OnRows:
    def on_rows(rows: Rows, random: Random) -> Rows:
        row = _a_row(rows, random)
        return [*rows[:row], change(rows[row], random), *rows[row + 1 :]]

    return on_rows


ROWS: dict[str, OnRows] = {
    "rows: one less": _without_row,
    "rows: one twice": _doubled,
    "rows: moved": _moved,
    "rows: two swapped": _swapped_rows,
    "rows: all gone": lambda rows, random: rows[:1],
    "rows: one empty": _emptied_row,
    "columns: one less": _without_column,
    "columns: two swapped": _swapped_columns,
    "header: renamed": _header(_renamed),
    "header: one less": _header(lambda header, random: header[:-1]),
    "header: one more": _header(lambda header, random: [*header, random.choice(["", "x", header[0]])]),
    "header: gone": lambda rows, random: rows[1:],
    "header: shuffled": _header(lambda header, random: random.sample(header, len(header))),
    "row: cell less": _on_one_row(lambda row, random: row[:-1]),
    "row: cell more": _on_one_row(lambda row, random: [*row, random.choice(["", "x"])]),
}
