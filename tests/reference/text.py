"""CSV text by RFC 4180, a character at a time: records with the line on which they begin, and the cells of one record."""

from collections.abc import Iterator


def records(text: str) -> Iterator[tuple[int, str]]:
    """Each record that is not blank, without its line end: a line end inside quotes does not end it."""
    line, begin, start, quoted = 1, 1, 0, False
    for position, character in enumerate(text):
        if character == '"':
            quoted = not quoted
        elif character == "\n":
            line += 1
            if not quoted:
                yield from _unless_blank(begin, text[start:position])
                begin, start = line, position + 1
    yield from _unless_blank(begin, text[start:])


def _unless_blank(line: int, record: str) -> Iterator[tuple[int, str]]:
    if record.strip("\r"):
        yield line, record.removesuffix("\r")


class MisplacedQuote(Exception):
    """A quote stands where RFC 4180 has none, or is missing where it has one."""


def cells(record: str, delimiter: str) -> list[str]:
    """The cells of a record; raises MisplacedQuote where readers of CSV would not agree on them."""
    found, cell, state = [], "", "before"
    for character in record:
        if state == "quoted":
            state, cell = ("closed", cell) if character == '"' else ("quoted", cell + character)
        elif character == delimiter:
            found.append(cell)
            cell, state = "", "before"
        elif character == '"':
            cell, state = _opened(cell, state)
        elif state == "closed":
            raise MisplacedQuote
        else:
            cell, state = cell + character, "bare"
    if state == "quoted":
        raise MisplacedQuote
    return [*found, cell]


def _opened(cell: str, state: str) -> tuple[str, str]:
    """What a quote does outside of a quoted part: it opens a cell, or it is the second of two inside of one."""
    if state == "bare":
        raise MisplacedQuote
    return (cell + '"' if state == "closed" else cell), "quoted"
