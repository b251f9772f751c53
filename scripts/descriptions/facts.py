"""What the descriptor says of the package as a whole, read once for all descriptions. What it does not say is empty, never guessed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scripts.descriptions.area import Area, area
from scripts.descriptions.licence import Licence, licences
from scripts.descriptions.party import Party, parties
from scripts.descriptions.said import address, day, objects, text, texts
from scripts.package import Package

DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.[0-9]{4,9}/[^\s<>\"{}|\\^`]+)", re.IGNORECASE)
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """A work from which the data are made."""

    title: str
    address: str = ""


@dataclass(frozen=True)
class Facts:
    """What citations and catalogues ask for. `day` is that of this version; `id` is no DOI; the data are about `start` to `end`."""

    name: str
    title: str
    description: str
    version: str
    day: str
    id: str
    doi: str
    homepage: str
    keywords: tuple[str, ...]
    parties: tuple[Party, ...]
    licences: tuple[Licence, ...]
    sources: tuple[Source, ...]
    start: str
    end: str
    area: Area | None

    @property
    def creators(self) -> list[Party]:
        """Who is to be cited."""
        return self.having("creator")

    def having(self, role: str) -> list[Party]:
        """The parties with this role."""
        return [party for party in self.parties if role in party.roles]

    def without(self, *roles: str) -> list[Party]:
        """The parties with none of these roles."""
        return [party for party in self.parties if not {*roles} & {*party.roles}]

    @property
    def year(self) -> str:
        """The year of this version."""
        return self.day[:4]

    @property
    def doi_address(self) -> str:
        """The DOI as an address."""
        return f"https://doi.org/{self.doi}" if self.doi else ""

    @property
    def address(self) -> str:
        """Where a citation leads: the DOI, or else the homepage."""
        return self.doi_address or self.homepage

    @property
    def iri(self) -> str:
        """What names the data set in the web of data; the homepage does not, since it names a page."""
        return self.doi_address or (f"urn:uuid:{self.id.lower()}" if UUID.fullmatch(self.id) else "")

    @property
    def interval(self) -> str:
        """The time that the data are about (ISO 8601); an open end is written `..`."""
        return f"{self.start or '..'}/{self.end or '..'}" if self.start or self.end else ""


def facts(package: Package) -> Facts:
    """What the descriptor of the package says of it as a whole."""
    said = package.descriptor
    temporal = said["temporal"] if isinstance(said.get("temporal"), Mapping) else {}
    return Facts(
        name=text(said, "name"),
        title=text(said, "title") or text(said, "name"),
        description=text(said, "description"),
        version=text(said, "version"),
        day=day(said, "created"),
        id="" if DOI.fullmatch(text(said, "id")) else text(said, "id"),
        doi=_doi(said),
        homepage=address(said, "homepage"),
        keywords=texts(said, "keywords"),
        parties=tuple(parties(said)),
        licences=tuple(licences(said)),
        sources=tuple(_sources(said)),
        start=day(temporal, "start"),
        end=day(temporal, "end"),
        area=area(said.get("spatial")),
    )


def _doi(said: Mapping[str, Any]) -> str:
    """The DOI, which may stand under its own name or be the id, with or without what usually precedes it."""
    return next((found[1] for word in ("doi", "id") if (found := DOI.fullmatch(text(said, word)))), "")


def _sources(said: Mapping[str, Any]) -> Iterator[Source]:
    for one in objects(said, "sources"):
        if title := text(one, "title") or text(one, "path"):
            yield Source(title, address(one, "path"))
