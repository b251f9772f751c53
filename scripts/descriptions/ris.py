"""RIS, for reference managers: one record of the type DATA."""

from collections.abc import Iterator

from scripts.descriptions.facts import Facts, facts
from scripts.package import Package


def as_ris(package: Package) -> str:
    """The citation as one record: two letters, two blanks, a hyphen, a blank and the value on each line."""
    tagged = [("TY", "DATA"), *((tag, value) for tag, value in lines(facts(package)) if value), ("ER", "")]
    return "".join(f"{tag}  - {value}\n" for tag, value in tagged)


def lines(known: Facts) -> Iterator[tuple[str, str]]:
    """Tags and values between the type and the end; a value may be empty."""
    yield "TI", known.title
    yield from (("AU", party.sorted_name) for party in known.creators)
    yield "PY", known.year
    yield "DA", known.day.replace("-", "/")
    yield "ET", known.version
    yield from (("PB", party.name) for party in known.having("publisher"))
    yield "AB", known.description
    yield from (("KW", keyword) for keyword in known.keywords)
    yield "DO", known.doi
    yield "UR", known.address
