"""On Spark, the report is that of the embedded engine, to the letter. `make test-spark` runs this: it needs Java, and pyspark beside us."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate import generated
from tests.conftest import MINIMAL, PROJECT, Copy
from tests.rule_breaks import BREAKS
from tests.test_rules import spoiled

PYSPARK = PROJECT / "build" / "spark-packages"
needs_spark = [
    pytest.mark.spark,
    pytest.mark.skipif("SPARK_TESTS" not in os.environ, reason="takes minutes, Java and 490 MB of pyspark; run it with: make test-spark"),
]


def validated(descriptor: Path, engine: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scripts", "--package", str(descriptor), "validate", "--engine", engine, "--format", "json"]
    return subprocess.run(command, cwd=PROJECT, env=os.environ | environment, capture_output=True, text=True, check=False)


def report(descriptor: Path, engine: str) -> dict[str, Any]:
    done = validated(descriptor, engine, SPARK_MASTER="local[2]", PYTHONPATH=str(PYSPARK))
    assert done.stderr == "" and done.returncode in (0, 1), done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    assert found.pop("engine")["name"] == {"embedded": "duckdb", "spark": "spark"}[engine]
    return found


def broken(found: dict[str, Any]) -> set[str]:
    return {finding["rule"] for finding in found["findings"]}


def real(folder: Path) -> Iterator[Path]:
    yield PROJECT / "datapackage.json"


def with_planted_defects(folder: Path) -> Iterator[Path]:
    yield generated(folder, events=300, defects=0.05)


def with_every_rule_broken(folder: Path) -> Iterator[Path]:
    """The first breaks of all rules, one laid on the other; those that another one hides go into a further package."""
    left = dict(BREAKS)
    while left:
        package = minimal(folder / str(len(left)))
        for breaks in left.values():
            try:
                spoiled(package, breaks[0].edits)
            except (AssertionError, StopIteration):  # another break has taken its row, or made the same edit
                continue
        found = {finding.rule for finding in package.check().findings}
        assert found & left.keys()
        left = {rule: breaks for rule, breaks in left.items() if rule not in found}
        yield package.descriptor


def with_a_table_missing_and_odd_cells(folder: Path) -> Iterator[Path]:
    """What the form of files and cells can be, and a table that other tables refer to and that cannot be read."""
    package = minimal(folder / "odd")
    package.file("units").write_text("unit_id,name\n", encoding="utf-8")
    package.edit("places", "harbour", latitude="north", name="Har\u2028bour", coordinate_uncertainty_m="007")
    package.edit("events", "landing", date_earliest="2020-02-30", date_edtf="2020-01-1T", title="cafe\u0301 ")
    package.edit("events", "campaign", date_edtf="2020012/2020-01-1 ", title="two\nlines", date_latest="0000-01-01")
    package.edit("sources", "chronicle", url="https://example.org/\u2028x", sha256="0" * 63)
    package.edit("figures", "all-dead", value_low="9" * 19, value_high="1e3", value_best="-0")
    package.describe()
    yield package.descriptor


def minimal(folder: Path) -> Copy:
    """The minimal package, as a test may change it."""
    shutil.copytree(PROJECT / "schemas", folder / "schemas", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copytree(MINIMAL, folder / "data")
    copy = Copy(folder)
    copy.describe()
    return copy


PACKAGES: list[tuple[Callable[[Path], Iterator[Path]], set[str]]] = [
    (real, set()),
    (with_planted_defects, {"key_is_unique", "link_exists", "cell_is_plain_text"}),
    (with_every_rule_broken, set(BREAKS)),
    (with_a_table_missing_and_odd_cells, {"header_equals_schema", "cell_is_number", "cell_is_date", "cell_is_plain_text"}),
]


@pytest.mark.parametrize(("packages", "rules"), [pytest.param(*one, id=one[0].__name__, marks=needs_spark) for one in PACKAGES])
def test_spark_finds_what_the_embedded_engine_finds(tmp_path: Path, packages: Callable[[Path], Iterator[Path]], rules: set[str]) -> None:
    seen: set[str] = set()
    for descriptor in packages(tmp_path):
        expected = report(descriptor, "embedded")
        assert report(descriptor, "spark") == expected
        seen |= broken(expected)
    assert seen >= rules


@pytest.mark.parametrize(("path", "lacking"), [("/nowhere", "'java'"), (None, "pyspark")])
def test_what_spark_lacks_is_said_in_one_line(tmp_path: Path, path: str | None, lacking: str) -> None:
    # A stand-in is enough: it is looked for, and not run, before pyspark is.
    (tmp_path / "java").touch(mode=0o755)
    done = validated(PROJECT / "datapackage.json", "spark", PATH=path or str(tmp_path), JAVA_HOME="")
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.startswith("could not run: Spark needs ") and lacking in done.stderr and done.stderr.count("\n") == 1
