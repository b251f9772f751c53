"""The tables of a package in polars: typed cells, each beside the text that it was read from."""

from pathlib import Path

import polars as pl

from benchmarks.contenders.columns import FORMS, Column, Facts

TYPES = {"string": pl.String, "integer": pl.Int64, "number": pl.Float64, "date": pl.Date}
Tables = dict[str, pl.DataFrame]


def text_name(column: str) -> str:
    """The column that holds the text of a typed column."""
    return f"{column}__text"


def read(folder: Path, facts: dict[str, Facts]) -> Tables:
    """Each table as polars reads it with every column as text, then typed: a cell that has not the form of its type becomes null."""
    return {table: _typed(pl.read_csv(folder / "data" / f"{table}.csv", infer_schema=False), one) for table, one in facts.items()}


def _typed(rows: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    others = [column for column in facts.columns if column.type != "string"]
    return rows.with_columns(
        *(pl.col(column.name).alias(text_name(column.name)) for column in others), *(_value(column) for column in others)
    )


def _value(column: Column) -> pl.Expr:
    text = pl.col(column.name)
    value = text.str.to_date("%Y-%m-%d", strict=False) if column.type == "date" else text.cast(TYPES[column.type], strict=False)
    return pl.when(text.str.contains(f"^(?:{FORMS[column.type]})$")).then(value).alias(column.name)
