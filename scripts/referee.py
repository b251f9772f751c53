"""Asks frictionless, which knows nothing of our validator, for its verdict, and says where the two disagree."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from scripts.findings import Finding, structural
from scripts.package import Package
from scripts.preflight import STOPPING

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


PACKAGE_WORDS = ["$schema", "name", "id", "title", "description", "version", "created", "keywords", "contributors", "licenses", "sources"]


def version() -> str:
    """Name and version of the second referee."""
    import frictionless

    return f"frictionless {frictionless.__version__}"


def second_opinion(package: Package) -> dict[str, list[str]]:
    """What frictionless has against each table: messages by table, empty where it is content."""
    import frictionless

    complaints: dict[str, list[str]] = {name: [] for name in package.tables}
    try:
        report = frictionless.Package.from_descriptor(_descriptor(package), basepath=str(package.root)).validate()
    except frictionless.FrictionlessException as error:
        return {"": [reason.message for reason in [error.error, *error.reasons]][-1:]}
    for task in report.tasks:
        complaints[task.name] += [error.message for error in task.errors]
    if report.errors:
        complaints[""] = [error.message for error in report.errors]
    return complaints


def _descriptor(package: Package) -> dict[str, Any]:
    """The descriptor with what we have looked at, and nothing that could make frictionless fetch or read something else."""
    kept = {word: package.descriptor[word] for word in PACKAGE_WORDS if word in package.descriptor}
    given = {resource["name"]: resource for resource in package.descriptor["resources"]}
    resources = [{**given[name], "schema": dict(table.document)} for name, table in package.tables.items()]
    return {**kept, "resources": resources}


def disagreements(package: Package, ours: Sequence[Finding], theirs: dict[str, list[str]]) -> Iterator[Finding]:
    """A finding for each table that one referee accepts and the other refuses, as far as both can judge it."""
    findings = defaultdict(set)
    for finding in ours:
        findings[finding.table].add(finding.rule)
    unreadable = {table for table, rules in findings.items() if rules & STOPPING}
    for name, complaints in theirs.items():
        path = package.tables[name].path if name in package.tables else package.descriptor_file.name
        targets = {key.table for key in package.tables[name].schema.foreign_keys} if name in package.tables else set()
        if complaints and not findings[name] and not targets & unreadable:
            detail = f"We find nothing, frictionless says: {complaints[0]}"
            yield structural("referees_agree", path, detail, table=name or None)
        elif findings[name] & SHARED_RULES and not complaints:
            detail = f"We find {', '.join(sorted(findings[name] & SHARED_RULES))}, frictionless nothing."
            yield structural("referees_agree", path, detail, table=name)
