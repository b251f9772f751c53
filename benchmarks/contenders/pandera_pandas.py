"""pandera.pandas: one DataFrameSchema for each table, its own checks for columns, functions for what takes more than one column."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from benchmarks.contenders.answer import Answer, answer
from benchmarks.contenders.columns import NOT_PLAIN, URI, Column, Facts, Link, facts
from benchmarks.contenders.pandas_rules import RULES, is_in
from benchmarks.contenders.pandas_tables import Tables, read, text_name

TYPES = {"string": "str", "integer": "Int64", "number": "Float64", "date": "datetime64[ns]"}


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
        column.name: pa.Column(_type(column, tables), list(_cell_checks(column)), nullable=_is_nullable(column)) for column in known.columns
    }
    others = [column for column in known.columns if column.type != "string"]
    columns |= {text_name(column.name): pa.Column("str", nullable=not column.is_required) for column in others}
    labels += [check.name for check in checks] + [check.name for column in columns.values() for check in column.checks]
    labels += [column.label("cell_is_filled") for column in known.columns] + [f"{known.table} key_is_unique {', '.join(known.key)}"]
    return pa.DataFrameSchema(columns, checks, unique=known.key, name=known.table)


def _type(column: Column, tables: Tables) -> str:
    # pandas chooses the unit of points in time itself.
    return str(tables[column.table][column.name].dtype) if column.type == "date" else TYPES[column.type]


def _is_nullable(column: Column) -> bool:
    return not (column.is_required and column.type == "string")


def _cell_checks(column: Column) -> Iterator[pa.Check]:
    if column.allowed:
        yield pa.Check.isin(column.allowed, name=column.label("cell_is_allowed"))
    if column.pattern:
        yield pa.Check.str_matches(rf"^(?:{column.whole_pattern})\Z", name=column.label("cell_matches_pattern"))
    if column.is_uri:
        yield pa.Check.str_matches(rf"^(?:{URI})\Z", name=column.label("cell_is_uri"))
    if column.least is not None:
        yield pa.Check.ge(column.least, name=column.label("cell_is_not_below_minimum"))
    if column.most is not None:
        yield pa.Check.le(column.most, name=column.label("cell_is_not_above_maximum"))
    if column.is_free:
        yield pa.Check(_is_plain, name=column.label("cell_is_plain_text"))


def _is_plain(cell: pd.Series) -> pd.Series:
    return ~cell.str.contains(NOT_PLAIN, regex=True) & (cell == cell.str.strip()) & (cell == cell.str.normalize("NFC"))


def _table_checks(known: Facts, tables: Tables) -> Iterator[pa.Check]:
    for column in (column for column in known.columns if column.type != "string"):
        yield pa.Check(_has_form(column.name), name=column.label(f"cell_is_{column.type}"))
    for link in known.links:
        yield pa.Check(_linked(link, tables), name=f"{link.table} link_exists {link.column}")
    for label, rule in RULES.items():
        if label.split()[0] == known.table:
            yield pa.Check(lambda rows, rule=rule: rule(tables), name=label)


def _linked(link: Link, tables: Tables) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda rows: is_in(rows[link.column], tables[link.target][link.key])


def _has_form(name: str) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda rows: rows[name].notna() | rows[text_name(name)].isna()


def _counted(errors: SchemaErrors, known: Facts) -> Iterator[str]:
    """The rows that fail, by the label of their check. pandera calls some of them by names of its own."""
    names = {"not_nullable": "cell_is_filled", "multiple_fields_uniqueness": "key_is_unique"}
    for error in errors.schema_errors:
        check = error.check.name if isinstance(error.check, pa.Check) else str(error.check)
        cases = error.failure_cases
        many = cases["index"].nunique() if "index" in getattr(cases, "columns", ()) else len(cases)
        if check in names:
            column = ", ".join(known.key) if check.startswith("multiple") else str(error.schema.name).removesuffix("__text")
            check = f"{known.table} {names[check]} {column}"
        yield from [check] * many


if __name__ == "__main__":
    answer(validated)
