"""The first page in use: days, places, units, kinds and sources filter map, timeline and list at once, and the address keeps the view."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.browser.pages import wait_until
from tests.conftest import PROJECT, rows_of

EVENTS = len(rows_of(PROJECT / "data" / "events.csv"))
TAFTANAZ = "#map .place[aria-label^='Taftanaz']"


@pytest.fixture
def front(page: Any, address: str) -> Any:
    page.goto(f"{address}index.html")
    return page


def units_of(unit: str) -> set[str]:
    """The unit and all below it."""
    below = [row["unit_id"] for row in rows_of(PROJECT / "data" / "units.csv") if row["parent_unit_id"] == unit]
    return {unit}.union(*map(units_of, below))


def listed(page: Any) -> list[str]:
    """The events in the list that are shown."""
    found: list[str] = page.eval_on_selector_all("#list tr[data-event]:not([hidden])", "rows => rows.map(row => row.dataset.event)")
    return found


def in_timeline(page: Any) -> set[str]:
    """The events whose marks stand out in the timeline, by their titles."""
    marks = page.eval_on_selector_all("#timeline .marks .event:not(.far)", "marks => marks.map(mark => mark.getAttribute('aria-label'))")
    return {mark.rpartition(", ")[0] for mark in marks}


def dots(page: Any) -> dict[str, str]:
    """What the map says of each place."""
    told = page.eval_on_selector_all("#map .dots .place", "marks => marks.map(mark => mark.getAttribute('aria-label'))")
    return {one.partition(":")[0]: one for one in told}


def test_all_is_shown_at_first(front: Any) -> None:
    assert len(listed(front)) == EVENTS
    assert front.inner_text("#count") == f"{EVENTS} of {EVENTS} events."
    assert len(dots(front)) == front.evaluate("located.length") > 10


def test_days_filter_all_three_and_stand_in_the_address(front: Any) -> None:
    front.fill("[name=from]", "2012-04-12")
    front.fill("[name=to]", "2012-04-13")
    assert "from=2012-04-12&to=2012-04-13" in front.url
    kept = listed(front)
    assert "khirbet-al-joz-captured" in kept and "killi-shelling" not in kept and "syrian-civil-war" not in kept
    assert "ceasefire-in-force" in kept  # it has no end, so it can have gone on
    assert "Army takes Khirbet al-Joz" in in_timeline(front) and "Shelling of Killi begins" not in in_timeline(front)
    assert dots(front)["Killi"].startswith("Killi: 0 events") and "accounts differ" in dots(front)["Khirbet al-Joz"]
    assert "without any date are left out" in front.inner_text("#count")


def test_the_map_tells_who_held_what_on_the_last_chosen_day(front: Any) -> None:
    assert "held by the government" in dots(front)["Saraqib"]
    front.fill("[name=to]", "2012-03-25")
    assert "not said who held it" in dots(front)["Saraqib"]
    assert front.inner_text("#held-on") == "25 March 2012"


@pytest.mark.parametrize(
    ("field", "value", "inside", "outside"),
    [
        ("place", "killi", "killi-shelling", "sarmin-retaken"),
        ("place", "al-rouge-plain", "al-bashiriyah-shelling", "sarmin-retaken"),
        ("unit", "syrian-air-force", "", "killi-shelling"),
        ("unit", "syrian-army", "sarmin-retaken", "ceasefire-announced"),
        ("type", "displacement", "binnish-flight", "sarmin-retaken"),
        ("source", "cnn-2012-04-04", "taftanaz-deaths", "sarmin-executions"),
    ],
)
def test_a_choice_filters_and_can_be_shared(front: Any, field: str, value: str, inside: str, outside: str) -> None:
    front.select_option(f"[name={field}]", value)
    kept = listed(front)
    assert outside not in kept and 0 < len(kept) < EVENTS and (not inside or inside in kept)
    assert f"{field}={value}" in front.url
    shared = front.context.new_page()
    shared.goto(front.url)
    assert listed(shared) == kept and shared.input_value(f"[name={field}]") == value


def test_a_unit_stands_for_all_below_it(front: Any) -> None:
    whole = units_of("syrian-government")
    assert len(whole) > 3
    front.select_option("[name=unit]", "syrian-government")
    parts = {row["event_id"] for row in rows_of(PROJECT / "data" / "event_units.csv") if row["unit_id"] in whole}
    assert set(listed(front)) == parts


def test_a_press_on_a_place_chooses_it_and_another_takes_it_back(front: Any) -> None:
    front.click(TAFTANAZ)
    assert "place=taftanaz" in front.url and front.inner_text("#card h3") == "Taftanaz"
    assert 5 < len(listed(front)) < 30
    front.click(TAFTANAZ)
    assert "place=" not in front.url and len(listed(front)) == EVENTS


def test_brushing_the_bars_chooses_whole_days(front: Any) -> None:
    bars = front.query_selector_all("#timeline .bars rect")
    first, last = bars[-13].bounding_box(), bars[-11].bounding_box()
    bars[-13].scroll_into_view_if_needed()
    first, last = bars[-13].bounding_box(), bars[-11].bounding_box()
    height = front.query_selector("#timeline .brush .overlay").bounding_box()["y"] + 12
    front.mouse.move(first["x"] + 3, height)
    front.mouse.down()
    front.mouse.move(last["x"] + last["width"] - 3, height, steps=4)
    front.mouse.up()
    days = front.evaluate("days")
    assert (front.input_value("[name=from]"), front.input_value("[name=to]")) == (days[-13], days[-11])
    assert 0 < len(listed(front)) < EVENTS


def test_an_event_shows_who_says_so_and_leads_to_its_evidence(front: Any) -> None:
    front.click("#list tr[data-event=khirbet-al-joz-captured] td:first-child")
    assert "event=khirbet-al-joz-captured" in front.url
    card = front.inner_text("#card")
    assert "Army takes Khirbet al-Joz" in card and "Contradicted by" in card and "Local Coordination Committees" in card
    front.click("#card >> text=All evidence")
    assert front.inner_text("h1") == "Army takes Khirbet al-Joz" and "events/khirbet-al-joz-captured.html" in front.url


def test_everything_can_be_taken_back(front: Any) -> None:
    front.select_option("[name=type]", "shelling")
    front.fill("[name=from]", "2012-04-06")
    front.click("text=Show all")
    assert len(listed(front)) == EVENTS and "=" not in front.url and front.input_value("[name=from]") == ""


@pytest.mark.parametrize(("group", "choice"), [("#map .dots", "place="), ("#timeline .marks", "event=")])
def test_marks_are_walked_with_arrows_and_chosen_with_enter(front: Any, group: str, choice: str) -> None:
    stops = front.eval_on_selector_all(f"{group} [tabindex='0']", "marks => marks.length")
    assert stops == 1
    front.focus(f"{group} [tabindex='0']")
    first = front.evaluate("document.activeElement.getAttribute('aria-label')")
    front.keyboard.press("ArrowRight")
    assert front.evaluate("document.activeElement.getAttribute('aria-label')") != first
    front.keyboard.press("Enter")
    assert choice in front.url


def test_the_map_is_zoomed_by_buttons(front: Any) -> None:
    def scale() -> float:
        return float(front.evaluate("projection.scale()"))

    before = scale()
    front.click("[aria-label=Closer]")
    wait_until(front, f"projection.scale() > {before * 1.5}")
    front.click("[aria-label='The whole governorate']")
    wait_until(front, f"projection.scale() < {before}")
    front.click("[aria-label='All places']")
    wait_until(front, f"Math.abs(projection.scale() - {before}) < 1")


def test_days_of_other_claims_are_drawn_and_not_lost(front: Any) -> None:
    assert front.locator("#timeline .event.other[aria-label^='Army retakes Sarmin']").count() > 0
    front.fill("[name=from]", "2012-03-22")
    front.fill("[name=to]", "2012-03-23")
    assert "sarmin-retaken" in listed(front)  # its own days begin on 31 March


def test_reversed_days_are_put_in_order(front: Any) -> None:
    front.fill("[name=from]", "2012-04-08")
    front.fill("[name=to]", "2012-04-04")
    assert (front.input_value("[name=from]"), front.input_value("[name=to]")) == ("2012-04-04", "2012-04-08")
    assert "from=2012-04-04&to=2012-04-08" in front.url


def test_going_to_a_section_keeps_the_choices_in_the_address(front: Any) -> None:
    front.select_option("[name=place]", "taftanaz")
    front.click(".questions >> text=Who says so?")
    assert "place=taftanaz" in front.url
    assert front.evaluate("document.getElementById('who').getBoundingClientRect().top") < 200


def test_what_excludes_an_event_stands_in_the_card_though_no_claim_is_coded_as_against_it(front: Any) -> None:
    front.click("#list tr[data-event=binnish-attack-expected] td:first-child")
    assert "Contradicted by" in front.inner_text("#card") and front.is_visible("#card h3")


def test_focus_stays_where_it_was(front: Any) -> None:
    front.focus("#map .others button")
    front.keyboard.press("Enter")
    assert "Idlib Governorate" in front.evaluate("document.activeElement.textContent") and "place=idlib-governorate" in front.url
    front.focus("#card a[data-event]")
    front.keyboard.press("Enter")
    assert front.evaluate("document.activeElement.id") == "card-heading"


@pytest.mark.parametrize("less", ["no dates", "no events", "no control", "no points"])
def test_a_package_with_less_in_it_is_shown_all_the_same(page: Any, served: str, site: Path, less: str) -> None:
    script = (site / "assets" / "data.js").read_text(encoding="utf-8")
    data = json.loads(script.partition("const data = ")[2].removesuffix(";\n"))
    if less == "no dates":
        data["events"] = [event | {"first": None, "last": None, "others": []} for event in data["events"]]
    elif less == "no events":
        data["events"] = []
    elif less == "no control":
        data["control"], data["days"] = [], None
    else:
        data["places"] = [place | {"point": None, "within": None} for place in data["places"]]
    body = f'"use strict";\nconst data = {json.dumps(data)};\n'
    page.route("**/assets/data.js", lambda route: route.fulfill(body=body, content_type="text/javascript"))
    page.goto(f"{served}index.html")
    assert f"of {len(data['events'])} events" in page.inner_text("#count")
    assert page.is_visible("#map svg") and page.is_visible("#held") == (less != "no control")


def test_an_address_that_names_nothing_of_ours_does_no_harm(front: Any, address: str) -> None:
    for odd in ("event=none", "place=%3Cscript%3E", "from=never", "constructor=1&place=__proto__"):
        other = front.context.new_page()
        other.goto(f"{address}index.html#{odd}")
        assert other.is_visible("#card h3") and len(listed(other)) == EVENTS


def test_without_javascript_the_list_and_all_numbers_are_there(browser: Any, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        plain = context.new_page()
        plain.goto(f"{address}index.html")
        assert plain.locator("#list tr[data-event]").count() == EVENTS
        assert not plain.is_visible("#filters") and "need JavaScript" in plain.inner_text("#what")
        assert "At least 100" in plain.inner_text("#died")
