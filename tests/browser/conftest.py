"""The built site, a server over it, and a browser whose pages are watched: a test fails whose page had any trouble.

Without the browser that scripts/test_site.sh finds, nothing of this folder is collected; there, no test at all is a failure.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from scripts.site.serving import address as serving_address
from scripts.site.serving import server
from tests.browser.pages import SITE
from tests.browser.watching import Watch, sentence

collect_ignore_glob = [] if "CHROMIUM" in os.environ else ["test_*.py"]


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder that `make site` has built."""
    assert (SITE / "index.html").is_file(), "run the tests by: make test-site"
    return SITE


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the site on a server of its own."""
    with server(site, 0) as pages:
        thread = Thread(target=pages.serve_forever)
        thread.start()
        yield serving_address(pages)
        pages.shutdown()
        thread.join()


@pytest.fixture(params=["file", "server"])
def address(request: pytest.FixtureRequest) -> str:
    """The address of the site, once from the disk and once from a server; it ends with a slash."""
    found: str = request.getfixturevalue("served") if request.param == "server" else f"{request.getfixturevalue('site').as_uri()}/"
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One browser for all tests of a process."""
    from scripts.picture import opened_browser

    with opened_browser() as opened:
        yield opened


@pytest.fixture
def watch() -> Watch:
    """What watches the page of the test. Who expects troubles takes them out of it."""
    return Watch()


@pytest.fixture
def page(browser: Any, watch: Watch) -> Iterator[Any]:
    """An empty page, wide and light, with nothing remembered. Any trouble with it fails the test."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light", reduced_motion="reduce") as context:
        opened = context.new_page()
        watch.over(opened)
        yield opened
    assert not watch.troubles, sentence(watch.troubles)
