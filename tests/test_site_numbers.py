"""Numbers drawn: each figure once, where its number puts it, and never a sum."""

from collections import Counter
from pathlib import Path

import pytest

from scripts.site.facts import Facts
from scripts.site.numbers_drawn import FULL, ROOM, Drawn, Panel, days, panels, peers
from tests.conftest import Copy
from tests.site_trees import facts_of_copy
from tests.small_world import add_figure, tell


def drawn(facts: Facts, figure_id: str) -> tuple[Panel, Drawn]:
    [panel] = peers(facts, figure_id)
    return panel, next(one for one in panel.drawn if one.figure["figure_id"] == figure_id)


def test_every_figure_is_drawn_exactly_once(facts: Facts) -> None:
    once = Counter(one.figure["figure_id"] for panel in panels(facts) for one in panel.drawn)
    assert once == Counter(row["figure_id"] for row in facts.rows("figures"))


def test_no_panel_has_a_number_that_no_source_gives(facts: Facts) -> None:
    given = {row["figure_id"]: {row["value_low"], row["value_best"], row["value_high"]} for row in facts.rows("figures")}
    for panel in panels(facts):
        assert panel.top == 0 or any(panel.top in given[one.figure["figure_id"]] for one in panel.drawn)


def test_a_panel_holds_one_measure_of_one_set_of_places(facts: Facts) -> None:
    panel, _ = drawn(facts, "taftanaz-killed")
    assert (panel.title, panel.places, panel.measure) == ("Killed: Taftanaz", ("taftanaz",), "killed")
    assert {one.figure["places"] for one in panel.drawn} == {"Taftanaz"}


def test_the_highest_number_ends_the_scale_and_the_others_stand_in_proportion(facts: Facts) -> None:
    panel, twenty = drawn(facts, "taftanaz-killed")
    assert panel.top == 65
    assert twenty.dot == twenty.start == twenty.end == pytest.approx(ROOM * 20 / 65, abs=0.01)


def test_at_least_has_no_end(facts: Facts) -> None:
    _, one = drawn(facts, "taftanaz-killed-hrw")
    assert (one.dot, one.start, one.end, one.is_open) == (ROOM, ROOM, FULL, True)


def test_up_to_begins_at_nought(facts: Facts) -> None:
    _, one = drawn(facts, "binnish-population-23-march")
    assert (one.start, one.dot, one.end, one.is_open) == (0.0, ROOM, ROOM, False)


def test_about_bounds_nothing(facts: Facts) -> None:
    _, one = drawn(facts, "sarmin-killed")
    assert (one.dot, one.start, one.end, one.is_about, one.is_open) == (ROOM, None, None, True, False)


def test_a_range_is_a_line(facts: Facts) -> None:
    _, one = drawn(facts, "hrw-stay-days")
    assert one.start == pytest.approx(ROOM / 3, abs=0.01) and one.end == ROOM and not one.is_open


def test_a_word_is_not_drawn(facts: Facts) -> None:
    _, one = drawn(facts, "taftanaz-killed-scores")
    assert (one.dot, one.start, one.end) == (None, None, None)


def test_deaths_come_before_other_measures(facts: Facts) -> None:
    measures = [panel.measure for panel in panels(facts)]
    assert measures.index("killed") == 0 and measures.index("displaced") < measures.index("strength") < measures.index("duration")


def test_whose_report_it_is_stands_with_the_claimant_unless_they_are_one(facts: Facts) -> None:
    assert drawn(facts, "taftanaz-killed-guardian")[1].said_by == "a resident, in The Guardian"
    assert drawn(facts, "taftanaz-killed")[1].said_by == "Wikipedia"
    assert "not stated" not in {one.said_by for panel in panels(facts) for one in panel.drawn}


def test_each_number_has_its_grade_and_its_own_days(facts: Facts) -> None:
    _, one = drawn(facts, "taftanaz-killed")
    assert one.grade == "contested"
    assert days(facts, "reuters-killed-or-injured") == "2012-03-29 to 2012-04-08"  # its event has others
    assert days(facts, "taftanaz-killi-killed").endswith("2012-04-07")


def test_some_figures_alone_can_be_asked_for(facts: Facts) -> None:
    [panel] = panels(facts, ["taftanaz-killed"])
    assert [one.figure["figure_id"] for one in panel.drawn] == ["taftanaz-killed"] and panel.top == 20


def test_nought_is_a_number(package: Copy, tmp_path: Path) -> None:
    add_figure(package, "nobody", value_low="0", value_best="0", value_high="0", as_written="0")
    tell(package, "times", "a soldier", figure_id="nobody")
    with facts_of_copy(package, tmp_path) as facts:
        _, one = drawn(facts, "nobody")
        assert one.dot == 0.0
