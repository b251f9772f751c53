"""Documents as pages: anchors as code hosts give them, tables that scroll, links that lead somewhere, nothing that a page must not load."""

import pytest

from scripts.site.markdown_page import Text, rendered, section
from tests.site_pages import Read

TABLE = "# All\n\n## birds\n\n**Columns**\n\n| Column | Rows |\n|---|---:|\n| `bird_id` | 3 |\n| `wing span` | 4 |\n| plain | 5 |\n"


def page(markdown: str) -> Text:
    return rendered(markdown, lambda target: {"there.md": "there.html"}.get(target))


def read(markdown: str) -> Read:
    return Read(f"<main>{page(markdown).html}</main>")


def test_headings_have_the_anchors_of_code_hosts() -> None:
    text = page("# Title\n\n## What `a_b` says, and “c-d”\n\n### Data\n\n## Data\n\n## Data 1\n\n## Data\n")
    assert [heading.anchor for heading in text.headings] == ["what-a_b-says-and-c-d", "data", "data-1", "data-1-1", "data-2"]
    assert (text.title, text.headings[0].words) == ("Title", "What a_b says, and “c-d”")
    assert [(one.words, [sub.words for sub in below]) for one, below in text.contents][:1] == [("What a_b says, and “c-d”", ["Data"])]


def test_the_first_heading_is_the_title_and_no_other() -> None:
    assert page("# One\n\ntext\n").html == "<p>text</p>\n"
    assert page("text\n\n# One\n").title == "" and "One</h1>" in page("text\n\n# One\n").html


@pytest.mark.parametrize("markup", ["<script>alert(1)</script>", "a <b>bold</b> word", "<img src=x onerror=alert(1)>", "`<i>`", "<br/>"])
def test_html_in_a_document_stays_text(markup: str) -> None:
    for where in (f"{markup}\n", f"## {markup}\n", f"| a |\n|---|\n| {markup} |\n"):
        found = read(where)
        assert markup.strip("`") in found.text
        assert {tag for tag, _ in found.tags} <= {"main", "p", "h2", "code", "section", "table", "thead", "tbody", "tr", "th", "td"}


def test_a_line_break_in_a_cell_is_one() -> None:
    assert "one<br>\ntwo" in page("| a |\n|---|\n| one<br>two |\n").html
    assert "`<br>`" not in page("`<br>`\n").html and "&lt;br&gt;" in page("`<br>`\n").html


def test_no_image_is_loaded_and_no_script_is_a_link() -> None:
    assert [tag for tag, _ in read("![a](there.md) and [b](javascript:alert(1)) and [c](data:text/html,x)\n").tags if tag == "img"] == []
    assert read("[b](javascript:alert(1)) and [c](vbscript:x)\n").links == []


def test_links_lead_to_pages_or_are_plain_text() -> None:
    found = read("[**there**](there.md), [nowhere `x`](gone.csv), [again](there.md)\n")
    assert found.links == ["there.html", "there.html"]
    assert found.text.strip() == "there, nowhere x, again"


def test_tables_are_regions_with_names_of_their_own() -> None:
    found = read(f"{TABLE}\n**Columns**\n\n| a |\n|---|\n| b |\n\n## other\n\n| a |\n|---|\n")
    regions = [known for _, known in found.tags if known.get("class") == "wide"]
    assert [known["aria-label"] for known in regions] == ["birds: Columns", "birds: Columns (2)", "other"]
    assert all(known["tabindex"] == "0" and known["class"] == "wide" for known in regions)


def test_a_name_of_a_region_cannot_end_it() -> None:
    assert [known["aria-label"] for _, known in read('## a" onclick="x\n\n| a |\n|---|\n').tags if "aria-label" in known] == [
        'a" onclick="x'
    ]


def test_rows_that_begin_with_code_can_be_linked_to() -> None:
    found = read(TABLE)
    assert [known.get("id") for tag, known in found.tags if tag == "tr"] == [None, "birds.bird_id", None, None]
    assert found.links == ["#birds.bird_id"]
    twice = read(f"{TABLE}\n| Column |\n|---|\n| `bird_id` |\n")
    assert len(twice.ids) == len({*twice.ids})


def test_numbers_stand_to_the_right_without_a_style() -> None:
    found = read(TABLE)
    assert [known.get("class") for tag, known in found.tags if tag in ("th", "td")][:4] == [None, "number", None, "number"]
    assert not any("style" in known for _, known in found.tags)


def test_a_section_ends_where_the_next_begins() -> None:
    document = "# A\n\n## One\n\nfirst\n\n### Sub\n\nsecond\n\n## Two\n\nthird\n"
    assert section(document, "One") == "first\n\n### Sub\n\nsecond\n"
    assert section(document, "Two") == "third\n"
    with pytest.raises(LookupError, match="Three"):
        section(document, "Three")
