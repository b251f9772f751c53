"""Runs a pandera schema on an ibis table: one aggregate for all checks of rows, one grouping per key, rows only where a count is above zero.

Registered with pandera, so plain `schema.validate(table, lazy=True)` runs it. The stock backend runs one query per check,
does not say which rows fail, and overlooks keys.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pandera.ibis as pa
from pandera.api.ibis.types import IbisData
from pandera.backends.base import BaseSchemaBackend
from pandera.backends.ibis.register import register_ibis_backends
from pandera.errors import FailureCaseMetadata, SchemaError, SchemaErrorReason, SchemaErrors

from schemas.contracts import RECORD, TEXT_SUFFIX, MissingTable


@dataclass(frozen=True)
class Broken:
    """One check that some rows break: how many, and up to the cap which (`record`, `key`, and `values` of the columns concerned, as text)."""

    check: pa.Check
    columns: tuple[str, ...]
    count: int
    rows: list[dict[str, Any]]


@dataclass
class Outcome:
    """What running a schema on a table gave: rows seen, checks run, checks broken, and checks that lacked a table they need."""

    rows: int = 0
    run: list[str] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    not_run: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Planned:
    check: pa.Check
    columns: tuple[str, ...]
    truth: ir.BooleanValue | None  # of each row; null passes
    offenders: ir.Table | None  # or the rows that break it

    def failing(self, table: ir.Table) -> ir.Table:
        return self.offenders if self.truth is None else table.filter(~self.truth)


def outcome(table: ir.Table, schema: pa.DataFrameSchema) -> Outcome:
    """Run every check of `schema` on `table` and say what broke."""
    if RECORD not in table.columns:
        table = table.mutate(**{RECORD: ibis.row_number() + 1})
    result = Outcome()
    planned = list(_plan(table, schema, result))
    result.run = [plan.check.name for plan in planned]
    counts = _counts(table, [plan.truth for plan in planned if plan.truth is not None])
    result.rows = counts.pop()
    for plan in planned:
        count = counts.pop(0) if plan.truth is not None else _number(plan.offenders.count())
        if count:
            result.broken.append(_broken(plan, plan.failing(table), count, schema))
    return result


def _plan(table: ir.Table, schema: pa.DataFrameSchema, result: Outcome) -> Iterator[_Planned]:
    for name, column in schema.columns.items():
        _require_type(table, name, column)
        for check in column.checks:
            yield _Planned(check, (name,), check._check_fn(IbisData(table, name)), None)
    for key in schema.metadata["keys"]:
        yield _Planned(_key_check(key), key, None, _repeated(table, key))
    for check in schema.checks:
        try:
            answer = check._check_fn(IbisData(table))
        except MissingTable as missing:
            result.not_run[check.name] = str(missing)
            continue
        if isinstance(answer, ir.Table):
            yield _Planned(check, tuple(check.statistics["columns"]), None, answer)
        else:
            yield _Planned(check, tuple(check.statistics.get("columns") or _columns_of(answer, schema)), answer, None)


def _require_type(table: ir.Table, name: str, column: pa.Column) -> None:
    if name not in table.columns or str(table[name].type().copy(nullable=True)) != str(column.dtype):
        found = table[name].type() if name in table.columns else "no such column"
        raise SchemaError(
            column, table, f"column {name} is to be {column.dtype}, found {found}", column_name=name, reason_code=SchemaErrorReason.WRONG_DATATYPE
        )


def _key_check(key: tuple[str, ...]) -> pa.Check:
    statistics = {"hint": "Give one of the rows another id, or remove the one that repeats.", "severity": "error", "columns": key}
    return pa.Check(_repeated, name="key_is_unique", error=f"No two rows have the same {', '.join(key)}.", statistics=statistics)


def _repeated(table: ir.Table, key: tuple[str, ...]) -> ir.Table:
    filled = table.filter([table[name].notnull() for name in key])
    twice = filled.group_by(list(key)).having(ibis._.count() > 1).agg(number=ibis._.count())
    return filled.semi_join(twice, list(key))


def _columns_of(truth: ir.BooleanValue, schema: pa.DataFrameSchema) -> list[str]:
    """The columns that an expression looks at, in schema order."""
    seen = {node.name.removesuffix(TEXT_SUFFIX) for node in truth.op().find(ops.Field)}
    return [name for name in schema.columns if name in seen]


def _counts(table: ir.Table, truths: list[ir.BooleanValue]) -> list[int]:
    """How many rows break each truth, and last the number of rows, in one pass."""
    failures = table.mutate(**{f"c{number}": ~truth for number, truth in enumerate(truths)})
    sums = {f"c{number}": failures[f"c{number}"].fill_null(False).cast("int64").sum().fill_null(0) for number, _ in enumerate(truths)}
    [row] = failures.aggregate(**sums, number_of_rows=failures.count()).to_pyarrow().to_pylist()
    return [int(value) for value in row.values()]


def _number(count: ir.IntegerScalar) -> int:
    return int(count.to_pyarrow().as_py())


def _broken(plan: _Planned, failing: ir.Table, count: int, schema: pa.DataFrameSchema) -> Broken:
    key = schema.metadata["primary_key"]
    shown = {f"value_{name}": _text(failing, name) for name in plan.columns}
    keys = {f"key_{name}": _text(failing, name) for name in key}
    rows = failing.select(record=failing[RECORD], **shown, **keys).distinct().order_by("record").limit(schema.metadata["most_rows"])
    return Broken(plan.check, plan.columns, count, [_row(row, plan.columns, key) for row in rows.to_pyarrow().to_pylist()])


def _text(table: ir.Table, name: str) -> ir.StringValue:
    return table[f"{name}{TEXT_SUFFIX}"] if f"{name}{TEXT_SUFFIX}" in table.columns else table[name].cast("string")


def _row(row: dict[str, Any], columns: Iterable[str], key: Iterable[str]) -> dict[str, Any]:
    return {
        "record": row["record"],
        "values": {name: row[f"value_{name}"] for name in columns},
        "key": {name: row[f"key_{name}"] for name in key},
    }


class FusedBackend(BaseSchemaBackend):
    """pandera backend for DataFrameSchema on ibis tables, for schemas made by schemas.contracts."""

    def validate(self, check_obj: ir.Table, schema: pa.DataFrameSchema, *, lazy: bool = False, inplace: bool = False, **subset: Any) -> ir.Table:
        """Give the table back if it fulfils the schema.

        Raises SchemaErrors with every broken check if `lazy`, else SchemaError with the first. Each error's `failure_cases` are the
        rows, its `check_output` the whole count. ValueError for head, tail, sample or random_state: we check all rows or say so.
        """
        if any(value is not None for value in subset.values()):
            raise ValueError(f"only whole tables are validated, not {', '.join(name for name, value in subset.items() if value is not None)}")
        errors = [_schema_error(broken, check_obj, schema) for broken in outcome(check_obj, schema).broken]
        if errors and not lazy:
            raise errors[0]
        if errors:
            raise SchemaErrors(schema=schema, schema_errors=errors, data=check_obj)
        return check_obj

    def failure_cases_metadata(self, schema_name: str, schema_errors: list[SchemaError]) -> FailureCaseMetadata:
        """Gather the errors for SchemaErrors: every failing row, a message per check, the whole count per check."""
        cases = [{"check": error.check.name, **row} for error in schema_errors for row in error.failure_cases]
        message = {error.check.name: str(error) for error in schema_errors}
        return FailureCaseMetadata(cases, message, {error.check.name: error.check_output for error in schema_errors})


def _schema_error(broken: Broken, table: ir.Table, schema: pa.DataFrameSchema) -> SchemaError:
    return SchemaError(
        schema,
        table,
        f"{schema.name}: {broken.check.error} ({broken.count} rows)",
        failure_cases=broken.rows,
        check=broken.check,
        check_output=broken.count,
        column_name=", ".join(broken.columns),
        reason_code=SchemaErrorReason.DATAFRAME_CHECK,
    )


# The stock backends must be registered first, with exactly this argument, or pandera puts them back over ours at the next call.
register_ibis_backends(use_narwhals_backend=False)
pa.DataFrameSchema.register_backend(ibis.Table, FusedBackend, force=True)
