"""Builds the folder of the site: every page, what pages load, and the downloads. It replaces the old folder whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.exports.source import opened_source
from scripts.package import Package
from scripts.site import assets, chart_data, console, documents, downloads, evidence, front, records_page
from scripts.site.facts import Facts
from scripts.site.json_ld import json_ld
from scripts.site.missing import MissingInput
from scripts.site.page import Page
from scripts.site.released import Released
from scripts.whole_folder import new_folder

SIGN_FILE = "index.html"
# By this line an older site is known, so that no folder of somebody else's is ever replaced.
SIGN = "scripts/site of the Idlib April 2012 data set"
# What stands at the top of each page: title, path, and the folder whose pages belong to it.
NAVIGATION = (
    {"title": "Map and timeline", "path": "index.html", "folder": "index"},
    {"title": "Records", "path": "records.html", "folder": "records"},
    {"title": "SQL console", "path": "console.html", "folder": "console"},
    {"title": "Documents", "path": documents.LIST, "folder": "documents"},
    {"title": "Downloads", "path": downloads.PATH, "folder": "downloads"},
)


@dataclass(frozen=True)
class Inputs:
    """What the site is built from beside the package: its database, its release, its validation report, and npm's node_modules."""

    database: Path
    release: Path
    report: Path
    packages: Path


def build_site(package: Package, inputs: Inputs, folder: Path) -> int:
    """Write the site into `folder`, which then holds nothing else; returns the number of pages.

    Raises ForeignFolder if it is somebody else's, NoPackages or MissingInput if something to build it from is missing or spoiled, and
    OSError; whatever is raised, the old site stays as it was.
    """
    import duckdb

    try:
        with new_folder(folder.resolve(), SIGN_FILE, SIGN) as (new, work), opened_source(package, work, new, inputs.database) as source:
            return _filled(package, inputs, Facts(source), new)
    except duckdb.Error as error:
        reason = str(error).partition("\n")[0].rstrip(".!")
        raise MissingInput(f"{inputs.database} is not the database of this package as it stands ({reason}): run make db.") from None


def _filled(package: Package, inputs: Inputs, facts: Facts, new: Path) -> int:
    """Write all files into the new folder; returns the number of pages."""
    released = downloads.copy_downloads(package, inputs.release, inputs.report, new)
    documents.copy_licence(package, new)
    shared = {"package": facts.package, "sign": SIGN, "navigation": NAVIGATION, "json_ld": json_ld(package, released)}
    written = [_written(page, shared, new) for page in _pages(facts, inputs, released)]
    assets.copy_assets(inputs.packages, new)
    (new / chart_data.FILE).write_text(chart_data.chart_data(facts, inputs.packages), encoding="utf-8", newline="\n")
    console.copy_engine(inputs.packages, new)
    return len(written)


def _pages(facts: Facts, inputs: Inputs, released: Sequence[Released]) -> Iterator[Page]:
    yield from front.pages(facts)
    yield from records_page.pages(facts)
    yield from records_page.withdrawn(facts)
    yield from evidence.pages(facts)
    yield from documents.pages(facts)
    yield from downloads.pages(facts, released)
    yield from console.pages(facts, inputs.packages)


def _written(page: Page, shared: Mapping[str, object], folder: Path) -> Path:
    file = folder / page.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page.html(shared), encoding="utf-8", newline="\n")
    return file
