"""The forms in which a comparison can be printed, by name."""

from collections.abc import Callable, Iterator

from scripts.comparison.as_json import as_json
from scripts.comparison.as_markdown import as_markdown
from scripts.comparison.as_text import as_text
from scripts.comparison.comparison import Comparison


def _lines(form: Callable[[Comparison, int], Iterator[str]]) -> Callable[[Comparison, int], Iterator[str]]:
    return lambda found, most: (f"{line}\n" for line in form(found, most))


# Each gives pieces of text that belong one after the other; at most so many rows of each kind in each table, JSON all.
FORMS: dict[str, Callable[[Comparison, int], Iterator[str]]] = {"text": _lines(as_text), "json": as_json, "markdown": _lines(as_markdown)}
