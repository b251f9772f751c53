"""What contradicts what: found by comparison or coded, told once, with both sides; and how well a record is borne out after it."""

import pytest

from tests.asking import asked
from tests.conftest import Copy
from tests.small_world import add_event, add_figure, tell, tell_too

pytestmark = pytest.mark.thorough

FOUND = (
    "SELECT found_by, stance, record_id, other_record_id FROM contradictions WHERE record_type = 'figure' "
    "ORDER BY record_id, other_record_id, found_by"
)
AGAINST = "SELECT record_id, grade, contradicting FROM corroboration WHERE record_type = 'figure' ORDER BY record_id"
SEVEN = {"value_low": "7", "value_best": "7", "value_high": "7"}
EIGHT = {"value_low": "8", "value_best": "8", "value_high": "8"}


def with_a_rival(package: Copy) -> None:
    """Five dead and seven, of one landing."""
    add_figure(package, "rival", **SEVEN)
    tell(package, "times", "a soldier", figure_id="rival")


def test_a_pair_that_was_found_stands_once_and_both_sides_are_contested(package: Copy) -> None:
    with_a_rival(package)
    both = "SELECT claim_id, supporting_claims, reason FROM contradictions WHERE record_type = 'figure'"
    found, graded, [(claim, against, reason)] = asked(package, FOUND, AGAINST, both)
    assert found == [("numbers", "contradicts", "dead-at-landing", "rival")]
    assert graded == [("all-dead", "single source", 0), ("dead-at-landing", "contested", 1), ("rival", "contested", 1)]
    assert claim == package.rows("claims")[-1]["claim_id"] and against == "p1-c5"
    assert reason.startswith("On the other side: killed: five people. ") and reason.endswith(" no number fits both.")


def test_what_a_comparison_and_the_coding_find_is_one_row(package: Copy) -> None:
    with_a_rival(package)
    tell_too(package, figure_id="dead-at-landing", stance="contradicts")
    found, graded = asked(package, FOUND, AGAINST)
    assert found == [("coding; numbers", "contradicts", "dead-at-landing", "rival")]
    assert graded[1:] == [("dead-at-landing", "contested", 1), ("rival", "contested", 1)]


def test_a_pair_that_is_coded_from_the_other_side_is_one_row_as_well(package: Copy) -> None:
    with_a_rival(package)
    claim = next(row for row in package.rows("claims") if row["claim_id"] == "p1-c5")
    package.write("claims", [*package.rows("claims"), claim | {"claim_id": "p1-c7", "figure_id": "rival", "stance": "contradicts"}])
    found, graded = asked(package, FOUND, AGAINST)
    assert found == [("coding; numbers", "contradicts", "rival", "dead-at-landing")]
    assert graded[1:] == [("dead-at-landing", "contested", 1), ("rival", "contested", 1)]


def test_a_pair_that_is_coded_from_both_sides_is_counted_once_on_each(package: Copy) -> None:
    with_a_rival(package)
    tell_too(package, figure_id="dead-at-landing", stance="contradicts")
    claim = next(row for row in package.rows("claims") if row["claim_id"] == "p1-c5")
    package.write("claims", [*package.rows("claims"), claim | {"claim_id": "p1-c7", "figure_id": "rival", "stance": "contradicts"}])
    found, graded = asked(package, FOUND, AGAINST)
    assert [row[2:] for row in found] == [("dead-at-landing", "rival"), ("rival", "dead-at-landing")]
    assert graded[1:] == [("dead-at-landing", "contested", 1), ("rival", "contested", 1)]


def test_a_claim_coded_as_qualifying_does_not_hide_what_excludes(package: Copy) -> None:
    with_a_rival(package)
    tell_too(package, figure_id="dead-at-landing", stance="qualifies")
    found, graded = asked(package, FOUND, AGAINST)
    assert found == [("numbers", "contradicts", "dead-at-landing", "rival"), ("coding", "qualifies", "dead-at-landing", None)]
    assert graded[1] == ("dead-at-landing", "contested", 1)


def test_a_coded_claim_tells_one_pair_and_leaves_the_others(package: Copy) -> None:
    with_a_rival(package)
    tell_too(package, figure_id="dead-at-landing", stance="contradicts")
    add_figure(package, "third", **EIGHT)
    tell_too(package, figure_id="third", stance="supports")
    found, graded = asked(package, FOUND, AGAINST)
    assert found == [
        ("coding; numbers", "contradicts", "dead-at-landing", "rival"),
        ("numbers", "contradicts", "dead-at-landing", "third"),
        ("numbers", "contradicts", "rival", "third"),
    ]
    assert graded[1:] == [(name, "contested", 2) for name in ("dead-at-landing", "rival", "third")]


def test_a_coded_claim_on_other_days_has_both_in_its_reason(package: Copy) -> None:
    tell(package, "times", "a soldier", stance="contradicts", date_edtf="2020-01-05")
    query = "SELECT found_by, reason FROM contradictions WHERE stance = 'contradicts'"
    assert asked(package, query) == [[("coding; days", "N. Its days are 2020-01-05, those of the record 2020-01-02.")]]


@pytest.mark.parametrize(
    ("stance", "rows"),
    [("contradicts", [("coding; days", "contradicts")]), ("qualifies", [("days", "contradicts"), ("coding", "qualifies")])],
)
def test_a_passage_that_bears_out_the_act_and_denies_its_day_contradicts_once(
    package: Copy, stance: str, rows: list[tuple[str, str]]
) -> None:
    tell(package, "times", "a soldier", date_edtf="2020-01-05")
    tell_too(package, event_id="landing", stance=stance)
    query = "SELECT found_by, stance FROM contradictions WHERE claim_id LIKE 'times%' ORDER BY stance"
    assert asked(package, query) == [rows]


def test_two_holders_are_a_contradiction_of_both_events(package: Copy) -> None:
    add_event(package, "still-there", "control-report", "2020-01-05", "opposition")
    query = "SELECT record_id, found_by, other_record_id FROM contradictions WHERE stance = 'contradicts'"
    grades = "SELECT record_id FROM corroboration WHERE grade = 'contested'"
    assert asked(package, query, grades) == [[("landing", "control", "still-there")], [("landing",), ("still-there",)]]


RESTS = "SELECT rests_on, grade, accounts, borne_out_by FROM corroboration WHERE record_id = '{}'"


def test_on_whom_a_record_rests(package: Copy) -> None:
    add_event(package, "raid", "assault", "2020-01-03")
    package.write("derivations", [])
    queries = [RESTS.format(name) for name in ("plan", "raid", "landing")]
    assert [row for [row] in asked(package, *queries)] == [
        ("the article alone", "single source", 1, None),
        ("others alone", "single source", 1, None),
        ("the article and others", "single source", 1, "Wire"),
    ]


def test_a_place_of_which_nothing_is_claimed_has_no_grade(package: Copy) -> None:
    assert asked(package, "SELECT * FROM corroboration WHERE record_type = 'place'") == [[]]
