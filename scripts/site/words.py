"""How the pages put numbers, days and codes into words, and where a record has its page: the filters of the templates."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from scripts.site.facts import KINDS

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DAY = re.compile(r"\b(\d{4})-(\d\d)(?:-(\d\d))?\b")
SPAN = re.compile(rf"~?{DAY.pattern}(?: to ~?{DAY.pattern})?")
# What two days have in common need not be said twice.
SAME_MONTH = re.compile(r"\b(\d{1,2}) (\w+ \d{4}) to(?= \d{1,2} \2)")
SAME_YEAR = re.compile(r"\b(\d{1,2} \w+) (\d{4}) to(?= \d{1,2} \w+ \2)")
SHORT = 10  # digits of a hash by which people compare two


def number(value: Any) -> str:
    """A number with a comma between thousands: 2,801."""
    return f"{value:,}"


def count(value: int, noun: str, plural: str = "") -> str:
    """So many of something: 1 event, 72 events."""
    return f"{number(value)} {noun if value == 1 else plural or f'{noun}s'}"


def day(words: str | None) -> str:
    """The days in a text as people write them: 'by ~2012-04-05' is 'by 5 April 2012 (from context)', and '3 to 5 April 2012'.

    The sign ~ says that the sentence gives no date, and those around it do.
    """
    return SPAN.sub(lambda found: _span(found[0]), words or "")


def _span(words: str) -> str:
    """One day, or from one to another, with a word on it if the days are not in the sentence itself."""
    text = DAY.sub(lambda found: _day(*found.groups()), words.replace("~", ""))
    text = SAME_YEAR.sub(r"\1 to", SAME_MONTH.sub(r"\1 to", text))
    return f"{text} (from context)" if "~" in words else text


def _day(year: str, month: str, of_month: str | None) -> str:
    return f"{f'{int(of_month)} ' if of_month else ''}{MONTHS[int(month) - 1]} {year}"


def counted(quantity: str, code: str) -> str:
    """A quantity with what it counts: '1 civilian', 'at least 62 people', 'dozens of tanks'."""
    things = coded(code)
    if not re.search(r"\d", quantity):
        return f"{quantity} of {things}"
    return f"{quantity} {_one(things) if re.fullmatch(r'(.* )?1', quantity) else things}"


def _one(things: str) -> str:
    return "person" if things == "people" else things.removesuffix("s")


def coded(words: str | None) -> str:
    """A code of the data as words: killed_or_injured is 'killed or injured'."""
    return (words or "").replace("_", " ")


def capital(words: str | None) -> str:
    """The words with a capital letter at the beginning, and all others as they are."""
    return (words or "")[:1].upper() + (words or "")[1:]


def parts(words: str | None, mark: str = "; ") -> list[str]:
    """The parts of a list in one cell, as the views of the database write it."""
    return words.split(mark) if words else []


def address(record_id: str, kind: str) -> str:
    """The path of the page of a record, from the top of the site; `kind` is its table, or what a record of it is called."""
    folder = kind if kind in KINDS else f"{kind}s"
    return f"{folder}/{record_id}.html"


def short(digest: str) -> str:
    """The beginning of a hash."""
    return digest[:SHORT]


def size(of_bytes: int) -> str:
    """The size of a file for people, in units of 1000 bytes."""
    for unit, many in (("MB", 1_000_000), ("kB", 1_000)):
        if of_bytes >= many:
            return f"{of_bytes / many:.1f} {unit}"
    return f"{of_bytes} B"


FILTERS: Mapping[str, Callable[..., Any]] = {
    one.__name__: one for one in (number, count, day, counted, coded, capital, parts, address, short, size)
}
