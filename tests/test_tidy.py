"""The canonical form of a CSV file: what it is, what it never loses, and what is left alone."""

import csv
import io
import json
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.table_schema import table_schema
from scripts.package import Part, Table, open_package
from scripts.rows import UnreadableTable, rows
from scripts.tidy import tidied, tidy
from scripts.whole_file import replace
from tests.conftest import PROJECT, Copy

HEADER = "place_id,name,language,source_id"
CANONICAL = f'{HEADER}\nharbour,"Bay, Old",en,atlas\nharbour,Café,fr,atlas\nisles,Isles,en,atlas\n'

Maker = Callable[[bytes], Table]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """The table place_names, whose key has three columns, with the bytes given as its file."""
    file = tmp_path_factory.mktemp("data") / "place_names.csv"
    schema = table_schema(json.loads((PROJECT / "schemas/place_names.schema.json").read_bytes()), "place_names")

    def made(content: bytes) -> Table:
        file.write_bytes(content)
        return Table("place_names", (Part(file, "data/place_names.csv"),), schema, {}, "", "", None, None, ",")

    return made


def as_csv(records: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([HEADER.split(","), *records])
    return text.getvalue().encode()


cells = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0")) | st.sampled_from(
    ["é", "e\u0301", " x", "a,b", '"', "", "\ufeff"]
)
record_lists = st.lists(st.lists(cells, min_size=4, max_size=4), max_size=8)


@settings(deadline=None)
@given(record_lists)
def test_tidy_files_stay_as_they_are(table: Maker, records: list[list[str]]) -> None:
    once = tidied(table(as_csv(records)))
    assert tidied(table(once)) == once


@settings(deadline=None)
@given(record_lists)
def test_every_row_and_value_stays(table: Maker, records: list[list[str]]) -> None:
    found = csv.reader(io.StringIO(tidied(table(as_csv(records))).decode(), newline=""))
    expected = [tuple(unicodedata.normalize("NFC", cell.strip()) for cell in record) for record in records]
    assert Counter(map(tuple, found)) == Counter([tuple(HEADER.split(",")), *expected])


@settings(deadline=None)
@given(record_lists.flatmap(lambda records: st.tuples(st.just(records), st.permutations(records))))
def test_the_order_of_rows_does_not_matter(table: Maker, orders: tuple[list[list[str]], list[list[str]]]) -> None:
    one, other = orders
    assert tidied(table(as_csv(one))) == tidied(table(as_csv(other)))


@pytest.mark.parametrize(
    "odd",
    [
        CANONICAL,
        "\ufeff" + CANONICAL,
        CANONICAL.replace("\n", "\r\n"),
        CANONICAL.removesuffix("\n"),
        CANONICAL.replace("\n", "\n\n"),
        CANONICAL + "   \n",
        CANONICAL.replace("isles,Isles", '"isles","Isles"'),
        CANONICAL.replace("isles,Isles", " isles\t,\u00a0Isles "),
        CANONICAL.replace("Café", "Cafe\u0301"),
        f'{HEADER}\nisles,Isles,en,atlas\nharbour,Café,fr,atlas\nharbour,"Bay, Old",en,atlas\n',
        'name,place_id,source_id,language\n"Bay, Old",harbour,atlas,en\nCafé,harbour,atlas,fr\nIsles,isles,atlas,en\n',
    ],
    ids=["nothing", "bom", "crlf", "no_last_line_end", "blank_lines", "line_of_blanks", "quotes", "blanks", "nfd", "rows", "columns"],
)
def test_odd_files_become_canonical(table: Maker, odd: str) -> None:
    assert tidied(table(odd.encode())).decode() == CANONICAL


def test_keys_sort_as_text_in_key_order(table: Maker) -> None:
    content = f"{HEADER}\nb,1,en,x\na,2,en,x\na,10,fr,x\na,10,en,x\nA,3,en,x\n".encode()
    assert [line.rpartition(",")[0] for line in tidied(table(content)).decode().splitlines()[1:]] == [
        "A,3,en",
        "a,10,en",
        "a,10,fr",
        "a,2,en",
        "b,1,en",
    ]


def test_the_key_goes_before_the_columns_that_stand_before_it(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_bytes(b"note,name\n1,b\n2,a\n0,c\n")
    fields = [{"name": "note", "type": "string"}, {"name": "name", "type": "string"}]
    schema = table_schema({"fields": fields, "primaryKey": "name"}, "names")
    assert tidied(Table("names", (Part(file, "names.csv"),), schema, {}, "", "", None, None, ",")) == b"note,name\n2,a\n1,b\n0,c\n"


def test_rows_of_the_same_key_both_stay(table: Maker) -> None:
    content = f"{HEADER}\na,b,en,y\na,b,en,x\na,b,en,x\n"
    assert tidied(table(content.encode())).decode() == f"{HEADER}\na,b,en,x\na,b,en,x\na,b,en,y\n"


@pytest.mark.parametrize(
    ("rule", "line", "content"),
    [
        ("file_is_utf8", 2, f"{HEADER}\nisles,Caf\xe9,fr,atlas\n".encode("latin-1")),
        ("file_has_no_nul", 2, f"{HEADER}\nisles,I\0sles,en,atlas\n".encode()),
        ("file_is_not_empty", 1, b""),
        ("header_equals_schema", 1, f"{HEADER}s\nisles,Isles,en,atlas\n".encode()),
        ("header_equals_schema", 1, f"{HEADER},name\nisles,Isles,en,atlas,x\n".encode()),
        ("row_has_every_cell", 4, f"{HEADER}\nisles,Isles,en,atlas\n\nisles,Isles,fr\n".encode()),
        ("row_has_every_cell", 2, f"{HEADER}\nisles,Isles,en,atlas,\n".encode()),
        ("quotes_are_closed", 2, f'{HEADER}\nisles,"Isles,en,atlas\nb,c,d,e\n'.encode()),
        ("quotes_are_closed", 2, f'{HEADER}\nisles,"Isles"s,en,atlas\n'.encode()),
        ("quotes_are_closed", 2, f'{HEADER}\nisles, "Isles",en,atlas\n'.encode()),
        ("quotes_are_closed", 3, f'{HEADER}\nisles,Isles,en,atlas\nisles,Is"les,en,atlas\n'.encode()),
        ("quotes_are_closed", 2, f'{HEADER}\nisles,Is"les,en,at"las\n'.encode()),
        ("quotes_are_closed", 1, f'{HEADER} "\nisles,Isles,en,atlas\n'.encode()),
        ("cell_has_no_line_break", 3, f'{HEADER}\na,b,en,c\nisles,"Is\nles",en,atlas\n'.encode()),
        ("cell_has_no_line_break", 2, f"{HEADER}\nisles,Is\rles,en,atlas\n".encode()),
    ],
)
def test_what_takes_guessing_is_refused_with_its_line(table: Maker, rule: str, line: int, content: bytes) -> None:
    with pytest.raises(UnreadableTable) as refusal:
        tidied(table(content))
    finding = refusal.value.finding
    assert (finding.rule, finding.line, finding.path, finding.table) == (rule, line, "data/place_names.csv", "place_names")


def test_a_blank_line_is_a_cell_where_there_is_but_one_column(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_bytes(b'name\n  \nb\n""\n')
    schema = table_schema({"fields": [{"name": "name", "type": "string"}]}, "names")
    table = Table("names", (Part(file, "names.csv"),), schema, {}, "", "", None, None, ",")
    assert tidied(table) == b'name\n""\n""\nb\n'


@pytest.mark.parametrize("delimiter", [";", "\t", "|", "]", "^", "\\"])
def test_quotes_are_looked_for_with_any_delimiter(tmp_path: Path, delimiter: str) -> None:
    file = tmp_path / "names.csv"
    schema = table_schema({"fields": [{"name": "name", "type": "string"}, {"name": "note", "type": "string"}]}, "names")
    table = Table("names", (Part(file, "names.csv"),), schema, {}, "", "", None, None, delimiter)
    text = f'name{delimiter}note\r\n"a{delimiter}""b"""{delimiter}c,d\r\n'
    file.write_bytes(text.encode())
    assert [row for _, row in rows(table)] == [{"name": f'a{delimiter}"b"', "note": "c,d"}]
    file.write_bytes(text.replace("c,d", 'c"d').encode())
    with pytest.raises(UnreadableTable):
        list(rows(table))


def test_rows_tell_the_physical_line(table: Maker) -> None:
    content = f"{HEADER}\n\na,b,en,x\n\n\nc,d,en,x\n".encode()
    assert [(line, row["place_id"]) for line, row in rows(table(content))] == [(3, "a"), (6, "c")]


def test_only_files_that_change_are_written_and_unreadable_ones_left(package: Copy) -> None:
    package.file("units").write_bytes(package.file("units").read_bytes() + b"ragged\n")
    package.write("places", package.rows("places")[::-1])
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in sorted(package.root.rglob("*.csv"))}
    places = package.file("places")
    report = tidy(open_package(package.descriptor), check=False)
    changed = [file for file, state in before.items() if (file.read_bytes(), file.stat().st_mtime_ns) != state]
    assert changed == [places]
    assert [row["place_id"] for row in package.rows("places")] == ["harbour", "isles", "province"]
    assert [(change.path, change.line) for change in report.changes] == [("data/places.csv", 2)]
    assert [(finding.path, finding.line) for finding in report.findings] == [("data/units.csv", 5)]
    assert list(package.root.glob("data/.*")) == []


def test_a_check_writes_nothing_and_names_the_first_line(package: Copy) -> None:
    file = package.file("event_units")
    file.write_bytes(file.read_bytes().replace(b"landing", b" landing"))
    stale = file.read_bytes()
    [change] = tidy(open_package(package.descriptor), check=True).changes
    assert str(change) == "data/event_units.csv:2: ' landing,guard,initiator' should be 'landing,guard,initiator'"
    assert file.read_bytes() == stale


def test_a_broken_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        replace(file, b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("table.csv", b"old")]


def test_a_rewritten_file_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(b"old")
    file.chmod(0o640)
    replace(file, b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
