"""Trees kept as `id` and `parent` columns: who never reaches a root, and each row beside its parent."""

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from schemas.sql import identifier

# Only rows that are parents can lie on a circle, and they are few. From the roots down each is met once, so the cost grows with their
# number, however deep the tree. UNION drops what was met before, so that the search ends even where an id stands twice. A parent
# that is not there is the business of links.
LOST = """
WITH RECURSIVE rows (id, parent) AS ({rows}),
parents (id, parent) AS MATERIALIZED (SELECT id, parent FROM rows WHERE id IN (SELECT parent FROM rows)),
reached (id) AS (
    SELECT id FROM parents WHERE parent IS NULL OR NOT EXISTS (SELECT 1 FROM parents AS above WHERE above.id = parents.parent)
    UNION
    SELECT parents.id FROM parents JOIN reached ON parents.parent = reached.id
)
SELECT DISTINCT parents.id FROM parents ANTI JOIN reached ON parents.id = reached.id
"""


def endless(table: ir.Table, key: str, parent: str) -> ir.Table:
    """The rows of `table` whose chain of parents has no end: those in a circle, and those below one."""
    backend = table.get_backend()
    rows = f"SELECT {identifier(key)}, {identifier(parent)} FROM ({backend.compile(table)}) AS all_rows WHERE {identifier(key)} IS NOT NULL"
    # ibis has no recursion, so this one query is written out; its `sql` calls a method that DuckDB 2.0 dropped.
    lost = ops.SQLQueryResult(LOST.format(rows=rows), ibis.schema({"id": table[key].type()}), backend).to_expr()
    return table.semi_join(lost, table[parent] == lost.id)


def beside_parent(table: ir.Table, key: str, parent: str, columns: str) -> ir.Table:
    """Each row that has a parent, with `columns` (names parted by blanks) of its parent added as `parent_<column>`."""
    wanted = {f"parent_{name}": table[name] for name in columns.split()}
    parents = table.select(of_this=table[key], **wanted)
    return table.inner_join(parents, table[parent] == parents.of_this).drop("of_this")
