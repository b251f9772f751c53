"""Defects of matches and retired ids. Nothing refers to matches; of retired ids, slot 4 refers to slot 1, and may double slot 3."""

from benchmarks.defects.defect import Defect, Elsewhere, dangling, empty, misformed, not_allowed, unclean

AT_ITS_PLACE = "match_is_at_a_place_of_its_event: event_id, place_id"
COULD_BE = "matched_event_could_be_in_ged: event_id"
STARTS = "ged_event_starts_before_it_ends: ged_date_start, ged_date_end"
OVERLAPS = "match_overlaps_in_time: ged_date_start, ged_date_end, event_id"
NEAR = "match_lies_near: ged_latitude, ged_longitude, place_id"
IN_ORDER = "ged_deaths_in_order: ged_low, ged_best, ged_high"
FOLLOWS = "match_quality_follows: match_quality"
GONE = "retired_id_is_gone: retired_id"
KNOWN = "replacement_is_known: replaced_by"
RETIRED_KEY = "key_is_unique: table_name, retired_id"


def lost(defects: list[Defect]) -> list[Defect]:
    """Links of a match that lead nowhere, so that the pair of event and place does neither."""
    return [Defect(one.table, one.victims, one.cells, [*one.findings, AT_ITS_PLACE]) for one in defects]


MATCHES = [
    *unclean("ged_matches", "note"),
    *lost(dangling("ged_matches", "event_id")),
    *lost(dangling("ged_matches", "place_id")),
    *dangling("ged_matches", "source_id"),
    empty("ged_matches", "event_id"),
    empty("ged_matches", "place_id"),
    empty("ged_matches", "ged_id"),
    empty("ged_matches", "ged_date_start"),
    empty("ged_matches", "match_quality"),
    # The event in slot 0 frames others, and has no place.
    Defect("ged_matches", "true", {"event_id": "event_id(event - event % 20)"}, [AT_ITS_PLACE, COULD_BE]),
    Defect("ged_matches", "true", {"ged_id": "'12a'"}, ["cell_is_integer: ged_id"]),
    Defect("ged_matches", "true", {"ged_id": "0"}, ["cell_is_not_below_minimum: ged_id"]),
    Defect("ged_matches", "true", {"ged_date_start": "'3 April 2012'"}, ["cell_is_date: ged_date_start"]),
    Defect("ged_matches", "true", {"ged_date_start": "ged_date_end + 1"}, [STARTS]),
    Defect("ged_matches", "true", {"ged_date_start": "DATE '1999-01-01'", "ged_date_end": "DATE '1999-01-02'"}, [OVERLAPS]),
    Defect("ged_matches", "has_point", {"ged_latitude": "-80.5"}, [NEAR]),
    Defect("ged_matches", "has_point", {"ged_latitude": "'95.5'"}, ["cell_is_not_above_maximum: ged_latitude", NEAR]),
    Defect("ged_matches", "true", {"ged_longitude": "'36,7'"}, ["cell_is_number: ged_longitude"]),
    Defect("ged_matches", "true", {"ged_low": "ged_high + 1"}, [IN_ORDER]),
    Defect("ged_matches", "true", {"ged_best": "'-1'"}, ["cell_is_not_below_minimum: ged_best", IN_ORDER]),
    Defect("ged_matches", "has_point", {"match_quality": "'same_day_in_area'"}, [FOLLOWS]),
    Defect("ged_matches", "has_point", {"match_quality": "'perfect'"}, ["cell_is_allowed: match_quality", FOLLOWS]),
    Defect("ged_matches", "ged_where_prec = 1", {"ged_where_prec": "'3'"}, ["cell_is_not_above_maximum: ged_where_prec"]),
]

RETIRED = [
    *unclean("retired", "reason"),
    empty("retired", "reason"),
    misformed("retired", "retired_in", "v"),
    not_allowed("retired", "table_name", "events_old", "slot = 0"),
    empty("retired", "table_name", "slot = 0"),
    Defect("retired", "slot = 0", {"retired_id": "event_id(n * 20)"}, [GONE]),
    Defect("retired", "slot = 0", {"replaced_by": "'nobody-knows'"}, [KNOWN]),
    Defect("retired", "slot = 0", {"replaced_by": "retired_id"}, [KNOWN]),
    Defect("retired", "slot = 2", {"replaced_by": "'Nobody ' || n"}, ["cell_matches_pattern: replaced_by", KNOWN]),
    Defect(
        "retired",
        "slot = 4",
        {"table_name": "'events'", "retired_id": "numbered('gone', n - 1)", "replaced_by": "NULL"},
        [RETIRED_KEY],
        [Elsewhere("retired", "n", RETIRED_KEY)],
    ),
]

DEFECTS = MATCHES + RETIRED
