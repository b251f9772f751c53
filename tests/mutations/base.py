"""The packages that are spoiled, in memory, and the folder in which a mutant is laid out for its judges."""

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

Rows = list[list[str]]


class Mutation(NamedTuple):
    """One way to spoil the file of one table; `change` gives its new bytes, or None where the file is to go."""

    kind: str
    table: str
    what: str
    change: Callable[[bytes], bytes | None]


@dataclass(frozen=True)
class Base:
    """A valid package: its descriptor and the bytes of the file of every table."""

    name: str
    descriptor: Any
    schemas: dict[str, Any]
    files: dict[str, bytes]

    @classmethod
    def of(cls, name: str, descriptor_file: Path) -> "Base":
        """The package as it stands on disk."""
        descriptor = json.loads(descriptor_file.read_text(encoding="utf-8"))
        root, resources = descriptor_file.parent, descriptor["resources"]
        schemas = {one["name"]: json.loads((root / one["schema"]).read_text(encoding="utf-8")) for one in resources}
        return cls(name, descriptor, schemas, {one["name"]: (root / one["path"]).read_bytes() for one in resources})

    @classmethod
    def minimal(cls, project: Path) -> "Base":
        """The minimal package of the tests, with the descriptor and schemas of the project."""
        real = cls.of("minimal", project / "datapackage.json")
        return cls("minimal", real.descriptor, real.schemas, {name: _minimal(project, name) for name in real.files})

    def rows(self, table: str) -> Rows:
        """The rows of a table, header first."""
        return parsed(self.files[table])

    @property
    def filled(self) -> list[str]:
        """The tables that have rows."""
        return [table for table, content in self.files.items() if len(parsed(content)) > 1]

    def fields(self, table: str) -> list[dict[str, Any]]:
        """The columns of a table, as its schema has them."""
        fields: list[dict[str, Any]] = self.schemas[table]["fields"]
        return fields


def _minimal(project: Path, table: str) -> bytes:
    return (project / "tests" / "minimal" / f"{table}.csv").read_bytes()


def parsed(content: bytes) -> Rows:
    """The rows of a file that is still in order."""
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))


def written(rows: Rows) -> bytes:
    """Rows as bytes, quoted where they need it."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode("utf-8")


def on_rows(change: Callable[[Rows], Rows]) -> Callable[[bytes], bytes]:
    """A change of rows as a change of bytes."""
    return lambda content: written(change(parsed(content)))


class Workshop:
    """A folder with a package, in which one mutant after another is laid out."""

    def __init__(self, base: Base, folder: Path) -> None:
        self.base, self.folder = base, folder
        self.paths = {one["name"]: folder / one["path"] for one in base.descriptor["resources"]}
        shutil.rmtree(folder, ignore_errors=True)
        for one in base.descriptor["resources"]:
            self._put(folder / one["schema"], json.dumps(base.schemas[one["name"]]).encode())
            self._put(self.paths[one["name"]], base.files[one["name"]])
        self.spoiled: set[str] = set()

    def lay_out(self, mutations: Iterable[Mutation], sizes: str = "fresh") -> Path:
        """Write the mutant and its descriptor, in which sizes and hashes are fresh, stale or missing; returns the descriptor."""
        for table in self.spoiled:
            self._put(self.paths[table], self.base.files[table])
        contents: dict[str, bytes | None] = {}
        for one in mutations:
            before = contents.get(one.table, self.base.files[one.table])
            contents[one.table] = one.change(before) if before is not None else None
        for table, content in contents.items():
            self._put(self.paths[table], content)
        self.spoiled = set(contents)
        descriptor = self.folder / "datapackage.json"
        descriptor.write_text(json.dumps(self._descriptor({**self.base.files, **contents}, sizes)), encoding="utf-8")
        return descriptor

    def _descriptor(self, contents: dict[str, bytes | None], sizes: str) -> Any:
        resources = []
        for one in self.base.descriptor["resources"]:
            content = (self.base.files if sizes == "stale" else contents)[one["name"]] or b""
            given = {word: value for word, value in one.items() if word not in ("bytes", "hash")}
            measured = {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
            resources.append(given | (measured if sizes != "missing" else {}))
        return {**self.base.descriptor, "resources": resources}

    @staticmethod
    def _put(file: Path, content: bytes | None) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            file.unlink()
        else:
            file.write_bytes(content)
