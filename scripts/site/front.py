"""The first page: what happened, who says so, where accounts differ, how many died, how to cite it."""

from collections.abc import Iterator

from scripts.site.facts import Facts
from scripts.site.page import Page


def pages(facts: Facts) -> Iterator[Page]:
    """The page itself."""
    yield Page("index.html", "index.html.jinja", facts.package["title"], facts.package["description"])
