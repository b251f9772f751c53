"""The page of what people take away: files of the release, citations in every form, the validation report."""

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.descriptions.registry import DESCRIPTIONS, CannotDescribe, Description
from scripts.exports.about import WARNINGS
from scripts.exports.export import Export
from scripts.exports.registry import EXPORTS
from scripts.package import Package
from scripts.release.dist import SUMS
from scripts.site import documents
from scripts.site.facts import Facts
from scripts.site.missing import MissingInput
from scripts.site.page import Page
from scripts.site.released import FOLDER, Released, copied

PATH = "downloads.html"
SENTENCE = "The data as one zip, Excel, GeoJSON, Parquet, SQLite, DuckDB and CSV, each with its SHA-256."
CITATIONS = f"{FOLDER}/citation"
SHOWN = ("text", "bibtex")  # citations that the page prints


def copy_downloads(package: Package, release: Path, report: Path, folder: Path) -> list[Released]:
    """Put them into the folder of the site; returns the files of the release. Raises OSError, and MissingInput as `copied` does."""
    files = copied(release, package, folder)
    shutil.copyfile(report, folder / documents.REPORT)
    (folder / CITATIONS).mkdir()
    for form, text in citations(package):
        (folder / CITATIONS / form.file).write_text(text, encoding="utf-8", newline="\n")
    return files


def pages(facts: Facts, files: Sequence[Released]) -> Iterator[Page]:
    """The page that lists all of them."""
    forms = citations(facts.source.package)
    shown = {
        "whole": [one for one in files if one.export is None],
        "exports": [(*parted(export.description), group) for export, group in grouped(files)],
        "words": {one.name: what(facts, one) for one in files},
        "sums": f"{FOLDER}/{SUMS}",
        "warnings": WARNINGS,
        "citations": [(form, f"{CITATIONS}/{form.file}", text if form.name in SHOWN else "") for form, text in forms],
        "report": documents.REPORT,
        "licence": documents.LICENCE_TEXT,
    }
    yield Page(PATH, f"{PATH}.jinja", "Downloads", SENTENCE, shown)


def grouped(files: Sequence[Released]) -> list[tuple[Export, list[Released]]]:
    """The files of each export, in the order of the exports."""
    groups = [(export, [one for one in files if one.export == export]) for export in EXPORTS.values()]
    return [(export, group) for export, group in groups if group]


def parted(description: str) -> tuple[str, str]:
    """The words on an export as a heading, and the rest."""
    name, _, rest = re.sub("[:,] ", "\n", description, count=1).partition("\n")
    return name, rest


def what(facts: Facts, file: Released) -> str:
    """What one row of the file is, if one table or view is in it; empty if not, since then the words on its export say it all."""
    known = {*facts.source.package.tables, *facts.source.views("")}
    return facts.source.grain(file.holds) if file.holds in known else ""


def citations(package: Package) -> list[tuple[Description, str]]:
    """How to cite the data, in every form that there is for it. Raises MissingInput if the descriptor lacks what one needs."""
    try:
        return [(one, one.text(package)) for one in DESCRIPTIONS.values() if one.is_citation]
    except CannotDescribe as error:
        raise MissingInput(f"{error} Add it to the descriptor.") from error
