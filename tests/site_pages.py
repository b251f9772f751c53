"""Pages of the site as the tests read them, and what they are made of: a release with one small file for every form."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

from scripts.exports.registry import EXPORTS
from scripts.exports.source import opened_source
from scripts.package import Package, open_package
from scripts.release.dist import SUMS, stem
from scripts.site.facts import Facts
from scripts.site.page import Page
from tests.conftest import KEPT, PROJECT

VOID = {"meta", "link", "br", "hr", "input", "img"}
NO_PROSE = {"code", "pre", "script", "title"}


class Read(HTMLParser):
    """A page: its tags in pairs, its ids, the links of its main part, and its text without code."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.links: list[str] = []
        self.rows: list[list[str]] = []
        self.text = self.prose = ""
        self.feed(html)
        self.close()
        assert not self.open, self.open

    @property
    def ids(self) -> list[str]:
        return [known["id"] for _, known in self.tags if "id" in known]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attributes}
        assert len(known) == len(attributes)
        self.tags.append((tag, known))
        if "main" in self.open:
            self.links += [known[name] for name in ("href", "src") if name in known]
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "main" in self.open:
            self.text += data
            self.prose += "" if NO_PROSE & {*self.open} else data
        if {"td", "th"} & {*self.open}:
            self.rows[-1][-1] += data.strip()


@contextmanager
def facts(database: Path, work: Path) -> Iterator[Facts]:
    """The facts of the real package."""
    with opened_source(open_package(PROJECT / "datapackage.json", KEPT), work, work, database) as source:
        yield Facts(source)


def html(page: Page, known: Facts) -> str:
    return page.html({"package": known.package, "sign": "", "navigation": (), "json_ld": ""})


def release(package: Package, folder: Path) -> Path:
    """What looks like a release of the package."""
    folder.mkdir()
    names = [path.replace("/", "-").replace("*", "events") for export in EXPORTS.values() for path in export.files]
    for name in [f"{stem(package)}.zip", *(f"{stem(package)}-{name}" for name in names)]:
        (folder / name).write_text(f"{name}\n" * 200, encoding="utf-8")
    return signed(folder)


def signed(folder: Path) -> Path:
    """The release with fresh sums."""
    sums = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir()) if file.name != SUMS}
    (folder / SUMS).write_text("".join(f"{digest}  {name}\n" for name, digest in sums.items()), encoding="utf-8")
    return folder


def words(text: str) -> str:
    """The text in one line."""
    return re.sub(r"\s+", " ", text)
