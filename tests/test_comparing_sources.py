"""Accounts that are set side by side: what counts as one, what excludes what, and what does not."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from scripts.database import build
from scripts.package import open_package
from tests.conftest import KEPT, Copy

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
            "SELECT event_id, claim_days, is_earlier FROM date_conflicts WHERE claim_id IN ('x091-c2', 'x031-c2')",
            [("ceasefire-planned", "2012-04-12", "no"), ("killi-shelling", "2012-04-05", "yes")],
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


EVERY = """Taftanaz|Sarmin|Khirbet al-Joz|Ceasefire|Zardana|76th Armoured Brigade"""


def test_the_known_disagreements_are_listed_with_both_claims_and_a_reason(operation: Path) -> None:
    with duckdb.connect(str(operation), read_only=True) as connection:
        found = connection.execute(
            "SELECT record, claim_id, supporting_claims, reason FROM contradictions WHERE stance = 'contradicts'"
        ).fetchall()
    for name in EVERY.split("|"):
        assert [row for row in found if name in row[0]], name
    assert all(claim and supporting and reason for _, claim, supporting, reason in found)


# A small world: the minimal package has the landing told by an encyclopedia, which draws on an agency, and by that agency.


def tell(package: Copy, source: str, claimant: str, originator: str = "", copies: str = "", **cells: str) -> None:
    """Add a source if it is new, a passage of it and a claim, by default one that supports the landing."""
    if source not in {row["source_id"] for row in package.rows("sources")}:
        wire = next(row for row in package.rows("sources") if row["source_id"] == "wire")
        new = wire | {"source_id": source, "publisher": source.title(), "originator": originator}
        package.write("sources", [*package.rows("sources"), new])
    passage = f"{source}{len(package.rows('passages'))}"
    model = next(row for row in package.rows("passages") if row["passage_id"] == "w1")
    package.write("passages", [*package.rows("passages"), model | {"passage_id": passage, "source_id": source}])
    if copies:
        package.write(
            "derivations", [*package.rows("derivations"), {"passage_id": passage, "derived_from_source_id": copies, "basis": "copy"}]
        )
    claim = {"claim_id": f"{passage}-c1", "passage_id": passage, "stance": "supports", "modality": "reported", "claimant": claimant}
    target = {} if cells.keys() & {"figure_id", "event_id"} else {"event_id": "landing"}
    package.write("claims", [*package.rows("claims"), claim | {"note": "N."} | target | cells])


def add_figure(package: Copy, name: str, **cells: str) -> None:
    model = next(row for row in package.rows("figures") if row["figure_id"] == "dead-at-landing")
    package.write("figures", [*package.rows("figures"), model | {"figure_id": name, "part_of_figure_id": ""} | cells])


def add_event(package: Copy, name: str, kind: str, day: str, control: str = "", role: str = "location") -> None:
    model = next(row for row in package.rows("events") if row["event_id"] == "landing")
    dates = (
        {"date_edtf": day, "date_earliest": day, "date_latest": day} if day else {"date_edtf": "", "date_earliest": "", "date_latest": ""}
    )
    package.write("events", [*package.rows("events"), model | {"event_id": name, "event_type": kind, "title": name} | dates])
    package.write(
        "event_places", [*package.rows("event_places"), {"event_id": name, "place_id": "harbour", "role": role, "control_after": control}]
    )
    if kind not in {row["event_type"] for row in package.rows("event_types")}:
        package.write(
            "event_types", [*package.rows("event_types"), {"event_type": kind, "label": kind, "definition": "D.", "ged_eligible": "no"}]
        )
    tell(package, "gazette", "a sailor", event_id=name)


def asked(package: Copy, *queries: str) -> list[list[tuple[Any, ...]]]:
    package.describe()
    build(open_package(package.descriptor, KEPT), package.root / "small.duckdb")
    with duckdb.connect(str(package.root / "small.duckdb"), read_only=True) as connection:
        return [connection.execute(query).fetchall() for query in queries]


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


def test_what_a_comparison_and_the_coding_find_is_one_row(package: Copy) -> None:
    add_figure(package, "rival", value_low="7", value_best="7", value_high="7")
    tell(package, "times", "a soldier", figure_id="rival")
    found = "SELECT found_by, stance, record_id, other_record_id FROM contradictions WHERE record_type = 'figure'"
    grades = "SELECT record_id, grade FROM corroboration WHERE record_type = 'figure' ORDER BY record_id"
    alone, graded = asked(package, found, grades)
    assert alone == [("numbers", "contradicts", "dead-at-landing", "rival")]
    assert graded == [("all-dead", "single source"), ("dead-at-landing", "contested"), ("rival", "contested")]
    last = package.rows("claims")[-1]
    coded = last | {"claim_id": f"{last['passage_id']}-c2", "figure_id": "dead-at-landing", "stance": "contradicts"}
    package.write("claims", [*package.rows("claims"), coded])
    assert asked(package, found) == [[("coding; numbers", "contradicts", "dead-at-landing", "rival")]]


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
