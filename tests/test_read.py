"""Reading into the engine: the file that is meant, the record numbers, the typed cells beside their text."""

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.package import open_package
from scripts.preflight import preflight
from scripts.read import engine, read
from scripts.records import cells, records
from tests.conftest import Copy
from tests.thoroughness import examples


@pytest.mark.parametrize("name", ["a*b", "a?b", "a[1]b", "it's", "a{b,c}", 'say "a"', "ü b"])
def test_a_folder_with_an_odd_name_is_read_and_no_other(package: Copy, name: str) -> None:
    for folder in (name, "a1b", "aXb"):
        for part in ("data", "schemas"):
            shutil.copytree(package.root / part, package.root / folder / part)
        shutil.copy(package.descriptor, package.root / folder)
    odd = Copy(package.root / name)
    odd.edit("units", "guard", name="The one that is meant")
    connection = engine()
    read(connection, open_package(odd.descriptor).tables["units"])
    assert connection.execute("SELECT record, name FROM units ORDER BY record").fetchall() == [
        (1, "Crown"),
        (2, "The one that is meant"),
        (3, "League"),
    ]


def test_a_cell_without_the_form_of_its_type_is_null_and_keeps_its_text(package: Copy) -> None:
    package.edit("figures", "dead-at-landing", value_low="5", value_best="5.0", value_high="")
    connection = engine()
    read(connection, open_package(package.descriptor).tables["figures"])
    cells = "value_low, value_low__text, value_best, value_best__text, value_high, value_high__text"
    assert connection.execute(f"SELECT {cells} FROM figures WHERE record = 2").fetchone() == (5, "5", None, "5.0", None, None)


FORMS = ["a", '"b"', '"c,d"', "", '""', ' "e"', 'f"', '"g\nh"', '"i""j"', " k ", "l\r", '"m\r\nn"', "#", "NULL", "é", "\t"]
CELLS = st.sampled_from(FORMS) | st.text(alphabet='a" \r;\té', max_size=4)
ROWS = st.lists(CELLS, min_size=3, max_size=3).map(",".join)
LINES = st.lists(ROWS | ROWS | st.sampled_from(["", " "]), max_size=4)


@settings(max_examples=examples(1), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, end=st.sampled_from(["\n", "\r\n", ""]))
def test_what_passes_the_preflight_is_read_by_the_engine_as_we_read_it(package: Copy, lines: list[str], end: str) -> None:
    file = package.file("event_units")
    file.write_bytes(("\n".join(["event_id,unit_id,role", *lines]) + end).encode())
    table = open_package(package.descriptor).tables["event_units"]
    if not preflight(table).is_readable:
        return
    connection = engine()
    read(connection, table)
    theirs = connection.execute("SELECT event_id, unit_id, role FROM event_units ORDER BY record").fetchall()
    ours = [cells(record, ",") or [] for _, record in records(file.read_bytes().decode())][1:]
    assert theirs == [tuple(cell or None for cell in row) for row in ours]
