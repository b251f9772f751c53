"""Our backend for pandera: plain `schema.validate(table, lazy=True)` on the schemas of schemas/contracts.py runs our executor.

The stock backend runs one query per check, does not say which rows fail, and overlooks keys.
"""

from typing import Any

import ibis
import ibis.expr.types as ir
import pandera.ibis as pa
from pandera.backends.base import BaseSchemaBackend
from pandera.backends.ibis.register import register_ibis_backends
from pandera.errors import FailureCaseMetadata, SchemaError, SchemaErrorReason, SchemaErrors

from schemas.compile import plan
from schemas.executor import Broken, outcome


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
