"""Looks at a CSV file's bytes, header and rows before any engine reads it, since engines forgive what a data set must not.

What is found here is exact: the physical line, and what stands there. A line ends with LF; a carriage return is a fault. Of blocks that are
proven to be regular (scripts/screen.py) only the odd lines are looked at one by one; where too many are odd, blanks at the ends of cells
and letters beyond ASCII are left to the engine to point out (scripts/odd_text.py).
"""

from dataclasses import dataclass, field
from pathlib import Path

from scripts.blocks import Block
from scripts.file_check import FileCheck
from scripts.files import UnreadableFile, most_unpacked, opened
from scripts.findings import MAY_BE_EMPTY, STOPPING, Finding, Found, structural
from scripts.package import Part, Table


@dataclass
class Preflight:
    """What was found in the files of one table, and where its records are."""

    found: Found
    blocks: list[Block] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)  # plain files for the engine to read, in order
    records: int = 0
    are_judged: bool = False  # nothing is left to find in the text of the cells, and but for these records all of it is plain:
    odd: list[int] = field(default_factory=list)
    is_misleading: bool = False  # an engine would take line ends otherwise than we do

    @property
    def findings(self) -> list[Finding]:
        """The first findings of each kind."""
        return self.found.kept

    @property
    def is_readable(self) -> bool:
        """Whether an engine would read the rows as they are meant."""
        return not self.is_misleading and not self.found.rules & STOPPING


def preflight(table: Table, work: Path | None = None, exactly: bool = False, most: int = 100) -> Preflight:
    """Check the CSV files of `table`: bytes, then header, then the cells of each row.

    Compressed files are unpacked into the folder `work` first. `exactly` looks at every record. At most `most` findings of a kind are
    kept, all are counted.
    """
    result = Preflight(Found(most), are_judged=True)
    packed = unpacked = 0
    for number, part in enumerate(table.parts):
        if not part.file.is_file():
            result.found.add([structural("file_exists", part.path, "There is none.", table=table.name)])
            continue
        try:
            plain = _plain(table, number, work)
            packed, unpacked = packed + part.file.stat().st_size, unpacked + plain.stat().st_size
            if table.compression and unpacked > most_unpacked(packed):
                raise UnreadableFile(_beyond_bounds(table, part, packed, unpacked))
            file = FileCheck(table, number, plain, result.found, result.records, exactly)
            file.run()
            result.blocks += file.blocks
            result.files.append(file.file)
            result.records += file.records
            result.are_judged &= file.are_judged
            result.odd += file.odd
            result.is_misleading |= file.bytes.is_misleading
        except UnreadableFile as unreadable:
            result.found.add([unreadable.finding])
            if unpacked > most_unpacked(packed):
                break
    if result.is_readable and not result.records and table.name not in MAY_BE_EMPTY:
        result.found.add([structural("table_has_rows", table.path, "There is only the header.", table=table.name, line=1)])
    return result


def _beyond_bounds(table: Table, part: Part, packed: int, unpacked: int) -> Finding:
    detail = f"The {packed:,} bytes of the files up to this one unpack to {unpacked:,}."
    return structural("file_unpacks_within_bounds", part.path, detail, table=table.name)


def _plain(table: Table, number: int, work: Path | None) -> Path:
    """The file itself, or what it unpacks to: what we look at and what the engine reads are then the same bytes."""
    part = table.parts[number]
    if not table.compression:
        return part.file
    if work is None:
        raise ValueError("a compressed file needs a folder to be unpacked in")
    plain = work / f"{table.name}-{number}.csv"
    with opened(part, table.compression, table.name) as packed, plain.open("wb") as stream:
        while piece := packed.read(1 << 20):
            stream.write(piece)
    return plain
