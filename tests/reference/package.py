"""A package on disk: its tables are read one after another, then every rule is asked of every row."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tests.reference.date_rules
import tests.reference.event_rules
import tests.reference.figure_rules
import tests.reference.match_rules
import tests.reference.passage_rules
import tests.reference.place_rules
import tests.reference.unit_rules  # noqa: F401  (they fill the registry)
from tests.reference.form import Form, form
from tests.reference.found import Found
from tests.reference.keys import dangling, doubles
from tests.reference.rule import RULES, Tables
from tests.reference.values import value_and_faults


def findings(descriptor_file: Path) -> set[Found]:
    """Everything that is wrong with the files of a package. Its descriptor and schemas are taken to be right."""
    return judgement(descriptor_file)[0]


def judgement(descriptor_file: Path) -> tuple[set[Found], set[str]]:
    """What is wrong, and the tables that could not be read, so that nothing is said of their cells, links and rules."""
    resources = json.loads(descriptor_file.read_text(encoding="utf-8"))["resources"]
    schemas = {resource["name"]: _schema(descriptor_file, resource) for resource in resources}
    found: set[Found] = set()
    tables: dict[str, Any] = {}
    for resource in resources:
        name = resource["name"]
        found |= set(_stale(resource, descriptor_file.parent / resource["path"]))
        shape = _form(resource, descriptor_file.parent / resource["path"], schemas[name])
        found |= shape.found
        if shape.is_readable:
            tables[name] = shape.rows
            found |= set(_faults_of_cells(name, shape, schemas[name]))
    found |= set(_faults_of_keys(tables, schemas)) | set(_broken_rules(tables))
    return found, schemas.keys() - tables.keys()


def _schema(descriptor_file: Path, resource: dict[str, Any]) -> Any:
    return json.loads((descriptor_file.parent / resource["schema"]).read_text(encoding="utf-8"))


def _stale(resource: dict[str, Any], file: Path) -> Iterator[Found]:
    content = file.read_bytes() if file.exists() else None
    if content is not None and resource.get("bytes", len(content)) != len(content):
        yield Found("size_is_fresh", resource["name"], columns=frozenset({"bytes"}))
    digest = f"sha256:{hashlib.sha256(content or b'').hexdigest()}"
    if content is not None and resource.get("hash", digest) != digest:
        yield Found("hash_is_fresh", resource["name"], columns=frozenset({"hash"}))


def _form(resource: dict[str, Any], file: Path, schema: Any) -> Form:
    if not file.exists():
        return Form({Found("file_exists", resource["name"])}, [])
    names = [field["name"] for field in schema["fields"]]
    return form(resource["name"], file.read_bytes(), names, resource.get("dialect", {}).get("delimiter", ","))


def _faults_of_cells(table: str, shape: Form, schema: Any) -> Iterator[Found]:
    for row in shape.rows:
        for field in schema["fields"]:
            value, faults = value_and_faults(row.text[field["name"]], field)
            row.values[field["name"]] = value
            for rule in faults:
                yield Found(rule, table, row.line, row.record, frozenset({field["name"]}))


def _faults_of_keys(tables: Tables, schemas: dict[str, Any]) -> Iterator[Found]:
    for name, rows in tables.items():
        yield from doubles(name, rows, schemas[name]["primaryKey"])
        for link in schemas[name].get("foreignKeys", []):
            parent = link["reference"].get("resource") or name
            if parent in tables:
                yield from dangling(name, rows, link["fields"], tables[parent], link["reference"]["fields"])


def _broken_rules(tables: Tables) -> Iterator[Found]:
    for name, rule in RULES.items():
        if rule.reads <= tables.keys():
            yield from (Found(name, rule.table, row.line, row.record, rule.columns) for row in rule.broken(tables))
