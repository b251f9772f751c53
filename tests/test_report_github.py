"""Annotations of GitHub Actions: escaped so that no text ends a command or begins one, and no more of them than are shown."""

import pytest
from hypothesis import given

from scripts.findings import Finding
from scripts.reports.github_report import MOST_OF_A_LEVEL, as_github
from tests.report_kinds import FINDINGS, made_finding, made_report, report_of
from tests.report_readers import commands


def test_an_annotation_letter_by_letter() -> None:
    finding = made_finding(path="data/a,b:c%.csv", value="100%", message="50%: one, two\r\nthree")
    assert as_github(made_report([finding])).split("\n")[0] == (
        "::error file=data/a%2Cb%3Ac%25.csv,title=cell_is_filled,line=3"
        "::50%25: one, two\ufffd\ufffdthree%0Acolumn name · row guard · value 100%25%0A-> Fill it."
    )


def test_line_ends_in_a_path_are_escaped() -> None:
    assert as_github(made_report([made_finding(path="a\r\nb", line=None)])).startswith("::error file=a%0D%0Ab,title=cell_is_filled::")


@given(FINDINGS)
def test_each_line_is_one_command(finding: Finding) -> None:
    text = as_github(made_report([finding]))
    [(level, properties, message)] = commands(text)
    assert text.count("\n") == 2
    assert level == finding.severity
    assert properties == {"file": finding.path, "title": finding.rule} | ({"line": str(finding.line)} if finding.line else {})
    assert message.count("\n") <= 2


@pytest.mark.parametrize("kind", ["clean", "broken_descriptor"])
def test_the_verdict_is_the_last_line_and_no_command(kind: str) -> None:
    lines = as_github(report_of(kind)).split("\n")
    assert lines[-2].startswith(("PASSED", "FAILED")) and lines[-1] == ""


def test_of_each_level_as_many_as_are_shown_and_then_a_notice() -> None:
    many = [made_finding(line=line, severity=severity) for severity in ("error", "warning") for line in range(2, 40)]
    found = commands(as_github(made_report(many, {many[0].group: 100})))
    levels = [level for level, _, _ in found]
    assert levels == ["error"] * MOST_OF_A_LEVEL + ["warning"] * MOST_OF_A_LEVEL + ["notice"]
    assert "100 findings" in found[-1][2] and f"{100 - 2 * MOST_OF_A_LEVEL} of them are not among" in found[-1][2]


def test_the_first_of_every_kind_is_shown_before_the_second_of_any() -> None:
    many = [made_finding(line=line) for line in range(2, 40)]
    others = [made_finding(rule=f"rule_{number}") for number in range(MOST_OF_A_LEVEL - 1)]
    told = [properties["title"] for level, properties, _ in commands(as_github(made_report(many + others))) if level == "error"]
    assert told == ["cell_is_filled", *(finding.rule for finding in others)]
