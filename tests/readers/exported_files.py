"""Where the exports and descriptions are that the tests here read, and what the CSV files have instead."""

import csv
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent
EXPORTS = PROJECT / "build" / "exports"
TABLES = sorted(file.stem for file in (PROJECT / "data").glob("*.csv"))


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table as they stand in its CSV file."""
    with (PROJECT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
