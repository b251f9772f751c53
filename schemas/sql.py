"""Names and values as SQL text, whatever is in them, and the names that are ours."""

from collections.abc import Sequence
from typing import Any

# Beside a typed column stands the text it was read from, so that a cell that does not parse can be told from an empty one.
TEXT_SUFFIX = "__text"
RECORD = "record"  # Number of the row in its table, from 1, the header not counted.


def identifier(name: str) -> str:
    """A name as SQL, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: Any) -> str:
    """A text, number, list of them or None as SQL, whatever is in it."""
    if value is None:
        return "NULL"
    if isinstance(value, list | tuple):
        return f"({', '.join(map(literal, value))})"
    return str(value) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"


def identifiers(names: Sequence[str]) -> str:
    """Names as SQL, parted by commas."""
    return ", ".join(map(identifier, names))
