"""What the tables say of one source that was cut into passages: its title and hash, and where each passage stands."""

import re
from dataclasses import dataclass

from scripts.package import Package
from scripts.rows import part_rows

POSITION = re.compile(r"0|[1-9][0-9]{0,11}")


class NoSuchSource(Exception):
    """No source of that name has passages with positions, or several have and none was named."""


@dataclass(frozen=True)
class Record:
    """One row of a table: the table, its file as messages call it, the physical line, and the cells."""

    table: str
    path: str
    line: int
    cells: dict[str, str]

    @property
    def id(self) -> str:
        """The first cell, which in these tables is the key."""
        return next(iter(self.cells.values()))


@dataclass(frozen=True)
class Passage:
    """A passage that says where it stands: code points `start` to `end`, half open."""

    record: Record
    start: int
    end: int

    @property
    def span(self) -> str:
        """The position, for people."""
        return f"{self.start}–{self.end}"


@dataclass(frozen=True)
class CodedSource:
    """A source, its passages in the order of their positions, and the rows that give no position that could be looked up."""

    record: Record
    passages: tuple[Passage, ...]
    unplaced: tuple[Record, ...]

    @property
    def headings(self) -> set[str]:
        """What a line that is no passage may say: the title, and the sections of the passages."""
        return {self.record.cells["title"], *(passage.record.cells["section"] for passage in self.passages)}


def coded_source(package: Package, source_id: str | None = None) -> CodedSource:
    """The source of that id, or the only one whose passages have positions.

    Raises NoSuchSource, and UnreadableTable if passages or sources cannot be read.
    """
    records = _records(package, "passages")
    segmented = sorted({record.cells["source_id"] for record in records if record.cells["char_start"]})
    if source_id is None and len(segmented) == 1:
        source_id = segmented[0]
    sources = [record for record in _records(package, "sources") if record.id == source_id]
    if source_id not in segmented or not sources:
        known = ", ".join(segmented) or "none"
        raise NoSuchSource(f"Name a source of the package whose passages have positions: {known}.")
    return _coded(sources[0], [record for record in records if record.cells["source_id"] == source_id])


def _coded(source: Record, records: list[Record]) -> CodedSource:
    found = [(record, _passage(record)) for record in records]
    passages = sorted((passage for _, passage in found if passage), key=lambda passage: (passage.start, passage.end))
    return CodedSource(source, tuple(passages), tuple(record for record, passage in found if not passage))


def _passage(record: Record) -> Passage | None:
    start, end = record.cells["char_start"], record.cells["char_end"]
    if not (POSITION.fullmatch(start) and POSITION.fullmatch(end)) or int(start) >= int(end):
        return None
    return Passage(record, int(start), int(end))


def _records(package: Package, name: str) -> list[Record]:
    if name not in package.tables:
        raise NoSuchSource(f"The package has no table {name}.")
    table = package.tables[name]
    return [Record(name, part.path, line, cells) for part in table.parts for line, cells in part_rows(table, part)]
