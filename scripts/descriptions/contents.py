"""The files of the package, as descriptions list them."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from scripts.package import Package, Table

MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
PACKED = {"gz": "application/gzip", "zst": "application/zstd"}


@dataclass(frozen=True)
class Content:
    """A file of a table. Size (bytes) and SHA-256 are those of the file; None and empty where the descriptor has none for it alone."""

    table: Table
    path: str
    bytes: int | None
    sha256: str

    @property
    def address(self) -> str:
        """The path as an address relative to the folder of the descriptor."""
        return quote(self.path)

    @property
    def media_type(self) -> str:
        """The media type of what the file holds."""
        return MEDIA_TYPES[self.table.format]

    @property
    def packing(self) -> str:
        """The media type of how it is packed; empty if it is not."""
        return PACKED.get(self.table.compression or "", "")


def contents(package: Package) -> Iterator[Content]:
    """Every file of every table, in the order of the descriptor."""
    for table in package.tables.values():
        yield from contents_of(table)


def contents_of(table: Table) -> list[Content]:
    """The files of the table; what the descriptor says of the size and hash of several together is said of none of them."""
    is_one = len(table.parts) == 1
    size, sha256 = (table.bytes, _sha256(table.hash)) if is_one else (None, "")
    return [Content(table, part.path, size, sha256) for part in table.parts]


def is_one_csv(table: Table) -> bool:
    """Whether the table is one file that any program takes for CSV."""
    return table.is_plain and len(table.parts) == 1


def _sha256(hashed: str | None) -> str:
    """The digits of the hash, if it is a SHA-256: one without a name before it would be MD5."""
    return (hashed or "").removeprefix("sha256:") if (hashed or "").startswith("sha256:") else ""
