"""The documents of the repository as pages, and the page that lists them."""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.package import Package
from scripts.release.contents import document
from scripts.site import method
from scripts.site.facts import Facts
from scripts.site.markdown_page import rendered
from scripts.site.missing import MissingInput
from scripts.site.page import Page

FOLDER = "documents"
LIST = "documents.html"
LICENCE = "LICENSE-DATA"
LICENCE_TEXT = f"{FOLDER}/{LICENCE}.txt"
REPORT = "validation.html"
SENTENCE = "What was read, how it was coded, what each column means, how to quote."
FEW = 4  # headings for which nobody needs a table of contents


@dataclass(frozen=True)
class Document:
    """A document by its path beside the descriptor, with its title and what a reader finds there."""

    path: str
    title: str
    sentence: str

    @property
    def address(self) -> str:
        """Where its page is, from the top of the site."""
        return f"{FOLDER}/{Path(self.path).stem}.html"


METHOD = Document("method", "Methodology and limits", "How statements became data, in short, and what must not be read out of them.")
GROUPS: dict[str, tuple[Document, ...]] = {
    "To write from the data": (
        Document("docs/how-to-quote.md", "How to quote", "What may be said from these data and what not, with good and bad sentences."),
        Document("docs/queries.md", "Questions and answers", "What people ask of these data, with the answers and the SQL behind them."),
    ),
    "How they were made": (
        METHOD,
        Document("docs/sources.md", "Sources", "Each source: how it was read, what it says, what became of that, and what was left out."),
        Document("docs/conventions.md", "Coding conventions", "How statements were turned into rows: dates, numbers, stances, grades."),
        Document("docs/agreement.md", "Agreement of two codings", "How far a second coding agrees with the first, and what was settled."),
        Document("docs/decisions.md", "Decisions", "Why things are as they are, a paragraph each."),
    ),
    "To work with the files": (
        Document("docs/codebook.md", "Codebook", "What each table, column, value, rule and view means."),
        Document("docs/loading.md", "Loading the data", "Tested lines for DuckDB, Python, R, SQLite, spreadsheets and maps."),
        Document("docs/exports.md", "Exports", "What is in each form of the data, and what to beware of there."),
        Document("docs/comparable-codes.md", "Beside UCDP GED and ACLED", "How the codes of those data sets are derived from ours."),
        Document("docs/descriptions.md", "Citations and descriptions", "What reference managers and catalogues read of the package."),
    ),
    "Whether they are right": (
        Document("ERRATA.md", "Errata", "Known errors, and how to report one."),
        Document("CHANGELOG.md", "Change log", "What changed from version to version, for readers of the data first."),
        Document("docs/validating.md", "Validating", "How to check this package, and others of its shape."),
        Document("docs/benchmarks.md", "Benchmarks", "How fast the validator is and what it finds, beside others."),
    ),
}
DOCUMENTS = {one.path: one for group in GROUPS.values() for one in group if one is not METHOD}


def pages(facts: Facts) -> Iterator[Page]:
    """The list, the methodology, and every document. Raises MissingInput if one is not there."""
    package = facts.source.package
    yield Page(LIST, f"{LIST}.jinja", "Documents", SENTENCE, {"groups": GROUPS, "licence": LICENCE_TEXT, "report": REPORT})
    yield Page(METHOD.address, "method.html.jinja", METHOD.title, METHOD.sentence, method.told(facts, words(package, "README.md")))
    for one in DOCUMENTS.values():
        text = rendered(words(package, one.path), links(one.path))
        shown = {"document": one, "text": text, "has_contents": len(text.headings) >= FEW}
        yield Page(one.address, "document.html.jinja", one.title, one.sentence, shown)


def copy_licence(package: Package, folder: Path) -> None:
    """Put the text of the licence, with the attributions that it asks for, into the folder of the site. Raises MissingInput, OSError."""
    target = folder / LICENCE_TEXT
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(words(package, LICENCE), encoding="utf-8", newline="\n")


def words(package: Package, path: str) -> str:
    """The text of a document; raises MissingInput if it is not there."""
    file = document(package, path)
    if file is None:
        raise MissingInput(f"{path} is not beside {package.descriptor_file.name}, and the site shows it: put it there.")
    return file.read_text(encoding="utf-8")


def links(path: str) -> Callable[[str], str | None]:
    """Where links of the document at this path lead: to the page of another document, to elsewhere as they are, or nowhere."""

    def linked(target: str) -> str | None:
        file, mark, anchor = target.partition("#")
        if not file or re.match(r"[a-z]+:", file):
            return target
        found = DOCUMENTS.get(posixpath.normpath(posixpath.join(posixpath.dirname(path), file)))
        return f"{Path(found.address).name}{mark}{anchor}" if found else None

    return linked
