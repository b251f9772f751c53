"""On Spark, the report is that of the embedded engine, to the letter. `make test-spark` compares them; the rest needs no Spark."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks.generate import generated
from schemas.patterns import spelt_out
from scripts.__main__ import main
from scripts.package import open_package
from tests.conftest import PROJECT, minimal_package
from tests.rule_breaks import BREAKS
from tests.spoiling import spoiled
from tests.thoroughness import examples

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
        package = minimal_package(folder / str(len(left)))
        for breaks in left.values():
            try:
                spoiled(package, breaks[0].edits)
            except (AssertionError, StopIteration):  # another break has taken its row, or made the same edit
                continue
        package.describe()
        found = {finding.rule for finding in package.check().findings}
        assert found & left.keys()
        left = {rule: breaks for rule, breaks in left.items() if rule not in found}
        yield package.descriptor


def with_a_table_missing_and_odd_cells(folder: Path) -> Iterator[Path]:
    """What the form of files and cells can be, and a table that other tables refer to and that cannot be read."""
    package = minimal_package(folder / "odd")
    package.file("units").write_text("unit_id,name\n", encoding="utf-8")
    package.edit("places", "harbour", latitude="north", name="Har\u2028bour", coordinate_uncertainty_m="007")
    package.edit("events", "landing", date_earliest="2020-02-30", date_edtf="2020-01-1T", title="cafe\u0301 ")
    package.edit("events", "campaign", date_edtf="2020012/2020-01-1 ", title="two\nlines", date_latest="0000-01-01")
    package.edit("sources", "chronicle", url="https://example.org/\u2028x", sha256="0" * 63)
    package.edit("figures", "all-dead", value_low="9" * 19, value_high="1e3", value_best="-0")
    package.describe()
    yield package.descriptor


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


def assert_lacking(code: int, said: str, complained: str, lacking: str) -> None:
    assert code == 2 and said == ""
    assert complained.startswith("could not run: Spark needs ") and lacking in complained and complained.count("\n") == 1


def test_a_lack_of_java_is_said_in_one_line() -> None:
    done = validated(PROJECT / "datapackage.json", "spark", PATH="/nowhere", JAVA_HOME="")
    assert_lacking(done.returncode, done.stdout, done.stderr, "'java'")


def test_a_lack_of_pyspark_is_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A stand-in is enough: it is looked for, and not run, before pyspark is.
    (tmp_path / "java").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    told = CliRunner().invoke(main, ["validate", "--engine", "spark"])
    assert_lacking(told.exit_code, told.stdout, told.stderr, "pyspark")


@pytest.mark.parametrize(("variables", "code"), [({}, 1), ({"SPARK_MAY_BE_SKIPPED": "1"}, 0)])
def test_what_cannot_be_tested_is_said_and_is_no_pass_unless_it_may_be(variables: dict[str, str], code: int) -> None:
    command = ["/bin/sh", str(PROJECT / "scripts" / "test_spark.sh"), ".venv"]
    done = subprocess.run(command, env={"JAVA_HOME": "/nowhere", **variables}, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert done.stderr.startswith("SKIPPED make test-spark: Spark needs Java 17 or newer, and '/nowhere/bin/java' does not run.\n")


ANYTHING = st.text("aZ0_ .-\t\x0b\n\r\u0085\u00a0\u2028é", max_size=6)
PIECES = st.sampled_from(
    [".", r"\s", r"\S", r"[^\s]", r"[\s.]", "a", "[^a]", r"\w", r"\d", "[a-z]", r"\.", "$", "(?:a|.)", "(.)", "Z{1,2}", ".*", r"\S+?"]
)


@given(st.lists(PIECES, max_size=5).map("".join), ANYTHING)
@settings(max_examples=examples(2))
def test_a_pattern_spelt_out_for_spark_means_the_same(pattern: str, text: str) -> None:
    spelt = spelt_out(pattern)
    assume(spelt is not None)
    assert (
        len(set(duckdb.execute("SELECT unnest([regexp_matches($1, $2), regexp_matches($1, $3)])", [text, pattern, spelt]).fetchall())) == 1
    )


@pytest.mark.parametrize("pattern", ["(?i)a", r"\bword", r"\p{L}", "[[:alpha:]]", "[a&&b]", "a++", r"\x41"])
def test_a_pattern_that_spark_may_read_otherwise_is_told(pattern: str) -> None:
    assert spelt_out(pattern) is None


def test_no_pattern_of_ours_is_strange_to_spark() -> None:
    schemas = [table.schema for table in open_package(PROJECT / "datapackage.json").tables.values()]
    columns = [column for schema in schemas for column in schema.fields]
    patterns = [column.constraints["pattern"] for column in columns if "pattern" in column.constraints]
    assert patterns and not [pattern for pattern in patterns if spelt_out(pattern) is None]
