"""A Table Schema document, read strictly: what we do not know stops the run instead of being skipped."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SCHEMA_WORDS = {"$schema", "name", "title", "description", "fields", "primaryKey", "foreignKeys", "missingValues"}
FIELD_WORDS = {"name", "title", "description", "type", "format", "example", "constraints", "categories"}


class UnknownSchema(Exception):
    """The document uses words that we do not know, or names columns that are not there; `problems` lists them all."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Field:
    """One column: its name, type, words for people, constraints and the meanings of its allowed values."""

    name: str
    type: str
    title: str = ""
    description: str = ""
    example: str = ""
    format: str = "default"
    constraints: Mapping[str, Any] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose values must be found in the referenced columns of a table (the table itself where it is its own parent)."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


@dataclass(frozen=True)
class TableSchema:
    """All that the Table Schema of one table says."""

    table: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    missing_values: Mapping[str, str] = field(default_factory=lambda: {"": ""})

    @property
    def names(self) -> tuple[str, ...]:
        """Column names, in the order of the file."""
        return tuple(column.name for column in self.fields)

    @property
    def keys(self) -> tuple[tuple[str, ...], ...]:
        """Every set of columns in which no combination of values may stand twice, the primary key first."""
        unique = tuple((column.name,) for column in self.fields if column.constraints.get("unique"))
        return tuple(dict.fromkeys(((self.primary_key,) if self.primary_key else ()) + unique))

    def column(self, name: str) -> Field:
        """The column of that name; KeyError if there is none."""
        return {column.name: column for column in self.fields}[name]


def table_schema(document: Mapping[str, Any], table: str) -> TableSchema:
    """Read the Table Schema `document` of `table`.

    Raises UnknownSchema with every problem at once: words, types, formats or constraints that we do not know,
    columns named twice, keys over columns that are not there.
    """
    from schemas.schema_problems import problems  # for most runs it is known that there are none

    if found := problems(document):
        raise UnknownSchema(found)
    return known_schema(document, table)


def known_schema(document: Mapping[str, Any], table: str) -> TableSchema:
    """The same of a document in which `problems` finds none, for who knows that already."""
    return TableSchema(
        table=table,
        fields=tuple(_field(column) for column in document["fields"]),
        primary_key=names_of(document.get("primaryKey", ())),
        foreign_keys=tuple(_foreign_key(key, table) for key in document.get("foreignKeys", ())),
        missing_values=missing_values(document.get("missingValues", [""])),
    )


def _field(column: Mapping[str, Any]) -> Field:
    categories = {category["value"]: category.get("label", "") for category in column.get("categories", ())}
    words = {word: column[word] for word in FIELD_WORDS - {"categories"} if word in column}
    return Field(**words, categories=categories)


def _foreign_key(key: Mapping[str, Any], table: str) -> ForeignKey:
    reference = key["reference"]
    return ForeignKey(names_of(key["fields"]), reference.get("resource") or table, names_of(reference["fields"]))


def missing_values(values: list[Any]) -> dict[str, str]:
    """What stands for an empty cell, with what that means."""
    labelled = [value if isinstance(value, dict) else {"value": value} for value in values]
    return {str(value.get("value")): str(value.get("label", "")) for value in labelled}


def names_of(names: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The names of columns, of which one may stand alone."""
    return (names,) if isinstance(names, str) else tuple(names)
