"""Tables of a document: in regions that scroll and have a name, numbers to the right, and an anchor for each row that begins with code."""

import re
from collections import Counter
from collections.abc import Sequence

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import escape

LABEL = "label"
NAME = re.compile(r"[\w.-]+")


def name_tables(tokens: Sequence[Token]) -> None:
    """Give each table the name of its heading, and of the line in bold before it, and a number if there are several of that name."""
    heading, bold, before = "", "", Counter[str]()
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and following:
            heading, bold = plain(following), ""
        elif token.type == "inline":
            bold = plain(token) if _is_bold(token) else bold
        elif token.type == "table_open":
            name = ": ".join(filter(None, (heading, bold))) or "Table"
            before[name] += 1
            token.meta[LABEL] = f"{name} ({before[name]})" if before[name] > 1 else name


def anchor_rows(tokens: Sequence[Token]) -> None:
    """Let whoever cites a column, rule or value link to its row: `events.title` for the row `title` below the heading `events`."""
    heading, given = "", set[str]()
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = str(token.attrs["id"])
        elif token.type == "tr_open" and tokens[place + 1].type == "td_open" and (name := _lone_code(tokens[place + 2])):
            anchor = f"{heading}.{name}"
            if anchor not in given:
                token.attrSet("id", anchor)
                _link_to_itself(tokens[place + 2], anchor)
            given.add(anchor)


def plain(inline: Token) -> str:
    """The words of a piece of text, without what they look like."""
    return "".join(" " if one.type in ("softbreak", "hardbreak") else one.content for one in inline.children or [])


def class_numbers(tokens: Sequence[Token]) -> None:
    """Columns to the right get a class: the parser writes a style into each cell, which pages of ours do not admit."""
    for token in tokens:
        if token.type in ("td_open", "th_open") and (style := token.attrs.pop("style", None)) == "text-align:right":
            token.attrSet("class", "number")
        elif token.type == "th_open" and style is None:
            token.attrSet("scope", "col")


def table_open(self: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType) -> str:
    """The beginning of a table, in a region that people reach by keyboard and hear the name of."""
    return f'<section class="wide" tabindex="0" aria-label="{escape(tokens[place].meta[LABEL])}"><table>\n'


def table_close(self: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType) -> str:
    """The end of a table and of its region."""
    return "</table></section>\n"


def _is_bold(inline: Token) -> bool:
    kinds = [one.type for one in inline.children or [] if one.type != "text" or one.content]
    return kinds == ["strong_open", "text", "strong_close"]


def _lone_code(inline: Token) -> str:
    children = inline.children or []
    return children[0].content if len(children) == 1 and children[0].type == "code_inline" and NAME.fullmatch(children[0].content) else ""


def _link_to_itself(inline: Token, anchor: str) -> None:
    link = Token("link_open", "a", 1, attrs={"href": f"#{anchor}", "class": "own"})
    inline.children = [link, *(inline.children or []), Token("link_close", "a", -1)]
