"""The first sheet of the workbook: what it is, how to cite it, what to beware of, and what each sheet and column means."""

from collections.abc import Mapping
from typing import Any

from scripts.exports.about import WARNINGS, about
from scripts.exports.excel_cells import Formats, put, put_row
from scripts.exports.source import Source

WIDTHS = (24, 28, 100)  # characters


def explain(sheet: Any, source: Source, counts: Mapping[str, int], formats: Formats) -> None:
    """Fill the sheet; `counts` are the rows of each of the others by name."""
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    row = 0
    for heading, header, lines in _blocks(source, counts):
        sheet.write_string(row, 0, heading, formats.title)
        put_row(sheet, row + 1, header, formats.header)
        row += 1 + bool(header)
        for line in lines:
            for column, value in enumerate(line):
                put(sheet, row, column, value, formats)
            row += 1
        row += 1


def _blocks(source: Source, counts: Mapping[str, int]) -> list[tuple[str, list[str], list[tuple[Any, ...]]]]:
    """Heading, header and lines of each part."""
    meanings = [(name, column.name, column.words) for name in counts for column in source.columns(name)]
    return [
        ("About", [], [(label, None, text) for label, text in about(source.facts).items()]),
        ("Beware", [], [(None, None, warning) for warning in WARNINGS]),
        ("Sheets", ["Sheet", "Rows", "What it holds"], [(name, rows, source.words(name)) for name, rows in counts.items()]),
        ("Columns", ["Sheet", "Column", "What it means"], meanings),
    ]
