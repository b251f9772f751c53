"""Reads lists that are no tables of the package: CSV in UTF-8 with a header, beside the data or brought by the user."""

from collections.abc import Sequence
from pathlib import Path

from scripts.records import cells, records

Row = dict[str, str]


class CannotRead(Exception):
    """A list cannot be read without guessing, or the tables lack what it speaks of; the message is one sentence that says why."""


def listed(file: Path, name: str, columns: Sequence[str]) -> list[tuple[int, Row]]:
    """The rows of the file, each with the line where it begins; messages call the file `name`. It may have more columns than these.

    Forgives a byte order mark and CRLF. Raises CannotRead.
    """
    rows = [(line, _cells(record, name, line)) for line, record in records(_text(file, name))]
    if not rows:
        raise CannotRead(f"{name} is empty.")
    header = rows[0][1]
    if missing := [column for column in columns if column not in header]:
        raise CannotRead(f"{name} has no column {', '.join(missing)}.")
    if twice := sorted({column for column in header if header.count(column) > 1}):
        raise CannotRead(f"{name} has more than one column {', '.join(twice)}.")
    for line, row in rows[1:]:
        if len(row) != len(header):
            raise CannotRead(f"{name}, line {line}: here are {len(row)} cells, not {len(header)}.")
    return [(line, dict(zip(header, row, strict=True))) for line, row in rows[1:]]


def _text(file: Path, name: str) -> str:
    try:
        return file.read_bytes().decode("utf-8").removeprefix("\ufeff")
    except OSError as error:
        raise CannotRead(f"{name} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CannotRead(f"{name} is not UTF-8: byte {error.start} is not.") from error


def _cells(record: str, name: str, line: int) -> list[str]:
    found = cells(record, ",")
    if found is None:
        raise CannotRead(f"{name}, line {line}: a quote is not closed, or stands within a cell.")
    return found
