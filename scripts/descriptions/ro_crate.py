"""RO-Crate 1.2 (https://w3id.org/ro/crate/1.2): the folder as a research object, for archives and workflow platforms."""

from collections.abc import Iterator
from itertools import chain, count
from typing import Any
from urllib.parse import quote

from scripts.descriptions.contents import Content, contents
from scripts.descriptions.facts import Facts, facts
from scripts.descriptions.json_form import filled, json_text
from scripts.descriptions.schema_org import dataset
from scripts.package import Package

SPECIFICATION = "https://w3id.org/ro/crate/1.2"
ITSELF = "ro-crate-metadata.json"
ROOT = "./"


def as_ro_crate(package: Package) -> str:
    """The package as the root of a crate: each thing an entity of its own, the others refer to it."""
    entities: dict[str, dict[str, Any]] = {}
    root = _root(package)
    for word, value in root.items():
        root[word] = _referred(value, entities)
    about = {"@id": ITSELF, "@type": "CreativeWork", "conformsTo": {"@id": SPECIFICATION}, "about": {"@id": ROOT}}
    graph = [about, root, *_files(package), *entities.values()]
    return json_text({"@context": f"{SPECIFICATION}/context", "@graph": graph})


def _root(package: Package) -> dict[str, Any]:
    known = facts(package)
    told = dataset(known) | {"@id": ROOT, "identifier": _identifiers(known)}
    parts = [{"@id": one["@id"]} for one in _files(package)]
    return filled({**told, "cite-as": known.doi_address, "hasPart": parts})


def _identifiers(known: Facts) -> list[Any]:
    """The DOI as the specification wants it, and another identifier as it stands."""
    doi = {"@type": "PropertyValue", "propertyID": "https://registry.identifiers.org/registry/doi"}
    of_doi = {**doi, "value": f"doi:{known.doi}", "url": known.doi_address}
    return [*([of_doi] if known.doi else []), *([known.id] if known.id else [])]


def _files(package: Package) -> Iterator[dict[str, Any]]:
    name = package.descriptor_file.name
    yield {"@id": quote(name), "@type": "File", "name": name, "encodingFormat": "application/json"}
    yield from map(_file, contents(package))


def _file(content: Content) -> dict[str, Any]:
    return filled(
        {
            "@id": content.address,
            "@type": "File",
            "name": content.table.title,
            "description": content.table.description,
            "encodingFormat": content.packing or content.media_type,
            "contentSize": str(content.bytes) if content.bytes is not None else "",
            "sha256": content.sha256,
        }
    )


def _referred(value: Any, entities: dict[str, dict[str, Any]]) -> Any:
    """The value with a reference in place of each thing in it, which is put among the entities."""
    if isinstance(value, list):
        return [_referred(one, entities) for one in value]
    if not isinstance(value, dict) or "@type" not in value:
        return value
    entity = {word: _referred(one, entities) for word, one in value.items() if word != "@id"}
    return {"@id": _entered(entity, value.get("@id", ""), entities)}


def _entered(entity: dict[str, Any], known_id: str, entities: dict[str, dict[str, Any]]) -> str:
    """The id under which the entity stands among the entities now: its own, the address of a work, or else one made of type and name."""
    of_work = entity.get("url", "") if entity["@type"] in ("CreativeWork", "PropertyValue") else ""
    local = f"#{entity['@type']}-{quote(entity.get('name', ''), safe='')}".rstrip("-")
    candidates: Iterator[str] = chain(filter(None, [known_id, of_work, local]), (f"{local}-{number}" for number in count(2)))
    return next(one for one in candidates if entities.setdefault(one, {"@id": one, **entity}) == {"@id": one, **entity})
