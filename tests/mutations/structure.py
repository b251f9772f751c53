"""Mutations of the form of a file: its rows, its columns, its bytes."""

from collections.abc import Iterator
from random import Random

from tests.mutations.base import Base, Mutation, on_rows
from tests.mutations.byte_faults import BYTES
from tests.mutations.row_faults import ROWS

FORMS = [*ROWS, *BYTES]


def spoilt_form(base: Base, random: Random, kind: str | None = None, table: str | None = None) -> Mutation:
    """One fault of form in one table; its details follow from the random numbers alone."""
    kind, table = kind or random.choice(FORMS), table or random.choice(list(base.files))
    seed = random.getrandbits(32)

    def change(content: bytes) -> bytes | None:
        again = Random(seed)
        return on_rows(lambda rows: ROWS[kind](rows, again))(content) if kind in ROWS else BYTES[kind](content, again)

    return Mutation(kind, table, f"by random numbers from {seed}", change)


def every_form(base: Base, random: Random) -> Iterator[Mutation]:
    """Every fault of form in every table."""
    for table in base.files:
        yield from (spoilt_form(base, random, kind, table) for kind in FORMS)
