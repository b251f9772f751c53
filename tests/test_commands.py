"""The command line: every command and target has its words, and each ends with the right exit code."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from scripts.__main__ import main
from tests.conftest import PROJECT, Copy

COMMANDS = main.commands
OF_PACKAGE = ["validate", "db", "export", "cite", "tidy", "refresh", "codebook", "cookbook", "sources", "agreement", "describe"]
TARGETS = re.findall(r"^([a-z-]+):.*##", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda command: command.name)
def test_every_command_has_a_sentence_an_example_and_help_on_each_option(command: click.Command) -> None:
    assert command.help and command.help.split("\n")[0].endswith(".")
    assert f" {command.name}" in command.help.partition("Example: python -m scripts")[2]
    assert all(option.help for option in command.params if isinstance(option, click.Option))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_a_target_or_stands_behind_one(command: str) -> None:
    assert f"$(RUN) {command}" in (PROJECT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_stands_in_readme_or_contributing(target: str) -> None:
    documents = [(PROJECT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md")]
    assert any(re.search(rf"\bmake {target}\b", document) for document in documents)


def test_make_help_lists_every_target() -> None:
    told = subprocess.run(["make", "help"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"^  make ([a-z-]+)", told, re.MULTILINE) == TARGETS


@pytest.mark.parametrize("command", OF_PACKAGE)
def test_no_descriptor_could_not_run(tmp_path: Path, command: str) -> None:
    code, output = run("--package", str(tmp_path / "none.json"), command)
    assert (code, output.count("\n")) == (2, 1)
    assert output.startswith("could not run: ") and "none.json" in output


@pytest.mark.parametrize("command", OF_PACKAGE)
def test_a_broken_descriptor_is_a_finding(package: Copy, command: str) -> None:
    package.descriptor.write_text("{", encoding="utf-8")
    code, output = run("--package", str(package.descriptor), command)
    assert code == 1
    assert "descriptor_is_json" in output


def test_validate_writes_the_report_that_it_prints(package: Copy, tmp_path: Path) -> None:
    text, document = tmp_path / "out" / "report.txt", tmp_path / "out" / "other.json"
    reports = ("--report", str(text), "--report", str(document))
    code, output = run("--package", str(package.descriptor), "validate", "--no-referee", *reports)
    assert code == 0
    assert text.read_text(encoding="utf-8") == output
    assert json.loads(document.read_text(encoding="utf-8"))["passed"] is True


def test_validate_tells_the_whole_count_where_it_shows_some(package: Copy) -> None:
    package.edit("units", "guard", name="")
    package.edit("units", "crown", name="")
    package.describe()
    code, output = run("--package", str(package.descriptor), "validate", "--no-referee", "--max-findings", "1")
    assert code == 1
    assert output.count("[cell_is_filled]") == 1
    assert "FAILED with 2 findings" in output and "1 more" in output


def test_tidy_and_refresh_mend_and_then_find_nothing(package: Copy) -> None:
    package.write("units", package.rows("units")[::-1])
    on = ("--package", str(package.descriptor))
    assert run(*on, "tidy", "--check")[0] == 1
    assert run(*on, "tidy")[0] == 0
    assert run(*on, "tidy", "--check") == (0, "tidy: nothing to change\n")
    package.edit("units", "guard", name="Guards")
    assert run(*on, "refresh", "--check")[0] == 1
    assert run(*on, "refresh")[0] == 0
    assert run(*on, "refresh", "--check") == (0, "refresh: nothing to change\n")


def test_codebook_is_written_once(package: Copy, tmp_path: Path) -> None:
    target = tmp_path / "codebook.md"
    on = ("--package", str(package.descriptor), "codebook", "--output", str(target))
    shutil.copytree(PROJECT / "docs", package.root / "docs")
    assert run(*on, "--check")[0] == 1
    assert run(*on)[0] == 0
    assert run(*on, "--check") == (0, "codebook: nothing to change\n")


def test_db_query_and_shell(package: Copy, tmp_path: Path) -> None:
    database = str(tmp_path / "new" / "operation.duckdb")
    assert run("--package", str(package.descriptor), "db", "--output", database)[0] == 0
    assert run("query", "SELECT unit_id FROM units ORDER BY ALL", "--format", "csv", "--database", database) == (
        0,
        "unit_id\ncrown\nguard\nleague\n",
    )
    code, output = run("query", "SELECT nothing", "--database", database)
    assert code == 1 and "Traceback" not in output
    code, output = run("query", "SELECT 1", "--database", str(tmp_path / "none.duckdb"))
    assert code == 2 and "make db" in output
    told = CliRunner().invoke(main, ["shell", "--database", database], input="SELECT count(*) AS n FROM units;\n")
    assert told.exit_code == 0 and "3" in told.output


def test_another_package_gets_its_own_database_and_codebook(package: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(PROJECT / "docs", package.root / "docs")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    for command in ("db", "codebook"):
        assert run("--package", str(package.descriptor), command)[0] == 0
    assert list(elsewhere.iterdir()) == []
    assert (package.root / "build" / "operation.duckdb").is_file()


def test_verify_source(package: Copy, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Another text.\n", encoding="utf-8")
    on = ("--package", str(package.descriptor), "verify-source")
    assert run(*on, str(article))[0] == 1
    assert run(*on, str(tmp_path / "none.txt"))[0] == 2


def test_an_ascii_terminal_does_not_crash() -> None:
    command = [sys.executable, "-m", "scripts", "validate", "--no-referee"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, env={"PYTHONIOENCODING": "ascii", "PATH": ""}, check=False)
    assert done.returncode == 0, done.stderr


def test_help_imports_nothing_heavy() -> None:
    heavy = ["duckdb", "pandera", "ibis", "pandas", "frictionless", "rich", "jsonschema", "jinja2", "xml.etree"]
    script = f"import sys, scripts.__main__; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_citation_says_what_the_descriptor_says() -> None:
    citation = yaml.safe_load((PROJECT / "CITATION.cff").read_text(encoding="utf-8"))
    descriptor = json.loads((PROJECT / "datapackage.json").read_text(encoding="utf-8"))
    assert citation["type"] == "dataset"
    assert [citation[word] for word in ("title", "version", "abstract")] == [
        descriptor[word] for word in ("title", "version", "description")
    ]
    assert citation["license"] == descriptor["licenses"][0]["name"]
    assert citation["keywords"] == descriptor["keywords"]
    assert citation["date-released"] == descriptor["created"][:10]
    creators = [person["title"] for person in descriptor["contributors"] if "creator" in person["roles"]]
    assert [author["name"] for author in citation["authors"]] == creators


@pytest.mark.parametrize("redirection", ["", ">&-"])
def test_validate_ends_at_once_with_its_exit_code(package: Copy, redirection: str) -> None:
    command = f"{shlex.join([sys.executable, '-m', 'scripts', '--package', str(package.descriptor), 'validate'])} {redirection}"
    assert subprocess.run(command, shell=True, cwd=PROJECT, capture_output=True, check=False).returncode == 0
    (package.root / "data" / "units.csv").unlink()
    assert subprocess.run(command, shell=True, cwd=PROJECT, capture_output=True, check=False).returncode == 1
