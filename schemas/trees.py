"""Trees kept as `id` and `parent` columns: who never reaches a root, and each row beside its parent."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from schemas.dialect import is_for_spark

# Only rows that are parents can lie on a circle, and they are few. From the roots down each is met once, so the cost grows with their
# number, however deep the tree; numbers take their place, since a recursion cannot make room for more than memory holds. UNION drops what
# was met before, so that the search ends even where an id stands twice; then one row of that id that is reached is enough. A parent that
# is not there is the business of links.
LOST = """
WITH RECURSIVE rows (id, parent) AS ({rows}),
parents AS MATERIALIZED (SELECT row_number() OVER () AS number, id, parent FROM rows WHERE id IN (SELECT parent FROM rows)),
steps AS MATERIALIZED (
    SELECT parents.number, above.number AS above FROM parents JOIN parents AS above ON parents.parent = above.id
),
reached (number) AS (
    SELECT parents.number FROM parents ANTI JOIN steps ON parents.number = steps.number
    UNION
    SELECT steps.number FROM steps JOIN reached ON steps.above = reached.number
)
SELECT parents.id FROM parents ANTI JOIN reached ON parents.number = reached.number
EXCEPT SELECT parents.id FROM parents SEMI JOIN reached ON parents.number = reached.number
"""


def endless(table: ir.Table, key: str, parent: str) -> ir.Table:
    """The rows of `table` whose chain of parents has no end: those in a circle, and those below one."""
    tree = table.filter(table[key].notnull()).select(id=table[key], parent=table[parent])
    lost = _lost_by_doubling(tree) if is_for_spark(tree) else _lost_by_recursion(tree)
    return table.semi_join(lost, table[parent] == lost.id)


def _lost_by_recursion(tree: ir.Table) -> ir.Table:
    """The ids that no root leads to, as one query that need not be run before it is asked."""
    backend = tree.get_backend()
    # ibis has no recursion, so this one query is written out; its `sql` calls a method that DuckDB 2.0 dropped.
    return ops.SQLQueryResult(LOST.format(rows=backend.compile(tree)), ibis.schema({"id": tree.id.type()}), backend).to_expr()


def _lost_by_doubling(tree: ir.Table) -> ir.Table:
    """The same for an engine whose recursion is a job per level: each round doubles the steps, so a chain of 1000 takes ten.

    `far` is where an id comes to after 1, 2, 4 … steps; an id stays open until one of its chains is known to end. A round that
    closes none is the last: were there longer chains that end, the part of one nearest to its root would have been closed.
    """
    is_root = tree.parent.isnull() | ~tree.parent.isin(tree.id).fill_null(False)
    open_, left = _kept(_without(tree.select("id", far="parent"), tree.filter(is_root).select("id")).distinct())
    while left:
        still_open = _without(open_, _arrived(open_))
        further = open_.select(mid="id", beyond="far")
        before = left
        open_, left = _kept(still_open.inner_join(further, still_open.far == further.mid).select(id="id", far="beyond").distinct())
        if left == before:
            break
    return open_


def _arrived(pairs: ir.Table) -> ir.Table:
    ahead = pairs.select(ahead="id")
    return pairs.anti_join(ahead, pairs.far == ahead.ahead)


def _without(pairs: ir.Table, ids: ir.Table) -> ir.Table:
    closed = ids.select(closed="id").distinct()
    return pairs.anti_join(closed, pairs.id == closed.closed)


_numbers: Iterator[int] = count()


def _kept(pairs: ir.Table) -> tuple[ir.Table, int]:
    """The rows, computed now so that a query on them does not compute them again, and how many ids there are."""
    backend: Any = pairs.get_backend()
    name = f"_kept_{next(_numbers)}"
    backend.raw_sql(backend.compile(pairs)).localCheckpoint().createOrReplaceTempView(name)
    return backend.table(name), backend.raw_sql(f"SELECT COUNT(DISTINCT id) FROM {name}").collect()[0][0]


def beside_parent(table: ir.Table, key: str, parent: str, columns: str) -> ir.Table:
    """Each row that has a parent, with `columns` (names parted by blanks) of its parent added as `parent_<column>`."""
    wanted = {f"parent_{name}": table[name] for name in columns.split()}
    parents = table.select(of_this=table[key], **wanted)
    return table.inner_join(parents, table[parent] == parents.of_this).drop("of_this")
