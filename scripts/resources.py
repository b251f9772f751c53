"""What a resource of the descriptor may say. What we would have to ignore is refused: what is ignored is not checked."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from scripts.descriptor import inside
from scripts.findings import Finding, structural

NAME = r"[a-z][a-z0-9_]*"
WORDS = {"name", "type", "path", "title", "description", "format", "mediatype", "encoding", "compression", "dialect", "schema"}
WORDS |= {"bytes", "hash"}
# Values that we do not merely assume: another one is a finding. None at all: the word says nothing of such a file.
FORMATS: dict[str, dict[str, list[Any]]] = {
    "csv": {"mediatype": ["text/csv"], "encoding": ["utf-8"], "compression": ["gz", "zst"]},
    "parquet": {"mediatype": ["application/vnd.apache.parquet"], "encoding": [], "compression": [], "dialect": []},
}
DIALECT: dict[str, list[Any]] = {
    "header": [True],
    "delimiter": [",", ";", "\t", "|"],
    "lineTerminator": ["\n"],
    "quoteChar": ['"'],
    "doubleQuote": [True],
    "skipInitialSpace": [False],
}
# What other programs take from the end of a name: it has to be what the descriptor says.
ENDINGS = {".gz": "gz", ".zst": "zst", ".parquet": "parquet", ".zip": "zip", ".bz2": "bz2", ".xz": "xz"}


def paths_of(resource: Mapping[str, Any]) -> list[Any]:
    """The paths of the resource's files, in their order: a list may stand for one table."""
    path = resource.get("path")
    return path if isinstance(path, list) else [path]


def path_findings(descriptor_file: Path, resources: list[Any]) -> Iterator[Finding]:
    """A finding for each path of a file or schema that does not stay inside; said before the profile gives its own, longer words."""
    for resource in resources:
        for path in [*paths_of(resource), resource.get("schema")]:
            if not isinstance(path, dict) and inside(descriptor_file.parent, path) is None:
                name = str(resource.get("name"))
                yield structural("path_stays_inside", descriptor_file.name, "This one does not.", table=name, value=str(path))


def resource_findings(path: str, resources: list[Mapping[str, Any]]) -> Iterator[Finding]:
    """What the resources say that we do not know, and what they say twice. They fit the profile already; `path` is the descriptor's."""
    for resource in resources:
        yield from _word_findings(path, resource)
        yield from _ending_findings(path, resource)
    yield from _repeated_findings(path, resources)


def _word_findings(path: str, resource: Mapping[str, Any]) -> Iterator[Finding]:
    name = str(resource["name"])
    if not re.fullmatch(NAME, name):
        yield structural("resource_is_known", path, f"The name is {name!r}.", table=name, column="name", value=name)
    for word in sorted(resource.keys() - WORDS):
        yield structural("resource_is_known", path, f"'{word}' is not known.", table=name, column=word, value=str(resource[word]))
    allowed = _allowed(resource)
    said = {**resource, **{f"dialect.{word}": value for word, value in resource.get("dialect", {}).items()}}
    for word, value in said.items():
        values = allowed.get(word, [value] if "." not in word else [])
        if value not in values:
            known = f"be {' or '.join(json.dumps(one) for one in values)}" if values else "be left out"
            yield structural("resource_is_known", path, f"'{word}' must {known}.", table=name, column=word, value=str(value))


def _allowed(resource: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The values that a word may have in this resource; a word that is not here may have any that the profile admits."""
    fixed = FORMATS.get(resource.get("format", "csv"), {})
    return {"type": ["table"], "format": list(FORMATS), **fixed, **{f"dialect.{word}": values for word, values in DIALECT.items()}}


def _ending_findings(path: str, resource: Mapping[str, Any]) -> Iterator[Finding]:
    is_parquet = resource.get("format") == "parquet"
    said = "parquet" if is_parquet else resource.get("compression")
    for file in paths_of(resource):
        shown = ENDINGS.get(PurePosixPath(file).suffix.lower())
        if shown != said:
            detail = f"The name '{file}' shows {shown or 'neither a compression nor Parquet'}, the descriptor says {said or 'plain CSV'}."
            column = "format" if is_parquet else "compression"
            yield structural("ending_fits_format", path, detail, table=resource["name"], column=column, value=file)


def _repeated_findings(path: str, resources: list[Mapping[str, Any]]) -> Iterator[Finding]:
    names = Counter(resource["name"] for resource in resources)
    for name in sorted(name for name in names if names[name] > 1):
        yield structural("resource_stands_once", path, table=name)
    owners: dict[str, str] = {}
    for resource in resources:
        for file in paths_of(resource):
            if (stored := as_stored(file)) in owners:
                detail = f"'{file}' is a file of '{owners[stored]}' already."
                yield structural("file_stands_once", path, detail, table=resource["name"], column="path", value=file)
            owners.setdefault(stored, resource["name"])


def as_stored(path: str) -> str:
    """The path by which any file system would find the file: not all of them tell case, or normal forms, apart."""
    return unicodedata.normalize("NFC", str(PurePosixPath(path)).casefold())
