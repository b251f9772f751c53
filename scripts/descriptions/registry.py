"""All descriptions of the package. One that stands here is offered, documented, validated and held by a golden file, or the tests fail."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.whole_file import Change, change, replace

if TYPE_CHECKING:
    from scripts.package import Package

# What a description may need of the descriptor, and how the descriptor says it.
NEEDED = {
    "title": "a title or a name",
    "description": "a description",
    "creators": "a contributor with the role creator",
    "day": "the time at which it was created",
    "licences": "a licence",
}


class CannotDescribe(Exception):
    """A description cannot be made or written; the message is one sentence that says why."""


@dataclass(frozen=True)
class Description:
    """A form of description: its name, the file it is written to, what it is and who reads it, and what it needs of the descriptor.

    A citation is offered by `cite`. What is committed stands beside the descriptor, under version control.
    """

    name: str
    file: str
    sentence: str
    needs: tuple[str, ...] = ()
    is_citation: bool = False
    is_committed: bool = False

    def text(self, package: "Package") -> str:
        """The package in this form; raises CannotDescribe if the descriptor lacks what the form cannot do without."""
        self._stop_at_gaps(package)
        # Imported here, so that one form does not wait for what the others need.
        module = self.name.replace("-", "_")
        return str(getattr(import_module(f"scripts.descriptions.{module}"), f"as_{module}")(package))

    def _stop_at_gaps(self, package: "Package") -> None:
        from scripts.descriptions.facts import facts

        known = facts(package)
        gaps = [NEEDED[word] for word in self.needs if not getattr(known, word)]
        if gaps:
            raise CannotDescribe(f"{self.file} needs what {package.descriptor_file.name} does not say: {', '.join(gaps)}.")


CITED = ("title", "creators", "day")
ABOUT = ("title", "description")
DESCRIPTIONS = {
    one.name: one
    for one in [
        Description("text", "citation.txt", "One sentence for a list of references.", CITED, is_citation=True),
        Description("bibtex", "citation.bib", "BibTeX, for LaTeX and reference managers.", CITED, is_citation=True),
        Description("ris", "citation.ris", "RIS, for reference managers.", CITED, is_citation=True),
        Description(
            "cff",
            "CITATION.cff",
            "Citation File Format 1.2.0, for code hosts and reference managers.",
            ("title", "creators"),
            is_citation=True,
            is_committed=True,
        ),
        Description("datacite", "datacite.json", "DataCite metadata 4.5, for who registers a DOI.", CITED, is_citation=True),
        Description(
            "zenodo",
            ".zenodo.json",
            "The fields of a deposit, for Zenodo, which then ignores CITATION.cff.",
            (*ABOUT, "creators"),
            is_committed=True,
        ),
        Description("schema-org", "schema-org.jsonld", "A schema.org Dataset, for search engines.", ABOUT),
        Description("dcat", "dcat.jsonld", "DCAT 3 with the profile DCAT-AP 3.0, for data portals.", ABOUT),
        Description("csvw", "csv-metadata.json", "CSVW: tables, columns, types, keys and links, for programs that read CSV."),
        Description("croissant", "croissant.json", "Croissant 1.0, for loaders of training data.", ("description", "licences", *CITED)),
        Description(
            "ro-crate", "ro-crate-metadata.json", "RO-Crate 1.2, for archives and workflow platforms.", (*ABOUT, "day", "licences")
        ),
    ]
}
COMMITTED = tuple(one.name for one in DESCRIPTIONS.values() if one.is_committed)


def described(package: "Package", name: str) -> str:
    """The package in the form of that name; raises CannotDescribe if the descriptor lacks what the form needs."""
    return DESCRIPTIONS[name].text(package)


def descriptions(package: "Package", names: Iterable[str] = DESCRIPTIONS) -> dict[str, str]:
    """The package in the forms of these names, all if none are told, by file name; raises CannotDescribe as `described` does."""
    return {DESCRIPTIONS[name].file: described(package, name) for name in names}


def written(package: "Package", folder: Path, check: bool, names: Iterable[str] = COMMITTED) -> list[Change]:
    """Bring the files of these forms in `folder` up to date, those under version control if none are told; with `check`, write nothing.

    Returns the first line that was stale of each. Raises CannotDescribe, before anything is written, if a form cannot be made
    or its file is one that the package is made of; and if a file cannot be written.
    """
    texts = {folder / name: text for name, text in descriptions(package, names).items()}
    parts = {file.resolve() for file in _files_of(package)}
    for target in texts:
        if target.resolve() in parts:
            raise CannotDescribe(f"{target} would be written over, but the package is made of it.")
    return [found for target, text in texts.items() if (found := _brought_up_to_date(target, text.encode("utf-8"), check))]


def _files_of(package: "Package") -> Iterator[Path]:
    """The descriptor and the files that it names."""
    yield package.descriptor_file
    yield from (part.file for table in package.tables.values() for part in table.parts)
    schemas = [resource["schema"] for resource in package.descriptor["resources"]]
    yield from (package.root / schema for schema in schemas if isinstance(schema, str))


def _brought_up_to_date(target: Path, content: bytes, check: bool) -> Change | None:
    try:
        found = change(str(target), target.read_bytes() if target.exists() else b"", content)
        if found and not check:
            target.parent.mkdir(parents=True, exist_ok=True)
            replace(target, content)
    except OSError as error:
        raise CannotDescribe(f"{target} cannot be written: {error.strerror or error}.") from error
    return found
