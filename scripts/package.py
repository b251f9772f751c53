"""Opens a package and says which tables are in it. Nothing else reads datapackage.json."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.table_schema import TableSchema, known_schema
from scripts.cache import Cache
from scripts.descriptor import BrokenPackage, inside, misfits, profile_findings, read_json, stop_at
from scripts.findings import structural
from scripts.resources import path_findings, paths_of, resource_findings
from scripts.schema_verdict import schema_verdict

__all__ = ["BrokenPackage", "Package", "Part", "Table", "inside", "open_package", "profile_findings", "read_json"]


@dataclass(frozen=True)
class Part:
    """One file of a table: where it is, and the path by which the descriptor and every message call it."""

    file: Path
    path: str


@dataclass(frozen=True)
class Table:
    """One resource: its files, what the descriptor says of them, and its schema, read and as it stands.

    A table may lie in several files, one part of its rows each. Every CSV file has the header of the schema. `format` is csv or
    parquet; `compression` is gz or zst, None where the files are plain. `bytes` and `hash` are those of the files as they stand on
    disk: of several, the sum of their sizes, and the SHA-256 of their bytes one after the other, in the order of the parts.
    """

    name: str
    parts: tuple[Part, ...]
    schema: TableSchema
    document: Mapping[str, Any]
    title: str
    description: str
    bytes: int | None
    hash: str | None
    delimiter: str
    format: str = "csv"
    compression: str | None = None

    @property
    def file(self) -> Path:
        """The first file."""
        return self.parts[0].file

    @property
    def path(self) -> str:
        """The path of the first file."""
        return self.parts[0].path

    @property
    def is_plain(self) -> bool:
        """Whether the files are CSV that can be read as it stands."""
        return self.format == "csv" and self.compression is None


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


def open_package(descriptor_file: Path, cache: Cache | None = None) -> Package:
    """The package that `descriptor_file` describes; `cache` keeps the verdicts on descriptor and schemas, which take longest.

    Raises OSError if it cannot be read, and BrokenPackage with every finding if it is not JSON, does not fit the
    profile, points outside its folder or has a schema that we do not fully understand.
    """
    descriptor = read_json(descriptor_file, descriptor_file.name)
    resources = descriptor.get("resources")
    if isinstance(resources, list) and all(isinstance(resource, dict) for resource in resources):
        stop_at(path_findings(descriptor_file, resources))
    stop_at(profile_findings("datapackage", descriptor, descriptor_file.name, cache))
    stop_at(resource_findings(descriptor_file.name, descriptor["resources"]))
    return Package(descriptor_file, descriptor, _tables(descriptor_file, descriptor["resources"], cache))


def _tables(descriptor_file: Path, resources: list[Mapping[str, Any]], cache: Cache | None) -> dict[str, Table]:
    tables, findings = {}, []
    for resource in resources:
        try:
            tables[resource["name"]] = _table(descriptor_file, resource, cache)
        except BrokenPackage as broken:
            findings += broken.findings
    stop_at(findings)
    return tables


def _table(descriptor_file: Path, resource: Mapping[str, Any], cache: Cache | None) -> Table:
    name = resource["name"]
    schema, document = _schema(descriptor_file, name, resource["schema"], cache)
    return Table(
        name=name,
        parts=tuple(Part(descriptor_file.parent / path, path) for path in paths_of(resource)),
        schema=schema,
        document=document,
        title=resource.get("title", name),
        description=resource.get("description", ""),
        bytes=resource.get("bytes"),
        hash=resource.get("hash"),
        delimiter=resource.get("dialect", {}).get("delimiter", ","),
        format=resource.get("format", "csv"),
        compression=resource.get("compression"),
    )


def _schema(descriptor_file: Path, name: str, document: Any, cache: Cache | None) -> tuple[TableSchema, Mapping[str, Any]]:
    """The schema of the table, read and as it stands; `document` is the schema or the path of one."""
    path = descriptor_file.name
    if isinstance(document, str):
        path, file = document, descriptor_file.parent / document
        stop_at([] if file.is_file() else [structural("file_exists", descriptor_file.name, f"There is no '{path}'.", table=name)])
        document = read_json(file, path)
    verdict = schema_verdict(document, cache)
    stop_at(structural("schema_is_known", path, f"Here {problem}.", table=name) for problem in verdict.problems)
    stop_at(misfits(path, verdict.profile_errors))
    return known_schema(document, name), document
