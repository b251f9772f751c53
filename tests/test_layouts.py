"""The views in the columns of UCDP GED and ACLED: their columns, their codes, and rows of theirs put beside ours."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from schemas.sql import literal
from scripts.exports.folder import export
from scripts.package import open_package
from scripts.views import views
from tests.asking import asked
from tests.conftest import KEPT, PROJECT, Copy, rows_of

FORMS = Path(__file__).parent / "standards/event-data"
PAGE = (PROJECT / "docs/comparable-codes.md").read_text(encoding="utf-8")
VIEWS = {"ged_like": FORMS / "ged-21.1.csv", "acled_like": FORMS / "acled.csv"}
OWN = ["event_id", "place_id", "figure_ids", "deaths_note", "left_out_because"]


def header(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").partition("\n")[0].split(",")


@pytest.fixture(scope="module")
def database(operation: Path) -> Iterator[Any]:
    connection = duckdb.connect(str(operation), read_only=True)
    yield connection
    connection.close()


def rows(package: Copy, query: str) -> list[tuple[Any, ...]]:
    """What the views give of the minimal package, as it is now, to the query."""
    return asked(package, query)[0]


@pytest.mark.parametrize("name", VIEWS)
def test_the_columns_are_those_of_the_other_data_set_then_ours(database: Any, name: str) -> None:
    database.execute(f"FROM {name}")
    assert [column[0] for column in database.description] == header(VIEWS[name]) + OWN


@pytest.mark.parametrize("name", VIEWS)
def test_there_is_a_row_for_every_event_and_place(database: Any, name: str) -> None:
    pairs = "SELECT e.event_id, ep.place_id FROM events AS e LEFT JOIN event_places AS ep USING (event_id)"
    found = database.execute(f"SELECT event_id, place_id FROM {name}").fetchall()
    assert sorted(found, key=str) == sorted(database.execute(pairs).fetchall(), key=str)


@pytest.mark.parametrize("name", VIEWS)
def test_rows_of_the_other_data_set_can_be_put_beside_ours(database: Any, name: str) -> None:
    theirs = f"FROM read_csv({literal(str(VIEWS[name]))})"
    types = {row[0]: row[1] for row in database.execute(f"DESCRIBE {theirs}").fetchall()}
    both = f"({theirs} UNION ALL BY NAME FROM {name})"
    ours, other = (database.execute(f"SELECT count(*) FROM ({one})").fetchone()[0] for one in (f"FROM {name}", theirs))
    assert database.execute(f"SELECT count(*), count(event_id) FROM {both}").fetchone() == (ours + other, ours)
    found = {row[0]: row[1] for row in database.execute(f"DESCRIBE FROM {both}").fetchall()}
    # Reading a number or a date beside ours, it is still one.
    kept = {"BIGINT", "DOUBLE", "DATE"}
    assert {column: found[column] for column, type_ in types.items() if type_ in kept} == {
        column: type_ for column, type_ in types.items() if type_ in kept
    }
    assert list(found) == header(VIEWS[name]) + OWN


@pytest.mark.parametrize("name", VIEWS)
def test_the_exported_file_loads_beside_a_file_of_the_other_data_set(tmp_path: Path, name: str) -> None:
    export(open_package(PROJECT / "datapackage.json", KEPT), tmp_path / "exports", ["like"])
    ours, theirs = (f"read_csv({literal(str(file))})" for file in (tmp_path / "exports" / f"{name}.csv", VIEWS[name]))
    with duckdb.connect() as connection:
        both = connection.execute(f"SELECT count(*), count(event_id) FROM (FROM {theirs} UNION ALL BY NAME FROM {ours})").fetchone()
        numbers = [connection.execute(f"SELECT count(*) FROM {one}").fetchone() for one in (ours, theirs)]
    assert both == (sum(number for (number,) in numbers), numbers[0][0])


# As the sniffer of read_csv may take a column of a whole file.
OTHERS = {
    "ged_like": {
        "active_year": "BOOLEAN",
        "date_start": "TIMESTAMP",
        "gwnoa": "DOUBLE",
        "gwnob": "VARCHAR",
        "best": "BIGINT",
        "id": "BIGINT",
    },
    "acled_like": {"event_date": "DATE", "inter1": "BIGINT", "interaction": "BIGINT", "timestamp": "BIGINT", "fatalities": "BIGINT"},
}


@pytest.mark.parametrize("name", VIEWS)
def test_other_types_of_the_same_columns_unify(database: Any, name: str) -> None:
    theirs = ", ".join(f"CAST(NULL AS {type_}) AS {column}" for column, type_ in OTHERS[name].items())
    database.execute(f"SELECT {theirs} UNION ALL BY NAME FROM {name}").fetchall()


@pytest.mark.parametrize("name", VIEWS)
def test_the_page_describes_every_column(name: str) -> None:
    [part] = re.findall(rf"^## Columns of `{name}`\n(.*?)(?=^## )", PAGE, flags=re.MULTILINE | re.DOTALL)
    described = [word for line in re.findall(r"^\| (`.*?`) \| [A-Z`]", part, flags=re.MULTILINE) for word in re.findall(r"`(\w+)`", line)]
    assert sorted(described) == sorted(header(VIEWS[name]) + OWN)


def test_the_page_gives_every_reason() -> None:
    [part] = re.findall(r"^## Why rows are left out\n(.*?)(?=^## )", PAGE, flags=re.MULTILINE | re.DOTALL)
    told = set(re.findall(r"`([^`]+)`", "\n".join(line.split(" | ")[0] for line in part.splitlines() if line.startswith("| ")))) - {
        "left_out_because"
    }
    sql = "\n".join(one.sql.partition("deaths_note,\n    nullif(")[2] for one in views() if one.name in VIEWS)
    assert told == set(re.findall(r"THEN '([^']+)'", sql))


@pytest.mark.parametrize("query", re.findall(r"```sql\n(.+?)```", PAGE, flags=re.DOTALL))
def test_what_the_page_shows_runs(operation: Path, query: str) -> None:
    for shown, file in {
        "build/operation.duckdb": operation,
        "GEDEvent_v21_1.csv": VIEWS["ged_like"],
        "acled.csv": VIEWS["acled_like"],
    }.items():
        query = query.replace(f"'{shown}'", literal(str(file)))
    with duckdb.connect() as connection:
        assert connection.execute(query).fetchall()


def test_no_number_is_split_multiplied_or_made_up(database: Any) -> None:
    dead = [row for row in rows_of(PROJECT / "data/figures.csv") if row["measure"] in ("killed", "executed")]
    # Of an event at several places, or with several numbers that do not lie in one another, none can be given.
    whole = [
        row for row in dead if row["part_of_figure_id"] not in {one["figure_id"] for one in dead if one["event_id"] == row["event_id"]}
    ]
    numbers, places = (Counter(row["event_id"] for row in some) for some in (whole, rows_of(PROJECT / "data/event_places.csv")))
    alone = [row for row in whole if numbers[row["event_id"]] == places[row["event_id"]] == 1]
    given = {(row["figure_id"], int(row["value_best"] or row["value_low"])) for row in alone}
    assert len(given) > 5
    for view, number in (("ged_like", "best"), ("acled_like", "fatalities")):
        shown = database.execute(f"SELECT figure_ids, {number} FROM {view} WHERE {number} IS NOT NULL").fetchall()
        assert len(shown) == len(given) and set(shown) == given, view


def test_a_cell_of_the_grid_is_counted_from_the_south_west(package: Copy) -> None:
    for latitude, longitude, cell in [("-90", "-180", 1), ("-90", "-179.5", 2), ("-89.5", "-180", 721), ("89.9", "179.9", 259200)]:
        package.edit("places", "harbour", latitude=latitude, longitude=longitude)
        assert rows(package, "SELECT priogrid_gid FROM ged_like WHERE place_id = 'harbour'") == [(cell,)]


SPANS = {
    ("2020-01-02", "2020-01-02", "day"): (1, 1, "2020-01-02"),
    ("2020-01-02", "2020-01-03", "range"): (2, 2, "2020-01-02"),
    ("2020-01-02", "2020-01-07", "range"): (2, 2, "2020-01-04"),
    ("2020-01-02", "2020-01-08", "range"): (3, 2, "2020-01-05"),
    ("2020-01-02", "2020-01-09", "range"): (4, 3, "2020-01-05"),
    ("2020-01-01", "2020-01-30", "range"): (4, 3, "2020-01-15"),
    ("2020-01-01", "2020-01-31", "month"): (4, 3, "2020-01-16"),
    ("2020-01-02", "2020-02-01", "range"): (5, 3, "2020-01-17"),
    ("2020-01-01", "2020-12-31", "range"): (5, None, None),
    ("2020-01-01", "2021-01-01", "range"): (None, None, None),
    ("", "2020-01-02", "before"): (None, None, None),
    ("2020-01-02", "", "after"): (None, None, None),
}


@pytest.mark.parametrize("span", SPANS)
def test_dates_have_the_codes_of_the_codebooks(package: Copy, span: tuple[str, str, str]) -> None:
    package.edit("events", "landing", date_earliest=span[0], date_latest=span[1], date_precision=span[2])
    days = "CAST(date_start AS VARCHAR), CAST(date_end AS VARCHAR)"
    [(ged, first, last, reasons)] = rows(package, f"SELECT date_prec, {days}, left_out_because FROM ged_like WHERE place_id = 'harbour'")
    [(acled, day, no_acled)] = rows(
        package, "SELECT time_precision, CAST(event_date AS VARCHAR), left_out_because FROM acled_like WHERE place_id = 'harbour'"
    )
    assert (ged, acled, day) == SPANS[span]
    assert (first or "", last or "") == span[:2]
    assert (ged is None) == (reasons is not None), reasons
    assert (acled is None) == (no_acled is not None), no_acled


# What the one figure of the landing says, and deaths_a, deaths_b, deaths_civilians, deaths_unknown, low, best, high and fatalities of it.
DEAD: list[tuple[dict[str, str], tuple[int | None, ...]]] = [
    ({}, (None, None, None, 5, 5, 5, 5, 5)),
    ({"counted": "civilians"}, (None, None, 5, None, 5, 5, 5, 5)),
    ({"counted": "civilians", "side": "opposition"}, (None, None, 5, None, 5, 5, 5, 5)),
    ({"counted": "soldiers", "side": "government", "includes_civilians": "no"}, (5, None, None, None, 5, 5, 5, 5)),
    ({"counted": "fighters", "side": "opposition", "includes_civilians": "no"}, (None, 5, None, None, 5, 5, 5, 5)),
    ({"counted": "people", "side": "government"}, (None, None, None, None, 5, 5, 5, 5)),
    ({"counted": "fighters_and_supporters", "side": "opposition", "includes_civilians": "yes"}, (None,) * 4 + (5, 5, 5, 5)),
    ({"qualifier": "at_least", "value_best": "", "value_high": ""}, (None, None, None, 5, 5, 5, None, 5)),
    ({"qualifier": "up_to", "value_low": "", "value_best": ""}, (None, None, None, None, None, None, 5, None)),
    ({"qualifier": "about", "value_low": "", "value_high": ""}, (None, None, None, 5, None, 5, None, 5)),
    ({"measure": "executed"}, (None, None, None, 5, 5, 5, 5, 5)),
    ({"measure": "injured"}, (None,) * 8),
]
NUMBERS = (
    "SELECT g.deaths_a, g.deaths_b, g.deaths_civilians, g.deaths_unknown, g.low, g.best, g.high, a.fatalities "
    "FROM ged_like AS g JOIN acled_like AS a USING (event_id, place_id) WHERE event_id = 'landing'"
)


@pytest.mark.parametrize("number", range(len(DEAD)))
def test_deaths_stand_where_the_source_puts_them(package: Copy, number: int) -> None:
    cells, expected = DEAD[number]
    package.edit("figures", "dead-at-landing", **cells)
    assert rows(package, NUMBERS) == [expected]


def test_a_number_of_two_places_is_in_neither_row(package: Copy) -> None:
    second = {"event_id": "landing", "place_id": "province", "role": "location", "control_after": "government"}
    package.write("event_places", [*package.rows("event_places"), second])
    assert rows(package, NUMBERS) == [(None,) * 8] * 2
    note = "the number is of 2 places and not split; dead-at-landing is already counted in all-dead: do not add"
    told = rows(package, "SELECT deaths_note, left_out_because, event_clarity FROM ged_like WHERE event_id = 'landing'")
    assert told == [(note, "deaths not split between its places", 2)] * 2


def test_two_numbers_of_one_event_are_not_added_up(package: Copy) -> None:
    [first] = [row for row in package.rows("figures") if row["figure_id"] == "dead-at-landing"]
    soldiers = first | {"figure_id": "dead-guards", "counted": "soldiers", "side": "government", "includes_civilians": "no"}
    package.write("figures", [*package.rows("figures"), soldiers])
    assert rows(package, NUMBERS) == [(5, None, None, 5, None, None, None, None)]
    package.write("figures", [*package.rows("figures"), first | {"figure_id": "dead-by-others"}])
    assert rows(package, NUMBERS) == [(5, None, None, None, None, None, None, None)]


def test_a_number_within_another_of_its_event_is_not_taken(package: Copy) -> None:
    [whole] = [row for row in package.rows("figures") if row["figure_id"] == "dead-at-landing"]
    part = whole | {"figure_id": "dead-guards", "counted": "soldiers", "side": "government", "includes_civilians": "no", "value_low": "2"}
    package.write(
        "figures", [*package.rows("figures"), part | {"value_best": "2", "value_high": "2", "part_of_figure_id": "dead-at-landing"}]
    )
    assert rows(package, NUMBERS) == [(None, None, None, 5, 5, 5, 5, 5)]


ROLES = [
    ({"guard": "initiator", "league": "target"}, ("Guard", "State forces", "League", "Rebel group", "State forces-Rebel group", 1)),
    ({"guard": "target", "league": "initiator"}, ("League", "Rebel group", "Guard", "State forces", "State forces-Rebel group", 1)),
    ({"guard": "participant", "league": "participant"}, ("Guard", "State forces", "League", "Rebel group", "State forces-Rebel group", 1)),
    ({"league": "announcer"}, ("League", "Rebel group", None, None, "Rebel group only", None)),
    ({"guard": "affected"}, ("Guard", "State forces", None, None, "State forces only", None)),
    ({}, (None, None, None, None, None, None)),
]


@pytest.mark.parametrize("number", range(len(ROLES)))
def test_the_side_with_the_leading_role_comes_first(package: Copy, number: int) -> None:
    units, expected = ROLES[number]
    others = [{"event_id": "campaign", "unit_id": "crown", "role": "participant"}]
    package.write("event_units", others + [{"event_id": "landing", "unit_id": unit, "role": role} for unit, role in units.items()])
    query = (
        "SELECT actor1, inter1, actor2, inter2, interaction, type_of_violence FROM acled_like JOIN ged_like USING (event_id, place_id) "
        "WHERE event_id = 'landing'"
    )
    assert rows(package, query) == [expected]
    [(reason,)] = rows(package, "SELECT left_out_because FROM acled_like WHERE event_id = 'landing'")
    assert reason == (None if units else "no actor named")


def test_further_units_of_a_side_stand_beside_it(package: Copy) -> None:
    roles = {"crown": "participant", "guard": "initiator", "league": "target"}
    package.write("event_units", [{"event_id": "landing", "unit_id": unit, "role": role} for unit, role in roles.items()])
    assert rows(package, "SELECT actor1, assoc_actor_1 FROM acled_like WHERE event_id = 'landing'") == [("Guard", "Crown")]


def test_facts_on_syria_are_not_told_of_another_country(package: Copy) -> None:
    syrian = "SELECT country_id, region, gwnoa, side_a, side_b FROM ged_like WHERE event_id = 'landing'"
    assert rows(package, syrian) == [(None, None, None, "Government of Isles", None)]
    assert rows(package, "SELECT iso, region, country FROM acled_like WHERE event_id = 'landing'") == [(None, None, "Isles")]


TYPES = {
    ("Battles", "Armed clash"): ("Political violence", None),
    ("Explosions/Remote violence", "Grenade"): ("Political violence", None),
    ("Violence against civilians", "Attack"): ("Political violence", "Civilian targeting"),
    ("Protests", "Peaceful protest"): ("Demonstrations", None),
    ("Protests", ""): ("Demonstrations", None),
    ("Protests", "Excessive force against protesters"): ("Political violence; Demonstrations", None),
    ("Riots", "Violent demonstration"): ("Demonstrations", None),
    ("Riots", "Mob violence"): ("Political violence", None),
    ("Riots", ""): (None, None),
    ("Strategic developments", "Other"): ("Strategic developments", None),
    ("", ""): (None, None),
}


@pytest.mark.parametrize("types", TYPES)
def test_the_disorder_follows_from_the_types(package: Copy, types: tuple[str, str]) -> None:
    package.edit("event_types", "government-capture", acled_event_type=types[0], acled_sub_event_type=types[1])
    query = "SELECT disorder_type, civilian_targeting FROM acled_like WHERE event_id = 'landing'"
    assert rows(package, query) == [TYPES[types]]


PRECISIONS = {
    ("village", "settlement_point"): (1, 1),
    ("plain", "area_label"): (5, 2),
    ("governorate", "area_centroid"): (4, 3),
    ("country", "area_centroid"): (6, None),
}


@pytest.mark.parametrize("place", PRECISIONS)
def test_places_have_the_codes_of_the_codebooks(package: Copy, place: tuple[str, str]) -> None:
    package.edit("places", "harbour", place_type=place[0], coordinate_type=place[1])
    query = "SELECT where_prec, geo_precision FROM ged_like JOIN acled_like USING (event_id, place_id) WHERE event_id = 'landing'"
    assert rows(package, query) == [PRECISIONS[place]]


LEFT_OUT: dict[str, tuple[str, dict[str, str], str | None, str | None]] = {
    "is in": ("events", {}, None, None),
    "planned": ("events", {"status": "planned"}, "planned, not said to have happened", "planned, not said to have happened"),
    "frame": ("events", {"event_type": "operation"}, "frame for other events", "frame for other events"),
    "undated": ("events", {"date_earliest": "", "date_latest": ""}, "undated", "undated"),
    "open beginning": ("events", {"date_earliest": ""}, "open beginning", "open beginning"),
    "open end": ("events", {"date_latest": ""}, "open end", "open end"),
    "uncounted": ("figures", {"measure": "injured"}, "no death counted for it", None),
    "none dead": ("figures", {"value_low": "0", "value_best": "0", "value_high": "0"}, "no death by the number given", None),
    "no force": ("event_types", {"ged_eligible": "no"}, "no use of armed force", None),
    "no type": ("event_types", {"acled_event_type": ""}, None, "no event type of ACLED fits"),
    "no point": (
        "places",
        {"latitude": "", "longitude": "", "coordinate_type": ""},
        "place without a position",
        "place without a position",
    ),
    "country": ("places", {"place_type": "country"}, None, "no place within the country"),
}
KEYS = {"events": "landing", "figures": "dead-at-landing", "event_types": "government-capture", "places": "harbour"}


@pytest.mark.parametrize("case", LEFT_OUT)
def test_why_a_row_would_be_left_out(package: Copy, case: str) -> None:
    table, cells, ged, acled = LEFT_OUT[case]
    package.edit(table, KEYS[table], **cells)
    query = "SELECT g.left_out_because, a.left_out_because FROM ged_like AS g JOIN acled_like AS a USING (event_id, place_id)"
    assert rows(package, f"{query} WHERE event_id = 'landing'") == [(ged, acled)]


def test_an_event_without_a_place_is_left_out_for_it(package: Copy) -> None:
    query = "SELECT g.left_out_because, a.left_out_because FROM ged_like AS g JOIN acled_like AS a USING (event_id)"
    planned = "planned, not said to have happened"
    expected = (f"{planned}; no death counted for it; undated; no place", f"{planned}; undated; no place; no actor named")
    assert rows(package, f"{query} WHERE event_id = 'plan'") == [expected]
