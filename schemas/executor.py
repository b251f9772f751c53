"""Runs a plan: all checks of rows in one aggregate, then rows only where a count is above zero.

Registered with pandera, so plain `schema.validate(table, lazy=True)` runs it. The stock backend runs one query per check,
does not say which rows fail, and overlooks keys.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import ibis
import ibis.expr.types as ir
import pandera.ibis as pa
from pandera.backends.base import BaseSchemaBackend
from pandera.backends.ibis.register import register_ibis_backends
from pandera.errors import FailureCaseMetadata, SchemaError, SchemaErrorReason, SchemaErrors

from schemas.contracts import RECORD
from schemas.plan import Plan, PlannedCheck, plan
from schemas.sql import identifier

Query = Callable[[str], list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Row:
    """A row that breaks a check: its record number, its key, and the text of the columns concerned (None where empty)."""

    record: int
    key: dict[str, str | None]
    values: dict[str, str | None]


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


def outcome(planned: Plan, query: Query, most_rows: int) -> Outcome:
    """Run the plan through `query`, which takes SQL and gives rows; show at most `most_rows` rows a check, count all."""
    counts = "".join(f", {_count(check)}" for check in planned.checks)
    number_of_rows, *numbers = query(f"SELECT COUNT(*){counts} FROM ({planned.rows}) AS flagged")[0]
    broken = [(check, number) for check, number in zip(planned.checks, numbers, strict=True) if number]
    return Outcome(number_of_rows, [Broken(check, number, _rows(planned, check, query, most_rows)) for check, number in broken])


def _count(check: PlannedCheck) -> str:
    return (
        f"COUNT(*) FILTER (WHERE {identifier(check.flag)})"
        if check.flag
        else f"(SELECT COUNT(DISTINCT {RECORD}) FROM ({check.offenders}) AS offenders)"
    )


def _rows(planned: Plan, check: PlannedCheck, query: Query, most_rows: int) -> list[Row]:
    names = [*planned.key, *check.columns]
    texts = ", ".join(f"CAST({identifier(planned.texts[name])} AS VARCHAR)" for name in names)
    source = f"({planned.rows}) AS flagged WHERE {identifier(check.flag)}" if check.flag else f"({check.offenders}) AS offenders"
    found = query(f"SELECT DISTINCT {RECORD}, {texts} FROM {source} ORDER BY {RECORD} LIMIT {most_rows}")
    width = len(planned.key)
    return [
        Row(row[0], dict(zip(planned.key, row[1 : width + 1], strict=True)), dict(zip(check.columns, row[width + 1 :], strict=True)))
        for row in found
    ]


class FusedBackend(BaseSchemaBackend):
    """pandera backend for DataFrameSchema on ibis tables, for schemas made by schemas.contracts."""

    def validate(
        self, check_obj: ir.Table, schema: pa.DataFrameSchema, *, lazy: bool = False, inplace: bool = False, **subset: Any
    ) -> ir.Table:
        """Give the table back if it fulfils the schema.

        Raises SchemaErrors with every broken check if `lazy`, else SchemaError with the first. Each error's `failure_cases` are the
        rows, its `check_output` the whole count. ValueError for head, tail, sample or random_state: we check all rows or say so.
        """
        partial = [name for name, value in subset.items() if value is not None]
        if partial:
            raise ValueError(f"only whole tables are validated, not a part by {', '.join(partial)}")
        backend = check_obj.get_backend()
        found = outcome(plan(check_obj, schema), lambda sql: backend.raw_sql(sql).fetchall(), schema.metadata["most_rows"])
        errors = [_schema_error(broken, check_obj, schema) for broken in found.broken]
        if errors:
            raise SchemaErrors(schema=schema, schema_errors=errors, data=check_obj) if lazy else errors[0]
        return check_obj

    def failure_cases_metadata(self, schema_name: str, schema_errors: list[SchemaError]) -> FailureCaseMetadata:
        """Gather the errors for SchemaErrors: every failing row, a message per check, the whole count per check."""
        cases = [(error.check, row) for error in schema_errors for row in error.failure_cases]
        counts = {error.check: error.check_output for error in schema_errors}
        return FailureCaseMetadata(cases, {error.check: str(error) for error in schema_errors}, counts)


def _schema_error(broken: Broken, table: ir.Table, schema: pa.DataFrameSchema) -> SchemaError:
    return SchemaError(
        schema,
        table,
        f"{schema.name}: {broken.check.sentence} ({broken.count} rows)",
        failure_cases=broken.rows,
        check=broken.check.name,
        check_output=broken.count,
        column_name=", ".join(broken.check.columns),
        reason_code=SchemaErrorReason.DATAFRAME_CHECK,
    )


# The stock backends must be registered first, with exactly this argument, or pandera puts them back over ours at the next call.
register_ibis_backends(use_narwhals_backend=False)
pa.DataFrameSchema.register_backend(ibis.Table, FusedBackend, force=True)
