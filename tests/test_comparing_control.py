"""Who held the harbour, by several accounts: what they say day by day, and when two of them exclude each other."""

from datetime import date

import pytest

from tests.asking import asked
from tests.conftest import Copy
from tests.small_world import add_event, tell

pytestmark = pytest.mark.thorough

CONFLICTS = "SELECT event_id, other_event_id FROM control_conflicts ORDER BY ALL"
STATEMENTS = "SELECT source_id, since, can_begin, words FROM control_statements WHERE event_id = '{}' ORDER BY source_id"
REPORT, CAPTURE = "control-report", "opposition-capture"


def test_two_holders_exclude_each_other_unless_the_place_changed_hands(package: Copy) -> None:
    add_event(package, "still-there", "control-report", "2020-01-05", "opposition")
    query = "SELECT event_id, other_event_id FROM control_conflicts"
    days = "SELECT source_id, holder FROM control_accounts WHERE day = '2020-01-06' AND place_id = 'harbour'"
    conflict, accounts = asked(package, query, days)
    assert conflict == [("landing", "still-there")]
    assert accounts == [("chronicle", "government"), ("wire", "government"), ("gazette", "opposition")]
    add_event(package, "left-again", "withdrawal", "2020-01-03", role="origin")
    assert asked(package, query) == [[]]


def test_a_claim_that_only_has_the_capture_earlier_does_not_contest_the_holder(package: Copy) -> None:
    query = "SELECT DISTINCT holder FROM control_by_day WHERE place_id = 'harbour' AND day > '2020-01-02'"
    tell(package, "times", "a soldier", stance="contradicts", date_edtf="2020-01-01")
    earlier = asked(package, query)
    tell(package, "globe", "a sailor", stance="contradicts")
    assert (earlier, asked(package, query)) == ([[("government",)]], [[("contested",)]])


@pytest.mark.parametrize(
    ("days", "holder", "is_found"),
    [
        ("2020-01-05", "opposition", True),
        ("2020-01-03/2020-01-05", "opposition", True),
        # On the day of the landing it can have been before it.
        ("2020-01-02", "opposition", False),
        ("2020-01-01/2020-01-05", "opposition", False),
        ("../2020-01-05", "opposition", False),
        ("2020-01-01", "opposition", False),
        ("2020-01-05", "government", False),
        ("2020-01-05", "contested", False),
    ],
)
def test_a_report_excludes_a_capture_if_it_is_surely_later(package: Copy, days: str, holder: str, is_found: bool) -> None:
    add_event(package, "report", REPORT, days, holder)
    assert asked(package, CONFLICTS) == [[("landing", "report")] if is_found else []]


@pytest.mark.parametrize(
    ("kind", "days", "holder", "role"),
    [
        (CAPTURE, "2020-01-04", "opposition", "location"),
        ("withdrawal", "2020-01-04", "", "origin"),
        (CAPTURE, "../2020-01-04", "opposition", "location"),
        (CAPTURE, "2020-01-04/2020-01-08", "opposition", "location"),
    ],
)
def test_a_place_that_can_have_changed_hands_in_between_is_no_conflict(package: Copy, kind: str, days: str, holder: str, role: str) -> None:
    add_event(package, "report", REPORT, "2020-01-05", "opposition")
    add_event(package, "change", kind, days, holder, role)
    assert asked(package, CONFLICTS) == [[]]


@pytest.mark.parametrize(("days", "holder"), [("2020-01-01", "opposition"), ("2020-01-07", "opposition"), ("2020-01-04", "government")])
def test_a_capture_before_after_or_by_the_same_side_does_not_explain_it(package: Copy, days: str, holder: str) -> None:
    add_event(package, "report", REPORT, "2020-01-05", "opposition")
    add_event(package, "change", CAPTURE, days, holder)
    assert ("landing", "report") in asked(package, CONFLICTS)[0]


def test_two_reports_exclude_each_other_once_and_not_on_one_day(package: Copy) -> None:
    add_event(package, "report", REPORT, "2020-01-05", "opposition")
    add_event(package, "other-report", REPORT, "2020-01-05", "government")
    same_day = asked(package, CONFLICTS)
    add_event(package, "third-report", REPORT, "2020-01-06", "government")
    assert (same_day, asked(package, CONFLICTS)) == ([[("landing", "report")]], [[("landing", "report"), ("report", "third-report")]])


def test_an_account_is_certain_from_the_earliest_last_day_that_it_gives(package: Copy) -> None:
    add_event(package, "fall", CAPTURE, "2020-01-08", "opposition")
    for day in ("2020-01-06", "../2020-01-06", "2020-01-07", "2020-01-04/..", ""):
        tell(package, "times", "a soldier", event_id="fall", date_edtf=day)
    assert asked(package, STATEMENTS.format("fall")) == [
        [
            ("gazette", date(2020, 1, 8), date(2020, 1, 8), "fall, 2020-01-08 (opposition)"),
            ("times", date(2020, 1, 6), None, "fall, by 2020-01-06 (opposition)"),
        ]
    ]


def test_an_account_that_leaves_the_end_open_says_nothing_of_any_day(package: Copy) -> None:
    add_event(package, "fall", CAPTURE, "2020-01-08", "opposition")
    tell(package, "times", "a soldier", event_id="fall", date_edtf="2020-01-04/..")
    assert [source for source, *_ in asked(package, STATEMENTS.format("fall"))[0]] == ["gazette"]


def test_a_plan_and_a_claim_that_does_not_support_are_no_statements(package: Copy) -> None:
    add_event(package, "fall", CAPTURE, "2020-01-08", "opposition")
    tell(package, "times", "a soldier", event_id="fall", stance="qualifies", date_edtf="2020-01-04")
    package.edit("events", "landing", status="planned")
    assert asked(package, "SELECT event_id, source_id FROM control_statements") == [[("fall", "gazette")]]


def test_the_account_that_has_it_earliest_counts_and_each_stands_for_itself(package: Copy) -> None:
    add_event(package, "fall", CAPTURE, "2020-01-08", "opposition")
    tell(package, "times", "a soldier", event_id="fall", date_edtf="2020-01-06")
    by_day = "SELECT day, holder, since FROM control_by_day WHERE place_id = 'harbour' AND day IN ('2020-01-05', '2020-01-06') ORDER BY day"
    accounts = "SELECT source_id, holder, since FROM control_accounts WHERE day = '{}' ORDER BY source_id"
    held, early, late = asked(package, by_day, accounts.format("2020-01-07"), accounts.format("2020-01-08"))
    landed, earlier, later = date(2020, 1, 2), date(2020, 1, 6), date(2020, 1, 8)
    assert held == [(date(2020, 1, 5), "government", landed), (earlier, "opposition", earlier)]
    both = [("chronicle", "government", landed), ("times", "opposition", earlier), ("wire", "government", landed)]
    assert early == both
    assert late == [both[0], ("gazette", "opposition", later), *both[1:]]


def test_two_statements_of_one_source_and_moment_have_a_row_each(package: Copy) -> None:
    add_event(package, "fall", CAPTURE, "2020-01-08", "opposition")
    add_event(package, "flight", "withdrawal", "2020-01-08", "", "origin")
    query = "SELECT event_id, holder FROM control_accounts WHERE day = '2020-01-09' AND source_id = 'gazette'"
    assert asked(package, query) == [[("fall", "opposition"), ("flight", "not said")]]


def test_the_days_are_those_of_the_widest_bounds_of_the_operation(package: Copy) -> None:
    span = "SELECT min(day), max(day), count(DISTINCT day) FROM control_by_day"
    add_event(package, "as-others-bound-it", "operation", "2019-12-30/2020-01-08")
    add_event(package, "battle", "assault", "2019-12-01/2020-02-01")
    assert asked(package, span) == [[(date(2019, 12, 30), date(2020, 1, 10), 12)]]
