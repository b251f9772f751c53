"""Which pages the built site has, by their paths in it, which of them are looked at one by one, and how to wait for them."""

import time
from itertools import groupby
from pathlib import Path
from typing import Any

from scripts.site.facts import KINDS
from tests.conftest import PROJECT

SITE = PROJECT / "build" / "site"
PACKAGES = PROJECT / "build" / "npm-tests" / "node_modules"


def built_pages(site: Path = SITE) -> list[str]:
    """All of them."""
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))


def sampled_pages() -> list[str]:
    """Those that differ in kind: of the pages of records, of which there are hundreds, the shortest and the longest of each table."""
    kept: list[str] = []
    for folder, paths in groupby(built_pages(), key=lambda path: path.rpartition("/")[0]):
        by_length = sorted(paths, key=lambda path: (SITE / path).stat().st_size)
        kept += sorted({by_length[0], by_length[-1]}) if folder in KINDS else by_length
    return kept


def views() -> list[str]:
    """One page of each kind: those at the top, and the longest of each table."""
    return [path for path in sampled_pages() if "/" not in path] + [_longest(folder) for folder in KINDS if (SITE / folder).is_dir()]


def wait_until(page: Any, expression: str, seconds: float = 30) -> None:
    """Ask the page until the expression is true. The browser's own waiting would evaluate text inside the page, which our policy forbids.

    Raises:
        AssertionError: If it is not true in time.
    """
    last = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < last, f"still not so after {seconds} s: {expression}"
        page.wait_for_timeout(20)


def _longest(folder: str) -> str:
    return max((SITE / folder).glob("*.html"), key=lambda file: file.stat().st_size).relative_to(SITE).as_posix()
