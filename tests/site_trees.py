"""The pages of a package as tests read them: made from its database, without npm and without a release."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lxml import html

from scripts.database import build
from scripts.exports.source import opened_source
from scripts.package import Package, open_package
from scripts.site.facts import Facts
from scripts.site.ground import COUNTRIES
from scripts.site.page import Page
from tests.conftest import KEPT, Copy

# What all templates have, and no page of records is about.
SHARED = {"sign": "s", "navigation": (), "json_ld": "{}"}


@contextmanager
def facts_of(package: Package, database: Path, work: Path) -> Iterator[Facts]:
    with opened_source(package, work, work, database) as source:
        yield Facts(source)


@contextmanager
def facts_of_copy(package: Copy, work: Path) -> Iterator[Facts]:
    """The facts of a package that a test has spoiled."""
    package.describe()
    opened = open_package(package.descriptor, KEPT)
    build(opened, work / "spoiled.duckdb")
    with facts_of(opened, work / "spoiled.duckdb", work) as facts:
        yield facts


def parsed(facts: Facts, pages: Iterable[Page]) -> Mapping[str, Any]:
    """The pages by their paths, as trees."""
    shared = {**SHARED, "package": facts.package}
    return {page.path: html.fromstring(page.html(shared)) for page in pages}


def words(element: Any) -> str:
    """The text of an element, with one blank where there are several."""
    return " ".join(element.text_content().split())


# Two squares that share a side: arcs 0 (the side), 1 (round the upper one) and 2 (round the lower one), in steps of a degree.
ATLAS = {
    "type": "Topology",
    "transform": {"scale": [1, 1], "translate": [36, 36]},
    "arcs": [[[0, 0], [1, 0]], [[1, 0], [0, 1], [-1, 0], [0, -1]], [[1, 0], [0, -1], [-1, 0], [0, 1]]],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "Turkey"}},
                {"type": "MultiPolygon", "arcs": [[[0, 2]]], "properties": {"name": "Syria"}},
                {"type": "Polygon", "arcs": [[~0, ~1]], "properties": {"name": "Elsewhere"}},
            ]
        }
    },
}


def packages_in(folder: Path) -> Path:
    """A folder as npm leaves it, with the smallest atlas that has two countries with a border."""
    file = folder / COUNTRIES
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(ATLAS), encoding="utf-8")
    return folder
