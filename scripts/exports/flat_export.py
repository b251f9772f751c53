"""Flat CSV for people with a spreadsheet: the views named *_flat, with names instead of ids.

It begins with a byte order mark, without which Excel shows Arabic as other signs; formulas are neutralised (see spreadsheet_text.py).
"""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

from scripts.exports.export import Written
from scripts.exports.source import Source
from scripts.exports.spreadsheet_text import neutralised

ENDING = "_flat"
LINE_END = "\r\n"


def write(source: Source, folder: Path) -> list[Written]:
    """Write one file per flat view."""
    return [_written(source, view, folder / f"{view}.csv") for view in source.views(ENDING)]


def _written(source: Source, view: str, file: Path) -> Written:
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        # With these line ends, as RFC 4180 has them, every version of Python quotes a cell that holds one of their letters.
        writer = csv.writer(stream, lineterminator=LINE_END)
        writer.writerow([column.name for column in source.columns(view)])
        writer.writerows(map(cell, row) for row in source.rows(source.query(view)))
    return Written(file, source.count(view), source.words(view))


def cell(value: Any) -> Any:
    """A value as it goes into the file: text without formulas, a truth value and a number (in plain digits) as in the tables."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}"
    return neutralised(value) if isinstance(value, str) else value
