"""CITATION.cff (Citation File Format 1.2.0, https://citation-file-format.github.io/), which code hosts and reference managers read."""

from collections.abc import Iterator
from typing import Any

from scripts.descriptions.facts import Facts, facts
from scripts.descriptions.json_form import filled
from scripts.descriptions.party import Party
from scripts.descriptions.yaml_form import yaml_text
from scripts.package import Package

# The format asks for such a sentence, and the descriptor has none.
MESSAGE = "If you use these data, please cite them with their version, and a single statement with its claim id as well."


def as_cff(package: Package) -> str:
    """The package as a data set to be cited."""
    known = facts(package)
    return yaml_text(
        filled(
            {
                "cff-version": "1.2.0",
                "message": MESSAGE,
                "type": "dataset",
                "title": known.title,
                "authors": [_author(one) for one in known.creators],
                "version": known.version,
                "date-released": known.day,
                "doi": known.doi,
                "url": known.homepage,
                **_licence(known),
                "keywords": list(known.keywords),
                "abstract": known.description,
                "references": list(_references(known)),
            }
        )
    )


def _licence(known: Facts) -> dict[str, Any]:
    """By SPDX identifiers; the format admits an address only where there are none."""
    names = [one.name for one in known.licences if one.name]
    if not names:
        return {"license-url": next((one.address for one in known.licences), "")}
    return {"license": names[0] if len(names) == 1 else names}


def _author(party: Party) -> dict[str, Any]:
    if not party.is_person:
        return filled({"name": party.name, "website": party.address})
    names = {"family-names": party.family, "given-names": party.given, "affiliation": party.organization}
    return filled({**names, "orcid": party.address if party.orcid else "", "website": "" if party.orcid else party.address})


def _references(known: Facts) -> Iterator[dict[str, Any]]:
    """The sources whose authors the descriptor names: contributors with the same address. The format admits no work without authors."""
    for source in known.sources:
        authors = [{"name": party.name} for party in known.parties if source.address and party.address == source.address]
        if authors:
            yield {"type": "generic", "title": source.title, "authors": authors, "url": source.address}
