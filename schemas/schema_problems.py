"""What is wrong with a Table Schema document: what we do not know, and what contradicts itself."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from schemas.column_types import COLUMN_TYPES, FORMATS
from schemas.constraints import CONSTRAINTS, is_flag
from schemas.table_schema import FIELD_WORDS, SCHEMA_WORDS, missing_values, names_of

# A blank or two underscores in a name are ours, so that no column of a package can meet them.
NAME = r"[a-z][a-z0-9]*(_[a-z0-9]+)*"
RESERVED = {"record", "rowid"}


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
        yield from (f"{word} names the unknown field '{name}'" for name in names_of(key) if name not in names)
    if list(missing_values(document.get("missingValues", [""]))) != [""]:
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
    return len(names_of(link["fields"])) == len(names_of(reference["fields"])) and isinstance(reference.get("resource", ""), str)


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
