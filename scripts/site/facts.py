"""All that the pages tell, read from the database: each table and view once, as rows by the names of their columns."""

from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any

from scripts.exports.source import Source

Row = Mapping[str, Any]

# The tables whose records have a page each, and what a record is called there.
KINDS = {"events": "event", "places": "place", "units": "unit", "figures": "figure", "sources": "source"}


class Facts:
    """The tables and views of one database. Cells are numbers, truth values or text; a day is text in ISO form, what is missing None."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.rows = cache(self._rows)
        self.by = cache(self._by)

    def _rows(self, name: str) -> list[Row]:
        """All rows of the table or view of that name, in its order."""
        names = [column.name for column in self.source.columns(name)]
        return [dict(zip(names, row, strict=True)) for row in self.source.rows(self.source.query(name))]

    def _by(self, name: str, *columns: str) -> Mapping[Any, list[Row]]:
        """The rows of it by the value of a column, or by the values of several."""
        found: dict[Any, list[Row]] = {}
        for row in self.rows(name):
            found.setdefault(row[columns[0]] if len(columns) == 1 else tuple(row[one] for one in columns), []).append(row)
        return found

    def one(self, kind: str, record_id: str) -> Row:
        """The record of that id in the table `kind`, which must have it."""
        return self.by(kind, f"{KINDS[kind]}_id")[record_id][0]

    @cached_property
    def package(self) -> Row:
        """What the data set is: the one row of the table `package`."""
        return self.rows("package")[0]

    def label(self, table: str, column: str, code: str | None) -> str:
        """What the schema calls a code of that column, as 'Town' for town; the code itself where it has no words, empty for none."""
        categories = self.source.package.tables[table].schema.column(column).categories
        return categories.get(code, code) if code else ""
