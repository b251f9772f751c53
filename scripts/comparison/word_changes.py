"""What two descriptors and their schemas say differently. Rows are compared elsewhere."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from schemas.table_schema import Field
from scripts.comparison.kinds import Change
from scripts.package import Package, Table
from scripts.resources import paths_of

IDENTITY, LICENCE = ("name", "id"), "licenses"
# What differs between any two releases, or is compared by itself.
ASIDE = {"version", "created", "resources", IDENTITY[0], IDENTITY[1], LICENCE}
FORM = ("format", "compression", "delimiter")
KEPT_PROMISES = {"required": "no_longer_filled", "unique": "no_longer_unique"}


def package_changes(old: Package, new: Package) -> list[Change]:
    """What the descriptors say differently of the package as a whole, and which tables there are."""
    return [
        *_different("identity_changed", IDENTITY, old.descriptor, new.descriptor),
        *_different("licence_changed", [LICENCE], old.descriptor, new.descriptor),
        *_different("words_changed", sorted((old.descriptor.keys() | new.descriptor.keys()) - ASIDE), old.descriptor, new.descriptor),
        *(Change("table_removed", name) for name in old.tables if name not in new.tables),
        *(Change("table_added", name) for name in new.tables if name not in old.tables),
    ]


def table_changes(old: Table, new: Table, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What schemas and resources (`before`, `after`) say differently of one table."""
    old_words, new_words, old_path, new_path = _words(before), _words(after), {"path": paths_of(before)}, {"path": paths_of(after)}
    return [
        *_different("file_moved", ["path"], old_path, new_path, new.name),
        *_different("file_form_changed", FORM, _form(old), _form(new), new.name),
        *_different("meaning_reworded", ["description"], before, after, new.name),
        *_different("words_changed", sorted(old_words.keys() | new_words.keys()), old_words, new_words, new.name),
        *_key_changes(old, new),
        *_column_changes(old, new),
        *_schema_words(old, new),
    ]


def _form(table: Table) -> dict[str, Any]:
    return {word: getattr(table, word) for word in FORM}


def _words(resource: Mapping[str, Any]) -> dict[str, Any]:
    """What the resource says that is not compared by itself."""
    dialect = {word: value for word, value in resource.get("dialect", {}).items() if word != "delimiter"}
    aside = {"name", "path", "schema", "bytes", "hash", "description", *FORM}
    return {word: value for word, value in resource.items() if word not in aside} | {"dialect": dialect}


def _different(
    kind: str, words: Iterable[str], old: Mapping[str, Any], new: Mapping[str, Any], table: str | None = None
) -> Iterator[Change]:
    for word in words:
        if old.get(word) != new.get(word):
            yield Change(kind, table, None, f"{word}: {_written(old.get(word))}", f"{word}: {_written(new.get(word))}")


def _written(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _key_changes(old: Table, new: Table) -> Iterator[Change]:
    before, after = old.schema.primary_key, new.schema.primary_key
    if set(before) != set(after):
        yield Change("key_changed", new.name, None, ", ".join(before), ", ".join(after))
    links = [
        {f"{', '.join(key.columns)} -> {key.table} ({', '.join(key.references)})" for key in one.schema.foreign_keys} for one in (old, new)
    ]
    yield from (Change("link_removed", new.name, None, old=link) for link in sorted(links[0] - links[1]))
    yield from (Change("link_added", new.name, None, new=link) for link in sorted(links[1] - links[0]))


def _column_changes(old: Table, new: Table) -> Iterator[Change]:
    before, after = ({column.name: column for column in one.schema.fields} for one in (old, new))
    yield from (Change("column_removed", new.name, name) for name in before if name not in after)
    yield from (Change("column_added", new.name, name) for name in after if name not in before)
    common = [name for name in before if name in after]
    moved = [name for name in after if name in before]
    if common != moved:
        yield Change("columns_reordered", new.name, None, ", ".join(common), ", ".join(moved))
    for name in common:
        yield from _field_changes(new.name, before[name], after[name])


def _field_changes(table: str, old: Field, new: Field) -> Iterator[Change]:
    for word in ("type", "format"):
        if getattr(old, word) != getattr(new, word):
            yield Change("type_changed", table, new.name, f"{word}: {getattr(old, word)}", f"{word}: {getattr(new, word)}")
    yield from _constraint_changes(table, old, new)
    if old.description != new.description:
        yield Change("meaning_reworded", table, new.name, old.description, new.description)
    for value in old.categories:
        if new.categories.get(value, old.categories[value]) != old.categories[value]:
            before, after = (f"{value}: {one.categories[value]}" for one in (old, new))
            yield Change("meaning_reworded", table, new.name, before, after)
    for word in ("title", "example"):
        if getattr(old, word) != getattr(new, word):
            yield Change("words_changed", table, new.name, f"{word}: {getattr(old, word)}", f"{word}: {getattr(new, word)}")


def _constraint_changes(table: str, old: Field, new: Field) -> Iterator[Change]:
    for word in sorted(old.constraints.keys() | new.constraints.keys()):
        before, after = old.constraints.get(word), new.constraints.get(word)
        if word == "enum" and before is not None and after is not None:
            yield from (Change("value_withdrawn", table, new.name, old=_written(value)) for value in before if value not in after)
            yield from (Change("value_admitted", table, new.name, new=_written(value)) for value in after if value not in before)
        elif word in KEPT_PROMISES and bool(before) == bool(after):
            continue
        elif before != after:
            kind = KEPT_PROMISES[word] if word in KEPT_PROMISES and before else "limit_changed"
            yield Change(kind, table, new.name, f"{word}: {_written(before)}", f"{word}: {_written(after)}")


def _schema_words(old: Table, new: Table) -> Iterator[Change]:
    """What a schema says besides its fields and keys, and the meanings given or dropped where allowed values are not."""
    aside = {"fields", "primaryKey", "foreignKeys"}
    words = sorted((old.document.keys() | new.document.keys()) - aside)
    yield from _different("words_changed", words, old.document, new.document, new.name)
    before, after = ({column.name: column for column in one.schema.fields} for one in (old, new))
    for name in sorted(before.keys() & after.keys()):
        if bool(before[name].categories) != bool(after[name].categories):
            given = [", ".join(one[name].categories) for one in (before, after)]
            yield Change("words_changed", new.name, name, f"categories: {given[0]}", f"categories: {given[1]}")
