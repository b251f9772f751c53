"""The reference knows every rule by itself: it finds the smallest breaks on their lines, passes what comes close, and counts days."""

import calendar
import datetime
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

import schemas.rules  # noqa: F401  (fills the registry)
from schemas.rule import RULES
from tests.conftest import PROJECT
from tests.mutations.base import Base, Mutation, Workshop
from tests.mutations.breaks import mutations
from tests.reference import Found, findings
from tests.reference.edtf import NO_DAY, span
from tests.reference.rule import RULES as REFERENCE_RULES
from tests.reference.text import MisplacedQuote, cells, records
from tests.reference.values import days_in
from tests.rule_breaks import BREAKS, NEAR_MISSES, Break, Edit
from tests.test_bad_input import SPOILED_CELLS, SPOILED_FILES


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(Base.minimal(PROJECT), tmp_path_factory.mktemp("minimal"))


def lines(found: set[Found], rule: str) -> list[int | None]:
    return sorted((one.line for one in found if one.rule == rule), key=str)


def test_it_finds_nothing_in_packages_that_are_right(workshop: Workshop) -> None:
    assert findings(PROJECT / "datapackage.json") == set()
    assert findings(workshop.lay_out([])) == set()


def test_it_has_the_rules_of_the_codebook_and_no_others() -> None:
    assert {name: rule.table for name, rule in REFERENCE_RULES.items()} == {name: rule.table for name, rule in RULES.items()}


@pytest.mark.parametrize(
    ("rule", "spoil"), [pytest.param(rule, spoil, id=f"{rule}-{number}") for rule in BREAKS for number, spoil in enumerate(BREAKS[rule], 1)]
)
def test_a_break_is_found_on_its_lines(workshop: Workshop, rule: str, spoil: Break) -> None:
    assert lines(findings(workshop.lay_out(mutations("break", rule, spoil.edits))), rule) == spoil.lines


@pytest.mark.parametrize(
    ("rule", "edits"),
    [pytest.param(rule, edits, id=f"{rule}-{number}") for rule in NEAR_MISSES for number, edits in enumerate(NEAR_MISSES[rule], 1)],
)
def test_a_near_miss_is_none(workshop: Workshop, rule: str, edits: list[Edit]) -> None:
    assert lines(findings(workshop.lay_out(mutations("near miss", rule, edits))), rule) == []


@pytest.mark.parametrize("spoil", SPOILED_FILES)
def test_a_spoiled_file_is_found(workshop: Workshop, spoil: str) -> None:
    change, rule, line = SPOILED_FILES[spoil]
    found = findings(workshop.lay_out([Mutation("file", "units", spoil, change)]))
    assert line in {one.line for one in found if (one.rule, one.table) == (rule, "units")}


@pytest.mark.parametrize(("table", "key", "column", "value", "rule", "line"), SPOILED_CELLS, ids=lambda part: str(part))
def test_a_spoiled_cell_is_found(workshop: Workshop, table: str, key: str, column: str, value: str, rule: str, line: int) -> None:
    found = findings(workshop.lay_out(mutations("cell", rule, [Edit(table, key, {column: value})])))
    assert any((one.rule, one.table, one.line) == (rule, table, line) and column in one.columns for one in found)


def test_a_table_that_cannot_be_read_leaves_out_what_needs_it(workshop: Workshop) -> None:
    found = findings(workshop.lay_out([Mutation("file", "claims", "gone", lambda content: None)]))
    assert found == {Found("file_exists", "claims")}


@given(st.dates(min_value=datetime.date(1000, 1, 1)), st.sampled_from([4, 7, 10]), st.sampled_from(["", "~", "?", "%"]))
def test_days_are_those_of_the_library(day: datetime.date, length: int, mark: str) -> None:
    text = day.isoformat()[:length] + mark
    parsed = parse_edtf(text)
    days = tuple(parsed.lower_strict()[:3]), tuple(parsed.upper_strict()[:3])
    assert span(text) == (days, days)


def test_the_year_0_is_a_leap_year() -> None:
    assert [days_in(year, 2) for year in (0, 4, 1900, 2000)] == [29, 29, 28, 29]
    assert days_in(2011, 2) == calendar.monthrange(2011, 2)[1]
    assert span("2012-02-30/..") == (NO_DAY, None)


@pytest.mark.parametrize("record", ['a"b', '"a', '"a"b', ' "a"', '"a" ', '"""'])
def test_a_misplaced_quote_is_refused(record: str) -> None:
    with pytest.raises(MisplacedQuote):
        cells(record, ",")


def test_records_keep_their_lines() -> None:
    text = 'a,"b ""c"", d"\n\n"e\nf",g\r\nh\n'
    found = list(records(text))
    assert [(line, cells(record, ",")) for line, record in found] == [(1, ["a", 'b "c", d']), (3, ["e\nf", "g"]), (5, ["h"])]


def test_stale_sizes_and_hashes_are_found(workshop: Workshop) -> None:
    one = Mutation("file", "units", "one more line end", lambda content: content + b"\n")
    rules = {found.rule for found in findings(workshop.lay_out([one], sizes="stale"))}
    assert rules == {"size_is_fresh", "hash_is_fresh", "file_has_no_blank_line"}


def test_the_reference_shares_no_code_with_the_validator() -> None:
    for module in (Path(__file__).parent / "reference").glob("*.py"):
        imports = [line for line in module.read_text(encoding="utf-8").splitlines() if line.startswith(("import ", "from "))]
        assert not any(word in line for line in imports for word in ("schemas", "scripts", "duckdb", "ibis", "csv")), module
