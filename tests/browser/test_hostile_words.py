"""Whatever the words of the records hold, the pages show it as words: nothing of it runs, and no element comes from it."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from scripts.database import build
from scripts.package import open_package
from scripts.site.facts import KINDS
from scripts.site.site import Inputs, build_site
from tests.conftest import KEPT, PROJECT, Copy

# One process builds the site for all of them.
pytestmark = pytest.mark.xdist_group("hostile")
SCRIPT = "<script>alert(1)</script>"
PICTURE = '"><img src=x onerror=alert(1)>'
QUOTED = "' autofocus onfocus=alert(1) x='"
HOSTILE = f" {SCRIPT} {PICTURE} {QUOTED}"
# By table, the columns that people fill with words: all cells of theirs that are not empty say it too.
WORDS = {
    "events": ("title", "description", "outcome", "note"),
    "places": ("name", "note"),
    "place_names": ("name",),
    "units": ("name", "short_name", "note"),
    "figures": ("as_written", "note"),
    "sources": ("title", "publisher", "originator", "note"),
    "passages": ("section", "gist", "note"),
    "claims": ("claimant", "note"),
}
# What only a text can have brought into a page: the pages have no picture, and no attribute that runs anything.
ELEMENTS = "document.querySelectorAll('img, script:not([src], [type]), [onerror], [onfocus], [autofocus]').length"
SHOWN = "document.body.textContent"


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real package whose words all say it; the map is drawn for these places and days alone."""
    root = tmp_path_factory.mktemp("hostile")
    for name in ("data", "schemas", "docs"):
        shutil.copytree(PROJECT / name, root / name)
    for file in (*PROJECT.glob("*.md"), PROJECT / "LICENSE-DATA"):
        shutil.copy(file, root)
    package = Copy(root)
    for table, columns in WORDS.items():
        rows = package.rows(table)
        package.write(table, [row | {column: row[column] + HOSTILE for column in columns if row[column]} for row in rows])
    package.describe()
    opened, ready = open_package(package.descriptor, KEPT), PROJECT / "build"
    build(opened, root / "operation.duckdb")
    inputs = Inputs(root / "operation.duckdb", PROJECT / "dist", ready / "validation.html", ready / "npm" / "node_modules")
    build_site(opened, inputs, root / "site")
    return root / "site"


def test_pages_of_records_show_it_as_words(page: Any, hostile_site: Path) -> None:
    for kind in KINDS:
        longest = max((hostile_site / kind).glob("*.html"), key=lambda file: file.stat().st_size)
        page.goto(longest.as_uri())
        assert page.evaluate(ELEMENTS) == 0, kind
        assert page.evaluate(SHOWN).count(SCRIPT) > 1 and PICTURE in page.evaluate(SHOWN), kind


def test_other_pages_show_it_as_words(page: Any, hostile_site: Path) -> None:
    shown = set()
    for file in sorted(hostile_site.glob("*.html")):
        page.goto(file.as_uri())
        assert page.evaluate(ELEMENTS) == 0, file.name
        shown |= {file.name} if SCRIPT in page.evaluate(SHOWN) else set()
    assert shown >= {"index.html", "records.html"}


@pytest.mark.parametrize("table", ["events", "places"])
def test_the_chart_shows_it_as_words(page: Any, hostile_site: Path, table: str) -> None:
    record = next(iter(sorted((hostile_site / table).glob("*.html")))).stem
    page.goto(f"{(hostile_site / 'index.html').as_uri()}#{table.removesuffix('s')}={record}")
    assert page.evaluate(ELEMENTS) == 0
    assert SCRIPT in page.inner_text("#card")


def test_an_address_is_no_markup(page: Any, site: Path) -> None:
    page.goto(f"{(site / 'index.html').as_uri()}#event={SCRIPT}&place={PICTURE}&unit={QUOTED}")
    assert page.evaluate(ELEMENTS) == 0
