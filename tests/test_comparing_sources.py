"""Accounts that are set side by side: what counts as one, what excludes what, and what does not."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.asking import asked
from tests.conftest import Copy
from tests.small_world import add_event, add_figure, tell

# Views that compare sources, each with questions to the real data and their answers, worked out from the tables by hand.
COMPARED: dict[str, list[tuple[str, list[tuple[Any, ...]]]]] = {
    "edtf_first": [
        (
            "SELECT edtf_first('2012-04'), edtf_first('2012-04-03~/2012-04-05'), edtf_first('../2012-04-01'), edtf_first('2012')",
            [(date(2012, 4, 1), date(2012, 4, 3), None, date(2012, 1, 1))],
        )
    ],
    "edtf_last": [
        (
            "SELECT edtf_last('2012-02~'), edtf_last('2012-04-03~/2012-04-05~'), edtf_last('2012-04-12/..'), edtf_last('2012')",
            [(date(2012, 2, 29), date(2012, 4, 5), None, date(2012, 12, 31))],
        )
    ],
    "days_in_words": [
        (
            "SELECT days_in_words(DATE '2012-04-01', DATE '2012-04-02'), days_in_words(NULL, DATE '2012-04-02'), "
            "days_in_words(DATE '2012-04-01', NULL), days_in_words(NULL, NULL), days_in_words(DATE '2012-04-01', DATE '2012-04-01')",
            [("2012-04-01 to 2012-04-02", "by 2012-04-02", "from 2012-04-01", "undated", "2012-04-01")],
        )
    ],
    "number_in_words": [
        (
            "SELECT number_in_words(n, 'people'), number_in_words(n, 'armoured_vehicles') "
            "FROM (VALUES ('1'), ('about one'), ('one to three'), ('21'), ('dozens'), ('30–40'), (NULL)) AS numbers (n)",
            [
                ("1 person", "1 armoured vehicle"),
                ("about one person", "about one armoured vehicle"),
                ("one to three people", "one to three armoured vehicles"),
                ("21 people", "21 armoured vehicles"),
                ("dozens of people", "dozens of armoured vehicles"),
                ("30–40 people", "30–40 armoured vehicles"),
                (None, None),
            ],
        )
    ],
    "event_spans": [
        (
            "SELECT first_day, last_day, is_narrowed FROM event_spans WHERE event_id = 'sarmin-retaken'",
            [(date(2012, 3, 31), date(2012, 4, 3), "yes")],
        )
    ],
    "claim_origins": [
        (
            "SELECT claim_id, origin, is_encyclopedia FROM claim_origins "
            "WHERE claim_id IN ('x063-c2', 'x027-c2', 'wp-s19-c1') ORDER BY claim_id",
            [("wp-s19-c1", "Wikipedia", "yes"), ("x027-c2", "AFP", "no"), ("x063-c2", "Human Rights Watch", "no")],
        )
    ],
    "accounts": [
        (
            "SELECT account, claims FROM accounts WHERE record_id = 'khirbet-al-joz-clash-13-april'",
            [("AFP; CNN; Reuters; aljamaa.net", 6), ("dpa", 1)],
        )
    ],
    "corroboration": [
        (
            "SELECT record_id, grade, accounts, rests_on, borne_out_by FROM corroboration WHERE record_id IN "
            "('al-rouge-plain-assault', 'homemade-bombs-made', 'zardana-captured')",
            [
                ("al-rouge-plain-assault", "single source", 1, "the article and others", None),
                ("homemade-bombs-made", "corroborated", 2, "the article and others", "SANA"),
                ("zardana-captured", "contested", 1, "the article alone", None),
            ],
        )
    ],
    "figure_scopes": [
        (
            "SELECT kind, first_day, last_day, is_part, least, most, value FROM figure_scopes "
            "WHERE figure_id IN ('taftanaz-killed-hrw', 'taftanaz-family-killed-guardian') ORDER BY figure_id",
            [
                ("persons", date(2012, 4, 3), date(2012, 4, 5), "yes", 39, 39, 39),
                ("persons", date(2012, 4, 3), date(2012, 4, 4), "no", 65, None, 65),
            ],
        )
    ],
    "figure_pairs": [
        (
            "SELECT figure_id, other_id, verdict FROM figure_pairs WHERE verdict = 'exclude' AND number LIKE '%tanks'",
            [("taftanaz-tanks-lost-ap", "taftanaz-tanks-lost-guardian", "exclude")],
        )
    ],
    "number_spread": [
        (
            "SELECT days, numbers, origins, lowest, highest FROM number_spread WHERE place_id = 'taftanaz' AND measure = 'killed'",
            [("2012-04-03 to 2012-04-06", 8, 7, "20", "at least 65")],
        )
    ],
    "date_conflicts": [
        (
            "SELECT event_id, claim_days, claim_first, claim_last, is_earlier FROM date_conflicts WHERE claim_id IN ('x091-c2', 'x031-c2')",
            [
                ("ceasefire-planned", "2012-04-12", date(2012, 4, 12), date(2012, 4, 12), "no"),
                ("killi-shelling", "2012-04-05", date(2012, 4, 5), date(2012, 4, 5), "yes"),
            ],
        )
    ],
    "control_statements": [
        (
            "SELECT source_id, holder, since FROM control_statements WHERE place_id = 'sarmin'",
            [
                ("afp-2012-03-23", "government", date(2012, 3, 23)),
                ("latimes-2012-04-01-page-2", "government", date(2012, 4, 1)),
                ("wikipedia-idlib-april-2012", "government", date(2012, 4, 3)),
            ],
        )
    ],
    "control_accounts": [
        (
            "SELECT source_id, holder FROM control_accounts WHERE place_id = 'sarmin' AND day = '2012-04-02'",
            [("afp-2012-03-23", "government"), ("latimes-2012-04-01-page-2", "government")],
        )
    ],
    "control_conflicts": [
        (
            "SELECT place_id, event_id, other_event_id FROM control_conflicts",
            [("khirbet-al-joz", "khirbet-al-joz-captured", "khirbet-al-joz-held-by-fsa")],
        )
    ],
}


@pytest.mark.parametrize("name", COMPARED)
def test_the_answer_is_that_of_the_tables(operation: Path, name: str) -> None:
    with duckdb.connect(str(operation), read_only=True) as connection:
        for query, rows in COMPARED[name]:
            assert connection.execute(query).fetchall() == rows


DISPUTED = ("Taftanaz", "Sarmin", "Khirbet al-Joz", "Ceasefire", "Zardana", "76th Armoured Brigade")


def test_the_known_disagreements_are_listed_with_both_claims_and_a_reason(operation: Path) -> None:
    with duckdb.connect(str(operation), read_only=True) as connection:
        found = connection.execute(
            "SELECT record, claim_id, supporting_claims, reason FROM contradictions WHERE stance = 'contradicts'"
        ).fetchall()
    for name in DISPUTED:
        assert [row for row in found if name in row[0]], name
    assert all(claim and supporting and reason for _, claim, supporting, reason in found)


LANDING = "SELECT grade, accounts, account_list, rests_on, borne_out_by FROM corroboration WHERE record_id = 'landing'"
ALONE = ("single source", 1, "Wire", "the article and others", None)


@pytest.mark.parametrize(
    ("telling", "answer"),
    [
        ([], ALONE),
        ([("times", "a soldier", "Wire", "")], ALONE),
        ([("times", "a soldier", "", "wire")], ALONE),
        ([("times", "Wire", "", "")], ("single source", 1, "Times; Wire", "the article and others", None)),
        ([("times", "a soldier", "", "")], ("corroborated", 2, "Times | Wire", "the article and others", "Times")),
        ([("times", "a soldier", "not stated", "")], ("corroborated", 2, "Times | Wire", "the article and others", "Times")),
        (
            [("times", "a soldier", "", ""), ("globe", "a soldier", "", "")],
            ("corroborated", 3, "Globe | Times | Wire", "the article and others", "Globe | Times"),
        ),
        # Times is tied to the agency by one name and to Globe by another.
        (
            [("times", "Wire", "", ""), ("times", "The Admiral", "", ""), ("globe", "The Admiral", "", "")],
            ("single source", 1, "Globe; Times; Wire", "the article and others", None),
        ),
    ],
)
def test_what_counts_as_one_account(package: Copy, telling: list[tuple[str, str, str, str]], answer: tuple[Any, ...]) -> None:
    for source, claimant, originator, copies in telling:
        tell(package, source, claimant, originator, copies)
    assert asked(package, LANDING) == [[answer]]


def test_an_encyclopedia_is_an_account_only_where_nobody_else_is(package: Copy) -> None:
    query = "SELECT account, claim_ids FROM accounts WHERE record_id = '{}'"
    campaign, landing = asked(package, query.format("campaign"), query.format("landing"))
    assert (campaign, landing) == ([("Chronicle", "p1-c1")], [("Wire", "w1-c1")])


def test_contested_goes_before_corroborated(package: Copy) -> None:
    tell(package, "times", "a soldier")
    tell(package, "globe", "a sailor", stance="qualifies")
    [[(qualified, *_)]] = asked(package, LANDING)
    tell(package, "globe", "a sailor", stance="contradicts")
    [[(contradicted, *_)]] = asked(package, LANDING)
    assert (qualified, contradicted) == ("corroborated", "contested")


PAIRED = [
    ({"value_low": "7", "value_best": "7", "value_high": "7"}, "exclude"),
    ({"value_low": "7", "value_best": "7", "value_high": "7", "side": "government"}, "exclude"),
    ({"qualifier": "at_least", "value_low": "6", "value_best": "", "value_high": ""}, "exclude"),
    ({"qualifier": "at_least", "value_low": "3", "value_best": "", "value_high": ""}, "agree"),
    ({"qualifier": "about", "value_low": "", "value_best": "90", "value_high": ""}, "agree"),
    ({"qualifier": "between", "value_low": "4", "value_best": "", "value_high": "6"}, "agree"),
    ({"qualifier": "indefinite", "value_low": "", "value_best": "", "value_high": ""}, "no number"),
    ({"counted": "civilians", "value_low": "7", "value_best": "7", "value_high": "7"}, "another kind"),
    ({"event_id": "campaign", "value_low": "4", "value_best": "4", "value_high": "4"}, "exclude"),
    ({"event_id": "campaign", "value_low": "20", "value_best": "20", "value_high": "20"}, "early or partial"),
    ({"part_of_figure_id": "dead-at-landing", "value_low": "2", "value_best": "2", "value_high": "2"}, "contained"),
]


@pytest.mark.parametrize(("cells", "verdict"), PAIRED)
def test_what_follows_from_two_numbers(package: Copy, cells: dict[str, str], verdict: str) -> None:
    add_figure(package, "rival", **cells)
    query = "SELECT verdict FROM figure_pairs WHERE 'dead-at-landing' IN (figure_id, other_id) AND 'rival' IN (figure_id, other_id)"
    assert asked(package, query) == [[(verdict,)]]


def test_numbers_of_other_measures_sides_or_places_are_no_pair(package: Copy) -> None:
    add_figure(package, "tanks", measure="strength")
    package.edit("figures", "dead-at-landing", side="government")
    add_figure(package, "others", side="opposition")
    query = "SELECT figure_id, other_id FROM figure_pairs WHERE 'tanks' IN (figure_id, other_id) OR ('others' IN (figure_id, other_id)"
    assert asked(package, f"{query} AND 'dead-at-landing' IN (figure_id, other_id))") == [[]]


def test_a_contained_number_is_never_a_rival_at_any_depth(package: Copy) -> None:
    add_figure(package, "wounded-of-them", part_of_figure_id="dead-at-landing", value_low="1", value_best="1", value_high="1")
    query = "SELECT DISTINCT verdict FROM figure_pairs WHERE 'wounded-of-them' IN (figure_id, other_id)"
    assert asked(package, query) == [[("contained",)]]


@pytest.mark.parametrize(
    ("stance", "day", "conflict"),
    [
        ("supports", "2020-01-05", [("no", "2020-01-05")]),
        ("contradicts", "../2020-01-01", [("yes", "by 2020-01-01")]),
        ("qualifies", "2020-01-05", []),
        ("supports", "2020-01-01/..", []),
        ("supports", "2020-01", []),
        ("supports", "", []),
    ],
)
def test_days_that_do_not_meet(package: Copy, stance: str, day: str, conflict: list[tuple[str, str]]) -> None:
    tell(package, "times", "a soldier", stance=stance, date_edtf=day)
    assert asked(package, "SELECT is_earlier, claim_days FROM date_conflicts") == [conflict]


def test_the_larger_event_bounds_what_is_open(package: Copy) -> None:
    add_event(package, "raid", "assault", "")
    tell(package, "times", "a soldier", event_id="raid", date_edtf="2020-02-01")
    query = "SELECT event_days, within, is_earlier FROM date_conflicts"
    assert asked(package, query) == [[("2020-01-01 to 2020-01-10", "Campaign", "no")]]


def test_numbers_side_by_side_are_those_of_one_run_of_days(package: Copy) -> None:
    package.edit("figures", "dead-at-landing", part_of_figure_id="")
    add_figure(package, "rival", value_low="7", value_best="7", value_high="7")
    add_event(package, "later", "assault", "2020-01-08")
    for name, value in (("later-one", "30"), ("later-other", "30")):
        add_figure(package, name, event_id="later", value_low=value, value_best=value, value_high=value)
    query = "SELECT days, lowest, highest, figure_ids FROM number_spread WHERE place_id = 'harbour' ORDER BY days"
    assert asked(package, query) == [
        [("2020-01-02", "5", "7", "dead-at-landing; rival"), ("2020-01-08", "30", "30", "later-one; later-other")]
    ]


def test_the_same_number_twice_and_words_are_named_with_whoever_gives_them(package: Copy) -> None:
    package.edit("figures", "dead-at-landing", part_of_figure_id="")
    add_figure(package, "another-five")
    add_figure(package, "many", qualifier="indefinite", value_low="", value_best="", value_high="", as_written="dozens")
    for name, source in (("another-five", "times"), ("many", "globe")):
        tell(package, source, "a soldier", figure_id=name)
    query = "SELECT numbers, origins, lowest, highest, all_numbers FROM number_spread WHERE place_id = 'harbour'"
    assert asked(package, query) == [[(3, 3, "5", "5", "5 (Times) | 5 (Chronicle) | dozens (Globe)")]]


def test_days_that_overlap_are_one_run_however_many_there_are(package: Copy) -> None:
    package.edit("figures", "dead-at-landing", part_of_figure_id="")
    spans = {"long": "2020-01-02/2020-01-07", "short": "2020-01-03", "late": "2020-01-06/2020-01-08", "apart": "2020-01-09"}
    for name, days in spans.items():
        add_event(package, name, "assault", days)
        add_figure(package, f"dead-{name}", event_id=name)
        tell(package, "times", "a soldier", figure_id=f"dead-{name}")
    query = "SELECT days, numbers, figure_ids FROM number_spread WHERE place_id = 'harbour'"
    ids = "dead-at-landing; dead-late; dead-long; dead-short"
    assert asked(package, query) == [[("2020-01-02 to 2020-01-08", 4, ids)]]


OVER = {"value_low": "20", "value_best": "20", "value_high": "20"}


@pytest.mark.parametrize(
    ("first", "other", "pair"),
    [
        # Days only overlap: whichever is larger, both can be right.
        ("2020-01-02/2020-01-04", "2020-01-03/2020-01-05", ("apart", "first")),
        # The smaller counts more days.
        ("2020-01-02/2020-01-04", "2020-01-03", ("exclude", "second")),
        ("../2020-01-04", "2020-01-03", ("exclude", "second")),
        # The smaller counts fewer days.
        ("2020-01-03", "2020-01-02/2020-01-04", ("early or partial", "first")),
        ("2020-01-03", "2020-01-02/..", ("early or partial", "first")),
        ("2020-01-03", "2020-01-03", ("exclude", "first")),
        ("2020-01-02", "2020-01-03", None),
    ],
)
def test_what_follows_from_the_days_of_two_numbers(package: Copy, first: str, other: str, pair: tuple[str, str] | None) -> None:
    for name, days, cells in (("first", first, {}), ("second", other, OVER)):
        add_event(package, f"fight-{name}", "assault", days)
        add_figure(package, name, event_id=f"fight-{name}", **cells)
    query = "SELECT verdict, figure_id FROM figure_pairs WHERE figure_id IN ('first', 'second') AND other_id IN ('first', 'second')"
    assert asked(package, query) == [[pair] if pair else []]


def test_the_dates_of_claims_go_before_that_of_the_event(package: Copy) -> None:
    add_figure(package, "rival")
    tell(package, "globe", "a sailor", figure_id="rival", date_edtf="2020-01-03")
    tell(package, "times", "a soldier", figure_id="rival", date_edtf="2020-01-05~")
    tell(package, "wire", "a sailor", figure_id="rival", stance="qualifies", date_edtf="2020-01-09")
    sailor, soldier = (row["claim_id"] for row in package.rows("claims")[-3:-1])
    query = "SELECT first_day, last_day, said_by FROM figure_scopes WHERE figure_id = 'rival'"
    assert asked(package, query) == [[(date(2020, 1, 3), date(2020, 1, 5), f"a sailor ({sailor}); a soldier ({soldier})")]]


def test_where_forces_go_to_is_no_place_of_what_is_counted(package: Copy) -> None:
    package.write("event_places", [*package.rows("event_places"), {"event_id": "landing", "place_id": "isles", "role": "destination"}])
    assert asked(package, "SELECT place_ids FROM figure_scopes WHERE figure_id = 'dead-at-landing'") == [[(["harbour"],)]]


def test_what_counts_a_part_alone_excludes_only_a_smaller_whole(package: Copy) -> None:
    """More dead of one family than another has in all cannot be; fewer can."""
    add_figure(package, "whole", value_low="30", value_best="30", value_high="30")
    add_figure(package, "family", part_of_figure_id="whole", value_low="9", value_best="9", value_high="9")
    package.edit("figures", "dead-at-landing", part_of_figure_id="")
    query = "SELECT figure_id, other_id, verdict FROM figure_pairs WHERE figure_id = 'family' AND other_id <> 'all-dead' ORDER BY ALL"
    assert asked(package, query) == [[("family", "dead-at-landing", "exclude"), ("family", "whole", "contained")]]
    package.edit("figures", "family", value_low="2", value_best="2", value_high="2")
    assert asked(package, query) == [[("family", "dead-at-landing", "early or partial"), ("family", "whole", "contained")]]


def test_five_who_quote_one_are_one_account(package: Copy) -> None:
    for number in range(5):
        tell(package, f"paper-{number}", "The Observatory", event_id="campaign")
    tell(package, "times", "observers", event_id="campaign")
    query = "SELECT account, claimants, claims FROM accounts WHERE record_id = 'campaign'"
    together = "; ".join(f"Paper-{number}" for number in range(5))
    assert asked(package, query) == [[(together, "The Observatory", 5), ("Times", "observers", 1)]]


def test_one_claimant_ties_only_what_is_told_of_one_record(package: Copy) -> None:
    add_event(package, "raid", "assault", "2020-01-03")
    tell(package, "times", "The Admiral", event_id="raid")
    tell(package, "times", "The Admiral")
    tell(package, "globe", "The Admiral")
    query = "SELECT record_id, account FROM accounts WHERE record_id IN ('landing', 'raid') ORDER BY ALL"
    assert asked(package, query) == [[("landing", "Globe; Times"), ("landing", "Wire"), ("raid", "Gazette"), ("raid", "Times")]]
