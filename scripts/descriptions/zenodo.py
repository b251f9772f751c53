"""The file .zenodo.json (https://developers.zenodo.org/): the fields of the deposit that Zenodo makes of a release.

A DOI is not among them: Zenodo gives one, and takes one that stands there for somebody else's. Neither are time and area: its
dates are of other kinds, and its places need a name.
"""

from html import escape
from typing import Any

from scripts.descriptions.datacite import contributor_type
from scripts.descriptions.facts import Facts, facts
from scripts.descriptions.json_form import filled, json_text
from scripts.descriptions.party import Party
from scripts.package import Package


def as_zenodo(package: Package) -> str:
    """The package as a deposit of the type dataset."""
    known = facts(package)
    return json_text(
        filled(
            {
                "upload_type": "dataset",
                "title": known.title,
                "creators": [_person(one) for one in known.creators],
                "description": f"<p>{escape(known.description, quote=False)}</p>",
                "publication_date": known.day,
                "version": known.version,
                "keywords": list(known.keywords),
                "access_right": "open",
                "license": next((one.name.lower() for one in known.licences if one.name), ""),  # as in its list of licences
                "contributors": [{**_person(one), "type": contributor_type(one)} for one in known.without("creator", "publisher")],
                "related_identifiers": _sources(known),
            }
        )
    )


def _person(party: Party) -> dict[str, Any]:
    return filled({"name": party.sorted_name, "affiliation": party.organization if party.is_person else "", "orcid": party.orcid})


def _sources(known: Facts) -> list[dict[str, str]]:
    return [{"identifier": one.address, "relation": "isDerivedFrom"} for one in known.sources if one.address]
