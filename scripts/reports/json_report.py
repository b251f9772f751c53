"""The report for programs: one JSON object, described by docs/validation-report.schema.json."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from scripts.reports.summary import engine, totals

if TYPE_CHECKING:
    from scripts.check import Report

FORMAT_VERSION = 2  # told in docs/validation-report.schema.json as well


def as_json(report: "Report") -> str:
    """The report as one JSON object: what was checked and with what, what could not be, and every finding."""
    document = {
        "format": FORMAT_VERSION,
        "package": report.label,
        "descriptor": report.descriptor,
        "passed": report.passed,
        "engine": engine(report),
        "referee": report.referee,
        "totals": asdict(totals(report)),
        "tables": {name: asdict(table) for name, table in report.tables.items()},
        "counts": report.counts,
        "findings": [finding.as_dict() for finding in report.findings],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
