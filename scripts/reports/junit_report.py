"""The report as JUnit XML, in the dialect that Jenkins has a schema for: a suite per table, a case per stage of form and per check."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from scripts.findings import STOPPING, STRUCTURAL_RULES, Finding
from scripts.reports.summary import number, stage, unlisted
from scripts.reports.text_report import finding_text, shown, visible

if TYPE_CHECKING:
    from scripts.check import Report, TableCheck

FORM = ["descriptor", "bytes", "header", "rows"]


@dataclass
class Case:
    """One thing that was checked: what was found, or why it was not checked after all."""

    name: str
    findings: list[Finding] = field(default_factory=list)
    skipped: str | None = None

    @property
    def failed(self) -> bool:
        """Whether anything that was found is an error: a warning fails nothing, here as in the exit code."""
        return any(finding.severity == "error" for finding in self.findings)


def as_junit(report: "Report") -> str:
    """The report as one XML document."""
    root = Element("testsuites", name=visible(report.label), time=f"{report.seconds:.3f}")
    more = unlisted(report)
    for name, cases in _suites(report):
        suite = SubElement(root, "testsuite", {"name": visible(name), **_totals(cases)})
        for case in cases:
            _write(SubElement(suite, "testcase", classname=visible(name), name=visible(case.name)), case, more)
    for word in ("tests", "failures", "errors"):
        root.set(word, str(sum(int(suite.get(word, "0")) for suite in root)))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suites(report: "Report") -> Iterator[tuple[str, list[Case]]]:
    """The suites with their cases: first what is about no table that was checked, then table by table."""
    elsewhere = [finding for finding in report.findings if finding.table not in report.tables]
    yield report.descriptor, _package_cases(report, elsewhere)
    for name, table in report.tables.items():
        yield name, _table_cases(table, [finding for finding in report.findings if finding.table == name], bool(report.referee))


def _package_cases(report: "Report", findings: list[Finding]) -> list[Case]:
    cases = [Case("descriptor"), Case("tables"), Case("referees")]
    if not report.tables:
        cases[1].skipped = "The tables were not looked at: what describes them is broken."
    if not report.referee:
        cases[2].skipped = "No second referee was asked."
    return _filled(cases, findings)


def _table_cases(table: "TableCheck", findings: list[Finding], second: bool) -> list[Case]:
    names = [*FORM, *dict.fromkeys(table.run), *(["referees"] if second else [])]
    cases = _filled([Case(name) for name in names], findings)
    if table.rows is None:
        _skip_what_was_not_reached(cases[: len(FORM)])
    return [*cases, *(Case(name, skipped=f"Not run for want of the table {other}.") for name, other in table.not_run.items())]


def _filled(cases: list[Case], findings: list[Finding]) -> list[Case]:
    """The cases with the findings put where they belong; what has no case yet gets one."""
    by_name = {case.name: case for case in cases}
    for finding in findings:
        name = stage(finding.rule) if finding.rule in STRUCTURAL_RULES else finding.rule
        case = by_name.setdefault(name, Case(name))
        case.findings.append(finding)
        case.skipped = None
    return list(by_name.values())


def _skip_what_was_not_reached(stages: list[Case]) -> None:
    """After a fault that stops the reading of a file, the stages in which nothing was found were not come to."""
    stopped = [number for number, case in enumerate(stages) if any(finding.rule in STOPPING for finding in case.findings)]
    for case in stages[stopped[0] + 1 :] if stopped else []:
        if not case.findings:
            case.skipped = "Not looked at: the file could not be read so far."


def _totals(cases: Sequence[Case]) -> dict[str, str]:
    skipped, failed = sum(case.skipped is not None for case in cases), sum(case.failed for case in cases)
    return {"tests": str(len(cases)), "failures": str(failed), "errors": "0", "skipped": str(skipped)}


def _write(element: Element, case: Case, more: dict[str, int]) -> None:
    if case.skipped is not None:
        SubElement(element, "skipped", message=visible(case.skipped))
    if not case.findings:
        return
    groups = {group: more[group] for group in dict.fromkeys(finding.group for finding in case.findings) if group in more}
    rest = [f"… and {count:,} more of {shown(group)}" for group, count in groups.items()]
    text = "\n\n".join(["", *map(finding_text, case.findings), *rest, ""])
    found = number(len(case.findings) + sum(groups.values()), "finding")
    if case.failed:
        about = {"type": visible(case.name), "message": f"{found}: {shown(case.findings[0].message)}"}
        SubElement(element, "failure", about).text = text
    else:
        SubElement(element, "system-out").text = f"{found}{text}"
