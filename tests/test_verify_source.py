"""Passages are proved on an invented article; each test spoils the tables or the copy in one way."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scripts.article import sha256
from scripts.findings import Finding
from scripts.package import open_package
from scripts.passage_search import COST_OF_A_SLICE, Search
from scripts.source_findings import SOURCE_RULES
from scripts.verify_source import CannotVerify, SourceReport, verified
from tests.conftest import Copy

TEXT = """= The Isles =

Infobox
- Date: 1–10 January 2020
- Place: Province

Köhler's guard took five boats. They rowed by night.

==Landing==
On 2 January they stood in the harbour. Nobody was hurt.
"""
PASSAGES = {
    "p1": ("Infobox", "- Date: 1–10 January 2020"),
    "p2": ("Infobox", "- Place: Province"),
    "p3": ("Lead", "Köhler's guard took five boats."),
    "p4": ("Lead", "They rowed by night."),
    "p5": ("Landing", "On 2 January they stood in the harbour."),
    "p6": ("Landing", "Nobody was hurt."),
}


@dataclass
class Coded:
    """The minimal package with TEXT cut into passages, and a local copy of it, both to be spoiled."""

    package: Copy
    article: Path

    def code(self, text: str, passages: dict[str, tuple[str, str]]) -> None:
        found = [self.passage(number, key, text, *passage) for number, (key, passage) in enumerate(passages.items(), start=1)]
        self.package.write("passages", found)
        self.package.edit("sources", "chronicle", sha256=sha256(text))

    def passage(self, number: int, key: str, text: str, section: str, words: str) -> dict[str, str]:
        start = text.index(words)
        place = {"char_start": str(start), "char_end": str(start + len(words)), "sha256": sha256(words)}
        cells = {"passage_id": key, "source_id": "chronicle", "section": section, "ordinal": str(number), "disposition": "coded"}
        return cells | place

    def copy(self, text: str) -> None:
        self.article.write_bytes(text.encode())

    def verify(self, source_id: str | None = None) -> SourceReport:
        self.package.describe()
        return verified(open_package(self.package.descriptor), self.article, source_id)

    def findings(self) -> list[Finding]:
        return list(self.verify().findings)


@pytest.fixture
def coded(package: Copy, tmp_path: Path) -> Coded:
    result = Coded(package, tmp_path / "copy.txt")
    result.code(TEXT, PASSAGES)
    result.copy(TEXT)
    return result


def test_the_text_as_downloaded_is_proved(coded: Coded) -> None:
    report = coded.verify()
    assert (report.source_id, report.characters, report.passages, report.proved) == ("chronicle", len(TEXT), 6, 6)
    assert report.findings == ()


def edited(table: str, key: str, **cells: str) -> Callable[[Coded], None]:
    return lambda coded: coded.package.edit(table, key, **cells)


def without(key: str) -> Callable[[Coded], None]:
    return lambda coded: coded.package.write("passages", [row for row in coded.package.rows("passages") if row["passage_id"] != key])


START = {key: TEXT.index(words) for key, (_, words) in PASSAGES.items()}
END = {key: START[key] + len(words) for key, (_, words) in PASSAGES.items()}
TABLE_BREAKS = {
    "source_text_is_the_one_coded": (edited("sources", "chronicle", sha256="0" * 64), "chronicle", 3, "another text"),
    "passage_text_matches": (edited("passages", "p4", sha256="0" * 64), "p4", 5, "nowhere in the copy; at 100–120 stands 'They rowed"),
    "passages_cover_the_source": (without("p4"), "p3", 4, "from line 7 of the copy, belong to none: 'They rowed by night.'"),
}


@pytest.mark.parametrize("rule", TABLE_BREAKS)
def test_a_spoiled_table_is_told_with_its_row(coded: Coded, rule: str) -> None:
    spoil, key, line, words = TABLE_BREAKS[rule]
    spoil(coded)
    [finding] = coded.findings()
    assert (finding.rule, finding.row_key, finding.line) == (rule, key, line)
    assert words in finding.message
    assert finding.hint == SOURCE_RULES[rule].hint


def test_a_position_that_is_off_is_told_with_the_right_one(coded: Coded) -> None:
    coded.package.edit("passages", "p5", char_start=str(START["p5"] + 3), char_end=str(END["p5"] + 3))
    misfit, overlap = coded.findings()
    assert misfit.message.endswith(f"stands at {START['p5']}–{END['p5']}, 3 characters earlier.")
    assert (misfit.path, misfit.line, misfit.column, misfit.value) == ("data/passages.csv", 6, "char_start", "137–176")
    assert (overlap.rule, overlap.row_key) == ("passages_do_not_overlap_in_text", "p6")
    assert "before p5 (137–176) has ended" in overlap.message


def test_a_passage_cut_short_leaves_its_end_uncovered(coded: Coded) -> None:
    coded.package.edit("passages", "p6", char_end=str(END["p6"] - 1), sha256=sha256("Nobody was hurt"))
    [finding] = coded.findings()
    assert (finding.rule, finding.row_key) == ("passages_cover_the_source", "p6")
    assert finding.message.endswith("belong to none: '.'.")


def test_a_passage_within_another_is_an_overlap_even_when_both_match(coded: Coded) -> None:
    coded.code(TEXT, PASSAGES | {"p7": ("Landing", "stood"), "p8": ("Landing", "harbour")})
    assert [(finding.rule, finding.row_key) for finding in coded.findings()] == [
        ("passages_do_not_overlap_in_text", "p7"),
        ("passages_do_not_overlap_in_text", "p8"),
    ]


@pytest.mark.parametrize(("start", "end"), [("", ""), ("9", "9"), ("9", "3"), ("1.5", "3"), ("٣", "٤"), ("-2", "5")])
def test_a_row_without_a_usable_position_is_told(coded: Coded, start: str, end: str) -> None:
    coded.package.edit("passages", "p6", char_start=start, char_end=end)
    misfit, uncovered = coded.findings()
    assert (misfit.rule, misfit.row_key, misfit.value) == ("passage_text_matches", "p6", f"{start}–{end}")
    assert uncovered.row_key == "p5"


SAVED_OTHERWISE: dict[str, tuple[Callable[[str], str], str]] = {
    "bom": (lambda text: "\ufeff" + text, "it starts with a byte order mark."),
    "crlf": (lambda text: text.replace("\n", "\r\n"), "its lines end with CRLF or CR."),
    "cr": (lambda text: text.replace("\n", "\r"), "its lines end with CRLF or CR."),
    "no_last_line_end": (lambda text: text.removesuffix("\n"), "it does not end with exactly one line end."),
    "two_line_ends": (lambda text: text + "\n", "it does not end with exactly one line end."),
    "nfd": (lambda text: unicodedata.normalize("NFD", text), "its characters are not in Unicode form NFC."),
    "bom_and_crlf": (
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        "it starts with a byte order mark; its lines end with CRLF or CR.",
    ),
}


@pytest.mark.parametrize("way", SAVED_OTHERWISE)
def test_a_copy_saved_otherwise_is_refused_for_just_that(coded: Coded, way: str) -> None:
    change, words = SAVED_OTHERWISE[way]
    coded.copy(change(TEXT))
    report = coded.verify()
    [finding] = report.findings
    assert (finding.rule, finding.path, finding.line) == ("source_text_is_the_one_coded", "data/sources.csv", 3)
    assert finding.message.endswith(f"differs only in how it was saved: {words}")
    assert finding.hint.startswith("Take the text as downloaded, or mend the copy: ")
    assert report.proved == 6


@pytest.mark.parametrize(
    ("original", "copy", "words"),
    [
        (unicodedata.normalize("NFD", TEXT), TEXT, "not in Unicode form NFD"),
        (TEXT.removesuffix("\n"), TEXT, "it has line ends after its last line"),
    ],
)
def test_the_text_that_was_coded_decides_what_is_right(coded: Coded, original: str, copy: str, words: str) -> None:
    coded.code(original, {key: (section, unicodedata.normalize("NFD", line)) for key, (section, line) in PASSAGES.items() if key != "p3"})
    coded.copy(copy)
    assert words in coded.findings()[0].message


def test_another_revision_is_told_by_what_moved_changed_and_is_new(coded: Coded) -> None:
    coded.copy(TEXT.replace("five boats", "seven boats") + "All returned.\n")
    other, changed, *moved, instead, new = coded.findings()
    assert other.rule == "source_text_is_the_one_coded"
    assert (changed.row_key, "nowhere in the copy" in changed.message) == ("p3", True)
    assert [finding.row_key for finding in moved] == ["p4", "p5", "p6"]
    assert all(finding.message.endswith("1 character later.") for finding in moved)
    assert {instead.rule, new.rule} == {"passages_cover_the_source"}
    # The changed sentence is one character longer than the one that was coded.
    assert instead.message.endswith("belong to none: '.'.")
    assert new.message.endswith("belong to none: 'All returned.'.")
    assert all("the tables may be right" in finding.hint for finding in [changed, *moved, instead, new])


def test_only_the_new_line_is_told_where_all_else_kept_its_length(coded: Coded) -> None:
    coded.copy(TEXT.replace("Infobox\n", "Infobox\n- small\n").replace("five boats", "nine boats"))
    uncovered = [finding for finding in coded.findings() if finding.rule == "passages_cover_the_source"]
    assert [finding.message.rpartition(": ")[2] for finding in uncovered] == ["'- small'."]


def test_passages_that_changed_places_leave_no_gap(coded: Coded) -> None:
    coded.code(TEXT, PASSAGES)
    coded.copy(TEXT.replace("- Place: Province", "").replace("Nobody was hurt.", "Nobody was hurt.\n- Place: Province"))
    assert "passages_cover_the_source" not in {finding.rule for finding in coded.findings()}


def test_a_position_beyond_the_end_of_the_text_is_told(coded: Coded) -> None:
    text = TEXT.removesuffix("\n")
    coded.code(text, PASSAGES)
    coded.copy(text)
    coded.package.edit("passages", "p6", char_end=str(len(text) + 1))
    assert [(finding.rule, finding.row_key) for finding in coded.findings()] == [("passage_text_matches", "p6")]


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [("== Landing ==", True), ("Landing", True), ("The Isles", True), ("==Retreat==", False), ("Landing craft", False)],
)
def test_only_titles_and_sections_may_stand_alone(coded: Coded, line: str, is_heading: bool) -> None:
    text = f"{TEXT}\n{line}\n"
    coded.code(text, PASSAGES)
    coded.copy(text)
    assert [finding.rule for finding in coded.findings()] == ([] if is_heading else ["passages_cover_the_source"])


def test_a_section_named_within_a_line_is_no_heading(coded: Coded) -> None:
    text = TEXT.replace("Nobody", "Landing Nobody")
    coded.code(text, PASSAGES)
    coded.copy(text)
    assert [finding.rule for finding in coded.findings()] == ["passages_cover_the_source"]


def test_an_unrelated_text_is_not_told_line_by_line(coded: Coded) -> None:
    coded.copy("Another matter.\n" * 9)
    assert [finding.rule for finding in coded.findings()] == ["source_text_is_the_one_coded"] + 6 * ["passage_text_matches"]


def test_a_source_without_a_hash_proves_only_its_passages(coded: Coded) -> None:
    coded.package.edit("sources", "chronicle", sha256="")
    report = coded.verify()
    assert report.proved == 6
    assert [finding.message.endswith("The table has no hash of that text.") for finding in report.findings] == [True]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda file: file.unlink(), "No such file or directory"),
        (lambda file: (file.unlink(), file.mkdir()), "Is a directory"),
        (lambda file: file.write_bytes(TEXT.encode("latin-1", "replace")), "byte 69 is not UTF-8"),
    ],
    ids=["missing", "directory", "latin_1"],
)
def test_a_copy_that_cannot_be_read_is_named(coded: Coded, make: Callable[[Path], Any], words: str) -> None:
    make(coded.article)
    with pytest.raises(CannotVerify, match=words) as refusal:
        coded.verify()
    assert [(finding.rule, finding.path) for finding in refusal.value.findings] == [("article_is_readable", str(coded.article))]


def test_the_source_must_be_named_where_several_have_positions(coded: Coded) -> None:
    coded.package.write(
        "passages", [*coded.package.rows("passages"), coded.passage(1, "a1", TEXT, "Map", "Place") | {"source_id": "atlas"}]
    )
    with pytest.raises(CannotVerify, match=r"have positions: atlas, chronicle\."):
        coded.verify()
    assert coded.verify("chronicle").findings == ()
    assert coded.verify("atlas").passages == 1


def test_a_source_without_positions_need_not_be_told_apart(coded: Coded) -> None:
    whole = {"passage_id": "a1", "source_id": "atlas", "section": "Map", "ordinal": "1", "disposition": "coded"}
    coded.package.write("passages", [*coded.package.rows("passages"), whole])
    assert coded.verify().source_id == "chronicle"


@pytest.mark.parametrize("name", ["atlas", "nobody"])
def test_a_source_without_positions_cannot_be_verified(coded: Coded, name: str) -> None:
    with pytest.raises(CannotVerify, match="have positions: chronicle"):
        coded.verify(name)


def test_a_table_that_cannot_be_read_is_told_with_its_line(coded: Coded) -> None:
    coded.package.file("passages").write_bytes(coded.package.file("passages").read_bytes() + b"ragged\n")
    with pytest.raises(CannotVerify, match=r"data/passages\.csv cannot be read") as refusal:
        coded.verify()
    assert [(finding.rule, finding.line) for finding in refusal.value.findings] == [("row_has_every_cell", 8)]


def test_every_source_rule_is_broken_by_a_test() -> None:
    tested = {*TABLE_BREAKS, "article_is_readable", "passages_do_not_overlap_in_text"}
    assert tested == set(SOURCE_RULES)


texts = st.text("abä \n", min_size=1, max_size=60)


@given(texts, st.data())
def test_a_slice_is_found_wherever_it_is_expected(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(1, len(text) - start))
    expected = data.draw(st.integers(0, 100))
    found = Search(text).place(expected, length, sha256(text[start : start + length]))
    assert found is not None
    assert text[found : found + length] == text[start : start + length]


@given(texts, texts)
def test_what_is_not_there_is_not_found(text: str, words: str) -> None:
    assume(words not in text)
    search = Search(text)
    assert search.place(0, len(words), sha256(words)) is None
    assert not search.is_exhausted


def test_a_spent_budget_ends_the_search_but_not_the_look_near_by() -> None:
    text = "." * 1000 + "here" + "." * 1000
    search = Search(text, budget=0)
    assert search.place(0, 4, sha256("here")) is None
    assert search.is_exhausted
    assert search.place(950, 4, sha256("here")) == 1000


def test_what_is_found_costs_as_much_as_what_is_not() -> None:
    text = "." * 1000 + "here" + "." * 1000
    search = Search(text, budget=2500 * (4 + COST_OF_A_SLICE))
    assert search.place(0, 4, sha256("here")) == 1000
    assert search.place(0, 5, sha256("there")) is None
    assert search.is_exhausted


def test_a_passage_is_expected_where_the_one_before_it_was_found() -> None:
    text = "." * 1000 + "here" + "." * 1000 + "there"
    search = Search(text)
    assert search.place(0, 4, sha256("here")) == 1000
    assert search.expected(1004) == 2004
