"""CSVW, metadata of tables (https://www.w3.org/TR/tabular-metadata/): columns, types, keys and links of every CSV file.

It speaks of CSV alone: a table in Parquet or packed files is not in it, and a link to one, or to a table in several files, cannot be said.
"""

import re
from typing import Any

from schemas.table_schema import Field, ForeignKey
from scripts.descriptions.contents import Content, contents, contents_of, is_one_csv
from scripts.descriptions.facts import Facts, facts
from scripts.descriptions.json_form import filled, json_text
from scripts.package import Package, Table

CONTEXT = "http://www.w3.org/ns/csvw"
TYPES = {"string": "string", "integer": "integer", "number": "decimal", "date": "date", "boolean": "boolean"}
FORMATS = {"date": "yyyy-MM-dd", "boolean": "true|false"}
LIMITS = ("minLength", "maxLength", "minimum", "maximum")


def as_csvw(package: Package) -> str:
    """The package as a group of tables."""
    tables = [_table(content, package) for content in contents(package) if content.table.is_plain]
    return json_text(filled({"@context": CONTEXT, **_group(facts(package)), "tables": tables}))


def _group(known: Facts) -> dict[str, Any]:
    return filled(
        {
            "@id": known.iri,
            "dc:title": known.title,
            "dc:description": known.description,
            "dc:creator": [party.name for party in known.creators],
            "dc:issued": {"@value": known.day, "@type": "xsd:date"} if known.day else {},
            "dc:license": [{"@id": one.address} for one in known.licences if one.address],
            "schema:version": known.version,
        }
    )


def _table(content: Content, package: Package) -> dict[str, Any]:
    table = content.table
    keys = [_foreign_key(key, package) for key in table.schema.foreign_keys if _can_be_linked(key, package)]
    schema = {"columns": [_column(one, table) for one in table.schema.fields], "primaryKey": list(table.schema.primary_key)}
    return filled(
        {
            "url": content.address,
            "dc:title": table.title,
            "dc:description": table.description,
            "dialect": {"delimiter": table.delimiter} if table.delimiter != "," else {},
            "tableSchema": filled({**schema, "foreignKeys": keys}),
        }
    )


def _can_be_linked(key: ForeignKey, package: Package) -> bool:
    return key.table in package.tables and is_one_csv(package.tables[key.table])


def _foreign_key(key: ForeignKey, package: Package) -> dict[str, Any]:
    [content] = contents_of(package.tables[key.table])
    return {"columnReference": list(key.columns), "reference": {"resource": content.address, "columnReference": list(key.references)}}


def _column(column: Field, table: Table) -> dict[str, Any]:
    missing = list(table.schema.missing_values)
    return filled(
        {
            "name": column.name,
            "titles": column.name,  # as in the header
            "dc:title": column.title,
            "dc:description": column.description,
            "datatype": _datatype(column),
            "required": bool(column.constraints.get("required")),
            "null": missing if missing != [""] else [],
        }
    )


def _datatype(column: Field) -> str | dict[str, Any]:
    base = "anyURI" if column.format == "uri" else TYPES[column.type]
    limits = {word: column.constraints[word] for word in LIMITS if word in column.constraints}
    described = filled({"base": base, "format": _format(column), **limits})
    return base if len(described) == 1 else described


def _format(column: Field) -> str:
    """The form of a cell: for text a regular expression, of the allowed values where there are such."""
    allowed = column.constraints.get("enum")
    if column.type == "string" and allowed:
        return "|".join(map(re.escape, allowed))
    return FORMATS.get(column.type) or str(column.constraints.get("pattern", ""))
