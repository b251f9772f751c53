"""dataframely, eager: a Schema for each table with rules of one row, then a Collection with filters for what takes other rows or tables."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import dataframely as dy
import polars as pl

from benchmarks.contenders.answer import Answer, answer
from benchmarks.contenders.columns import NOT_PLAIN, URI, Column, Facts, Link, facts
from benchmarks.contenders.polars_rules import ACROSS, ONE_ROW, is_in
from benchmarks.contenders.polars_tables import Tables, read, text_name

COLUMNS = {"string": dy.String, "integer": dy.Int64, "number": dy.Float64, "date": dy.Date}


def validated(folder: Path) -> Answer:
    """Filter every table and keep what was refused: how many rows, by rule."""
    known = facts(folder)
    tables = read(folder, known)
    counts: dict[str, int] = {}
    labels: list[str] = []
    for table, one in known.items():
        names = _Names(one)
        _, failures = _schema(one, names).filter(tables[table])
        counts |= names.counted(failures.counts())
        filters = dict(_filters(one))
        _, failed = _collection(one, filters, names, tables).filter({table: tables[table].lazy()}, skip_member_validation=True)
        counts |= names.counted(failed[table].counts())
        labels += names.labels
    return {"rows": sum(map(len, tables.values())), "labels": labels, "counts": counts}


class _Names:
    """Rules in dataframely are called by names of Python: this leads back from them to the labels of checks."""

    def __init__(self, known: Facts) -> None:
        self.known = known
        self.by_name: dict[str, str] = {"primary_key": f"{known.table} key_is_unique {', '.join(known.key)}"}
        for column in known.columns:
            own = "cell_matches_pattern" if column.pattern else "cell_is_uri"
            words = {"nullability": "cell_is_filled", "regex": own, "min": "cell_is_not_below_minimum", "max": "cell_is_not_above_maximum"}
            self.by_name |= {f"{column.name}|{word}": column.label(rule) for word, rule in words.items()}
            self.by_name[f"{text_name(column.name)}|nullability"] = column.label("cell_is_filled")

    def of(self, label: str) -> str:
        """A name for the check with that label."""
        name = "_".join(label.replace(",", "").split())
        self.by_name[name] = label
        return name

    def counted(self, counts: dict[str, int]) -> dict[str, int]:
        return {self.by_name.get(name, name): count for name, count in counts.items()}

    @property
    def labels(self) -> list[str]:
        return sorted(set(self.by_name.values()))


def _schema(known: Facts, names: _Names) -> type[dy.Schema]:
    members: dict[str, Any] = {column.name: _column(column, column.name in known.key) for column in known.columns}
    members |= {text_name(column.name): dy.String(nullable=not column.is_required) for column in known.columns if column.type != "string"}
    for label, truth in _rules(known):
        members[names.of(label)] = dy.rule()(_told(truth))
    return type(known.table.title().replace("_", ""), (dy.Schema,), members)


def _told(truth: pl.Expr) -> Callable[[Any], pl.Expr]:
    return lambda cls: truth


def _column(column: Column, is_key: bool) -> dy.Column:
    limits: dict[str, Any] = {"min": column.least, "max": column.most} if column.type in ("integer", "number") else {}
    if pattern := URI if column.is_uri else column.whole_pattern:
        limits["regex"] = f"^(?:{pattern})$"
    is_nullable = not is_key and not (column.is_required and column.type == "string")
    return COLUMNS[column.type](nullable=is_nullable, primary_key=is_key, **limits)


def _rules(known: Facts) -> Iterator[tuple[str, pl.Expr]]:
    for column in known.columns:
        cell = pl.col(column.name)
        if column.type != "string":
            yield column.label(f"cell_is_{column.type}"), cell.is_not_null() | pl.col(text_name(column.name)).is_null()
        if column.allowed:
            yield column.label("cell_is_allowed"), cell.is_in(column.allowed)
        if column.is_free:
            plain = ~cell.str.contains(NOT_PLAIN) & (cell == cell.str.strip_chars()) & (cell == cell.str.normalize("NFC"))
            yield column.label("cell_is_plain_text"), plain
    yield from ((label, truth) for label, truth in ONE_ROW.items() if label.split()[0] == known.table)


def _filters(known: Facts) -> Iterator[tuple[str, Callable[[Tables], pl.Series]]]:
    for link in known.links:
        yield f"{link.table} link_exists {link.column}", _linked(link)
    yield from ((label, told) for label, told in ACROSS.items() if label.split()[0] == known.table)


def _linked(link: Link) -> Callable[[Tables], pl.Series]:
    return lambda tables: is_in(tables[link.table][link.column], tables[link.target][link.key])


def _collection(known: Facts, filters: dict[str, Callable[[Tables], pl.Series]], names: _Names, tables: Tables) -> type[dy.Collection]:
    """The table alone with its filters: each says which keys stay. The other tables are handed to the filters as they are."""
    types = {column.name: COLUMNS[column.type] for column in known.columns}
    keys = type("Keys", (dy.Schema,), {name: types[name](nullable=False, primary_key=True) for name in known.key})
    members: dict[str, Any] = {"__annotations__": {known.table: Annotated[dy.LazyFrame[keys], dy.CollectionMember()]}}
    for label, told in filters.items():
        members[names.of(label)] = dy.filter()(_kept(known, told, tables))
    return type(f"{known.table.title()}Beside", (dy.Collection,), members)


def _kept(known: Facts, told: Callable[[Tables], pl.Series], tables: Tables) -> Callable[[Any], pl.LazyFrame]:
    own = tables[known.table]
    return lambda cls: own.lazy().filter(pl.lit(told(tables).fill_null(True))).select(known.key).unique()


if __name__ == "__main__":
    answer(validated)
