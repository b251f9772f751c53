"""Our validator as it is, without the second referee: `ours FOLDER [MEMORY_LIMIT]`; `ours FOLDER labels` names its checks as well."""

from pathlib import Path

import duckdb  # noqa: F401 - imported before the clock starts, as by the others

import scripts.table_checks  # noqa: F401 - the same
from benchmarks.contenders.answer import Answer, answer
from scripts.check import Means, check
from scripts.package import open_package
from scripts.plans import plans


def checked(folder: Path, word: str | None = None) -> Answer:
    """Check the package: how many rows and checks, and how many rows break each check that some do."""
    memory_limit = None if word == "labels" else word
    report = check(folder / "datapackage.json", referee=False, means=Means(memory_limit=memory_limit))
    return {
        "rows": sum(table.rows or 0 for table in report.tables.values()),
        "checks": sum(len(table.run) for table in report.tables.values()),
        "counts": report.counts,
        **({"labels": _labels(folder)} if word == "labels" else {}),
    }


def _labels(folder: Path) -> list[str]:
    """All checks, as a report calls them: table, rule, columns."""
    schemas = {name: table.schema for name, table in open_package(folder / "datapackage.json").tables.items()}
    return [f"{name} {one.name} {', '.join(one.columns)}" for name, plan in plans(schemas).by_table.items() for one in plan.checks]


if __name__ == "__main__":
    answer(checked)
