"""The report as one page that needs nothing else: no script, no address, one style that the page itself vouches for."""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from scripts.findings import STRUCTURAL_RULES, Finding
from scripts.reports.summary import engine, number, outcome, results, totals, unlisted, work_done
from scripts.reports.text_report import shown, spot, visible

if TYPE_CHECKING:
    from scripts.check import Report

FOLDER = Path(__file__).parent
MARKS = {True: ("✓", "#1a7f4b"), False: ("✗", "#c0362c")}
ROWS_AT_FIRST = 12  # of one group; the rest are folded away


@dataclass(frozen=True)
class Group:
    """Findings on one rule, table, column and file, told together: how many there are, and those of them that are listed."""

    number: int
    count: int
    findings: list[Finding]

    @property
    def first(self) -> Finding:
        """The first of them, for what they have in common."""
        return self.findings[0]

    @property
    def sentence(self) -> str:
        """What must be true; empty if that differs from finding to finding."""
        if self.first.rule in STRUCTURAL_RULES:
            return STRUCTURAL_RULES[self.first.rule].sentence
        return self.first.message if len({finding.message for finding in self.findings}) == 1 else ""

    def detail(self, finding: Finding) -> str:
        """What the finding says beyond the sentence."""
        return finding.message.removeprefix(self.sentence).strip()

    @property
    def columns(self) -> dict[str, list[str]]:
        """The columns of the list by heading, each with its texts; those in which nothing would stand are left out."""
        found = self.findings
        columns = {
            "Where": [spot(finding) or "the file" for finding in found],
            "Row": [finding.row_key or "" for finding in found],
            "Value": [finding.value or "" for finding in found],
            "Found": [self.detail(finding) for finding in found],
        }
        return {heading: texts for heading, texts in columns.items() if any(texts)}

    @property
    def rows(self) -> list[list[tuple[str, str]]]:
        """The list row by row, each cell with its heading."""
        columns = self.columns
        return [list(zip(columns, texts, strict=True)) for texts in zip(*columns.values(), strict=True)]


def as_html(report: "Report") -> str:
    """The report as one HTML page."""
    style = (FOLDER / "page.css").read_text(encoding="utf-8")
    mark, colour = MARKS[report.passed]
    groups = list(_groups(report))
    return _template().render(
        report=report,
        style=Markup(style),
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        mark=mark,
        colour=colour.replace("#", "%23"),
        outcome=outcome(report).capitalize(),
        work_done=work_done(report),
        results=results(report),
        groups=groups,
        sections=[(place, list(members)) for place, members in groupby(groups, key=lambda group: (group.first.table, group.first.path))],
        first_group={group.first.table: group.number for group in reversed(groups)},
        totals=totals(report),
        engine=engine(report),
        rows_at_first=ROWS_AT_FIRST,
    )


def _groups(report: "Report") -> Iterator[Group]:
    """The groups in the order of the tables; what is about no table that was checked comes first."""
    order = {name: number for number, name in enumerate(report.tables)}
    more = unlisted(report)
    found: dict[tuple[int, str, str, str, str], list[Finding]] = {}
    for finding in report.findings:
        key = (order.get(finding.table or "", -1), finding.table or "", finding.path, finding.severity, finding.group)
        found.setdefault(key, []).append(finding)
    for number_of_group, (key, findings) in enumerate(sorted(found.items(), key=lambda item: item[0][:3]), start=1):
        # What is not listed is told once, with the first file of its group.
        yield Group(number_of_group, len(findings) + more.pop(key[-1], 0), findings)


@lru_cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(shown=shown, visible=visible)
    environment.globals.update(number=number)
    return environment.get_template("page.html.jinja")
