"""The same rows give the same findings whatever files they lie in: CSV, packed CSV, Parquet as text or typed, one file or several."""

import gzip
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from schemas.column_types import COLUMN_TYPES
from scripts.blocks import found_again
from scripts.check import Report
from scripts.findings import Finding
from scripts.package import open_package
from tests.conftest import Copy, minimal_package

pytestmark = pytest.mark.thorough

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Change = Callable[[Copy, str], None]


def refile(package: Copy, table: str, path: str | list[str], **words: Any) -> None:
    """Say in the descriptor where the table lies now, without size and hash."""

    def change(descriptor: Any) -> None:
        resource = next(resource for resource in descriptor["resources"] if resource["name"] == table)
        for word in ("bytes", "hash", *(["dialect", "encoding", "mediatype"] if words.get("format") == "parquet" else [])):
            resource.pop(word, None)
        resource |= {"path": path, **words}

    descriptor = json.loads(package.descriptor.read_text(encoding="utf-8"))
    change(descriptor)
    package.descriptor.write_text(json.dumps(descriptor), encoding="utf-8")


def packed(pack: Callable[[bytes], bytes], ending: str) -> Change:
    def change(package: Copy, table: str) -> None:
        file = package.file(table)
        file.with_name(f"{file.name}.{ending}").write_bytes(pack(file.read_bytes()))
        file.unlink()
        refile(package, table, f"data/{table}.csv.{ending}", compression=ending)

    return change


def parquet(typed: bool, parts: int = 1) -> Change:
    def change(package: Copy, table: str) -> None:
        kinds = [(field["name"], COLUMN_TYPES[field["type"]].duckdb if typed else "VARCHAR") for field in package.schema(table)["fields"]]
        cells = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in kinds)
        rows = f"SELECT *, row_number() OVER () AS n FROM read_csv('{package.file(table)}', all_varchar=true, header=true, nullstr='')"
        paths = [f"data/{table}-{part}.parquet" for part in range(parts)]
        for part, path in enumerate(paths):
            some = f"SELECT {cells} FROM ({rows}) WHERE (n > 2)::INTEGER = {part} OR {parts} = 1 ORDER BY n"
            duckdb.execute(f"COPY ({some}) TO '{package.root / path}' (FORMAT parquet)")
        refile(package, table, paths if parts > 1 else paths[0], format="parquet")

    return change


def two_files(package: Copy, table: str) -> None:
    header, first, second, *rest = package.file(table).read_bytes().splitlines(keepends=True)
    for name, lines in (("one", [header, first, second]), ("two", [header, *rest])):
        (package.root / "data" / f"{table}-{name}.csv").write_bytes(b"".join(lines))
    refile(package, table, [f"data/{table}-one.csv", f"data/{table}-two.csv"])


FORMS: dict[str, Change] = {
    "gz": packed(gzip.compress, "gz"),
    "zst": packed(zstd.compress, "zst"),
    "gz of two members": packed(lambda content: gzip.compress(content[:50]) + gzip.compress(content[50:]), "gz"),
    "parquet of text": parquet(typed=False),
    "two parquet files": parquet(typed=False, parts=2),
    "two files": two_files,
}
SPOILED = ("places", "events", "units", "claims")


def spoil(package: Copy) -> None:
    package.edit("events", "landing", title="Two\u2028lines", status="happened", date_earliest="2020-1-2")
    package.edit("events", "plan", event_id="landing")
    package.edit("places", "harbour", latitude="91", name="Harbour ")
    package.edit("units", "league", parent_unit_id="nobody", name="Le\u0301gion")
    package.edit("claims", "p1-c3", stance="perhaps", event_id="nothing")
    package.describe()


def without_places(report: Report) -> set[Finding]:
    """The findings without what differs by form: their file, line and record."""
    return {Finding(**{**finding.as_dict(), "path": "", "line": None, "record": None}) for finding in report.findings}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """What is found in the spoiled package while its files are plain CSV."""
    package = minimal_package(tmp_path_factory.mktemp("plain"))
    spoil(package)
    return package.check()


@pytest.mark.parametrize("form", FORMS)
def test_the_form_of_the_files_changes_no_finding(package: Copy, expected: Report, form: str) -> None:
    assert len(expected.findings) > 10
    spoil(package)
    for table in SPOILED:
        FORMS[form](package, table)
    found = package.check()
    assert without_places(found) == without_places(expected)
    assert found.counts == expected.counts


@pytest.mark.parametrize("form", FORMS)
def test_a_good_package_passes_in_every_form(package: Copy, form: str) -> None:
    for table in open_package(package.descriptor).tables:
        if len(package.rows(table)) > 2:
            FORMS[form](package, table)
    report = package.check(referee=True)
    assert report.findings == []
    assert not any(table.not_run for table in report.tables.values())


def test_typed_parquet_passes_as_text_does(package: Copy) -> None:
    package.edit("places", "harbour", latitude="0.00001", longitude="-0.5")
    package.describe()
    expected = without_places(package.check())
    for table in open_package(package.descriptor).tables:
        parquet(typed=True)(package, table)
    assert without_places(package.check()) == expected


def test_a_finding_names_the_part_and_its_own_lines(package: Copy) -> None:
    package.edit("places", "isles", place_type="continent")
    line = next(number for number, row in enumerate(package.rows("places"), start=2) if row["place_id"] == "isles")
    two_files(package, "places")
    found = package.check().findings[0]
    assert (found.rule, found.path) == ("cell_is_allowed", "data/places-one.csv" if line < 4 else "data/places-two.csv")
    assert found.line == (line if line < 4 else line - 2)


def test_a_record_of_parquet_is_told_by_its_number(package: Copy) -> None:
    package.edit("units", "league", side="rebel")
    parquet(typed=False, parts=2)(package, "units")
    found = package.check().findings[0]
    assert (found.path, found.line, found.record, found.value) == ("data/units-1.parquet", None, 1, "rebel")


def test_parquet_of_other_columns_or_types_is_refused(package: Copy) -> None:
    file = package.root / "data" / "units.parquet"
    duckdb.execute(f"COPY (SELECT 1 AS unit_id) TO '{file}' (FORMAT parquet)")
    refile(package, "units", "data/units.parquet", format="parquet")
    assert "header_equals_schema" in {finding.rule for finding in package.check().findings}
    names = [field["name"] for field in package.schema("units")["fields"]]
    duckdb.execute(f"COPY (SELECT {', '.join(f'1 AS {name}' for name in names)}) TO '{file}' (FORMAT parquet)")
    found = [finding for finding in package.check().findings if finding.table == "units"]
    assert {finding.rule for finding in found} == {"column_has_its_type"} and len(found) == len(names)


def test_what_is_no_parquet_is_told(package: Copy, tmp_path: Path) -> None:
    (package.root / "data" / "units.parquet").write_bytes(b"PAR1 and no more of it PAR1")
    refile(package, "units", "data/units.parquet", format="parquet")
    assert [finding.rule for finding in package.check().findings] == ["file_is_parquet"]


def test_a_later_part_with_another_header_is_told(package: Copy) -> None:
    two_files(package, "places")
    file = package.root / "data" / "places-two.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("latitude", "breadth", 1), encoding="utf-8")
    found = package.check().findings[0]
    assert (found.rule, found.path, found.line) == ("header_equals_schema", "data/places-two.csv", 1)


def test_rows_in_another_order_are_noticed(package: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    package.edit("units", "league", side="rebel")
    package.describe()
    monkeypatch.setattr(
        "scripts.table_rows.found_again", lambda blocks, wanted: ((n, b, 1, "x,y,z,,,,") for n, b, *_ in found_again(blocks, wanted))
    )
    found = package.check().findings
    assert [finding.rule for finding in found if finding.table == "units"] == ["table_is_readable"]
