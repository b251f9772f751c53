"""Checks the tables of a package: the form of the files first, then an engine takes them in and runs their checks."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.executor import Broken, Row
from schemas.plan import Plan
from schemas.sql import RECORD, identifier, identifiers
from scripts.blocks import found_again
from scripts.check import CouldNotCheck, Means, Report, TableCheck
from scripts.engines import Engine
from scripts.files import size_and_hash
from scripts.findings import Finding, structural
from scripts.keep import OddRows
from scripts.odd_text import ODD
from scripts.package import Package, Table
from scripts.parquet import ParquetRows, parquet_preflight
from scripts.preflight import Preflight, preflight
from scripts.row_findings import text_findings
from scripts.started import LITTLE, size, started
from scripts.table_rows import CsvRows, TableRows
from scripts.work_folder import work_folder

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection


@dataclass(frozen=True)
class Run:
    """What the steps of one validation share; `connection` is that of the embedded engine, which reads the files whatever checks them."""

    connection: "Connection"
    engine: Engine
    package: Package
    report: Report
    most_rows: int
    work: Path
    means: Means


def check_tables(package: Package, report: Report, most_rows: int, means: Means) -> None:
    """Add to the report what is wrong with the tables; raises CouldNotCheck if the memory does not suffice."""
    from scripts.duckdb_core import duckdb

    try:
        _check_all(package, report, most_rows, means)
    except duckdb.OutOfMemoryException as error:
        limit = means.memory_limit or "what this machine has"
        raise CouldNotCheck(f"the engine needs more memory than {limit}; raise --memory-limit, or lower --threads") from error


def _check_all(package: Package, report: Report, most_rows: int, means: Means) -> None:
    with work_folder() as work, started(package, means, work) as (connection, checker):
        run = Run(connection, checker, package, report, most_rows, work, means)
        report.engine = means.engine
        rows = dict(_read(run))
        means.tell("compiling the checks")
        compiled = checker.plans({name: package.tables[name].schema for name in rows})
        for name, table_rows in rows.items():
            means.tell(f"checking {name}")
            _check(run, package.tables[name], compiled[name], table_rows)


def _read(run: Run) -> Iterator[tuple[str, TableRows]]:
    """The rows of each table that can be read, once the report has what is wrong with all files."""
    looked = _looked_at(run)
    for name, table in run.package.tables.items():
        fresh, file = looked[name]
        run.report.tables[name] = TableCheck(table.path)
        run.report.add(fresh, run.most_rows)
        run.report.findings += file.findings
        run.report.counts |= file.found.counts
        if file.is_readable:
            yield name, CsvRows(table, file.blocks) if table.format == "csv" else ParquetRows(run.connection, table)


def _looked_at(run: Run) -> Mapping[str, "Look"]:
    """What was found in the files of each table; those that are readable the engine has taken in.

    While it takes in one table, the bytes of the next are looked at. The small come first, so that it need not wait for long.
    """
    tables, found = sorted(run.package.tables.values(), key=size), {}
    with _looks(run, tables) as looks:
        for table, (fresh, file) in zip(tables, looks, strict=True):
            run.means.tell(f"reading {table.name}")
            number = _taken_in(run, table, file) if file.is_readable else None
            is_sure = number is not None and number == file.records
            found[table.name] = fresh, file if is_sure else _looked_at_closely(run, table, file, number)
    return found


Look = tuple[list[Finding], Preflight]


@contextmanager
def _looks(run: Run, tables: Sequence[Table]) -> Iterator[Iterator[Look]]:
    """A look at each of the tables, in another thread if they are large."""
    if sum(map(size, tables)) < LITTLE:
        yield (_look(run, table) for table in tables)
        return
    from concurrent.futures import ThreadPoolExecutor

    others = ThreadPoolExecutor(max_workers=2)
    try:
        looks = [others.submit(_look, run, table) for table in tables]
        yield (look.result() for look in looks)
    finally:  # also when it is broken off: who has to go on needs not wait for files that nobody will ask for
        others.shutdown(wait=False, cancel_futures=True)


def _look(run: Run, table: Table) -> Look:
    fresh = list(_freshness_findings(run.package, table))
    if table.format == "parquet":
        return fresh, parquet_preflight(run.connection.cursor(), table)
    return fresh, preflight(table, run.work, most=run.most_rows)


def _taken_in(run: Run, table: Table, file: Preflight) -> int | str:
    """The number of rows that the engine has read; its complaint if it refuses."""
    from scripts.duckdb_core import duckdb

    try:
        return run.engine.read(table, file.files, _odd_rows(run, table, file))
    except duckdb.Error as error:
        return f"It says: {str(error).splitlines()[0]}"


def _odd_rows(run: Run, table: Table, file: Preflight) -> OddRows | None:
    """The rows whose text is not plain, written out again, if the preflight has judged all."""
    if not file.are_judged:
        return None
    odd = OddRows(file.odd, run.work / f"odd rows of {table.name}.csv")
    if odd.records:
        with odd.file.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(table.delimiter.join(table.schema.names) + "\n")
            stream.writelines(f"{text}\n" for *_, text in found_again(file.blocks, file.odd))
    return odd


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


def _check(run: Run, table: Table, plan: Plan, rows: TableRows) -> None:
    for place, cells in rows.unjudged(lambda: _odd(run, table)):
        run.report.add(text_findings(table, place.part, place.line, place.number, cells), run.most_rows)
    try:
        result = run.engine.outcome(plan, run.most_rows, lambda records: _compared(run, table, rows, records))
    except _OtherOrder as error:
        run.report.add([structural("table_is_readable", table.path, str(error), table=table.name)], run.most_rows)
        return
    run.report.tables[table.name] = TableCheck(table.path, result.rows, [check.name for check in plan.checks], dict(plan.not_run))
    for broken in result.broken:
        found = [_row_finding(table, broken, row, rows) for row in broken.rows]
        run.report.counts[found[0].group] = broken.count
        run.report.findings += found


def _odd(run: Run, table: Table) -> list[int]:
    """The records that the engine has pointed out for their text."""
    seen, _ = run.engine.seen(table)
    odd = run.connection.execute(f"SELECT {RECORD} FROM {seen} AS seen WHERE {identifier(ODD)} ORDER BY {RECORD}")
    return [record for (record,) in odd.fetchall()]


class _OtherOrder(Exception):
    """The engine has the rows in another order than the file."""


def _compared(run: Run, table: Table, rows: TableRows, records: Sequence[int]) -> Mapping[int, Mapping[str, str | None]]:
    """The cells of the records, from the file, once it is sure that the engine means the same rows by these numbers."""
    seen, names = run.engine.seen(table)
    cells = rows.texts(records)
    wanted = f"SELECT {RECORD}, {identifiers(names)} FROM {seen} AS seen WHERE {RECORD} IN (SELECT unnest($1::BIGINT[]))"
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
