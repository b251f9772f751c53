"""The report as workflow commands: GitHub Actions shows what is printed so beside the lines concerned."""

from collections import Counter
from typing import TYPE_CHECKING

from scripts.findings import Finding
from scripts.reports.summary import outcome, totals, verdict
from scripts.reports.text_report import facts, shown, spot

if TYPE_CHECKING:
    from scripts.check import Report

# GitHub shows no more than this of one level for a step, and drops the rest without a word.
MOST_OF_A_LEVEL = 10


def as_github(report: "Report") -> str:
    """The findings as annotations, as many as GitHub shows, with a notice if there are more; the last line is the verdict."""
    chosen = _chosen(report.findings)
    lines = [_annotation(finding) for finding in chosen]
    if left := totals(report).findings - len(chosen):
        words = f"{outcome(report)}; {left:,} of them are not among the annotations: see the report in another form."
        lines.append(_command("notice", {"title": "More findings"}, words))
    return "\n".join([*lines, verdict(report)]) + "\n"


def _chosen(findings: list[Finding]) -> list[Finding]:
    """The findings to show, in their order: the first of every group come before the second of any."""
    seen: Counter[str] = Counter()
    turns = []
    for number, finding in enumerate(findings):
        turns.append((seen[finding.group], number))
        seen[finding.group] += 1
    numbers = {level: [number for _, number in sorted(turns) if _level(findings[number]) == level] for level in ("error", "warning")}
    return [findings[number] for number in sorted(numbers["error"][:MOST_OF_A_LEVEL] + numbers["warning"][:MOST_OF_A_LEVEL])]


def _level(finding: Finding) -> str:
    return "error" if finding.severity == "error" else "warning"


def _annotation(finding: Finding) -> str:
    properties = {"file": finding.path, "title": shown(finding.rule)}
    if finding.line is not None:
        properties["line"] = str(finding.line)
    about = [f"{name} {text}" for name, text in facts(finding)]
    if finding.line is None and finding.record is not None:
        about.insert(0, spot(finding))
    lines = [shown(finding.message, 600), *([" · ".join(about)] if about else []), f"-> {shown(finding.hint, 600)}"]
    return _command(_level(finding), properties, "\n".join(lines))


def _command(name: str, properties: dict[str, str], message: str) -> str:
    told = ",".join(f"{word}={_escaped(value, ':,')}" for word, value in properties.items())
    return f"::{name} {told}::{_escaped(message)}"


def _escaped(text: str, also: str = "") -> str:
    """The text with the letters written as %XX that would end a command or one of its properties."""
    return "".join(f"%{ord(letter):02X}" if letter in f"%\r\n{also}" else letter for letter in text)
