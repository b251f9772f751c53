"""What a package lacks of the shape that the rules need: the tables and columns of the schemas that come with them."""

from collections.abc import Iterator
from pathlib import Path

from scripts.findings import Finding, structural
from scripts.package import Package, read_json

OWN_SCHEMAS = Path(__file__).parent.parent / "schemas"


def shape_findings(package: Package) -> Iterator[Finding]:
    """A finding for each table or column that is missing or of another type, and for each foreign key to what is not there."""
    path = package.descriptor_file.name
    yield from _dangling_links(package)
    for file in sorted(OWN_SCHEMAS.glob("*.schema.json")):
        name = file.name.removesuffix(".schema.json")
        if name not in package.tables:
            yield structural("descriptor_has_every_table", path, f"'{name}' is missing.", table=name)
            continue
        there = {column.name: column.type for column in package.tables[name].schema.fields}
        for column in read_json(file, file.name)["fields"]:
            if there.get(column["name"]) != column["type"]:
                found = there.get(column["name"], "missing")
                yield structural(
                    "schema_has_every_column", path, f"It is {found}, not {column['type']}.", table=name, column=column["name"]
                )


def _dangling_links(package: Package) -> Iterator[Finding]:
    for table in package.tables.values():
        for key in table.schema.foreign_keys:
            target = package.tables.get(key.table)
            for column, name in zip(key.columns, key.references, strict=True):
                own = table.schema.column(column)
                if target is None or name not in target.schema.names or target.schema.column(name).type != own.type:
                    detail = f"'{table.name}.{own.name}' ({own.type}) refers to '{key.table}.{name}'."
                    yield structural("link_names_known_column", package.descriptor_file.name, detail, table=table.name, column=own.name)
