"""CSV in the columns of other data sets, for the programs that read those: the views named *_like.

The text is left as it is, since a program compares it: formulas are not neutralised. In a spreadsheet, import these files as text.
"""

from pathlib import Path

from scripts.exports.export import Written
from scripts.exports.source import Source

ENDING = "_like"


def write(source: Source, folder: Path) -> list[Written]:
    """Write one file per such view; none if there is none."""
    return [_written(source, view, folder / f"{view}.csv") for view in source.views(ENDING)]


def _written(source: Source, view: str, file: Path) -> Written:
    return Written(file, source.copy(source.query(view), file, "FORMAT csv, HEADER"), source.words(view))
