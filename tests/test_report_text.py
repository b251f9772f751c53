"""The report for people: aligned, no wider than it need be, and nothing in it but what we say and what shows."""

from hypothesis import given
from hypothesis import strategies as st

from scripts.check import TableCheck
from scripts.reports.text_report import WIDTH, as_text, finding_text, shown
from tests.report_kinds import FINDINGS, NASTY, made_finding, made_report, report_of


def test_a_finding_in_full() -> None:
    assert finding_text(made_finding()) == (
        "ERROR data/units.csv:3  [cell_is_filled]\n  column name · row guard · value (empty)\n  The cell has a value.\n  -> Fill it."
    )


def test_a_record_is_told_where_there_is_no_line() -> None:
    assert finding_text(made_finding(line=None, record=7)).startswith("ERROR data/units.csv record 7  [")
    assert finding_text(made_finding(line=None, record=None)).startswith("ERROR data/units.csv  [")


def test_tables_are_aligned_and_large_numbers_have_separators() -> None:
    report = made_report([])
    report.tables = {
        "a": TableCheck("a.csv", 1_234_567, ["x"] * 1000),
        "longer_name": TableCheck("b.csv", None),
        "c": TableCheck("c.csv", 5, ["x"]),
    }
    lines = as_text(report).split("\n")[2:6]
    assert lines == [
        "  table             rows  checks  result",
        "  a            1,234,567   1,000  passed",
        "  longer_name          -       0  not read",
        "  c                    5       1  passed",
    ]


def test_a_long_result_goes_on_below_itself() -> None:
    report = made_report([])
    report.tables = {"units": TableCheck("units.csv", 1, ["x"], {f"link_exists column_{number}_id": "places" for number in range(9)})}
    lines = as_text(report).split("\n")[3:7]
    start = lines[0].index("passed")
    assert all(len(line) <= WIDTH for line in lines)
    assert all(line[:start].strip() == "" and line[start] != " " for line in lines[1:3])
    assert " ".join(lines).count("link_exists") == 9


def test_the_verdict_counts_warnings_apart() -> None:
    warning, error = made_finding(severity="warning"), made_finding(rule="link_exists")
    assert as_text(made_report([])).split("\n")[-2].startswith("PASSED: 2 tables, 1,234 rows, 2 checks; no second referee asked (1.5 s)")
    assert "PASSED with 1 warning:" in as_text(made_report([warning]))
    assert "FAILED with 2 findings (1 error, 1 warning):" in as_text(made_report([warning, error]))
    assert "  passed; warnings: cells\n" in as_text(made_report([warning]))
    assert "  failed: links; warnings: cells\n" in as_text(made_report([warning, error]))
    assert "FAILED with 1 finding:" in as_text(made_report([error]))


@given(FINDINGS)
def test_nothing_that_does_not_show_comes_through(finding: object) -> None:
    report = made_report([finding], {})  # type: ignore[list-item]
    report.label = "".join(NASTY)
    assert all(line.isprintable() for line in as_text(report).split("\n"))


@given(st.text(), st.integers(1, 300))
def test_what_is_long_is_cut_and_says_so(text: str, most: int) -> None:
    told = shown(text, most)
    assert len(told) == len(text) if len(text) <= most else told.endswith(f"… ({len(text):,} characters)")


def test_real_findings_keep_to_the_width() -> None:
    lines = as_text(report_of("stranger")).split("\n")
    assert len(lines) > 20 and max(map(len, lines)) <= WIDTH
