"""Which engine an expression is for: the few places where the same words do not mean the same on both ask here."""

import ibis.expr.operations as ops
import ibis.expr.types as ir


def is_for_spark(expression: ir.Expr) -> bool:
    """Whether Spark will run the expression; else the embedded engine does."""
    return any(table.source.name == "pyspark" for table in expression.op().find(ops.DatabaseTable))
