"""The SQL that makes the tables, views and comments of the database, from the descriptor and the schemas."""

from collections.abc import Iterator

from schemas.column_types import COLUMN_TYPES
from schemas.sql import identifier, identifiers, literal
from schemas.table_schema import Field, TableSchema
from scripts.package import Package, Table
from scripts.views import View

CHECKS = {
    "pattern": "regexp_full_match({cell}, {value})",
    "minLength": "length({cell}) >= {value}",
    "maxLength": "length({cell}) <= {value}",
    "minimum": "{cell} >= {value}",
    "maximum": "{cell} <= {value}",
    "enum": "{cell} IN {value}",
}
# Said otherwise than by CHECK: as NOT NULL and UNIQUE.
ELSEWHERE = {"required", "unique"}
PACKAGE_COLUMNS = {
    "name": "Name of the data package.",
    "version": "Version of the data in this file.",
    "title": "Title, for a citation.",
    "creators": "Who made it, for a citation; parted by '; '.",
    "created": "When the descriptor says that it was made.",
    "licence": "Licence of the data, by its SPDX name.",
    "licence_url": "Text of the licence.",
    "citation": "How to cite it, in one sentence.",
    "id": "Identifier that stays the same over all versions.",
    "description": "What is in it.",
}


def table_statements(table: Table) -> Iterator[str]:
    """The SQL that makes the types and the table, empty, with its keys, checks and comments."""
    schema, name = table.schema, identifier(table.name)
    for column in filter(_is_named_type, schema.fields):
        values = ", ".join(map(literal, column.constraints["enum"]))
        yield f"CREATE TYPE {_type(schema, column)} AS ENUM ({values})"
    parts = [*(_column(schema, column) for column in schema.fields), *_keys(schema)]
    yield f"CREATE TABLE {name} ({', '.join(parts)})"
    yield f"COMMENT ON TABLE {name} IS {literal(table.description)}"
    for column in schema.fields:
        yield f"COMMENT ON COLUMN {name}.{identifier(column.name)} IS {literal(_comment(column))}"


def _is_named_type(column: Field) -> bool:
    return column.type == "string" and "enum" in column.constraints


def _type(schema: TableSchema, column: Field) -> str:
    return identifier(f"{schema.table}_{column.name}") if _is_named_type(column) else COLUMN_TYPES[column.type].duckdb


def _column(schema: TableSchema, column: Field) -> str:
    cell = identifier(column.name)
    words = [cell, _type(schema, column), *(["NOT NULL"] if column.constraints.get("required") else [])]
    for word, value in column.constraints.items():
        if word not in ELSEWHERE and not (word == "enum" and _is_named_type(column)):
            words.append(f"CHECK ({CHECKS[word].format(cell=cell, value=literal(value))})")
    return " ".join(words)


def _keys(schema: TableSchema) -> Iterator[str]:
    for columns in schema.keys:
        yield f"{'PRIMARY KEY' if columns == schema.primary_key else 'UNIQUE'} ({identifiers(columns)})"
    for key in schema.foreign_keys:
        yield f"FOREIGN KEY ({identifiers(key.columns)}) REFERENCES {identifier(key.table)} ({identifiers(key.references)})"


def _comment(column: Field) -> str:
    values = "; ".join(f"{value}: {meaning}" for value, meaning in column.categories.items())
    return f"{column.title}. {column.description}" + (f" Values: {values}." if values else "")


def package_statements(package: Package) -> Iterator[str]:
    """The SQL of the table `package`, one row by which a database file on its own can be cited."""
    descriptor = package.descriptor
    licence = (descriptor.get("licenses") or [{}])[0]
    creators = [person.get("title", "") for person in descriptor.get("contributors", []) if "creator" in person.get("roles", ())]
    facts = {**descriptor, "creators": "; ".join(creators), "licence": licence.get("name"), "licence_url": licence.get("path")}
    facts["citation"] = _citation(package)
    yield f"CREATE TABLE package ({', '.join(f'{identifier(name)} VARCHAR' for name in PACKAGE_COLUMNS)})"
    yield f"INSERT INTO package VALUES ({', '.join(literal(facts.get(name)) for name in PACKAGE_COLUMNS)})"
    yield "COMMENT ON TABLE package IS 'One row: what this file is, and under which name, version and licence to cite it.'"
    for name, words in PACKAGE_COLUMNS.items():
        yield f"COMMENT ON COLUMN package.{identifier(name)} IS {literal(words)}"


def _citation(package: Package) -> str | None:
    """The sentence by which the data are cited everywhere; nothing where the descriptor says too little."""
    from scripts.descriptions.registry import CannotDescribe, described

    try:
        return described(package, "text").strip()
    except CannotDescribe:
        return None


def view_statements(one: View) -> Iterator[str]:
    """The SQL that makes the view or macro, with its comments."""
    yield one.sql
    yield f"COMMENT ON {one.catalog_kind} {identifier(one.name)} IS {literal(one.comment)}"
    # A macro has columns only once it is called, so there is nothing to hang a comment on.
    for name, words in one.columns.items() if one.kind == "view" else ():
        yield f"COMMENT ON COLUMN {identifier(one.name)}.{identifier(name)} IS {literal(words)}"
