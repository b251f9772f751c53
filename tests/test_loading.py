"""The lines in docs/loading.md load the data, in every program that is here."""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import pytest

from scripts.exports.folder import export
from scripts.package import open_package
from tests.conftest import KEPT, PROJECT, rows_of

TEXT = (PROJECT / "docs/loading.md").read_text(encoding="utf-8")
# These do not come with this project; tests/readers runs the lines for them.
NOT_HERE = {"polars", "geopandas"}


def snippets(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


def needs(snippet: str) -> None:
    """Skip the snippet if what it reads or runs is not here."""
    absent = {name for name in re.findall(r"^import (\w+)", snippet, re.MULTILINE) if not find_spec(name)} & NOT_HERE
    if absent:
        pytest.skip(f"{', '.join(absent)} does not come with this project: run it with make test-readers")


@pytest.fixture(scope="module")
def clone(operation: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like a clone in which `make db` and `make export` were typed."""
    folder = tmp_path_factory.mktemp("clone")
    for part in ("data", "schemas", "datapackage.json"):
        (folder / part).symlink_to(PROJECT / part)
    (folder / "build").mkdir()
    shutil.copy(operation, folder / "build/operation.duckdb")
    export(open_package(PROJECT / "datapackage.json", KEPT), folder / "build/exports", database=operation)
    return folder


def test_there_are_lines_for_every_program() -> None:
    assert len(snippets("sql")) >= 2 and len(snippets("sh")) >= 3 and len(snippets("r")) >= 2
    for program in ("duckdb", "pandas", "polars", "sqlite3", "frictionless", "geopandas"):
        assert any(program in snippet for snippet in snippets("python")), program


@pytest.mark.parametrize("snippet", snippets("sql"))
def test_the_sql_runs(clone: Path, monkeypatch: pytest.MonkeyPatch, snippet: str) -> None:
    needs(snippet)
    monkeypatch.chdir(clone)
    with duckdb.connect() as connection:
        assert connection.execute(snippet).fetchall()


@pytest.mark.parametrize("snippet", snippets("sql"))
def test_the_sql_runs_on_the_command_line(clone: Path, snippet: str) -> None:
    needs(snippet)
    if not shutil.which("duckdb"):
        pytest.skip("the command line of DuckDB is not installed")
    told = subprocess.run(["duckdb", "-csv"], input=snippet, cwd=clone, capture_output=True, text=True, check=True)
    assert len(told.stdout.splitlines()) > 1


@pytest.mark.parametrize("snippet", snippets("python"))
def test_the_python_loads_rows(clone: Path, monkeypatch: pytest.MonkeyPatch, snippet: str) -> None:
    needs(snippet)
    monkeypatch.chdir(clone)
    names: dict[str, Any] = {}
    exec(snippet, names)
    loaded = {name: names[name] for name in ("events", "figures", "places", "control") if name in names}
    assert loaded
    assert all(len(rows) for rows in loaded.values())


@pytest.mark.parametrize("snippet", snippets("sh"))
def test_the_lines_for_the_shell_print_something(clone: Path, snippet: str) -> None:
    needs(snippet)
    program = snippet.split()[0]
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    told = subprocess.run(["sh", "-euc", snippet], cwd=clone, capture_output=True, text=True, env={**os.environ, "HOME": str(clone)})
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.strip()


def test_pandas_keeps_missing_cells_apart_from_values(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the document says of missing cells and open days is so."""
    monkeypatch.chdir(clone)
    names: dict[str, Any] = {}
    exec(next(snippet for snippet in snippets("python") if "read_csv" in snippet and "pandas" in snippet), names)
    figures, events = names["figures"], names["events"]
    rows = rows_of(PROJECT / "data/figures.csv")
    assert figures["side"].tolist() == [row["side"] for row in rows], "none is a value"
    assert [None if value is names["pd"].NA else str(value) for value in figures["value_low"]] == [row["value_low"] or None for row in rows]
    is_open = [not row["date_latest"] for row in rows_of(PROJECT / "data/events.csv")]
    assert events["date_latest"].isna().tolist() == is_open
    assert not (events["date_latest"] <= "2099-01-01")[is_open].any(), "an open end drops out of a filter"


def test_duckdb_reads_missing_cells_as_null(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(clone)
    snippet = next(snippet for snippet in snippets("sql") if "all_varchar" in snippet)
    rows = {row[0]: row[1:] for row in duckdb.connect().execute(snippet).fetchall()}
    assert rows["taftanaz-killi-killed"] == ("at least 100", 100, "2012-04-07")
    assert rows["al-rouge-plain-tanks"] == ("about 90", None, None)


def test_an_import_into_sqlite_has_empty_text(clone: Path) -> None:
    if not shutil.which("sqlite3"):
        pytest.skip("sqlite3 is not installed")
    snippet = next(snippet for snippet in snippets("sh") if ".import" in snippet)
    told = subprocess.run(["sh", "-euc", snippet], cwd=clone, capture_output=True, text=True, check=True)
    assert told.stdout.split() == [row["figure_id"] for row in rows_of(PROJECT / "data/figures.csv") if not row["part_of_figure_id"]]


def test_columns_and_files_that_are_named_are_there(clone: Path) -> None:
    package = open_package(PROJECT / "datapackage.json", KEPT)
    columns = {name for table in package.tables.values() for name in table.schema.names}
    for name in re.findall(r"`([a-z0-9]+_(?:id|edtf|earliest|latest|m|written|low|after))`", TEXT):
        assert name in columns, name
    for file in re.findall(r"build/exports/([\w./]+)[`\"? ]", TEXT):
        assert (clone / "build/exports" / file).exists(), file
