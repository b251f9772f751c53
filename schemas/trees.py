"""Trees kept as `id` and `parent` columns: who never reaches a root, and each row beside its parent."""

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from schemas.sql import identifier

# From the roots down each row is met once, so the cost grows with the rows, however deep the tree. UNION drops what was met
# before, so that the search ends even where an id stands twice. A parent that is not there is the business of links.
REACHED = """
WITH RECURSIVE tree (id, parent) AS ({rows}),
reached (id) AS (
    SELECT id FROM tree WHERE parent IS NULL OR NOT EXISTS (SELECT 1 FROM tree AS above WHERE above.id = tree.parent)
    UNION
    SELECT tree.id FROM tree JOIN reached ON tree.parent = reached.id
)
SELECT tree.id FROM tree ANTI JOIN reached ON tree.id = reached.id
"""


def endless(table: ir.Table, key: str, parent: str) -> ir.Table:
    """The rows of `table` whose chain of parents has no end: those in a circle, and those below one."""
    backend = table.get_backend()
    rows = f"SELECT {identifier(key)}, {identifier(parent)} FROM ({backend.compile(table)}) AS rows WHERE {identifier(key)} IS NOT NULL"
    # ibis has no recursion, so this one query is written out; its `sql` calls a method that DuckDB 2.0 dropped.
    lost = ops.SQLQueryResult(REACHED.format(rows=rows), ibis.schema({"id": table[key].type()}), backend).to_expr()
    return table.filter(table[key].isin(lost.id))


def beside_parent(table: ir.Table, key: str, parent: str, columns: str) -> ir.Table:
    """Each row that has a parent, with `columns` (names parted by blanks) of its parent added as `parent_<column>`."""
    wanted = {f"parent_{name}": table[name] for name in columns.split()}
    parents = table.select(of_this=table[key], **wanted)
    return table.inner_join(parents, table[parent] == parents.of_this).drop("of_this")
