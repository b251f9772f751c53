"""Both referees refuse spoiled copies, and where they differ the report says so."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from scripts.findings import Finding, structural
from scripts.package import Package, open_package
from scripts.referee import Opinion, disagreements, second_opinion
from tests.conftest import Copy
from tests.test_bad_input import SPOILED_CELLS, SPOILED_FILES
from tests.test_files import PACKED, pack, parquet
from tests.test_package import PARQUET

# Where frictionless is content and we are not, on purpose.
STRICTER_IN_FORM = {
    "lone carriage return": "it does not look at line ends",
    "quote inside a bare cell": "it reads on as the csv module does",
    "a line of two megabytes": "it has no bound",
    "line separator": "it takes any character for text",
    "escape sequence": "it takes any character for text",
    "letters not composed": "it does not look at normal forms",
    "header only": "it does not ask for rows",
    "byte order mark": "it takes the mark for part of the encoding",
    "Windows line ends": "it does not look at line ends",
    "one Windows line end": "it does not look at line ends",
    "NUL": "it takes NUL for a character of text",
    "no last line end": "it does not look at line ends",
    "quote closed too early": "it reads on as the csv module does without strict",
}
# Forms of numbers and dates, in which it is as lenient as Python, and rules that it does not know.
LENIENT_IN_VALUE = {"007", " 5 ", "1_000", "٣", "+5", "1e1", "99999999999999999999", "2012-2-3"}
UNKNOWN_RULES = {"event_dates_are_real", "event_interval_runs_forward"}


def complaints_on(package: Copy, name: str) -> list[str]:
    """What frictionless has against one table, asked about that and those it links to: the others cost time."""
    return second_opinion(part_of(package, name)).complaints[name]


def part_of(package: Copy, name: str) -> Package:
    """The package with only that table and those it links to, whose own links are left out."""
    opened = open_package(package.descriptor)
    linked = {key.table for key in opened.tables[name].schema.foreign_keys} - {name}
    parents = {one: opened.tables[one] for one in linked}
    without_links = {one: replace(table, document={**table.document, "foreignKeys": []}) for one, table in parents.items()}
    return replace(opened, tables={**without_links, name: opened.tables[name]})


@pytest.mark.parametrize("spoil", SPOILED_FILES)
def test_frictionless_refuses_a_spoiled_file_too(package: Copy, spoil: str) -> None:
    change, _, _ = SPOILED_FILES[spoil]
    file = package.file("units")
    file.write_bytes(change(file.read_bytes()))
    package.describe()
    complaints = complaints_on(package, "units")
    assert bool(complaints) == (spoil not in STRICTER_IN_FORM)


@pytest.mark.parametrize(("table", "key", "column", "value", "rule", "line"), SPOILED_CELLS, ids=lambda part: str(part))
def test_frictionless_refuses_a_spoiled_cell_too(
    package: Copy, table: str, key: str, column: str, value: str, rule: str, line: int
) -> None:
    package.edit(table, key, **{column: value})
    package.describe()
    complaints = complaints_on(package, table)
    assert bool(complaints) == (value not in LENIENT_IN_VALUE and rule not in UNKNOWN_RULES)


def test_a_complaint_of_frictionless_alone_is_a_finding(package: Copy) -> None:
    opened = open_package(package.descriptor)
    [found] = disagreements(opened, [], Opinion({"units": ["Row 2 is odd."]}))
    assert (found.rule, found.table) == ("referees_agree", "units")
    assert "Row 2 is odd." in found.message


def test_a_complaint_of_ours_that_frictionless_could_judge_is_a_finding(package: Copy) -> None:
    opened = open_package(package.descriptor)
    ours = [
        structural("hash_is_fresh", "datapackage.json", table="units"),
        structural("lines_end_with_lf", "data/events.csv", table="events"),
    ]
    [found] = disagreements(opened, ours, Opinion({"units": [], "events": []}))
    assert (found.rule, found.table) == ("referees_agree", "units")


def halves(package: Copy) -> list[bytes]:
    """The table units in two files, each with the header."""
    header, *lines = package.file("units").read_bytes().splitlines(keepends=True)
    return [header + lines[0], header + b"".join(lines[1:])]


LISTS = {"": ["data/1.csv", "data/2.csv"], "gz": ["data/1.csv.gz", "data/2.csv.gz"]}


@pytest.mark.parametrize("compression", LISTS)
def test_frictionless_reads_every_file_of_a_list(package: Copy, compression: str) -> None:
    words = {"compression": compression} if compression else {}
    pack_with = PACKED.get(compression, bytes)
    for spoil, is_refused in ((b"", False), (b"no_such_side", True)):
        first, second = halves(package)
        contents = [pack_with(first), pack_with(second.replace(b"opposition", spoil or b"opposition"))]
        pack(package, "units", LISTS[compression], contents, **words)
        assert bool(complaints_on(package, "units")) == is_refused


@pytest.mark.parametrize("compression", LISTS)
def test_a_missing_file_of_a_list_is_refused_by_frictionless_too(package: Copy, compression: str) -> None:
    words = {"compression": compression} if compression else {}
    pack(package, "units", LISTS[compression], list(map(PACKED.get(compression, bytes), halves(package))), **words)
    (package.root / LISTS[compression][1]).unlink()
    assert complaints_on(package, "units")


def test_size_hash_and_later_headers_of_a_list_are_no_disagreement(package: Copy) -> None:
    pack(package, "units", LISTS[""], halves(package), bytes=5, hash="sha256:" + 64 * "0")
    opened = part_of(package, "units")
    assert opened.tables["units"].bytes == 5
    theirs = second_opinion(opened)
    assert theirs.complaints["units"] == []
    ours = [structural(rule, "datapackage.json", table="units") for rule in ("size_is_fresh", "hash_is_fresh")]
    ours += [structural("header_equals_schema", "data/2.csv", table="units")]
    assert list(disagreements(opened, ours, theirs)) == []
    [found] = disagreements(opened, [*ours, structural("header_equals_schema", "data/1.csv", table="units")], theirs)
    assert "We find header_equals_schema, frictionless nothing." in found.message


def test_frictionless_measures_a_compressed_file_as_we_do(package: Copy) -> None:
    content = PACKED["gz"](package.file("units").read_bytes())
    right = {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    for words, is_refused in ((right, False), ({**right, "bytes": 5}, True), ({**right, "hash": "sha256:" + 64 * "0"}, True)):
        pack(package, "units", "data/units.csv.gz", [content], compression="gz", **words)
        assert bool(complaints_on(package, "units")) == is_refused


NOT_ASKED: dict[str, tuple[str, dict[str, Any], str]] = {
    "zstd": ("data/units.csv.zst", {"compression": "zst"}, "it does not unpack zst"),
    "Parquet": ("data/units.parquet", PARQUET, "of Parquet it checks no hash, and takes an empty integer for a fault"),
    "damaged": ("data/units.csv.gz", {"compression": "gz"}, "it would unpack a damaged file, or one without bounds"),
}


@pytest.mark.parametrize("form", NOT_ASKED)
def test_of_what_it_cannot_judge_frictionless_is_not_asked(package: Copy, form: str) -> None:
    path, words, why = NOT_ASKED[form]
    plain = package.file("units").read_bytes()
    content = {"zstd": PACKED["zst"](plain), "damaged": PACKED["gz"](plain)[:-9]}.get(form)
    package.edit("event_units", "landing", unit_id="nobody")
    pack(package, "units", path, [content or parquet(package.root / path, "SELECT 1 AS a")], **words)
    opened = part_of(package, "event_units")
    theirs = second_opinion(opened)
    assert theirs.not_asked == {"units": why}
    assert theirs.complaints == {"events": [], "event_units": []}
    lost = Finding("link_exists", "", "", "data/event_units.csv", table="event_units")
    assert list(disagreements(opened, [lost], theirs)) == []
    [found] = disagreements(opened, [lost], replace(theirs, not_asked={}))
    assert "We find link_exists, frictionless nothing." in found.message


def test_frictionless_without_a_table_has_no_opinion(package: Copy) -> None:
    pack(package, "units", "data/units.csv.zst", [b""], compression="zst")
    assert second_opinion(part_of(package, "units")) == Opinion({}, {"units": NOT_ASKED["zstd"][2]})


@pytest.mark.thorough
def test_a_missing_file_is_no_disagreement_over_the_tables_that_link_to_it(package: Copy) -> None:
    package.file("units").unlink()
    package.describe()
    assert {finding.rule for finding in package.check(referee=True).findings} == {"file_exists"}
