"""The rules on places."""

from collections.abc import Iterable, Iterator
from math import asin, cos, radians, sin, sqrt

from tests.reference.form import Row
from tests.reference.rule import Tables, by, each, endless, every

EARTH_RADIUS_M = 6371008.8
POSITION = "latitude longitude coordinate_uncertainty_m coordinate_type coordinate_source_id"


@each("places", "place_type parent_place_id")
def place_chain_ends_at_a_country(place: Row) -> bool:
    """Only a country lies in no other place."""
    return place["parent_place_id"] is None and place["place_type"] not in ("country", None)


@every("places", "parent_place_id")
def place_parents_end(tables: Tables) -> Iterable[Row]:
    """Going from a place to the one it lies in, and on, comes to an end: no place lies in itself."""
    return endless(tables["places"], "place_id", "parent_place_id")


@each("places", POSITION)
def coordinates_come_together(place: Row) -> bool:
    """Latitude, longitude, uncertainty, type and source of a position are all there or all empty."""
    return len({place[column] is None for column in POSITION.split()}) > 1


@every("places", "latitude longitude parent_place_id")
def point_lies_in_parent_radius(tables: Tables) -> Iterator[Row]:
    """A point lies within the radius of the area that it lies in."""
    known = by(tables["places"], "place_id")
    for place in tables["places"]:
        above = known.get(place["parent_place_id"], [])
        if any(_lies_outside(place, area) for area in above if area["coordinate_type"] not in ("settlement_point", None)):
            yield place


def _lies_outside(place: Row, area: Row) -> bool:
    points = [row[column] for row in (place, area) for column in ("latitude", "longitude")]
    if None in points or area["coordinate_uncertainty_m"] is None:
        return False
    return bool(distance_m(*points) > area["coordinate_uncertainty_m"])


def distance_m(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The way between two points along the great circle of a sphere with the IUGG mean radius, by the haversine formula."""
    north, east = radians(other_latitude - latitude), radians(other_longitude - longitude)
    half = sin(north / 2) ** 2 + cos(radians(latitude)) * cos(radians(other_latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(sqrt(min(1.0, max(0.0, half))))


@every("places", "place_id", "event_places claims")
def place_is_used(tables: Tables) -> Iterator[Row]:
    """Every place belongs to an event, a claim or another place."""
    used = {row["place_id"] for name in ("event_places", "claims") for row in tables[name]}
    used |= {place["parent_place_id"] for place in tables["places"] if place["parent_place_id"] != place["place_id"]}
    yield from (place for place in tables["places"] if place["place_id"] is not None and place["place_id"] not in used)


@every("places", "name", "place_names")
def place_name_is_listed(tables: Tables) -> Iterator[Row]:
    """The name of every place stands among its names in place_names."""
    listed = {(name["place_id"], name["name"]) for name in tables["place_names"]}
    for place in tables["places"]:
        named = place["place_id"], place["name"]
        if None not in named and named not in listed:
            yield place
