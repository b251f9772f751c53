"""The folder of exports is written as a whole or not at all, replaces nothing that is not its own, and is described in docs/exports.md."""

import dataclasses
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import duckdb
import pytest
from click.testing import CliRunner

from scripts import whole_folder
from scripts.commands.exporting import export as command
from scripts.database import BuildFailed, CannotWrite
from scripts.exports import folder as folder_module
from scripts.exports.about import WARNINGS, about
from scripts.exports.folder import export
from scripts.exports.registry import EXPORTS
from scripts.package import open_package
from tests.conftest import KEPT, PROJECT, Copy

pytestmark = pytest.mark.thorough

DOCUMENT = (PROJECT / "docs" / "exports.md").read_text(encoding="utf-8")
SQL = re.findall(r"```sql\n(.*?)```", DOCUMENT, re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


@pytest.fixture
def old(package: Copy) -> Path:
    """The folder of an older export of the package, with a file that no export has any more."""
    folder = package.root / "build" / "exports"
    export(open_package(package.descriptor), folder, ["claims"])
    (folder / "stale.csv").touch()
    return folder


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the quickest of all exports, where it does not matter which."""
    monkeypatch.setattr(folder_module, "EXPORTS", {"claims": EXPORTS["claims"]})


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("at_one_stroke", [True, False])
def test_a_new_export_replaces_the_old_one_as_a_whole(
    package: Copy, old: Path, at_one_stroke: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not at_one_stroke:
        monkeypatch.setattr(whole_folder, "exchanged", lambda new, folder: False)
    written = export(open_package(package.descriptor), old)
    assert {path.name for path in old.iterdir()} == {"README.txt", "claims.jsonl"}
    assert [one.file for one in written] == [old / "claims.jsonl"]
    assert list(old.parent.iterdir()) == [old]


def failing(error: BaseException) -> Callable[..., Any]:
    def write(source: Any, folder: Path) -> Any:
        (folder / "half.csv").touch()
        raise error

    return write


ENDS: dict[str, tuple[BaseException, type[BaseException]]] = {
    "data": (BuildFailed("A row."), BuildFailed),
    "engine": (duckdb.ConversionException("A cell."), BuildFailed),
    "engine_disk": (duckdb.IOException("No space left on device"), CannotWrite),
    "disk": (OSError(28, "No space left on device"), CannotWrite),
    "key": (KeyboardInterrupt(), KeyboardInterrupt),
}


@pytest.mark.parametrize("end", ENDS)
def test_an_export_that_is_broken_off_leaves_the_old_one(package: Copy, old: Path, end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(old)
    error, kind = ENDS[end]
    broken = dataclasses.replace(EXPORTS["claims"], write=failing(error))
    monkeypatch.setattr(folder_module, "EXPORTS", {"claims": EXPORTS["claims"], "broken": broken})
    with pytest.raises(kind) as caught:
        export(open_package(package.descriptor), old)
    assert type(caught.value) is kind
    assert contents(old) == before
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.usefixtures("small")
def test_a_rename_that_fails_puts_the_old_one_back(package: Copy, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, rename = contents(old), Path.rename
    monkeypatch.setattr(whole_folder, "exchanged", lambda new, folder: False)

    def refusing(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise OSError(5, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(CannotWrite, match=r"exports cannot be written: Input/output error\.$"):
        export(open_package(package.descriptor), old)
    assert contents(old) == before
    assert list(old.parent.iterdir()) == [old]


def test_what_a_killed_run_had_moved_aside_is_put_back_even_if_the_next_one_fails(package: Copy, old: Path) -> None:
    before = contents(old)
    old.rename(old.with_name(".exports-old"))
    package.edit("figures", "all-dead", value_low="many")
    package.describe()
    with pytest.raises(BuildFailed, match="many"):
        export(open_package(package.descriptor), old)
    assert contents(old) == before
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.usefixtures("small")
def test_what_a_killed_run_had_not_removed_yet_is_removed(package: Copy, old: Path) -> None:
    shutil.copytree(old, old.with_name(".exports-old"))
    export(open_package(package.descriptor), old)
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("way", ["somebody's folder", "another README", "a file"])
def test_what_is_not_an_export_is_not_replaced(package: Copy, tmp_path: Path, way: str) -> None:
    target = tmp_path / "target"
    if way == "a file":
        target.write_text("mine")
    else:
        target.mkdir()
        (target / ("README.txt" if way == "another README" else "thesis.txt")).write_text("mine")
    with pytest.raises(CannotWrite, match="target holds something else"):
        export(open_package(package.descriptor), target)
    assert "mine" in {file.read_text() for file in (target, *target.rglob("*")) if file.is_file()}


@pytest.mark.usefixtures("small")
def test_an_empty_folder_and_a_link_to_one_are_filled(package: Copy, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there")
    export(open_package(package.descriptor), tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "claims.jsonl").is_file()


@pytest.mark.usefixtures("small")
def test_a_database_that_is_given_is_exported(package: Copy, operation: Path, tmp_path: Path) -> None:
    before = operation.read_bytes()
    [one] = export(open_package(PROJECT / "datapackage.json"), tmp_path / "exports", database=operation)
    assert one.rows and one.rows > 100
    assert operation.read_bytes() == before


def run(descriptor: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, list(words), obj=descriptor)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_the_command_says_what_it_has_written(package: Copy) -> None:
    code, output = run(package.descriptor, "--only", "parquet", "--only", "claims")
    lines = output.splitlines()
    assert code == 0
    assert re.fullmatch(r"parquet/events\.parquet +3 rows  One row per thing that happened, was announced or was planned", lines[0])
    assert re.fullmatch(r"claims\.jsonl +\d+ rows  One row per thing that a passage says .*", lines[-2])
    files = len(open_package(package.descriptor, KEPT).tables) + 1
    assert lines[-1].endswith(f"build/exports: {files} files and a README.txt that explains them.")
    assert len(list((package.root / "build" / "exports").rglob("*.*"))) == files + 1


def test_the_command_fails_on_broken_data_and_keeps_the_old_export(package: Copy, old: Path) -> None:
    before = contents(old)
    package.edit("figures", "all-dead", value_low="many")
    package.describe()
    code, output = run(package.descriptor)
    assert (code, output.count("\n")) == (1, 1)
    assert "value_low is 'many'" in output
    assert contents(old) == before


def test_the_command_refuses_a_folder_of_somebody_else(package: Copy, tmp_path: Path) -> None:
    code, output = run(package.descriptor, "--output", str(tmp_path / "data"))
    assert (code, output.count("\n")) == (2, 1)
    assert output.startswith("could not run: ")


def test_an_unknown_name_is_told_with_the_known_ones(package: Copy) -> None:
    code, output = run(package.descriptor, "--only", "access")
    assert code == 2
    assert "'access' is none of excel, flat, " in output


def test_the_command_has_words_for_people() -> None:
    assert command.help and "Example: python -m scripts export" in command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_stands_in_the_document(name: str) -> None:
    one = EXPORTS[name]
    assert f"| `{name}` | {', '.join(f'`{file}`' for file in one.files)} | {one.description} |" in DOCUMENT


@pytest.mark.parametrize("warning", WARNINGS)
def test_every_warning_stands_in_the_document(warning: str) -> None:
    assert f"- {warning}\n" in DOCUMENT


@pytest.fixture(scope="module")
def clone(operation: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like a clone in which `make export` was typed."""
    folder = tmp_path_factory.mktemp("clone")
    export(open_package(PROJECT / "datapackage.json"), folder / "build" / "exports", database=operation)
    return folder


@pytest.fixture
def in_clone(clone: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(clone)
    yield


def test_the_document_shows_how_to_load() -> None:
    assert len(PYTHON) >= 4 and len(SQL) >= 2


@pytest.mark.usefixtures("in_clone")
@pytest.mark.parametrize("code", PYTHON)
def test_the_python_in_the_document_runs(code: str) -> None:
    names: dict[str, Any] = {}
    exec(code, names)
    loaded = [value for name, value in names.items() if name in ("flat", "sharp", "figures", "captures")]
    assert loaded and all(len(value) for value in loaded)
    if "database" in names:
        names["database"].close()


@pytest.mark.usefixtures("in_clone")
@pytest.mark.parametrize("statements", SQL)
def test_the_sql_in_the_document_runs(statements: str) -> None:
    with duckdb.connect() as connection:
        assert len(connection.execute(statements).fetchall()) > 0


def test_only_what_is_said_is_told() -> None:
    assert about({"title": "T", "version": "", "citation": "A. T."}) == {"Title": "T", "Cite as": "A. T."}
