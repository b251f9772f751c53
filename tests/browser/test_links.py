"""Of all pages, without a browser: every link inside the site leads to something, and every page is led to."""

from functools import cache
from pathlib import Path

import pytest

from tests.browser.links import Anchors, anchors, is_outside, target
from tests.browser.pages import SITE, built_pages


@cache
def every() -> dict[Path, Anchors]:
    """What stands in each page."""
    return {(SITE / path).resolve(): anchors(SITE / path) for path in built_pages()}


def test_every_link_leads_to_a_file_of_the_site() -> None:
    inside = [(page, link) for page, found in every().items() for link in [*found.links, *found.loaded] if not is_outside(link)]
    lost = {
        (page.name, link)
        for page, link in inside
        if SITE.resolve() not in target(page, link)[0].parents or not target(page, link)[0].is_file()
    }
    assert len(inside) > len(every()) and not lost


def test_every_anchor_is_there() -> None:
    wanted = [
        (page, link, *target(page, link)) for page, found in every().items() for link in found.links if "#" in link and not is_outside(link)
    ]
    lost = {(page.name, link) for page, link, file, name in wanted if name and file in every() and name not in every()[file].ids}
    assert wanted and not lost


def test_no_id_stands_twice_in_a_page() -> None:
    assert not {(page.name, one) for page, found in every().items() for one in found.ids if found.ids.count(one) > 1}


def test_nothing_is_loaded_from_others() -> None:
    assert not {
        (page.name, one) for page, found in every().items() for one in found.loaded if is_outside(one) and not one.startswith("data:")
    }


def test_links_to_others_are_safe() -> None:
    outside = {link for found in every().values() for link in found.links if is_outside(link)}
    assert not {link for link in outside if not link.startswith(("https://", "http://", "mailto:"))}


def test_every_page_is_led_to_from_the_first() -> None:
    reached, ahead = set[Path](), [(SITE / "index.html").resolve()]
    while ahead:
        page = ahead.pop()
        reached.add(page)
        ahead += {target(page, link)[0] for link in every()[page].links if not is_outside(link)} & set(every()) - reached - set(ahead)
    assert not {page.relative_to(SITE.resolve()).as_posix() for page in set(every()) - reached}


@pytest.mark.parametrize(
    "link, expected", [("b.html#x", ("b.html", "x")), ("#x", ("a.html", "x")), ("../c%20d.html?q", ("../c d.html", ""))]
)
def test_where_a_link_leads(tmp_path: Path, link: str, expected: tuple[str, str]) -> None:
    assert target(tmp_path / "a.html", link) == ((tmp_path / expected[0]).resolve(), expected[1])
