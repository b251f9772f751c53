"""Opens a descriptor and says what is in the package. Nothing else reads datapackage.json."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from schemas.table_schema import TableSchema, UnknownSchema, table_schema
from scripts.findings import Finding, structural


class BrokenPackage(Exception):
    """The descriptor cannot be used; `findings` says why, all at once."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


@dataclass(frozen=True)
class Table:
    """One resource: its file, what the descriptor says of it, and its schema."""

    name: str
    file: Path
    path: str
    schema: TableSchema
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

    Raises FileNotFoundError if there is no such file, and BrokenPackage with every finding if it is not JSON, does not fit the
    profile, points outside its folder or has a schema that we do not fully understand.
    """
    descriptor = read_json(descriptor_file, descriptor_file.name)
    resources = descriptor.get("resources")
    if isinstance(resources, list) and all(isinstance(resource, dict) for resource in resources):
        _stop_at(_path_findings(descriptor_file, resources))
    _stop_at(profile_findings("datapackage", descriptor, descriptor_file.name))
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
    """The JSON object in `file`, which messages call `path`; raises BrokenPackage with line and column if it is none."""
    try:
        document = json.loads(file.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BrokenPackage([structural("descriptor_is_json", path, f"Byte {error.start} is not UTF-8.")]) from error
    except json.JSONDecodeError as error:
        raise BrokenPackage([structural("descriptor_is_json", path, f"Column {error.colno}: {error.msg}.", line=error.lineno)]) from error
    if not isinstance(document, dict):
        raise BrokenPackage([structural("descriptor_is_json", path, "It holds something other than an object.")])
    return document


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
        title=resource.get("title", name),
        description=resource.get("description", ""),
        bytes=resource.get("bytes"),
        hash=resource.get("hash"),
        delimiter=resource.get("dialect", {}).get("delimiter", ","),
    )
