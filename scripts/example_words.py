"""Puts the example of a broken rule into words, as Markdown; bytes stand as in Python, properties as in JSON."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import singledispatch

from schemas.examples.changes import Change, Content, Edit, Example, Miscount, ParquetFile, Replacement, Words
from scripts.markdown import code

LONGEST_RUN = 20  # letters of one kind that are written out


def words(example: Example) -> str:
    """What the example changes, and which rules it breaks besides its own."""
    changes = "; ".join(map(change_in_words, example.changes))
    return f"{changes} (breaks {_listed(sorted(example.also))} as well)" if example.also else changes


@singledispatch
def change_in_words(change: Change) -> str:
    """What the change does to the package."""
    raise NotImplementedError(change)


@change_in_words.register
def _(change: Edit) -> str:
    if not change.cells:
        return f"{code(change.table)}, row {code(change.key)}: taken out"
    place = f"row {code(change.key)}" if change.key else "a new row"
    return f"{code(change.table)}, {place}: {', '.join(_cell(name, value) for name, value in change.cells.items())}"


@change_in_words.register
def _(change: Replacement) -> str:
    return f"{code(change.path)}: {_bytes(change.before)} becomes {_bytes(change.after)}"


@change_in_words.register
def _(change: Content) -> str:
    if change.content is None:
        return f"{code(change.path)}: taken away"
    return f"{code(change.path)}: {_bytes(change.content)} and nothing else" if change.content else f"{code(change.path)}: empty"


@change_in_words.register
def _(change: ParquetFile) -> str:
    return f"{code(change.path)}: the rows of {code(change.query)}"


@change_in_words.register
def _(change: Words) -> str:
    place = f"{code(change.path)}, {_at(change.at)}" if change.at else code(change.path)
    return f"{place}: {_properties(change.words)}"


@change_in_words.register
def _(change: Miscount) -> str:
    return f"no file is known that does; the tests let the validator count a row of {code(change.table)} too few"


def _at(steps: Sequence[str]) -> str:
    *outer, last = steps
    return f"a new item of {code('/'.join(outer))}" if last == "-" else f"at {code('/'.join(steps))}"


def _properties(given: Mapping[str, object]) -> str:
    present = [f"{code(name)} = {_shortened(json.dumps(value))}" for name, value in given.items() if value is not None]
    absent = [name for name, value in given.items() if value is None]
    return ", ".join([*present, *([f"without {_listed(absent)}"] if absent else [])])


def _cell(name: str, value: str) -> str:
    return f"{code(name)} = {_shortened(value)}" if value else f"{code(name)} empty"


def _bytes(content: bytes) -> str:
    return _shortened(repr(content)[2:-1])


def _shortened(text: str) -> str:
    """The text as code; where one letter is repeated, that letter and how often."""
    is_run = len(text) > LONGEST_RUN and re.fullmatch(r"(.)\1*", text)
    return f"{code(text[0])} {len(text):,} times" if is_run else code(text)


def _listed(names: Iterable[str]) -> str:
    *others, last = map(code, names)
    return f"{', '.join(others)} and {last}" if others else last
