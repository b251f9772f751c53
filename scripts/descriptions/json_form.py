"""JSON as descriptions are written in it: what is empty is left out, and letters stand as themselves."""

import json
from collections.abc import Mapping
from typing import Any


def filled(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document without the words that have nothing to say."""
    return {word: value for word, value in document.items() if value not in (None, "", [], {}, ())}


def json_text(document: Mapping[str, Any]) -> str:
    """The document as JSON text of several lines."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
