"""JUnit XML: elements, attributes and sums as the consumers of that dialect expect them, and a case for whatever was checked or not."""

from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.check import Report, TableCheck
from scripts.findings import Finding, structural
from scripts.reports.junit_report import as_junit
from tests.report_kinds import FINDINGS, KINDS, NASTY, made_finding, made_report, report_of, unreadable_report

# For each element: the attributes that it must have, those that it may have, and the elements that may stand in it.
DIALECT: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors"}, {"skipped", "time"}, {"testcase"}),
    "testcase": ({"name"}, {"classname", "time"}, {"failure", "skipped", "system-out"}),
    "failure": (set(), {"type", "message"}, set()),
    "skipped": (set(), {"type", "message"}, set()),
    "system-out": (set(), set(), set()),
}


def suites(report: Report) -> dict[str, Element]:
    root = ElementTree.fromstring(as_junit(report))
    check_dialect(root)
    return {suite.attrib["name"]: suite for suite in root}


def check_dialect(root: Element) -> None:
    assert root.tag == "testsuites"
    for element in root.iter():
        must, may, inside = DIALECT[element.tag]
        assert must <= element.attrib.keys() <= must | may, element.attrib
        assert {child.tag for child in element} <= inside
        if element.tag in ("testsuites", "testsuite", "testcase") and len(element):
            assert not (element.text or "").strip()
    for suite in root:
        children = Counter(child.tag for case in suite for child in case)
        assert (int(suite.attrib["tests"]), int(suite.attrib["failures"])) == (len(suite), children["failure"])
        assert (int(suite.attrib["errors"]), int(suite.attrib["skipped"])) == (0, children["skipped"])
        assert all(len(case) <= 1 for case in suite)
        assert len({case.attrib["name"] for case in suite}) == len(suite)
    for word in ("tests", "failures", "errors"):
        assert int(root.attrib[word]) == sum(int(suite.attrib[word]) for suite in root)


def outcomes(suite: Element) -> dict[str, str]:
    return {case.attrib["name"]: case[0].tag if len(case) else "passed" for case in suite}


@pytest.mark.parametrize("kind", KINDS)
def test_there_is_a_suite_for_each_table_and_one_for_the_package(kind: str) -> None:
    report = report_of(kind)
    assert list(suites(report)) == ["datapackage.json", *report.tables]


@given(st.lists(FINDINGS, max_size=5), st.sampled_from(NASTY))
def test_any_findings_keep_to_the_dialect(findings: list[Finding], nasty: str) -> None:
    report = made_report(findings)
    report.label, report.tables = nasty, {**report.tables, nasty: TableCheck(nasty, 1, [nasty])}
    assert len(suites(report)) >= 3


def test_what_was_run_passes_fails_or_is_skipped() -> None:
    told = suites(made_report([made_finding()]))
    form = dict.fromkeys(["descriptor", "bytes", "header", "rows"], "passed")
    assert outcomes(told["units"]) == {**form, "cell_is_filled": "failure", "link_exists": "passed"}
    assert outcomes(told["datapackage.json"]) == {"descriptor": "passed", "tables": "passed", "referees": "skipped"}
    [failure] = told["units"].iter("failure")
    assert failure.attrib == {"type": "cell_is_filled", "message": "1 finding: The cell has a value."}


def test_what_was_not_reached_or_lacks_a_table_is_skipped() -> None:
    told = suites(unreadable_report())
    assert outcomes(told["units"]) == {"descriptor": "passed", "bytes": "failure", "header": "skipped", "rows": "skipped"}
    assert outcomes(told["events"])["link_exists unit_id"] == "skipped"
    assert outcomes(suites(report_of("broken_descriptor"))["datapackage.json"])["tables"] == "skipped"


def test_a_warning_fails_nothing() -> None:
    told = suites(made_report([made_finding(severity="warning"), made_finding(rule="link_exists")]))
    assert outcomes(told["units"])["cell_is_filled"] == "system-out"
    assert outcomes(told["units"])["link_exists"] == "failure"


def test_the_second_referee_has_a_case_in_each_table() -> None:
    report = replace(made_report([structural("referees_agree", "data/units.csv", table="units")]), referee="another 1.0")
    told = {name: outcomes(suite) for name, suite in suites(report).items()}
    assert (told["units"]["referees"], told["places"]["referees"]) == ("failure", "passed")


def test_what_xml_forbids_is_replaced() -> None:
    text = as_junit(made_report([made_finding(value="a\0b\x0bc\ufffe]]>d\x1b")]))
    assert "a\ufffdb\ufffdc\ufffd]]&gt;d\ufffd" in text
