"""Marks each row with the checks that it breaks: one bit each in a whole number, and nothing worked out twice."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import groupby
from operator import or_

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from schemas.plan import PlannedCheck, mask_name

ZERO = ibis.literal(0, "int64")


def marked(table: ir.Table, truths: Mapping[PlannedCheck, ir.BooleanValue], masks: Sequence[str]) -> ir.Table:
    """The table with one more column for each of `masks`: the sum of the bits of those checks whose truth is false of the row."""
    beside, truths = _with_shared_parts(table, truths)
    # Each in a column of its own, so that no truth is worked out twice.
    flagged = beside.mutate(**{_flag(check): ~truth for check, truth in truths.items()})
    found = {name: _mask(flagged, list(group)) for name, group in groupby(truths, lambda check: mask_name(check.flag or 0))}
    return flagged.select(*(flagged[name] for name in table.columns), **{name: found.get(name, ZERO).name(name) for name in masks})


def _flag(check: PlannedCheck) -> str:
    return f"flag {check.flag}"


def _mask(flagged: ir.Table, checks: Sequence[PlannedCheck]) -> ir.IntegerValue:
    flags = [flagged[_flag(check)] for check in checks]
    bits = [flag.ifelse(ibis.literal(check.bit, "int64"), ZERO) for flag, check in zip(flags, checks, strict=True)]
    # Nearly all rows break nothing: an engine finds that out faster than it adds up bits.
    return reduce(or_, flags).ifelse(sum(bits[1:], start=bits[0]), ZERO)


def _with_shared_parts(
    table: ir.Table, truths: Mapping[PlannedCheck, ir.BooleanValue]
) -> tuple[ir.Table, Mapping[PlannedCheck, ir.BooleanValue]]:
    """The same truths, with each choice of cases on which several depend worked out once, in a column of its own.

    Engines do not do that by themselves: a case must not be worked out where another applies. Ours can be worked out anywhere.
    """
    shared = _shared_cases([truth.op() for truth in truths.values()])
    if not shared:
        return table, truths
    beside = table.mutate(**{f"shared {number}": case.to_expr() for number, case in enumerate(shared)})
    columns = {case: beside[f"shared {number}"].op() for number, case in enumerate(shared)}
    return beside, {check: truth.op().replace({**columns, table.op(): beside.op()}).to_expr() for check, truth in truths.items()}


def _shared_cases(roots: Sequence[ops.Node]) -> list[ops.Node]:
    """The cases that more than one part of the roots asks for, but for those that are only parts of others."""
    asked: dict[ops.Node, set[ops.Node]] = {}
    for parent, case in (pair for root in roots for pair in _cases_below(root)):
        asked.setdefault(case, set()).add(parent)
    return [case for case, parents in asked.items() if len(parents) > 1]


def _cases_below(node: ops.Node) -> Iterator[tuple[ops.Node, ops.Node]]:
    """The outermost cases in a node, each beside the node that asks for it."""
    for child in node.__children__:
        if isinstance(child, ops.SearchedCase):
            yield node, child
        elif not isinstance(child, ops.Relation):
            yield from _cases_below(child)
