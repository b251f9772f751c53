"""Croissant 1.0 as JSON-LD (http://mlcommons.org/croissant/1.0): a Dataset with files and columns, for loaders of training data.

Loaders refuse a file without a hash, so that one of several of a table, which has none of its own, is not in it.
"""

from typing import Any

from schemas.table_schema import Field
from scripts.descriptions.bibtex import as_bibtex
from scripts.descriptions.contents import Content, contents, contents_of, is_one_csv
from scripts.descriptions.facts import facts
from scripts.descriptions.json_form import filled, json_text
from scripts.descriptions.schema_org import dataset
from scripts.package import Package, Table

CONFORMS_TO = "http://mlcommons.org/croissant/1.0"
WORDS: tuple[str, ...] = (
    "citeAs",
    "column",
    "equivalentProperty",
    "extract",
    "field",
    "fileProperty",
    "fileObject",
    "fileSet",
    "format",
    "includes",
)
WORDS += ("isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex", "repeated", "replace")
WORDS += ("samplingRate", "separator", "source", "subField", "transform")
# The context that the specification recommends.
CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{word: f"cr:{word}" for word in WORDS},
}
TYPES = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "date": "sc:Date", "boolean": "sc:Boolean"}


def as_croissant(package: Package) -> str:
    """The package with its files, and a set of records for each table that loaders can read."""
    told = dataset(facts(package))
    licences = [one.get("url") or one["name"] for one in told.pop("license", [])]
    return json_text(
        filled(
            {
                "@context": CONTEXT,
                **told,
                "conformsTo": CONFORMS_TO,
                "license": licences,
                "citeAs": as_bibtex(package),
                "distribution": [_file(content) for content in contents(package) if content.sha256],
                "recordSet": [_records(table, package) for table in package.tables.values() if _is_read(table)],
            }
        )
    )


def _is_read(table: Table) -> bool:
    """Whether loaders can read the records: one plain CSV file with a hash, and with commas, since the format has no word for others."""
    return is_one_csv(table) and table.delimiter == "," and bool(contents_of(table)[0].sha256)


def _file(content: Content) -> dict[str, Any]:
    return filled(
        {
            "@type": "cr:FileObject",
            "@id": content.address,
            "name": content.path,
            "description": content.table.description,
            "contentUrl": content.path,
            "contentSize": f"{content.bytes} B" if content.bytes is not None else "",
            "encodingFormat": content.packing or content.media_type,
            "sha256": content.sha256,
        }
    )


def _records(table: Table, package: Package) -> dict[str, Any]:
    return filled(
        {
            "@type": "cr:RecordSet",
            "@id": table.name,
            "name": table.name,
            "description": table.description,
            "key": [{"@id": _id(table.name, name)} for name in table.schema.primary_key],
            "field": [_field(column, table, package) for column in table.schema.fields],
        }
    )


def _field(column: Field, table: Table, package: Package) -> dict[str, Any]:
    [content] = contents_of(table)
    return filled(
        {
            "@type": "cr:Field",
            "@id": _id(table.name, column.name),
            "name": column.name,
            "description": column.description or column.title,
            "dataType": "sc:URL" if column.format == "uri" else TYPES[column.type],
            "source": {"fileObject": {"@id": content.address}, "extract": {"column": column.name}},
            "references": _reference(column, table, package),
        }
    )


def _reference(column: Field, table: Table, package: Package) -> dict[str, Any]:
    """The column to which this one links; a link within the table has no word in the format, nor has one of several columns.

    It is named by file and column: the library mlcroissant 1.1 cannot read a table that names the field of a set of records.
    """
    for key in table.schema.foreign_keys:
        other = package.tables.get(key.table)
        if other and other is not table and key.columns == (column.name,) and _is_read(other):
            [content] = contents_of(other)
            return {"fileObject": {"@id": content.address}, "extract": {"column": key.references[0]}}
    return {}


def _id(table: str, column: str) -> str:
    return f"{table}/{column}"
