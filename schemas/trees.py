"""Trees kept as `id` and `parent` columns: who never reaches a root, without recursion, so that any engine can run it."""

import ibis.expr.types as ir

# Each round doubles the distance looked upwards: five rounds see 32 levels, far more than any hierarchy here has.
ROUNDS = 5


def endless(table: ir.Table, key: str, parent: str) -> ir.Table:
    """The rows of `table` that do not reach a root within 2**ROUNDS steps: those in a cycle, and those below one."""
    climb = table.filter(table[parent].notnull()).select(start=table[key], above=table[parent])
    for _ in range(ROUNDS):
        higher = climb.select(step=climb.start, higher=climb.above)
        climb = climb.join(higher, climb.above == higher.step).select("start", above="higher")
    return table.filter(table[key].isin(climb.start))


def beside_parent(table: ir.Table, key: str, parent: str, columns: str) -> ir.Table:
    """Each row that has a parent, with `columns` (names parted by blanks) of its parent added as `parent_<column>`."""
    wanted = {f"parent_{name}": table[name] for name in columns.split()}
    parents = table.select(of_this=table[key], **wanted)
    return table.inner_join(parents, table[parent] == parents.of_this).drop("of_this")
