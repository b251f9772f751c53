"""What goes into the zip of a release: tables, a descriptor that needs no other file, documents, descriptions."""

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from scripts.descriptor import inside
from scripts.files import size_and_hash
from scripts.package import Package
from scripts.release.archive import Content
from scripts.resources import as_stored

DESCRIPTOR = "datapackage.json"
# Files of the folder that a reader of the data needs. LICENSE is not among them: it is that of the code, which is not in the zip.
PAGES = ("agreement", "codebook", "comparable-codes", "conventions", "exports", "how-to-quote", "loading", "queries", "sources")
DOCUMENTS = ("README.md", "LICENSE-DATA", "CHANGELOG.md", "ERRATA.md", *(f"docs/{name}.md" for name in PAGES))


class Clash(Exception):
    """Two files of a release would have one name; the message is one sentence that says what to do."""


def contents(package: Package, descriptions: Mapping[str, str]) -> dict[str, Content]:
    """Every file of the zip by its path there; `descriptions` are texts by file name. Raises Clash, or OSError if a file cannot be read."""
    members: dict[str, Content] = {}
    for path, content in _files(package, descriptions):
        if as_stored(path) in map(as_stored, members):
            raise Clash(f"Two files of the release would be called {path}: rename the table's file or the description.")
        members[path] = content
    return {path: _legible(path, content, members) for path, content in members.items()}


def document(package: Package, path: str) -> Path | None:
    """The document at this path beside the descriptor; None if there is no such file, or it is a link."""
    file = inside(package.root, path)
    return file if file and file.is_file() else None


def self_contained(package: Package) -> bytes:
    """The descriptor with the schemas in it in place of their paths, and with the present size and hash of every table."""
    resources = [
        {**resource, "schema": package.tables[resource["name"]].document, **_measured(package, resource["name"])}
        for resource in package.descriptor["resources"]
    ]
    return f"{json.dumps({**package.descriptor, 'resources': resources}, indent=2, ensure_ascii=False)}\n".encode()


def _measured(package: Package, table: str) -> dict[str, int | str]:
    size, digest = size_and_hash(package.tables[table].parts)
    return {"bytes": size, "hash": digest}


def _files(package: Package, descriptions: Mapping[str, str]) -> Iterator[tuple[str, Content]]:
    yield DESCRIPTOR, self_contained(package)
    for path in DOCUMENTS:
        if file := document(package, path):
            yield path, file
    for table in package.tables.values():
        yield from ((posixpath.normpath(part.path), part.file) for part in table.parts)
    for name, text in descriptions.items():
        yield name, text.encode("utf-8")


def _legible(path: str, content: Content, members: Mapping[str, Content]) -> Content:
    """A document whose links to files that are not in the zip are plain text there; everything else as it is."""
    if not path.endswith(".md") or not isinstance(content, Path):
        return content

    def link(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), found["target"]))
        return found[0] if target in members else found["label"]

    pattern = r"\[(?P<label>[^\[\]]+)\]\((?![a-z]+:|#)(?P<target>[^()#\s]+)(?:#[^()\s]*)?\)"
    return re.sub(pattern, link, content.read_text(encoding="utf-8")).encode("utf-8")
