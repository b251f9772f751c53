"""The comment lines at the head of a SQL file, which say what it gives before the SQL says how.

Paragraphs are parted by a bare `--`; then come `--   name: words` for what comes out and `--   (name): words` for what is put in
(five blanks carry such a line on).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

DOCUMENTED = re.compile(r"   (\()?(\w+)\)?: (.+)")
HEAD = re.compile(r"\A(--.*\n)+")


class UnknownForm(Exception):
    """A SQL file is not written in the form that its reader wants; the message says how."""


@dataclass(frozen=True)
class Header:
    """The words of a file: its paragraphs, and those on each column that comes out and each parameter that is put in."""

    paragraphs: tuple[str, ...]
    columns: Mapping[str, str]
    parameters: Mapping[str, str]


def parted(text: str) -> tuple[Header, str]:
    """The header of a SQL file and the SQL below it; the header is empty if the file does not begin with a comment."""
    head = HEAD.match(text)
    comment = head[0] if head else ""
    return header(comment), text[len(comment) :].strip()


def header(comment: str) -> Header:
    """The header that these comment lines are."""
    paragraphs: list[list[str]] = [[]]
    documented: dict[tuple[str, str], str] = {}
    for line in comment.splitlines():
        text = line.removeprefix("--")
        if entry := DOCUMENTED.fullmatch(text):
            documented[entry[1] or "", entry[2]] = entry[3]
        elif text.startswith("     ") and documented:
            documented[list(documented)[-1]] += f" {text.strip()}"
        elif text.strip():
            paragraphs[-1].append(text.strip())
        else:
            paragraphs.append([])
    columns = {name: words for (bracket, name), words in documented.items() if not bracket}
    parameters = {name: words for (bracket, name), words in documented.items() if bracket}
    return Header(tuple(" ".join(lines) for lines in paragraphs if lines), columns, parameters)
