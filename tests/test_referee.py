"""Both referees refuse spoiled copies, and where they differ the report says so."""

from dataclasses import replace

import pytest

from scripts.findings import structural
from scripts.package import open_package
from scripts.referee import disagreements, second_opinion
from tests.conftest import Copy
from tests.test_bad_input import SPOILED_CELLS, SPOILED_FILES

# Where frictionless is content and we are not, on purpose.
STRICTER_IN_FORM = {
    "lone carriage return": "it does not look at line ends",
    "quote inside a bare cell": "it reads on as the csv module does",
    "a line of two megabytes": "it has no bound",
    "line separator": "it takes any character for text",
    "escape sequence": "it takes any character for text",
    "letters not composed": "it does not look at normal forms",
    "header only": "it does not ask for rows",
    "byte order mark": "it takes the mark for part of the encoding",
    "Windows line ends": "it does not look at line ends",
    "one Windows line end": "it does not look at line ends",
    "NUL": "it takes NUL for a character of text",
    "no last line end": "it does not look at line ends",
    "quote closed too early": "it reads on as the csv module does without strict",
}
# Forms of numbers and dates, in which it is as lenient as Python, and rules that it does not know.
LENIENT_IN_VALUE = {"007", " 5 ", "1_000", "٣", "+5", "1e1", "99999999999999999999", "2012-2-3"}
UNKNOWN_RULES = {"event_dates_are_real", "event_interval_runs_forward"}


def complaints_on(package: Copy, name: str) -> list[str]:
    """What frictionless has against one table, asked about that and those it links to: the others cost time."""
    opened = open_package(package.descriptor)
    linked = {key.table for key in opened.tables[name].schema.foreign_keys} - {name}
    parents = {one: opened.tables[one] for one in linked}
    without_links = {one: replace(table, document={**table.document, "foreignKeys": []}) for one, table in parents.items()}
    return second_opinion(replace(opened, tables={**without_links, name: opened.tables[name]}))[name]


@pytest.mark.parametrize("spoil", SPOILED_FILES)
def test_frictionless_refuses_a_spoiled_file_too(package: Copy, spoil: str) -> None:
    change, _, _ = SPOILED_FILES[spoil]
    file = package.file("units")
    file.write_bytes(change(file.read_bytes()))
    package.describe()
    complaints = complaints_on(package, "units")
    assert bool(complaints) == (spoil not in STRICTER_IN_FORM)


@pytest.mark.parametrize(("table", "key", "column", "value", "rule", "line"), SPOILED_CELLS, ids=lambda part: str(part))
def test_frictionless_refuses_a_spoiled_cell_too(
    package: Copy, table: str, key: str, column: str, value: str, rule: str, line: int
) -> None:
    package.edit(table, key, **{column: value})
    package.describe()
    complaints = complaints_on(package, table)
    assert bool(complaints) == (value not in LENIENT_IN_VALUE and rule not in UNKNOWN_RULES)


def test_a_complaint_of_frictionless_alone_is_a_finding(package: Copy) -> None:
    opened = open_package(package.descriptor)
    [found] = disagreements(opened, [], {"units": ["Row 2 is odd."]})
    assert (found.rule, found.table) == ("referees_agree", "units")
    assert "Row 2 is odd." in found.message


def test_a_complaint_of_ours_that_frictionless_could_judge_is_a_finding(package: Copy) -> None:
    opened = open_package(package.descriptor)
    ours = [
        structural("hash_is_fresh", "datapackage.json", table="units"),
        structural("lines_end_with_lf", "data/events.csv", table="events"),
    ]
    [found] = disagreements(opened, ours, {"units": [], "events": []})
    assert (found.rule, found.table) == ("referees_agree", "units")


def test_a_missing_file_is_no_disagreement_over_the_tables_that_link_to_it(package: Copy) -> None:
    package.file("units").unlink()
    package.describe()
    assert {finding.rule for finding in package.check(referee=True).findings} == {"file_exists"}
