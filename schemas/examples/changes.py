"""The ways to break the minimal package, as data: tests make the change (tests/spoiling.py), the codebook puts it into words."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Edit:
    """Other cells for the first row whose first column is `key`; a new row where no key is given; no row where no cells are."""

    table: str
    key: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Replacement:
    """Other bytes in a file, wherever `before` stands in it."""

    path: str
    before: bytes
    after: bytes


@dataclass(frozen=True)
class Content:
    """A file with this content and no other; no file where it is None."""

    path: str
    content: bytes | None


@dataclass(frozen=True)
class ParquetFile:
    """A Parquet file with what a query gives, whose paths are relative to the package."""

    path: str
    query: str


@dataclass(frozen=True)
class Words:
    """Other properties in an object of a JSON file; a property that is None is left out.

    `at` leads to the object: by property, in lists by the `name` of an item or its number; "-" is a new item at the end.
    """

    path: str
    at: Sequence[str]
    words: Mapping[str, Any]


@dataclass(frozen=True)
class Miscount:
    """A row of a table that the validator is made not to count, since no file is known that its engine reads otherwise than itself."""

    table: str


Change = Edit | Replacement | Content | ParquetFile | Words | Miscount


@dataclass(frozen=True)
class Example:
    """The lines on which the rule reports (None: no line of a file), after which changes, and the rules that cannot but break as well.

    Sizes and hashes in the descriptor follow the changes, unless they are what is changed.
    """

    lines: Sequence[int | None]
    changes: Sequence[Change]
    also: Set[str] = frozenset()


def row(table: str, key: str, **cells: str) -> Edit:
    """Other cells in a row."""
    return Edit(table, key, cells)


def without(table: str, key: str) -> Edit:
    """A row that is taken out."""
    return Edit(table, key)


def new(table: str, **cells: str) -> Edit:
    """A row that is added."""
    return Edit(table, cells=cells)


def resource(name: str, /, **words: Any) -> Words:
    """Other properties of a resource in the descriptor."""
    return Words("datapackage.json", ("resources", name), words)
