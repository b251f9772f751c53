"""Whatever the words of a record hold, the pages show it as words: nothing of it runs, and no element comes from it."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from scripts.database import build
from scripts.package import open_package
from scripts.site.documents import LICENCE
from scripts.site.facts import KINDS
from scripts.site.site import Inputs, build_site
from tests.browser.pages import built_pages
from tests.conftest import KEPT, PROJECT, minimal_package

SCRIPT = "<script>alert(1)</script>"
PICTURE = '"><img src=x onerror=alert(1)>'
QUOTED = "' autofocus onfocus=alert(1) x='"
HOSTILE = f"{SCRIPT} {PICTURE} {QUOTED}"
# By table and id of a record, the cells that people fill with words.
WORDS = {
    "events": ("landing", "title", "description", "outcome", "note"),
    "places": ("harbour", "name", "note"),
    "units": ("guard", "name", "note"),
    "figures": ("dead-at-landing", "as_written", "note"),
    "sources": ("chronicle", "title", "publisher", "note"),
    "passages": ("p1", "section", "gist", "note"),
    "claims": ("p1-c2", "claimant", "note"),
    "place_names": ("harbour", "name"),
}
# What only a text can have brought into a page: the pages have no picture, and no attribute that runs anything.
ELEMENTS = "document.querySelectorAll('img, script:not([src]):not([type]), [onerror], [onfocus]').length"


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the minimal package in which one record of each table says it, and a release of the same version."""
    root = tmp_path_factory.mktemp("hostile")
    package = minimal_package(root)
    for table, (key, *columns) in WORDS.items():
        package.edit(table, key, **dict.fromkeys(columns, HOSTILE))
    package.describe()
    shutil.copytree(PROJECT / "docs", root / "docs")
    for document in (*PROJECT.glob("*.md"), PROJECT / LICENCE):
        shutil.copy(document, root)
    opened = open_package(package.descriptor, KEPT)
    build(opened, root / "operation.duckdb")
    inputs = Inputs(root / "operation.duckdb", PROJECT / "dist", PROJECT / "build" / "validation.html", PROJECT / "build" / "npm" / "node_modules")
    build_site(opened, inputs, root / "site")
    return root / "site"


def pages_of_records(site: Path) -> list[str]:
    return [f"{kind}/{WORDS[kind][0]}.html" for kind in KINDS] + [path for path in built_pages(site) if "/" not in path]


def test_the_pages_show_it_as_words(page: Any, hostile_site: Path) -> None:
    told = []
    for path in pages_of_records(hostile_site):
        page.goto((hostile_site / path).as_uri())
        assert page.evaluate(ELEMENTS) == 0, path
        text = page.evaluate("document.body.textContent")
        told += [path for words in (SCRIPT, PICTURE) if words in text]
    assert {f"{kind}/{WORDS[kind][0]}.html" for kind in KINDS} <= set(told) and told.count("index.html") == 2


def test_the_map_shows_it_as_words(page: Any, hostile_site: Path) -> None:
    page.goto(f"{(hostile_site / 'index.html').as_uri()}#event=landing")
    assert SCRIPT in page.evaluate("document.body.textContent") and page.evaluate(ELEMENTS) == 0
    page.goto(f"{(hostile_site / 'index.html').as_uri()}#place=harbour&q={HOSTILE}")
    assert page.evaluate(ELEMENTS) == 0
