"""Excel: first a sheet that explains the others, then the flat views, then the tables as they are.

Text is written as text, never as a formula or a link. Days are text in ISO form: Excel has no days before 1900, and would show the others
in the order of the reader's country.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scripts.database import BuildFailed, CannotWrite
from scripts.exports.excel_cells import Formats, fill
from scripts.exports.excel_explanation import explain
from scripts.exports.export import Written
from scripts.exports.flat_export import ENDING
from scripts.exports.same_zip import rewrite
from scripts.exports.source import Source

FILE = "operation.xlsx"
MOST_ROWS = 1_048_576  # of a sheet, its header among them
LONGEST_NAME = 31  # characters of the name of a sheet
# As old as a zip file can say, for a package that does not say when it was made.
UNDATED = "1980-01-01T00:00:00Z"


def write(source: Source, folder: Path) -> list[Written]:
    """Write the workbook; raises BuildFailed if a table has more rows than a sheet can hold."""
    import xlsxwriter  # type: ignore[import-untyped]
    from xlsxwriter.exceptions import FileCreateError, XlsxWriterException  # type: ignore[import-untyped]

    file = folder / FILE
    sheets = [*source.views(ENDING), *source.package.tables]
    counts = {name: source.count(name) for name in sheets}
    _refuse_what_does_not_fit(counts)
    try:
        with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
            book.set_properties(_properties(source))
            formats = Formats.of(book)
            explain(book.add_worksheet("README"), source, counts, formats)
            for name in sheets:
                fill(book.add_worksheet(name[:LONGEST_NAME]), source, name, formats)
    except FileCreateError as error:
        raise CannotWrite(f"{FILE} cannot be written: {error}.") from None
    except XlsxWriterException as error:
        raise BuildFailed(f"{FILE}: {str(error).rstrip('.')}.") from None
    rewrite(file)
    return [Written(file, None, "A sheet that explains all, the flat views, and a sheet for each table.")]


def _refuse_what_does_not_fit(counts: Mapping[str, int]) -> None:
    for name, rows in counts.items():
        if rows >= MOST_ROWS:
            raise BuildFailed(f"{FILE}: {name} has {rows:,} rows, and a sheet of Excel holds {MOST_ROWS - 1:,}.")


def _properties(source: Source) -> dict[str, Any]:
    facts = source.facts
    return {
        "title": facts["title"] or facts["name"],
        "author": facts["creators"],
        "comments": facts["description"],
        "created": _made(facts),
    }


def _made(facts: Mapping[str, str]) -> datetime:
    try:
        made = datetime.fromisoformat(facts["created"] or UNDATED)
    except ValueError:
        raise BuildFailed(f"created in the descriptor is {facts['created']!r}, which is no date and time.") from None
    # Without a zone it would be read as the time of this machine.
    return made.astimezone(UTC) if made.tzinfo else made.replace(tzinfo=UTC)
