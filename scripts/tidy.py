"""Puts the CSV files into their one canonical form, so that a change of the data is a change of just those lines."""

import csv
import io
import unicodedata
from dataclasses import dataclass

from scripts.findings import Finding
from scripts.package import Package, Table
from scripts.rows import UnreadableTable, rows
from scripts.whole_file import Change, change, replace


@dataclass(frozen=True)
class TidyReport:
    """The files that were (or, on a check, would be) rewritten, and those left alone because reading them takes guessing."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


def tidied(table: Table) -> bytes:
    """The table's file in canonical form: columns in schema order, rows by primary key, cells trimmed and NFC, LF, minimal quotes.

    Raises UnreadableTable where a cell cannot be told for certain. No row is dropped: two rows of the same key both stay.
    """
    names = table.schema.names
    records = [[_canonical(row[name]) for name in names] for _, row in rows(table)]
    key = [names.index(name) for name in table.schema.primary_key]
    # Code points sort as their UTF-8 bytes do; rows of the same key go by all their cells, or the order would not be settled.
    records.sort(key=lambda record: ([record[place] for place in key], record))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=table.delimiter, lineterminator="\n").writerows([names, *records])
    return text.getvalue().encode("utf-8")


def tidy(package: Package, check: bool) -> TidyReport:
    """Rewrite every file that is not in canonical form; with `check`, only say which."""
    changes, findings = [], []
    for table in package.tables.values():
        try:
            changes.append(_tidy(table, check))
        except UnreadableTable as unreadable:
            findings.append(unreadable.finding)
    return TidyReport(tuple(found for found in changes if found), tuple(findings))


def _tidy(table: Table, check: bool) -> Change | None:
    canonical = tidied(table)
    found = change(table.path, table.file.read_bytes(), canonical)
    if found and not check:
        replace(table.file, canonical)
    return found


def _canonical(cell: str) -> str:
    """The cell without surrounding blanks, in NFC: the same text to every reader, so that equal names are equal bytes."""
    return unicodedata.normalize("NFC", cell.strip())
