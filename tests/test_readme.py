"""What the README shows is what the commands print and what the data hold."""

import csv
import json
import re
import shutil
from pathlib import Path

import duckdb
import pytest

import schemas.rules  # noqa: F401 - fills the registry
from schemas.rule import RULES
from scripts.answers import reply, told
from scripts.query import answer, rendered
from scripts.questions import by_name, questions
from scripts.release.contents import PAGES
from tests.conftest import PROJECT

README = (PROJECT / "README.md").read_text(encoding="utf-8")
QUERIES = re.findall(r'```console\n\$ make query SQL="([^\n]+)"\n(.*?)```', README, re.DOTALL)
ASKED = re.findall(r"```console\n\$ make ask Q=([^\n]+)\n(.*?)```", README, re.DOTALL)
SQL = re.findall(r"```sql\n(.*?)```", README, re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


@pytest.fixture(scope="module")
def database(operation: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("readme") / "build" / "operation.duckdb"
    target.parent.mkdir()
    shutil.copy(operation, target)
    return target


def test_the_readme_shows_answers() -> None:
    assert len(QUERIES) >= 2 and ASKED and PYTHON and SQL


@pytest.mark.parametrize(("sql", "shown"), QUERIES)
def test_the_answer_in_the_readme_is_the_real_one(database: Path, sql: str, shown: str) -> None:
    assert shown == rendered(answer(database, sql), width=100)


@pytest.mark.parametrize(("name", "shown"), ASKED)
def test_the_prepared_answer_in_the_readme_is_the_real_one(database: Path, name: str, shown: str) -> None:
    answered = told(reply(database, by_name(name, questions())), "table", 100)
    first, last = shown.split("…\n")
    assert answered.startswith(first) and answered.endswith(last)


@pytest.fixture
def folder(database: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like a clone in which `make db` was typed, and in which we are."""
    found = database.parent.parent
    for part in ("data", "schemas", "datapackage.json"):
        if not (found / part).exists():
            (found / part).symlink_to(PROJECT / part)
    monkeypatch.chdir(found)
    return found


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("statements", SQL)
def test_the_sql_in_the_readme_runs(statements: str) -> None:
    with duckdb.connect() as connection:
        assert len(connection.execute(statements).fetchall()) > 0


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("code", PYTHON)
def test_the_python_in_the_readme_runs(code: str) -> None:
    names: dict[str, object] = {}
    exec(code, names)
    loaded = [value for name, value in names.items() if name in ("events", "control", "figures")]
    assert loaded and all(len(value) for value in loaded)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("document", "must_tell"),
    [
        ("README.md", {"events", "places", "units", "figures"}),
        ("CHANGELOG.md", {"events", "places", "units", "figures", "passages", "claims"}),
    ],
)
def test_the_numbers_are_those_of_the_data(document: str, must_tell: set[str]) -> None:
    text = (PROJECT / document).read_text(encoding="utf-8")
    tables = ("events", "places", "units", "figures", "claims", "passages")
    told = {table: set(re.findall(rf"\b(\d+) {table}\b", text)) for table in tables}
    assert {table for table in tables if told[table]} >= must_tell
    for table in tables:
        with (PROJECT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
            number = len(list(csv.DictReader(stream)))
        assert told[table] <= {str(number)}, table


def test_documents_name_the_version_of_the_descriptor() -> None:
    version = json.loads((PROJECT / "datapackage.json").read_text(encoding="utf-8"))["version"]
    for file in (PROJECT / "README.md", *(PROJECT / "docs" / f"{name}.md" for name in PAGES)):
        told = set(re.findall(r"\b[Vv]ersion (\d{1,2}\.\d+\.\d+)", file.read_text(encoding="utf-8")))
        assert told <= {version}, file.name


def test_the_change_log_counts_the_rules() -> None:
    assert f"{len(RULES)} rules" in (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_links_in_documents_resolve() -> None:
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "ERRATA.md",
        *(f"docs/{file.name}" for file in (PROJECT / "docs").glob("*.md")),
    ):
        file = PROJECT / name
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", file.read_text(encoding="utf-8")):
            assert (file.parent / link).exists(), f"{name}: {link}"
