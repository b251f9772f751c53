"""How cells, headers and widths of a sheet are written."""

from dataclasses import dataclass
from typing import Any

from scripts.exports.source import Source
from scripts.exports.spreadsheet_text import neutralised

MOST_UNITS = 32_767  # of UTF-16, in a cell
CUT = " … [cut: the cell holds no more; the CSV file has all of it]"
EXACT = 10**15  # Excel keeps 15 digits of a number
NARROWEST, WIDEST = 8, 50  # characters
HEADER_MARGIN = 3  # for the button of the filter


@dataclass(frozen=True)
class Formats:
    """The looks of cells; `guarded` is text that stays text when somebody edits it."""

    header: Any
    title: Any
    text: Any
    guarded: Any

    @classmethod
    def of(cls, book: Any) -> "Formats":
        """The formats, added to the workbook."""
        wrapped = {"text_wrap": True, "valign": "top"}
        header = book.add_format({"bold": True, "bg_color": "#DDDDDD", "valign": "top"})
        title = book.add_format({"bold": True, "font_size": 14})
        return cls(header, title, book.add_format(wrapped), book.add_format({**wrapped, "quote_prefix": True}))


def fill(sheet: Any, source: Source, name: str, formats: Formats) -> None:
    """Write the table or view into the sheet: a frozen header with filters, and columns as wide as what is in them."""
    names = [column.name for column in source.columns(name)]
    widths, last = [len(one) + HEADER_MARGIN for one in names], 0
    put_row(sheet, 0, names, formats.header)
    for last, row in enumerate(source.rows(source.query(name)), start=1):
        for column, value in enumerate(row):
            put(sheet, last, column, value, formats)
            widths[column] = max(widths[column], len(str(value or "")))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(names) - 1)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width, NARROWEST), WIDEST))


def put_row(sheet: Any, row: int, texts: list[str], look: Any) -> None:
    """Write texts from the first column on, all in one look."""
    for column, text in enumerate(texts):
        sheet.write_string(row, column, text, look)


def put(sheet: Any, row: int, column: int, value: Any, formats: Formats) -> None:
    """Write a value as what it is; nothing for a missing one. A number of more digits than Excel keeps becomes text."""
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, formats.text)
    elif isinstance(value, int | float) and abs(value) < EXACT:
        sheet.write_number(row, column, value, formats.text)
    elif value is not None:
        text = fitting(str(value))
        sheet.write_string(row, column, text, formats.text if neutralised(text) == text else formats.guarded)


def fitting(text: str) -> str:
    """The text, or as much of it as a cell can hold, with words that say so."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_UNITS:
        return text
    return units[: 2 * (MOST_UNITS - len(CUT))].decode("utf-16-le", errors="ignore") + CUT
