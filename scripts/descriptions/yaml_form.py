"""YAML as descriptions are written in it: a text without quotes only where no reader could take it for anything else."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9 ,.()/+_-]|:(?! |$))*(?<! )|[0-9]+(?:\.[0-9]+){2}")
# What readers of YAML 1.1 take for a truth value or for nothing, in any case of letters.
WORDS = {"y", "n", "yes", "no", "true", "false", "on", "off", "null"}
# What YAML does not admit in a text as it stands, though JSON does; U+FEFF is a byte order mark to some readers.
UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def yaml_text(document: Mapping[str, Any]) -> str:
    """The document, of texts, lists and objects, as YAML in block style."""
    return "".join(f"{line}\n" for line in _lines(document))


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for word, one in value.items():
            yield from _entry(f"{scalar(word)}:", one, "  ")
    else:
        for one in value:
            yield from _item(one)


def _entry(start: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{start} {scalar(value)}"
    else:
        yield start
        yield from (indent + line for line in _lines(value))


def _item(value: Any) -> Iterator[str]:
    """An item of a list; an object begins on the line of the hyphen."""
    lines = [scalar(value)] if isinstance(value, str) else list(_lines(value))
    yield from ((f"- {line}" if number == 0 else f"  {line}") for number, line in enumerate(lines))


def scalar(text: str) -> str:
    """The text in one line, in double quotes unless it is plain to every reader."""
    if PLAIN.fullmatch(text) and text.lower() not in WORDS:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
