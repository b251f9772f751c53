"""Workbook and flat CSV: text is text and never a formula, numbers are numbers, and the first sheet explains the rest."""

import csv
import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import example, given
from hypothesis import strategies as st

from scripts.database import BuildFailed
from scripts.exports import excel_export
from scripts.exports.about import WARNINGS
from scripts.exports.excel_cells import CUT, MOST_UNITS, Formats, fitting, put
from scripts.exports.flat_export import LINE_END, cell
from scripts.exports.folder import export
from scripts.exports.source import opened_source
from scripts.exports.spreadsheet_text import neutralised, restored
from scripts.package import open_package
from tests.conftest import KEPT, PROJECT, Copy
from tests.export_packages import AWKWARD, awkward_package

pytestmark = pytest.mark.thorough

MOMENT = open_package(PROJECT / "datapackage.json", KEPT).descriptor["created"]

SIGNS = "=+-@\t\r\n＝＋－＠"
# What the tables may hold, and more: of controls only those that a formula may begin with.
TEXT = st.text(st.one_of(st.sampled_from(f"{SIGNS}' \",;0.1\\"), st.characters(exclude_categories=["Cs", "Cc"])))
PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


@given(TEXT)
@example("=1+1")
@example("'=1+1")
@example("''=1")
@example("-1.5")
@example("'-1.5")
@example("'")
def test_no_text_is_a_formula_and_all_text_comes_back(text: str) -> None:
    marked = neutralised(text)
    assert not marked or marked[0] not in SIGNS or PLAIN_NUMBER.fullmatch(marked)
    assert restored(marked) == text
    assert marked in (text, "'" + text)


@given(TEXT, TEXT)
def test_different_texts_stay_different(one: str, other: str) -> None:
    assert (neutralised(one) == neutralised(other)) == (one == other)


@pytest.mark.parametrize("text", ["", "-1.5", "+3", "-0", "Binnish", "'Atarib", "بنش", "../2012-04-03", "2012-04-04~", "a=b"])
def test_harmless_text_and_numbers_stay_as_they_are(text: str) -> None:
    assert neutralised(text) == text


@given(st.lists(st.one_of(TEXT, st.none(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.booleans()), min_size=1))
def test_cells_of_a_flat_file_come_back(values: list[Any]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator=LINE_END).writerow(map(cell, values))
    [found] = csv.reader(io.StringIO(stream.getvalue(), newline=""))
    for text, value in zip(found, values, strict=True):
        if isinstance(value, str):
            assert restored(text) == value
        elif isinstance(value, bool):
            assert text == str(value).lower()
        else:
            assert (text == "") if value is None else (type(value)(text) == value)


def workbook(values: list[Any]) -> list[Any]:
    """The cells that openpyxl finds where we have written these values."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        formats, sheet = Formats.of(book), book.add_worksheet()
        for column, value in enumerate(values):
            put(sheet, 0, column, value, formats)
    sheet = openpyxl.load_workbook(content).active
    return [sheet.cell(1, column + 1) for column in range(len(values))]


# No cell of a package is an empty text or has a control, and XML has no letters like U+FFFE.
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
CELLS = st.lists(st.one_of(st.text(LETTERS, min_size=1), st.sampled_from(list(AWKWARD.values()))), min_size=1)


@given(CELLS)
def test_text_in_a_workbook_is_text(texts: list[str]) -> None:
    for found, text in zip(workbook(texts), texts, strict=True):
        assert (found.data_type, found.value) == ("s", fitting(text))
        assert found.hyperlink is None
        assert found.quotePrefix is (neutralised(text) != text)


@given(st.lists(st.one_of(st.integers(-(10**15) + 1, 10**15 - 1), st.floats(-1e14, 1e14), st.booleans()), min_size=1))
def test_numbers_and_truth_values_in_a_workbook_are_such(values: list[Any]) -> None:
    for found, value in zip(workbook(values), values, strict=True):
        assert found.data_type == ("b" if isinstance(value, bool) else "n")
        assert found.value == value if isinstance(value, int) else found.value == pytest.approx(value, rel=1e-15)


def test_a_number_of_more_digits_than_excel_keeps_is_text() -> None:
    [found] = workbook([12345678901234567])
    assert (found.data_type, found.value) == ("s", "12345678901234567")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), st.integers(0, 40_000))
@example("🕊", MOST_UNITS)
@example("a🕊", MOST_UNITS)
def test_text_is_cut_only_where_a_cell_cannot_hold_it_and_says_so(text: str, times: int) -> None:
    long = (text * times)[:70_000]
    found = fitting(long)
    assert len(found.encode("utf-16-le")) <= 2 * MOST_UNITS
    assert found == long or (found.endswith(CUT) and long.startswith(found.removesuffix(CUT)))
    assert (found == long) == (len(long.encode("utf-16-le")) <= 2 * MOST_UNITS)


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exports of the awkward package."""
    folder = tmp_path_factory.mktemp("awkward")
    export(open_package(awkward_package(folder).descriptor), folder / "exports", ["excel", "flat"])
    return folder / "exports"


@pytest.fixture(scope="module")
def real(operation: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real") / "exports"
    export(open_package(PROJECT / "datapackage.json"), folder, ["excel", "flat"], operation)
    return folder


def test_a_workbook_has_no_formula_link_or_outside_part(awkward: Path) -> None:
    with zipfile.ZipFile(awkward / "operation.xlsx") as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/")]
        # One that explains, two flat views, and the tables.
        assert len(sheets) == 3 + len(open_package(PROJECT / "datapackage.json", KEPT).tables)
        assert not [name for name in sheets if re.search(rb"<f[ >]|hyperlink", book.read(name))]
        assert not [name for name in book.namelist() if "external" in name.lower() or "vba" in name.lower()]


def test_nothing_in_a_workbook_tells_when_it_was_made(awkward: Path) -> None:
    with zipfile.ZipFile(awkward / "operation.xlsx") as book:
        assert {(one.date_time, one.compress_type) for one in book.infolist()} == {((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED)}
        assert set(re.findall(rb"W3CDTF\">([^<]+)<", book.read("docProps/core.xml"))) == {MOMENT.encode()}


def test_every_sheet_has_a_frozen_header_filters_and_widths(real: Path) -> None:
    book = openpyxl.load_workbook(real / "operation.xlsx")
    assert book.sheetnames[:3] == ["README", "events_flat", "places_flat"]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
        widths = [sheet.column_dimensions[openpyxl.utils.get_column_letter(number + 1)].width for number in range(sheet.max_column)]
        assert all(8 <= width <= 51 for width in widths)
        assert all(header.font.bold and header.data_type == "s" for header in sheet[1])


def test_columns_of_numbers_are_numbers_and_days_are_text(real: Path) -> None:
    book = openpyxl.load_workbook(real / "operation.xlsx")
    kinds = {
        (sheet.title, str(header.value)): {found.data_type for found in column if found.value is not None}
        for sheet in book.worksheets[1:]
        for header, *column in sheet.iter_cols()
    }
    numbers = {("figures", f"value_{bound}") for bound in ("low", "best", "high")}
    numbers |= {("passages", name) for name in ("ordinal", "char_start", "char_end")}
    shared = ("latitude", "longitude", "coordinate_uncertainty_m")
    numbers |= {(sheet, name) for sheet in ("places", "places_flat", "events_flat") for name in shared}
    numbers |= {(sheet, "geonames_id") for sheet in ("places", "places_flat")}
    numbers |= {("ged_matches", f"ged_{name}") for name in ("id", "latitude", "longitude", "low", "best", "high")}
    assert {where for where, found in kinds.items() if "n" in found} == numbers
    assert all(len(found) <= 1 for found in kinds.values())
    assert kinds["events", "date_earliest"] == {"s"}


def test_the_first_sheet_explains_every_sheet_and_column(real: Path, operation: Path, tmp_path: Path) -> None:
    lines = list(openpyxl.load_workbook(real / "operation.xlsx").worksheets[0].iter_rows(values_only=True))
    with opened_source(open_package(PROJECT / "datapackage.json"), tmp_path, tmp_path, operation) as source:
        about = dict(line[::2] for line in lines)
        assert about["Title"] == source.facts["title"]
        assert about["Version"] == source.facts["version"]
        assert about["Licence"] == "CC-BY-SA-4.0"
        assert about["Cite as"] == source.facts["citation"]
        assert {line[2] for line in lines} >= set(WARNINGS)
        book = openpyxl.load_workbook(real / "operation.xlsx")
        for sheet in book.worksheets[1:]:
            assert (sheet.title, sheet.max_row - 1, source.words(sheet.title)) in lines
            words = {column.name: column.words for column in source.columns(sheet.title)}
            assert [str(header.value) for header in sheet[1]] == list(words)
            assert all((sheet.title, name, meaning) in lines for name, meaning in words.items())
            assert all(words.values())


CREATED = {
    "no day": (None, datetime(1980, 1, 1)),
    "a day": ("2020-02-03", datetime(2020, 2, 3)),
    "a zone": ("2020-02-03T01:00:00+03:00", datetime(2020, 2, 2, 22)),
}


@pytest.mark.parametrize("case", CREATED)
def test_the_workbook_was_made_when_the_descriptor_says(package: Copy, case: str) -> None:
    created, expected = CREATED[case]
    package.describe(lambda descriptor: descriptor.update(created=created) if created else descriptor.pop("created"))
    export(open_package(package.descriptor), package.root / "exports", ["excel"])
    assert openpyxl.load_workbook(package.root / "exports" / "operation.xlsx").properties.created == expected


def test_a_descriptor_whose_created_is_no_time_is_told(package: Copy) -> None:
    package.describe(lambda descriptor: descriptor.update(created="yesterday"))
    with pytest.raises(BuildFailed, match="'yesterday', which is no date and time"):
        export(open_package(package.descriptor), package.root / "exports", ["excel"])


def test_a_table_of_more_rows_than_a_sheet_holds_is_refused(package: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel_export, "MOST_ROWS", 4)
    with pytest.raises(BuildFailed, match=r"claims has \d+ rows, and a sheet of Excel holds 3\."):
        export(open_package(package.descriptor), package.root / "exports", ["excel"])
    export(open_package(package.descriptor), package.root / "exports", ["flat"])


def test_a_flat_file_begins_with_a_byte_order_mark_and_has_no_formula(awkward: Path) -> None:
    content = (awkward / "events_flat.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbftitle,type_label,")
    assert content.count(b"\r\n") == content.count(b"\n") == content.count(b"\r")
    with (awkward / "events_flat.csv").open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = csv.reader(stream)
    assert all(len(row) == len(header) for row in rows)
    assert not [text for row in rows for text in row if text[:1] in SIGNS and text and not PLAIN_NUMBER.fullmatch(text)]
    titles = {row[0] for row in rows}
    assert {"'" + AWKWARD["formula"], "'" + AWKWARD["marked"], AWKWARD["quote"], AWKWARD["number"], AWKWARD["arabic"]} <= titles
    assert "-120.5" in {row[header.index("longitude")] for row in rows}


def test_no_cell_of_the_real_data_needs_a_mark(real: Path) -> None:
    """So that nobody has to take one off; if one does some day, this test is to be dropped."""
    for file in real.glob("*_flat.csv"):
        with file.open(encoding="utf-8-sig", newline="") as stream:
            assert not [text for row in csv.reader(stream) for text in row if restored(text) != text]
