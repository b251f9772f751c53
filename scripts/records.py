"""Cuts the text of a CSV file into records and cells by RFC 4180, to the letter: readers that forgive do not agree on what they forgive."""

import re
from collections.abc import Iterator
from functools import lru_cache


def records(text: str) -> Iterator[tuple[int, str]]:
    """Each record with the physical line where it begins, blank lines left out; one with an open quote goes on over the next lines."""
    held: list[str] = []
    is_open = False
    for number, line in enumerate(text.split("\n"), start=1):
        held.append(line)
        is_open ^= line.count('"') % 2 == 1
        if not is_open:
            record = "\n".join(held)
            if record.strip("\r"):
                yield number - len(held) + 1, record.removesuffix("\r")
            held = []
    if held:
        yield number - len(held) + 1, "\n".join(held)


def cells(record: str, delimiter: str) -> list[str] | None:
    """The cells of a record; None if a quote is not closed, or stands in a cell that does not begin with one."""
    if '"' not in record:
        return record.split(delimiter)
    cell = _cell(delimiter)
    found, begin = [], 0
    while begin <= len(record):
        match = cell.match(record, begin)
        if match is None:
            return None
        found.append(match[0][1:-1].replace('""', '"') if match[0].startswith('"') else match[0])
        begin = match.end() + 1
    return found


@lru_cache
def _cell(delimiter: str) -> re.Pattern[str]:
    """A cell up to, but without, the delimiter or the end that must follow it. What is taken is never given back."""
    mark = re.escape(delimiter)
    return re.compile(rf'(?:"(?:[^"]|"")*+"|[^"{mark}]*+)(?={mark}|\Z)')
