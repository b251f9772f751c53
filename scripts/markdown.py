"""Text as Markdown shows it, in running text and in the cells of a table."""

import re
from urllib.parse import quote


def code(text: object) -> str:
    """The text as a code span, whatever backticks it has itself."""
    content = str(text)
    fence = "`" * (max(map(len, re.findall("`+", content)), default=0) + 1)
    blank = " " if content.startswith("`") or content.endswith("`") else ""
    return f"{fence}{blank}{content}{blank}{fence}"


def prose(text: str) -> str:
    """The text so that nothing in it becomes emphasis, a link or a tag; its own code spans stay."""
    parts = re.split(r"(`[^`]+`)", text)
    return "".join(part if number % 2 else re.sub(r"([\\*<\[\]])", r"\\\1", part) for number, part in enumerate(parts))


def plain(text: str) -> str:
    """The text so that nothing in it is taken for Markdown."""
    return re.sub(r"([\\`*<\[\]~&]|(?<!\w)_|_(?!\w))", r"\\\1", text)


def link(text: str, address: str) -> str:
    """The text as a link, whatever the address holds; without an address, the text alone."""
    target = re.sub(r"[\s()<>\\`*\[\]|]", lambda found: quote(found[0]), address)
    return f"[{plain(text)}]({target})" if address else plain(text)


def cell(markdown: str) -> str:
    """The Markdown as a table cell: in one line, its bars escaped (inside code spans too, as tables ask for it)."""
    return " ".join(markdown.split("\n")).replace("|", "\\|")


def deeper(markdown: str) -> str:
    """The document with every heading one level lower, to stand inside another."""
    return re.sub(r"^(?=#+ )", "#", markdown, flags=re.MULTILINE)
