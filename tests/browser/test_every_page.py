"""Every kind of page, from the disk and from a server: nothing fails, nothing is asked of others, and everybody can read and reach it."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from scripts.site.documents import REPORT
from tests.browser.pages import PACKAGES, sampled_pages

NARROW = {"width": 390, "height": 844}
AXE = (PACKAGES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
# What depends on the room that there is.
ROOM = ["scrollable-region-focusable", "target-size"]
GRAVE = ("serious", "critical")
# What stands in the page once its scripts have run, with the addresses as the browser understands them. An SVG has links as well.
LINKS = "[...document.querySelectorAll('a[href]')].map(link => new URL(link.getAttribute('href'), location.href).href)"
every_page = pytest.mark.parametrize("path", sampled_pages())


def grave_findings(page: Any, **options: object) -> list[str]:
    """What axe finds in the page as it is now, and how to see it."""
    found = page.evaluate("options => axe.run(document, {resultTypes: ['violations'], preload: false, ...options})", options)["violations"]
    return [f"{one['id']} ({one['help']}): {node['html'][:200]}" for one in found if one["impact"] in GRAVE for node in one["nodes"]]


@every_page
def test_it_loads_and_its_links_lead_somewhere(page: Any, site: Path, address: str, path: str) -> None:
    page.goto(address + path)
    assert page.title() and page.locator("h1").count() == 1
    inside = {link.removeprefix(address).partition("#")[0].partition("?")[0] for link in page.evaluate(LINKS) if link.startswith(address)}
    assert not {link for link in inside if not (site / unquote(link)).is_file()}


@every_page
def test_everybody_can_read_it(page: Any, site: Path, path: str) -> None:
    page.goto((site / path).as_uri())
    page.evaluate(AXE)
    assert not grave_findings(page)
    page.emulate_media(color_scheme="dark")
    assert not grave_findings(page, runOnly=["color-contrast"]), "in dark colours"
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROW)
    assert not grave_findings(page, runOnly=ROOM), "on a narrow screen"
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], "the page scrolls sideways"


@pytest.mark.parametrize("path", [path for path in sampled_pages() if path != REPORT])
def test_the_first_key_leads_past_the_navigation(page: Any, site: Path, path: str) -> None:
    page.goto((site / path).as_uri())
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    assert skip.evaluate("link => link === document.activeElement")
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0, "it cannot be seen"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_axe_finds_what_is_wrong(page: Any, tmp_path: Path) -> None:
    html = "<!doctype html><title>page</title><main><h1>page</h1><img src='data:,'><p style='color: #bbb; background: #fff'>pale</p></main>"
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    page.goto((tmp_path / "page.html").as_uri())
    page.evaluate(AXE)
    assert {"image-alt", "html-has-lang", "color-contrast"} <= {finding.partition(" ")[0] for finding in grave_findings(page)}
