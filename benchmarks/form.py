"""The form of the files: what DuckDB is told to write, and what the descriptor says of it."""

from dataclasses import dataclass
from typing import Any

CODECS = {"gz": "gzip", "zst": "zstd", None: "none"}
MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


@dataclass(frozen=True)
class Form:
    """CSV, plain or compressed by gz or zst, or Parquet."""

    format: str
    compression: str | None

    @property
    def ending(self) -> str:
        """What the names of the files end with."""
        return f"{self.format}.{self.compression}" if self.compression else self.format

    @property
    def copy_options(self) -> str:
        """The options of COPY … TO."""
        return "FORMAT parquet" if self.format == "parquet" else f"FORMAT csv, HEADER, COMPRESSION {CODECS[self.compression]}"

    def said_of(self, resource: dict[str, Any]) -> dict[str, Any]:
        """The resource of a plain CSV file as one of this form."""
        said = {**resource, "format": self.format, "mediatype": MEDIA_TYPES[self.format]}
        if self.format == "parquet":
            del said["encoding"], said["dialect"]
        return {**said, "compression": self.compression} if self.compression else said
