"""Generated packages: clean ones pass, the same seed gives the same bytes, and defects give the findings that were foretold, no others."""

import csv
import gzip
import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import schemas.rules  # noqa: F401 - registers the rules
from benchmarks.defects import DEFECTS
from benchmarks.generate import generated, main
from benchmarks.sizes import Sizes, slices
from schemas.rule import RULES
from scripts.check import check

pytestmark = pytest.mark.thorough

EVENTS, SPACING = 200, 3
TABLES = list(Sizes.of(EVENTS).rows)
SMALL = {"event_types", "sources", "units", "places", "ged_matches", "retired"}  # With few rows, chance may spare them.
# What no single cell can break here: every type, place and source is used many times over.
NEVER_BROKEN = {"event_type_is_used", "place_is_used", "source_is_used"}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated(tmp_path_factory.mktemp("clean"), EVENTS)


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated(tmp_path_factory.mktemp("spoiled"), EVENTS, defects=1 / SPACING)


def lines(descriptor: Path, name: str) -> list[bytes]:
    content = (descriptor.parent / "data" / name).read_bytes()
    return (gzip.decompress(content) if name.endswith(".gz") else content).splitlines(keepends=True)


def foretold(descriptor: Path) -> list[dict[str, str]]:
    with (descriptor.parent / "expected.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def assert_found_as_foretold(descriptor: Path, expected: list[dict[str, str]]) -> None:
    findings = check(descriptor, most_rows=100_000, referee=False).findings
    found = {(finding.path, finding.line, finding.table, finding.rule, finding.column) for finding in findings}
    assert found == {(row["path"], int(row["line"]), row["table"], row["rule"], row["column"]) for row in expected}


def test_a_clean_package_passes(clean: Path) -> None:
    assert_found_as_foretold(clean, [])


def test_defects_give_the_findings_that_were_foretold(spoiled: Path) -> None:
    assert_found_as_foretold(spoiled, foretold(spoiled))
    assert {row["table"] for row in foretold(spoiled)} >= set(TABLES) - SMALL


def test_defects_in_all_rows_do_not_meet(tmp_path: Path) -> None:
    descriptor = generated(tmp_path, 300, defects=1, seed=2)
    assert_found_as_foretold(descriptor, foretold(descriptor))
    assert {row["table"] for row in foretold(descriptor)} == set(TABLES)


def test_every_rule_across_columns_and_tables_is_broken_by_some_defect() -> None:
    findings = [finding for defect in DEFECTS for finding in [*defect.findings, *(one.finding for one in defect.elsewhere)]]
    rules = {finding.split(": ")[0] for finding in findings}
    assert set(RULES) - rules == NEVER_BROKEN
    assert {rule for rule in rules - set(RULES) if not rule.startswith("cell_")} == {"key_is_unique", "link_exists"}


def test_rows_without_defects_are_those_of_the_clean_package(clean: Path, spoiled: Path) -> None:
    for table, rows in Sizes.of(EVENTS).rows.items():
        pairs = zip(lines(clean, f"{table}.csv"), lines(spoiled, f"{table}.csv"), strict=True)
        changed = sum(before != after for before, after in pairs)
        assert changed <= rows / SPACING + 1
        assert changed > 0 or table in SMALL


def test_sizes_are_those_of_the_files(clean: Path) -> None:
    assert {table: len(lines(clean, f"{table}.csv")) - 1 for table in TABLES} == Sizes.of(EVENTS).rows
    assert [Sizes.of(events).rows["events"] for events in (1, 60, 61, 1_000_000)] == [60, 60, 80, 1_000_000]
    assert sum(Sizes.of(1_000_000).rows.values()) > 4_000_000


def test_the_seed_decides_every_byte(spoiled: Path, tmp_path: Path) -> None:
    same = generated(tmp_path / "same", EVENTS, defects=1 / SPACING)
    other = generated(tmp_path / "other", EVENTS, seed=2)
    for name in ["datapackage.json", "expected.csv", *(f"data/{table}.csv" for table in TABLES)]:
        assert (same.parent / name).read_bytes() == (spoiled.parent / name).read_bytes()
    assert all(lines(other, f"{table}.csv") != lines(same, f"{table}.csv") for table in set(TABLES) - SMALL)


def test_parts_hold_the_same_rows_and_findings(spoiled: Path, tmp_path: Path) -> None:
    parted = generated(tmp_path, EVENTS, defects=1 / SPACING, parts=3, compression="gz")
    for table, rows in Sizes.of(EVENTS).rows.items():
        texts = [lines(parted, Path(piece.path).name) for piece in slices(table, rows, 3, "csv.gz")]
        whole = lines(spoiled, f"{table}.csv")
        assert {text[0] for text in texts} == {whole[0]}
        assert [line for text in texts for line in text[1:]] == whole[1:]
    for one, other in zip(foretold(spoiled), foretold(parted), strict=True):
        assert {**one, "path": "", "line": ""} == {**other, "path": "", "line": ""}
        assert (
            lines(spoiled, f"{one['table']}.csv")[int(one["line"]) - 1] == lines(parted, Path(other["path"]).name)[int(other["line"]) - 1]
        )


def test_the_descriptor_tells_files_as_they_are(tmp_path: Path) -> None:
    descriptor = json.loads(generated(tmp_path, 60, format="parquet", parts=2).read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        content = b"".join((tmp_path / path).read_bytes() for path in resource["path"])
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
        assert (resource["format"], resource["mediatype"]) == ("parquet", "application/vnd.apache.parquet")


def test_the_command_plants_about_as_many_defects_as_are_asked_for(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [str(tmp_path / "package"), "--events", "60", "--defect-count", "40"])
    assert result.exit_code == 0, result.output
    rows = {(row["table"], row["record"]) for row in foretold(tmp_path / "package" / "datapackage.json")}
    assert 20 < len(rows) < 60


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--defects", "0.1", "--defect-count", "5"], "either"),
        (["--format", "parquet", "--compression", "gz"], "compressed already"),
        ([], "is not empty"),
    ],
)
def test_the_command_refuses_in_one_sentence(tmp_path: Path, options: list[str], message: str) -> None:
    (tmp_path / "old.txt").touch()
    result = CliRunner().invoke(main, [str(tmp_path), "--events", "60", *options])
    assert result.exit_code != 0
    assert message in result.output
    assert "Traceback" not in result.output
