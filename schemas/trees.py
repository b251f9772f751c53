"""Trees kept as `id` and `parent` columns: who never reaches a root, and each row beside its parent."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from schemas.dialect import is_for_spark
from schemas.sql import RECORD

# From the roots down each row is met once, so the cost grows with the rows, however deep the tree. Only rows that are parents can lie on a
# circle, and the others follow theirs; numbers take the place of texts: a recursion cannot make room for more than memory holds. Where a
# row has several parents, since an id stands twice, the search could go round for ever: then, and only then, UNION drops what was met
# before, and one parent that is reached is enough. A parent that is not there is the business of links.
LOST = """
WITH RECURSIVE rows (number, id, parent) AS ({rows}),
parents AS MATERIALIZED (SELECT number, id, parent FROM rows WHERE id IN (SELECT DISTINCT parent FROM rows WHERE parent IS NOT NULL)),
steps AS MATERIALIZED (SELECT parents.number, above.number AS above FROM parents JOIN parents AS above ON parents.parent = above.id),
doubt AS MATERIALIZED (SELECT COUNT(*) <> COUNT(DISTINCT number) AS stands FROM steps),
roots AS MATERIALIZED (SELECT number FROM parents WHERE number NOT IN (SELECT number FROM steps)),
reached (number) AS (
    SELECT number FROM roots WHERE NOT (SELECT stands FROM doubt)
    UNION ALL
    SELECT steps.number FROM steps JOIN reached ON steps.above = reached.number
),
reached_in_doubt (number) AS (
    SELECT number FROM roots WHERE (SELECT stands FROM doubt)
    UNION
    SELECT steps.number FROM steps JOIN reached_in_doubt ON steps.above = reached_in_doubt.number
),
ended AS MATERIALIZED (SELECT number FROM reached UNION ALL SELECT number FROM reached_in_doubt),
lost AS MATERIALIZED (
    SELECT id FROM parents WHERE number NOT IN (SELECT number FROM ended)
    EXCEPT SELECT id FROM parents WHERE number IN (SELECT number FROM ended)
)
SELECT number FROM rows WHERE parent IN (SELECT id FROM lost)
"""


def endless(table: ir.Table, key: str, parent: str) -> ir.Table:
    """The rows of `table` whose chain of parents has no end: those in a circle, and those below one."""
    tree = table.select(number=table[RECORD], id=table[key], parent=table[parent])
    if is_for_spark(tree):
        lost = _lost_by_doubling(tree.filter(tree.id.notnull()).drop("number"))
        return table.semi_join(lost, table[parent] == lost.id)
    lost = _lost_by_recursion(tree)
    return table.semi_join(lost, table[RECORD] == lost.number)


def descends(key: str, parent: str) -> Callable[[ir.Table], ir.BooleanScalar]:
    """The truth of a table in which every parent comes before its row in the order of the ids.

    Then each step leads further down, and no chain goes round. Any order will do, that of texts or that of the numbers in their place: rows
    that stand below their parents are numbered so.
    """
    return lambda table: (table[parent] < table[key]).all().fill_null(True)


def _lost_by_recursion(tree: ir.Table) -> ir.Table:
    """The numbers of the rows that no root leads to, as one query that need not be run before it is asked."""
    backend = tree.get_backend()
    # ibis has no recursion, so this one query is written out; its `sql` calls a method that DuckDB 2.0 dropped.
    return ops.SQLQueryResult(LOST.format(rows=backend.compile(tree)), ibis.schema({"number": tree.number.type()}), backend).to_expr()


def _lost_by_doubling(tree: ir.Table) -> ir.Table:
    """The ids that no root leads to, for an engine whose recursion is a job per level.

    Each round doubles the steps, so a chain of 1000 takes ten. `far` is where an id comes to after 1, 2, 4 … steps; an id stays open until
    one of its chains is known to end. A round that closes none is the last: were there longer chains that end, the part of one nearest to
    its root would have been closed.
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
