"""How a rule of the codebook is written down here: which rows break it, which tables it reads, which columns it shows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from tests.reference.form import Row

Tables = Mapping[str, list[Row]]


class Rule(NamedTuple):
    """One rule; `broken` gives the rows of `table` that break it."""

    table: str
    columns: frozenset[str]
    reads: frozenset[str]
    broken: Callable[[Tables], Iterable[Row]]


RULES: dict[str, Rule] = {}


def each(table: str, columns: str) -> Callable[[Callable[[Row], bool]], None]:
    """Register a function that says of a row alone whether it breaks the rule."""

    def register(breaks: Callable[[Row], bool]) -> None:
        RULES[breaks.__name__] = Rule(table, _set(columns), _set(table), lambda tables: filter(breaks, tables[table]))

    return register


def every(table: str, columns: str, reads: str = "") -> Callable[[Callable[[Tables], Iterable[Row]]], None]:
    """Register a function that gives the rows that break the rule; it reads further tables too."""

    def register(broken: Callable[[Tables], Iterable[Row]]) -> None:
        RULES[broken.__name__] = Rule(table, _set(columns), _set(f"{table} {reads}"), broken)

    return register


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def by(rows: list[Row], key: str) -> dict[Any, list[Row]]:
    """The rows of each value of a column, empty cells aside."""
    found: dict[Any, list[Row]] = {}
    for row in rows:
        if row[key] is not None:
            found.setdefault(row[key], []).append(row)
    return found


def endless(rows: list[Row], key: str, link: str) -> Iterator[Row]:
    """The rows from which going to what the link names, and on, comes to no end."""
    known = by(rows, key)
    yield from (row for row in rows if not _walk_ends(known, row, link))


def _walk_ends(known: dict[Any, list[Row]], row: Row, link: str) -> bool:
    """Where an id stands twice it is enough that one of the ways ends."""
    seen: set[int] = set()
    waiting = [row]
    while waiting:
        above = known.get(waiting.pop()[link], [])
        if not above:
            return True
        waiting += [parent for parent in above if id(parent) not in seen]
        seen |= {id(parent) for parent in above}
    return False
