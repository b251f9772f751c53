"""The page of the SQL console: all that can be asked stands on it as text, and it may load what it needs and nothing else."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import pytest

from scripts.exports.source import Source
from scripts.package import open_package
from scripts.questions import Question, questions
from scripts.site import console
from scripts.site.assets import NoPackages
from scripts.site.facts import Facts
from scripts.views import views
from tests.conftest import KEPT, PROJECT

SHARED = {"package": {"title": "T", "version": "1", "licence": "L"}, "sign": "s", "navigation": ()}
SCRIPT = "<script>alert(1)</script>"


class Text(HTMLParser):
    """What stands on a page as text, by the id of the details element around it, and the scripts on it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.scripts: list[dict[str, str | None]] = []
        self.texts: dict[str, str] = {}
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "script":
            self.scripts.append(found)
        if tag == "details":
            self._inside = found.get("id") or found.get("data-sql") or ""

    def handle_data(self, data: str) -> None:
        self.texts[self._inside] = self.texts.get(self._inside, "") + data


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder node_modules with the names of all that the console takes from it."""
    for path in (*console.OTHERS, *console.LICENCES):
        file = tmp_path / "node_modules" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path, encoding="utf-8")
    return tmp_path / "node_modules"


def page(database: Path, packages: Path) -> str:
    with duckdb.connect(str(database), read_only=True) as connection:
        source = Source(open_package(PROJECT / "datapackage.json", KEPT), database, connection)
        [found] = console.pages(Facts(source), packages)
        return found.html(SHARED)


def edited(operation: Path, target: Path, statement: str) -> Path:
    target.write_bytes(operation.read_bytes())
    with duckdb.connect(str(target)) as connection:
        connection.execute(statement)
    return target


def test_every_question_stands_on_the_page(operation: Path, packages: Path) -> None:
    texts = Text(page(operation, packages)).texts
    for one in questions():
        told = texts[one.name]
        assert one.title in told and one.sql() in told
        for words in (one.question, one.reading, *(parameter.words for parameter in one.parameters)):
            assert words.replace("`", "") in told


def test_every_table_view_and_macro_stands_on_the_page(operation: Path, packages: Path) -> None:
    texts = Text(page(operation, packages)).texts
    with duckdb.connect(str(operation), read_only=True) as connection:
        columns = connection.execute("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal").fetchall()
        macros = connection.execute("SELECT DISTINCT function_name FROM duckdb_functions() WHERE NOT internal").fetchall()
    for table, column in columns:
        assert column in texts[f"FROM {table}"]
    by_name = {one.name: one for one in views()}
    for (name,) in macros:
        one = by_name[name]
        told = texts[f"{'FROM' if one.columns else 'SELECT'} {one.call}"]
        assert all(words.replace("`", "") in told for words in (one.description, *one.columns.values(), *one.parameters.values()))
    assert {name for (name,) in macros} == {one.name for one in by_name.values() if one.kind == "macro"} and len(columns) > 100


def test_what_can_be_inserted_runs(operation: Path) -> None:
    with duckdb.connect(str(operation), read_only=True) as connection:
        source = Source(open_package(PROJECT / "datapackage.json", KEPT), operation, connection)
        for one in console.relations(source):
            if one.kind != "macro":
                assert connection.sql(f"{one.sql} LIMIT 0").columns == [column.name for column in one.columns]


def test_scripts_in_the_words_stay_text(operation: Path, packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_script = replace(
        questions()[0], title=SCRIPT, question=f"`{SCRIPT}`?", reading=f"{SCRIPT}.", query=f"SELECT '{SCRIPT}';", engine="9"
    )
    monkeypatch.setattr(console, "questions", lambda: [with_script])
    name = f'"{SCRIPT}"'
    spoilt = (
        f"COMMENT ON TABLE events IS 'a `{SCRIPT}`'; CREATE TABLE {name} ({name} INTEGER); COMMENT ON COLUMN {name}.{name} IS '{SCRIPT}'"
    )
    html = page(edited(operation, tmp_path / "spoilt.duckdb", spoilt), packages)
    found = Text(html)
    assert [script.get("type", script.get("src")) for script in found.scripts] == ["importmap", "assets/console/console.js"]
    assert found.texts[with_script.name].count(SCRIPT) == 4
    assert f"a {SCRIPT}" in found.texts["FROM events"] and found.texts[f"FROM {name}"].count(SCRIPT) == 3


def test_words_between_grave_accents_are_code() -> None:
    assert console.marked("a `b` c `<d>`") == "a <code>b</code> c <code>&lt;d&gt;</code>"


def test_the_policy_has_the_hash_of_the_map_and_names_nobody_else(operation: Path, packages: Path) -> None:
    html = page(operation, packages)
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    [content] = re.findall(r'<script type="importmap">([^<]*)</script>', html)
    parts: dict[str, Any] = {name: words for name, *words in (part.split() for part in unescape(policy).split(";"))}
    digest = b64encode(sha256(content.encode()).digest()).decode()
    assert parts["script-src"] == ["'self'", "'wasm-unsafe-eval'", f"'sha256-{digest}'"]
    assert parts["connect-src"] == parts["worker-src"] == parts["style-src"] == ["'self'"] and parts["default-src"] == ["'none'"]
    assert "//" not in policy and "'unsafe-" not in policy


def test_a_question_that_needs_a_newer_engine_is_marked(operation: Path, packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = questions()[:3]
    monkeypatch.setattr(console, "questions", lambda: [replace(first, engine="2.0"), replace(second, engine="1.4.3"), third])
    html = page(operation, packages)
    assert re.findall(r'id="([^"]+)" [^>]*data-needs="([^"]+)"', html) == [(first.name, "2.0")]
    assert re.findall(r'class="badge">([^<]+)<', html) == ["needs DuckDB 2.0", "needs DuckDB 1.4.3"]


@pytest.mark.parametrize(
    ("engine", "newer"), [("", False), ("1.1", False), ("1.4", False), ("1.4.3", False), ("1.4.10", True), ("1.10", True), ("2", True)]
)
def test_versions_are_compared_by_their_numbers(engine: str, newer: bool) -> None:
    one: Question = replace(questions()[0], engine=engine)
    assert console.too_new(one) is newer


def test_the_engine_and_its_licences_are_copied(packages: Path, tmp_path: Path) -> None:
    console.copy_engine(packages, tmp_path / "site")
    copied = {file.name for file in (tmp_path / "site/assets/duckdb").iterdir()}
    assert copied == {Path(path).name for path in console.OTHERS} | set(console.LICENCES.values())
    (packages / console.WASM).unlink()
    with pytest.raises(NoPackages, match=r"duckdb-eh\.wasm is not there"):
        console.copy_engine(packages, tmp_path / "site")


def test_our_own_code_asks_for_our_own_files_alone() -> None:
    folder = PROJECT / "scripts/site/static"
    for file in (folder / "console").iterdir():
        text = file.read_text(encoding="utf-8")
        asked = re.findall(r"""(?:from |import\(|address\(|new URL\()"([^"]+)\"""", text)
        for path in asked:
            found = (file.parent / path).resolve()
            assert found.is_file() or found.name in {Path(other).name for other in console.OTHERS}, (file.name, path)
        assert "innerHTML" not in text and "//" not in re.sub(r"^\s*// .*$", "", text, flags=re.MULTILINE), file.name
