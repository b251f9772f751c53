"""Writes the present size and SHA-256 of every file into the descriptor; version and dates stay the editor's."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from scripts.findings import structural
from scripts.package import BrokenPackage, Package, Table
from scripts.whole_file import replace


def refreshed(package: Package) -> bytes:
    """The descriptor with the present `bytes` and `hash` of every resource, its keys in their order.

    Raises BrokenPackage if a file is missing.
    """
    resources = [_with_size(resource, package) for resource in package.descriptor["resources"]]
    descriptor = {**package.descriptor, "resources": resources}
    return (json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


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
        f"{table.path}: {table.bytes} bytes, {table.hash} in the descriptor; the file has {size['bytes']} bytes, {size['hash']}"
        for table, size in sizes
        if (table.bytes, table.hash) != (size["bytes"], size["hash"])
    ]


def _with_size(resource: Mapping[str, Any], package: Package) -> dict[str, Any]:
    return {**resource, **_size(package.tables[resource["name"]], package)}


def _size(table: Table, package: Package) -> dict[str, Any]:
    if not table.file.is_file():
        raise BrokenPackage([structural("file_exists", package.descriptor_file.name, f"There is no '{table.path}'.", table=table.name)])
    content = table.file.read_bytes()
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
