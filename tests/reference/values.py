"""What a cell may hold: the form of its type, and the constraints that its column has."""

import calendar
import re
from collections.abc import Callable, Iterator
from math import isfinite
from typing import Any

Day = tuple[int, int, int]
LARGEST = 2**63 - 1


def days_in(year: int, month: int) -> int:
    """How many days a month has in the Gregorian calendar, which repeats every 400 years: so the year 0 has its place too."""
    return calendar.monthrange(year % 400 + 400, month)[1]


def date(text: str) -> Day | None:
    """Year, month and day of a date as 2012-04-03; None if the text has another form, or the calendar no such day."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    year, month, day = (int(part) for part in text.split("-"))
    return (year, month, day) if 1 <= month <= 12 and 1 <= day <= days_in(year, month) else None


def integer(text: str) -> int | None:
    """A whole number in plain digits that 64 bits can hold."""
    if not re.fullmatch(r"-?(0|[1-9][0-9]*)", text) or not -LARGEST - 1 <= int(text) <= LARGEST:
        return None
    return int(text)


def number(text: str) -> float | None:
    """A decimal number with a point, as near to it as 64 bits come; one that is beyond them is none."""
    found = float(text) if re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", text) else None
    return found if found is not None and isfinite(found) else None


def uri(text: str) -> str | None:
    """An address with a scheme."""
    return text if re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^ \t\n\r\f]+", text) else None


TYPES: dict[str, Callable[[str], Any]] = {"integer": integer, "number": number, "date": date, "uri": uri, "string": str}


def value_and_faults(text: str, field: dict[str, Any]) -> tuple[Any, list[str]]:
    """The value of a cell (None where it is empty or has not the form of the type) and the rules that it breaks."""
    limits = field.get("constraints", {})
    if text == "":
        return None, ["cell_is_filled"] if limits.get("required") else []
    kind = field["format"] if field.get("format", "default") != "default" else field["type"]
    value = TYPES[kind](text)
    if value is None:
        return (text if field["type"] == "string" else None), [f"cell_is_{kind}", *_faults_of_text(text, limits)]
    return value, [*_faults_of_text(text, limits), *_faults_of_size(value, limits)]


def _faults_of_text(text: str, limits: dict[str, Any]) -> Iterator[str]:
    if "pattern" in limits and not re.fullmatch(limits["pattern"].replace(r"\S", r"[^ \t\n\r\f]"), text):
        yield "cell_matches_pattern"
    if "enum" in limits and text not in limits["enum"]:
        yield "cell_is_allowed"


def _faults_of_size(value: Any, limits: dict[str, Any]) -> Iterator[str]:
    if "minimum" in limits and value < limits["minimum"]:
        yield "cell_is_not_below_minimum"
    if "maximum" in limits and value > limits["maximum"]:
        yield "cell_is_not_above_maximum"
