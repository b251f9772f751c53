"""When make works again: if what the report was made from has changed, by content, whatever else is asked for; and only then."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import PROJECT

BEFORE = ["requirements.lock", "scripts/setup.sh", "data/units.csv", "datapackage.json"]


def would_validate(folder: Path, *goals: str) -> bool:
    done = subprocess.run(["make", "-n", *goals], cwd=folder, capture_output=True, text=True, check=True)
    return "validate --report" in done.stdout


@pytest.fixture
def validated(tmp_path: Path) -> Path:
    """A folder that make takes for one that is set up and validated; dates are set apart so that no clock is too coarse."""
    shutil.copy(PROJECT / "Makefile", tmp_path)
    for name in [*BEFORE, ".venv/.ready"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
        os.utime(tmp_path / name, (100, 100))
    assert would_validate(tmp_path, "validate")
    for second, name in enumerate(["build/.inputs", "build/validation.txt", "build/validation.json"], start=200):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (second, second))
    return tmp_path


def test_nothing_changed_is_no_work(validated: Path) -> None:
    assert not would_validate(validated, "validate")


@pytest.mark.parametrize("goals", [["validate"], ["lint", "validate"], ["validate", "help"], ["db"]], ids=" ".join)
def test_a_change_is_work_even_with_an_old_date(validated: Path, goals: list[str]) -> None:
    (validated / "data" / "units.csv").write_text("changed", encoding="utf-8")
    os.utime(validated / "data" / "units.csv", (100, 100))
    assert would_validate(validated, *goals)


@pytest.mark.parametrize("name", ["data/units.csv", "datapackage.json"])
def test_a_file_that_is_gone_is_a_change(validated: Path, name: str) -> None:
    (validated / name).unlink()
    assert would_validate(validated, "validate")


def test_what_a_query_says_is_not_run_by_make(validated: Path) -> None:
    subprocess.run(["make", "-n", "query", "SQL=$(shell touch made) '"], cwd=validated, capture_output=True, check=True)
    assert not (validated / "made").exists()
