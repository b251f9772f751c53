"""Checks a package: descriptor, then bytes and header, then cells, keys, links and rules, then what the other referee says."""

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.sql import identifier
from scripts.findings import Finding, structural
from scripts.package import BrokenPackage, Package, Table, open_package, read_json
from scripts.preflight import Preflight, preflight

OWN_SCHEMAS = Path(__file__).parent.parent / "schemas"


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
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        """Whether no rule of severity error is broken."""
        return not any(finding.severity == "error" for finding in self.findings)


def check(descriptor_file: Path, most_rows: int = 100, referee: bool = True) -> Report:
    """Validate the package at `descriptor_file` and report everything that is wrong with it, at most `most_rows` rows a rule.

    Raises OSError if the descriptor, a schema or a file cannot be read; nothing that stands in them raises.
    """
    start = time.perf_counter()
    report = Report(label=descriptor_file.parent.resolve().name, descriptor=descriptor_file.name)
    try:
        package = open_package(descriptor_file)
    except BrokenPackage as broken:
        report.findings += broken.findings
    else:
        report.label = package.label
        report.findings += _shape_findings(package)
        if report.passed:
            _check_tables(package, report, most_rows)
            report.findings += _ask_referee(package, report) if referee else []
    report.seconds = time.perf_counter() - start
    return report


def _shape_findings(package: Package) -> Iterator[Finding]:
    """What the package lacks of the shape that the rules need: the tables and columns of the schemas that come with them."""
    path = package.descriptor_file.name
    yield from _dangling_links(package)
    for file in sorted(OWN_SCHEMAS.glob("*.schema.json")):
        name = file.name.removesuffix(".schema.json")
        if name not in package.tables:
            yield structural("descriptor_has_every_table", path, f"'{name}' is missing.", table=name)
            continue
        there = {column.name: column.type for column in package.tables[name].schema.fields}
        for column in read_json(file, file.name)["fields"]:
            if there.get(column["name"]) != column["type"]:
                found = there.get(column["name"], "missing")
                yield structural(
                    "schema_has_every_column", path, f"It is {found}, not {column['type']}.", table=name, column=column["name"]
                )


def _dangling_links(package: Package) -> Iterator[Finding]:
    for table in package.tables.values():
        for key in table.schema.foreign_keys:
            target = package.tables.get(key.table)
            for column, name in zip(key.columns, key.references, strict=True):
                own = table.schema.column(column)
                if target is None or name not in target.schema.names or target.schema.column(name).type != own.type:
                    detail = f"'{table.name}.{own.name}' ({own.type}) refers to '{key.table}.{name}'."
                    yield structural("link_names_known_column", package.descriptor_file.name, detail, table=table.name, column=own.name)


def _check_tables(package: Package, report: Report, most_rows: int) -> None:
    from schemas.executor import outcome
    from scripts.read import engine

    connection = engine()
    files = {name: preflight(table) for name, table in package.tables.items()}
    for name, table in package.tables.items():
        report.findings += [*_freshness_findings(package, table), *_capped(files[name].findings, report, most_rows)]
        report.tables[name] = TableCheck(table.path)
    readable = [name for name, file in files.items() if file.is_readable and _is_read(connection, package.tables[name], file, report)]
    # All that may be read has been read: whatever a schema holds, no check can reach a file.
    connection.raw_sql("SET enable_external_access = false; SET lock_configuration = true")
    for name, planned in plans(package, readable).items():
        result = outcome(planned, lambda sql: connection.con.execute(sql).fetchall(), most_rows)
        run = [check.name for check in planned.checks]
        report.tables[name] = TableCheck(package.tables[name].path, result.rows, run, planned.not_run)
        for broken in result.broken:
            found = [_row_finding(package.tables[name], broken.check, row, files[name]) for row in broken.rows]
            report.counts[found[0].group] = broken.count
            report.findings += found


def _capped(findings: list[Finding], report: Report, most_rows: int) -> Iterator[Finding]:
    """The first findings of each group; the report counts them all."""
    for finding in findings:
        number = report.counts[finding.group] = report.counts.get(finding.group, 0) + 1
        if number <= most_rows:
            yield finding


_PLANS: dict[str, dict[str, Any]] = {}


def plans(package: Package, readable: Sequence[str]) -> dict[str, Any]:
    """The compiled checks of the tables named, kept for as long as the process lives: they depend on the schemas alone."""
    schemas = {name: package.tables[name].schema for name in readable}
    if repr(schemas) not in _PLANS:
        from schemas.contracts import contracts
        from schemas.plan import plan
        from scripts.read import declare, engine

        connection = engine()
        for schema in schemas.values():
            declare(connection, schema)
        _PLANS[repr(schemas)] = {name: plan(connection.table(name), contract) for name, contract in contracts(schemas).items()}
    return _PLANS[repr(schemas)]


def _is_read(connection: Any, table: Table, file: Preflight, report: Report) -> bool:
    """Read the table into the engine; False, and a finding, if the engine does not read it as the file stands."""
    import duckdb

    from scripts.read import read

    try:
        read(connection, table)
        number = connection.con.execute(f"SELECT COUNT(*) FROM {identifier(table.name)}").fetchone()[0]
    except duckdb.Error as error:
        number, detail = None, f"It says: {str(error).splitlines()[0]}"
    else:
        detail = f"It reads {number} instead of {len(file.lines)}."
    if number != len(file.lines):
        report.findings.append(structural("table_is_readable", table.path, detail, table=table.name))
    return bool(number == len(file.lines))


def _freshness_findings(package: Package, table: Table) -> Iterator[Finding]:
    if not table.file.is_file():
        return
    content, path = table.file.read_bytes(), package.descriptor_file.name
    if table.bytes is not None and table.bytes != len(content):
        yield structural(
            "size_is_fresh", path, f"{table.path} has {len(content)}.", table=table.name, column="bytes", value=str(table.bytes)
        )
    digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
    if table.hash is not None and table.hash != digest:
        yield structural("hash_is_fresh", path, f"{table.path} has {digest}.", table=table.name, column="hash", value=str(table.hash))


def _row_finding(table: Table, broken: Any, row: Any, file: Preflight) -> Finding:
    alone = len(row.values) == 1
    return Finding(
        rule=broken.name,
        message=broken.sentence,
        hint=broken.hint,
        severity=broken.severity,
        path=table.path,
        table=table.name,
        line=file.lines[row.record - 1],
        column=", ".join(row.values),
        row_key=", ".join(_shown(value) for value in row.key.values()),
        value=", ".join(_shown(value) if alone else f"{name}={_shown(value)}" for name, value in row.values.items()),
    )


def _shown(value: str | None) -> str:
    return "(empty)" if value is None else value


def _ask_referee(package: Package, report: Report) -> list[Finding]:
    from scripts.referee import disagreements, second_opinion, version

    report.referee = version()
    return list(disagreements(package, report.findings, second_opinion(package)))
