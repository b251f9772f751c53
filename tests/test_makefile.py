"""When make works again: if what the report was made from has changed, by content, whatever else is asked for; and only then."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import PROJECT

BEFORE = ["requirements.lock", "requirements-dev.lock", "scripts/setup.sh", "data/units.csv", "datapackage.json"]
REPORTS = ["build/validation.txt", "build/validation.json", "build/validation.html"]


def would_validate(folder: Path, *goals: str) -> bool:
    done = subprocess.run(["make", "-n", *goals], cwd=folder, capture_output=True, text=True, check=True)
    return "validate --referee --report" in done.stdout


@pytest.fixture
def validated(tmp_path: Path) -> Path:
    """A folder that make takes for one that is set up and validated; dates are set apart so that no clock is too coarse."""
    shutil.copy(PROJECT / "Makefile", tmp_path)
    for name in [*BEFORE, ".venv/.ready", ".venv/.tools"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
        os.utime(tmp_path / name, (100, 100))
    assert would_validate(tmp_path, "validate")
    for second, name in enumerate(["build/.inputs", *REPORTS], start=200):
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


# Stands for a validation that writes what it is asked to write, and ends with the code that the file `code` holds.
VALIDATION = """#!/bin/sh
echo ran >> ran
for file; do case "$file" in build/*) echo report > "$file";; esac; done
exit "$(cat code)"
"""


@pytest.fixture
def pretended(validated: Path) -> Path:
    """A folder in which make can really run what only pretends to validate."""
    python = validated / ".venv" / "bin" / "python"
    python.parent.mkdir()
    python.write_text(VALIDATION, encoding="utf-8")
    python.chmod(0o755)
    (validated / "code").write_text("0", encoding="utf-8")
    return validated


def runs(folder: Path, *goals: str) -> tuple[int, int]:
    """How make ends, and how often it validated so far."""
    code = subprocess.run(["make", *goals], cwd=folder, capture_output=True, check=False).returncode
    return code, len((folder / "ran").read_text(encoding="utf-8").splitlines()) if (folder / "ran").exists() else 0


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("goals", [["validate"], ["-j4", "validate"]], ids=" ".join)
def test_a_report_that_is_gone_is_made_again_once(pretended: Path, name: str, goals: list[str]) -> None:
    (pretended / name).unlink()
    assert runs(pretended, *goals) == (0, 1)
    assert all((pretended / report).exists() for report in REPORTS)
    assert runs(pretended, *goals) == (0, 1)


def test_a_failed_report_stays_to_be_read_and_does_not_count(pretended: Path) -> None:
    (pretended / "data" / "units.csv").write_text("changed", encoding="utf-8")
    (pretended / "code").write_text("1", encoding="utf-8")
    failed = [report.replace("validation", "validation-failed") for report in REPORTS]
    assert runs(pretended, "validate") == (2, 1)
    assert all((pretended / report).exists() for report in failed) and not any((pretended / report).exists() for report in REPORTS)
    assert runs(pretended, "validate") == (2, 2)
    (pretended / "code").write_text("0", encoding="utf-8")
    assert runs(pretended, "validate") == (0, 3)
    assert all((pretended / report).exists() for report in REPORTS) and not any((pretended / report).exists() for report in failed)


@pytest.mark.parametrize(("target", "name"), [("query", "SQL"), ("account", "STATEMENTS")])
def test_what_a_user_says_is_not_run_by_make(validated: Path, target: str, name: str) -> None:
    subprocess.run(["make", "-n", target, f"{name}=$(shell touch made) '"], cwd=validated, capture_output=True, check=True)
    assert not (validated / "made").exists()
