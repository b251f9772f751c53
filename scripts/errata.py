"""Reads ERRATA.md, the known errors that are not corrected yet, and holds every entry to the data."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scripts.package import Package, Table
from scripts.rows import rows
from scripts.versions import version

NONE_KNOWN = "None known."
# What every entry says, and what it says besides if it names a column.
WORDS, CELL_WORDS = ("Wrong", "Source", "Since", "Status"), ("Stands",)
STATUSES = ("reported", "confirmed")
EMPTY = "empty"
BETWEEN_CELLS = " / "  # of a key of several columns


@dataclass(frozen=True)
class Erratum:
    """One known error: the line of its heading, the names there (table, key and perhaps column), and what its lines say, by word."""

    line: int
    names: tuple[str, ...]
    says: Mapping[str, str]


def errata(text: str) -> list[Erratum]:
    """The entries of the document: a heading of the third level each, with lines `- Word: text` below it."""
    found = []
    for heading in re.finditer(r"^### (.*)\n((?:(?!#).*\n?)*)", text, flags=re.MULTILINE):
        names = re.fullmatch(r"(`[^`]+`)( `[^`]+`){1,2}", heading[1])
        said = dict(re.findall(r"^- ([A-Z][a-z]+): (\S.*)$", heading[2], flags=re.MULTILINE))
        line = text.count("\n", 0, heading.start()) + 1
        found.append(Erratum(line, tuple(re.findall("`([^`]+)`", heading[1])) if names else (), said))
    return found


def errata_problems(package: Package, text: str) -> list[str]:
    """What the document says that does not hold of the data, or leaves unsaid; raises UnreadableTable if a table cannot be read."""
    entries = errata(text)
    says_none = NONE_KNOWN in text.splitlines()
    if says_none == bool(entries):
        return [f"Write '{NONE_KNOWN}' if there is no entry, and only then."]
    return [f"line {entry.line}: {problem}" for entry in entries for problem in _problems(package, entry)]


def _problems(package: Package, entry: Erratum) -> Iterator[str]:
    if not entry.names:
        yield "The heading must name table, id and, if it is about one, column, each in backticks."
        return
    wanted = {*WORDS, *(CELL_WORDS if len(entry.names) > 2 else ())}
    if wanted != entry.says.keys():
        yield f"The entry must have these lines and no others: {', '.join(sorted(wanted))}."
        return
    if entry.says["Status"] not in STATUSES:
        yield f"The status must be {' or '.join(STATUSES)}."
    since, now = version(entry.says["Since"]), version(package.descriptor.get("version"))
    if since is None or (now is not None and since > now):
        yield f"Since must be the version that first had the error, and so {package.descriptor.get('version')} at the latest."
    yield from _misplaced(package, entry)


def _misplaced(package: Package, entry: Erratum) -> Iterator[str]:
    table = package.tables.get(entry.names[0])
    if table is None:
        yield f"There is no table '{entry.names[0]}'."
        return
    row = _row(table, entry.names[1])
    if row is None:
        yield f"Table '{table.name}' has no row '{entry.names[1]}': if it was withdrawn, the entry must go."
    elif len(entry.names) > 2:
        yield from _changed(table, row, entry)


def _row(table: Table, key: str) -> Mapping[str, str] | None:
    named = (row for _, row in rows(table) if BETWEEN_CELLS.join(row[name] for name in table.schema.primary_key) == key)
    return next(named, None)


def _changed(table: Table, row: Mapping[str, str], entry: Erratum) -> Iterator[str]:
    column, stands = entry.names[2], entry.says["Stands"]
    if column not in row:
        yield f"Table '{table.name}' has no column '{column}'."
    elif stands != (f"`{row[column]}`" if row[column] else EMPTY):
        yield f"`{column}` is `{row[column]}` now, not {stands}: if the error was corrected, the entry must go."
