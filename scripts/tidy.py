"""Puts the CSV files into their one canonical form, so that a change of the data is a change of just those lines.

Compressed files and Parquet are made by programs and not edited line by line, so they are left as they are.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scripts.findings import Finding
from scripts.package import Package, Part, Table
from scripts.rows import UnreadableTable, part_rows
from scripts.whole_file import Change, change, replace


@dataclass(frozen=True)
class TidyReport:
    """The files that were (or, on a check, would be) rewritten, those that take guessing to read, and those that are not plain CSV."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    left_alone: tuple[str, ...] = ()

    @property
    def note(self) -> str | None:
        """One line about the files that tidy does not rewrite; None if there are none."""
        return f"Left alone, being compressed or Parquet: {', '.join(self.left_alone)}." if self.left_alone else None


def tidied(table: Table, part: Part | None = None) -> bytes:
    """A plain CSV file of the table (the first unless told) in canonical form.

    That is: columns in schema order, rows by primary key, cells trimmed and NFC, LF, minimal quotes. No row is dropped: two rows of the
    same key both stay. Raises UnreadableTable where a cell cannot be told for certain.
    """
    return in_form(table, (row for _, row in part_rows(table, part or table.parts[0])))


def in_form(table: Table, rows: Iterable[Mapping[str, str]]) -> bytes:
    """Rows of the table, as text by column, as a CSV file in that form."""
    names = table.schema.names
    records = [[_canonical(row[name]) for name in names] for row in rows]
    key = [names.index(name) for name in table.schema.primary_key]
    # Code points sort as their UTF-8 bytes do; rows of the same key go by all their cells, or the order would not be settled.
    records.sort(key=lambda record: ([record[place] for place in key], record))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=table.delimiter, lineterminator="\n").writerows([names, *records])
    return text.getvalue().encode("utf-8")


def tidy(package: Package, check: bool) -> TidyReport:
    """Rewrite every plain CSV file that is not in canonical form, each by itself; with `check`, only say which."""
    changes, findings = [], []
    ours = [(table, part) for table in package.tables.values() if table.is_plain for part in table.parts]
    for table, part in ours:
        try:
            changes.append(_tidy(table, part, check))
        except UnreadableTable as unreadable:
            findings.append(unreadable.finding)
    left_alone = tuple(part.path for table in package.tables.values() if not table.is_plain for part in table.parts)
    return TidyReport(tuple(found for found in changes if found), tuple(findings), left_alone)


def _tidy(table: Table, part: Part, check: bool) -> Change | None:
    canonical = tidied(table, part)
    found = change(part.path, part.file.read_bytes(), canonical)
    if found and not check:
        replace(part.file, canonical)
    return found


def _canonical(cell: str) -> str:
    """The cell without surrounding blanks, in NFC: the same text to every reader, so that equal names are equal bytes."""
    return unicodedata.normalize("NFC", cell.strip())
