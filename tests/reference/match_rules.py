"""The rules on matches with UCDP GED and on retired ids."""

from collections.abc import Iterator

from tests.reference.form import Row
from tests.reference.place_rules import distance_m
from tests.reference.rule import Tables, by, each, every

NEAR = 2
KEYS = {
    "events": "event_id",
    "places": "place_id",
    "units": "unit_id",
    "figures": "figure_id",
    "claims": "claim_id",
    "passages": "passage_id",
    "sources": "source_id",
    "event_types": "event_type",
}


@every("ged_matches", "event_id place_id", "event_places")
def match_is_at_a_place_of_its_event(tables: Tables) -> Iterator[Row]:
    """A match names an event and one of its places."""
    known = {(row["event_id"], row["place_id"]) for row in tables["event_places"]}
    for match in tables["ged_matches"]:
        pair = match["event_id"], match["place_id"]
        if None not in pair and pair not in known:
            yield match


@every("ged_matches", "event_id", "events event_types")
def matched_event_could_be_in_ged(tables: Tables) -> Iterator[Row]:
    """A matched event occurred, and its type could enter UCDP GED."""
    known = by(tables["events"], "event_id")
    forceless = {kind["event_type"] for kind in tables["event_types"] if kind["ged_eligible"] == "no"} - {None}
    for match in tables["ged_matches"]:
        if any(event["status"] == "planned" or event["event_type"] in forceless for event in known.get(match["event_id"], [])):
            yield match


@each("ged_matches", "ged_date_start ged_date_end")
def ged_event_starts_before_it_ends(match: Row) -> bool:
    """ged_date_start is no later than ged_date_end."""
    return _is_more(match["ged_date_start"], match["ged_date_end"])


def _is_more(one: object, other: object) -> bool:
    return one is not None and other is not None and one > other  # type: ignore[operator]


@every("ged_matches", "ged_date_start ged_date_end event_id", "events")
def match_overlaps_in_time(tables: Tables) -> Iterator[Row]:
    """The days of both events overlap, as far as those of ours are known."""
    known = by(tables["events"], "event_id")
    for match in tables["ged_matches"]:
        first, last = match["ged_date_start"], match["ged_date_end"]
        events = known.get(match["event_id"], [])
        if any(_is_more(event["date_earliest"], last) or _is_more(first, event["date_latest"]) for event in events):
            yield match


@every("ged_matches", "ged_latitude ged_longitude place_id", "places")
def match_lies_near(tables: Tables) -> Iterator[Row]:
    """The point of UCDP GED lies within the uncertainty of our place, and 25 km more where ged_where_prec is 2."""
    known = by(tables["places"], "place_id")
    for match in tables["ged_matches"]:
        if any(_is_far(match, place) for place in known.get(match["place_id"], [])):
            yield match


def _is_far(match: Row, place: Row) -> bool:
    points = place["latitude"], place["longitude"], match["ged_latitude"], match["ged_longitude"]
    if None in points or place["coordinate_uncertainty_m"] is None:
        return False
    return bool(distance_m(*points) > place["coordinate_uncertainty_m"] + (25_000 if match["ged_where_prec"] == NEAR else 0))


@each("ged_matches", "ged_low ged_best ged_high")
def ged_deaths_in_order(match: Row) -> bool:
    """ged_low <= ged_best <= ged_high, as far as they are given."""
    low, best, high = match["ged_low"], match["ged_best"], match["ged_high"]
    return _is_more(low, best) or _is_more(best, high) or _is_more(low, high)


@every("ged_matches", "match_quality", "events places")
def match_quality_follows(tables: Tables) -> Iterator[Row]:
    """match_quality says whether both are of the same day, and whether our place is a settlement that is not in doubt."""
    events, places = by(tables["events"], "event_id"), by(tables["places"], "place_id")
    for match in tables["ged_matches"]:
        pairs = [(event, place) for event in events.get(match["event_id"], []) for place in places.get(match["place_id"], [])]
        qualities = {_quality(match, event, place) for event, place in pairs} - {None}
        if match["match_quality"] is not None and qualities - {match["match_quality"]}:
            yield match


def _quality(match: Row, event: Row, place: Row) -> str | None:
    """The quality that a match should have; None where days or place leave it open."""
    day, days = event["date_earliest"], {match["ged_date_start"], match["ged_date_end"]}
    is_same_day: bool | None = False
    if day is not None and day == event["date_latest"]:
        is_same_day = False if days - {day, None} else None if None in days else True
    is_settlement: bool | None = False
    if match["ged_where_prec"] != NEAR:
        is_settlement = None if place["coordinate_type"] is None else place["coordinate_type"] == "settlement_point"
    if is_same_day is None or is_settlement is None:
        return None
    return f"{'same_day' if is_same_day else 'days_overlap'}_{'at_settlement' if is_settlement else 'in_area'}"


def _ids(tables: Tables) -> dict[str, set[str]]:
    return {table: {row[key] for row in tables[table]} - {None} for table, key in KEYS.items()}


@every("retired", "retired_id", " ".join(KEYS))
def retired_id_is_gone(tables: Tables) -> Iterator[Row]:
    """A retired id does not stand in its table again."""
    known = _ids(tables)
    yield from (row for row in tables["retired"] if row["retired_id"] in known.get(row["table_name"], ()))


@every("retired", "replaced_by", " ".join(KEYS))
def replacement_is_known(tables: Tables) -> Iterator[Row]:
    """What a retired id is replaced by is another id, which stands in the same table or is retired from it itself."""
    known = _ids(tables)
    for row in tables["retired"]:
        known.get(row["table_name"], set()).add(row["retired_id"])
    for row in tables["retired"]:
        wanted = row["replaced_by"]
        if wanted is not None and (wanted == row["retired_id"] or wanted not in known.get(row["table_name"], {wanted})):
            yield row
