"""Where the time of `python -m scripts validate` goes: the same steps in the same order, each with its seconds."""

import os
import time

begun = time.time()
import itertools  # noqa: E402 - the clock comes first
from pathlib import Path  # noqa: E402

from benchmarks.contenders.answer import Answer, answer  # noqa: E402

entered = time.time()


def staged(folder: Path, referee: str = "") -> Answer:
    """Seconds by stage, from the start of the process to the printed report. The import of DuckDB is told apart."""
    marks = [("start of Python", begun), ("benchmark", entered)]
    import scripts.__main__

    marks.append(("import of the command line", time.time()))
    import scripts.table_checks  # noqa: F401 - in the order of the program
    from scripts.check import Means, check
    from scripts.reports.renderings import RENDERINGS

    marks.append(("import of the validator", time.time()))
    import duckdb  # noqa: F401 - imported by the first step that needs it

    marks.append(("import of DuckDB", time.time()))
    steps: list[tuple[str, float]] = []
    report = check(folder / "datapackage.json", referee=bool(referee), means=Means(tell=lambda step: steps.append((step, time.time()))))
    checked = time.time()
    RENDERINGS["text"].of(report, str(folder))
    steps.append(("rendering", checked))
    steps.append(("", time.time()))
    stages = dict(_spans(float(os.environ["BENCHMARK_STARTED"]), marks))
    stages["opening the package"] = steps[0][1] - marks[-1][1]
    for (step, start), (_, end) in itertools.pairwise(steps):
        stage = step.split()[0] if step.startswith(("reading", "checking")) else step
        stages[stage] = stages.get(stage, 0.0) + end - start
    del stages["benchmark"]
    return {"stages": stages}


def _spans(start: float, marks: list[tuple[str, float]]) -> list[tuple[str, float]]:
    starts = [start, *(mark for _, mark in marks)]
    return [(name, mark - before) for (name, mark), before in zip(marks, starts, strict=False)]


if __name__ == "__main__":
    answer(staged)
