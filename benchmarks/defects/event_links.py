"""Defects of event_places and event_units.

In event_places the events of slots 7 and 8 have two places, in rows 6 to 9: the second may be lost. In event_units rows 0 and 1 are
kept for a doubled key; nothing depends on the others.
"""

from benchmarks.defects.defect import Defect, Elsewhere, dangling, empty, not_allowed

CAPTURE = "event_type LIKE '%-capture'"
SECOND = "slot IN (7, 9)"
PLACE_KEY = "key_is_unique: event_id, place_id"
UNIT_KEY = "key_is_unique: event_id, unit_id, role"

DEFECTS = [
    not_allowed("event_places", "role", "at", f"NOT {CAPTURE}"),
    empty("event_places", "role", f"NOT {CAPTURE}"),
    not_allowed("event_places", "control_after", "nobody"),
    Defect(
        "event_places",
        CAPTURE,
        {"control_after": "NULL"},
        [],
        [Elsewhere("events", "event + 1", "capture_says_who_holds: event_type")],
    ),
    Defect(
        "event_places",
        CAPTURE,
        {"control_after": "if(event_type = 'government-capture', 'opposition', 'government')"},
        ["captor_holds_the_place: control_after"],
    ),
    *dangling("event_places", "place_id", SECOND),
    *dangling("event_places", "event_id", SECOND),
    empty("event_places", "event_id", SECOND),
    empty("event_places", "place_id", SECOND),
    Defect(
        "event_places",
        SECOND,
        {"place_id": "place_id(place_of_row(n - 1))"},
        [PLACE_KEY],
        [Elsewhere("event_places", "n", PLACE_KEY)],
    ),
    not_allowed("event_units", "role", "bystander", "slot > 1"),
    empty("event_units", "role", "slot > 1"),
    empty("event_units", "unit_id", "slot > 1"),
    empty("event_units", "event_id", "slot > 1"),
    *dangling("event_units", "unit_id", "slot > 1"),
    *dangling("event_units", "event_id", "slot > 1"),
    Defect(
        "event_units",
        "slot = 1",
        {"unit_id": "unit_id((n - 1) % getvariable('units'))"},
        [UNIT_KEY],
        [Elsewhere("event_units", "n", UNIT_KEY)],
    ),
]
