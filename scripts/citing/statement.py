"""What a record says, in the words of its schema: titles of columns, labels of values, names of the rows it links to."""

from collections.abc import Iterator

from schemas.table_schema import Field
from scripts.citing.days import day_in_words
from scripts.citing.records import HEADS, Records, Row

# The columns that are told of a record, in this order, between its name (the first of HEADS) and its note.
TOLD = {
    "events": ("status", "event_type", "date_edtf", "parent_event_id", "outcome"),
    "figures": ("measure", "counted", "side", "includes_civilians", "as_of_edtf", "event_id", "part_of_figure_id"),
    "units": ("short_name", "side", "echelon", "parent_unit_id"),
    "places": (
        *("place_type", "parent_place_id", "latitude", "longitude", "coordinate_uncertainty_m", "coordinate_type"),
        *("coordinate_source_id", "ocha_pcode"),
    ),
    "claims": ("event_id", "figure_id", "unit_id", "place_id", "stance", "modality", "claimant"),
    "passages": ("source_id", "section", "ordinal", "char_start", "char_end", "sha256", "disposition"),
    "sources": ("source_type", "publisher", "published", "url", "access", "licence", "sha256"),
    "event_types": ("definition",),
}
# What stands in brackets behind the name of a record.
GLOSS = {"figures": "qualifier"}
# What is told of an event for each row that ties it to a place.
WHERE = ("place_id", "role", "control_after")
# Where silence must not be overlooked.
TOLD_EMPTY = {("events", "date_edtf"), ("sources", "published")}


def statement(records: Records, table: str, record_id: str) -> str:
    """A sentence: kind and id of the record, and what it says; then its note. Raises CannotCite if a link of it leads nowhere."""
    row = records.row(table, record_id)
    told = [*_head(records, table, row), *_told(records, table, row, TOLD[table])]
    if table == "events":
        places = [one for one in records.rows("event_places") if one["event_id"] == record_id]
        told += [", ".join(_told(records, "event_places", one, WHERE)) for one in places]
    note = f" {_column(records, table, 'note').title}: {_closed(row['note'])}" if row["note"] else ""
    return f"{records.noun(table)} {record_id}: {'; '.join(told)}.{note}"


def named(records: Records, table: str, record_id: str) -> str:
    """A record as others name it: what a reader calls it, with its id. Raises CannotCite if it is not there."""
    row = records.row(table, record_id)
    first, *others = (_in_words(records, table, name, row[name]) for name in HEADS[table] if row[name])
    return ", ".join([f"{first} [{record_id}]", *others])


def _head(records: Records, table: str, row: Row) -> Iterator[str]:
    """What a reader calls the record, between quotes."""
    if HEADS[table]:
        gloss = f" ({_in_words(records, table, GLOSS[table], row[GLOSS[table]])})" if table in GLOSS else ""
        yield f'"{row[HEADS[table][0]]}"{gloss}'


def _told(records: Records, table: str, row: Row, columns: tuple[str, ...]) -> Iterator[str]:
    for name in columns:
        if row[name] or (table, name) in TOLD_EMPTY:
            yield f"{_lowered(_column(records, table, name).title)}: {_in_words(records, table, name, row[name])}"


def _in_words(records: Records, table: str, name: str, cell: str) -> str:
    """The cell by what it links to, as a day, by its label, or as it stands."""
    schema, column = records.package.tables[table].schema, _column(records, table, name)
    links = {key.columns: key.table for key in schema.foreign_keys}
    if not cell:
        return _lowered(schema.missing_values.get("", ""))
    if (name,) in links:
        return named(records, links[name,], cell)
    if name.endswith("_edtf"):
        return day_in_words(cell)
    return _lowered(column.categories[cell]) if cell in column.categories else cell.rstrip(".")


def _column(records: Records, table: str, name: str) -> Field:
    return records.package.tables[table].schema.column(name)


def _closed(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _lowered(words: str) -> str:
    """A title or label with a small first letter, to stand in a sentence; abbreviations stay. None of them begins with a name."""
    return words[0].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words
