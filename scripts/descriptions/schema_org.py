"""schema.org Dataset as JSON-LD (https://schema.org/Dataset), which search engines for data look for in web pages."""

from typing import Any

from scripts.descriptions.contents import Content, contents
from scripts.descriptions.facts import Facts, Source, facts
from scripts.descriptions.json_form import filled, json_text
from scripts.descriptions.licence import Licence
from scripts.descriptions.party import Party
from scripts.package import Package

CONTEXT = "https://schema.org/"


def as_schema_org(package: Package) -> str:
    """The package as a Dataset, each file as a DataDownload."""
    known = facts(package)
    distribution = [_download(content) for content in contents(package)]
    return json_text(filled({"@context": CONTEXT, **dataset(known), "distribution": distribution}))


def dataset(known: Facts) -> dict[str, Any]:
    """What schema.org has words for and does not concern single files."""
    return filled(
        {
            "@type": "Dataset",
            "@id": known.iri,
            "name": known.title,
            "alternateName": known.name if known.name != known.title else "",
            "description": known.description,
            "url": known.address,
            "identifier": list(filter(None, [known.doi_address, known.id])),
            "version": known.version,
            "datePublished": known.day,
            "keywords": list(known.keywords),
            "license": [_licence(one) for one in known.licences],
            "creator": [agent(one) for one in known.creators],
            "maintainer": [agent(one) for one in known.having("maintainer")],
            "publisher": [agent(one) for one in known.having("publisher")],
            "contributor": [agent(one) for one in known.without("creator", "maintainer", "publisher")],
            "isBasedOn": [_work(one) for one in known.sources],
            "temporalCoverage": known.interval,
            "spatialCoverage": place(known),
        }
    )


def agent(party: Party) -> dict[str, Any]:
    """A person or an organization."""
    if not party.is_person:
        return filled({"@type": "Organization", "name": party.name, "url": party.address})
    known = {"name": party.name, "givenName": party.given, "familyName": party.family}
    belongs = filled({"@type": "Organization", "name": party.organization}) if party.organization else {}
    return filled({"@type": "Person", "@id": party.address if party.orcid else "", **known, "url": party.address, "affiliation": belongs})


def place(known: Facts) -> dict[str, Any]:
    """The area; schema.org writes a box as latitude and longitude of its lower left and upper right corner."""
    if known.area is None:
        return {}
    box = f"{known.area.south} {known.area.west} {known.area.north} {known.area.east}"
    return {"@type": "Place", "geo": {"@type": "GeoShape", "box": box}}


def _licence(licence: Licence) -> dict[str, Any]:
    return filled({"@type": "CreativeWork", "name": licence.words, "identifier": licence.name, "url": licence.address})


def _work(source: Source) -> dict[str, Any]:
    return filled({"@type": "CreativeWork", "name": source.title, "url": source.address})


def _download(content: Content) -> dict[str, Any]:
    return filled(
        {
            "@type": "DataDownload",
            "name": content.table.title,
            "description": content.table.description,
            "contentUrl": content.address,
            "encodingFormat": content.packing or content.media_type,
            "contentSize": f"{content.bytes} B" if content.bytes is not None else "",
            "sha256": content.sha256,
        }
    )
