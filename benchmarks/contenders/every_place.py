"""Our validator asked for every finding, compared with the list of those that were planted: `every_place FOLDER [MEMORY_LIMIT]`."""

import csv
from pathlib import Path

from benchmarks.contenders.answer import Answer, answer
from scripts.check import Means, check

MOST = 10**9


def compared(folder: Path, memory_limit: str | None = None) -> Answer:
    """How many findings were planted, how many of them were missed, and how many more were found, each told by its exact place."""
    report = check(folder / "datapackage.json", most_rows=MOST, referee=False, means=Means(memory_limit=memory_limit))
    found = {(one.path, one.line, one.table, one.rule, one.column) for one in report.findings}
    with (folder / "expected.csv").open(encoding="utf-8", newline="") as stream:
        planted = {(row["path"], int(row["line"]), row["table"], row["rule"], row["column"]) for row in csv.DictReader(stream)}
    rows = sum(table.rows or 0 for table in report.tables.values())
    return {"rows": rows, "planted": len(planted), "missed": len(planted - found), "invented": len(found - planted)}


if __name__ == "__main__":
    answer(compared)
