"""Renders a validation report for people and for programs; both say the same."""

import json
from collections import Counter, defaultdict

from scripts.check import Report
from scripts.findings import STRUCTURAL_RULES, Finding

FORMAT_VERSION = 1
STAGES = ["descriptor", "bytes", "header", "rows", "cells", "keys", "links", "rules", "referees"]


def as_json(report: Report) -> str:
    """The report as one JSON object: what was checked, what could not be, and every finding."""
    document = {
        "format": FORMAT_VERSION,
        "package": report.label,
        "descriptor": report.descriptor,
        "passed": report.passed,
        "referee": report.referee,
        "tables": {name: vars(table) for name, table in report.tables.items()},
        "counts": report.counts,
        "findings": [finding.as_dict() for finding in report.findings],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def as_text(report: Report) -> str:
    """The report for people, in lines that fit a terminal: what was checked, what failed and how to mend it, and the verdict."""
    lines = [f"{report.label} ({report.descriptor})", ""]
    if report.tables:
        lines += [*_table_lines(report), ""]
    for finding in report.findings:
        lines += [finding_text(finding), ""]
    for name, more in _unshown(report).items():
        lines += [f"… and {more} more of {name}: see --max-findings", ""]
    return "\n".join([*lines, _verdict(report)]) + "\n"


def stage(rule: str) -> str:
    """The stage of the validation that checks the rule of that name."""
    if rule in STRUCTURAL_RULES:
        return STRUCTURAL_RULES[rule].stage
    return {"key_is_unique": "keys", "link_exists": "links"}.get(rule, "cells" if rule.startswith("cell_") else "rules")


def _table_lines(report: Report) -> list[str]:
    failed: dict[str, set[str]] = defaultdict(set)
    for finding in report.findings:
        failed[finding.table or ""].add(stage(finding.rule))
    width = max(len(name) for name in report.tables)
    lines = [f"  {'table':{width}}  {'rows':>6}  {'checks':>6}  result"]
    for name, table in report.tables.items():
        result = f"failed: {', '.join(sorted(failed[name], key=STAGES.index))}" if failed[name] else "passed"
        result += f"; not run for want of another table: {', '.join(table.not_run)}" if table.not_run else ""
        rows = "-" if table.rows is None else str(table.rows)
        lines.append(f"  {name:{width}}  {rows:>6}  {len(table.run):>6}  {result}")
    return lines


def finding_text(finding: Finding) -> str:
    """One finding for people: where, which rule, what stands there, what should, and how to mend it."""
    place = ":".join(str(part) for part in (finding.path, finding.line) if part is not None)
    about = [
        f"{name} {_shown(value)}"
        for name, value in (("column", finding.column), ("row", finding.row_key), ("value", finding.value))
        if value
    ]
    head = f"{finding.severity.upper()} {_shown(place)}  [{finding.rule}]"
    return "\n".join([head, *([f"  {' · '.join(about)}"] if about else []), f"  {_shown(finding.message, 600)}", f"  -> {finding.hint}"])


def _shown(text: str, most: int = 200) -> str:
    """Text from a stranger's file on one line: what could steer the terminal or pass for our own words is replaced, what is long is cut."""
    visible = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[: most + 1])
    return visible if len(visible) <= most else f"{visible[:most]}… ({len(text):,} characters)"


def _verdict(report: Report) -> str:
    rows = sum(table.rows or 0 for table in report.tables.values())
    checks = sum(len(table.run) for table in report.tables.values())
    left = sum(len(table.not_run) for table in report.tables.values())
    done = f"{_number(len(report.tables), 'table')}, {_number(rows, 'row')}, {_number(checks, 'check')}"
    second = f"; {report.referee} asked as well" if report.referee else "; no second referee asked"
    errors = len(report.findings) + sum(_unshown(report).values())
    verdict = "PASSED" if report.passed else f"FAILED with {_number(errors, 'finding')}"
    return f"{verdict}: {done}{f', {left} not run' if left else ''}{second} ({report.seconds:.1f} s)"


def _unshown(report: Report) -> dict[str, int]:
    """How many findings beyond those shown there are, by group."""
    shown = Counter(finding.group for finding in report.findings)
    return {group: count - shown[group] for group, count in report.counts.items() if count > shown[group]}


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
