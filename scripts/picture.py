"""Takes the picture of the first page that stands in the README: run by `make picture`, which builds the site and finds a browser."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SITE = Path(__file__).parent.parent / "build" / "site"
PICTURE = Path(__file__).parent.parent / "docs" / "site.png"
HEIGHT = 1560  # pixels: down to the middle of the timeline
LARGEST = 300_000  # bytes: it stands in the repository, once for each time that it is taken anew
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    # Whatever a page asks for, nothing of it leaves this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


@contextmanager
def opened_browser() -> Iterator[Any]:
    """The browser that the environment names as CHROMIUM, without a window, driven by playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS) as browser:
        yield browser


def take_picture(page: Path, target: Path) -> None:
    """Write a picture of the page, as it opens on a wide and light screen. Raises ValueError if it is too large to be kept."""
    with opened_browser() as browser:
        opened = browser.new_page(viewport={"width": 1280, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce")
        opened.goto(page.as_uri(), wait_until="load")
        picture = opened.screenshot()
    if len(picture) > LARGEST:
        raise ValueError(f"the picture has {len(picture):,} bytes, and may have {LARGEST:,}")
    new = target.with_name(f".{target.name}.new")
    new.write_bytes(picture)
    new.replace(target)


if __name__ == "__main__":
    take_picture(SITE / "index.html", PICTURE)
