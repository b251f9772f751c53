"""The three judges of a mutant, and where they may differ."""

import json
import warnings
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest

from scripts.check import Means, check
from scripts.referee import SHARED_RULES
from tests.reference.found import Found
from tests.reference.package import judgement
from tests.remembered import KEPT

# What a date rule says of a text that is no date at all is left open; that it is none is told by its pattern, which both find.
DATE_RULES = {
    "date_edtf": {"event_dates_are_real", "event_interval_runs_forward", "event_days_follow_from_edtf", "event_precision_fits_days"},
    "as_of_edtf": {"figure_date_is_real"},
    "published": {"source_date_is_real"},
}
# Frictionless may see these faults too, or read on as if nothing were wrong.
SOMETIMES_SHARED = {
    "file_is_not_empty": "it takes a file without a header for a table without columns, or without rows",
    "file_is_utf8": "it decodes in pieces, and not what lies behind the last line it needs",
    "file_has_no_bom": "it drops a first mark and takes a second one for part of the first name",
    "file_has_no_nul": "it takes NUL for a character, which patterns then refuse",
    "lines_end_with_lf": "a lone carriage return ends a row for it",
    "file_has_no_blank_line": "a blank line is a row without cells for it",
    "line_is_not_too_long": "it has no bound of its own; the csv module stops at cells of 131,072 characters",
    "quotes_are_closed": "it reads on as the csv module does, and may miss cells in what it read",
    "cell_has_no_line_break": "patterns refuse a line break, free text does not",
    "cell_is_plain_text": "patterns refuse some of it",
    "table_has_rows": "it asks for no rows",
    "cell_is_integer": "it takes what Python takes for an integer",
    "cell_is_number": "it takes what Python takes for a number",
    "cell_is_date": "it takes what strptime takes for a date",
    "cell_is_uri": "it knows addresses by another pattern",
}


def ours(descriptor_file: Path, as_if_large: bool = False) -> tuple[set[Found], set[str]]:
    """What the validator finds, and the tables that it could not read; also in the ways that are meant for large tables."""
    with as_large() if as_if_large else nullcontext():
        report = check(descriptor_file, most_rows=100_000, means=Means(cache=KEPT))
    found = {Found(one.rule, one.table or "", one.line, one.record, columns(one.column)) for one in report.findings}
    return found, {name for name, table in report.tables.items() if not table.run}


def columns(named: str | None) -> frozenset[str]:
    """The columns that a finding names, parted by commas."""
    return frozenset(named.split(", ")) if named else frozenset()


@contextmanager
def as_large() -> Iterator[None]:
    """Let every table be treated as a large one: its blocks are screened, and its ids become numbers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scripts.file_check.SMALL", 0)
        patch.setattr("scripts.engines.LITTLE", 0)
        yield


def differences(descriptor_file: Path, as_if_large: bool = False) -> tuple[set[Found], list[str]]:
    """What the validator finds, and in words where the reference finds otherwise."""
    expected, expected_unread = judgement(descriptor_file)
    try:
        found, unread = ours(descriptor_file, as_if_large)
    except Exception as error:  # whatever it raises is a disagreement
        return set(), [f"the validator raises {type(error).__name__}: {error}"[:200]]
    excused = _excused(found | expected)
    lines = [f"only the validator: {_shown(one)}" for one in sorted(found - expected - excused, key=str)]
    lines += [f"only the reference: {_shown(one)}" for one in sorted(expected - found - excused, key=str)]
    lines += [f"read by one of them alone: {table}" for table in sorted(unread ^ expected_unread)]
    return found, lines


def _excused(found: set[Found]) -> set[Found]:
    misshapen = {(one.table, one.line, *one.columns) for one in found if one.rule == "cell_matches_pattern"}
    return {
        one for one in found for column, rules in DATE_RULES.items() if one.rule in rules and (one.table, one.line, column) in misshapen
    }


def _shown(one: Found) -> str:
    return f"{one.rule} in {one.table}, line {one.line}, record {one.record}, {', '.join(sorted(one.columns)) or 'no column'}"


def second_differences(descriptor_file: Path, found: set[Found]) -> list[str]:
    """Where frictionless refuses a table in which we find nothing that it could, or takes one in which we do."""
    rules: dict[str, set[str]] = defaultdict(set)
    for one in found:
        rules[one.table].add(one.rule)
    complaints = frictionless_complaints(descriptor_file)
    lines = []
    for table, theirs in complaints.items():
        if theirs and not rules[table] & (SHARED_RULES | SOMETIMES_SHARED.keys()) and not _is_led_astray(descriptor_file, table, rules):
            lines.append(f"only frictionless, in {table}: {theirs[0][:200]}")
        if not theirs and rules[table] & SHARED_RULES and not rules[table] & SOMETIMES_SHARED.keys():
            lines.append(f"only we, not frictionless, in {table}: {', '.join(sorted(rules[table] & SHARED_RULES))}")
    return lines


def _is_led_astray(descriptor_file: Path, table: str, rules: dict[str, set[str]]) -> bool:
    """Whether the table links to one that has a fault of form, which frictionless reads otherwise, or not at all."""
    schema = _schema(descriptor_file, table)
    targets = {link["reference"].get("resource") for link in schema.get("foreignKeys", [])}
    return any(rules[target] for target in targets if target)


def _schema(descriptor_file: Path, table: str) -> Any:
    return json.loads((descriptor_file.parent / "schemas" / f"{table}.schema.json").read_text(encoding="utf-8"))


def frictionless_complaints(descriptor_file: Path) -> dict[str, list[str]]:
    """What frictionless has against each table."""
    import frictionless

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        report = frictionless.Package(str(descriptor_file)).validate()
    complaints: dict[str, list[str]] = {task.name: [error.message for error in task.errors] for task in report.tasks}
    if report.errors:
        complaints[""] = [error.message for error in report.errors]
    return complaints
