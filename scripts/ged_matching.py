"""Finds the events of UCDP GED that can be of the same place and time as ours: the rows of ged_matches.csv.

An event of ours is matched if it occurred and its type could enter UCDP GED, at each of its places that has a position and is no
governorate or country: around the point of one lies nearly everything. Its days are those of date_edtf; an open end is bounded by the event
of which it is part, as far as it has to lie within that (not if it is background), and what stays open is not matched. The points of both
have to lie within the uncertainty of our place; a point of UCDP GED with where_prec 2 may lie 25 km further off, one with 3 or more stands
for an area and is not matched, one without where_prec is taken as it is.
"""

import glob
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.sql import literal
from scripts.package import Package
from scripts.rows import rows
from scripts.tidy import in_form
from scripts.whole_file import Change, change, replace

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

TABLE = "ged_matches"
NEEDED = ("events", "event_types", "event_places", "places")
# What a column may be called: as in UCDP GED, or in a file made of it.
NAMES = {
    "ged_id": ("id",),
    "ged_date_start": ("date_start", "date"),
    "ged_date_end": ("date_end", "date"),
    "ged_latitude": ("latitude",),
    "ged_longitude": ("longitude",),
    "ged_low": ("low", "low_death"),
    "ged_best": ("best", "best_death"),
    "ged_high": ("high", "high_death"),
    "ged_where_prec": ("where_prec",),
}
CAN_LACK = {"ged_where_prec"}
# Days may come with a time, and counts with a decimal point.
TYPES = {
    "ged_date_start": "TRY_CAST({cell}[1:10] AS DATE)",
    "ged_date_end": "TRY_CAST({cell}[1:10] AS DATE)",
    "ged_latitude": "TRY_CAST({cell} AS DOUBLE)",
    "ged_longitude": "TRY_CAST({cell} AS DOUBLE)",
}
WHOLE = "CASE WHEN TRY_CAST({cell} AS DOUBLE) % 1 = 0 THEN TRY_CAST(TRY_CAST({cell} AS DOUBLE) AS BIGINT) END"
REQUIRED = ("ged_id", "ged_date_start", "ged_date_end", "ged_latitude", "ged_longitude")

MATCHES = """
WITH RECURSIVE above (event_id, date_earliest, date_latest, parent_event_id, is_bound) AS (
    SELECT event_id, date_earliest, date_latest, parent_event_id, status = 'occurred' AND phase <> 'background' FROM events
    UNION
    SELECT a.event_id, p.date_earliest, p.date_latest, p.parent_event_id, p.status = 'occurred' AND p.phase <> 'background'
    FROM above AS a JOIN events AS p ON p.event_id = a.parent_event_id
    WHERE a.is_bound
),
bounds AS (
    SELECT event_id, max(date_earliest) AS first, min(date_latest) AS last FROM above GROUP BY event_id
),
incidents AS (
    SELECT e.event_id, coalesce(e.date_earliest, b.first) AS first, coalesce(e.date_latest, b.last) AS last,
        e.date_earliest = e.date_latest AS is_one_day
    FROM events AS e JOIN bounds AS b USING (event_id) JOIN event_types AS t USING (event_type)
    WHERE e.status = 'occurred' AND t.ged_eligible = 'yes'
)
SELECT i.event_id, p.place_id, g.*,
    CASE WHEN coalesce(i.is_one_day AND g.ged_date_start = i.first AND g.ged_date_end = i.first, false)
        THEN 'same_day' ELSE 'days_overlap' END
    || CASE WHEN p.coordinate_type = 'settlement_point' AND g.ged_where_prec IS DISTINCT FROM 2 THEN '_at_settlement' ELSE '_in_area' END
        AS match_quality
FROM incidents AS i
JOIN event_places AS ep ON ep.event_id = i.event_id
JOIN places AS p ON p.place_id = ep.place_id AND p.place_type NOT IN ('country', 'governorate')
JOIN ged AS g ON g.ged_date_start <= i.last AND g.ged_date_end >= i.first
WHERE coalesce(g.ged_where_prec, 1) < 3
    AND distance_m(p.latitude, p.longitude, g.ged_latitude, g.ged_longitude)
        <= p.coordinate_uncertainty_m + CASE WHEN g.ged_where_prec = 2 THEN 25000 ELSE 0 END
ORDER BY ALL
"""


class CannotMatch(Exception):
    """The file is not one of UCDP GED, or the package lacks its source; the message says what to do."""


@dataclass(frozen=True)
class Matching:
    """How many rows there are, what changed in the file (None if nothing), and how many events of UCDP GED were read."""

    matches: int
    change: Change | None
    read: int


def match_ged(package: Package, file: Path, source_id: str, check: bool = False) -> Matching:
    """Write ged_matches.csv anew from a CSV file of UCDP GED, or with `check` only say what would change.

    Matches of other sources stay, and so does the note of a match that is found again. Raises CannotMatch, OSError if a file cannot be
    read or written, UnreadableTable if a table of the package cannot be read.
    """
    table = package.tables[TABLE]
    if not table.is_plain or len(table.parts) > 1:
        raise CannotMatch(f"{table.path} is not one plain CSV file")
    if source_id not in {row["source_id"] for _, row in rows(package.tables["sources"])}:
        raise CannotMatch(f"no source is called {source_id}: add the edition of UCDP GED to sources.csv, or name it with --source")
    found, read = matches(package, file)
    before = [row for _, row in rows(table)]
    notes = {_key(row): row["note"] for row in before if row["source_id"] == source_id}
    ours = [row | {"source_id": source_id, "note": notes.get(_key(row), "")} for row in found]
    kept = [row for row in before if row["source_id"] != source_id]
    content = in_form(table, [*kept, *ours])
    changed = change(table.parts[0].path, table.parts[0].file.read_bytes(), content)
    if changed and not check:
        replace(table.parts[0].file, content)
    return Matching(len(ours), changed, read)


def matches(package: Package, file: Path) -> tuple[list[dict[str, str]], int]:
    """The matches of the package with the events in `file`, cells as text, and the number of these events; raises CannotMatch."""
    from scripts.duckdb_core import duckdb
    from scripts.read import engine
    from scripts.read import read as read_table
    from scripts.views import views

    with engine() as connection:
        connection.execute(next(one.sql for one in views() if one.name == "distance_m"))
        try:
            for name in NEEDED:
                read_table(connection, package.tables[name])
        except duckdb.Error as error:
            raise CannotMatch(f"the package cannot be read, run validate first: {str(error).splitlines()[0]}") from error
        number = _read_ged(connection, file)
        found = connection.execute(MATCHES)
        names = [column[0] for column in found.description]
        return [dict(zip(names, map(_as_text, row), strict=True)) for row in found.fetchall()], number


def _as_text(cell: object) -> str:
    """The cell as it stands in a CSV file: a number without an exponent."""
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}"
    return "" if cell is None else str(cell)


def _key(row: Mapping[str, str]) -> tuple[str, str, str]:
    return row["event_id"], row["place_id"], row["ged_id"]


def _read_ged(connection: "Connection", file: Path) -> int:
    """Make the table `ged` of a file; the number of its rows."""
    from scripts.duckdb_core import duckdb

    if not file.is_file():
        raise CannotMatch(f"{file} is no file: give a CSV file of UCDP GED")
    try:
        source = f"read_csv({literal(glob.escape(str(file)))}, header = true, all_varchar = true)"
        there = [name for name, *_ in connection.execute(f"DESCRIBE FROM {source}").fetchall()]
        cells = ", ".join(f"{_cell(name, there)} AS {name}" for name in NAMES)
        connection.execute(f"CREATE TABLE ged AS SELECT {cells} FROM {source}")
    except duckdb.Error as error:
        raise CannotMatch(f"{file} cannot be read as CSV: {str(error).splitlines()[0]}") from error
    unread = " OR ".join(f"{name} IS NULL" for name in REQUIRED)
    [(number, bad, example)] = connection.execute(
        f"SELECT count(*), count(*) FILTER (WHERE {unread}), min(ged_id) FILTER (WHERE {unread}) FROM ged"
    ).fetchall()
    if bad:
        told = f"the first is event {example}" if example is not None else "they have no id"
        raise CannotMatch(f"{file} has {bad} rows without id, days as 2012-04-03 or position; {told}")
    return int(number)


def _cell(name: str, there: list[str]) -> str:
    """The typed cell of a column, by whichever name the file has it."""
    called = next((one for one in NAMES[name] if one in there), None)
    if called is None and name not in CAN_LACK:
        raise CannotMatch(f"the file has no column {' or '.join(NAMES[name])}: it is none of UCDP GED")
    return TYPES.get(name, WHOLE).format(cell=f'"{called}"') if called else "CAST(NULL AS BIGINT)"
