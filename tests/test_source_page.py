"""The page on the sources has every source, every statement with its claims, and all that was left out; and no text breaks it."""

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from scripts.citing.days import day_in_words
from scripts.commands.ends import Commands
from scripts.commands.sourcing import sources as command
from scripts.markdown import cell, code, link, plain
from scripts.package import open_package
from scripts.source_page import source_page, written
from scripts.statements import LEFT_OUT_COLUMNS
from tests.conftest import KEPT, PROJECT, Copy, rows_of, write_rows
from tests.generated_pages import loose_links, uneven_tables

PACKAGE = open_package(PROJECT / "datapackage.json", KEPT)
PAGE = PROJECT / "docs/sources.md"
TEXT = PAGE.read_text(encoding="utf-8")
PASSAGES, SOURCES, CLAIMS, DERIVATIONS = (
    rows_of(PROJECT / f"data/{table}.csv") for table in ("passages", "sources", "claims", "derivations")
)
LEFT_OUT = rows_of(PROJECT / "docs/left-out.csv")
TOLD = [passage for passage in PASSAGES if passage["gist"]]
WITH_STATEMENTS = {passage["source_id"] for passage in TOLD}
OTHERS = [source for source in SOURCES if source["source_type"] != "gazetteer"]
COLUMNS = {name: PACKAGE.tables["sources"].schema.column(name).categories for name in ("source_type", "access")}


def section(heading: str) -> str:
    """What the page says under the heading of that name."""
    found = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^#|\Z)", TEXT, flags=re.MULTILINE | re.DOTALL)
    assert found is not None, heading
    return found[2]


def test_the_committed_page_is_fresh() -> None:
    assert written(PACKAGE, PAGE, check=True) is None


def test_the_page_is_sound() -> None:
    assert (loose_links(TEXT), uneven_tables(TEXT)) == (set(), [])


def test_statements_and_pages_are_counted() -> None:
    pages = {source["url"] for source in SOURCES if source["source_id"] in WITH_STATEMENTS} | {row["url"] for row in LEFT_OUT}
    uncoded = [passage for passage in TOLD if passage["disposition"] != "coded"]
    assert f" {len(pages)} pages gave {len(TOLD) + len(LEFT_OUT)} statements." in TEXT
    assert f" {len(TOLD) - len(uncoded)} statements of {len(WITH_STATEMENTS)} sources are coded; {len(uncoded)} within these" in TEXT
    own = sum(source["access"] == "publisher_page" for source in SOURCES if source["source_id"] in WITH_STATEMENTS)
    assert f" {len(WITH_STATEMENTS) - own} of the {len(WITH_STATEMENTS)} were read in a copy" in TEXT


@pytest.mark.parametrize(
    ("heading", "word"),
    [
        ("Kind of source", lambda source: COLUMNS["source_type"][source["source_type"]]),
        ("How it was read", lambda source: COLUMNS["access"][source["access"]]),
        ("Whose report", lambda source: source["originator"] or source["publisher"]),
    ],
)
def test_sources_and_statements_are_counted_by(heading: str, word: Any) -> None:
    words = {source["source_id"]: word(source) for source in SOURCES if source["source_id"] in WITH_STATEMENTS}
    expected = {
        label: (list(words.values()).count(label), sum(words[passage["source_id"]] == label for passage in TOLD))
        for label in set(words.values())
    }
    [table] = re.findall(rf"^\| {heading} \| Sources \| Statements \|\n\|.*\n((?:\|.*\n)+)", TEXT, flags=re.MULTILINE)
    rows = [line.strip("| ").split(" | ") for line in table.splitlines()]
    assert {label: (int(number), int(statements)) for label, number, statements in rows} == expected
    assert [int(number) for _, number, _ in rows] == sorted((number for number, _ in expected.values()), reverse=True)


@pytest.mark.parametrize("source", OTHERS, ids=[source["source_id"] for source in OTHERS])
def test_every_source_is_told_with_all_that_is_known(source: dict[str, str]) -> None:
    told = section(source["source_id"])
    assert f"**{link(source['title'], source['url'])}**" in told
    assert f"- Published by {plain(source['publisher'])}, {day_in_words(source['published']) or 'date not stated'}\n" in told
    assert (f"- Whose report: {plain(source['originator'])}\n" in told) == bool(source["originator"])
    assert f"- How it was read: {COLUMNS['access'][source['access']]}\n" in told
    assert (f"- Note: {plain(source['note'])}\n" in told) == bool(source["note"])
    assert f"[{source['source_id']}](#{source['source_id']})" in section("The sources")


def test_every_gazetteer_stands_in_the_table() -> None:
    rest = [source for source in SOURCES if source not in OTHERS]
    assert rest
    for source in rest:
        assert f"| {source['source_id']} | {cell(link(source['title'], source['url']))} | " in section("Gazetteers")


@pytest.mark.parametrize("passage", TOLD, ids=[passage["passage_id"] for passage in TOLD])
def test_every_statement_stands_under_its_source_with_its_claims(passage: dict[str, str]) -> None:
    [line] = [row for row in section(passage["source_id"]).splitlines() if row.startswith(f"| {passage['passage_id']} |")]
    own = [claim for claim in CLAIMS if claim["passage_id"] == passage["passage_id"]]
    records = [claim["event_id"] or claim["figure_id"] or claim["unit_id"] or claim["place_id"] for claim in own]
    words = [f"{claim['stance']} `{record}` ({plain(claim['claimant'])})" for claim, record in zip(own, records, strict=True)]
    made_of_it = "<br>".join(words) if passage["disposition"] == "coded" else f"left out: {cell(plain(passage['note']))}"
    assert line == f"| {passage['passage_id']} | {cell(plain(passage['gist']))} | {made_of_it} |"


@pytest.mark.parametrize("row", DERIVATIONS, ids=[f"{row['passage_id']} from {row['derived_from_source_id']}" for row in DERIVATIONS])
def test_every_derivation_is_told_on_both_sides(row: dict[str, str]) -> None:
    [passage] = [one for one in PASSAGES if one["passage_id"] == row["passage_id"]]
    basis = (
        f"{PACKAGE.tables['derivations'].schema.column('basis').categories[row['basis']]}.{' ' if row['note'] else ''}{plain(row['note'])}"
    )
    source, own = (f"[{name}](#{name})" for name in (row["derived_from_source_id"], passage["source_id"]))
    assert f"- {row['passage_id']} of {own} draws on it: {basis}\n" in section(row["derived_from_source_id"])
    if passage["gist"]:
        assert f"- {row['passage_id']} draws on {source}: {basis}\n" in section(passage["source_id"])
    else:
        [line] = [
            one
            for one in section("Which sentences of the article draw on which source").splitlines()
            if one.startswith(f"| {row['passage_id']} | ") and f" | {source} | " in one
        ]
        assert line.endswith(f" | {cell(basis)} |")
        supported = [claim for claim in CLAIMS if claim["passage_id"] == row["passage_id"] and claim["stance"] == "supports"]
        assert all(code(claim["event_id"] or claim["figure_id"] or claim["unit_id"] or claim["place_id"]) in line for claim in supported)


def test_how_many_passages_of_the_article_draw_on_a_source_is_counted() -> None:
    by_position = {passage["passage_id"] for passage in PASSAGES if not passage["gist"]}
    drawing = by_position & {row["passage_id"] for row in DERIVATIONS}
    assert f" {len(drawing)} of the {len(by_position)} passages stand here" in section(
        "Which sentences of the article draw on which source"
    )


def test_what_was_left_out_is_told_by_its_reason() -> None:
    parts = re.split(r"^\*\*(.+)\*\* \((\d+)\)$", section("With their page"), flags=re.MULTILINE)[1:]
    told = {reason: (int(number), table) for reason, number, table in zip(parts[::3], parts[1::3], parts[2::3], strict=True)}
    assert {reason.lower() for reason in told} == {row["reason"] for row in LEFT_OUT}
    assert sum(number for number, _ in told.values()) == len(LEFT_OUT)
    for row in LEFT_OUT:
        number, table = told[row["reason"].capitalize()]
        assert table.count("\n| x") == number
        assert f"\n| {row['statement']} | {cell(link(row['title'], row['url']))} | " in table
        assert f" | {cell(plain(row['note']))} |\n" in table


def test_what_was_left_out_within_a_source_is_told() -> None:
    expected = [passage["passage_id"] for passage in TOLD if passage["disposition"] != "coded"]
    assert re.findall(r"^\| (x\d+) \|", section("Within a coded source"), flags=re.MULTILINE) == expected


@pytest.fixture
def island(package: Copy) -> Copy:
    """The minimal package with a list of what was left out."""
    (package.root / "docs").mkdir()
    row = {"statement": "b1", "title": "A | [blog]", "url": "https://example.org/a_(b) c|d", "reason": "not here", "note": "*Far* <off>."}
    write_rows(package.root / "docs/left-out.csv", list(LEFT_OUT_COLUMNS), [row])
    return package


def page(package: Copy) -> str:
    package.describe()
    return source_page(open_package(package.descriptor, KEPT))


def test_text_that_looks_like_markdown_stays_text(island: Copy) -> None:
    island.edit("passages", "w1", gist="Troops | `landed` *before* <b>noon</b> & _left_.")
    island.edit("claims", "w1-c1", claimant="a [man] | on site")
    island.edit("sources", "wire", title="Troops [land] | *now*", url="https://example.org/wire_(a)|b", note="Read <once>.")
    text = page(island)
    assert uneven_tables(text) == []
    assert r"| w1 | Troops \| \`landed\` \*before\* \<b>noon\</b> \& \_left\_. | supports `landing` (a \[man\] \| on site) |" in text
    assert r"**[Troops \[land\] | \*now\*](https://example.org/wire_%28a%29%7Cb)**" in text
    assert r"- Note: Read \<once>." in text
    assert r"| b1 | [A \| \[blog\]](https://example.org/a_%28b%29%20c%7Cd) |  |  | \*Far\* \<off>. |" in text


def test_a_statement_without_claims_says_why(island: Copy) -> None:
    island.edit("passages", "w1", disposition="not_codable", note="Weather.")
    text = page(island)
    assert "| w1 | Troops landed the day before. | left out: Weather. |" in text
    assert "| w1 | [wire](#wire) | Troops landed the day before. | Weather. |" in text
    assert " 0 statements of 1 sources are coded; 1 within these sources and 1 with their whole page" in text


def test_a_source_without_an_address_is_told_without_a_link(island: Copy) -> None:
    island.edit("sources", "wire", url="")
    assert "**Troops land**" in page(island)


def test_a_package_without_other_sources_has_its_page(island: Copy) -> None:
    for table, key in (("passages", "w1"), ("claims", "w1-c1"), ("derivations", "p1"), ("sources", "wire")):
        island.write(table, [row for row in island.rows(table) if next(iter(row.values())) != key])
    text = page(island)
    assert "of 0 sources are coded" in text
    assert uneven_tables(text) == []


def run(package: Copy, *arguments: str) -> Result:
    package.describe()
    return CliRunner().invoke(Commands(commands=[command]), ["sources", *arguments], obj=package.descriptor)


def test_the_command_writes_the_page_beside_the_descriptor_and_then_finds_nothing(island: Copy) -> None:
    assert run(island, "--check").exit_code == 1
    assert not (island.root / "docs/sources.md").exists()
    assert run(island).exit_code == 0
    assert run(island, "--check").output == "sources: nothing to change\n"
    island.edit("passages", "w1", gist="Troops landed.")
    assert "sources: " in run(island, "--check").output


@pytest.mark.parametrize(
    ("table", "key", "cells", "words"),
    [
        ("passages", "w1", {"source_id": "nobody"}, "Passage w1 has the source nobody, which is not there: run validate first."),
        ("derivations", "p1", {"derived_from_source_id": "nobody"}, "A derivation of p1 from nobody leads nowhere"),
        ("derivations", "p1", {"passage_id": "p9"}, "A derivation of p9 from wire leads nowhere"),
    ],
)
def test_a_link_that_leads_nowhere_is_told(island: Copy, table: str, key: str, cells: dict[str, str], words: str) -> None:
    island.edit(table, key, **cells)
    result = run(island)
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert words in result.output


@pytest.mark.parametrize("content", [None, b"statement\n", b"\xff"], ids=["missing", "columns", "not_utf8"])
def test_a_list_that_cannot_be_read_is_told(island: Copy, content: bytes | None) -> None:
    file: Path = island.root / "docs/left-out.csv"
    file.unlink()
    if content:
        file.write_bytes(content)
    result = run(island)
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert result.output.startswith("could not run: docs/left-out.csv ")
