"""Finds records of a table again, for the report: their text, and where an editor finds them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from scripts.blocks import Block, found_again
from scripts.package import Part, Table
from scripts.records import cells
from scripts.screen import CONTROLS


@dataclass(frozen=True)
class Place:
    """Where a record stands: its file, the physical line where the file has lines, and its number in the file, from 1."""

    part: Part
    line: int | None
    number: int


class TableRows(Protocol):
    """The records of one table, wherever they are."""

    def texts(self, records: Sequence[int]) -> Mapping[int, Mapping[str, str | None]]:
        """The cells of the records, by number and column; None where empty."""
        ...

    def place(self, record: int) -> Place:
        """Where a record that was asked for stands."""
        ...

    def unjudged(self, odd: Callable[[], Sequence[int]]) -> Iterator[tuple[Place, Mapping[str, str | None]]]:
        """Of the records whose text is odd, those that nobody has looked at yet, with their places and cells."""
        ...


class CsvRows:
    """The records of CSV files; it keeps the places of those that it was asked for."""

    def __init__(self, table: Table, blocks: Sequence[Block]) -> None:
        self._table, self._blocks = table, blocks
        self._places: dict[int, Place] = {}

    def texts(self, records: Sequence[int]) -> Mapping[int, Mapping[str, str | None]]:
        """The cells of the records, by number and column; None where empty."""
        found = {}
        for record, block, line, text in found_again(self._blocks, records):
            self._places[record] = self._place(record, block, line)
            found[record] = self._cells(text)
        return found

    def place(self, record: int) -> Place:
        """Where a record that was asked for stands."""
        return self._places[record]

    def unjudged(self, odd: Callable[[], Sequence[int]]) -> Iterator[tuple[Place, Mapping[str, str | None]]]:
        """Of the odd records, those that the preflight passed over: where blocks are not judged, all but records with controls."""
        records = [] if all(block.is_judged for block in self._blocks) else odd()
        for record, block, line, text in found_again(self._blocks, records):
            if not block.is_judged and not any(control in text for control in CONTROL_LETTERS):
                yield self._place(record, block, line), self._cells(text)

    def _place(self, record: int, block: Block, line: int) -> Place:
        return Place(self._table.parts[block.part], line, record - block.before)

    def _cells(self, text: str) -> dict[str, str | None]:
        names, found = self._table.schema.names, cells(text, self._table.delimiter) or []
        return {name: cell or None for name, cell in zip(names, found, strict=True)}


CONTROL_LETTERS = CONTROLS.decode("ascii")
