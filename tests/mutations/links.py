"""Mutations of what ties rows together: links to nowhere, circles of parents, ids that change places, missing partners."""

from collections.abc import Callable
from random import Random
from typing import Any

from tests.mutations.base import Base, Mutation, Rows, on_rows
from tests.mutations.cells import cell


def _links(base: Base) -> list[tuple[str, str, str]]:
    """Every link: its table, its column, and the table that it leads to."""
    return [
        (table, link["fields"][0], link["reference"].get("resource") or table)
        for table, schema in base.schemas.items()
        if table in base.filled
        for link in schema.get("foreignKeys", [])
    ]


def _column(base: Base, table: str, name: str) -> int:
    return [field["name"] for field in base.fields(table)].index(name)


def dangling(base: Base, random: Random) -> Mutation:
    """A link leads to nowhere, or elsewhere."""
    table, name, target = random.choice(_links(base))
    row = random.randrange(1, len(base.rows(table)))
    ids = [one[0] for one in base.rows(target)[1:]]
    text = random.choice(["nowhere", "", random.choice(ids), random.choice(ids).upper(), f"{random.choice(ids)}x"])
    return cell(table, row, _column(base, table, name), text, "link: elsewhere")


def circle(base: Base, random: Random) -> Mutation:
    """A row gets a descendant, or itself, for its parent."""
    table, name, _ = random.choice([link for link in _links(base) if link[0] == link[2]])
    column, rows = _column(base, table, name), base.rows(table)
    row = random.randrange(1, len(rows))
    below = [rows[row][0]]
    for _ in rows:
        below += [one[0] for one in rows[1:] if one[column] in below and one[0] not in below]
    return cell(table, row, column, random.choice(below), "link: circle")


def renamed_key(base: Base, random: Random) -> Mutation:
    """A row that others may lean on gets another id."""
    table = random.choice(base.filled)
    rows = base.rows(table)
    row = random.randrange(1, len(rows))
    return cell(table, row, 0, random.choice(["renamed", "", random.choice(rows[1:])[0]]), "link: renamed key")


def swapped_ids(base: Base, random: Random) -> Mutation:
    """Two rows swap their ids; what leans on them is left as it is."""
    table = random.choice([name for name in base.files if len(base.rows(name)) > 2])
    one, other = random.sample(range(1, len(base.rows(table))), 2)

    def change(rows: Rows) -> Rows:
        rows[one][0], rows[other][0] = rows[other][0], rows[one][0]
        return rows

    return Mutation("link: swapped ids", table, f"rows {one} and {other} swap ids", on_rows(change))


def copied_row(base: Base, random: Random) -> Mutation:
    """A row stands once more under another id, with one cell of another row: a neighbour that nobody asked for."""
    table = random.choice(base.filled)
    rows = base.rows(table)
    row, column, giver = random.randrange(1, len(rows)), random.randrange(len(rows[0])), random.randrange(1, len(rows))

    def change(rows: Rows) -> Rows:
        added: Any = ["copied", *rows[min(row, len(rows) - 1)][1:]]
        added[column] = rows[min(giver, len(rows) - 1)][column]
        return [*rows, added]

    return Mutation("link: copied row", table, f"row {row} again as 'copied', column {column + 1} from row {giver}", on_rows(change))


LINKS: list[Callable[[Base, Random], Mutation]] = [dangling, circle, renamed_key, swapped_ids, copied_row]
