"""Which columns of ids may be shown to the checks as numbers: those whose text no check of more than one row looks into.

All columns that link to one key, and the key itself, are of one kind: the same text has the same number in all of them, and another text
another. So ids may be compared, grouped, and told from empty cells; anything else would see the difference, and keeps the text.
"""

from collections.abc import Iterable, Iterator, Mapping

import ibis.expr.operations as ops
import ibis.expr.types as ir
import pandera.ibis as pa
from ibis.common.exceptions import IbisError

from schemas.compile import answers_of_tables
from schemas.table_schema import TableSchema

# These carry an id on, compare it or group by it. (What sorts by it is a SortKey, what counts it a reduction, and so on.)
BLIND = (ops.Field, ops.Equals, ops.NotEquals, ops.IsNull, ops.NotNull, ops.InSubquery, ops.Relation, ops.JoinLink, ops.WindowFunction)
ALIEN = "kind_"

Kind = frozenset[tuple[str, str]]  # table and column, of each column that holds ids of one kind


def kinds(schemas: Mapping[str, TableSchema]) -> dict[str, Kind]:
    """The columns that hold ids of one kind, by the table whose primary key they are."""
    lone = {name: schema.primary_key[0] for name, schema in schemas.items() if len(schema.primary_key) == 1}
    found = {name: {(name, key)} for name, key in lone.items()}
    for schema in schemas.values():
        for key in schema.foreign_keys:
            if key.references == (lone.get(key.table),):
                found[key.table].add((schema.table, key.columns[0]))
    of_text = {name: {(table, column) for table, column in kind} for name, kind in found.items() if _are_text(kind, schemas)}
    several = {one for kind in of_text.values() for one in kind if sum(one in other for other in of_text.values()) > 1}
    return {name: frozenset(kind) for name, kind in of_text.items() if not kind & several}


def _are_text(kind: Iterable[tuple[str, str]], schemas: Mapping[str, TableSchema]) -> bool:
    return all(schemas[table].column(column).type == "string" for table, column in kind)


def alien_type(number: int) -> str:
    """A type for the columns of one kind that nothing can be compared with but the same, so that it is known wherever one is carried."""
    return f"STRUCT({ALIEN}{number} BIGINT)"


def looking_checks(plain: ir.Table, alien: ir.Table, contract: pa.DataFrameSchema) -> list[pa.Check]:
    """The checks of more than one row that mind what the ids are, of a table as it is and with its ids as aliens.

    Those that say themselves that they need the texts are asked of the texts, so they do not count.
    """
    answers = answers_of_tables(plain, contract, lambda check: not check.statistics.get("of_texts"))
    wanted = [check for check, _, answer in answers if not isinstance(answer, ir.BooleanValue)]
    if is_blind(alien, contract, *wanted):
        return []
    return [check for check in wanted if not is_blind(alien, contract, check)]


def is_blind(alien: ir.Table, contract: pa.DataFrameSchema, *checks: pa.Check) -> bool:
    """Whether none of the checks minds what the ids of a table are that has aliens in their place."""
    names = {(check.name, check.error) for check in checks}
    try:
        found = [answer for _, _, answer in answers_of_tables(alien, contract, lambda check: (check.name, check.error) in names)]
    except (AttributeError, TypeError, IbisError):  # what a rule meets with that tries to do more with a column than it has
        return False
    return all(isinstance(node, BLIND) for answer in found if isinstance(answer, ir.Table) for node in _given_ids(answer.op()))


def _given_ids(answer: ops.Node) -> Iterator[ops.Node]:
    for node in answer.find(ops.Node):
        if any(isinstance(child, ops.Value) and str(child.dtype).startswith(f"struct<{ALIEN}") for child in node.__children__):
            yield node
