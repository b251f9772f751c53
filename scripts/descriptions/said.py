"""Reads single words of the descriptor, whose profile leaves much open. What is not of the expected form counts as not said."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def text(document: Mapping[str, Any], word: str) -> str:
    """What stands under the word, in one line: a line break has no meaning in a title, a name or a summary."""
    value = document.get(word)
    return " ".join(value.split()) if isinstance(value, str) else ""


def texts(document: Mapping[str, Any], word: str) -> tuple[str, ...]:
    """The texts in the list under the word, each in one line and once."""
    listed = document.get(word)
    told = [text({word: one}, word) for one in listed] if isinstance(listed, list) else []
    return tuple(dict.fromkeys(filter(None, told)))


def address(document: Mapping[str, Any], word: str) -> str:
    """The address on the web under the word; a path in the package is none."""
    value = text(document, word)
    return value if ADDRESS.fullmatch(value) else ""


def day(document: Mapping[str, Any], word: str) -> str:
    """The day with which the date or time under the word begins, as 2012-04-03."""
    try:
        return date.fromisoformat(text(document, word)[:10]).isoformat()
    except ValueError:
        return ""


def objects(document: Mapping[str, Any], word: str) -> Iterator[Mapping[str, Any]]:
    """The objects in the list under the word."""
    listed = document.get(word)
    yield from (one for one in (listed if isinstance(listed, list) else []) if isinstance(one, Mapping))
