"""The column constraints of Table Schema that we know, each as a truth about a cell; null passes, absence is `required`'s business.

A check keeps its value in the order in which the schema lists it, so that the same schema always gives the same SQL.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir


@dataclass(frozen=True)
class Constraint:
    """One kind of constraint: the rule's name, its truth, its sentence (with `{value}`) and how to mend a cell that breaks it."""

    rule: str
    truth: Callable[[Any, Any], ir.BooleanValue]
    sentence: str
    hint: str


def _whole_match(cell: ir.StringValue, pattern: str) -> ir.BooleanValue:
    return cell.re_search(rf"^(?:{pattern})\z")


CONSTRAINTS = {
    "required": Constraint(
        "cell_is_filled",
        lambda cell, value: cell.notnull() | (not value),
        "The cell is not empty.",
        "Fill the cell; if the source does not say, ask whether the row belongs here.",
    ),
    "enum": Constraint(
        "cell_is_allowed",
        lambda cell, value: cell.isin(list(value)),
        "The value is one of: {value}.",
        "Use one of the allowed values, or add the new one with its meaning to the schema.",
    ),
    "pattern": Constraint(
        "cell_matches_pattern",
        _whole_match,
        "The whole cell matches the pattern {value}.",
        "Write the value in the form that the codebook shows for the column.",
    ),
    "minLength": Constraint(
        "cell_is_long_enough", lambda cell, value: cell.length() >= value, "The text has at least {value} characters.", "Lengthen the text."
    ),
    "maxLength": Constraint(
        "cell_is_short_enough", lambda cell, value: cell.length() <= value, "The text has at most {value} characters.", "Shorten the text."
    ),
    "minimum": Constraint(
        "cell_is_not_below_minimum", lambda cell, value: cell >= value, "The value is at least {value}.", "Correct the value."
    ),
    "maximum": Constraint(
        "cell_is_not_above_maximum", lambda cell, value: cell <= value, "The value is at most {value}.", "Correct the value."
    ),
}
