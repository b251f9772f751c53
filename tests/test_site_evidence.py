"""The pages of records: all that is claimed stands there with its sayer, and what comes from the data stays text."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from scripts.site import evidence, records_page
from scripts.site.facts import KINDS, Facts
from scripts.site.words import address
from tests.conftest import Copy
from tests.site_trees import facts_of_copy, parsed, words

Trees = Mapping[str, Any]
NASTY = '</title><script>alert(1)</script><img src=x onerror="alert(1)">'


@pytest.fixture(scope="module")
def trees(facts: Facts) -> Trees:
    return parsed(facts, [*evidence.pages(facts), *records_page.pages(facts)])


def ids(tree: Any) -> set[str]:
    return set(tree.xpath("//@id"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_has_a_page_at_its_address(facts: Facts, trees: Trees, kind: str) -> None:
    expected = {address(row[f"{KINDS[kind]}_id"], kind) for row in facts.rows(kind)}
    assert expected == {path for path in trees if path.startswith(f"{kind}/")}


def test_every_claim_stands_on_the_page_of_its_record_with_its_claimant(facts: Facts, trees: Trees) -> None:
    for row in facts.rows("record_claims"):
        [card] = trees[address(row["record_id"], row["record_type"])].xpath(f"//*[@id='{row['claim_id']}']")
        assert row["claimant"] in words(card) and row["stance"] in card.get("class").split()
        assert card.xpath(f".//a[contains(@href, 'sources/{row['source_id']}.html#{row['passage_id']}')]")


def test_every_passage_stands_on_the_page_of_its_source_with_what_it_claims(facts: Facts, trees: Trees) -> None:
    for row in facts.rows("passages"):
        [card] = trees[address(row["source_id"], "source")].xpath(f"//*[@id='{row['passage_id']}']")
        claims = facts.by("record_claims", "passage_id").get(row["passage_id"], [])
        assert len(card.xpath(".//li")) == len(claims)
        assert row["disposition"].replace("_", " ") in words(card)


def test_a_passage_of_a_text_is_told_by_position_and_hash_and_never_quoted(facts: Facts, trees: Trees) -> None:
    located = [row for row in facts.rows("passages") if row["char_start"] is not None]
    for row in located:
        [place] = trees[address(row["source_id"], "source")].xpath(f"//*[@id='{row['passage_id']}']//*[@data-sha256]")
        assert place.text is None and place.get("hidden") is not None
        assert (place.get("data-start"), place.get("data-sha256")) == (str(row["char_start"]), row["sha256"])
    assert located


def test_what_excludes_a_record_is_told_on_both_sides(facts: Facts, trees: Trees) -> None:
    pairs = [row for row in facts.rows("contradictions") if row["other_record_id"] and row["other_record_id"] != row["record_id"]]
    for row in pairs:
        for here, there in ((row["record_id"], row["other_record_id"]), (row["other_record_id"], row["record_id"])):
            [section] = trees[address(here, row["record_type"])].xpath("//section[@aria-labelledby='rivals']")
            assert section.xpath(f".//a[contains(@href, '{there}.html')]")
    assert pairs


def test_what_is_found_by_comparison_alone_is_told_too(trees: Trees) -> None:
    [section] = trees["events/binnish-attack-expected.html"].xpath("//section[@aria-labelledby='rivals']")
    assert "a rebel commander" in words(section) and "20 to 22 March 2012" in words(section) and "Found by days" in words(section)


def test_a_rival_is_told_once_with_all_reasons(trees: Trees) -> None:
    for path, tree in trees.items():
        named = [str(link) for link in tree.xpath("//section[@aria-labelledby='rivals']//li/a[1]/@href")]
        assert len(named) == len(set(named)), path


def test_every_contested_record_says_what_is_against_it(facts: Facts, trees: Trees) -> None:
    for row in facts.rows("corroboration"):
        if row["grade"] == "contested":
            tree = trees[address(row["record_id"], row["record_type"])]
            assert tree.xpath("//*[@id='contradicts'] | //*[@id='rivals']"), row["record_id"]


def test_independent_accounts_are_told_with_their_claims(facts: Facts, trees: Trees) -> None:
    [section] = trees["events/ceasefire-in-force.html"].xpath("//section[@aria-labelledby='accounts']")
    rows = facts.by("accounts", "record_type", "record_id")["event", "ceasefire-in-force"]
    assert len(rows) == len(section.xpath(".//li")) == 3 and {row["account"] for row in rows} == {
        words(one) for one in section.xpath(".//b")
    }


def test_a_page_says_how_precise_date_and_position_are(trees: Trees) -> None:
    sarmin = words(trees["events/sarmin-retaken.html"])
    assert "by 3 April 2012" in sarmin and "../2012-04-03" in sarmin and "not before 31 March 2012" in sarmin
    assert "within 800 m" in words(trees["places/saraqib.html"]) and "Added from" in words(trees["places/saraqib.html"])
    assert "none" in words(trees["places/turkey.html"].xpath("//dt[.='Position']/following-sibling::dd")[0])


def test_arabic_names_are_marked_as_such(trees: Trees) -> None:
    arabic = trees["places/killi.html"].xpath("//bdi[@lang='ar']")
    assert arabic and all(one.get("dir") == "rtl" for one in arabic)


def test_who_held_a_place_is_told_day_by_day_and_contested_as_such(facts: Facts, trees: Trees) -> None:
    days = trees["places/khirbet-al-joz.html"].xpath("//ol[@class='strip']/li")
    assert len(days) == len(facts.by("control_by_day", "place_id")["khirbet-al-joz"])
    assert "contested" in words(days[-1])
    assert "Nobody says who held it" in words(trees["places/taoum.html"])
    assert "From 5 April 2012: not said. Army leaves Taftanaz" in words(trees["places/taftanaz.html"])


def test_a_citation_names_the_record_and_the_whole(facts: Facts, trees: Trees) -> None:
    for path, tree in trees.items():
        if path != records_page.PATH:
            text = words(tree.xpath("//section[@class='cite']//pre")[0])
            assert facts.package["citation"] in text and Path(path).stem in text


def test_a_number_inside_another_says_so(trees: Trees) -> None:
    assert "do not add it" in words(trees["figures/taftanaz-killed.html"])
    assert trees["figures/taftanaz-killi-killed.html"].xpath("//dt[.='Holds']/following-sibling::dd//a[contains(@href, 'taftanaz-killed')]")


def test_links_between_records_lead_to_pages_and_places_on_them(trees: Trees) -> None:
    for path, tree in trees.items():
        for link in tree.xpath("//main//a/@href"):
            target, _, anchor = link.partition("#")
            name = target.removeprefix("../") if target else path
            if name.partition("/")[0] in KINDS:
                assert name in trees, (path, link)
                assert not anchor or anchor in ids(trees[name]), (path, link)


def test_no_page_has_two_elements_of_one_id_or_a_style_or_script_of_its_own(trees: Trees) -> None:
    for path, tree in trees.items():
        found = tree.xpath("//@id")
        assert len(found) == len(set(found)), path
        assert not tree.xpath("//@style | //style | //script[not(@src)] | //@onclick"), path


def test_the_page_of_a_withdrawn_record_says_what_became_of_it(package: Copy, tmp_path: Path) -> None:
    gone = {"retired_in": "0.1.0", "reason": "It was told twice."}
    package.write(
        "retired",
        [
            {"table_name": "claims", "retired_id": "p9-c9", "replaced_by": "", **gone},
            {"table_name": "events", "retired_id": "fall", "replaced_by": "landing", **gone},
            {"table_name": "units", "retired_id": "ghosts", "replaced_by": "", **gone},
        ],
    )
    with facts_of_copy(package, tmp_path) as facts:
        trees = parsed(facts, [*records_page.withdrawn(facts), *records_page.pages(facts)])
    assert trees.keys() == {"events/fall.html", "units/ghosts.html", records_page.PATH}
    assert "It was told twice." in words(trees["events/fall.html"]) and trees["events/fall.html"].xpath("//main//a/@href") == [
        "../events/landing.html"
    ]
    assert "Nothing replaces it" in words(trees["units/ghosts.html"])
    assert "p9-c9" in words(trees[records_page.PATH])


# A cell of each kind that pages show, with the page on which it stands.
CELLS = [
    ("events", "landing", "title", "events/landing.html"),
    ("events", "landing", "note", "events/landing.html"),
    ("places", "harbour", "name", "places/harbour.html"),
    ("claims", "p1-c1", "claimant", "events/campaign.html"),
    ("claims", "p1-c2", "note", "events/landing.html"),
    ("sources", "chronicle", "publisher", "sources/chronicle.html"),
    ("figures", "all-dead", "as_written", "figures/all-dead.html"),
]


def test_whatever_stands_in_a_cell_stays_text(package: Copy, tmp_path: Path) -> None:
    for number, (table, key, column, _) in enumerate(CELLS):
        package.edit(table, key, **{column: f"{number}{NASTY}"})
    with facts_of_copy(package, tmp_path) as facts:
        trees = parsed(facts, [*evidence.pages(facts), *records_page.pages(facts)])
    for number, (*_, path) in enumerate(CELLS):
        assert f"{number}{NASTY}" in words(trees[path]), path
    assert not [path for path, tree in trees.items() if tree.xpath("//img | //script[not(@src)]")]
