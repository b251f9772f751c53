"""Defects of events. Leaves are slots 7 to 19; no event lies under them, so what happens to them is felt nowhere else.

Set apart: 6 and 19 for a circle, 17 and 18 for a doubled id, 17 for a day that its claim cannot have known. Slot 18 has no place, no unit
and no figure, and a single claim.
"""

from benchmarks.defects.defect import Defect, Elsewhere, dangling, empty, not_allowed, unclean

LEAF = "slot BETWEEN 7 AND 16"
DAY = "slot BETWEEN 7 AND 18 AND date_precision = 'day'"
RANGE = "slot BETWEEN 7 AND 18 AND date_precision = 'range'"
INTERVAL = f"{RANGE} AND contains(date_edtf, '/')"
WITHIN_SPAN = f"{DAY} AND status = 'occurred' AND phase <> 'background'"
PLAIN_TYPE = "slot BETWEEN 7 AND 9 AND event_type NOT LIKE '%-capture'"

FOLLOW = "event_days_follow_from_edtf: date_edtf, date_earliest, date_latest"
PRECISION = "event_precision_fits_days: date_edtf, date_earliest, date_latest, date_precision"
REAL = "event_dates_are_real: date_edtf"
IN_SPAN = "event_lies_in_parent_span: date_earliest, date_latest, parent_event_id"
PARENTS_END = "event_parents_end: parent_event_id"

CLAIM_OF_18 = Elsewhere("claims", "campaign * 32 + 19", "link_exists: event_id")


def day(edtf: str, first: str, last: str, findings: list[str], victims: str = DAY) -> Defect:
    """Other dates for an event."""
    return Defect("events", victims, {"date_edtf": edtf, "date_earliest": first, "date_latest": last}, findings)


DEFECTS = [
    *unclean("events", "title"),
    *unclean("events", "note", "slot NOT BETWEEN 1 AND 6"),  # a note there would excuse days that claims deny
    *unclean("events", "description"),
    *unclean("events", "outcome"),
    empty("events", "title"),
    empty("events", "description"),
    not_allowed("events", "status", "happened", "status = 'occurred'"),
    not_allowed("events", "phase", "war", "phase <> 'background'"),
    not_allowed("events", "date_precision", "week"),
    empty("events", "date_precision"),
    empty("events", "event_type", PLAIN_TYPE),
    *dangling("events", "event_type", PLAIN_TYPE),
    *dangling("events", "parent_event_id", LEAF),
    # Dates
    Defect("events", DAY, {"date_earliest": "'2012-02-30'"}, ["cell_is_date: date_earliest", FOLLOW, PRECISION]),
    Defect("events", DAY, {"date_latest": "'4 April 2012'"}, ["cell_is_date: date_latest", FOLLOW, PRECISION]),
    Defect("events", DAY, {"date_latest": "NULL"}, [FOLLOW, PRECISION]),
    Defect("events", DAY, {"date_edtf": "'2013-02-29'"}, [REAL, FOLLOW]),
    Defect("events", DAY, {"date_edtf": "'12.04.2012'"}, ["cell_matches_pattern: date_edtf", REAL, FOLLOW]),
    Defect("events", DAY, {"date_precision": "'month'"}, [PRECISION]),
    Defect("events", "date_precision = 'month'", {"date_precision": "'range'"}, [PRECISION]),
    Defect("events", INTERVAL, {"date_earliest": "date_earliest + 1"}, [FOLLOW]),
    Defect(
        "events",
        RANGE,
        {"date_earliest": "date_latest", "date_latest": "date_earliest"},
        ["event_starts_before_it_ends: date_earliest, date_latest", FOLLOW, PRECISION],
    ),
    Defect(
        "events",
        INTERVAL,
        {"date_edtf": "split_part(date_edtf, '/', 2) || '/' || split_part(date_edtf, '/', 1)"},
        ["event_interval_runs_forward: date_edtf", FOLLOW],
    ),
    day("'2023-12-31'", "'2023-12-31'", "'2023-12-31'", [IN_SPAN], WITHIN_SPAN),  # before any text was published
    day("'1999-12'", "'1999-12-01'", "'1999-12-31'", [IN_SPAN, PRECISION], WITHIN_SPAN),
    Defect(
        "events",
        f"{WITHIN_SPAN} AND slot = 17 AND is_told_as_past",
        dict.fromkeys(("date_edtf", "date_earliest", "date_latest"), "'9999-12-31'"),
        [IN_SPAN],
        [Elsewhere("claims", "campaign * 32 + 18", "claim_is_not_later_than_its_source: date_edtf, event_id, passage_id")],
    ),
    # Trees
    Defect("events", LEAF, {"parent_event_id": "event_id"}, [PARENTS_END]),
    Defect(
        "events",
        "slot = 6",
        {"parent_event_id": "event_id(n + 13)"},
        [PARENTS_END],
        [Elsewhere("events", "n + 14", PARENTS_END)],
    ),
    # Ids, places and claims
    Defect(
        "events",
        "slot = 18",
        {"event_id": "event_id(n - 1)"},
        ["key_is_unique: event_id"],
        [Elsewhere("events", "n", "key_is_unique: event_id"), CLAIM_OF_18],
    ),
    Defect("events", "slot = 18", {"event_id": "NULL"}, ["cell_is_filled: event_id"], [CLAIM_OF_18]),
    Defect(
        "events",
        "slot = 18",
        {"event_id": "'Accord ' || n"},
        ["cell_matches_pattern: event_id", "event_has_a_supporting_claim: event_id"],
        [CLAIM_OF_18],
    ),
    Defect("events", "slot = 18", {"note": "NULL"}, ["occurred_event_has_a_place: note"]),
]
