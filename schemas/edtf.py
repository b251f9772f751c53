"""Days that an EDTF date allows, as ibis expressions: the part of EDTF (ISO 8601-2) that the date columns admit.

That part is a year, month or day with an optional ~ ? or %, or an interval of two of them where one end may be `..`.
Bounds are strict: a qualifier does not widen them. A `..` end, and a day that no calendar has, gives null.
"""

import ibis
import ibis.expr.types as ir

from schemas.dialect import is_for_spark

DAY = "____-__-__"
# What the embedded engine takes for a day where it stands in ten letters; it takes years with a sign or a blank before them as well,
# Spark does not. No such cell has the form that the date columns ask for, so it is a finding on both.
DAY_FOR_SPARK = r"^[0-9]{4}-[0-9]{2}-(?:[0-9]{2}|[0-9][ \t-\r])\z"


def earliest(edtf: ir.StringValue) -> ir.DateValue:
    """First day that the date allows; null where open."""
    # Most dates are empty, begin with a whole day or are open there: these need not be cut apart, at a tenfold cost.
    none = edtf.isnull() | edtf.startswith("../")
    whole = (none, ibis.null("string")), (edtf.like(DAY), edtf), (edtf.like(f"{DAY}/%"), edtf.left(10))
    return ibis.cases(*((shape, _day(text)) for shape, text in whole), else_=_first_day(_start(edtf)))


def latest(edtf: ir.StringValue) -> ir.DateValue:
    """Last day that the date allows; null where open."""
    none = edtf.isnull() | edtf.endswith("/..")
    whole = (none, ibis.null("string")), (edtf.like(DAY), edtf), (edtf.like(f"%/{DAY}"), edtf.right(10))
    return ibis.cases(*((shape, _day(text)) for shape, text in whole), else_=_last_day(_end(edtf)))


def names_real_days(edtf: ir.StringValue) -> ir.BooleanValue:
    """Whether each end is a date of the calendar or open: 2012-04-31 is not."""
    return (edtf.startswith("../") | earliest(edtf).notnull()) & (edtf.endswith("/..") | latest(edtf).notnull())


def _start(edtf: ir.StringValue) -> ir.StringValue:
    return edtf.re_extract(r"^([^/~?%]+)[~?%]?(?:/|\z)", 1)


def _end(edtf: ir.StringValue) -> ir.StringValue:
    return edtf.re_extract(r"([^/~?%]+)[~?%]?\z", 1)


def _first_day(end: ir.StringValue) -> ir.DateValue:
    return _by_length(end, _day(end), _day(end + "-01"), _day(end + "-01-01"))


def _last_day(end: ir.StringValue) -> ir.DateValue:
    return _by_length(end, _day(end), last_of(_day(end + "-01"), months=1), last_of(_day(end + "-01-01"), years=1))


def _by_length(end: ir.StringValue, of_day: ir.DateValue, of_month: ir.DateValue, of_year: ir.DateValue) -> ir.DateValue:
    """The value for what the end is by its letters; null where open, or of another length."""
    return ibis.cases((end.length() == 10, of_day), (end.length() == 7, of_month), (end.length() == 4, of_year))


def last_of(first: ir.DateValue, **length: int) -> ir.DateValue:
    """Last day of a span of that length (`years` or `months`) that begins on `first`."""
    # ibis takes a day plus an interval for a day and drops a cast to one; engines make it a point in time.
    return (first + ibis.interval(**length) - ibis.interval(days=1)).cast("timestamp").date()


def _day(text: ir.StringValue) -> ir.DateValue:
    """The day that a text names; null if it is none."""
    day = text.try_cast("date")
    # Spark takes 2012-01-1T for a day too, and stops at the end of a year of seven digits.
    return ibis.cases((text.re_search(DAY_FOR_SPARK), day)) if is_for_spark(text) else day
