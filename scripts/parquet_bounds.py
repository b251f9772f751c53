"""Bounds on what a Parquet file may hold: a value that stands a milliard times takes a few bytes, and so does one of a gigabyte.

They are those of a packed CSV file, applied to the text of the cells.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from schemas.sql import identifier
from scripts.files import most_unpacked
from scripts.findings import Finding, structural
from scripts.package import Part, Table
from scripts.screen import LONGEST_LINE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection


def bound_findings(connection: "Connection", table: Table, part: Part, path: str, types: Mapping[str, str]) -> Iterator[Finding]:
    """What the file holds beyond the bounds. `path` is that of the file as SQL, `types` are those of its columns, by name.

    Raises duckdb.Error if the engine cannot read the file.
    """
    size = part.file.stat().st_size
    most = most_unpacked(size)
    found, longest = 0, 0
    for query in _measures(path, types):
        if found <= most:
            found, longest = connection.execute(query).fetchall()[0]
    if found > most:
        detail = f"The {size:,} bytes of this one hold {found:,}, of at most {most:,}."
        yield structural("file_unpacks_within_bounds", part.path, detail, table=table.name)
    elif longest > LONGEST_LINE:
        yield structural("line_is_not_too_long", part.path, f"A cell has {longest:,}.", table=table.name)


def _measures(path: str, types: Mapping[str, str]) -> Iterator[str]:
    """Queries for the number of bytes, and that of the longest cell; the last looks at every cell, the others only at what is said."""
    yield f"SELECT coalesce(sum(greatest(total_uncompressed_size, 0))::HUGEINT, 0), 0 FROM parquet_metadata({path})"
    rows = f"FROM read_parquet({path}, hive_partitioning=false)"
    yield f"SELECT count(*) * {len(types)}, 0 {rows}"
    lengths = [_length(identifier(name), kind) for name, kind in types.items()]
    yield f"SELECT coalesce(sum({' + '.join(lengths)}), 0), coalesce(max(greatest({', '.join(lengths)})), 0) {rows}"


def _length(cell: str, kind: str) -> str:
    """The bytes of a cell of text; of another, at least that it is read."""
    return f"coalesce(strlen({cell}), 0)" if kind == "VARCHAR" else f"coalesce(({cell} = {cell})::INT, 0)"
