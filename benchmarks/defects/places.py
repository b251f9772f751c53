"""Defects of places and place_names. Nothing lies in a settlement, so its position and its parent may be wrong, unless it is matched.

A place loses its name only where its number is even, and its first name in place_names only where that is odd.
"""

from benchmarks.defects.defect import Defect, Elsewhere, dangling, empty, misformed, not_allowed, unclean

PLACED = "is_settlement AND has_point"
UNMATCHED = f"{PLACED} AND NOT is_matched(n)"
TOGETHER = "coordinates_come_together: latitude, longitude, coordinate_uncertainty_m, coordinate_type, coordinate_source_id"
RADIUS = "point_lies_in_parent_radius: latitude, longitude, parent_place_id"
LISTED = "place_name_is_listed: name"
NAME_KEY = "key_is_unique: place_id, name, language"

PLACES = [
    *unclean("places", "note"),
    *unclean("places", "admin2_name"),
    *(Defect("places", defect.victims, defect.cells, [*defect.findings, LISTED]) for defect in unclean("places", "name")),
    empty("places", "name", "n % 2 = 0"),
    not_allowed("places", "place_type", "hamlet", "n > 0"),
    Defect("places", "is_settlement", {"parent_place_id": "NULL"}, ["place_chain_ends_at_a_country: place_type, parent_place_id"]),
    Defect("places", "is_settlement", {"parent_place_id": "place_id"}, ["place_parents_end: parent_place_id"]),
    *dangling("places", "parent_place_id", "is_settlement"),
    *dangling("places", "coordinate_source_id", "has_point"),
    misformed("places", "admin2_pcode", "sy"),
    misformed("places", "wikidata_id", "q"),
    Defect("places", "true", {"geonames_id": "'12.0'"}, ["cell_is_integer: geonames_id"]),
    Defect("places", "true", {"geonames_id": "0"}, ["cell_is_not_below_minimum: geonames_id"]),
    Defect("places", UNMATCHED, {"latitude": "'35,9'"}, ["cell_is_number: latitude", TOGETHER]),
    Defect("places", UNMATCHED, {"latitude": "95.5"}, ["cell_is_not_above_maximum: latitude", RADIUS]),
    Defect("places", UNMATCHED, {"longitude": "-190.0"}, ["cell_is_not_below_minimum: longitude", RADIUS]),
    Defect("places", UNMATCHED, {"latitude": "longitude", "longitude": "latitude"}, [RADIUS]),
    Defect("places", UNMATCHED, {"longitude": "NULL"}, [TOGETHER]),
    Defect("places", PLACED, {"coordinate_uncertainty_m": "0"}, ["cell_is_not_below_minimum: coordinate_uncertainty_m"]),
    Defect("places", UNMATCHED, {"coordinate_uncertainty_m": "'1e3'"}, ["cell_is_integer: coordinate_uncertainty_m", TOGETHER]),
    not_allowed("places", "coordinate_type", "guess", UNMATCHED),
]

PLACE_NAMES = [
    misformed("place_names", "language", "Arabic-", "slot <> 1"),
    empty("place_names", "language", "slot <> 1"),
    empty("place_names", "source_id", "slot > 0"),
    *dangling("place_names", "source_id", "slot > 0"),
    *unclean("place_names", "name", "slot = 2"),
    empty("place_names", "name", "slot = 2"),
    *dangling("place_names", "place_id", "slot = 2"),
    Defect(
        "place_names",
        "slot = 2",
        {"name": "place_name_arabic(place)", "language": "'ar'"},
        [NAME_KEY],
        [Elsewhere("place_names", "n", NAME_KEY)],
    ),
    Defect("place_names", "slot = 0 AND place % 2 = 1", {"name": "'Nowhere'"}, [], [Elsewhere("places", "place + 1", LISTED)]),
]

DEFECTS = PLACES + PLACE_NAMES
