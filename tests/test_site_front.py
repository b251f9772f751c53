"""The first page: every event, every dispute, and what the charts draw; no number that no source gives."""

import json
from pathlib import Path
from typing import Any

import pytest

from scripts.site import front
from scripts.site.chart_data import chart_data
from scripts.site.facts import Facts
from scripts.site.ground import ground
from tests.conftest import PROJECT
from tests.site_trees import packages_in, parsed, words


@pytest.fixture(scope="module")
def page(facts: Facts) -> Any:
    return parsed(facts, front.pages(facts))["index.html"]


@pytest.fixture(scope="module")
def drawn(facts: Facts, tmp_path_factory: pytest.TempPathFactory) -> Any:
    script = chart_data(facts, packages_in(tmp_path_factory.mktemp("packages")))
    return json.loads(script.removeprefix('"use strict";\nconst data = ').removesuffix(";\n"))


def test_the_five_questions_stand_in_their_order_and_lead_to_their_answers(page: Any) -> None:
    links = page.xpath("//ol[@class='questions']//a")
    assert [link.get("href") for link in links] == [f"#{section.get('id')}" for section in page.xpath("//main/section")]
    assert [words(link) for link in links] == [words(heading) for heading in page.xpath("//main/section/h2")]


def test_the_list_has_every_event_with_its_day_and_grade(facts: Facts, page: Any) -> None:
    rows = {row.get("data-event"): words(row) for row in page.xpath("//table[@id='list']//tr[@data-event]")}
    assert list(rows) == [line["event_id"] for line in facts.rows("event_lines")]
    assert "by 3 April 2012" in rows["sarmin-retaken"] and "contested" in rows["sarmin-retaken"]


def test_every_record_that_an_account_excludes_is_told_with_both_sides(facts: Facts, page: Any) -> None:
    expected = {row["record_id"] for row in facts.rows("contradictions") if row["stance"] == "contradicts"}
    cards = page.xpath("//article[contains(@class, 'dispute')]")
    assert len(cards) == len(expected)
    assert all(card.xpath(".//*[@class='side for']") and card.xpath(".//*[@class='side against']") for card in cards)


def test_the_numbers_of_dead_are_those_of_the_view_of_totals(facts: Facts, page: Any) -> None:
    told = [words(card.find(".//b")).lower() for card in page.xpath("//ul[@class='totals']/li")]
    scopes = {"april-2012-idlib-operation", "northern-idlib-campaign"}
    measures = {"killed", "executed", "killed_or_injured"}
    assert told == [row["total"] for row in facts.rows("totals") if row["scope_event_id"] in scopes and row["measure"] in measures]


def test_how_sure_a_number_is_stands_beside_it(facts: Facts, page: Any) -> None:
    grades = {row["record_id"]: row["grade"] for row in facts.rows("corroboration") if row["record_type"] == "figure"}
    for row in page.xpath("//section[@id='died']//tbody/tr"):
        figure = row.xpath(".//a/@href")[0].removeprefix("figures/").removesuffix(".html")
        assert grades[figure] in words(row)
    assert all(card.xpath(".//*[contains(@class, 'badge')]") for card in page.xpath("//ul[@class='totals']/li"))


def test_every_figure_stands_once_under_the_question_how_many(facts: Facts, page: Any) -> None:
    links = [link for link in page.xpath("//section[@id='died']//tbody//a/@href") if link.startswith("figures/")]
    assert sorted(links) == sorted(f"figures/{row['figure_id']}.html" for row in facts.rows("figures"))


def test_the_grades_add_up_to_all_events(facts: Facts, page: Any) -> None:
    counted = [int(words(one)) for one in page.xpath("//ul[@class='grades']//b")]
    assert sum(counted) == len(facts.rows("events")) and len(counted) == 3


def test_the_charts_have_every_event_with_the_days_between_which_it_lies(facts: Facts, drawn: Any) -> None:
    spans = {row["event_id"]: [row["first_day"], row["last_day"]] for row in facts.rows("event_spans")}
    assert {event["id"]: [event["first"], event["last"]] for event in drawn["events"]} == spans
    by_id = {event["id"]: event for event in drawn["events"]}
    assert by_id["sarmin-retaken"]["precision"] == "before" and by_id["binnish-flight"]["approximate"] is True
    assert ["binnish", "origin"] in by_id["binnish-flight"]["places"]


def test_the_charts_have_who_held_what_and_nothing_where_nobody_says(facts: Facts, drawn: Any) -> None:
    said = [[row["place_id"], row["day"], row["holder"]] for row in facts.rows("control_by_day") if row["holder"] != "not said"]
    assert drawn["control"] == said and drawn["days"] == ["2012-03-22", "2012-04-14"]


def test_the_charts_have_the_days_of_claims_that_differ(drawn: Any) -> None:
    by_id = {event["id"]: event for event in drawn["events"]}
    assert ["", "2012-03-23"] in by_id["sarmin-retaken"]["others"] and by_id["killi-shelling"]["others"] == [["2012-04-05", "2012-04-05"]]
    assert ["a rebel commander", ""] in by_id["binnish-attack-expected"]["rivals"]


def test_a_place_without_a_position_has_no_point(drawn: Any) -> None:
    by_id = {place["id"]: place for place in drawn["places"]}
    assert by_id["turkey"]["point"] is None
    assert by_id["killi"]["point"] == [36.69463, 36.108118] and by_id["killi"]["within"] == 350


def test_the_page_begins_with_the_event_of_which_most_others_are_a_part(drawn: Any) -> None:
    assert drawn["start"] == "april-2012-idlib-operation"


def test_the_ground_is_read_from_steps_and_shared_lines(tmp_path: Path) -> None:
    lands = ground(packages_in(tmp_path))
    [[ring]] = lands["turkey"]["coordinates"]
    assert ring == [(36, 36), (37, 36), (37, 37), (36, 37), (36, 36)]
    [[below]] = lands["syria"]["coordinates"]
    assert set(ring) & set(below) == {(36, 36), (37, 36)}


def test_the_outline_of_the_governorate_is_closed_and_says_whose_it_is(facts: Facts, tmp_path: Path) -> None:
    outline = ground(packages_in(tmp_path))["governorate"]
    assert outline["coordinates"][0][0] == outline["coordinates"][0][-1]
    document = json.loads((PROJECT / "scripts/site/ground/idlib_governorate.geojson").read_text(encoding="utf-8"))
    assert facts.one("sources", document["source_id"])["licence"] == document["licence"]
