"""DataCite metadata as JSON, schema 4.5 (https://schema.datacite.org/): what is said when a DOI is registered."""

from typing import Any

from scripts.descriptions.contents import contents
from scripts.descriptions.facts import UUID, Facts, facts
from scripts.descriptions.json_form import filled, json_text
from scripts.descriptions.licence import Licence
from scripts.descriptions.party import Party
from scripts.package import Package

SCHEMA = "http://datacite.org/schema/kernel-4"
# The schema asks for a publisher, and has this code for a value that is not available (appendix 3).
UNAVAILABLE = ":unav"
# The contributor types of the schema that a role may name, by what the role would be called in the descriptor.
TYPES: tuple[str, ...] = (
    "ContactPerson",
    "DataCollector",
    "DataCurator",
    "DataManager",
    "Distributor",
    "Editor",
    "HostingInstitution",
    "Producer",
)
TYPES += ("ProjectLeader", "ProjectManager", "ProjectMember", "RegistrationAgency", "RegistrationAuthority", "RelatedPerson")
TYPES += ("Researcher", "ResearchGroup", "RightsHolder", "Sponsor", "Supervisor", "WorkPackageLeader")


def as_datacite(package: Package) -> str:
    """The package as a DataCite record of the general type Dataset."""
    known = facts(package)
    files = list(contents(package))
    return json_text(
        filled(
            {
                "doi": known.doi,
                "url": known.homepage,
                "types": {"resourceTypeGeneral": "Dataset"},
                **_responsible(known),
                "titles": [{"title": known.title}],
                "publicationYear": known.year,
                "dates": [{"date": known.day, "dateType": "Issued"}],
                "version": known.version,
                "subjects": [{"subject": keyword} for keyword in known.keywords],
                "descriptions": [{"description": known.description, "descriptionType": "Abstract"}] if known.description else [],
                "rightsList": [_rights(one) for one in known.licences],
                "alternateIdentifiers": _alternate(known),
                "relatedIdentifiers": _sources(known),
                "geoLocations": _locations(known),
                "formats": sorted({file.packing or file.media_type for file in files}),
                "schemaVersion": SCHEMA,
            }
        )
    )


def _responsible(known: Facts) -> dict[str, Any]:
    publishers = [party.name for party in known.having("publisher")]
    return {
        "creators": [_person(one) for one in known.creators],
        "publisher": {"name": publishers[0] if publishers else UNAVAILABLE},
        "contributors": [{**_person(one), "contributorType": contributor_type(one)} for one in known.without("creator", "publisher")],
    }


def contributor_type(party: Party) -> str:
    """The contributor type that a role of the party names, or else Other."""
    return next((role for role in party.roles if role in TYPES), "Other")


def _person(party: Party) -> dict[str, Any]:
    """The kind of name is said of persons only: the descriptor does not tell what else has a name."""
    identifier = {"nameIdentifier": party.address, "nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"}
    return filled(
        {
            "name": party.sorted_name,
            "nameType": "Personal" if party.is_person else "",
            "givenName": party.given,
            "familyName": party.family,
            "nameIdentifiers": [identifier] if party.orcid else [],
            "affiliation": [{"name": party.organization}] if party.is_person and party.organization else [],
        }
    )


def _rights(licence: Licence) -> dict[str, str]:
    scheme = {"rightsIdentifierScheme": "SPDX", "schemeUri": "https://spdx.org/licenses/"} if licence.name else {}
    return filled({"rights": licence.words, "rightsUri": licence.address, "rightsIdentifier": licence.name, **scheme})


def _alternate(known: Facts) -> list[dict[str, str]]:
    kind = "UUID" if UUID.fullmatch(known.id) else "id"
    return [{"alternateIdentifier": known.id, "alternateIdentifierType": kind}] if known.id else []


def _sources(known: Facts) -> list[dict[str, str]]:
    addresses = [source.address for source in known.sources if source.address]
    return [{"relatedIdentifier": one, "relatedIdentifierType": "URL", "relationType": "IsDerivedFrom"} for one in addresses]


def _locations(known: Facts) -> list[dict[str, Any]]:
    if known.area is None:
        return []
    longitudes = {"westBoundLongitude": known.area.west, "eastBoundLongitude": known.area.east}
    latitudes = {"southBoundLatitude": known.area.south, "northBoundLatitude": known.area.north}
    return [{"geoLocationBox": {**longitudes, **latitudes}}]
