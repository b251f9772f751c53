"""Who contributed to the package, by the descriptor."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scripts.descriptions.said import address, objects, text, texts

ORCID = re.compile(r"https?://orcid\.org/([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])/?")


@dataclass(frozen=True)
class Party:
    """A contributor: a person if the descriptor gives a family name, and otherwise counted as a group."""

    name: str
    roles: tuple[str, ...] = ()
    given: str = ""
    family: str = ""
    organization: str = ""
    address: str = ""

    @property
    def is_person(self) -> bool:
        """Whether this is one person."""
        return bool(self.family)

    @property
    def orcid(self) -> str:
        """The ORCID of a person, without the address before it."""
        found = ORCID.fullmatch(self.address)
        return found[1] if found and self.is_person else ""

    @property
    def sorted_name(self) -> str:
        """The name by which lists are sorted: of a person, the family name comes first."""
        return ", ".join(filter(None, [self.family, self.given])) or self.name


def parties(descriptor: Mapping[str, Any]) -> Iterator[Party]:
    """The contributors that have a name, in the order of the descriptor."""
    for one in objects(descriptor, "contributors"):
        given, family, organization = (text(one, word) for word in ("givenName", "familyName", "organization"))
        name = text(one, "title") or " ".join(filter(None, [given, family])) or organization
        if name:
            person = {"given": given, "family": family} if family else {}
            yield Party(name, texts(one, "roles"), organization=organization, address=address(one, "path"), **person)
