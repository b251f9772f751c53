"""frictionless, which checks types, constraints, primary and foreign keys, and none of the rules across columns and tables."""

import warnings
from pathlib import Path

import frictionless

from benchmarks.contenders.answer import Answer, answer


def validated(folder: Path) -> Answer:
    """Validate the package as `frictionless validate datapackage.json` does."""
    warnings.simplefilter("ignore", ResourceWarning)
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    return {"rows": sum(task.stats.get("rows", 0) for task in report.tasks), "valid": report.valid}


if __name__ == "__main__":
    answer(validated)
