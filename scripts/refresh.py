"""Writes the present size and SHA-256 of every file into the descriptor; version and dates stay the editor's."""

import json
from collections.abc import Mapping
from typing import Any

from scripts.files import size_and_hash
from scripts.findings import structural
from scripts.package import BrokenPackage, Package, Table
from scripts.whole_file import replace


class Spelled(str):
    """A number as the editor spelled it."""


def refreshed(package: Package) -> bytes:
    """The descriptor with the present `bytes` and `hash` of every resource, its keys in their order, its other numbers as spelled.

    Both are of the files as they stand on disk, packed or not; of several files, of their bytes one after the other.
    Raises BrokenPackage if a file is missing, OSError if one cannot be read.
    """
    # Read again, since a number that was parsed has lost its spelling: 1e2 would come back as 100.0.
    descriptor = json.loads(package.descriptor_file.read_bytes(), parse_float=Spelled, parse_int=Spelled)
    descriptor["resources"] = [_with_size(resource, package) for resource in descriptor["resources"]]
    return f"{_written(descriptor)}\n".encode()


def _written(value: Any, line: str = "\n") -> str:
    """The value as JSON, laid out as json.dumps does with two blanks of indent; `line` begins a line at the present depth."""
    deeper = f"{line}  "
    if isinstance(value, Spelled):
        return value
    if isinstance(value, dict) and value:
        return f"{{{','.join(f'{deeper}{_written(key)}: {_written(one, deeper)}' for key, one in value.items())}{line}}}"
    if isinstance(value, list) and value:
        return f"[{','.join(f'{deeper}{_written(one, deeper)}' for one in value)}{line}]"
    return json.dumps(value, ensure_ascii=False)


def refresh(package: Package, check: bool) -> list[str]:
    """Bring the descriptor up to date; with `check`, write nothing. Returns what was stale, a sentence each."""
    content = refreshed(package)
    if content == package.descriptor_file.read_bytes():
        return []
    if not check:
        replace(package.descriptor_file, content)
    return _stale(package) or [f"{package.descriptor_file.name}: laid out otherwise than JSON with two blanks of indent"]


def _stale(package: Package) -> list[str]:
    sizes = [(table, _size(table, package)) for table in package.tables.values()]
    return [
        f"{', '.join(part.path for part in table.parts)}: {table.bytes} bytes, {table.hash} in the descriptor; "
        f"the {'file has' if len(table.parts) == 1 else 'files have'} {size['bytes']} bytes, {size['hash']}"
        for table, size in sizes
        if (table.bytes, table.hash) != (size["bytes"], size["hash"])
    ]


def _with_size(resource: Mapping[str, Any], package: Package) -> dict[str, Any]:
    return {**resource, **_size(package.tables[resource["name"]], package)}


def _size(table: Table, package: Package) -> dict[str, Any]:
    missing = [part.path for part in table.parts if not part.file.is_file()]
    if missing:
        path = package.descriptor_file.name
        raise BrokenPackage([structural("file_exists", path, f"There is no '{one}'.", table=table.name) for one in missing])
    size, digest = size_and_hash(table.parts)
    return {"bytes": size, "hash": digest}
