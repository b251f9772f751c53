"""Table Schemas and rules as pandera schemas: one DataFrameSchema of pandera.ibis per table, each check with a name and a sentence.

The stock pandera backend can run those that are truths about one row; ours (schemas/backend.py) runs all, and knows the rows.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import ibis
import ibis.expr.types as ir
import pandera.ibis as pa
from ibis.common.exceptions import TableNotFound
from pandera.api.ibis.types import IbisData

import schemas.rules  # noqa: F401 - registers the rules
from schemas.column_types import COLUMN_TYPES
from schemas.constraints import CONSTRAINTS, TRIMMED_LINE
from schemas.plan import LINK_CHECK
from schemas.rule import RULES, Rule
from schemas.sql import TEXT_SUFFIX
from schemas.table_schema import Field, ForeignKey, TableSchema


class MissingTable(AttributeError):
    """A check needs a table that could not be read."""


class SiblingTables:
    """The tables that stand beside `table` in its database, as attributes; MissingTable for one that is not there."""

    def __init__(self, table: ir.Table) -> None:
        self._backend = table.get_backend()

    def __getattr__(self, name: str) -> ir.Table:
        try:
            return self._backend.table(name)
        except TableNotFound as error:
            raise MissingTable(name) from error


def contract(
    schema: TableSchema, rules: Iterable[Rule] = RULES.values(), most_rows: int = 100, beside: Mapping[str, TableSchema] | None = None
) -> pa.DataFrameSchema:
    """The pandera schema of one table: column types and constraints, keys, foreign keys, and the rules on it.

    `most_rows` caps the failing rows that are fetched for each check; the count is always whole. `beside` are the schemas of all tables
    of the package, if they are known: some checks then follow from theirs.
    """
    links = [_link_check(key) for key in schema.foreign_keys]
    checks = [_rule_check(rule) for rule in rules if rule.table == schema.table]
    return pa.DataFrameSchema(
        name=schema.table,
        columns={column.name: _column(column, _followed(column, schema, beside or {})) for column in schema.fields},
        checks=links + checks,
        unique=list(schema.primary_key) or None,
        metadata={"primary_key": schema.primary_key, "keys": schema.keys, "most_rows": most_rows},
    )


def _followed(column: Field, schema: TableSchema, beside: Mapping[str, TableSchema]) -> tuple[str, str] | None:
    """The table and column to which the column alone is a link, if the same pattern is asked for there."""
    for key in schema.foreign_keys:
        target = beside.get(key.table)
        if key.columns == (column.name,) and target and key.references[0] in target.names:
            there = target.column(key.references[0])
            is_a_link_too = any(key.references[0] in other.columns for other in target.foreign_keys)
            if there.constraints.get("pattern") == column.constraints.get("pattern") and not is_a_link_too:
                return key.table, there.name
    return None


def _column(column: Field, followed: tuple[str, str] | None) -> pa.Column:
    checks = [_type_check(column)] if column.type != "string" else []
    checks += [_uri_check()] if column.format == "uri" else []
    checks += [_constraint_check(word, value, followed) for word, value in column.constraints.items() if word in CONSTRAINTS]
    return pa.Column(ibis.dtype(COLUMN_TYPES[column.type].ibis), checks=checks, nullable=True)


def _check(name: str, sentence: str, hint: str, truth: Callable[[IbisData], Any], **more: Any) -> pa.Check:
    said = {"hint": hint, "severity": "error", "columns": (), "across_tables": False, "follows": None, "holds_of_plain_text": False}
    return pa.Check(truth, name=name, error=sentence, statistics={**said, **more}, ignore_na=False)


def _type_check(column: Field) -> pa.Check:
    known = COLUMN_TYPES[column.type]

    def truth(data: IbisData) -> Any:
        text = f"{data.key}{TEXT_SUFFIX}"
        typed = data.table[data.key]
        return typed.notnull() | data.table[text].isnull() if text in data.table.columns else typed.notnull() | True

    return _check(f"cell_is_{column.type}", f"The cell is {known.sentence}.", "Write the value in that form.", truth)


def _uri_check() -> pa.Check:
    pattern = r"[A-Za-z][A-Za-z0-9+.-]*:\S+"
    return _check(
        "cell_is_uri",
        "The cell is an address with a scheme, as https://example.org/.",
        "Write the whole address.",
        lambda data: CONSTRAINTS["pattern"].truth(data.table[data.key], pattern),
    )


def _constraint_check(word: str, value: Any, followed: tuple[str, str] | None) -> pa.Check:
    known = CONSTRAINTS[word]
    shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    spared = {"follows": followed, "holds_of_plain_text": value == TRIMMED_LINE} if word == "pattern" else {}
    sentence = known.sentence.replace("{value}", shown)
    return _check(known.rule, sentence, known.hint, lambda data: known.truth(_cell(data, word), value), **spared)


def _cell(data: IbisData, word: str) -> ir.Column:
    """The typed cell; for `required` the text where there is one, since a cell that does not parse is not empty."""
    text = f"{data.key}{TEXT_SUFFIX}"
    return data.table[text] if word == "required" and text in data.table.columns else data.table[data.key]


def _link_check(key: ForeignKey) -> pa.Check:
    def dangling(data: IbisData) -> ir.Table:
        target = getattr(SiblingTables(data.table), key.table)
        targets = target.select({f"target_{number}": target[name] for number, name in enumerate(key.references)})
        filled = data.table.filter([data.table[name].notnull() for name in key.columns])
        return filled.anti_join(targets, [filled[name] == targets[f"target_{number}"] for number, name in enumerate(key.columns)])

    sentence = f"Every {', '.join(key.columns)} is found in {key.table}.{', '.join(key.references)}."
    return _check(
        LINK_CHECK, sentence, f"Correct the id, or add its row to {key.table}.", dangling, columns=key.columns, across_tables=True
    )


def _rule_check(rule: Rule) -> pa.Check:
    def truth(data: IbisData) -> Any:
        return rule.function(data.table, SiblingTables(data.table)) if rule.across_tables else rule.function(data.table)

    words = ("severity", "columns", "across_tables", "of_texts", "proof")
    return _check(rule.name, rule.sentence, rule.hint, truth, **{word: getattr(rule, word) for word in words})


def contracts(
    tables: Mapping[str, TableSchema], most_rows: int = 100, beside: Mapping[str, TableSchema] | None = None
) -> dict[str, pa.DataFrameSchema]:
    """The pandera schema of every table, by name; `beside` are the schemas of all tables of the package, if these are only some."""
    return {name: contract(schema, most_rows=most_rows, beside=beside or tables) for name, schema in tables.items()}
