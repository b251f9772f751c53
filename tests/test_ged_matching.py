"""Matches with UCDP GED: what is found, what is not and why, which files are read, and what becomes of the table."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from schemas.rules import KEYS as KEYS_OF_TABLES
from scripts.commands.comparing import match_ged as command
from scripts.commands.ends import Commands
from scripts.ged_matching import CannotMatch, match_ged, matches
from scripts.package import open_package
from scripts.tidy import tidied
from tests.conftest import PROJECT, Copy

HEADER = (Path(__file__).parent / "standards/event-data/ged-21.1.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
LANDING = {"id": "7", "date_start": "2020-01-02", "date_end": "2020-01-02", "latitude": "10.1", "longitude": "50.1", "where_prec": "1"}
COUNTS = {"best": "5", "low": "4", "high": "9"}


def ged(package: Copy, *events: dict[str, str], header: Sequence[str] = HEADER) -> Path:
    """A file in the form of UCDP GED."""
    file = package.root / "ged.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(events)
    return file


def found(package: Copy, *events: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """Event, place, GED event and quality of the matches with these events."""
    package.describe()
    rows, _ = matches(open_package(package.descriptor), ged(package, *events))
    return [(row["event_id"], row["place_id"], row["ged_id"], row["match_quality"]) for row in rows]


def test_an_event_of_the_same_day_and_settlement_is_found(package: Copy) -> None:
    package.describe()
    rows, read = matches(open_package(package.descriptor), ged(package, LANDING | COUNTS))
    assert read == 1
    assert rows == [
        {
            "event_id": "landing",
            "place_id": "harbour",
            "ged_id": "7",
            "ged_date_start": "2020-01-02",
            "ged_date_end": "2020-01-02",
            "ged_latitude": "10.1",
            "ged_longitude": "50.1",
            "ged_low": "4",
            "ged_best": "5",
            "ged_high": "9",
            "ged_where_prec": "1",
            "match_quality": "same_day_at_settlement",
        }
    ]


SAME, OVERLAP = "same_day_at_settlement", "days_overlap_at_settlement"
SAME_AREA, OVERLAP_AREA = "same_day_in_area", "days_overlap_in_area"
# What the event of GED is like, and the quality with which it is found; None if it is not.
EVENTS: dict[str, tuple[dict[str, str], str | None]] = {
    "as it is": ({}, SAME),
    "without precision": ({"where_prec": ""}, SAME),
    "of several days": ({"date_end": "2020-01-05"}, OVERLAP),
    "begun before": ({"date_start": "2020-01-01"}, OVERLAP),
    "a day later": ({"date_start": "2020-01-03", "date_end": "2020-01-03"}, None),
    "a day earlier": ({"date_start": "2020-01-01", "date_end": "2020-01-01"}, None),
    "within the uncertainty": ({"latitude": "10.1026"}, SAME),
    "beyond the uncertainty": ({"latitude": "10.1028"}, None),
    "near": ({"where_prec": "2", "latitude": "10.3"}, SAME_AREA),
    "near, of several days": ({"where_prec": "2", "latitude": "10.3", "date_end": "2020-01-05"}, OVERLAP_AREA),
    "not near": ({"where_prec": "2", "latitude": "10.35"}, None),
    **{f"an area ({prec})": ({"where_prec": prec}, None) for prec in ("3", "4", "5", "6", "7")},
}


@pytest.mark.parametrize("case", EVENTS)
def test_what_the_event_of_ged_is_like(package: Copy, case: str) -> None:
    cells, quality = EVENTS[case]
    assert found(package, LANDING | cells) == ([("landing", "harbour", "7", quality)] if quality else [])


LATER = {"date_start": "2020-01-06", "date_end": "2020-01-06"}
# What our event is like, the event of GED, and the quality.
OURS: dict[str, tuple[str, dict[str, str], dict[str, str], str | None]] = {
    "planned": ("events", {"status": "planned"}, {}, None),
    "a frame": ("events", {"event_type": "operation"}, {}, None),
    "of a type without force": ("event_types", {"ged_eligible": "no"}, {}, None),
    "an area": ("places", {"coordinate_type": "area_label"}, {}, SAME_AREA),
    "a large area": ("places", {"coordinate_type": "area_label", "coordinate_uncertainty_m": "30000"}, {"latitude": "10.3"}, SAME_AREA),
    "without a position": ("places", {"latitude": ""}, {}, None),
    "open before": ("events", {"date_earliest": ""}, {}, OVERLAP),
    "open before, within its campaign": ("events", {"date_earliest": ""}, {"date_start": "2020-01-01", "date_end": "2020-01-01"}, OVERLAP),
    "open before, before its campaign": ("events", {"date_earliest": ""}, {"date_start": "2019-12-31", "date_end": "2019-12-31"}, None),
    "open after, within its campaign": ("events", {"date_latest": ""}, LATER, OVERLAP),
    "open after, after its campaign": ("events", {"date_latest": ""}, {"date_start": "2020-01-11", "date_end": "2020-01-11"}, None),
    "undated, within its campaign": ("events", {"date_earliest": "", "date_latest": ""}, LATER, OVERLAP),
    "undated, part of nothing": ("events", {"date_earliest": "", "date_latest": "", "parent_event_id": ""}, LATER, None),
    "undated background": ("events", {"date_earliest": "", "date_latest": "", "phase": "background"}, LATER, None),
    "part of itself": ("events", {"parent_event_id": "landing"}, {}, SAME),
}
KEYS = {"events": "landing", "places": "harbour", "event_types": "government-capture"}


@pytest.mark.parametrize("case", OURS)
def test_what_our_event_is_like(package: Copy, case: str) -> None:
    table, cells, event, quality = OURS[case]
    package.edit(table, KEYS[table], **cells)
    assert found(package, LANDING | event) == ([("landing", "harbour", "7", quality)] if quality else [])


def test_an_open_end_is_bounded_by_whatever_is_above(package: Copy) -> None:
    package.edit("events", "campaign", date_latest="", parent_event_id="plan")
    package.edit("events", "plan", status="occurred", date_latest="2020-01-08", parent_event_id="")
    package.edit("events", "landing", date_latest="")
    days = ("2020-01-08", "2020-01-09")
    events = [LANDING | {"id": str(number), "date_start": day, "date_end": day} for number, day in enumerate(days, start=1)]
    assert found(package, *events) == [("landing", "harbour", "1", OVERLAP)]


def test_every_place_of_an_event_has_its_own_matches(package: Copy) -> None:
    second = {"event_id": "landing", "place_id": "province", "role": "location", "control_after": "government"}
    package.write("event_places", [*package.rows("event_places"), second])
    far = LANDING | {"id": "8", "latitude": "10.4"}
    assert found(package, LANDING, far) == [("landing", "harbour", "7", SAME)], "around a governorate lies nearly everything"
    package.edit("places", "province", place_type="plain")
    assert found(package, LANDING, far) == [
        ("landing", "harbour", "7", SAME),
        ("landing", "province", "7", SAME_AREA),
        ("landing", "province", "8", SAME_AREA),
    ]


def test_days_with_a_time_and_counts_with_a_point_are_read(package: Copy) -> None:
    as_dumped = {"date_start": "2020-01-02 00:00:00.000", "date_end": "2020-01-02 00:00:00.000", "best": "5.0", "low": "4.0", "high": ""}
    package.describe()
    [row], _ = matches(open_package(package.descriptor), ged(package, LANDING | as_dumped))
    assert (row["ged_date_start"], row["ged_low"], row["ged_best"], row["ged_high"]) == ("2020-01-02", "4", "5", "")


def test_a_small_number_is_written_without_an_exponent(package: Copy) -> None:
    package.edit("places", "harbour", latitude="0.00001")
    package.describe()
    [row], _ = matches(open_package(package.descriptor), ged(package, LANDING | {"latitude": "0.00001"}))
    assert row["ged_latitude"] == "0.00001"


def test_a_reduced_file_is_read_too(package: Copy) -> None:
    header = ["id", "date", "latitude", "longitude", "low_death", "best_death", "high_death", "name"]
    event = {"id": "7", "date": "2020-01-02", "latitude": "10.1", "longitude": "50.1", "low_death": "1.0", "best_death": "2.0"}
    package.describe()
    [row], _ = matches(open_package(package.descriptor), ged(package, event, header=header))
    assert (row["ged_low"], row["ged_best"], row["ged_high"], row["ged_where_prec"]) == ("1", "2", "", "")
    assert (row["ged_date_start"], row["ged_date_end"]) == ("2020-01-02", "2020-01-02")


REFUSED = {
    "no id": (LANDING | {"id": ""}, "1 rows without id, days as 2012-04-03 or position; they have no id"),
    "another form of date": (LANDING | {"date_end": "2 January 2020"}, "1 rows without .*; the first is event 7"),
    "a comma": (LANDING | {"latitude": "10,1"}, "1 rows without .*; the first is event 7"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_row_that_cannot_be_read_is_told(package: Copy, case: str) -> None:
    event, message = REFUSED[case]
    with pytest.raises(CannotMatch, match=message):
        matches(open_package(package.descriptor), ged(package, event, LANDING | {"id": "9"}))


@pytest.mark.parametrize("column", ["id", "latitude", "best", "date_start"])
def test_a_file_without_a_column_is_refused(package: Copy, column: str) -> None:
    header = [name for name in HEADER if name != column]
    event = {name: cell for name, cell in LANDING.items() if name in header}
    with pytest.raises(CannotMatch, match=f"no column {column}.*none of UCDP GED"):
        matches(open_package(package.descriptor), ged(package, event, header=header))


def test_a_name_with_a_pattern_in_it_is_that_file(package: Copy) -> None:
    file = ged(package, LANDING).rename(package.root / "ged [a*].csv")
    assert len(matches(open_package(package.descriptor), file)[0]) == 1


def test_a_file_that_is_none_is_refused(package: Copy) -> None:
    with pytest.raises(CannotMatch, match="is no file: give a CSV file of UCDP GED"):
        matches(open_package(package.descriptor), package.root)
    (package.root / "ged.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CannotMatch, match=r"cannot be read as CSV|no column id"):
        matches(open_package(package.descriptor), package.root / "ged.csv")


def run(package: Copy, *arguments: str) -> Result:
    return CliRunner().invoke(Commands(commands=[command]), ["match-ged", *arguments], obj=package.descriptor)


@pytest.mark.thorough
def test_the_command_writes_the_table_in_its_form_and_keeps_notes(package: Copy) -> None:
    file = ged(package, LANDING | COUNTS, LANDING | {"id": "12"})
    package.edit("ged_matches", "landing", note="The first of the day.")
    result = run(package, str(file), "--source", "atlas")
    assert (result.exit_code, result.output.splitlines()[0]) == (0, "match-ged: 2 matches with 2 events")
    rows = package.rows("ged_matches")
    assert [(row["ged_id"], row["match_quality"], row["note"], row["source_id"]) for row in rows] == [
        ("12", SAME, "", "atlas"),
        ("7", SAME, "The first of the day.", "atlas"),
    ]
    package.describe()
    table = open_package(package.descriptor).tables["ged_matches"]
    assert tidied(table) == table.file.read_bytes()
    assert package.check().findings == []


def test_matches_of_another_edition_stay(package: Copy) -> None:
    before = package.rows("ged_matches")
    package.describe()
    result = match_ged(open_package(package.descriptor), ged(package, LANDING | {"id": "12"}), "chronicle")
    assert result.matches == 1
    assert [row["ged_id"] for row in package.rows("ged_matches")] == ["12", "7"]
    assert before[0] in package.rows("ged_matches")


def test_a_check_changes_nothing_and_says_what_would(package: Copy) -> None:
    before = package.file("ged_matches").read_bytes()
    result = run(package, str(ged(package, LANDING)), "--source", "atlas", "--check")
    assert result.exit_code == 1
    assert "data/ged_matches.csv:2:" in result.output
    assert package.file("ged_matches").read_bytes() == before
    run(package, str(ged(package, LANDING)), "--source", "atlas")
    package.describe()
    again = run(package, str(ged(package, LANDING)), "--source", "atlas", "--check")
    assert (again.exit_code, again.output.splitlines()[-1]) == (0, "match-ged: nothing to change")


def test_no_match_leaves_a_table_without_rows(package: Copy) -> None:
    result = run(package, str(ged(package, LANDING | {"latitude": "-10"})), "--source", "atlas")
    assert result.exit_code == 0
    assert package.rows("ged_matches") == []
    package.describe()
    assert package.check(referee=True).findings == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.csv", "--source", "atlas"], "could not run: nowhere.csv is no file: give a CSV file of UCDP GED"),
        (["nowhere.csv"], "could not run: no source is called ucdp-ged-21-1: add the edition of UCDP GED to sources.csv"),
    ],
)
def test_a_refusal_is_one_line(package: Copy, arguments: list[str], message: str) -> None:
    result = run(package, *arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert "Traceback" not in result.output and len(result.output.splitlines()) == 1


def test_a_package_that_cannot_be_read_is_told_in_one_line(package: Copy) -> None:
    package.file("ged_matches").write_text("event_id\n", encoding="utf-8")
    result = run(package, str(ged(package, LANDING)), "--source", "atlas")
    assert result.exit_code == 1
    assert result.output.startswith("data/ged_matches.csv: The header has the columns of the schema")


def test_the_matches_of_the_package_are_those_of_its_rows(package: Copy) -> None:
    """The rows of UCDP GED near our places that are kept for the tests give just those matches that the package has of them."""
    file = Path(__file__).parent / "standards/event-data/ged-21.1.csv"
    rows, _ = matches(open_package(PROJECT / "datapackage.json"), file)
    with file.open(encoding="utf-8", newline="") as stream:
        kept = {row["id"] for row in csv.DictReader(stream)}
    with (PROJECT / "data/ged_matches.csv").open(encoding="utf-8", newline="") as stream:
        ours = [row for row in csv.DictReader(stream) if row["ged_id"] in kept]
    assert sorted(rows, key=str) == sorted(({name: row[name] for name in rows[0]} for row in ours), key=str)
    assert len(rows) == 36


EMPTY = ("ged_matches", "retired")


@pytest.mark.thorough
@pytest.mark.parametrize("table", EMPTY)
@pytest.mark.parametrize("is_large", [False, True])
def test_these_tables_may_have_no_rows(package: Copy, monkeypatch: pytest.MonkeyPatch, table: str, is_large: bool) -> None:
    if is_large:
        monkeypatch.setattr("scripts.file_check.SMALL", 0)
        monkeypatch.setattr("scripts.engines.LITTLE", 0)
    package.write(table, [])
    package.describe()
    report = package.check(referee=True)
    assert report.findings == []
    assert report.tables[table].rows == 0


@pytest.mark.parametrize("table", EMPTY)
def test_these_tables_may_have_no_rows_in_parquet_either(package: Copy, table: str) -> None:
    import duckdb

    package.write(table, [])
    duckdb.execute(
        f"COPY (FROM read_csv('{package.file(table)}', header = true, all_varchar = true)) TO '{package.root}/data/{table}.parquet'"
    )
    package.describe(lambda descriptor: _as_parquet(descriptor, table))
    assert [finding.rule for finding in package.check().findings] == []


def _as_parquet(descriptor: Any, table: str) -> None:
    [resource] = [one for one in descriptor["resources"] if one["name"] == table]
    for word in ("bytes", "hash", "mediatype", "encoding", "dialect"):
        del resource[word]
    resource |= {"path": f"data/{table}.parquet", "format": "parquet"}


def test_deaths_in_disorder_are_a_warning_and_pass(package: Copy) -> None:
    package.edit("ged_matches", "landing", ged_high="5", ged_best="6")
    package.describe()
    report = package.check()
    assert [(finding.rule, finding.severity) for finding in report.findings] == [("ged_deaths_in_order", "warning")]
    assert report.passed


def test_a_tombstone_names_a_table_of_the_package(package: Copy) -> None:
    """Every table whose rows have an id of their own, and no other."""
    [column] = [field for field in package.schema("retired")["fields"] if field["name"] == "table_name"]
    resources = json.loads(package.descriptor.read_text(encoding="utf-8"))["resources"]
    lone = {one["name"] for one in resources if len(package.schema(one["name"])["primaryKey"]) == 1}
    assert set(column["constraints"]["enum"]) == lone == KEYS_OF_TABLES.keys()
    assert {name: [key] for name, key in KEYS_OF_TABLES.items()} == {name: package.schema(name)["primaryKey"] for name in lone}
