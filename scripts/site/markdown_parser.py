"""Reads the Markdown of our documents as code hosts do: tables, no HTML but the line break, no images; and gives headings anchors."""

import re
from collections import Counter

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

BREAK = "<br>"


def parser() -> MarkdownIt:
    """CommonMark with tables. HTML stays text, and so does an image: a page loads nothing that a document names."""
    found = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable("table").disable("image")
    found.inline.ruler.before("autolink", "line_break", _line_break)
    return found


def _line_break(state: StateInline, silent: bool) -> bool:
    """The one piece of HTML that documents need: cells of tables have no other way to begin a new line."""
    if not state.src.startswith(BREAK, state.pos):
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos += len(BREAK)
    return True


class Anchors:
    """Gives each heading of a document the anchor that code hosts give it, so that links which work there work here."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def new(self, heading: str) -> str:
        """The anchor of the next heading with these words; the second of the same words gets a number."""
        words = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        before = self._given[words]
        self._given[words] += 1
        return self.new(f"{words}-{before}") if before else words
