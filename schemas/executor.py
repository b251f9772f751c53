"""Runs a plan: all checks of rows in one aggregate, one query for each other check, rows only where a count is above zero."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from schemas.plan import Plan, PlannedCheck, mask_name
from schemas.sql import RECORD, identifier

Query = Callable[[str], list[tuple[Any, ...]]]
Texts = Callable[[Sequence[int]], Mapping[int, Mapping[str, str | None]]]


@dataclass(frozen=True)
class Row:
    """A row that breaks a check: its record number, its key, and the text of the columns concerned (None where empty)."""

    record: int
    key: Mapping[str, str | None]
    values: Mapping[str, str | None]


@dataclass(frozen=True)
class Broken:
    """A check that rows break: how many, and the first of them."""

    check: PlannedCheck
    count: int
    rows: list[Row]


@dataclass(frozen=True)
class Outcome:
    """What running a plan gave: the number of rows, and what they break."""

    rows: int
    broken: list[Broken] = field(default_factory=list)


def outcome(plan: Plan, query: Query, most_rows: int, marked: str | None = None, texts: Texts | None = None) -> Outcome:
    """Run the plan through `query`, which takes SQL and gives rows; show at most `most_rows` rows a check, count all.

    `marked` is a table or query that has the record numbers and masks of the plan's `rows`, if they stand somewhere already.
    `texts` gives the cells of the records it is asked for; without it, they come from `rows`.
    """
    marked = marked or f"({plan.rows})"
    flags = [check for check in plan.checks if check.flag is not None]
    number_of_rows, *anything = query(f"SELECT COUNT(*){''.join(map(_any_bit, plan.masks))} FROM {marked} AS marked")[0]
    counts = _flag_counts(flags, query, marked) if any(anything) else {}
    counts |= {check: _offender_count(check, query) for check in plan.checks if check.offenders}
    broken = {check: counts[check] for check in plan.checks if counts.get(check)}
    records = {check: [record for (record,) in query(_records(check, marked, most_rows))] for check in broken}
    wanted = sorted({record for found in records.values() for record in found})
    cells = (texts or _texts_from_rows(plan, query))(wanted) if wanted else {}
    return Outcome(
        number_of_rows,
        [Broken(check, count, [_row(plan, check, one, cells[one]) for one in records[check]]) for check, count in broken.items()],
    )


def _any_bit(mask: str) -> str:
    # A mask is never negative: it is zero everywhere just if its greatest is.
    return f", MAX({identifier(mask)})"


def _is_set(check: PlannedCheck) -> str:
    return f"({identifier(mask_name(check.flag or 0))} & {check.bit}) <> 0"


def _flag_counts(flags: list[PlannedCheck], query: Query, marked: str) -> dict[PlannedCheck, int]:
    columns = ", ".join(f"COUNT(*) FILTER (WHERE {_is_set(check)})" for check in flags)
    return dict(zip(flags, query(f"SELECT {columns} FROM {marked} AS marked")[0], strict=True))


def _offender_count(check: PlannedCheck, query: Query) -> int:
    if check.proof and query(check.proof)[0][0]:
        return 0
    return int(query(f"SELECT COUNT(DISTINCT {RECORD}) FROM ({check.offenders}) AS offenders")[0][0])


def _records(check: PlannedCheck, marked: str, most_rows: int) -> str:
    source = f"({check.offenders}) AS offenders" if check.offenders else f"{marked} AS marked WHERE {_is_set(check)}"
    return f"SELECT DISTINCT {RECORD} FROM {source} ORDER BY {RECORD} LIMIT {most_rows}"


def _texts_from_rows(plan: Plan, query: Query) -> Texts:
    """Cells by a query: for tables that stand in an engine and nowhere else."""
    names = list(plan.texts)
    columns = ", ".join(f"CAST({identifier(plan.texts[name])} AS STRING)" for name in names)

    def texts(records: Sequence[int]) -> Mapping[int, Mapping[str, str | None]]:
        wanted = ", ".join(map(str, records))
        found = query(f"SELECT {RECORD}, {columns} FROM ({plan.rows}) AS numbered WHERE {RECORD} IN ({wanted})")
        return {record: dict(zip(names, cells, strict=True)) for record, *cells in found}

    return texts


def _row(plan: Plan, check: PlannedCheck, record: int, cells: Mapping[str, str | None]) -> Row:
    return Row(record, {name: cells[name] for name in plan.key}, {name: cells[name] for name in check.columns})
