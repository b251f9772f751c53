"""JSON Lines: each claim with all that it ties together, the record, the passage and the source, in one object."""

from pathlib import Path

from schemas.sql import identifier, literal
from schemas.table_schema import ForeignKey
from scripts.exports.export import Written
from scripts.exports.source import Source

FILE = "claims.jsonl"
CLAIMS, PASSAGES, SOURCES = "claims", "passages", "sources"


def write(source: Source, folder: Path) -> list[Written]:
    """Write one line per claim: its columns, then record_type, record, passage and source."""
    file = folder / FILE
    return [Written(file, source.copy(_query(source), file, "FORMAT json"), source.grain(CLAIMS))]


def _query(source: Source) -> str:
    """The claims by their ids. A record is whatever the claim's own keys lead to, but for its passage."""
    keys = [key for key in source.package.tables[CLAIMS].schema.foreign_keys if key.table != PASSAGES]
    kinds = " ".join(f"WHEN {_is_about(key)} THEN {literal(key.columns[0].removesuffix('_id'))}" for key in keys)
    records = " ".join(f"WHEN {_is_about(key)} THEN to_json({identifier(key.table)})" for key in keys)
    joins = " ".join(f"LEFT JOIN {_rows(source, key.table)} ON {_same(key)}" for key in keys)
    return (
        f"SELECT claims.*, CASE {kinds} END AS record_type, CASE {records} END AS record, "
        f"to_json(passages) AS passage, to_json(sources) AS source FROM {_rows(source, CLAIMS)} {joins} "
        f"JOIN {_rows(source, PASSAGES)} ON passages.passage_id = claims.passage_id "
        f"JOIN {_rows(source, SOURCES)} ON sources.source_id = passages.source_id ORDER BY claims.claim_id"
    )


def _is_about(key: ForeignKey) -> str:
    return f"claims.{identifier(key.columns[0])} IS NOT NULL"


def _rows(source: Source, table: str) -> str:
    return f"({source.query(table)}) AS {identifier(table)}"


def _same(key: ForeignKey) -> str:
    pairs = zip(key.columns, key.references, strict=True)
    return " AND ".join(f"claims.{identifier(own)} = {identifier(key.table)}.{identifier(other)}" for own, other in pairs)
