"""The report for programs fits its published schema, and the schema leaves nothing unsaid."""

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from scripts.check import TableCheck
from scripts.findings import Finding
from scripts.reports.json_report import FORMAT_VERSION, as_json
from tests.conftest import PROJECT
from tests.report_kinds import FINDINGS, KINDS, made_finding, made_report, report_of, unreadable_report

SCHEMA = json.loads((PROJECT / "docs" / "validation-report.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def errors(document: Any) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(document)]


def parts(schema: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every object and every property that the schema describes, with where it stands."""
    yield path, schema
    for word in ("properties", "$defs"):
        for name, part in schema.get(word, {}).items():
            yield from parts(part, f"{path}/{name}")


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["format"]["const"] == FORMAT_VERSION


@pytest.mark.parametrize(("path", "part"), list(parts(SCHEMA)), ids=lambda value: value if isinstance(value, str) else "")
def test_the_schema_describes_everything_and_is_strict(path: str, part: dict[str, Any]) -> None:
    assert part["description"].endswith("."), path
    if part.get("type") == "object":
        assert part["additionalProperties"] is not True
        assert set(part.get("required", [])) == part.get("properties", {}).keys()


def test_the_schema_knows_all_that_is_known_of_a_finding_and_a_table() -> None:
    definitions = SCHEMA["$defs"]
    assert set(definitions["finding"]["properties"]) == {field.name for field in fields(Finding)}
    assert set(definitions["table"]["properties"]) == {field.name for field in fields(TableCheck)}


@pytest.mark.parametrize("kind", [*KINDS, "unreadable"])
def test_reports_of_all_kinds_fit(kind: str) -> None:
    report = report_of(kind) if kind in KINDS else unreadable_report()
    document = json.loads(as_json(report))
    assert errors(document) == []
    assert document["passed"] == (kind == "clean")
    assert document["totals"]["findings"] == document["totals"]["errors"] == len(document["findings"])


@given(st.lists(FINDINGS, max_size=4))
def test_any_finding_fits_and_is_told_as_it_is(findings: list[Finding]) -> None:
    document = json.loads(as_json(made_report(findings)))
    assert errors(document) == []
    assert [Finding(**finding) for finding in document["findings"]] == findings


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.update(more=1),
        lambda document: document.pop("engine"),
        lambda document: document.update(format=1),
        lambda document: document["findings"][0].update(severity="fatal"),
        lambda document: document["findings"][0].pop("record"),
        lambda document: document["findings"][0].update(line=0),
        lambda document: document["tables"]["units"].update(seconds=1),
        lambda document: document["totals"].update(errors=-1),
        lambda document: document["counts"].update(units=0),
    ],
)
def test_another_document_does_not_fit(spoil: Any) -> None:
    document = json.loads(as_json(made_report([made_finding()])))
    spoil(document)
    assert errors(document)


def test_totals_count_what_is_not_listed_by_its_group() -> None:
    warning, error = made_finding(severity="warning"), made_finding(rule="link_exists")
    report = made_report([warning, error, error], {warning.group: 7, error.group: 2})
    assert json.loads(as_json(report))["totals"] == {"findings": 9, "listed": 3, "errors": 2, "warnings": 7}
