"""Runs a plan: all checks of rows in one aggregate, one query for each other check, rows only where a count is above zero."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from schemas.plan import LINK_CHECK, Plan, PlannedCheck, mask_name
from schemas.sql import RECORD, identifier

Query = Callable[[str], list[tuple[Any, ...]]]
Mapped = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]
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


@dataclass(frozen=True)
class Marks:
    """Where the masks of a plan's rows stand already, with the record numbers, and what is known besides.

    `source` is a table or query; `are_lean` says that they were made by the plan's lean reading. `prove` says whether it is known that no
    row breaks the check of a key or link (False if that was looked for in vain, None if it was not), or, of a spared check that follows
    from another, whether that other one holds. `query_alone` gives what a spared check is asked through, if not through the same as the
    others, and `query_texts` what sees ids as they stand.
    """

    source: str
    are_lean: bool = False
    prove: Callable[[PlannedCheck], bool | None] = lambda check: None
    query_alone: Callable[[PlannedCheck], Query] | None = None
    query_texts: Query | None = None


def outcome(
    plan: Plan, query: Query, most_rows: int, marks: Marks | None = None, texts: Texts | None = None, mapped: Mapped = map
) -> Outcome:
    """Run the plan through `query`, which takes SQL and gives rows; show at most `most_rows` rows a check, count all.

    `texts` gives the cells of the records it is asked for; without it, they come from `rows`. `mapped` may ask several checks at a time.
    """
    marks = marks or Marks(f"({plan.rows})")
    number_of_rows, found = _marked(plan, query, most_rows, marks)
    ask = partial(_offenders, query=query, most_rows=most_rows)
    verdicts = {check: marks.prove(check) for check in plan.checks if check.offenders}
    asked = [check for check, holds in verdicts.items() if not holds]
    of_texts = marks.query_texts or query

    def answer(check: PlannedCheck) -> Records:
        return ask(check.offenders or "", check.proof if verdicts[check] is None else None, query=of_texts if check.of_texts else query)

    found |= zip(asked, mapped(answer, asked), strict=True)
    if marks.are_lean:
        broken_links = {check.columns for check, (count, _) in found.items() if check.name == LINK_CHECK and count}
        spared = [check for check in plan.checks if check.follows and (check.columns in broken_links or not marks.prove(check))]
        found |= {check: ask(check.alone or "", query=marks.query_alone(check) if marks.query_alone else query) for check in spared}
    broken = {check: found[check] for check in plan.checks if found.get(check, NOTHING)[0]}
    wanted = sorted({record for _, records in broken.values() for record in records})
    cells = (texts or _texts_from_rows(plan, query))(wanted) if wanted else {}
    return Outcome(
        number_of_rows,
        [Broken(check, count, [_row(plan, check, one, cells[one]) for one in records]) for check, (count, records) in broken.items()],
    )


Records = tuple[int, Sequence[int]]  # how many break a check, and the first of them
NOTHING: Records = (0, ())
FEW = 10_000  # rows that break a check; so few are sorted and counted here


def _marked(plan: Plan, query: Query, most_rows: int, marks: Marks) -> tuple[int, dict[PlannedCheck, Records]]:
    """The number of rows, and what the marks say."""
    unions = "".join(f", BIT_OR({identifier(mask)})" for mask in plan.masks)
    number_of_rows, *bits = query(f"SELECT COUNT(*){unions} FROM {marks.source} AS marked")[0]
    union = dict(zip(plan.masks, bits, strict=True))
    flags = [check for check in plan.checks if check.flag is not None and (union[mask_name(check.flag)] or 0) & check.bit]
    counts = _flag_counts(flags, query, marks.source) if flags else {}
    return number_of_rows, {check: (count, _first(check, query, marks.source, most_rows)) for check, count in counts.items() if count}


def _is_set(check: PlannedCheck) -> str:
    return f"({identifier(mask_name(check.flag or 0))} & {check.bit}) <> 0"


def _flag_counts(flags: list[PlannedCheck], query: Query, marked: str) -> dict[PlannedCheck, int]:
    columns = ", ".join(f"COUNT(*) FILTER (WHERE {_is_set(check)})" for check in flags)
    return dict(zip(flags, query(f"SELECT {columns} FROM {marked} AS marked")[0], strict=True))


def _first(check: PlannedCheck, query: Query, marked: str, most_rows: int) -> Sequence[int]:
    rows = query(f"SELECT {RECORD} FROM {marked} AS marked WHERE {_is_set(check)} ORDER BY {RECORD} LIMIT {most_rows}")
    return [record for (record,) in rows]


def _offenders(offenders: str, proof: str | None = None, *, query: Query, most_rows: int) -> Records:
    if proof and query(proof)[0][0]:
        return NOTHING
    found = query(f"SELECT {RECORD} FROM ({offenders}) AS offenders LIMIT {FEW + 1}")
    if len(found) <= FEW:  # as a rule there are none, and an engine need not sort and count them
        records = sorted({record for (record,) in found})
        return len(records), records[:most_rows]
    distinct = f"SELECT DISTINCT {RECORD} FROM ({offenders}) AS offenders"
    rows = query(f"SELECT {RECORD}, COUNT(*) OVER () FROM ({distinct}) AS found ORDER BY {RECORD} LIMIT {most_rows}")
    return (rows[0][1], [record for record, _ in rows]) if rows else NOTHING


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
