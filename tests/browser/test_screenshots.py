"""A picture of each view, light, dark and narrow, for people to look at: build/screenshots. A test sees only whether something is there."""

import struct
import zlib
from typing import Any

import pytest

from tests.browser.pages import SITE, views
from tests.conftest import PROJECT

FOLDER = PROJECT / "build" / "screenshots"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
LOOKS = {"light": (WIDE, "light"), "dark": (WIDE, "dark"), "narrow": (NARROW, "light")}
TRIES = 3
BLANK = 16  # so many different bytes at most has a picture of one colour, however large


def picture_of(page: Any, **options: Any) -> bytes:
    """A PNG of the page. On a busy machine the browser may be late with a first frame, says that it cannot take one, and can soon after."""
    from playwright.sync_api import Error

    for _ in range(TRIES - 1):
        try:
            return bytes(page.screenshot(**options))
        except Error as error:
            if "Unable to capture screenshot" not in error.message:
                raise
            page.wait_for_timeout(1000)
    return bytes(page.screenshot(**options))


def shades(picture: bytes) -> int:
    """How many different bytes the points of a PNG have."""
    place, points = 8, b""
    while place < len(picture):
        size, kind = struct.unpack_from(">I4s", picture, place)
        points += picture[place + 8 : place + 8 + size] if kind == b"IDAT" else b""
        place += size + 12
    return len(set(zlib.decompress(points)))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("view", views())
def test_a_view_is_not_blank(page: Any, view: str, look: str) -> None:
    size, colours = LOOKS[look]
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=colours)
    page.goto((SITE / view).as_uri())
    FOLDER.mkdir(parents=True, exist_ok=True)
    picture = picture_of(page, path=FOLDER / f"{view.removesuffix('.html').replace('/', '-')}-{look}.png", full_page=True)
    assert shades(picture) > BLANK


def test_a_blank_picture_is_known(page: Any) -> None:
    assert shades(picture_of(page)) <= BLANK
