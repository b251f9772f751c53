"""The rules on figures."""

from collections.abc import Iterable, Iterator

from tests.reference.edtf import NO_DAY, span
from tests.reference.event_rules import unsupported
from tests.reference.form import Row
from tests.reference.rule import Tables, by, each, endless, every

PERSONS = {"people", "civilians", "soldiers", "fighters", "fighters_and_supporters"}
ARMOUR = {"tanks", "armoured_vehicles", "tanks_and_armoured_vehicles"}
ALONE = {"houses", "villages", "explosive_devices", "observers", "hours", "days"}
KINDS = {**dict.fromkeys(PERSONS, "persons"), **dict.fromkeys(ARMOUR, "armour"), **{one: one for one in ALONE}}


@each("figures", "value_low value_best value_high")
def values_in_order(figure: Row) -> bool:
    """value_low <= value_best <= value_high, as far as they are given."""
    given = [figure[column] for column in ("value_low", "value_best", "value_high") if figure[column] is not None]
    return given != sorted(given)


@each("figures", "qualifier value_low value_best value_high")
def qualifier_fits_values(figure: Row) -> bool:
    """The values given are those that the qualifier asks for."""
    low, best, high = figure["value_low"], figure["value_best"], figure["value_high"]
    fits = {
        "exact": low is not None and low == best == high,
        "at_least": low is not None and high is None,
        "more_than": low is not None and high is None,
        "up_to": high is not None and low is None,
        "about": best is not None,
        "between": _exceeds(high, low),
        "indefinite": (low, best, high) == (None, None, None),
    }
    return not fits.get(figure["qualifier"], True)


@each("figures", "as_of_edtf")
def figure_date_is_real(figure: Row) -> bool:
    """The date in as_of_edtf is a day, month or year of the calendar."""
    return NO_DAY in (span(figure["as_of_edtf"]) or ())


def _parts_and_wholes(tables: Tables) -> Iterator[tuple[Row, Row]]:
    known = by(tables["figures"], "figure_id")
    for part in tables["figures"]:
        yield from ((part, whole) for whole in known.get(part["part_of_figure_id"], []))


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


@every("figures", "measure part_of_figure_id")
def part_shares_the_measure(tables: Tables) -> Iterable[Row]:
    """A figure measures the same as the figure it is part of, or those executed among those killed."""
    return [part for part, whole in _parts_and_wholes(tables) if _measure_otherwise(part["measure"], whole["measure"])]


def _measure_otherwise(part: str | None, whole: str | None) -> bool:
    return _differ(part, whole) and (part, whole) != ("executed", "killed")


@every("figures", "counted part_of_figure_id")
def part_counts_the_same_kind(tables: Tables) -> Iterable[Row]:
    """A figure counts the same kind of thing as the figure it is part of: persons of any description, armour of any, or the very same."""
    return [part for part, whole in _parts_and_wholes(tables) if _differ(KINDS.get(part["counted"]), KINDS.get(whole["counted"]))]


@every("figures", "value_low value_best value_high part_of_figure_id")
def part_does_not_exceed_the_whole(tables: Tables) -> Iterable[Row]:
    """The least that a part can be is no more than the most that its whole can be, and its best no more than the best of the whole."""
    return [
        part
        for part, whole in _parts_and_wholes(tables)
        if _exceeds(_least(part), _most(whole)) or _exceeds(part["value_best"], whole["value_best"])
    ]


def _least(figure: Row) -> int | None:
    """The least that a figure can be, as far as the source says: its low, or else its best."""
    least: int | None = figure["value_best"] if figure["value_low"] is None else figure["value_low"]
    return least


def _most(figure: Row) -> int | None:
    """The most that a figure can be: its high; its best where that is all there is; nothing where it has a low and no high."""
    most: int | None = figure["value_best"] if figure["value_low"] is figure["value_high"] is None else figure["value_high"]
    return most


def _exceeds(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one > other


@every("figures", "part_of_figure_id")
def figure_parts_end(tables: Tables) -> Iterable[Row]:
    """Going from a figure to the one that contains it, and on, comes to an end: no figure contains itself."""
    return endless(tables["figures"], "figure_id", "part_of_figure_id")


@every("figures", "figure_id", "claims")
def figure_has_a_supporting_claim(tables: Tables) -> Iterable[Row]:
    """Every figure rests on a claim that supports it."""
    return unsupported(tables, "figures", "figure_id")
