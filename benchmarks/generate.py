"""Writes a package in the form of this one, of any size, clean or with defects whose findings are known beforehand.

Each table is one SQL file in `tables/`, a query over row numbers that DuckDB streams into the file; nothing is read back.
The same arguments give the same bytes, as long as DuckDB's hash function stays what it is.
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import duckdb

from benchmarks.description import columns, describe
from benchmarks.form import Form
from benchmarks.planting import Planting
from benchmarks.sizes import Sizes, Slice, slices
from schemas.sql import identifiers, literal

HERE = Path(__file__).parent
REAL_EVENT_TYPES = HERE.parent / "data" / "event_types.csv"


def generated(
    folder: Path,
    events: int,
    *,
    defects: float = 0.0,
    seed: int = 1,
    format: str = "csv",
    compression: str | None = None,
    parts: int = 1,
    memory: str = "1GB",
) -> Path:
    """Write a package of at least `events` events into `folder`, which is new or empty, and return its descriptor.

    `defects` is the part of all rows that carries one, to the nearest 1, 1/2, 1/3 and so on; then `expected.csv` lists every
    finding that follows. `format` is csv or parquet, `compression` (of CSV) gz or zst, `parts` the most files a table goes into,
    `memory` what DuckDB may use before it turns to the disk. Raises FileExistsError if the folder is not empty, OSError if it
    cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty: name a new folder, since files of an older package would stay")
    (folder / "data").mkdir(parents=True)
    sizes, form = Sizes.of(events), Form(format, compression)
    files = {table: slices(table, rows, parts, form.ending) for table, rows in sizes.rows.items()}
    with tempfile.TemporaryDirectory(dir=folder, prefix=".duckdb-") as scratch, duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = {literal(memory)}; SET temp_directory = {literal(scratch)}")
        _prepare(connection, sizes, {"seed": seed, "spacing": max(1, round(1 / defects)) if defects else None})
        _write_tables(connection, folder, files, form, Planting(connection, files) if defects else None)
    return describe(folder, sizes, files, form)


def _write_tables(
    connection: duckdb.DuckDBPyConnection, folder: Path, files: Mapping[str, list[Slice]], form: Form, planting: Planting | None
) -> None:
    for table, pieces in files.items():
        clean = (HERE / "tables" / f"{table}.sql").read_text(encoding="utf-8")
        rows = planting.spoiled(table, clean, columns(table)) if planting else clean
        for piece in pieces:
            _show_rows(connection, piece.first, piece.end)
            query = f"SELECT {identifiers(columns(table))} FROM ({rows})"
            connection.execute(f"COPY ({query}) TO {literal(str(folder / piece.path))} ({form.copy_options})")
        if planting:
            _show_rows(connection, 0, pieces[-1].end)
            planting.expect(table, clean)
    if planting:
        planting.write(folder / "expected.csv", has_lines=form.format == "csv")


def _prepare(connection: duckdb.DuckDBPyConnection, sizes: Sizes, chosen: dict[str, int | None]) -> None:
    """Give DuckDB the variables and macros of the SQL files, and `part`: the numbers of the rows that a query is to make."""
    for name, value in {**sizes.variables, **chosen, "part_first": 0, "part_end": 0}.items():
        connection.execute(f"SET VARIABLE {name} = {literal(value)}::BIGINT")
    connection.execute(f"SET VARIABLE event_types = {literal(str(REAL_EVENT_TYPES))}")
    for file in ("words.sql", "shape.sql"):
        connection.execute((HERE / file).read_text(encoding="utf-8"))
    # Scanned by all threads, unlike range(): that alone makes writing faster by half.
    connection.execute(f"CREATE TABLE numbers AS SELECT range AS n FROM range({max(sizes.rows.values())})")
    connection.execute("CREATE VIEW part AS FROM numbers WHERE n >= getvariable('part_first') AND n < getvariable('part_end')")


def _show_rows(connection: duckdb.DuckDBPyConnection, first: int, end: int) -> None:
    """Let `part` be the rows from `first` up to but without `end`."""
    connection.execute(f"SET VARIABLE part_first = {first}::BIGINT; SET VARIABLE part_end = {end}::BIGINT")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--events", type=click.IntRange(1), default=1_000_000, show_default=True, help="Events; rounded up to a multiple of 20, at least 60."
)
@click.option("--defects", type=click.FloatRange(0, 1), help="Part of all rows that carries a defect, as 0.01.")
@click.option("--defect-count", type=click.IntRange(0), help="About so many rows with a defect, instead of --defects.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed gives another package.")
@click.option("--format", type=click.Choice(["csv", "parquet"]), default="csv", show_default=True)
@click.option("--compression", type=click.Choice(["gz", "zst"]), help="Compress the CSV files.")
@click.option("--parts", type=click.IntRange(1), default=1, show_default=True, help="Most files a table.")
def main(folder: Path, events: int, defects: float | None, defect_count: int | None, **options: Any) -> None:
    """Write a generated package into FOLDER."""
    if defects is not None and defect_count is not None:
        raise click.UsageError("Give either --defects or --defect-count.")
    if options["format"] == "parquet" and options["compression"]:
        raise click.UsageError("Parquet files are compressed already: leave out --compression.")
    rows = sum(Sizes.of(events).rows.values())
    part = min(1.0, defect_count / rows) if defect_count is not None else defects or 0.0
    try:
        descriptor = generated(folder, events, defects=part, **options)
    except (OSError, duckdb.Error) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{descriptor}: {rows:,} rows")


if __name__ == "__main__":
    main()
