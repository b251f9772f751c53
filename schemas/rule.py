"""What a rule is, and how it enters the registry: the function's name is its id, the docstring its sentence, the body the fact."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import ibis.expr.types as ir

Severity = Literal["error", "warning"]


class Tables(Protocol):
    """The tables of a package by name, as attributes: `tables.claims`."""

    def __getattr__(self, name: str) -> ir.Table: ...


@dataclass(frozen=True)
class Rule:
    """One truth about the rows of `table`.

    A row rule's function takes the table and gives a boolean column: false breaks the rule, null passes.
    A table rule's function takes the table and all tables and gives the rows of `table` that break it.
    `columns` are those that a table rule's findings show, the culprit first; a row rule's are read off its expression. A rule `of_texts`
    compares ids with other texts, so it needs them as they stand where other rules may see numbers. A table rule's `proof`, a truth of the
    table, may be cheaper to ask than the rows: where it is true, none of them breaks the rule; where not, nothing is known.
    """

    name: str
    table: str
    sentence: str
    hint: str
    severity: Severity
    function: Callable[..., Any]
    across_tables: bool
    columns: tuple[str, ...] = ()
    of_texts: bool = False
    proof: Callable[[ir.Table], ir.BooleanScalar] | None = None


RULES: dict[str, Rule] = {}


def row_rule(table: str, hint: str, severity: Severity = "error") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a truth about each row of `table` alone; `hint` says how to mend a row that breaks it."""
    return lambda function: _register(function, table, hint, severity, across_tables=False)


def table_rule(
    table: str,
    columns: str,
    hint: str,
    severity: Severity = "error",
    of_texts: bool = False,
    proof: Callable[[ir.Table], ir.BooleanScalar] | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a truth that takes more than one row; `columns`, parted by blanks, are those that its findings show."""
    kind = {"across_tables": True, "columns": tuple(columns.split()), "of_texts": of_texts, "proof": proof}
    return lambda function: _register(function, table, hint, severity, **kind)


def _register(function: Callable[..., Any], table: str, hint: str, severity: Severity, **kind: Any) -> Callable[..., Any]:
    name = function.__name__
    if name in RULES:
        raise ValueError(f"two rules are called {name}")
    RULES[name] = Rule(name, table, " ".join((function.__doc__ or "").split()), hint, severity, function, **kind)
    return function
