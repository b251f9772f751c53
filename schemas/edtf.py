"""Days that an EDTF date allows, as ibis expressions: the part of EDTF (ISO 8601-2) that the date columns admit.

That part is a year, month or day with an optional ~ ? or %, or an interval of two of them where one end may be `..`.
Bounds are strict: a qualifier does not widen them. A `..` end, and a day that no calendar has, gives null.
"""

import ibis
import ibis.expr.types as ir

DAY = "____-__-__"


def earliest(edtf: ir.StringValue) -> ir.DateValue:
    """First day that the date allows; null where open."""
    # Most dates begin with a whole day or are open there: these need not be cut apart, at a tenfold cost.
    whole = (edtf.like(DAY), edtf), (edtf.like(f"{DAY}/%"), edtf.left(10)), (edtf.startswith("../"), ibis.null("string"))
    return ibis.cases(*((shape, day.try_cast("date")) for shape, day in whole), else_=_first_day(_start(edtf)))


def latest(edtf: ir.StringValue) -> ir.DateValue:
    """Last day that the date allows; null where open."""
    whole = (edtf.like(DAY), edtf), (edtf.like(f"%/{DAY}"), edtf.right(10)), (edtf.endswith("/.."), ibis.null("string"))
    return ibis.cases(*((shape, day.try_cast("date")) for shape, day in whole), else_=_last_day(_end(edtf)))


def names_real_days(edtf: ir.StringValue) -> ir.BooleanValue:
    """Whether each end is a date of the calendar or open: 2012-04-31 is not."""
    return (edtf.startswith("../") | earliest(edtf).notnull()) & (edtf.endswith("/..") | latest(edtf).notnull())


def _start(edtf: ir.StringValue) -> ir.StringValue:
    return edtf.re_extract(r"^([^/~?%]+)", 1)


def _end(edtf: ir.StringValue) -> ir.StringValue:
    return edtf.re_extract(r"([^/~?%]+)[~?%]?$", 1)


def _first_day(end: ir.StringValue) -> ir.DateValue:
    return _padded(end).try_cast("date")


def _last_day(end: ir.StringValue) -> ir.DateValue:
    first = _first_day(end)
    return ibis.cases((end.length() == 4, last_of(first, years=1)), (end.length() == 7, last_of(first, months=1)), else_=first)


def last_of(first: ir.DateValue, **length: int) -> ir.DateValue:
    """Last day of a span of that length (`years` or `months`) that begins on `first`."""
    # ibis takes a day plus an interval for a day and drops a cast to one; engines make it a point in time.
    return (first + ibis.interval(**length) - ibis.interval(days=1)).cast("timestamp").date()


def _padded(end: ir.StringValue) -> ir.StringValue:
    """The end as YYYY-MM-DD text, missing parts filled with 01; null where open."""
    return ibis.cases((end.length() == 4, end + "-01-01"), (end.length() == 7, end + "-01"), (end.length() == 10, end))
