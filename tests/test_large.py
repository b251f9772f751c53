"""What is done otherwise with much than with little gives the same findings: the quick look at blocks, the lean reading, ids as numbers."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate import generated
from scripts.check import Means, Report, check
from scripts.work_folder import work_folder
from tests.conftest import KEPT, Copy

pytestmark = pytest.mark.thorough

WAYS: dict[str, dict[str, Any]] = {
    "blocks are screened": {"scripts.file_check.SMALL": 0},
    "ids are numbers": {"scripts.engines.LITTLE": 0},
    "blocks are screened, ids are numbers": {"scripts.file_check.SMALL": 0, "scripts.engines.LITTLE": 0},
    "nothing is spared": {"scripts.table_checks._odd_rows": lambda *_: None},
    "blocks are screened, nothing is spared": {"scripts.file_check.SMALL": 0, "scripts.table_checks._odd_rows": lambda *_: None},
    "all are counted by the engine": {"schemas.executor.FEW": 0},
    "many lines are odd": {"scripts.file_check.SMALL": 0, "scripts.screen.MANY": 10_000},
}


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with defects of every kind, also in text and in ids that others link to."""
    return generated(tmp_path_factory.mktemp("large") / "spoiled", 1_000, defects=0.05)


@pytest.fixture(scope="module")
def as_little(spoiled: Path) -> Report:
    return _checked(spoiled)


def _checked(descriptor: Path) -> Report:
    return check(descriptor, most_rows=10_000, means=Means(cache=KEPT))


def test_the_package_has_what_the_ways_differ_in(as_little: Report) -> None:
    found = {finding.rule for finding in as_little.findings}
    assert {"cell_is_plain_text", "cell_matches_pattern", "link_exists", "key_is_unique", "event_parents_end"} <= found


@pytest.mark.parametrize("way", WAYS)
def test_every_way_finds_the_same(monkeypatch: pytest.MonkeyPatch, spoiled: Path, as_little: Report, way: str) -> None:
    for name, value in WAYS[way].items():
        monkeypatch.setattr(name, value)
    other = _checked(spoiled)
    assert set(other.findings) == set(as_little.findings)
    assert len(other.findings) == len(as_little.findings)
    assert (other.counts, other.tables) == (as_little.counts, as_little.tables)


def test_a_table_without_rows_is_told_in_every_way(monkeypatch: pytest.MonkeyPatch, package: Copy) -> None:
    package.write("sources", [])
    package.describe()
    expected = package.check()
    for name, value in WAYS["blocks are screened, ids are numbers"].items():
        monkeypatch.setattr(name, value)
    assert "table_has_rows" in {finding.rule for finding in expected.findings}
    assert set(package.check().findings) == set(expected.findings)


def test_the_folder_for_work_may_have_any_name(monkeypatch: pytest.MonkeyPatch, spoiled: Path, as_little: Report, tmp_path: Path) -> None:
    monkeypatch.setattr("scripts.table_checks.work_folder", lambda: work_folder(tmp_path / "a [b] {c} *d 'e'"))
    other = _checked(spoiled)
    assert (other.findings, other.counts) == (as_little.findings, as_little.counts)
