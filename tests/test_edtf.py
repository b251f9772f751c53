"""The bounds that our expressions give are those of the library edtf, on any date that the columns admit."""

import datetime
import re

import duckdb
import ibis
import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import edtf
from scripts.package import open_package
from tests.conftest import PROJECT
from tests.thoroughness import examples

Bounds = tuple[datetime.date | None, datetime.date | None, bool | None]


def compiled() -> str:
    table = ibis.table({"given": "string"}, name="dates")
    return str(ibis.to_sql(table.select(a=edtf.earliest(table.given), b=edtf.latest(table.given), c=edtf.names_real_days(table.given))))


CONNECTION = duckdb.connect()
CONNECTION.execute("CREATE TABLE dates (given VARCHAR)")
SQL = compiled()


def ours(*given: str | None) -> list[Bounds]:
    """The bounds of each text, in one query, since planning it takes longer than a hundred dates."""
    CONNECTION.execute("DELETE FROM dates")
    CONNECTION.execute("INSERT INTO dates SELECT unnest($1::VARCHAR[])", [list(given)])
    return [(first, last, real) for first, last, real in CONNECTION.execute(SQL).fetchall()]


day = st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(2999, 12, 31))
one = st.builds(
    lambda day, length, mark: day.isoformat()[:length] + mark, day, st.sampled_from([4, 7, 10]), st.sampled_from(["", "~", "?", "%"])
)
interval = st.builds("{}/{}".format, one | st.just(".."), one | st.just("..")).filter(lambda text: text != "../..")


def bound(text: str, which: str) -> datetime.date | None:
    if text == "..":
        return None
    year, month, day = getattr(parse_edtf(text), which)()[:3]
    return datetime.date(year, month, day)


def theirs(text: str) -> Bounds:
    start, end = text.split("/") if "/" in text else (text, text)
    return bound(start, "lower_strict"), bound(end, "upper_strict"), True


@settings(max_examples=examples(0.1))
@given(st.lists(one | interval, min_size=10, max_size=30))
def test_bounds_are_those_of_the_library(texts: list[str]) -> None:
    assert ours(*texts) == [theirs(text) for text in texts]


PATTERN = open_package(PROJECT / "datapackage.json").tables["events"].schema.column("date_edtf").constraints["pattern"]


@given(one | interval)
def test_the_column_admits_such_dates(text: str) -> None:
    assert re.fullmatch(PATTERN, text)


@pytest.mark.parametrize("text", ["2012-02-30", "2012-04-31/..", "../2011-02-29", "2012-01-01/2012-06-31"])
def test_days_that_no_calendar_has_are_told(text: str) -> None:
    [(_, _, is_real)] = ours(text)
    assert is_real is False


def test_no_date_has_no_bounds() -> None:
    assert ours(None) == [(None, None, None)]
