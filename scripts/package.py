"""Opens a descriptor and says what is in the package. Nothing else reads datapackage.json."""

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from schemas.table_schema import TableSchema, UnknownSchema, table_schema
from scripts.findings import Finding, structural

NAME = r"[a-z][a-z0-9_]*"
RESOURCE_WORDS = {"name", "type", "path", "title", "description", "format", "mediatype", "encoding", "dialect", "schema", "bytes", "hash"}
# Values that we do not merely assume: another one is a finding.
FIXED: dict[str, list[Any]] = {"type": ["table"], "format": ["csv"], "mediatype": ["text/csv"], "encoding": ["utf-8"]}
DIALECT: dict[str, list[Any]] = {
    "header": [True],
    "delimiter": [",", ";", "\t", "|"],
    "lineTerminator": ["\n"],
    "quoteChar": ['"'],
    "doubleQuote": [True],
    "skipInitialSpace": [False],
}


class BrokenPackage(Exception):
    """The descriptor cannot be used; `findings` says why, all at once."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


@dataclass(frozen=True)
class Table:
    """One resource: its file, what the descriptor says of it, and its schema, read and as it stands."""

    name: str
    file: Path
    path: str
    schema: TableSchema
    document: Mapping[str, Any]
    title: str
    description: str
    bytes: int | None
    hash: str | None
    delimiter: str


@dataclass(frozen=True)
class Package:
    """An opened package: the descriptor as it stands, and its tables by name, in the order of the descriptor."""

    descriptor_file: Path
    descriptor: Mapping[str, Any]
    tables: Mapping[str, Table]

    @property
    def root(self) -> Path:
        """The folder that every path of the package is relative to."""
        return self.descriptor_file.parent

    @property
    def label(self) -> str:
        """Name and version, as people would cite them."""
        return f"{self.descriptor.get('name', 'package')} {self.descriptor.get('version', '')}".strip()


def open_package(descriptor_file: Path) -> Package:
    """The package that `descriptor_file` describes.

    Raises OSError if it cannot be read, and BrokenPackage with every finding if it is not JSON, does not fit the
    profile, points outside its folder or has a schema that we do not fully understand.
    """
    descriptor = read_json(descriptor_file, descriptor_file.name)
    resources = descriptor.get("resources")
    if isinstance(resources, list) and all(isinstance(resource, dict) for resource in resources):
        _stop_at(_path_findings(descriptor_file, resources))
    _stop_at(profile_findings("datapackage", descriptor, descriptor_file.name))
    _stop_at(_strange_findings(descriptor_file.name, descriptor["resources"]))
    findings: list[Finding] = []
    tables: dict[str, Table] = {}
    for resource in descriptor["resources"]:
        if resource["name"] in tables:
            findings.append(structural("resource_stands_once", descriptor_file.name, table=resource["name"]))
        try:
            tables[resource["name"]] = _table(descriptor_file, resource)
        except BrokenPackage as broken:
            findings += broken.findings
    _stop_at(findings)
    return Package(descriptor_file, descriptor, tables)


def _stop_at(findings: Iterable[Finding]) -> None:
    if found := list(findings):
        raise BrokenPackage(found)


def _path_findings(descriptor_file: Path, resources: list[Any]) -> Iterator[Finding]:
    """A finding for each path of a file or schema that does not stay inside; said before the profile gives its own, longer words."""
    for resource in resources:
        paths = [resource.get("path"), resource.get("schema")]
        for path in paths:
            if not isinstance(path, dict) and inside(descriptor_file.parent, path) is None:
                name = str(resource.get("name"))
                yield structural("path_stays_inside", descriptor_file.name, "This one does not.", table=name, value=str(path))


def read_json(file: Path, path: str) -> Mapping[str, Any]:
    """The JSON object in `file`, which messages call `path`; raises BrokenPackage that says where if it is none, or ambiguous."""

    def refused(detail: str, line: int | None = None) -> BrokenPackage:
        return BrokenPackage([structural("descriptor_is_json", path, detail, line=line)])

    try:
        document = json.loads(
            file.read_bytes().decode("utf-8"), object_pairs_hook=_object, parse_constant=_no_constant, parse_float=_finite
        )
        json.dumps(document, ensure_ascii=False).encode("utf-8")
    except json.JSONDecodeError as error:
        raise refused(f"Column {error.colno}: {error.msg}.", error.lineno) from error
    except UnicodeDecodeError as error:
        raise refused(f"Byte {error.start} is not UTF-8.") from error
    except UnicodeEncodeError as error:
        raise refused(f"{error.object[error.start]!a} is half a character.") from error
    except (ValueError, RecursionError) as error:
        raise refused(f"It cannot be read: {_shortened(str(error))}.") from error
    if not isinstance(document, dict):
        raise refused("It holds something other than an object.")
    return document


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(f"'{next(name for name, _ in pairs if [one for one, _ in pairs].count(name) > 1)}' stands twice in one object")
    return found


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"the number {digits} is too large")
    return number


def inside(root: Path, path: object) -> Path | None:
    """The file at the relative `path` below `root`; None if that is no text, is absolute, an address, climbs out or is a link."""
    if not isinstance(path, str) or not path or "\\" in path or ":" in path or "\0" in path:
        return None
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts:
        return None
    steps = [root.joinpath(*pure.parts[: depth + 1]) for depth in range(len(pure.parts))]
    return None if any(step.is_symlink() for step in steps) else root / pure


def profile_findings(profile: str, document: Mapping[str, Any], path: str) -> list[Finding]:
    """What the official Data Package 2.0 JSON profile (`datapackage` or `tableschema`) has against `document`."""
    details = _profile_errors(profile, json.dumps(document))
    return [structural("descriptor_fits_profile", path, detail) for detail in details]


@lru_cache
def _profile_errors(profile: str, document: str) -> list[str]:
    import dplib
    from jsonschema import Draft7Validator

    rules = json.loads((Path(dplib.__file__).parent / "profiles" / "2.0" / f"{profile}.json").read_bytes())
    errors = sorted(Draft7Validator(rules).iter_errors(json.loads(document)), key=lambda error: error.json_path)
    return [f"At '{error.json_path}': {_shortened(error.message)}." for error in errors]


def _shortened(message: str, most: int = 160) -> str:
    return message if len(message) <= most else f"{message[:most]}…"


def _strange_findings(path: str, resources: list[Mapping[str, Any]]) -> Iterator[Finding]:
    """A finding for each property of a resource that we would have to ignore: what is ignored is not checked."""
    for resource in resources:
        name = str(resource["name"])
        if not re.fullmatch(NAME, name):
            yield structural("resource_is_known", path, f"The name is {name!r}.", table=name, column="name", value=name)
        for word in sorted(resource.keys() - RESOURCE_WORDS):
            yield structural("resource_is_known", path, f"'{word}' is not known.", table=name, column=word, value=str(resource[word]))
        fixed = {**FIXED, **{f"dialect.{word}": value for word, value in DIALECT.items()}}
        said = {**resource, **{f"dialect.{word}": value for word, value in resource.get("dialect", {}).items()}}
        for word, value in said.items():
            allowed = fixed.get(word, [value] if "." not in word else [])
            if value not in allowed:
                known = " or ".join(json.dumps(one) for one in allowed)
                yield structural(
                    "resource_is_known", path, f"'{word}' must be {known or 'left out'}.", table=name, column=word, value=str(value)
                )


def _table(descriptor_file: Path, resource: Mapping[str, Any]) -> Table:
    name, schema, path = resource["name"], resource["schema"], descriptor_file.name
    if isinstance(schema, str):
        path = schema
        file = descriptor_file.parent / schema
        _stop_at([] if file.is_file() else [structural("file_exists", descriptor_file.name, f"There is no '{schema}'.", table=name)])
        schema = read_json(file, path)
    try:
        columns = table_schema(schema, name)
    except UnknownSchema as unknown:
        raise BrokenPackage(
            [structural("schema_is_known", path, f"Here {problem}.", table=name) for problem in unknown.problems]
        ) from unknown
    _stop_at(profile_findings("tableschema", schema, path))
    return Table(
        name=name,
        file=descriptor_file.parent / resource["path"],
        path=resource["path"],
        schema=columns,
        document=schema,
        title=resource.get("title", name),
        description=resource.get("description", ""),
        bytes=resource.get("bytes"),
        hash=resource.get("hash"),
        delimiter=resource.get("dialect", {}).get("delimiter", ","),
    )
