"""The tables of a package in pandas: typed cells, each beside the text that it was read from."""

from pathlib import Path

import pandas as pd

from benchmarks.contenders.columns import FORMS, Column, Facts

Tables = dict[str, pd.DataFrame]


def text_name(column: str) -> str:
    """The column that holds the text of a typed column."""
    return f"{column}__text"


def read(folder: Path, facts: dict[str, Facts]) -> Tables:
    """Each table as pandas reads it with every column as text, then typed: a cell that has not the form of its type becomes null."""
    return {table: _typed(folder / "data" / f"{table}.csv", one) for table, one in facts.items()}


def _typed(file: Path, facts: Facts) -> pd.DataFrame:
    rows = pd.read_csv(file, dtype="str", keep_default_na=False, na_values=[""], engine="c")
    for column in (column for column in facts.columns if column.type != "string"):
        rows[text_name(column.name)] = rows[column.name]
        rows[column.name] = _value(rows[column.name], column)
    return rows


def _value(text: pd.Series, column: Column) -> pd.Series:
    formed = text.where(text.str.fullmatch(FORMS[column.type]).fillna(False).astype(bool))
    if column.type == "date":
        return pd.to_datetime(formed, format="%Y-%m-%d", errors="coerce")
    return pd.to_numeric(formed, errors="coerce").astype("Int64" if column.type == "integer" else "Float64")
