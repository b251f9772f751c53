"""Checks a package: descriptor, then bytes and header, then cells, keys, links and rules, then what the other referee says."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from scripts.cache import Cache
from scripts.findings import Finding, Found
from scripts.package import BrokenPackage, Package, open_package
from scripts.shape import shape_findings


class CouldNotCheck(Exception):
    """The check could not be carried through, whatever the data; the message says why in one line."""


@dataclass
class TableCheck:
    """What was checked of one table: rows read (None if it could not be), names of the checks run, and of those that could not be."""

    path: str
    rows: int | None = None
    run: list[str] = field(default_factory=list)
    not_run: dict[str, str] = field(default_factory=dict)


@dataclass
class Report:
    """Everything a validation found out: all its renderings say the same."""

    label: str
    descriptor: str
    tables: dict[str, TableCheck] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)  # whole number by Finding.group, where the findings shown are capped
    referee: str | None = None
    not_asked: dict[str, str] = field(default_factory=dict)  # tables that the referee cannot judge, with the reason
    engine: str = "embedded"  # what ran the checks, as Means.engine
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        """Whether no rule of severity error is broken."""
        return not any(finding.severity == "error" for finding in self.findings)

    def add(self, findings: Iterable[Finding], most: int) -> None:
        """Take findings in: the first `most` of each group, and the count of all."""
        Found(most, self.findings, self.counts).add(findings)


@dataclass(frozen=True)
class Means:
    """What a validation may use: memory and threads of DuckDB (its own choice if None), a folder for what is kept, word of progress.

    `engine` is what runs the checks: embedded (DuckDB, in this process) or spark.
    """

    memory_limit: str | None = None
    threads: int | None = None
    cache: Cache = field(default_factory=Cache)
    tell: Callable[[str], None] = lambda step: None
    engine: str = "embedded"


def check(descriptor_file: Path, most_rows: int = 100, referee: bool = False, means: Means | None = None) -> Report:
    """Validate the package at `descriptor_file` and report everything that is wrong with it, at most `most_rows` rows a rule.

    Raises OSError if the descriptor, a schema or a file cannot be read, CouldNotCheck if the memory does not
    suffice, or if Spark is to run the checks and cannot; nothing that stands in them raises.
    """
    start = time.perf_counter()
    means = means or Means()
    report = Report(label=descriptor_file.parent.resolve().name, descriptor=descriptor_file.name)
    try:
        package = open_package(descriptor_file, means.cache)
    except BrokenPackage as broken:
        report.findings += broken.findings
    else:
        report.label = package.label
        report.findings += shape_findings(package)
        if report.passed:
            _check_tables(package, report, most_rows, means)
            _ask_referee(package, report, most_rows, means) if referee else None
    report.seconds = time.perf_counter() - start
    return report


def _check_tables(package: Package, report: Report, most_rows: int, means: Means) -> None:
    from scripts.table_checks import check_tables

    check_tables(package, report, most_rows, means)


def _ask_referee(package: Package, report: Report, most_rows: int, means: Means) -> None:
    from scripts.referee import disagreements, second_opinion, version

    means.tell("asking frictionless")
    report.referee = version()
    opinion = second_opinion(package)
    report.not_asked = dict(opinion.not_asked)
    report.add(disagreements(package, report.findings, opinion), most_rows)
