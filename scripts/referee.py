"""Asks frictionless, which knows nothing of our validator, for its verdict, and says where the two disagree."""

import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scripts.files import BLOCK, UnreadableFile, opened
from scripts.findings import STOPPING, Finding, structural
from scripts.package import Package, Table

# What frictionless can judge as well. The rest of our findings are stricter on purpose: it takes 007 for an integer, sniffs no
# line ends, ignores unique columns, and knows nothing of the rules across columns and tables.
SHARED_RULES = {
    "file_exists",
    "size_is_fresh",
    "hash_is_fresh",
    "header_equals_schema",
    "row_has_every_cell",
    "cell_is_filled",
    "cell_is_allowed",
    "cell_matches_pattern",
    "cell_is_not_below_minimum",
    "cell_is_not_above_maximum",
    "key_is_unique",
    "link_exists",
}
# It takes several files for one stream, without the headers from the second on, so it measures other bytes and sees one header.
UNSHARED_OF_LISTS = {"size_is_fresh", "hash_is_fresh"}

PACKAGE_WORDS = ["$schema", "name", "id", "title", "description", "version", "created", "keywords", "contributors", "licenses", "sources"]


@dataclass(frozen=True)
class Opinion:
    """What frictionless has against the tables it was asked about (nothing: it is content), and why it was not asked about the others.

    A complaint under the empty name is about the package.
    """

    complaints: Mapping[str, list[str]]
    not_asked: Mapping[str, str] = field(default_factory=dict)


def version() -> str:
    """Name and version of the second referee."""
    import frictionless

    return f"frictionless {frictionless.__version__}"


def second_opinion(package: Package) -> Opinion:
    """What frictionless has against each table that it can judge."""
    not_asked = {name: why for name, table in package.tables.items() if (why := _unfit(table))}
    asked = [name for name in package.tables if name not in not_asked]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves compressed files open
        return Opinion(_complaints(package, asked) if asked else {}, not_asked)


def _complaints(package: Package, asked: list[str]) -> dict[str, list[str]]:
    import frictionless

    complaints: dict[str, list[str]] = {name: [] for name in asked}
    try:
        report = frictionless.Package.from_descriptor(_descriptor(package, asked), basepath=str(package.root)).validate()
    except frictionless.FrictionlessException as error:
        return {"": [reason.message for reason in [error.error, *error.reasons]][-1:]}
    for task in report.tasks:
        complaints[task.name] += [error.message for error in task.errors]
    if report.errors:
        complaints[""] = [error.message for error in report.errors]
    return complaints


def _unfit(table: Table) -> str | None:
    """Why frictionless is not asked about the table; None if it is."""
    if table.format == "parquet":
        return "of Parquet it checks no hash, and takes an empty integer for a fault"
    if table.compression == "zst":
        return "it does not unpack zst"
    if table.compression and not _is_unpacked(table):
        return "it would unpack a damaged file, or one without bounds"
    return None


def _is_unpacked(table: Table) -> bool:
    try:
        for part in table.parts:
            with opened(part, table.compression) as stream:
                while stream.read(BLOCK):
                    pass
    except UnreadableFile as unreadable:
        return unreadable.finding.rule == "file_exists"  # which it can judge
    return True


def _descriptor(package: Package, asked: list[str]) -> dict[str, Any]:
    """The descriptor with what we have looked at, and nothing that could make frictionless fetch or read something else."""
    kept = {word: package.descriptor[word] for word in PACKAGE_WORDS if word in package.descriptor}
    given = {resource["name"]: resource for resource in package.descriptor["resources"]}
    return {**kept, "resources": [_resource(given[name], package.tables[name], asked) for name in asked]}


def _resource(given: Mapping[str, Any], table: Table, asked: list[str]) -> dict[str, Any]:
    """The resource with its schema; links to tables that frictionless is not asked about are left out, as it could not follow them."""
    keys = [key for key in table.document.get("foreignKeys", []) if (key["reference"].get("resource") or table.name) in asked]
    unshared = {"bytes", "hash"} if len(table.parts) > 1 else set()
    words = {word: value for word, value in given.items() if word not in unshared}
    return {**words, "schema": {**table.document, "foreignKeys": keys}}


def disagreements(package: Package, ours: Sequence[Finding], theirs: Opinion) -> Iterator[Finding]:
    """A finding for each table that one referee accepts and the other refuses, as far as both can judge it."""
    findings = defaultdict(list)
    for finding in ours:
        findings[finding.table or ""].append(finding)
    unreadable = {table for table, found in findings.items() if {finding.rule for finding in found} & STOPPING}
    for name, complaints in theirs.complaints.items():
        table = package.tables.get(name)
        path = table.path if table else package.descriptor_file.name
        targets = {key.table for key in table.schema.foreign_keys} if table else set()
        shared = {finding.rule for finding in findings[name] if table and _is_shared(finding, table, theirs)}
        if complaints and not findings[name] and not targets & unreadable:
            detail = f"We find nothing, frictionless says: {complaints[0]}"
            yield structural("referees_agree", path, detail, table=name or None)
        elif shared and not complaints:
            yield structural("referees_agree", path, f"We find {', '.join(sorted(shared))}, frictionless nothing.", table=name)


def _is_shared(finding: Finding, table: Table, theirs: Opinion) -> bool:
    """Whether frictionless was asked about what we found."""
    if finding.rule == "link_exists":
        return not {key.table for key in table.schema.foreign_keys} & theirs.not_asked.keys()
    if finding.rule == "header_equals_schema":
        return finding.path == table.path
    return finding.rule in SHARED_RULES - (UNSHARED_OF_LISTS if len(table.parts) > 1 else set())
