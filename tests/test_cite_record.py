"""Every record can be cited, the same way each time, with what speaks against it; programs read the citations back."""

import importlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from scripts.cache import Cache
from scripts.cite_record import FORMS, CannotCite, UnknownRecord, record_citation
from scripts.citing.citation import Citation
from scripts.citing.days import day_in_words
from scripts.citing.forms import as_markdown, as_text
from scripts.citing.records import HEADS, Records
from scripts.citing.standing import TARGETS
from scripts.citing.statement import GLOSS, TOLD, WHERE
from scripts.descriptions.facts import facts
from scripts.descriptions.registry import described
from scripts.package import Package, open_package
from tests.conftest import KEPT, PROJECT, Copy, rows_of

rispy: Any = importlib.import_module("rispy")  # has no types
PACKAGE = open_package(PROJECT / "datapackage.json", KEPT)
TITLE = PACKAGE.descriptor["title"]
CREATED = [int(part) for part in PACKAGE.descriptor["created"][:10].split("-")]
CLAIMS = rows_of(PROJECT / "data/claims.csv")
DOUBTS = [claim for claim in CLAIMS if claim["stance"] != "supports"]
CSL = json.loads((PROJECT / "tests/standards/csl.schema.json").read_text(encoding="utf-8"))
# What may stand in a cell, and what references are written in.
ODD = '{\\LaTeX} }{ & 50% of "x" ~ ^ $ # _a_ <b> *c* [d](e) `f` \N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK} بنش İdlip @misc{a, TY  - x'
TEXT = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1).map(lambda text: f"a{text}z")


def opened(package: Copy) -> Package:
    package.describe()
    return open_package(package.descriptor, KEPT)


def target(claim: dict[str, str]) -> str:
    return next(filter(None, (claim[column] for column in TARGETS.values())))


# Every record


@pytest.mark.parametrize("table", HEADS)
def test_every_record_can_be_cited(table: str) -> None:
    records = Records(PACKAGE)
    assert records.by_id[table]
    for record_id in records.by_id[table]:
        reference, first, *others = record_citation(PACKAGE, record_id).splitlines()
        cited = f"Editors of the Idlib April 2012 data set (2026). {TITLE}. Version {PACKAGE.descriptor['version']}. "
        assert reference.startswith(f"{cited}Data package, CC BY-SA 4.0. {records.noun(table)} {record_id}")
        assert first.startswith(f"  {records.noun(table)} {record_id}: ")
        for line in (reference, first, *others):
            assert line.endswith(".") and "  " not in line.strip() and ".." not in line


def test_a_reference_names_the_claims_the_passages_and_the_document() -> None:
    document = "Source: April 2012 Idlib Governorate Operation [wikipedia-idlib-april-2012], Wikipedia, CC BY-SA 4.0, https://"
    for record_id, words in {
        "wp-s18-c2": "Claim wp-s18-c2, passage wp-s18.",
        "wp-s18": "Passage wp-s18.",
        "taftanaz-killed": "Figure taftanaz-killed, claim wp-s14-c2, passage wp-s14.",
        "binnish": "Place binnish, claims wp-s03-c2, wp-s07-c1, passages wp-s03, wp-s07.",
    }.items():
        assert f"{words} {document}" in record_citation(PACKAGE, record_id).splitlines()[0]


def test_every_table_with_ids_of_its_own_can_be_cited() -> None:
    single = [table.name for table in PACKAGE.tables.values() if len(table.schema.primary_key) == 1]
    assert [table for table in single if table != "retired"] == sorted(HEADS, key=single.index)


@pytest.mark.parametrize("table", HEADS)
def test_what_is_told_of_a_table_are_columns_of_it(table: str) -> None:
    assert TOLD.keys() == HEADS.keys()
    assert {*TOLD[table], *HEADS[table], "note", *filter(None, [GLOSS.get(table)])} <= set(PACKAGE.tables[table].schema.names)
    assert set(WHERE) <= set(PACKAGE.tables["event_places"].schema.names)


def test_a_citation_says_number_qualifier_scope_day_passage_and_claimant() -> None:
    line = record_citation(PACKAGE, "taftanaz-killi-killed")
    parts = (
        'Figure taftanaz-killi-killed: "at least 100" (this many or more); measure: deaths; counted: persons, not said who;',
        "event: Deaths reported in Taftanaz and Killi [taftanaz-killi-deaths], by 7 April 2012;",
        "part of: 100+ [opposition-killed], deaths, opposition fighters and supporters together. Note: Who died is not said.",
        "Supported by wp-s18-c2 (passage wp-s18, April Operation; reported, Wikipedia)",
        "Source: April 2012 Idlib Governorate Operation [wikipedia-idlib-april-2012], Wikipedia, CC BY-SA 4.0, https://",
    )
    assert [part for part in parts if part not in line] == []


def test_an_event_without_a_date_says_so() -> None:
    assert "; date as given: not said by the source, or not applicable" in record_citation(PACKAGE, "annan-plan-accepted")


def test_a_place_is_cited_with_where_its_position_is_from() -> None:
    line = record_citation(PACKAGE, "taftanaz")
    assert "coordinate uncertainty (m): 450" in line
    assert "[ocha-syria-locations], UN OCHA, CC BY 3.0 IGO" in line
    assert line.endswith("  No claim is about it.\n")


@pytest.mark.parametrize("form", FORMS)
def test_the_same_package_gives_the_same_citation_wherever_it_lies(
    package: Copy, form: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    first = record_citation(opened(package), "all-dead", form)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LANG", "tr_TR.UTF-8")
    monkeypatch.chdir(shutil.copytree(package.root, tmp_path_factory.mktemp("elsewhere") / "copy"))
    assert record_citation(open_package(Path("datapackage.json"), KEPT), "all-dead", form) == first


def test_the_data_set_is_cited_as_the_whole_is(package: Copy) -> None:
    package.describe(
        lambda descriptor: descriptor.update(version="3.2.1", created="2031-05-06T23:30:00Z", homepage="https://example.org/x")
    )
    known = open_package(package.descriptor, KEPT)
    assert record_citation(known, "guard").startswith(f"{described(known, 'text').strip()} Unit guard, claim p2-c2, ")
    assert "(2031)" in record_citation(known, "guard") and "Version 3.2.1. " in record_citation(known, "guard")
    [entry] = bibtex(record_citation(known, "guard", "bibtex"))
    assert (entry["version"], entry["date"], entry["url"]) == ("3.2.1", "2031-05-06", "https://example.org/x")
    assert entry["key"] == "idlib-april-2012-3.2.1-units-guard"
    assert not {"abstract", "keywords"} & entry.keys()
    [reference] = rispy.loads(record_citation(known, "guard", "ris"))
    assert not {"abstract", "keywords"} & reference.keys()
    [item] = json.loads(record_citation(known, "guard", "csl-json"))
    assert (item["version"], item["issued"], item["URL"]) == ("3.2.1", {"date-parts": [[2031, 5, 6]]}, "https://example.org/x")


@pytest.mark.parametrize("form", FORMS)
def test_a_descriptor_that_says_too_little_is_told_in_one_line(package: Copy, form: str) -> None:
    package.describe(lambda descriptor: descriptor.update(contributors=[{"title": "Somebody", "roles": ["editor"]}]))
    with pytest.raises(CannotCite, match=r"^[^\n]*datapackage.json does not say: a contributor with the role creator\.$"):
        record_citation(open_package(package.descriptor, KEPT), "guard", form)


# What speaks against it


@pytest.mark.parametrize("claim", DOUBTS, ids=[claim["claim_id"] for claim in DOUBTS])
def test_nobody_cites_a_doubted_record_unknowingly(claim: dict[str, str]) -> None:
    voice = f"{claim['claim_id']} (passage {claim['passage_id']}, "
    word = {"contradicts": "ontradicted by", "qualifies": "ualified by"}[claim["stance"]]
    others = [one for one in CLAIMS if target(one) == target(claim) and one is not claim]
    passages = {one["passage_id"] for one in others} - {claim["passage_id"]}
    for record_id in [target(claim), *(one["claim_id"] for one in others), *passages]:
        sentence = re.search(rf"{word} [^\n]*?{re.escape(voice)}[^\n]*", record_citation(PACKAGE, record_id))
        assert sentence and claim["note"].rstrip(".") in sentence[0], record_id


def test_no_doubt_is_said_as_well() -> None:
    lines = record_citation(PACKAGE, "binnish-displaced-march").splitlines()
    assert lines[2:4] == ["  Contradicted by no claim.", "  Qualified by no claim."] and lines[4].startswith("  Supported by x011-c3 (")
    line = record_citation(PACKAGE, "x071-c2")
    assert "Event zardana-captured is contradicted by no other claim." in line


def test_claims_of_a_passage_come_in_the_order_of_their_numbers() -> None:
    told = re.findall(r"(wp-i12-c\d+) (?:supports|qualifies) unit", record_citation(PACKAGE, "wp-i12"))
    assert told == [f"wp-i12-c{number}" for number in range(1, 12)]


def test_a_figure_tells_that_its_event_is_contradicted(package: Copy) -> None:
    assert "Event landing is contradicted" not in record_citation(opened(package), "dead-at-landing")
    package.edit("claims", "p1-c6", stance="contradicts")
    assert "Event landing is contradicted by p1-c6 (passage p1, Lead; asserted, Chronicle): They left soon." in record_citation(
        opened(package), "dead-at-landing"
    )


# Ids


def test_an_id_of_several_tables_is_cited_for_each(package: Copy) -> None:
    places = package.rows("places")
    package.write("places", [*places, {**places[0], "place_id": "landing", "name": "Landing stage"}])
    known = opened(package)
    first, second = record_citation(known, "landing").split("\n\n")
    assert "Event landing:" in first and "Place landing:" in second
    assert len(json.loads(record_citation(known, "landing", "csl-json"))) == 2
    assert len(rispy.loads(record_citation(known, "landing", "ris"))) == 2
    assert len({entry["key"] for entry in bibtex(record_citation(known, "landing", "bibtex"))}) == 2


@pytest.mark.parametrize("wrong", ["taftanaz-kiled", "Taftanaz killed", " TAFTANAZ-KILLED", "taftanaz_killed"])
def test_an_unknown_id_is_told_with_the_nearest(wrong: str) -> None:
    with pytest.raises(UnknownRecord, match=rf"^No record has the id '{wrong}'\. Nearest: .*\btaftanaz-killed\b[^\n]*\.$"):
        record_citation(PACKAGE, wrong)


@pytest.mark.parametrize(("wrong", "shown"), [("qqqqqqqqqq", "qqqqqqqqqq"), ("", ""), ("\x1b[2J", "\N{REPLACEMENT CHARACTER}[2J")])
def test_an_id_that_is_near_to_none_is_told_in_one_line(wrong: str, shown: str) -> None:
    with pytest.raises(UnknownRecord) as told:
        record_citation(PACKAGE, wrong)
    assert str(told.value) == f"No record has the id '{shown}'. The ids stand in the first column of the tables."


RETIRED = ("table_name", "retired_id", "retired_in", "replaced_by", "reason")


def retire(package: Copy, **cells: str) -> Package:
    """The package with one row in the table `retired`, which it gets if it has none."""
    schema = package.root / "schemas/retired.schema.json"
    if not schema.exists():
        fields = [{"name": name, "type": "string"} for name in RETIRED]
        schema.write_text(
            json.dumps({"fields": fields, "primaryKey": ["table_name", "retired_id"], "missingValues": [""]}), encoding="utf-8"
        )
    package.write("retired", [cells])

    def add(descriptor: Any) -> None:
        resources = descriptor["resources"]
        if all(one["name"] != "retired" for one in resources):
            like = {word: value for word, value in resources[0].items() if word not in ("bytes", "hash")}
            resources.append(like | {"name": "retired", "path": "data/retired.csv", "schema": "schemas/retired.schema.json"})

    package.describe(add)
    return open_package(package.descriptor, KEPT)


def test_a_withdrawn_id_says_since_when_why_and_what_replaced_it(package: Copy) -> None:
    row = {"table_name": "events", "retired_id": "old-landing", "retired_in": "0.3.0", "reason": "It was told twice."}
    with pytest.raises(UnknownRecord) as told:
        record_citation(retire(package, **row, replaced_by="landing"), "old-landing")
    assert str(told.value) == "old-landing of events was withdrawn in version 0.3.0; cite landing instead. It was told twice."
    with pytest.raises(UnknownRecord, match=r"withdrawn in version 0\.3\.0 and nothing replaces it\. It was told twice\.$"):
        record_citation(retire(package, **row), "old-landing")


@pytest.mark.parametrize(
    ("table", "key", "cells", "cited"),
    [
        ("claims", "p1-c2", {"passage_id": "gone"}, "landing"),
        ("claims", "p1-c2", {"event_id": "gone"}, "p1"),
        ("claims", "p1-c2", {"event_id": ""}, "p1-c2"),
        ("passages", "p1", {"source_id": "gone"}, "landing"),
        ("figures", "all-dead", {"event_id": "gone"}, "all-dead"),
        ("event_places", "landing", {"place_id": "gone"}, "landing"),
    ],
)
def test_a_link_that_leads_nowhere_is_told_in_one_line(package: Copy, table: str, key: str, cells: dict[str, str], cited: str) -> None:
    package.edit(table, key, **cells)
    with pytest.raises(CannotCite, match=r"^[^\n]+ `make validate` says where\.$"):
        record_citation(opened(package), cited)


@pytest.mark.parametrize("table", ["claims", "event_places"])
def test_a_package_of_another_shape_is_told_in_one_line(package: Copy, table: str) -> None:
    package.describe(lambda descriptor: descriptor["resources"].pop(list(PACKAGE.tables).index(table)))
    with pytest.raises(CannotCite, match=rf"^datapackage\.json: [^\n]*'{table}' is missing[^\n]* `make validate` lists all of it\.$"):
        record_citation(open_package(package.descriptor, KEPT), "guard")


# Forms


def bibtex(text: str) -> list[dict[str, str]]:
    """The entries, their keys as `key`, with our escapes as LaTeX prints them."""
    library: Any = parse_string(text)
    assert not library.failed_blocks
    return [{name: plain(value) for name, value in entry.items()} | {"key": entry.key} for entry in library.entries]


def plain(value: str) -> str:
    """What LaTeX prints for our escapes."""
    signs = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^"}
    return re.sub(r"\{\\(text[a-z]+)\}|\\([#$%&_])", lambda found: signs[found[1]] if found[1] else found[2], value)


@pytest.fixture
def odd(package: Copy) -> Package:
    """A package in which signs stand that mean something in BibTeX, RIS or Markdown."""
    package.edit("units", "guard", name=ODD, note="TY  - no entry\N{LINE SEPARATOR}ER  - none")
    return opened(package)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_holds_the_whole_note(odd: Package, form: str) -> None:
    readers: dict[str, Callable[[str], str]] = {
        "text": lambda text: text,
        "markdown": lambda text: re.sub(r"\\([\\*<\[\]])", r"\1", text),
        "bibtex": lambda text: bibtex(text)[0]["note"],
        "ris": lambda text: rispy.loads(text)[0]["notes"][0],
        "csl-json": lambda text: json.loads(text)[0]["note"],
    }
    assert readers.keys() == FORMS.keys()
    read = readers[form](record_citation(odd, "guard", form))
    assert f'Unit guard: "{ODD}"; side: ' in read
    assert re.search("Note: TY  - no entry\N{REPLACEMENT CHARACTER}ER  - none[.]\\s+(- )?Contradicted by no claim[.]", read)


def cited(note: str, title: str = "T", creator: str = "C") -> Citation:
    contributors = [{"title": creator, "roles": ["creator"]}, {"givenName": "Mary Ann", "familyName": "Smith", "roles": ["creator"]}]
    words = {
        "name": "n",
        "version": "1.0",
        "created": "2026-11-22",
        "homepage": "https://example.org/a_b",
        "licenses": [{"name": "CC0-1.0"}],
    }
    whole = Package(Path("datapackage.json"), words | {"title": title, "contributors": contributors}, {})
    return Citation(facts(whole), described(whole, "text").strip(), "units", "guard", note, ())


@given(TEXT)
def test_bibtex_gives_any_text_back(note: str) -> None:
    [entry] = bibtex(FORMS["bibtex"]([cited(note)]))
    assert entry == {
        "author": "{C} and {Smith}, {Mary Ann}",
        "title": "{T}",
        "year": "2026",
        "date": "2026-11-22",
        "version": "1.0",
        "url": "https://example.org/a_b",
        "note": f"CC0 1.0. {note}",
        "key": "n-1.0-units-guard",
        "ENTRYTYPE": "dataset",
        "ID": "n-1.0-units-guard",
    }


@given(TEXT)
def test_ris_gives_any_text_back(note: str) -> None:
    [entry] = rispy.loads(FORMS["ris"]([cited(note)]))
    assert entry == {
        "type_of_reference": "DATA",
        "title": "T",
        "authors": ["C", "Smith, Mary Ann"],
        "year": "2026",
        "date": "2026/11/22",
        "edition": "1.0",
        "urls": ["https://example.org/a_b"],
        "id": "n-1.0-units-guard",
        "notes": [note],
    }


@pytest.mark.parametrize("table", HEADS)
def test_csl_json_fits_its_schema(table: str) -> None:
    record_id = next(iter(Records(PACKAGE).by_id[table]))
    items = json.loads(record_citation(PACKAGE, record_id, "csl-json"))
    jsonschema.validate(items, CSL)
    assert items[0]["issued"] == {"date-parts": [CREATED]} and items[0]["type"] == "dataset"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([items[0] | {"type": "data set"}], CSL)


def test_csl_json_knows_persons() -> None:
    items = json.loads(FORMS["csl-json"]([cited("A.")]))
    jsonschema.validate(items, CSL)
    assert items[0]["author"] == [{"literal": "C"}, {"family": "Smith", "given": "Mary Ann"}]


def test_markdown_is_the_line_with_the_title_in_italics() -> None:
    one = replace(cited("A *b* [c].", title="T *u*", creator="T *u*"), sentences=["D *e*."])
    reference = "T *u*, & Smith, M. A. (2026). T *u*. Version 1.0. Data package, CC0 1.0. https://example.org/a_b A *b* [c]."
    assert as_text([one]) == f"{reference}\n  D *e*.\n"
    cited_so = r"T \*u\*, & Smith, M. A. (2026). *T \*u\**. Version 1.0. Data package, CC0 1.0. https://example.org/a_b A \*b\* \[c\]."
    assert as_markdown([one]) == cited_so + "\n\n- D \\*e\\*.\n"


# Days


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2012-04-12", "12 April 2012"),
        ("2012-04-04~", "4 April 2012 (dated by the sentences around it)"),
        ("2012-04-04?", "4 April 2012 (uncertain)"),
        ("2012-04-04%", "4 April 2012 (uncertain, dated by the sentences around it)"),
        ("2012-03", "March 2012"),
        ("2012", "2012"),
        ("../2012-04-03", "by 3 April 2012"),
        ("../2012-03~", "by March 2012 (dated by the sentences around it)"),
        ("2012-03-23/..", "23 March 2012 or later"),
        ("2012-03-31/2012-04-14", "31 March 2012 to 14 April 2012"),
        ("2012~/2013?", "2012 (dated by the sentences around it) to 2013 (uncertain)"),
        *((odd, odd) for odd in ("", "..", "../..", "2012-13", "2012-00", "2012-01-02-03", "spring", "2012~~", "/2012", "²012-01")),
    ],
)
def test_days_are_told_in_words(edtf: str, words: str) -> None:
    assert day_in_words(edtf) == words


@given(st.text())
def test_text_that_is_no_date_is_told_as_it_stands(text: str) -> None:
    assert day_in_words(text) == text or re.search("[0-9]", text)


# Speed


def test_citing_starts_no_engine(tmp_path: Path) -> None:
    open_package(PROJECT / "datapackage.json", Cache(tmp_path))
    code = (
        "import sys; from pathlib import Path; from scripts.package import open_package; from scripts.cite_record import record_citation\n"
        "from scripts.cache import Cache\n"
        "record_citation(open_package(Path('datapackage.json'), Cache(Path(sys.argv[1]))), 'taftanaz-killed', 'bibtex')\n"
        "print(sorted({'duckdb', 'ibis', 'pandas', 'frictionless', 'jsonschema', 'rich', 'click'} & sys.modules.keys()))"
    )
    told = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
