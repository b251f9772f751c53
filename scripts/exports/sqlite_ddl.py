"""The SQL that makes the tables of the SQLite file, with keys, checks, and the words of the schemas as comments within it.

The tables are not STRICT, which SQLite before 3.37 could not open: checks on typeof say the same.
"""

from collections.abc import Iterator, Sequence

from schemas.sql import identifier, identifiers, literal
from schemas.table_schema import Field, TableSchema
from scripts.exports.source import Column

TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT", "boolean": "INTEGER"}
FORMS = {
    "string": "typeof({cell}) IN ('text', 'null')",
    "integer": "typeof({cell}) IN ('integer', 'null')",
    "number": "typeof({cell}) IN ('real', 'null')",
    "date": "date({cell}) IS {cell}",
    "boolean": "{cell} IN (0, 1)",
}
CHECKS = {
    "minLength": "length({cell}) >= {value}",
    "maxLength": "length({cell}) <= {value}",
    "minimum": "{cell} >= {value}",
    "maximum": "{cell} <= {value}",
    "enum": "{cell} IN {value}",
}
# SQLite itself has no regular expressions, and the other two are said as NOT NULL and UNIQUE.
LEFT_OUT = {"pattern", "required", "unique"}


def table_statement(schema: TableSchema, description: str, columns: Sequence[Column]) -> str:
    """The CREATE TABLE of a table; `columns` give the words."""
    words = {column.name: column.words for column in columns}
    definitions = [(f"{identifier(column.name)} {_definition(schema, column)}", words[column.name]) for column in schema.fields]
    return _statement(schema.table, description, [*definitions, *((key, "") for key in _keys(schema))])


def facts_statement(name: str, description: str, columns: Sequence[Column]) -> str:
    """The CREATE TABLE of a table of texts alone."""
    return _statement(name, description, [(f"{identifier(column.name)} TEXT", column.words) for column in columns])


def _statement(name: str, description: str, parts: Sequence[tuple[str, str]]) -> str:
    last = len(parts) - 1
    lines = [f"  {sql}{'' if number == last else ','}{_comment(words)}" for number, (sql, words) in enumerate(parts)]
    return "\n".join([f"CREATE TABLE {identifier(name)} ({_comment(description)}", *lines, ")"])


def _comment(words: str) -> str:
    """The words up to the end of the line, as SQL that SQLite keeps and shows with .schema."""
    return f" -- {' '.join(words.split())}" if words else ""


def _definition(schema: TableSchema, column: Field) -> str:
    cell = identifier(column.name)
    checks = [FORMS[column.type].format(cell=cell)]
    checks += [CHECKS[word].format(cell=cell, value=literal(value)) for word, value in column.constraints.items() if word not in LEFT_OUT]
    # SQLite alone admits nulls in a primary key.
    is_filled = column.constraints.get("required") or column.name in schema.primary_key
    return " ".join([TYPES[column.type], *(["NOT NULL"] if is_filled else []), *(f"CHECK ({check})" for check in checks)])


def _keys(schema: TableSchema) -> Iterator[str]:
    for columns in schema.keys:
        yield f"{'PRIMARY KEY' if columns == schema.primary_key else 'UNIQUE'} ({identifiers(columns)})"
    for key in schema.foreign_keys:
        yield f"FOREIGN KEY ({identifiers(key.columns)}) REFERENCES {identifier(key.table)} ({identifiers(key.references)})"
