"""The filters of the templates: days, numbers and codes in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.site.words import FILTERS, address, capital, coded, count, counted, day, number, parts, short, size

DAYS = {
    "2012-04-05": "5 April 2012",
    "by 2012-04-03": "by 3 April 2012",
    "2012-04-03 to 2012-04-05": "3 to 5 April 2012",
    "2012-03-22 to 2012-04-06": "22 March to 6 April 2012",
    "2011-12-31 to 2012-01-01": "31 December 2011 to 1 January 2012",
    "by ~2012-04-05": "by 5 April 2012 (from context)",
    "~2012-04-03 to ~2012-04-05": "3 to 5 April 2012 (from context)",
    "in 2012-03": "in March 2012",
    "by ~2012-03": "by March 2012 (from context)",
    "undated": "undated",
    "Left, by ~2012-04-05; taken 2012-04-03 to 2012-04-05.": "Left, by 5 April 2012 (from context); taken 3 to 5 April 2012.",
    "": "",
}


@pytest.mark.parametrize("text", DAYS)
def test_days_are_said_as_people_write_them(text: str) -> None:
    assert day(text) == DAYS[text]


@given(st.dates(min_value=date(1000, 1, 1)))
def test_any_day_is_said_with_its_month(any_day: date) -> None:
    assert day(any_day.isoformat()) == f"{any_day.day} {any_day:%B} {any_day.year}"


def test_a_missing_cell_is_empty_text() -> None:
    assert [day(None), coded(None), capital(None), parts(None)] == ["", "", "", []]


def test_numbers_and_counts() -> None:
    assert [number(2801), count(1, "event"), count(2801, "event"), count(2, "body", "bodies")] == [
        "2,801",
        "1 event",
        "2,801 events",
        "2 bodies",
    ]
    assert [size(999), size(1749), size(34_242_586)] == ["999 B", "1.7 kB", "34.2 MB"]


@pytest.mark.parametrize(
    ("quantity", "code", "words"),
    [
        ("1", "civilians", "1 civilian"),
        ("about 1", "hours", "about 1 hour"),
        ("at least 1", "people", "at least 1 person"),
        ("21", "tanks", "21 tanks"),
        ("at least 2,801", "people", "at least 2,801 people"),
        ("dozens", "tanks", "dozens of tanks"),
        ("at least 100", "fighters_and_supporters", "at least 100 fighters and supporters"),
    ],
)
def test_a_quantity_is_said_with_what_it_counts(quantity: str, code: str, words: str) -> None:
    assert counted(quantity, code) == words


def test_codes_and_lists() -> None:
    assert [coded("killed_or_injured"), capital("at least 5"), capital("FSA")] == ["killed or injured", "At least 5", "FSA"]
    assert parts("a; b; c") == ["a", "b", "c"]
    assert short("0123456789abcdef") == "0123456789"


def test_a_record_has_one_address_by_table_and_by_noun() -> None:
    assert address("killi", "places") == address("killi", "place") == "places/killi.html"


def test_every_filter_is_documented() -> None:
    assert all(one.__doc__ for one in FILTERS.values())
