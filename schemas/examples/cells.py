"""What breaks the rules on every cell, key and link. Where no schema of the package uses a rule, the change has one use it first."""

from schemas.examples.changes import Example, Replacement, Words, new, row

KEY_EXAMPLES = {
    "key_is_unique": Example([2, 3], [new("place_names", place_id="harbour", name="Harbour", language="en", source_id="atlas")]),
    "link_exists": Example([2], [row("place_names", "harbour", source_id="lost")]),
}
CELL_EXAMPLES = {
    "cell_is_filled": Example([3], [row("events", "landing", title="")]),
    "cell_is_allowed": Example([3], [row("events", "landing", status="happened")]),
    "cell_matches_pattern": Example([2], [row("places", "harbour", wikidata_id="42")]),
    "cell_is_long_enough": Example(
        [3],
        [
            Words("schemas/units.schema.json", ("fields", "short_name", "constraints"), {"minLength": 2}),
            row("units", "guard", short_name="G"),
        ],
    ),
    "cell_is_short_enough": Example(
        [3],
        [
            Words("schemas/units.schema.json", ("fields", "short_name", "constraints"), {"maxLength": 4}),
            row("units", "guard", short_name="Guard"),
        ],
    ),
    "cell_is_not_below_minimum": Example([2], [row("places", "harbour", coordinate_uncertainty_m="-1")], {"match_lies_near"}),
    "cell_is_not_above_maximum": Example(
        [2], [row("places", "harbour", latitude="91")], {"match_lies_near", "point_lies_in_parent_radius"}
    ),
    "cell_is_integer": Example([4], [row("passages", "p3", ordinal="3.5")]),
    "cell_is_number": Example([2], [row("places", "harbour", latitude="10,1")], {"coordinates_come_together"}),
    "cell_is_date": Example(
        [3], [row("events", "landing", date_earliest="2020/01/02")], {"event_days_follow_from_edtf", "event_precision_fits_days"}
    ),
    "cell_is_boolean": Example(
        [2],
        [
            Words("schemas/event_units.schema.json", ("fields", "-"), {"name": "is_certain", "type": "boolean"}),
            Replacement("data/event_units.csv", b"role\n", b"role,is_certain\n"),
            Replacement("data/event_units.csv", b"initiator\n", b"initiator,yes\n"),
        ],
    ),
    "cell_is_uri": Example([2], [row("sources", "atlas", url="example.org/atlas")]),
}
