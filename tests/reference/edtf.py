"""Dates in EDTF, as far as the columns admit it: which days they name, counted by hand on the calendar."""

import re
from typing import NamedTuple

from tests.reference.values import Day, days_in

PART = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[~?%]?"


class Span(NamedTuple):
    """A date or an interval: the days of each of its ends. An end is None where it is open, `NO_DAY` where no calendar has it."""

    start: tuple[Day, Day] | None
    end: tuple[Day, Day] | None


NO_DAY: tuple[Day, Day] = ((-1, 0, 0), (-1, 0, 0))


def span(text: str | None) -> Span | None:
    """The days that a text names; None where it is empty. What is no date of that form names no day."""
    if text is None:
        return None
    if not re.fullmatch(rf"{PART}(/({PART}|\.\.))?|\.\./{PART}", text):
        return Span(NO_DAY, NO_DAY)
    start, _, end = text.partition("/")
    return Span(_days(start), _days(end or start))


def _days(part: str) -> tuple[Day, Day] | None:
    if part == "..":
        return None
    year, *rest = (int(digits) for digits in part.rstrip("~?%").split("-"))
    if not rest:
        return (year, 1, 1), (year, 12, 31)
    month, *days = rest
    if not days:
        return (year, month, 1), (year, month, days_in(year, month))
    return ((year, month, days[0]),) * 2 if days[0] <= days_in(year, month) else NO_DAY


def is_month(text: str | None) -> bool:
    """Whether a date is written as a month."""
    return bool(text and re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])[~?%]?", text))
