"""The citation as a sentence, in the order of the APA manual: authors, year, title, version, kind and licence, publisher, address."""

from scripts.descriptions.facts import facts
from scripts.descriptions.party import Party
from scripts.package import Package


def as_text(package: Package) -> str:
    """The citation in one line."""
    known = facts(package)
    sentences = [
        f"{_authors(known.creators)} ({known.year})",
        known.title,
        f"Version {known.version}" if known.version else "",
        ", ".join(["Data package", *(one.spelled for one in known.licences)]),
        ", ".join(one.name for one in known.having("publisher")),
    ]
    return " ".join(filter(None, [*map(_ended, sentences), known.address])) + "\n"


def _ended(sentence: str) -> str:
    return sentence if not sentence or sentence.endswith((".", "?", "!")) else f"{sentence}."


def _authors(parties: list[Party]) -> str:
    """The names, with `&` before the last."""
    names = [_name(party) for party in parties]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}"


def _name(party: Party) -> str:
    """A person by family name and initials, anybody else by name."""
    if not party.given:
        return party.family or party.name
    initials = " ".join("-".join(f"{part[0]}." for part in one.split("-") if part) for one in party.given.split())
    return f"{party.family}, {initials}"
