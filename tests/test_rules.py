"""Every rule is broken by the example that the codebook shows, and fires on nothing that looks similar; a rule without an example fails."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

import schemas.rules  # fills the registry
from schemas.column_types import COLUMN_TYPES
from schemas.constraints import CONSTRAINTS
from schemas.examples import EXAMPLES, source
from schemas.examples.changes import Edit, Miscount
from schemas.examples.rules import RULE_EXAMPLES
from schemas.examples.source import SOURCE_EXAMPLES
from schemas.executor import outcome
from schemas.plan import Plan
from schemas.rule import RULES, Rule
from scripts.article import sha256
from scripts.findings import STRUCTURAL_RULES, Finding
from scripts.package import Part, Table, open_package
from scripts.plans import plans_of_whole_tables
from scripts.read import TEXT_PREFIX, engine, read
from scripts.source_findings import SOURCE_RULES
from scripts.verify_source import CannotVerify, verified
from tests.conftest import KEPT, MINIMAL, PROJECT, Copy, rows_of, write_rows
from tests.rule_breaks import FURTHER, NEAR_MISSES, Break
from tests.spoiling import edited, miscount, spoiled

CELL_RULES = {f"cell_is_{name}" for name in COLUMN_TYPES.keys() - {"string"}} | {known.rule for known in CONSTRAINTS.values()}
VALIDATED = {rule: example for rule, example in EXAMPLES.items() if rule not in SOURCE_EXAMPLES}


@dataclass(frozen=True)
class Minimal:
    """The minimal package, read into an engine once, and its compiled checks."""

    connection: DuckDBPyConnection
    tables: Mapping[str, Table]
    plans: Mapping[str, Plan]

    def lines_broken(self, edits: list[Edit], rule: Rule, folder: Path) -> list[int]:
        """The lines that break one rule after the edits, without the rest of the validation: a tenth of its time."""
        self.connection.execute("BEGIN")
        try:
            for name in {edit.table for edit in edits}:
                self._read_anew(name, [edit for edit in edits if edit.table == name], folder)
            plan = self.plans[rule.table]
            alone = replace(plan, checks=tuple(check for check in plan.checks if check.name == rule.name))
            result = outcome(alone, lambda sql: self.connection.execute(sql).fetchall(), most_rows=100, texts=_no_text)
        finally:
            self.connection.execute("ROLLBACK")
        return [row.record + 1 for broken in result.broken for row in broken.rows]

    def _read_anew(self, name: str, edits: list[Edit], folder: Path) -> None:
        before = rows = rows_of(self.tables[name].file)
        for edit in edits:
            rows = edited(rows, edit)
        assert rows != before, "the edits change nothing"
        file = folder / f"{name}.csv"
        write_rows(file, list(self.tables[name].schema.names), rows)
        self.connection.execute(f'DROP VIEW "{name}"; DROP TABLE "{TEXT_PREFIX}{name}"')
        read(self.connection, replace(self.tables[name], parts=(Part(file, name),)))


def _no_text(records: Sequence[int]) -> Mapping[int, Mapping[str, str | None]]:
    """No cells, which take longer to fetch than the lines."""
    return {record: defaultdict(str) for record in records}


def _optimizers() -> str:
    """All optimizers: for three rows they take as long as all the rest. Every other test of the validator has them at work."""
    with engine() as connection:
        return ",".join(name for (name,) in connection.execute("SELECT name FROM duckdb_optimizers()").fetchall())


@pytest.fixture(scope="module")
def minimal() -> Iterator[Minimal]:
    described = open_package(PROJECT / "datapackage.json", KEPT).tables
    tables = {name: replace(table, parts=(Part(MINIMAL / f"{name}.csv", name),)) for name, table in described.items()}
    with engine(disabled_optimizers=_optimizers()) as connection:
        for table in tables.values():
            read(connection, table)
        yield Minimal(connection, tables, plans_of_whole_tables({name: table.schema for name, table in tables.items()}, KEPT))


def test_the_minimal_package_fulfils_every_rule(package: Copy) -> None:
    report = package.check(referee=True)
    assert report.findings == []
    assert not any(table.not_run for table in report.tables.values())


def test_every_rule_has_its_example_and_near_misses() -> None:
    others = {"key_is_unique", "link_exists", "cell_is_uri"} | CELL_RULES | STRUCTURAL_RULES.keys() | SOURCE_RULES.keys()
    assert RULE_EXAMPLES.keys() == NEAR_MISSES.keys() == RULES.keys() >= FURTHER.keys()
    assert EXAMPLES.keys() == RULES.keys() | others
    assert all(NEAR_MISSES.values()) and all(FURTHER.values())


@pytest.mark.parametrize("rule", VALIDATED)
def test_the_example_is_found_by_the_rule_and_no_other(package: Copy, monkeypatch: pytest.MonkeyPatch, rule: str) -> None:
    changes = VALIDATED[rule].changes
    for table in [change.table for change in changes if isinstance(change, Miscount)]:
        miscount(monkeypatch, table)
    spoiled(package, [change for change in changes if not isinstance(change, Miscount)])
    found_as_shown(package.check(referee=rule == "referees_agree").findings, rule)


@pytest.mark.parametrize("rule", SOURCE_EXAMPLES)
def test_the_example_of_a_source_is_found_by_the_rule_and_no_other(package: Copy, rule: str) -> None:
    for row in [row for row in package.rows("passages") if row["source_id"] == "chronicle"]:
        package.edit("passages", row["passage_id"], sha256=sha256(source.TEXT[int(row["char_start"]) : int(row["char_end"])]))
    package.edit("sources", "chronicle", sha256=sha256(source.TEXT))
    copy = package.root / source.COPY
    copy.write_text(source.TEXT, encoding="utf-8")
    assert verified(open_package(package.descriptor), copy).findings == ()
    spoiled(package, SOURCE_EXAMPLES[rule].changes)
    try:
        findings = list(verified(open_package(package.descriptor), copy).findings)
    except CannotVerify as refusal:
        findings = list(refusal.findings)
    found_as_shown(findings, rule)


def found_as_shown(findings: list[Finding], rule: str) -> None:
    """The rule is broken on the lines that the example names, and no rule besides those that it names; each finding says why."""
    example = EXAMPLES[rule]
    assert {finding.rule for finding in findings} == {rule} | example.also
    found = [finding for finding in findings if finding.rule == rule]
    assert [finding.line for finding in found] == list(example.lines)
    severity = RULES[rule].severity if rule in RULES else "error"
    assert all(finding.severity == severity and finding.message and finding.hint for finding in found)
    if rule in RULES:
        assert all((finding.table, finding.message) == (RULES[rule].table, RULES[rule].sentence) for finding in found)
        assert all(finding.column and finding.row_key and finding.value for finding in found)


@pytest.mark.parametrize(
    ("rule", "further"),
    [pytest.param(rule, further, id=f"{rule}-{number}") for rule in FURTHER for number, further in enumerate(FURTHER[rule], start=2)],
)
def test_every_other_break_is_found_by_the_rule(minimal: Minimal, tmp_path: Path, rule: str, further: Break) -> None:
    assert minimal.lines_broken(further.edits, RULES[rule], tmp_path) == further.lines


@pytest.mark.parametrize(
    ("rule", "edits"),
    [pytest.param(rule, edits, id=f"{rule}-{number}") for rule in NEAR_MISSES for number, edits in enumerate(NEAR_MISSES[rule], start=1)],
)
def test_a_near_miss_is_none_of_the_rule(minimal: Minimal, tmp_path: Path, rule: str, edits: list[Edit]) -> None:
    assert minimal.lines_broken(edits, RULES[rule], tmp_path) == []


def test_whatever_may_be_counted_is_of_some_kind(package: Copy) -> None:
    counted = next(field for field in package.schema("figures")["fields"] if field["name"] == "counted")
    assert schemas.rules.KINDS.keys() == set(counted["constraints"]["enum"])


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_every_rule_says_what_it_wants_and_how_to_mend_it(rule: Rule) -> None:
    assert rule.sentence.endswith(".") and rule.hint.endswith(".")
