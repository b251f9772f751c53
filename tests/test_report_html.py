"""The page: needs nothing else, runs nothing, and shows what a stranger wrote as the text it is."""

import base64
import hashlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.check import Report
from scripts.findings import Finding
from scripts.reports.html_report import ROWS_AT_FIRST, as_html
from tests.report_kinds import FINDINGS, KINDS, NASTY, made_finding, made_report, report_of, unreadable_report
from tests.report_readers import Page
from tests.thoroughness import examples

REPORTS = [*KINDS, "unreadable", "nasty"]


def page_of(kind: str) -> str:
    made = {"unreadable": unreadable_report, "nasty": nasty_report}
    return as_html(made[kind]() if kind in made else report_of(kind))


def nasty_report() -> Report:
    """All that is nasty, everywhere at once."""
    findings = [made_finding(**dict.fromkeys(["message", "hint", "path", "column", "row_key", "value"], text)) for text in NASTY]
    report = made_report([*findings, *(made_finding(table=text) for text in NASTY)])
    report.label = report.descriptor = "".join(NASTY)
    return report


def words(page: str, kind: str) -> list[str]:
    """The texts of the elements of one class, without blanks around them."""
    return [data.strip() for known, data in Page(page).texts if known == kind and data.strip()]


@pytest.mark.parametrize("kind", REPORTS)
def test_the_page_is_one_document_that_asks_for_nothing(kind: str) -> None:
    page = page_of(kind)
    tags = Page(page).tags
    assert page.startswith("<!doctype html>\n<html lang=")
    assert not {tag for tag, _ in tags} & {"script", "iframe", "object", "embed", "img", "form", "base", "svg", "input", "button", "video"}
    attributes = [(name, value or "") for _, known in tags for name, value in known.items()]
    assert not [name for name, _ in attributes if name.startswith("on") or name in ("style", "src", "srcset", "action", "ping")]
    assert all(value.startswith(("#", "data:image/svg+xml,")) for name, value in attributes if name == "href")
    assert not re.search(r"url\(|@import|expression\(", page.partition("</style>")[0])


@pytest.mark.parametrize("kind", REPORTS)
def test_the_policy_admits_the_style_of_the_page_and_nothing_else(kind: str) -> None:
    page = page_of(kind)
    [policy] = [known["content"] or "" for tag, known in Page(page).tags if known.get("http-equiv") == "Content-Security-Policy"]
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    told = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert told == {
        "default-src": "'none'",
        "style-src": f"'sha256-{digest}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


@pytest.mark.parametrize("kind", REPORTS)
def test_links_lead_somewhere_and_names_stand_once(kind: str) -> None:
    tags = Page(page_of(kind)).tags
    names = [known["id"] for _, known in tags if "id" in known]
    assert len(set(names)) == len(names)
    targets = {(known["href"] or "")[1:] for tag, known in tags if tag == "a"}
    targets |= {name for _, known in tags for name in (known.get("aria-labelledby") or "").split()}
    assert targets <= set(names)


@settings(max_examples=examples(0.4))
@given(st.lists(FINDINGS, max_size=4))
def test_whatever_stands_in_a_finding_stays_text(findings: list[Finding]) -> None:
    page = Page(as_html(made_report(findings)))
    assert "script" not in {tag for tag, _ in page.tags}
    assert all(letter.isprintable() or letter == "\n" for _, data in page.texts for letter in data)


def test_a_script_in_a_value_is_shown() -> None:
    assert "<script>alert(1)</script>" in words(page_of("spoiled"), "value")
    assert "<script>alert(1)</script>" not in page_of("spoiled")


def test_values_take_the_direction_of_their_text() -> None:
    page = page_of("spoiled")
    assert '<code dir="auto">قرية</code>' in page
    assert all(known.get("dir") == "auto" or known.get("class") == "rule" or not known for tag, known in Page(page).tags if tag == "code")


def test_the_verdict_comes_first() -> None:
    assert re.search(r"<body>\s*<header class=\"passed\">.*?<h1>.*?Passed</h1>", page_of("clean"), re.DOTALL)
    assert re.search(r"<body>\s*<header class=\"failed\">.*?<h1>.*?Failed with 1 finding</h1>", page_of("broken_descriptor"), re.DOTALL)
    page = page_of("spoiled")
    assert page.index("<h1>") < page.index(">Tables</h2>") < page.index(">Findings</h2>") < page.index("<article")


def test_what_findings_share_is_said_once() -> None:
    page = as_html(made_report([made_finding(line=line, row_key=f"key-{line}") for line in range(2, 6)]))
    assert page.count("The cell has a value.") == page.count("Fill it.") == page.count("<article") == 1
    assert words(page, "row") == ["key-2", "key-3", "key-4", "key-5"]


def test_what_differs_is_said_of_each() -> None:
    utf8 = [made_finding(rule="file_is_utf8", message=f"The file is UTF-8. Byte {byte} is not.", value=None) for byte in (7, 9)]
    page = as_html(made_report(utf8))
    assert page.count("The file is UTF-8.") == 1
    assert words(page, "found") == ["Byte 7 is not.", "Byte 9 is not."]


def test_more_than_a_few_are_folded_away() -> None:
    page = as_html(made_report([made_finding(line=line) for line in range(1, ROWS_AT_FIRST + 1)]))
    assert "<details>" not in page
    page = as_html(made_report([made_finding(line=line) for line in range(1, ROWS_AT_FIRST + 4)]))
    assert "<summary>3 more findings</summary>" in page and page.count('<tr class="finding">') == ROWS_AT_FIRST + 3


def test_light_dark_narrow_and_paper_are_provided_for() -> None:
    page = page_of("clean")
    assert all(f"@media {kind}" in page for kind in ("(prefers-color-scheme: dark)", "(max-width: 40rem)", "print"))
    assert 'name="viewport"' in page and ":focus-visible" in page
