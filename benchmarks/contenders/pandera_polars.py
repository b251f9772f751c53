"""pandera.polars, eager: one DataFrameSchema for each table, its own checks for columns, functions for what takes more than one column."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from benchmarks.contenders.answer import Answer, answer
from benchmarks.contenders.columns import NOT_PLAIN, URI, Column, Facts, Link, facts
from benchmarks.contenders.polars_rules import ACROSS, ONE_ROW, is_in
from benchmarks.contenders.polars_tables import TYPES, Tables, read, text_name


def validated(folder: Path) -> Answer:
    """Validate every table, lazily in pandera's sense: all checks are run, and all rows that fail are told."""
    known = facts(folder)
    tables = read(folder, known)
    counts: Counter[str] = Counter()
    labels: list[str] = []
    for table, one in known.items():
        schema = _schema(one, tables, labels)
        try:
            schema.validate(tables[table], lazy=True)
        except SchemaErrors as errors:
            counts.update(_counted(errors, one))
    return {"rows": sum(map(len, tables.values())), "labels": labels, "counts": dict(counts)}


def _schema(known: Facts, tables: Tables, labels: list[str]) -> pa.DataFrameSchema:
    checks = list(_table_checks(known, tables))
    columns = {
        column.name: pa.Column(TYPES[column.type], list(_cell_checks(column)), nullable=_is_nullable(column)) for column in known.columns
    }
    # A cell that has not the form of its type is not empty: the text says whether one is.
    others = [column for column in known.columns if column.type != "string"]
    columns |= {text_name(column.name): pa.Column(pl.String, nullable=not column.is_required) for column in others}
    labels += [check.name for check in checks] + [check.name for column in columns.values() for check in column.checks]
    labels += [column.label("cell_is_filled") for column in known.columns] + [f"{known.table} key_is_unique {', '.join(known.key)}"]
    return pa.DataFrameSchema(columns, checks, unique=known.key, name=known.table)


def _is_nullable(column: Column) -> bool:
    return not (column.is_required and column.type == "string")


def _cell_checks(column: Column) -> Iterator[pa.Check]:
    if column.allowed:
        yield pa.Check.isin(column.allowed, name=column.label("cell_is_allowed"))
    if column.pattern:
        yield pa.Check.str_matches(f"^(?:{column.whole_pattern})$", name=column.label("cell_matches_pattern"))
    if column.is_uri:
        yield pa.Check.str_matches(f"^(?:{URI})$", name=column.label("cell_is_uri"))
    if column.least is not None:
        yield pa.Check.ge(column.least, name=column.label("cell_is_not_below_minimum"))
    if column.most is not None:
        yield pa.Check.le(column.most, name=column.label("cell_is_not_above_maximum"))
    if column.is_free:
        yield pa.Check(lambda data: data.lazyframe.select(_is_plain(pl.col(data.key))), name=column.label("cell_is_plain_text"))


def _is_plain(cell: pl.Expr) -> pl.Expr:
    return ~cell.str.contains(NOT_PLAIN) & (cell == cell.str.strip_chars()) & (cell == cell.str.normalize("NFC"))


def _table_checks(known: Facts, tables: Tables) -> Iterator[pa.Check]:
    for column in (column for column in known.columns if column.type != "string"):
        has_form = pl.col(column.name).is_not_null() | pl.col(text_name(column.name)).is_null()
        yield pa.Check(_expression(has_form), name=column.label(f"cell_is_{column.type}"))
    for link in known.links:
        yield pa.Check(_across(_linked(link), tables), name=f"{link.table} link_exists {link.column}")
    for label, expression in ONE_ROW.items():
        if label.split()[0] == known.table:
            yield pa.Check(_expression(expression), name=label)
    for label, told in ACROSS.items():
        if label.split()[0] == known.table:
            yield pa.Check(_across(told, tables), name=label)


def _linked(link: Link) -> Callable[[Tables], pl.Series]:
    return lambda tables: is_in(tables[link.table][link.column], tables[link.target][link.key])


def _expression(truth: pl.Expr) -> Callable[[Any], pl.LazyFrame]:
    return lambda data: data.lazyframe.select(truth.fill_null(True).alias("truth"))


def _across(told: Callable[[Tables], pl.Series], tables: Tables) -> Callable[[Any], pl.LazyFrame]:
    return lambda data: told(tables).fill_null(True).rename("truth").to_frame().lazy()


def _counted(errors: SchemaErrors, known: Facts) -> Iterator[str]:
    """The failing cases by the label of their check. pandera calls some of them by names of its own."""
    names = {"not_nullable": "cell_is_filled", "multiple_fields_uniqueness": "key_is_unique"}
    for error in errors.schema_errors:
        check = error.check.name if isinstance(error.check, pa.Check) else str(error.check)
        many = len(error.failure_cases)
        if check in names:
            column = ", ".join(known.key) if check.startswith("multiple") else str(error.schema.name).removesuffix("__text")
            check = f"{known.table} {names[check]} {column}"
        yield from [check] * many


if __name__ == "__main__":
    answer(validated)
