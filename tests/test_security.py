"""A package from a stranger reads and writes nothing outside its folder, runs no SQL, and takes bounded time and memory."""

import gzip
import json
import os
import random
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scripts.blocks
import scripts.files
from schemas.sql import identifier, literal
from scripts.blocks import contents
from scripts.check import Report
from scripts.descriptor import inside
from scripts.files import PARQUET_MARK
from scripts.findings import Finding
from scripts.package import open_package
from scripts.preflight import preflight
from scripts.read import confine, engine
from scripts.tidy import tidy
from tests.conftest import Copy
from tests.thoroughness import examples

ENGINE = engine()
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
# What people try: the end of a literal or identifier, comments, statements, paths, terminals.
HOSTILE = ['x"; DROP TABLE units; --', "'; DROP TABLE units; --", "*/ SELECT 1 /*", "$$", "\\", "../../etc/passwd", "\x1b[2J", "a\nb", ""]


def resource(descriptor: Any, table: str) -> Any:
    return next(one for one in descriptor["resources"] if one["name"] == table)


def of_units(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.table == "units"]


# SQL


@given(TEXT.filter(bool))
def test_an_identifier_is_one_name_whatever_it_holds(name: str) -> None:
    assert [one[0] for one in ENGINE.execute(f"SELECT 1 AS {identifier(name)}").description or []] == [name]


@given(st.one_of(TEXT, st.sampled_from(HOSTILE), st.integers(-(2**63) + 1, 2**63 - 1)))
def test_a_literal_is_the_value_whatever_it_holds(value: str | int) -> None:
    assert ENGINE.execute(f"SELECT {literal(value)}").fetchall() == [(value,)]


@pytest.mark.parametrize("name", [*HOSTILE, "record", "rowid", "odd text", "file_row_number", "Unit_id", "ｕnit_id"])
def test_a_column_of_a_hostile_name_gives_a_finding_or_is_a_column(package: Copy, name: str) -> None:
    document = package.schema("units")
    document["fields"].append({"name": name, "type": "integer", "constraints": {"unique": True}})
    (package.root / "schemas" / "units.schema.json").write_text(json.dumps(document), encoding="utf-8")
    lines = package.file("units").read_text(encoding="utf-8").splitlines()
    package.file("units").write_text(
        "".join(f"{line},{7 - number if number else name}\n" for number, line in enumerate(lines)), encoding="utf-8"
    )
    package.describe()
    found = package.check().findings
    assert {finding.rule for finding in found} <= {"schema_is_known"}
    assert (name == "file_row_number") == (found == [])


@pytest.mark.parametrize("word", [word for word in HOSTILE if word and "\n" not in word and "\x1b" not in word])
def test_hostile_allowed_values_are_values(package: Copy, word: str) -> None:
    document = package.schema("units")
    side = next(field for field in document["fields"] if field["name"] == "side")
    side["constraints"]["enum"] += [word]
    side.pop("categories", None)
    side["title"] = side["description"] = word
    (package.root / "schemas" / "units.schema.json").write_text(json.dumps(document), encoding="utf-8")
    package.edit("units", package.rows("units")[0]["unit_id"], side=word)
    package.edit("units", package.rows("units")[1]["unit_id"], side=f"{word}'")
    package.describe()
    assert [finding.value for finding in package.check_alone("units").findings if finding.rule == "cell_is_allowed"] == [f"{word}'"]


REFUSED = [
    "FROM read_text('/etc/passwd')",
    "FROM glob('/etc/*')",
    "FROM read_csv('{here}/secret.csv')",
    "FROM read_csv('{work}/../secret.csv')",
    "FROM read_csv('{work}/link.csv')",
    "FROM read_csv('http://127.0.0.1:1/x.csv')",
    "COPY (SELECT 1) TO '{here}/out.csv'",
    "COPY (SELECT 1) TO '{file}'",
    "EXPORT DATABASE '{here}/out'",
    "ATTACH '{here}/out.duckdb'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "CREATE PERSISTENT SECRET s (TYPE s3)",
    "SET enable_external_access = true",
    "SET allowed_directories = ['/']",
    "SET lock_configuration = false",
    "SET temp_directory = '{here}'",
    "SET memory_limit = '1TB'",
    "FROM frame",
]


def test_a_confined_engine_reads_its_files_and_nothing_else(tmp_path: Path) -> None:
    work, file = tmp_path / "work", tmp_path / "da[ta]*" / "a'b.csv"
    work.mkdir()
    file.parent.mkdir()
    file.write_text("x\n1\n")
    (tmp_path / "secret.csv").write_text("x\n2\n")
    (work / "link.csv").symlink_to(tmp_path / "secret.csv")
    frame = {"x": [1]}  # noqa: F841 - what a query must not reach
    with engine(temp_directory=str(work)) as connection:
        confine(connection, [file], work)
        before = sorted(tmp_path.rglob("*"))
        for sql in REFUSED:
            with pytest.raises(duckdb.Error):
                connection.execute(sql.format(here=tmp_path, work=work, file=str(file).replace("'", "''"))).fetchall()
        assert sorted(tmp_path.rglob("*")) == before and file.read_text() == "x\n1\n"
        escaped = str(file).replace("[", "[[]").replace("*", "[*]")
        assert connection.execute(f"FROM read_csv({literal(escaped)})").fetchall() == [(1,)]


def test_a_folder_whose_name_looks_like_a_pattern_is_a_folder(package: Copy) -> None:
    root = package.root / "year=2012 [a-z]* 'x'"
    root.mkdir()
    for name in ("data", "schemas", "datapackage.json"):
        (package.root / name).rename(root / name)
    assert Copy(root).check().findings == []


# Paths


@given(st.lists(st.sampled_from(["..", ".", "a", "link", "", "~", "C:", "\\\\x", "*", "x\0", "é", "%2e%2e"]), min_size=1))
@settings(max_examples=examples(1.2))
def test_a_path_stays_inside_or_is_refused(tmp_path_factory: pytest.TempPathFactory, steps: list[str]) -> None:
    root = tmp_path_factory.getbasetemp() / "inside"
    (root / "a").mkdir(parents=True, exist_ok=True)
    if not (root / "link").is_symlink():
        (root / "link").symlink_to("/etc")
    found = inside(root, "/".join(steps))
    assert found is None or found.resolve().is_relative_to(root.resolve())


@pytest.mark.parametrize("make", [os.mkfifo, lambda file: file.symlink_to("/dev/zero"), Path.mkdir], ids=["pipe", "device", "folder"])
def test_what_is_no_file_is_not_read(package: Copy, make: Any) -> None:
    package.describe()
    package.file("units").unlink()
    make(package.file("units"))
    assert {finding.rule for finding in of_units(package.check())} <= {"file_exists", "path_stays_inside"} != set()


@pytest.mark.parametrize(
    "make", [lambda file, out: file.symlink_to(out), lambda file, out: file.hardlink_to(out), lambda file, out: os.mkfifo(file)]
)
def test_what_lies_where_a_file_is_to_be_written_is_not_written_through(package: Copy, tmp_path: Path, make: Any) -> None:
    outside = tmp_path / "outside"
    outside.write_text("mine")
    make(package.root / "data" / ".units.csv.new", outside)
    package.file("units").write_text(package.file("units").read_text(encoding="utf-8").replace("\n", " \n"), encoding="utf-8")
    tidy(open_package(package.descriptor), check=False)
    assert outside.read_text() == "mine"
    assert {file.suffix for file in (package.root / "data").iterdir()} == {".csv", ".md"}


# Bounds


def test_a_line_without_end_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts.blocks, "BLOCK_SIZE", 1000)
    monkeypatch.setattr(scripts.blocks, "LONGEST_RECORD", 1000)
    file = tmp_path / "long"
    for letter in ("a", '"', "ä", "€", "𐍈", ","):
        file.write_bytes(b"head\n" + letter.encode() * 100_000)
        with file.open("rb") as stream:
            pieces = list(contents(stream))
        assert sum(map(len, pieces)) < 5000
        b"".join(pieces).decode("utf-8")


def test_a_line_without_end_is_told(package: Copy) -> None:
    with package.file("units").open("ab") as stream:
        stream.write(b"\xc3\xa4" * 6_000_000)
    package.describe()
    found = package.check_alone("units").findings
    assert [(finding.rule, finding.line) for finding in found] == [("line_is_not_too_long", 5)]
    assert "nothing after it was looked at" in found[0].message


@pytest.mark.parametrize(
    ("filling", "rule"), [(b"\n", "file_has_no_blank_line"), (b"a\n", "row_has_every_cell"), (b'"\n"\n', "row_has_every_cell")]
)
def test_faults_without_number_are_counted_and_few_kept(package: Copy, filling: bytes, rule: str) -> None:
    with package.file("units").open("ab") as stream:
        stream.write(filling * 5_000)
    found = preflight(open_package(package.descriptor).tables["units"]).found
    assert found.counts[f"units {rule}"] == 5_000
    assert len([finding for finding in found.kept if finding.rule == rule]) == found.most


def test_many_packed_files_are_bounded_together(package: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts.files, "ALWAYS_ADMITTED", 250_000)
    header = package.file("units").read_bytes().splitlines(keepends=True)[0]
    for number in range(8):
        with gzip.open(package.root / "data" / f"{number}.csv.gz", "wb") as stream:
            stream.write(header + b"a" * 100_000 + b"\n")

    def in_parts(descriptor: Any) -> None:
        units = resource(descriptor, "units")
        units |= {"path": [f"data/{number}.csv.gz" for number in range(8)], "compression": "gz"}
        del units["bytes"], units["hash"]

    package.describe(in_parts)
    work = tmp_path / "work"
    work.mkdir()
    found = preflight(open_package(package.descriptor).tables["units"], work)
    assert "file_unpacks_within_bounds" in found.found.rules
    assert sum(file.stat().st_size for file in work.iterdir()) < 400_000


# Parquet


def as_parquet(package: Copy, query: str) -> Path:
    file = package.root / "data" / "units.parquet"
    duckdb.execute(f"COPY ({query}) TO {literal(str(file))} (FORMAT parquet)")

    def described(descriptor: Any) -> None:
        units = resource(descriptor, "units")
        for word in ("bytes", "hash", "dialect", "encoding", "mediatype"):
            units.pop(word, None)
        units |= {"path": "data/units.parquet", "format": "parquet"}

    package.describe(described)
    return file


def columns(package: Copy, value: str) -> str:
    return ", ".join(f"{value} AS {identifier(field['name'])}" for field in package.schema("units")["fields"])


@pytest.mark.parametrize(
    ("value", "rows"), [("'x'", 1_000_000), ("repeat('x', 900000)", 10)], ids=["a value a million times", "long values in one page"]
)
def test_parquet_that_unpacks_to_too_much_is_refused_unread(package: Copy, monkeypatch: pytest.MonkeyPatch, value: str, rows: int) -> None:
    monkeypatch.setattr(scripts.files, "ALWAYS_ADMITTED", 1_000_000)
    monkeypatch.setattr(scripts.files, "MOST_EXPANSION", 10)
    as_parquet(package, f"SELECT {columns(package, value)} FROM range({rows})")
    assert [finding.rule for finding in package.check_alone("units").findings] == ["file_unpacks_within_bounds"]


def test_a_huge_cell_of_parquet_is_told(package: Copy) -> None:
    as_parquet(package, f"SELECT {columns(package, 'repeat(chr(120), 1000001)')}")
    assert [finding.rule for finding in package.check_alone("units").findings] == ["line_is_not_too_long"]


@pytest.mark.parametrize("value", ["[1]", "{'a': 1}", "MAP {'a': 1}", "'x'::BLOB", "1::DECIMAL(9, 2)", "TIME '10:00'", "INTERVAL 1 DAY"])
def test_nested_and_foreign_types_are_refused(package: Copy, value: str) -> None:
    as_parquet(package, f"SELECT {columns(package, value)}")
    assert {finding.rule for finding in package.check_alone("units").findings} == {"column_has_its_type"}


def test_damage_to_one_parquet_file_leaves_the_other_tables_alone(package: Copy) -> None:
    file = as_parquet(package, f"FROM read_csv({literal(str(package.file('units')))}, all_varchar=true)")
    whole, chance = file.read_bytes(), random.Random(1)
    table = open_package(package.descriptor).tables["units"]
    from scripts.parquet import parquet_preflight

    with engine() as connection:
        for _ in range(60):
            damaged = bytearray(whole)
            for _ in range(3):
                damaged[chance.randrange(len(PARQUET_MARK), len(whole) - 8)] = chance.randrange(256)
            file.write_bytes(damaged)
            parquet_preflight(connection, table)
            assert connection.execute("SELECT 1").fetchall() == [(1,)]
