"""The rules on units."""

from collections.abc import Iterable, Iterator

from tests.reference.event_rules import unsupported
from tests.reference.form import Row
from tests.reference.rule import Tables, by, each, endless, every


@every("units", "parent_unit_id")
def unit_parents_end(tables: Tables) -> Iterable[Row]:
    """Going from a unit to the one above it, and on, comes to an end: no unit is above itself."""
    return endless(tables["units"], "unit_id", "parent_unit_id")


@every("units", "side parent_unit_id")
def unit_is_on_its_parents_side(tables: Tables) -> Iterator[Row]:
    """A unit is on the side of the unit above it."""
    known = by(tables["units"], "unit_id")
    for unit in tables["units"]:
        sides = {above["side"] for above in known.get(unit["parent_unit_id"], [])}
        if unit["side"] is not None and sides - {None, unit["side"]}:
            yield unit


@each("units", "echelon parent_unit_id")
def unit_roots_are_belligerents(unit: Row) -> bool:
    """A unit is a belligerent exactly where no unit stands above it."""
    return unit["echelon"] is not None and (unit["echelon"] == "belligerent") != (unit["parent_unit_id"] is None)


@every("units", "side")
def side_has_one_belligerent(tables: Tables) -> Iterator[Row]:
    """There are two sides, and each has one belligerent."""
    heads = [unit for unit in tables["units"] if unit["echelon"] == "belligerent" and unit["side"] is not None]
    sides = {unit["side"] for unit in tables["units"]}
    for unit in heads:
        if len(sides) < 2 or sum(other["side"] == unit["side"] for other in heads) > 1:
            yield unit


@every("units", "unit_id", "claims")
def unit_has_a_supporting_claim(tables: Tables) -> Iterable[Row]:
    """Every unit rests on a claim that supports it."""
    return unsupported(tables, "units", "unit_id")
