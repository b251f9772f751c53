"""The benchmarks: the document says what the kept results say, and who is held against us finds what we find. Nothing here is timed."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.contenders.every_place import compared
from benchmarks.contenders.hand_sql import counts
from benchmarks.experiments import Plan
from benchmarks.generate import generated
from benchmarks.measure import measured
from benchmarks.report import DOCUMENT, as_document, shown, shown_spread, target_lines
from benchmarks.results import LATEST, Results, Spread, read
from benchmarks.targets import TARGETS, Target
from scripts.check import check
from tests.conftest import PROJECT

pytestmark = pytest.mark.thorough

SLOW, QUICK = "slow", "quick"


def results(samples: dict[str, list[float]], experiment: str = "full") -> Results:
    series: list[dict[str, Any]] = [
        {
            "contender": name,
            "title": name,
            "package": "made-up",
            "rows": 1000,
            "samples": [{"seconds": value, "process": value + 1, "cpu": value, "peak_mb": 50.0} for value in values],
            "failure": None if values else "not done after 600 s",
            "answer": {},
        }
        for name, values in samples.items()
    ]
    return Results({"experiments": {experiment: {"title": "Made up", "series": series}}, "places": []})


def test_the_document_is_what_the_results_give() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == as_document(read(LATEST))


def test_the_document_has_every_target_with_its_verdict() -> None:
    document, kept = DOCUMENT.read_text(encoding="utf-8"), read(LATEST)
    verdicts = {True: "met", False: "missed", None: "not measured"}
    for target in TARGETS:
        line = next(line for line in document.splitlines() if target.sentence in line)
        assert f"| {target.sign} {target.limit:g}" in line
        assert line.endswith(f"| {verdicts[target.is_met(kept)]} |")


def test_the_kept_results_are_of_a_whole_run() -> None:
    document = read(LATEST).document
    assert set(document["experiments"]) == {"full", "large", "frictionless", "designs", "real"}
    assert not any(target.is_met(read(LATEST)) is None for target in TARGETS)


@pytest.mark.parametrize(("defects", "seed"), [(0.0, 1), (0.5, 1), (1.0, 2)])
def test_hand_written_sql_counts_what_we_count(tmp_path: Path, defects: float, seed: int) -> None:
    descriptor = generated(tmp_path, 300, defects=defects, seed=seed)
    ours = check(descriptor, most_rows=1).counts
    assert counts(tmp_path) == ours
    assert bool(ours) == bool(defects)


def test_a_defect_in_the_wrong_place_is_told(tmp_path: Path) -> None:
    generated(tmp_path, 60, defects=0.5)
    planted = compared(tmp_path)
    assert (planted["missed"], planted["invented"]) == (0, 0)
    file = tmp_path / "expected.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    path, _, rest = lines[1].split(",", 2)
    file.write_text("".join([lines[0], f"{path},999999,{rest}", *lines[2:]]), encoding="utf-8")
    assert (compared(tmp_path)["missed"], compared(tmp_path)["invented"]) == (1, 1)


def test_a_ratio_is_taken_within_each_round() -> None:
    both = results({SLOW: [4.0, 30.0, 8.0], QUICK: [2.0, 10.0, 1.0]})
    assert both.ratio("full", SLOW, QUICK) == Spread(3.0, 2.0, 8.0, 3)
    assert both.ratio("full", SLOW, "absent") is None
    assert results({SLOW: [], QUICK: [1.0]}).ratio("full", SLOW, QUICK) is None


@pytest.mark.parametrize(
    ("sign", "limit", "is_met"), [("≤", 2, True), ("≤", 1.9, False), ("<", 2, False), ("≥", 2, True), ("≥", 2.1, False)]
)
def test_a_target_is_judged_by_the_middle(sign: str, limit: float, is_met: bool) -> None:
    target = Target("made up", sign, limit, "×", lambda found: found.ratio("full", SLOW, QUICK))
    assert target.is_met(results({SLOW: [2.0, 2.0, 9.0], QUICK: [1.0, 1.0, 1.0]})) is is_met
    assert target.is_met(results({})) is None


def test_what_was_not_measured_is_said() -> None:
    assert all(line.strip().startswith("not measured") for line in target_lines(results({})))


def test_numbers_are_shown_with_three_digits_that_count() -> None:
    assert [shown(value) for value in (0.1234, 12.34, 1234.5, None)] == ["0.12", "12.3", "1,234", "–"]
    assert shown_spread(Spread(2.0, 1.0, 3.0, 3)) == "2.00 (1.00–3.00)"
    assert shown_spread(Spread(2.0, 2.0, 2.0, 1)) == "2.00"


def test_a_process_is_measured_from_outside() -> None:
    program = "import json, time; time.sleep(0.05); print('words'); print(json.dumps({'seconds': 0.01, 'rows': 3}))"
    outcome = measured([sys.executable, "-c", program], 60)
    assert outcome.sample and outcome.sample.process > 0.05 and outcome.sample.seconds == 0.01
    assert outcome.answer == {"rows": 3} and outcome.failure is None


def test_a_process_that_fails_or_takes_too_long_is_told() -> None:
    python = sys.executable
    assert measured([python, "-c", "raise ValueError('no such column')"], 60).failure == "ValueError: no such column"
    assert measured([python, "-c", "import time; time.sleep(60)"], 0.2).failure == "not done after 0 s"


def test_every_contender_is_a_module_and_every_package_is_made_once() -> None:
    plan = Plan(1000, 1, 2000, 1, 1, 500, (60,), 1)
    folder = PROJECT / "benchmarks" / "contenders"
    modules = {turn.contender.module for one in plan.experiments() for turn in one.turns if turn.contender.module}
    assert all((folder / f"{module}.py").is_file() for module in modules)
    assert len(plan.packages()) == len({package.name for package in plan.packages()})


def test_the_results_are_plain_json() -> None:
    assert json.loads(LATEST.read_text(encoding="utf-8")) == read(LATEST).document
