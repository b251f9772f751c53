"""By whatever means a package is checked, the report is the same to the letter: threads, memory, and checks compiled now or before.

Where CI is set, the claims are more than one row group of the engine (122,880 rows), in one file and in several; elsewhere several
files, which threads read side by side, have to do.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate import generated
from scripts.cache import Cache
from scripts.check import Means, Report, check
from tests.remembered import KEPT
from tests.thoroughness import PROFILE

pytestmark = pytest.mark.thorough

EVENTS, PARTS = (78_000, [1, 4]) if PROFILE == "ci" else (3_000, [4])
MEANS: list[dict[str, Any]] = [{"threads": 4}, {"memory_limit": "100MB"}]


def checked(descriptor: Path, **means: Any) -> Report:
    """The report without the time that it took."""
    return replace(check(descriptor, most_rows=100_000, means=Means(**means)), seconds=0.0)


@pytest.fixture(scope="module", params=PARTS, ids="in {} files".format)
def planted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with planted defects, each table in so many files."""
    return generated(tmp_path_factory.mktemp("planted"), EVENTS, defects=30 / EVENTS, parts=request.param)


@pytest.fixture(scope="module")
def expected(planted: Path) -> Report:
    """What one thread finds."""
    report = checked(planted, threads=1, cache=KEPT)
    assert len(report.findings) == sum(report.counts.values()) > 100
    assert len({finding.table for finding in report.findings}) > 5
    return report


@pytest.mark.parametrize("means", MEANS, ids=str)
def test_threads_and_memory_change_nothing(planted: Path, expected: Report, means: dict[str, Any]) -> None:
    assert checked(planted, cache=KEPT, **means) == expected


@pytest.mark.parametrize("planted", [4], ids=["in 4 files"], indirect=True)
def test_checks_compiled_now_and_before_find_the_same(
    planted: Path, expected: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert checked(planted, cache=Cache(tmp_path)) == expected
    monkeypatch.delattr("scripts.plans._compiled")
    assert checked(planted, cache=Cache(tmp_path)) == expected
