"""Mutations of single cells, and of two cells that change places."""

from collections.abc import Callable, Iterator
from random import Random

from tests.mutations.base import Base, Mutation, Rows, on_rows
from tests.mutations.texts import texts_for


def cell(table: str, row: int, column: int, text: str, kind: str = "cell: text") -> Mutation:
    """Put `text` into one cell; rows count from 1, after the header."""

    def change(rows: Rows) -> Rows:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
        return rows

    shown = text if len(text) < 60 else f"{text[:20]}… ({len(text)} characters)"
    return Mutation(kind, table, f"row {row}, column {column + 1} becomes {shown!r}", on_rows(change))


def every_text(base: Base) -> Iterator[Mutation]:
    """Each text worth trying in each column, in rows that take turns."""
    for table in base.filled:
        last = len(base.rows(table)) - 1
        for column, field in enumerate(base.fields(table)):
            for number, text in enumerate(texts_for(field)):
                yield cell(table, 1 + (number + column) % last, column, text)


def any_cell(base: Base, random: Random) -> Mutation:
    """One cell gets a text from somewhere."""
    table = random.choice(base.filled)
    rows, fields = base.rows(table), base.fields(table)
    row, column = random.randrange(1, len(rows)), random.randrange(len(fields))
    kind = random.choice(list(SOURCES))
    return cell(table, row, column, SOURCES[kind](base, random, table, row, column), kind)


def _worth_trying(base: Base, random: Random, table: str, row: int, column: int) -> str:
    return random.choice(texts_for(base.fields(table)[column]))


def _of_another_row(base: Base, random: Random, table: str, row: int, column: int) -> str:
    return random.choice(base.rows(table)[1:])[column]


def _of_another_column(base: Base, random: Random, table: str, row: int, column: int) -> str:
    return random.choice(base.rows(table)[row])


def _of_another_table(base: Base, random: Random, table: str, row: int, column: int) -> str:
    return random.choice(random.choice(base.rows(random.choice(base.filled))[1:]))


def _bent(base: Base, random: Random, table: str, row: int, column: int) -> str:
    """The cell with one character taken out, put in, doubled or changed."""
    text = base.rows(table)[row][column]
    place, odd = random.randint(0, len(text)), random.choice(ODD)
    here = text[place : place + 1]
    return text[:place] + str(random.choice(["", odd, odd + here, here + here])) + text[place + 1 :]


def _shifted(base: Base, random: Random, table: str, row: int, column: int) -> str:
    """A number one off, or far off; other texts are bent."""
    text = base.rows(table)[row][column]
    if not text.lstrip("-").isdigit():
        return _bent(base, random, table, row, column)
    return str(int(text) + random.choice([-1, 1, -2, 2, 3, 10, -10, 1000]))


ODD = [*"-_./:~?% 0159aZ'\"\n\t", "\r\n", "\x1f", "é", "e\u0301", "\xa0", "\u2028", "س", "😀"]
SOURCES: dict[str, Callable[[Base, Random, str, int, int], str]] = {
    "cell: text": _worth_trying,
    "cell: of another row": _of_another_row,
    "cell: of another column": _of_another_column,
    "cell: of another table": _of_another_table,
    "cell: bent": _bent,
    "cell: shifted": _shifted,
}


def swapped_cells(base: Base, random: Random) -> Mutation:
    """One cell of a row and the same cell of another change places."""
    table = random.choice([name for name in base.files if len(base.rows(name)) > 2])
    rows = base.rows(table)
    column, (one, other) = random.randrange(len(rows[0])), random.sample(range(1, len(rows)), 2)

    def change(rows: Rows) -> Rows:
        rows[one][column], rows[other][column] = rows[other][column], rows[one][column]
        return rows

    return Mutation("cell: swapped", table, f"rows {one} and {other} swap column {column + 1}", on_rows(change))
