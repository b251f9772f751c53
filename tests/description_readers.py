"""Each description is read back by what others read it with: a reader fails on what it does not admit, and gives what everybody must tell.

`folder` holds the package beside its descriptions, as it is released. A reader gives title, creators and DOI, None for what its
form does not say. What ships no types is imported by name.
"""

import json
import re
import shutil
import warnings
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import yaml
from jsonschema import Draft7Validator, Draft202012Validator

from scripts.descriptions.registry import DESCRIPTIONS
from scripts.findings import MAY_BE_EMPTY
from tests.conftest import PROJECT

STANDARDS = PROJECT / "tests" / "standards"
Told = tuple[str | None, list[str] | None, str | None]
PERSON_TYPE = "https://schema.org/Person"


def text_of(folder: Path, name: str) -> str:
    return (folder / DESCRIPTIONS[name].file).read_text(encoding="utf-8")


def json_of(folder: Path, name: str) -> Any:
    return json.loads(text_of(folder, name))


def standard(name: str) -> Any:
    return json.loads((STANDARDS / name).read_text(encoding="utf-8"))


def read_text(folder: Path) -> Told:
    text = text_of(folder, "text")
    assert text.count("\n") == 1 and text.endswith("\n") and "  " not in text
    return None, None, None


def read_bibtex(folder: Path) -> Told:
    bibtexparser = import_module("bibtexparser")
    library = bibtexparser.parse_string(text_of(folder, "bibtex"))
    assert not library.failed_blocks and not library.comments
    [entry] = library.entries
    assert entry.entry_type == "dataset"
    fields = {field.key: field.value for field in entry.fields}
    assert fields["year"].isdigit() and entry.key
    return plain(fields["title"]), list(map(plain, names_of(fields["author"]))), fields.get("doi")


def names_of(authors: str) -> list[str]:
    """The names between `and` outside all braces, which is where BibTeX parts them."""
    names, depth = [""], 0
    for word in re.split("( )", authors):
        names += [""] if (is_end := word == "and" and not depth) else []
        names[-1] += "" if is_end else word
        depth += word.count("{") - word.count("}")
    return [name.strip() for name in names]


def plain(text: str) -> str:
    """What LaTeX prints for it."""
    from scripts.descriptions.bibtex import ESCAPED

    commands = {command: letter for letter, command in ESCAPED.items()}
    out, at = "", 0
    while at < len(text):
        command = next((one for one in commands if text.startswith(one, at)), None)
        out += commands[command] if command else text[at] if text[at] not in "{}" else ""
        at += len(command) if command else 1
    return out


def read_ris(folder: Path) -> Told:
    rispy = import_module("rispy")
    text = text_of(folder, "ris")
    [record] = rispy.loads(text)
    assert record["type_of_reference"] == "DATA"
    assert len(rispy.loads(text)) == 1 and "unknown_tag" not in record
    return record["title"], record["authors"], record.get("doi")


def read_cff(folder: Path) -> Told:
    citation = yaml.safe_load(text_of(folder, "cff"))
    Draft7Validator(standard("cff-1.2.0.schema.json"), format_checker=Draft7Validator.FORMAT_CHECKER).validate(citation)
    assert citation["type"] == "dataset" and isinstance(citation.get("version", ""), str)
    names = [one.get("name") or ", ".join(filter(None, [one["family-names"], one.get("given-names")])) for one in citation["authors"]]
    return citation["title"], names, citation.get("doi")


def read_zenodo(folder: Path) -> Told:
    deposit = json_of(folder, "zenodo")
    Draft202012Validator(standard("zenodo.schema.json")).validate(deposit)
    return deposit["title"], [one["name"] for one in deposit["creators"]], None


def read_datacite(folder: Path) -> Told:
    schema45 = import_module("datacite.schema45")
    record = json_of(folder, "datacite")
    schema45.validator.validate(record)
    return record["titles"][0]["title"], [one["name"] for one in record["creators"]], record.get("doi")


def read_schema_org(folder: Path) -> Told:
    from rdflib import RDF, Namespace

    schema = Namespace("https://schema.org/")
    document = json_of(folder, "schema-org")
    assert document["@context"] == str(schema)
    graph = graph_of(json.dumps({**document, "@context": {"@vocab": str(schema)}}))
    assert_in_vocabulary(graph, str(schema))
    [dataset] = graph.subjects(RDF.type, schema.Dataset)
    # What Google Dataset Search asks for.
    assert 50 <= len(document["description"]) <= 5000
    assert all(one["@type"] in ("Person", "Organization") and one["name"] for one in document["creator"])
    assert all(one.get("contentUrl") for one in document["distribution"])
    doi = next((one for one in document["identifier"] if "doi.org" in one), None) if "identifier" in document else None
    return str(graph.value(dataset, schema.name)), names_in(document), doi and doi.removeprefix("https://doi.org/")


def graph_of(document: str) -> Any:
    """The statements of a JSON-LD document; rdflib 7.6 warns of what it does itself."""
    from rdflib import Graph

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return Graph().parse(data=document, format="json-ld", publicID="https://a.test/")


def names_in(document: Any) -> list[str]:
    """The creators as the other forms name them, the family name first."""
    return [f"{one['familyName']}, {one['givenName']}" if "familyName" in one else one["name"] for one in document["creator"]]


def assert_in_vocabulary(graph: Any, namespace: str) -> None:
    """Every property stands at a thing of a type that has it, by the vocabulary that rocrate ships (schema.org 30)."""
    from rdflib import RDF

    domains, parents = vocabulary()
    for thing, word, _ in graph:
        if word != RDF.type:
            kinds = {str(kind).removeprefix(namespace) for kind in graph.objects(thing, RDF.type)}
            assert kinds, f"{thing} has no type"
            name = str(word).removeprefix(namespace)
            assert domains[name] & {one for kind in kinds for one in ancestry(kind, parents)}, f"{kinds} have no {name}"


def ancestry(kind: str, parents: dict[str, set[str]]) -> set[str]:
    return {kind} | {one for parent in parents[kind] for one in ancestry(parent, parents)}


def vocabulary() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The types that have a property, and the types above a type."""
    from importlib.resources import files

    graph = json.loads((files("rocrate") / "data" / "schema.jsonld").read_text(encoding="utf-8"))["@graph"]

    def names(node: Any, word: str) -> set[str]:
        said = node.get(word, [])
        return {one["@id"].removeprefix("schema:") for one in (said if isinstance(said, list) else [said])}

    own = {node["@id"].removeprefix("schema:"): node for node in graph if node["@id"].startswith("schema:")}
    return {name: names(node, "schema:domainIncludes") for name, node in own.items()}, {
        name: names(node, "rdfs:subClassOf") for name, node in own.items()
    }


def read_dcat(folder: Path) -> Told:
    import pyshacl
    from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph

    graph = graph_of(text_of(folder, "dcat"))
    shapes = Graph().parse(STANDARDS / "dcat-ap-3.0.0.ttl")
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes)
    assert conforms, report
    [dataset] = graph.subjects(RDF.type, DCAT.Dataset)
    assert graph.value(dataset, DCTERMS.description) and list(graph.objects(dataset, DCAT.distribution))
    names = [str(graph.value(agent, FOAF.name)) for agent in graph.objects(dataset, DCTERMS.creator)]
    doi = [str(one).removeprefix("https://doi.org/") for one in graph.objects(dataset, DCTERMS.identifier) if "doi.org" in one]
    assert len(names) == len(json_of(folder, "dcat")["dct:creator"])
    return str(graph.value(dataset, DCTERMS.title)), None, next(iter(doi), None)


def read_csvw(folder: Path) -> Told:
    csvw = import_module("csvw")
    file = folder / DESCRIPTIONS["csvw"].file
    for lying in list((folder / "data").iterdir()):
        if quote(lying.name) != lying.name:  # csvw 4.1 looks for a file of the name that the address has as it stands
            shutil.copy(lying, lying.with_name(quote(lying.name)))
    # Strict validation would refuse every link that may be empty.
    read = csvw.CSVW(str(file), validate=True, strict=False)
    assert read.is_valid, [str(one.message) for one in read.warnings]
    group = csvw.TableGroup.from_file(file)
    assert group.check_referential_integrity()
    for table in group.tables:
        assert table.check_primary_key()
        assert list(table.iterdicts()) or Path(str(table.url)).stem in MAY_BE_EMPTY
    return json_of(folder, "csvw")["dc:title"], None, None


def read_ro_crate(folder: Path) -> Told:
    rocrate = import_module("rocrate.rocrate")
    with warnings.catch_warnings(record=True) as told:
        crate = rocrate.ROCrate(folder)
    assert told == []
    assert_is_crate(json_of(folder, "ro-crate"), folder)
    root = crate.root_dataset
    creators = [one.properties() for one in root["creator"]]
    assert {one.id for one in crate.data_entities} == {part["@id"] for part in root.properties()["hasPart"]}
    dois = [one["url"] for one in root.get("identifier", []) if not isinstance(one, str)]
    return crate.name, names_in({"creator": creators}), next((one.removeprefix("https://doi.org/") for one in dois), None)


def assert_is_crate(document: Any, folder: Path) -> None:
    """What the specification says a crate MUST have, and that its terms are known and its references lead somewhere."""
    from importlib.resources import files

    graph = {entity["@id"]: entity for entity in document["@graph"]}
    assert len(graph) == len(document["@graph"])
    about, root = graph["ro-crate-metadata.json"], graph["./"]
    assert about["about"] == {"@id": "./"} and about["conformsTo"]["@id"] == document["@context"].removesuffix("/context")
    assert root["@type"] == "Dataset" and all(root[word] for word in ("name", "description", "datePublished", "license"))
    known = json.loads((files("rocrate") / "data" / "ro-crate.jsonld").read_text(encoding="utf-8"))["@context"]
    assert {word for entity in graph.values() for word in entity if not word.startswith("@")} <= known.keys()
    specification = about["conformsTo"]["@id"]
    assert set(references(document["@graph"])) <= graph.keys() | {specification}
    parts = {entity["@id"] for entity in graph.values() if entity["@type"] == "File"}
    assert parts == {part["@id"] for part in root["hasPart"]} and all((folder / unquote(part)).is_file() for part in parts)


def references(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [value["@id"]] if value.keys() == {"@id"} else [one for inner in value.values() for one in references(inner)]
    return [one for inner in value for one in references(inner)] if isinstance(value, list) else []


def read_croissant(folder: Path) -> Told:
    """What the specification says must be there; the library for it is asked in test_descriptions.py, where it is installed."""
    document = json_of(folder, "croissant")
    assert document["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    assert all(document[word] for word in ("name", "description", "license", "creator", "datePublished", "distribution", "citeAs"))
    things = [*document["distribution"], *document["recordSet"], *(one for records in document["recordSet"] for one in records["field"])]
    ids = {one["@id"] for one in things}
    assert len(ids) == len(things) and set(references(document)) <= ids
    for file in document["distribution"]:
        assert (folder / file["contentUrl"]).is_file() and file["encodingFormat"]
    for field in (one for records in document["recordSet"] for one in records["field"]):
        assert field["dataType"] in {"sc:Text", "sc:Integer", "sc:Float", "sc:Date", "sc:Boolean", "sc:URL"}
    doi = next((one for one in document.get("identifier", []) if "doi.org" in one), None)
    return document["name"], names_in(document), doi and doi.removeprefix("https://doi.org/")


READERS: dict[str, Callable[[Path], Told]] = {
    "text": read_text,
    "bibtex": read_bibtex,
    "ris": read_ris,
    "cff": read_cff,
    "zenodo": read_zenodo,
    "datacite": read_datacite,
    "schema-org": read_schema_org,
    "dcat": read_dcat,
    "csvw": read_csvw,
    "croissant": read_croissant,
    "ro-crate": read_ro_crate,
}
