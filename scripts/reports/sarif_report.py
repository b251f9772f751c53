"""The report as SARIF 2.1.0, which code scanning services and editors read."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from scripts.findings import STRUCTURAL_RULES, Finding
from scripts.reports.summary import engine, stage, totals, unlisted
from scripts.reports.text_report import facts, shown

if TYPE_CHECKING:
    from scripts.check import Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
TOOL = "data package validator"
LEVELS = {"error": "error", "warning": "warning"}


def as_sarif(report: "Report") -> str:
    """The report as one SARIF log with one run."""
    rules = list(dict.fromkeys(finding.rule for finding in report.findings))
    driver = {"name": TOOL, "rules": [_rule(rule, report.findings) for rule in rules], "properties": {"engine": engine(report)}}
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": list(_notifications(report))}],
        "results": list(_results(report, rules)),
        "properties": _totals(report),
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _totals(report: "Report") -> dict[str, Any]:
    total = totals(report)
    return {"package": report.label, "passed": report.passed, "findings": total.findings, "listed": total.listed, "counts": report.counts}


def _rule(rule: str, findings: list[Finding]) -> dict[str, Any]:
    """The rule: its name read as a sentence, the sentence that it is known by if that is always the same, and how to mend."""
    broken = [finding for finding in findings if finding.rule == rule]
    sentences = {STRUCTURAL_RULES[rule].sentence} if rule in STRUCTURAL_RULES else {finding.message for finding in broken}
    hints = dict.fromkeys(finding.hint for finding in broken)
    name = f"{rule.replace('_', ' ').capitalize()}."
    return {
        "id": rule,
        "shortDescription": _message(name),
        "fullDescription": _message(sentences.pop() if len(sentences) == 1 else name),
        "help": _message("\n".join(hints)),
        "defaultConfiguration": {"level": _level(broken[0])},
        "properties": {"stage": stage(rule)},
    }


def _results(report: "Report", rules: list[str]) -> Iterator[dict[str, Any]]:
    more, left = unlisted(report), Counter(finding.group for finding in report.findings)
    seen: Counter[str] = Counter()
    for finding in report.findings:
        left[finding.group] -= 1
        seen[_identity(finding)] += 1
        fingerprint = f"{_identity(finding)}:{seen[_identity(finding)]}"
        # The last of a group stands for those that are not listed, so that the counts add up to all findings.
        times = 1 + (more.get(finding.group, 0) if not left[finding.group] else 0)
        yield {
            "ruleId": finding.rule,
            "ruleIndex": rules.index(finding.rule),
            "level": _level(finding),
            "message": _message(_words(finding)),
            "locations": [_location(finding)],
            # The second is the one name that GitHub looks for.
            "partialFingerprints": {"ruleAndRow/v1": fingerprint, "primaryLocationLineHash": fingerprint},
            "occurrenceCount": times,
        }


def _words(finding: Finding) -> str:
    about = " · ".join(f"{name} {text}" for name, text in facts(finding))
    return f"{shown(finding.message, 600)} ({about})" if about else shown(finding.message, 600)


def _identity(finding: Finding) -> str:
    """What stays the same when rows are added elsewhere: the rule and the row, by its key; a line number does not."""
    parts = [finding.rule, finding.path, finding.table, finding.column, finding.row_key or finding.value]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def _location(finding: Finding) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.path)}}
    if finding.line is not None:
        physical["region"] = {"startLine": finding.line}
    logical = list(_logical(finding))
    record = {} if finding.record is None else {"properties": {"record": finding.record}}
    return {"physicalLocation": physical} | ({"logicalLocations": logical} if logical else {}) | record


def _logical(finding: Finding) -> Iterator[dict[str, str]]:
    if finding.table:
        yield {"name": finding.table, "fullyQualifiedName": finding.table, "kind": "table"}
    if finding.column:
        full = ".".join(filter(None, [finding.table, finding.column]))
        yield {"name": finding.column, "fullyQualifiedName": full, "kind": "column"}


def _notifications(report: "Report") -> Iterator[dict[str, Any]]:
    """What a reader of the results would not see from them: checks that were not run, and findings that are not listed."""
    for name, table in report.tables.items():
        for check, other in table.not_run.items():
            yield {"level": "warning", "message": _message(f"{name}: {check} was not run for want of the table {other}.")}
    for group, count in unlisted(report).items():
        yield {"level": "note", "message": _message(f"{count:,} more of {shown(group)} are not listed.")}


def _level(finding: Finding) -> str:
    return LEVELS.get(finding.severity, "note")


def _message(text: str) -> dict[str, str]:
    """A message of plain text: braces would be placeholders, and `](` would make a link of what stands in brackets before it."""
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")}
