"""A Table Schema document, read strictly: what we do not know stops the run instead of being skipped."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from schemas.column_types import COLUMN_TYPES, FORMATS
from schemas.constraints import CONSTRAINTS, is_flag

SCHEMA_WORDS = {"$schema", "name", "title", "description", "fields", "primaryKey", "foreignKeys", "missingValues"}
# A blank or two underscores in a name are ours, so that no column of a package can meet them.
NAME = r"[a-z][a-z0-9]*(_[a-z0-9]+)*"
RESERVED = {"record", "rowid"}
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
    if found := problems(document):
        raise UnknownSchema(found)
    return known_schema(document, table)


def known_schema(document: Mapping[str, Any], table: str) -> TableSchema:
    """The same of a document in which `problems` finds none, for who knows that already."""
    return TableSchema(
        table=table,
        fields=tuple(_field(column) for column in document["fields"]),
        primary_key=_names(document.get("primaryKey", ())),
        foreign_keys=tuple(_foreign_key(key, table) for key in document.get("foreignKeys", ())),
        missing_values=_missing_values(document.get("missingValues", [""])),
    )


def problems(document: Mapping[str, Any]) -> list[str]:
    """All that is in the document that we do not know, or that contradicts itself; the same whenever the code is the same."""
    return list(_problems(document))


def _problems(document: Mapping[str, Any]) -> Iterator[str]:
    misshapen = list(_shape_problems(document))
    if misshapen:
        yield from misshapen
        return
    yield from (f"unknown property '{word}'" for word in sorted(document.keys() - SCHEMA_WORDS))
    names = Counter(column["name"] for column in document["fields"])
    yield from (f"field '{name}' is declared twice" for name in sorted(name for name in names if names[name] > 1))
    for column in document["fields"]:
        yield from _field_problems(column)
    keys = [("primaryKey", document.get("primaryKey", ()))]
    keys += [("foreignKeys", key["fields"]) for key in document.get("foreignKeys", ())]
    for word, key in keys:
        yield from (f"{word} names the unknown field '{name}'" for name in _names(key) if name not in names)
    if list(_missing_values(document.get("missingValues", [""]))) != [""]:
        yield "missingValues must be the empty cell alone"


def _shape_problems(document: Mapping[str, Any]) -> Iterator[str]:
    fields, links = document.get("fields"), document.get("foreignKeys", [])
    if not fields or not _are_objects(fields) or not all(isinstance(column.get("name"), str) and column["name"] for column in fields):
        yield "it has no list of named fields"
    elif not all(isinstance(column.get("constraints", {}), dict) and _are_objects(column.get("categories", [])) for column in fields):
        yield "constraints must be an object, and categories a list of objects"
    if not _is_names(document.get("primaryKey", [])):
        yield "primaryKey must be a list of names"
    if not _are_objects(links) or not all(_is_link(link) for link in links):
        yield "foreignKeys must be a list of objects with fields and a reference to as many fields of a resource"
    if not isinstance(document.get("missingValues", []), list):
        yield "missingValues must be a list"


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, dict) for part in value)


def _is_names(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(name, str) for name in value))


def _is_link(link: Mapping[str, Any]) -> bool:
    reference = link.get("reference")
    if not isinstance(reference, dict) or not all(_is_names(part.get("fields", 0)) and part["fields"] for part in (link, reference)):
        return False
    return len(_names(link["fields"])) == len(_names(reference["fields"])) and isinstance(reference.get("resource", ""), str)


def _field_problems(column: Mapping[str, Any]) -> Iterator[str]:
    place = f"field '{column['name']}'"
    if not re.fullmatch(NAME, column["name"]) or column["name"] in RESERVED:
        yield f"{place} needs another name: lower-case letters, digits and single underscores, and not {', '.join(sorted(RESERVED))}"
    yield from (f"{place} has the unknown property '{word}'" for word in sorted(column.keys() - FIELD_WORDS))
    if column.get("type") not in list(COLUMN_TYPES):
        yield f"{place} has the unknown type '{column.get('type')}'"
        return
    if column.get("format", "default") not in list(FORMATS) or (column.get("format") == "uri" and column["type"] != "string"):
        yield f"{place} has the unknown format '{column['format']}'"
    constraints = column.get("constraints", {})
    for word, value in constraints.items():
        if word == "unique":  # which is checked as a key
            yield from [] if is_flag(value) else [f"{place} has a constraint 'unique' that cannot be {value!r}"]
        elif word not in CONSTRAINTS:
            yield f"{place} has the unknown constraint '{word}'"
        elif column["type"] not in CONSTRAINTS[word].types:
            yield f"{place} is of the type {column['type']}, which has no constraint '{word}'"
        elif not CONSTRAINTS[word].admits(value):
            yield f"{place} has a constraint '{word}' that cannot be {value!r}"
    values = [category.get("value") for category in column.get("categories", ())]
    if values and values != constraints.get("enum"):
        yield f"{place} lists other values under categories than under enum"


def _field(column: Mapping[str, Any]) -> Field:
    categories = {category["value"]: category.get("label", "") for category in column.get("categories", ())}
    words = {word: column[word] for word in FIELD_WORDS - {"categories"} if word in column}
    return Field(**words, categories=categories)


def _foreign_key(key: Mapping[str, Any], table: str) -> ForeignKey:
    reference = key["reference"]
    return ForeignKey(_names(key["fields"]), reference.get("resource") or table, _names(reference["fields"]))


def _missing_values(values: list[Any]) -> dict[str, str]:
    labelled = [value if isinstance(value, dict) else {"value": value} for value in values]
    return {str(value.get("value")): str(value.get("label", "")) for value in labelled}


def _names(names: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)
