"""Checks the tables of a package in the embedded engine: each file is read once, then what was kept of it is compared."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.executor import Broken, Row, outcome
from schemas.sql import identifier, identifiers
from scripts.check import Means, Report, TableCheck
from scripts.files import size_and_hash
from scripts.findings import Finding, structural
from scripts.keep import keep, kept_name
from scripts.odd_text import ODD
from scripts.package import Package, Table
from scripts.parquet import ParquetRows, parquet_preflight
from scripts.plans import Plans, plans
from scripts.preflight import Preflight, preflight
from scripts.read import confine, engine
from scripts.row_findings import text_findings
from scripts.table_rows import CsvRows, TableRows
from scripts.work_folder import work_folder

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection


@dataclass(frozen=True)
class Run:
    """What the steps of one validation share."""

    connection: "Connection"
    package: Package
    report: Report
    most_rows: int
    work: Path
    means: Means

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows that the engine answers with."""
        return list(self.connection.execute(sql).fetchall())


def check_tables(package: Package, report: Report, most_rows: int, means: Means) -> None:
    """Add to the report what is wrong with the tables."""
    with work_folder() as work, engine(**_settings(means, work)) as connection:
        run = Run(connection, package, report, most_rows, work, means)
        confine(connection, _files(package), work)
        everything = plans({name: table.schema for name, table in package.tables.items()}, means.cache)
        rows = dict(_read(run, everything))
        readable = {name: package.tables[name].schema for name in rows}
        compiled = everything if len(rows) == len(package.tables) else plans(readable, means.cache)
        for name, table_rows in rows.items():
            means.tell(f"checking {name}")
            _check(run, package.tables[name], compiled, table_rows)


def _settings(means: Means, work: Path) -> dict[str, Any]:
    wanted = {"memory_limit": means.memory_limit, "threads": means.threads}
    # One rewriting of the engine turns IN into a join, after which the rows stand in another order than in the file.
    return {
        "temp_directory": str(work / "spill"),
        "disabled_optimizers": "in_clause",
        **{name: value for name, value in wanted.items() if value is not None},
    }


def _files(package: Package) -> list[Path]:
    return [part.file for table in package.tables.values() for part in table.parts]


def _read(run: Run, compiled: Plans) -> Iterator[tuple[str, TableRows]]:
    """The rows of each table that can be read. While the engine reads one table, the bytes of the next are looked at."""
    with ThreadPoolExecutor(max_workers=1) as others:
        looks = {name: others.submit(_look, run, table) for name, table in run.package.tables.items()}
        for name, table in run.package.tables.items():
            run.means.tell(f"reading {name}")
            fresh, file = looks[name].result()
            run.report.tables[name] = TableCheck(table.path)
            run.report.add(fresh, run.most_rows)
            number = _kept(run, table, compiled, file) if file.is_readable else None
            if number is None or number != file.records:
                file = _looked_at_closely(run, table, file, number)
            run.report.findings += file.findings
            run.report.counts |= file.found.counts
            if file.is_readable:
                yield name, CsvRows(table, file.blocks) if table.format == "csv" else ParquetRows(run.connection, table)


def _look(run: Run, table: Table) -> tuple[list[Finding], Preflight]:
    fresh = list(_freshness_findings(run.package, table))
    if table.format == "parquet":
        return fresh, parquet_preflight(run.connection.cursor(), table)
    return fresh, preflight(table, run.work, most=run.most_rows)


def _kept(run: Run, table: Table, compiled: Plans, file: Preflight) -> int | str:
    """The number of rows that the engine has read; its complaint if it refuses."""
    import duckdb

    try:
        return keep(run.connection, table, compiled.by_table[table.name], compiled.compared[table.name], file.files)
    except duckdb.Error as error:
        return f"It says: {str(error).splitlines()[0]}"


def _looked_at_closely(run: Run, table: Table, file: Preflight, number: int | str | None) -> Preflight:
    """What is wrong with a table that cannot be read, or that the engine does not read as it stands."""
    if table.format == "parquet":
        if number is None:
            return file
        file.found.add([structural("table_is_readable", table.path, str(number), table=table.name)])
        return file
    exact = preflight(table, run.work, exactly=True, most=run.most_rows)
    if exact.is_readable and number is not None:
        detail = number if isinstance(number, str) else f"It reads {number} instead of {exact.records}."
        exact.found.add([structural("table_is_readable", table.path, detail, table=table.name)])
    return exact


def _check(run: Run, table: Table, compiled: Plans, rows: TableRows) -> None:
    plan, kept = compiled.by_table[table.name], identifier(kept_name(table.name))
    odd = run.connection.execute(f"SELECT rowid + 1 FROM {kept} WHERE {identifier(ODD)} ORDER BY rowid").fetchall()
    for place, cells in rows.unjudged([record for (record,) in odd]):
        run.report.add(text_findings(table, place.part, place.line, place.number, cells), run.most_rows)
    marked = f"(SELECT rowid + 1 AS record, * FROM {kept})"
    try:
        result = outcome(plan, run.query, run.most_rows, marked, lambda records: _compared(run, table, compiled, rows, records))
    except _OtherOrder as error:
        run.report.add([structural("table_is_readable", table.path, str(error), table=table.name)], run.most_rows)
        return
    run.report.tables[table.name] = TableCheck(table.path, result.rows, [check.name for check in plan.checks], dict(plan.not_run))
    for broken in result.broken:
        found = [_row_finding(table, broken, row, rows) for row in broken.rows]
        run.report.counts[found[0].group] = broken.count
        run.report.findings += found


class _OtherOrder(Exception):
    """The engine has the rows in another order than the file."""


def _compared(run: Run, table: Table, compiled: Plans, rows: TableRows, records: Sequence[int]) -> Mapping[int, Mapping[str, str | None]]:
    """The cells of the records, from the file, once it is sure that the engine means the same rows by these numbers."""
    names = [column.name for column in table.schema.fields if column.type == "string" and column.name in compiled.compared[table.name]]
    cells = rows.texts(records)
    wanted = (
        f"SELECT rowid + 1, {identifiers(names)} FROM {identifier(kept_name(table.name))} WHERE rowid + 1 IN (SELECT unnest($1::BIGINT[]))"
    )
    for record, *kept in run.connection.execute(wanted, [list(records)]).fetchall() if names else []:
        if kept != [cells[record][name] for name in names]:
            raise _OtherOrder(f"It has another row than the file as record {record}.")
    return cells


def _freshness_findings(package: Package, table: Table) -> Iterator[Finding]:
    if (table.bytes is None and table.hash is None) or not all(part.file.is_file() for part in table.parts):
        return
    size, digest = size_and_hash(table.parts)
    path, where = package.descriptor_file.name, ", ".join(part.path for part in table.parts)
    if table.bytes is not None and table.bytes != size:
        yield structural("size_is_fresh", path, f"{where} has {size}.", table=table.name, column="bytes", value=str(table.bytes))
    if table.hash is not None and table.hash != digest:
        yield structural("hash_is_fresh", path, f"{where} has {digest}.", table=table.name, column="hash", value=str(table.hash))


def _row_finding(table: Table, broken: Broken, row: Row, rows: TableRows) -> Finding:
    place, alone = rows.place(row.record), len(row.values) == 1
    return Finding(
        rule=broken.check.name,
        message=broken.check.sentence,
        hint=broken.check.hint,
        severity=broken.check.severity,
        path=place.part.path,
        table=table.name,
        line=place.line,
        record=place.number,
        column=", ".join(row.values),
        row_key=", ".join(map(_shown, row.key.values())),
        value=", ".join(_shown(value) if alone else f"{name}={_shown(value)}" for name, value in row.values.items()),
    )


def _shown(value: str | None) -> str:
    return "(empty)" if value is None else value
