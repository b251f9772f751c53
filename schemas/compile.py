"""Turns a pandera schema and a table into a plan: one query that marks the rows breaking each check of rows, one for each check of more."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pandera.ibis as pa
from pandera.api.ibis.types import IbisData
from pandera.errors import SchemaError, SchemaErrorReason

from schemas.contracts import MissingTable
from schemas.masks import marked
from schemas.plan import KEY_CHECK, Plan, PlannedCheck, mask_name
from schemas.sql import RECORD, TEXT_SUFFIX, identifiers


def plan(table: ir.Table, schema: pa.DataFrameSchema) -> Plan:
    """Compile every check of `schema` for `table`; raises SchemaError if a column is missing or has another type."""
    if RECORD not in table.columns:
        table = table.mutate(**{RECORD: ibis.row_number() + 1})
    checks: list[PlannedCheck] = []
    truths: dict[PlannedCheck, ir.BooleanValue] = {}
    not_run: dict[str, str] = {}
    for check, columns, answer in _answers(table, schema):
        if isinstance(answer, MissingTable):
            not_run[_label(check)] = str(answer)
        elif isinstance(answer, ir.Table):
            checks.append(_planned(check, columns, **_queries(table, check, columns, answer)))
        else:
            said = {"holds_of_plain_text": check.statistics["holds_of_plain_text"], "follows": check.statistics["follows"]}
            alone = _alone(table, answer) if said["follows"] else None
            checks.append(_planned(check, columns or _columns_of(answer, schema), flag=len(truths), alone=alone, **said))
            truths[checks[-1]] = answer
    texts = {name: f"{name}{TEXT_SUFFIX}" if f"{name}{TEXT_SUFFIX}" in table.columns else name for name in schema.columns}
    masks = list(dict.fromkeys(mask_name(check.flag or 0) for check in truths))
    rows, lean = (_sql(marked(table, some, masks)) for some in (truths, {check: truths[check] for check in truths if not check.is_spared}))
    return Plan(str(schema.name), tuple(schema.metadata["primary_key"]), rows, lean, tuple(checks), texts, not_run)


def asked_of_kept(whole: Plan, kept: ir.Table, schema: pa.DataFrameSchema) -> Plan:
    """The plan, but that the checks that are asked when the rows have been marked are asked of `kept`.

    That is what is left of the table, beside what is left of the others: record numbers, and the columns that those checks look at. To
    understand a query that names all columns takes an engine twice as long.
    """
    queries: dict[tuple[str, str, tuple[str, ...]], dict[str, Any]] = {}
    for check, columns, answer in answers_of_tables(
        kept, schema, lambda check: _is_asked_later(check) and _label(check) not in whole.not_run
    ):
        queries[check.name, check.error, columns] = _queries(kept, check, columns, answer)
    for name, check in ((name, check) for name, column in schema.columns.items() for check in column.checks if check.statistics["follows"]):
        queries[check.name, check.error, (name,)] = {"alone": _alone(kept, check._check_fn(IbisData(kept, name)))}
    checks = (replace(check, **queries.get((check.name, check.sentence, check.columns), {})) for check in whole.checks)
    return replace(whole, checks=tuple(checks))


def _is_asked_later(check: pa.Check) -> bool:
    return check.name == KEY_CHECK or bool(check.statistics["across_tables"])


def _queries(table: ir.Table, check: pa.Check, columns: tuple[str, ...], answer: ir.Table) -> dict[str, Any]:
    """What a check of more than one row asks."""
    proof = _key_proof(table, columns) if check.name == KEY_CHECK else _said_proof(table, check)
    return {"offenders": _sql(answer.select(RECORD)), "proof": proof, "of_texts": bool(check.statistics.get("of_texts"))}


def _alone(table: ir.Table, truth: ir.BooleanValue) -> str:
    return _sql(table.filter(~truth).select(RECORD))


def _answers(table: ir.Table, schema: pa.DataFrameSchema) -> Iterator[tuple[pa.Check, tuple[str, ...], Any]]:
    """Each check with the columns it is about and its answer: a truth of each row, the rows that break it, or a missing table."""
    for name, column in schema.columns.items():
        _require_type(table, name, column)
        for check in column.checks:
            yield check, (name,), check._check_fn(IbisData(table, name))
    yield from answers_of_tables(table, schema)


def answers_of_tables(
    table: ir.Table, schema: pa.DataFrameSchema, wanted: Callable[[pa.Check], bool] = lambda check: True
) -> Iterator[tuple[pa.Check, tuple[str, ...], Any]]:
    """The same of the checks on more than one cell, those of them that are `wanted`: first of keys."""
    for key in schema.metadata["keys"]:
        if wanted(check := _key_check(key)):
            yield check, key, _repeated(table, key)
    for check in filter(wanted, schema.checks):
        try:
            yield check, check.statistics["columns"], check._check_fn(IbisData(table))
        except MissingTable as missing:
            yield check, check.statistics["columns"], missing


def _label(check: pa.Check) -> str:
    return " ".join([check.name, *check.statistics.get("columns", ())])


def _require_type(table: ir.Table, name: str, column: pa.Column) -> None:
    found = table[name].type() if name in table.columns else "no such column"
    if str(found) != str(column.dtype):
        message = f"column {name} is to be {column.dtype}, found {found}"
        raise SchemaError(column, table, message, column_name=name, reason_code=SchemaErrorReason.WRONG_DATATYPE)


def _key_check(key: tuple[str, ...]) -> pa.Check:
    statistics = {"hint": "Give one of the rows another id, or remove the one that repeats.", "severity": "error"}
    return pa.Check(_repeated, name=KEY_CHECK, error=f"No two rows have the same {', '.join(key)}.", statistics=statistics)


def _key_proof(table: ir.Table, key: tuple[str, ...]) -> str | None:
    """Counts hashes instead of texts, in half the time and less memory: where no two are the same, no two keys are."""
    if table.get_backend().name != "duckdb":
        return None
    filled = _sql(table.filter([table[name].notnull() for name in key]).select(*key))
    return f"SELECT COUNT(*) = COUNT(DISTINCT hash({identifiers(key)})) FROM ({filled}) AS filled"


def _said_proof(table: ir.Table, check: pa.Check) -> str | None:
    said = check.statistics.get("proof")
    return _sql(said(table).as_table()) if said else None


def _repeated(table: ir.Table, key: tuple[str, ...]) -> ir.Table:
    filled = table.filter([table[name].notnull() for name in key])
    twice = filled.group_by(list(key)).having(ibis._.count() > 1).agg(**{"how many": ibis._.count()})
    return filled.semi_join(twice, list(key))


def _columns_of(truth: ir.BooleanValue, schema: pa.DataFrameSchema) -> tuple[str, ...]:
    """The columns that an expression looks at, in schema order."""
    seen = {node.name.removesuffix(TEXT_SUFFIX) for node in truth.op().find(ops.Field)}
    return tuple(name for name in schema.columns if name in seen)


def _planned(check: pa.Check, columns: tuple[str, ...], **where: Any) -> PlannedCheck:
    return PlannedCheck(check.name, check.error, check.statistics["hint"], check.statistics["severity"], tuple(columns), **where)


def _sql(table: ir.Table) -> str:
    return str(table.get_backend().compile(table))
