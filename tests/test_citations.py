"""Titles and names of whatever letters arrive in the other program as they were; and the two commands say how they ended."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scripts.cite_record import FORMS, record_citation
from scripts.commands.describing import OF_ALL, OF_ONE, cite, describe
from scripts.descriptions.area import Area, area
from scripts.descriptions.bibtex import escaped
from scripts.descriptions.licence import Licence
from scripts.descriptions.registry import COMMITTED, DESCRIPTIONS, described, written
from scripts.descriptions.yaml_form import yaml_text
from scripts.package import Package, open_package
from tests.conftest import KEPT, PROJECT, Copy
from tests.described_packages import few_words
from tests.description_readers import READERS
from tests.thoroughness import examples

BASE = open_package(PROJECT / "datapackage.json", KEPT)
ADDRESS = "https://orcid.org/0000-0002-1825-0097"
# Letters that mean something in one of the forms, line ends of all kinds, and letters of other scripts, beside any other.
ODD = "{}\\&%$#_~^\"'`<>[]()@,;:=|*!?-+/. \t\n\r\x0b\x85\u2028éüñßŁøقرية漢字👍\u0301\ufeff"
LETTERS = st.sampled_from(ODD) | st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])
WORDS = st.text(LETTERS, min_size=1, max_size=30).filter(lambda text: text.split())
HOSTILE = [
    "{",
    "}}",
    "\\",
    "\\textbf{x}",
    "ER  - ",
    "a\nER  - \nTY  - BOOK",
    "@book{x,",
    "a and b",
    "yes",
    "1.0",
    "- x",
    "x: y # z",
    "%0a",
    "{{",
]


def made(**words: Any) -> Package:
    return Package(BASE.descriptor_file, {**BASE.descriptor, **words}, BASE.tables)


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def read(package: Package, name: str, folder: Path) -> tuple[str | None, list[str] | None]:
    written(package, folder, False, [name])
    title, names, _ = READERS[name](folder)
    return title, names


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cited")


@pytest.mark.parametrize("name", ["bibtex", "ris", "cff", "zenodo", "datacite"])
@settings(max_examples=examples(1))
@given(title=WORDS, group=WORDS, family=WORDS, given_name=WORDS, keyword=WORDS)
@example(title="a\nER  - \nTY  - BOOK", group="A and B", family="{", given_name="}", keyword="\\")
@example(title="Naïve {curly} “quotes” & 100% \\ends", group="R&D, Ltd", family="O'Neil-Ćurić", given_name="Žan", keyword="a:b")
def test_titles_and_names_arrive_as_they_were(
    folder: Path, name: str, title: str, group: str, family: str, given_name: str, keyword: str
) -> None:
    person = {"givenName": given_name, "familyName": family, "path": ADDRESS, "roles": ["creator"]}
    package = made(title=title, contributors=[{"title": group, "roles": ["creator"]}, person], keywords=[keyword], description=title)
    names = [in_one_line(group), f"{in_one_line(family)}, {in_one_line(given_name)}"]
    assert read(package, name, folder) == (in_one_line(title), names)


@pytest.mark.parametrize("name", ["bibtex", "ris", "cff", "zenodo", "datacite"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(folder: Path, name: str, text: str) -> None:
    package = made(title=text, contributors=[{"title": text, "roles": ["creator"]}], description=text, version=in_one_line(text))
    assert read(package, name, folder) == (in_one_line(text), [in_one_line(text)])


@pytest.mark.parametrize("name", ["schema-org", "dcat", "croissant", "ro-crate", "csvw"])
@settings(max_examples=examples(0.2))
@given(title=WORDS, group=WORDS)
def test_json_ld_keeps_every_letter(name: str, title: str, group: str) -> None:
    package = made(title=title, contributors=[{"title": group, "roles": ["creator"]}])
    text = described(package, name)
    values = set(strings(json.loads(text)))
    assert {in_one_line(title), in_one_line(group)} <= values


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [one for part in inner for one in strings(part)]


@settings(max_examples=examples(2))
@given(
    st.recursive(
        st.text(), lambda inner: st.lists(inner, min_size=1) | st.dictionaries(st.from_regex("[a-z]+", fullmatch=True), inner, min_size=1)
    )
)
def test_yaml_is_read_back(value: Any) -> None:
    assert yaml.safe_load(yaml_text({"word": value})) == {"word": value}


@given(st.text(LETTERS))
def test_braces_in_bibtex_are_in_pairs(text: str) -> None:
    depth = 0
    for letter in escaped(text):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("CC-BY-SA-4.0", "CC BY-SA 4.0"),
        ("CC-BY-3.0-IGO", "CC BY 3.0 IGO"),
        ("CC0-1.0", "CC0 1.0"),
        ("ODbL-1.0", "ODbL-1.0"),
        ("MIT", "MIT"),
    ],
)
def test_a_licence_is_spelled_as_its_authors_do(name: str, spelled: str) -> None:
    assert Licence(name).spelled == spelled


@pytest.mark.parametrize(
    ("geometry", "expected"),
    [
        ({"bbox": [1, 2, 3, 4]}, Area(1, 2, 3, 4)),
        ({"bbox": [1, 2, 0, 3, 4, 9]}, Area(1, 2, 3, 4)),
        ({"type": "Point", "coordinates": [1.5, 2]}, Area(1.5, 2, 1.5, 2)),
        ({"type": "MultiPolygon", "coordinates": [[[[1, 2], [3, 0]], [[2, 5, 7]]]]}, Area(1, 0, 3, 5)),
        ({"bbox": [170, -5, -170, 5]}, Area(170, -5, -170, 5)),  # over the date line
        ({"bbox": [1, 95, 3, 99]}, None),
        ({"bbox": [1, 4, 3, 2]}, None),
        ({"bbox": [1, 2, 3]}, None),
        ({"coordinates": []}, None),
        ("Idlib", None),
        (None, None),
    ],
)
def test_an_area_is_bounded_by_what_is_said(geometry: Any, expected: Area | None) -> None:
    assert area(geometry) == expected


@pytest.mark.parametrize(
    ("creators", "expected"),
    [
        ([{"title": "A"}], "A (2026)."),
        ([{"title": "A"}, {"title": "B"}], "A, & B (2026)."),
        ([{"title": "A"}, {"title": "B"}, {"title": "C"}], "A, B, & C (2026)."),
        ([{"givenName": "Ana Mei", "familyName": "Li"}], "Li, A. M. (2026)."),
        ([{"givenName": "Jean-Luc", "familyName": "Roy"}], "Roy, J.-L. (2026)."),
        ([{"familyName": "Li"}], "Li (2026)."),
        ([{"givenName": "Ana", "organization": "Guild"}], "Ana (2026)."),
        ([{"organization": "Guild"}], "Guild (2026)."),
    ],
)
def test_authors_are_named_as_in_a_list_of_references(creators: list[Any], expected: str) -> None:
    text = described(made(contributors=[{**one, "roles": ["creator"]} for one in creators]), "text")
    assert text.startswith(expected)


@pytest.mark.parametrize("title", ["What happened?", "It did!", "An end."])
def test_a_title_that_ends_a_sentence_gets_no_second_stop(title: str) -> None:
    assert f" {title} Version" in described(made(title=title), "text")


def run(command: Any, package: Copy, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, list(arguments), obj=package.descriptor)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("form", OF_ALL)
def test_cite_prints_every_citation(package: Copy, form: str) -> None:
    assert run(cite, package, "--as", form) == (0, described(open_package(package.descriptor, KEPT), form))


def test_cite_prints_the_sentence_unless_told(package: Copy) -> None:
    assert run(cite, package) == run(cite, package, "--as", "text")


@pytest.mark.parametrize("form", FORMS)
def test_cite_prints_the_citation_of_a_record(package: Copy, form: str) -> None:
    assert run(cite, package, "all-dead", "--as", form) == (0, record_citation(open_package(package.descriptor, KEPT), "all-dead", form))


def test_every_form_of_a_record_is_offered() -> None:
    assert set(OF_ONE) == set(FORMS)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["all-deaf"], "Nearest: all-dead"),
        (["all-dead", "--as", "cff"], "one record is cited as text, bibtex, "),
        (["--as", "csl-json"], "the whole is cited as text, bibtex, "),
    ],
)
def test_what_cannot_be_cited_so_is_told_in_one_line(package: Copy, arguments: list[str], words: str) -> None:
    code, output = run(cite, package, *arguments)
    assert (code, output.count("\n")) == (2, 1) and words in output


def test_a_broken_table_is_a_finding(package: Copy) -> None:
    package.file("claims").write_bytes(b"\xff")
    code, output = run(cite, package, "all-dead")
    assert (code, output.count("\n")) == (1, 1) and "data/claims.csv" in output


def test_describe_writes_what_is_committed_and_then_has_nothing_to_do(package: Copy) -> None:
    code, output = run(describe, package, "--check")
    assert (code, output.count("describe: ")) == (1, len(COMMITTED))
    assert run(describe, package)[0] == 0
    assert run(describe, package, "--check") == run(describe, package) == (0, "describe: nothing to change\n")
    assert {file.name for file in package.root.iterdir() if file.is_file()} == {"datapackage.json", "CITATION.cff", ".zenodo.json"}


def test_describe_writes_all_into_a_folder(package: Copy, tmp_path: Path) -> None:
    target = tmp_path / "new" / "folder"
    assert run(describe, package, "--check", "--output", str(target))[0] == 1
    assert not target.exists()
    code, output = run(describe, package, "--output", str(target))
    assert (code, output.count("\n")) == (0, len(DESCRIPTIONS))
    assert {file.name for file in target.iterdir()} == {one.file for one in DESCRIPTIONS.values()}
    assert run(describe, package, "--check", "--output", str(target))[0] == 0


@pytest.mark.parametrize(("command", "file"), [(cite, "citation.txt"), (describe, "CITATION.cff")])
def test_what_cannot_be_made_is_told_in_one_line(package: Copy, command: Any, file: str) -> None:
    few_words(package)
    code, output = run(command, package)
    assert (code, output.count("\n")) == (2, 1)
    assert re.match(rf"could not run: {re.escape(file)} needs what datapackage\.json does not say: a title or a name, ", output)
    assert not (package.root / "CITATION.cff").exists()


def test_a_link_out_of_the_package_is_not_followed(package: Copy, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("mine", encoding="utf-8")
    (package.root / ".zenodo.json").symlink_to(outside)
    code, output = run(describe, package)
    assert (code, output.count("\n")) == (2, 1) and ".zenodo.json" in output
    assert outside.read_text(encoding="utf-8") == "mine" and not (package.root / "CITATION.cff").exists()


def test_a_broken_descriptor_is_a_finding(package: Copy) -> None:
    package.descriptor.write_text("{", encoding="utf-8")
    for command in (cite, describe):
        code, output = run(command, package)
        assert code == 1 and "descriptor_is_json" in output
