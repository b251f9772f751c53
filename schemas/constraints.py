"""The column constraints of Table Schema that we know, each as a truth about a cell; null passes, absence is `required`'s business.

A check keeps its value in the order in which the schema lists it, so that the same schema always gives the same SQL.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from schemas.patterns import spelt_out

if TYPE_CHECKING:  # a run whose checks are compiled already does without ibis
    import ibis.expr.types as ir

ALL = frozenset({"string", "integer", "number", "date", "boolean"})
TEXT = frozenset({"string"})
NUMBER = frozenset({"integer", "number"})


@dataclass(frozen=True)
class Constraint:
    """One kind of constraint: the rule's name, its truth, its sentence (with `{value}`) and how to mend a cell that breaks it.

    `types` are those of the columns that may have it, `admits` says whether a value for it makes sense.
    """

    rule: str
    truth: Callable[[Any, Any], "ir.BooleanValue"]
    sentence: str
    hint: str
    types: frozenset[str]
    admits: Callable[[Any], bool]


# What the pattern language counts as a blank, and as the end of a line that a dot does not match.
BLANKS = (" ", "\t", "\n", "\f", "\r")
TRIMMED_LINE = r"\S(.*\S)?"


def _whole_match(cell: "ir.StringValue", pattern: str) -> "ir.BooleanValue":
    if pattern == TRIMMED_LINE:  # on long texts three looks cost a third of the general one
        return (cell != "") & ~cell.left(1).isin(BLANKS) & ~cell.right(1).isin(BLANKS) & ~cell.contains("\n")
    return cell.re_search(rf"^(?:{_as_read_by_its_engine(cell, pattern)})\z")


def _as_read_by_its_engine(cell: "ir.StringValue", pattern: str) -> str:
    from schemas.dialect import is_for_spark

    return (spelt_out(pattern) if is_for_spark(cell) else None) or pattern


def is_flag(value: Any) -> bool:
    """Whether the value is true or false."""
    return isinstance(value, bool)


def _is_length(value: Any) -> bool:
    return type(value) is int and 0 <= value < 2**31


def _is_bound(value: Any) -> bool:
    return type(value) in (int, float) and abs(value) < 2**53


def _is_choice(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) and one for one in value) and len(set(value)) == len(value)


@lru_cache(maxsize=1000)
def _is_pattern(value: Any) -> bool:
    """Whether the engine understands the pattern: its language has neither look-around nor back-references.

    Also alone: a)|(?:b would be one within the brackets in which we put it, and undo them.
    """
    import duckdb

    try:
        duckdb.execute("SELECT regexp_matches('', ?), regexp_matches('', ?)", [value, rf"^(?:{value})\z"])
    except duckdb.Error:
        return False
    return isinstance(value, str)


CONSTRAINTS = {
    "required": Constraint(
        "cell_is_filled",
        lambda cell, value: cell.notnull() | (not value),
        "The cell is not empty.",
        "Fill the cell; if the source does not say, ask whether the row belongs here.",
        ALL,
        is_flag,
    ),
    "enum": Constraint(
        "cell_is_allowed",
        lambda cell, value: cell.isin(list(value)),
        "The value is one of: {value}.",
        "Use one of the allowed values, or add the new one with its meaning to the schema.",
        TEXT,
        _is_choice,
    ),
    "pattern": Constraint(
        "cell_matches_pattern",
        _whole_match,
        "The whole cell matches the pattern {value}.",
        "Write the value in the form that the codebook shows for the column.",
        TEXT,
        lambda value: isinstance(value, str) and _is_pattern(value),
    ),
    "minLength": Constraint(
        "cell_is_long_enough",
        lambda cell, value: cell.length() >= value,
        "The text has at least {value} characters.",
        "Lengthen the text.",
        TEXT,
        _is_length,
    ),
    "maxLength": Constraint(
        "cell_is_short_enough",
        lambda cell, value: cell.length() <= value,
        "The text has at most {value} characters.",
        "Shorten the text.",
        TEXT,
        _is_length,
    ),
    "minimum": Constraint(
        "cell_is_not_below_minimum",
        lambda cell, value: cell >= value,
        "The value is at least {value}.",
        "Correct the value.",
        NUMBER,
        _is_bound,
    ),
    "maximum": Constraint(
        "cell_is_not_above_maximum",
        lambda cell, value: cell <= value,
        "The value is at most {value}.",
        "Correct the value.",
        NUMBER,
        _is_bound,
    ),
}
