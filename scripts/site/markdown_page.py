"""A document in Markdown as the HTML of a page: with anchors, contents, links that lead to pages, and tables that scroll."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token
from markupsafe import Markup

from scripts.site.markdown_parser import Anchors, parser
from scripts.site.markdown_tables import anchor_rows, class_numbers, name_tables, plain, table_close, table_open

IN_CONTENTS = (2, 3)  # levels of headings


@dataclass(frozen=True)
class Heading:
    """A heading of a document: its level, its anchor and its words."""

    level: int
    anchor: str
    words: str


@dataclass(frozen=True)
class Text:
    """A document as HTML without its first heading, which is its title, and the other headings in their order."""

    title: str
    html: Markup
    headings: tuple[Heading, ...]

    @property
    def contents(self) -> list[tuple[Heading, list[Heading]]]:
        """What a table of contents lists: the headings below the title, each with those below it."""
        found: list[tuple[Heading, list[Heading]]] = []
        for heading in self.headings:
            if heading.level == IN_CONTENTS[0]:
                found.append((heading, []))
            elif heading.level == IN_CONTENTS[1] and found:
                found[-1][1].append(heading)
        return found


def rendered(markdown: str, linked: Callable[[str], str | None]) -> Text:
    """The document. `linked` says where a link leads in the site; if it says None, the link becomes plain text."""
    reader = parser()
    reader.add_render_rule("table_open", table_open)
    reader.add_render_rule("table_close", table_close)
    tokens = reader.parse(markdown)
    headings = list(_anchored(tokens))
    for token in tokens:
        token.children = list(_led(token.children or [], linked)) or None
    for change in (name_tables, anchor_rows, class_numbers):
        change(tokens)
    title = plain(tokens[1]) if tokens and tokens[0].tag == "h1" else ""
    body = tokens[3:] if title else tokens
    # What is not escaped here is Markdown that the parser has turned into HTML, and it escapes all else.
    return Text(title, Markup(reader.renderer.render(body, reader.options, {})), tuple(headings[1:] if title else headings))


def section(markdown: str, heading: str) -> str:
    """The part of a document below that heading of the second level, without it; raises LookupError if there is none."""
    _, found, rest = f"\n{markdown}".partition(f"\n## {heading}\n")
    if not found:
        raise LookupError(heading)
    return rest.partition("\n## ")[0].strip() + "\n"


def _anchored(tokens: Sequence[Token]) -> Iterator[Heading]:
    """The headings, which get their anchors on the way."""
    anchors = Anchors()
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            words = plain(inline)
            anchor = anchors.new(words)
            token.attrSet("id", anchor)
            yield Heading(int(token.tag[1:]), anchor, words)


def _led(children: Sequence[Token], linked: Callable[[str], str | None]) -> Iterator[Token]:
    """The pieces of a text with links that lead to pages; of a link that leads nowhere, its words alone."""
    leads = True
    for child in children:
        if child.type == "link_open":
            target = linked(str(child.attrs["href"]))
            leads = target is not None
            child.attrSet("href", target or "")
        if leads or child.type not in ("link_open", "link_close"):
            yield child
