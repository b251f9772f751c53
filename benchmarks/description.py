"""Describes a generated package: the schemas of this project beside a descriptor that says what is in the files."""

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.form import Form
from benchmarks.sizes import Sizes, Slice

PROJECT = Path(__file__).parent.parent
NOBODYS = {"name": "CC0-1.0", "title": "Creative Commons Zero 1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}


def columns(table: str) -> list[str]:
    """The columns of a table, in the order of its schema."""
    schema = json.loads((PROJECT / "schemas" / f"{table}.schema.json").read_text(encoding="utf-8"))
    return [field["name"] for field in schema["fields"]]


def describe(folder: Path, sizes: Sizes, files: Mapping[str, list[Slice]], form: Form) -> Path:
    """Copy the schemas into `folder`, write the descriptor for its files as they are on the disk, and return it."""
    real = json.loads((PROJECT / "datapackage.json").read_text(encoding="utf-8"))
    (folder / "schemas").mkdir()
    for resource in real["resources"]:
        shutil.copyfile(PROJECT / resource["schema"], folder / resource["schema"])
    events, rows = sizes.rows["events"], sum(sizes.rows.values())
    descriptor = {
        "$schema": real["$schema"],
        "name": "generated",
        "title": "A generated package",
        "description": f"Made up by a program, to measure and test with: {events:,} events, {rows:,} rows in all.",
        "version": "0.0.0",
        "licenses": [NOBODYS],
        "resources": [{**form.said_of(one), **_files(folder, files[one["name"]])} for one in real["resources"]],
    }
    file = folder / "datapackage.json"
    file.write_text(f"{json.dumps(descriptor, ensure_ascii=False, indent=2)}\n", encoding="utf-8")
    return file


def _files(folder: Path, pieces: list[Slice]) -> dict[str, Any]:
    """The path or paths of a resource, with bytes and hash of its files one after the other."""
    paths = [piece.path for piece in pieces]
    return {"path": paths if len(paths) > 1 else paths[0], **_size(folder / path for path in paths)}


def _size(files: Iterable[Path]) -> dict[str, Any]:
    """Bytes and SHA-256 of files, read a block at a time."""
    total, digest = 0, hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                total += len(block)
                digest.update(block)
    return {"bytes": total, "hash": f"sha256:{digest.hexdigest()}"}
