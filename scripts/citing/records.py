"""The records of a package by their ids, read in plain Python: who cites one must not wait for an engine."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property

from scripts.package import Package
from scripts.reports.text_report import shown
from scripts.rows import rows

Row = Mapping[str, str]
# The tables whose rows can be cited, with the columns that name a row to a reader beside its id.
HEADS: Mapping[str, tuple[str, ...]] = {
    "events": ("title", "date_edtf"),
    "figures": ("as_written", "measure", "counted"),
    "units": ("name",),
    "places": ("name",),
    "claims": (),
    "passages": (),
    "sources": ("title", "publisher", "licence"),
    "event_types": ("label",),
}
RETIRED = "retired"  # the table of ids that are used no more


class CannotCite(Exception):
    """The record cannot be cited; the message says why in one sentence or two."""


class UnknownRecord(CannotCite):
    """No record has this id."""


class Records:
    """The tables of one package, each read when it is first asked for."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._read: dict[str, list[dict[str, str]]] = {}

    def rows(self, table: str) -> list[dict[str, str]]:
        """All rows of the table; none if the package does not have it. Raises UnreadableTable."""
        if table not in self._read:
            found = self.package.tables.get(table)
            self._read[table] = [row for _, row in rows(found)] if found else []
        return self._read[table]

    @cached_property
    def by_id(self) -> Mapping[str, Mapping[str, Row]]:
        """The rows of every table that can be cited, by id."""
        present = [table for table in HEADS if table in self.package.tables]
        return {table: {row[self.key(table)]: row for row in self.rows(table)} for table in present}

    def key(self, table: str) -> str:
        """The column of the ids of the table."""
        schema = self.package.tables[table].schema
        return (schema.primary_key or schema.names)[0]

    def noun(self, table: str) -> str:
        """What the schema calls a row of the table."""
        return self.package.tables[table].schema.column(self.key(table)).title

    def row(self, table: str, record_id: str) -> Row:
        """The row of that id, for a link that leads to it; CannotCite if it leads nowhere."""
        try:
            return self.by_id[table][record_id]
        except KeyError:
            raise CannotCite(f"{shown(record_id)} is named as one of {table} but is not there. `make validate` says where.") from None

    def tables_of(self, record_id: str) -> list[str]:
        """The tables in which the id stands; UnknownRecord, with the nearest ids or what became of it, if there is none."""
        found = [table for table, rows_of in self.by_id.items() if record_id in rows_of]
        if not found:
            raise UnknownRecord(" ".join(self._retirements(record_id)) or self._nearest(record_id))
        return found

    def _retirements(self, record_id: str) -> Iterator[str]:
        for row in self.rows(RETIRED):
            if row["retired_id"] == record_id:
                since = f"{shown(record_id)} of {row['table_name']} was withdrawn in version {row['retired_in']}"
                yield f"{since}; cite {row['replaced_by']} instead." if row["replaced_by"] else f"{since} and nothing replaces it."
                yield row["reason"]

    def _nearest(self, record_id: str) -> str:
        known = sorted({one for rows_of in self.by_id.values() for one in rows_of})
        near = get_close_matches(record_id.strip().lower().replace(" ", "-"), known, n=5, cutoff=0.5)
        hint = f"Nearest: {', '.join(near)}." if near else "The ids stand in the first column of the tables."
        return f"No record has the id '{shown(record_id)}'. {hint}"
