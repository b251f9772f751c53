"""What every rendering says of a report as a whole: stages, totals, and the verdict in words."""

import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.findings import STRUCTURAL_RULES

if TYPE_CHECKING:
    from scripts.check import Report

STAGES = ["descriptor", "bytes", "header", "rows", "cells", "keys", "links", "rules", "referees"]


@dataclass(frozen=True)
class Totals:
    """How many findings there are, how many of them are listed one by one, and how many are errors and warnings."""

    findings: int
    listed: int
    errors: int
    warnings: int


def totals(report: "Report") -> Totals:
    """The numbers of findings; those that are not listed count as what the listed ones of their group are."""
    listed = Counter(finding.severity for finding in report.findings)
    severity = {finding.group: finding.severity for finding in report.findings}
    for group, more in unlisted(report).items():
        listed[severity.get(group, "error")] += more
    return Totals(sum(listed.values()), len(report.findings), listed["error"], listed["warning"])


def unlisted(report: "Report") -> dict[str, int]:
    """How many findings there are beyond those listed, by Finding.group."""
    listed = Counter(finding.group for finding in report.findings)
    return {group: count - listed[group] for group, count in report.counts.items() if count > listed[group]}


def stage(rule: str) -> str:
    """The stage of the validation that checks the rule of that name."""
    if rule in STRUCTURAL_RULES:
        return STRUCTURAL_RULES[rule].stage
    return {"key_is_unique": "keys", "link_exists": "links"}.get(rule, "cells" if rule.startswith("cell_") else "rules")


def results(report: "Report") -> dict[str, str]:
    """By table, in words: whether it passed, or at which stages it failed; where there are warnings; what could not be checked."""
    found: dict[tuple[str | None, bool], set[str]] = defaultdict(set)
    for finding in report.findings:
        found[finding.table, finding.severity == "error"].add(stage(finding.rule))
    words = {}
    for name, table in report.tables.items():
        failed, warned = (", ".join(sorted(found[name, fails], key=STAGES.index)) for fails in (True, False))
        parts = [f"failed: {failed}" if failed else "not read" if table.rows is None else "passed"]
        parts += [f"warnings: {warned}"] if warned else []
        parts += [f"not run for want of another table: {', '.join(table.not_run)}"] if table.not_run else []
        words[name] = "; ".join(parts)
    return words


def verdict(report: "Report") -> str:
    """The outcome and what was done, in one line."""
    return f"{outcome(report)}: {work_done(report)}"


def outcome(report: "Report") -> str:
    """Whether the package passed, and with how many findings of which severity."""
    total = totals(report)
    if report.passed:
        return f"PASSED with {number(total.findings, 'warning')}" if total.findings else "PASSED"
    parts = f" ({number(total.errors, 'error')}, {number(total.warnings, 'warning')})" if total.warnings else ""
    return f"FAILED with {number(total.findings, 'finding')}{parts}"


def work_done(report: "Report") -> str:
    """How much was checked, by whom, and in what time."""
    rows = sum(table.rows or 0 for table in report.tables.values())
    checks = sum(len(table.run) for table in report.tables.values())
    left = sum(len(table.not_run) for table in report.tables.values())
    done = f"{number(len(report.tables), 'table')}, {number(rows, 'row')}, {number(checks, 'check')}"
    second = f"; {report.referee} asked as well" if report.referee else "; no second referee asked"
    return f"{done}{f', {left:,} not run' if left else ''}{second} ({report.seconds:.1f} s)"


def number(count: int, noun: str) -> str:
    """The count with its noun, which takes an s unless there is one."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


# The engines by the word that names them on the command line: what they are called, and the package that has their version.
ENGINES = {"embedded": ("duckdb", "duckdb"), "spark": ("spark", "pyspark")}


def engine(report: "Report") -> dict[str, str]:
    """What the checks ran on: the name and version of the engine, and the version of Python."""
    from importlib.metadata import version

    name, package = ENGINES[report.engine]
    return {"name": name, "version": version(package), "python": ".".join(map(str, sys.version_info[:3]))}
