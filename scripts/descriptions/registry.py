"""All descriptions of the package. One that stands here is offered, documented, validated and held by a golden file, or the tests fail."""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from scripts.descriptions.facts import Facts, facts
from scripts.package import Package
from scripts.whole_file import Change, change, replace

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
    """A form: its name, the file it is written to, what it is and for whom, what it needs, and whether it is kept under version control."""

    name: str
    file: str
    sentence: str
    needs: tuple[str, ...] = ()
    is_committed: bool = False

    def text(self, package: Package) -> str:
        """The package in this form; raises CannotDescribe if the descriptor lacks what the form cannot do without."""
        self._stop_at_gaps(facts(package), package.descriptor_file.name)
        # Imported here, so that one form does not wait for what the others need.
        module = self.name.replace("-", "_")
        return str(getattr(import_module(f"scripts.descriptions.{module}"), f"as_{module}")(package))

    def _stop_at_gaps(self, known: Facts, path: str) -> None:
        gaps = [NEEDED[word] for word in self.needs if not getattr(known, word)]
        if gaps:
            raise CannotDescribe(f"{self.file} needs what {path} does not say: {', '.join(gaps)}.")


CITED = ("title", "creators", "day")
DESCRIPTIONS = {
    one.name: one
    for one in [
        Description("text", "citation.txt", "one sentence for a list of references", CITED),
        Description("bibtex", "citation.bib", "BibTeX, for LaTeX and reference managers", CITED),
        Description("ris", "citation.ris", "RIS, for reference managers", CITED),
        Description("cff", "CITATION.cff", "Citation File Format 1.2.0, for code hosts", ("title", "creators"), is_committed=True),
        Description("zenodo", ".zenodo.json", "fields of a deposit, for Zenodo", ("title", "description", "creators"), is_committed=True),
        Description("datacite", "datacite.json", "DataCite 4.5, for who registers a DOI", CITED),
        Description("schema-org", "schema-org.jsonld", "schema.org Dataset, for search engines", ("title", "description")),
        Description("dcat", "dcat.jsonld", "DCAT 3 with DCAT-AP 3.0, for data portals", ("title", "description")),
        Description("csvw", "csv-metadata.json", "CSVW, tables, columns, keys and links, for programs that read CSV"),
        Description("croissant", "croissant.json", "Croissant 1.0, for loaders of training data", ("description", "licences", *CITED)),
        Description(
            "ro-crate",
            "ro-crate-metadata.json",
            "RO-Crate 1.2, for archives and workflow platforms",
            ("title", "description", "day", "licences"),
        ),
    ]
}


def described(package: Package, name: str) -> str:
    """The package in the form of that name; raises CannotDescribe if the descriptor lacks what the form needs."""
    return DESCRIPTIONS[name].text(package)


def descriptions(package: Package) -> dict[str, str]:
    """The package in all forms, by file name; raises CannotDescribe as `described` does."""
    return {one.file: one.text(package) for one in DESCRIPTIONS.values()}


def written(package: Package, folder: Path, check: bool) -> list[Change]:
    """Bring the files that are kept under version control up to date in `folder`; with `check`, write nothing.

    Returns the first line that was stale of each. Raises CannotDescribe, before anything is written or if a file cannot be.
    """
    return _brought({one.file: one.text(package) for one in DESCRIPTIONS.values() if one.is_committed}, folder, check)


def written_all(package: Package, folder: Path) -> list[Change]:
    """Write all forms into `folder`, which is made if it is not there. Returns and raises as `written` does."""
    return _brought(descriptions(package), folder, check=False)


def _brought(texts: dict[str, str], folder: Path, check: bool) -> list[Change]:
    found = [_brought_up_to_date(folder / name, text.encode("utf-8"), check) for name, text in texts.items()]
    return [one for one in found if one]


def _brought_up_to_date(target: Path, content: bytes, check: bool) -> Change | None:
    try:
        found = change(str(target), target.read_bytes() if target.exists() else b"", content)
        if found and not check:
            target.parent.mkdir(parents=True, exist_ok=True)
            replace(target, content)
    except OSError as error:
        raise CannotDescribe(f"{target} cannot be written: {error.strerror or error}.") from error
    return found
