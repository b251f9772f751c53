"""DCAT 3 as JSON-LD (https://www.w3.org/TR/vocab-dcat-3/), with what the profile DCAT-AP 3.0 asks for, for data portals."""

from typing import Any

from scripts.descriptions.contents import Content, contents
from scripts.descriptions.facts import Facts, Source, facts
from scripts.descriptions.json_form import filled, json_text
from scripts.descriptions.licence import Licence
from scripts.descriptions.party import Party
from scripts.package import Package

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "geo": "http://www.opengis.net/ont/geosparql#",
}
MEDIA_TYPES = "http://www.iana.org/assignments/media-types/"
SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"


def as_dcat(package: Package) -> str:
    """The package as a dcat:Dataset, each file as a dcat:Distribution."""
    known = facts(package)
    distribution = [_distribution(content, known) for content in contents(package)]
    return json_text(filled({"@context": CONTEXT, **_dataset(known), "dcat:distribution": distribution}))


def _dataset(known: Facts) -> dict[str, Any]:
    return filled(
        {
            "@type": "dcat:Dataset",
            "@id": known.iri,
            "dct:title": known.title,
            "dct:description": known.description,
            "dct:identifier": list(filter(None, [known.doi_address, known.id])),
            "dcat:version": known.version,
            "dct:issued": _day(known.day),
            "dcat:keyword": list(known.keywords),
            "dcat:landingPage": _node(known.homepage, "foaf:Document") if known.homepage else {},
            "dct:license": [_licence(one) for one in known.licences],
            "dct:creator": [_agent(one) for one in known.creators],
            "dct:publisher": [_agent(one) for one in known.having("publisher")[:1]],  # the profile admits one
            "dct:contributor": [_agent(one) for one in known.without("creator", "publisher")],
            "prov:wasDerivedFrom": [_work(one) for one in known.sources],
            "dct:temporal": _period(known),
            "dct:spatial": _location(known),
        }
    )


def _distribution(content: Content, known: Facts) -> dict[str, Any]:
    return filled(
        {
            "@type": "dcat:Distribution",
            "dct:title": content.table.title,
            "dct:description": content.table.description,
            "dcat:accessURL": _node(content.address, "rdfs:Resource"),
            "dcat:downloadURL": {"@id": content.address},
            "dcat:mediaType": _node(MEDIA_TYPES + content.media_type, "dct:MediaType"),
            "dcat:compressFormat": _node(MEDIA_TYPES + content.packing, "dct:MediaType") if content.packing else {},
            "dcat:byteSize": _typed(str(content.bytes), "nonNegativeInteger") if content.bytes is not None else {},
            "spdx:checksum": _checksum(content) if content.sha256 else {},
            "dct:license": [{"@id": one.address} for one in known.licences[:1] if one.address],  # the profile admits one
        }
    )


def _checksum(content: Content) -> dict[str, Any]:
    algorithm = _node(SHA256, "spdx:ChecksumAlgorithm")
    return {"@type": "spdx:Checksum", "spdx:algorithm": algorithm, "spdx:checksumValue": _typed(content.sha256, "hexBinary")}


def _agent(party: Party) -> dict[str, Any]:
    named = {"foaf:name": party.name, "foaf:page": _node(party.address, "foaf:Document") if party.address else {}}
    return filled({"@type": ["foaf:Agent", "foaf:Person"] if party.is_person else "foaf:Agent", **named})


def _licence(licence: Licence) -> dict[str, Any]:
    return filled({"@type": "dct:LicenseDocument", "@id": licence.address, "dct:title": licence.words, "dct:identifier": licence.name})


def _work(source: Source) -> dict[str, Any]:
    return filled({"@type": "foaf:Document", "@id": source.address, "dct:title": source.title})


def _period(known: Facts) -> dict[str, Any]:
    if not known.interval:
        return {}
    return filled({"@type": "dct:PeriodOfTime", "dcat:startDate": _day(known.start), "dcat:endDate": _day(known.end)})


def _location(known: Facts) -> dict[str, Any]:
    """The area as a polygon in WKT: longitude, latitude."""
    if known.area is None:
        return {}
    ring = ", ".join(f"{longitude} {latitude}" for longitude, latitude in known.area.ring)
    return {"@type": "dct:Location", "dcat:bbox": {"@value": f"POLYGON(({ring}))", "@type": "geo:wktLiteral"}}


def _day(day: str) -> dict[str, str]:
    return _typed(day, "date") if day else {}


def _typed(value: str, kind: str) -> dict[str, str]:
    return {"@value": value, "@type": f"xsd:{kind}"}


def _node(address: str, kind: str) -> dict[str, str]:
    return {"@id": address, "@type": kind}
