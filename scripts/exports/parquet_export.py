"""Parquet: each table with the types of its columns, and what they mean in the metadata of the file."""

import json
from collections.abc import Mapping
from pathlib import Path

from schemas.sql import identifier, literal
from scripts.exports.export import Written
from scripts.exports.source import Source

FOLDER = "parquet"
# Under these keys the metadata say what the file is.
FACTS = ("title", "version", "creators", "created", "licence", "licence_url", "id")


def write(source: Source, folder: Path) -> list[Written]:
    """Write one file per table."""
    (folder / FOLDER).mkdir()
    return [_written(source, name, folder / FOLDER / f"{name}.parquet") for name in source.package.tables]


def _written(source: Source, name: str, file: Path) -> Written:
    return Written(file, source.copy(source.query(name, typed=True), file, form(metadata(source, name))), source.words(name))


def metadata(source: Source, name: str) -> dict[str, str]:
    """What is to be known of the table or view and the package: texts by key; `columns` is a JSON object of names and meanings."""
    columns = {column.name: column.words for column in source.columns(name)}
    words = {"table": name, "description": source.words(name), "columns": json.dumps(columns, ensure_ascii=False)}
    return words | {fact: source.facts[fact] for fact in FACTS if source.facts[fact]}


def form(texts: Mapping[str, str]) -> str:
    """How the engine is to write a file with these metadata."""
    pairs = ", ".join(f"{identifier(key)}: {literal(text)}" for key, text in texts.items())
    return f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{pairs}}}"
