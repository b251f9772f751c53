"""Records and cells by RFC 4180: what is written by the book comes back, and what readers disagree on is refused."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.records import cells, records

TEXT = st.text(alphabet='ab,;"\n ÿس', max_size=6)
ROWS = st.lists(st.lists(TEXT, min_size=2, max_size=4), min_size=1, max_size=5)


@given(ROWS, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_what_the_csv_module_writes_comes_back_with_its_line(rows: list[list[str]], delimiter: str, quoting: int) -> None:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(rows)  # type: ignore[arg-type]
    found = list(records(stream.getvalue()))
    assert [cells(record, delimiter) for _, record in found] == rows
    begin = 1
    for (line, record), _ in zip(found, rows, strict=True):
        assert line == begin
        begin += record.count("\n") + 1


@pytest.mark.parametrize("record", ['a "b"', ' "a"', '"a" ', '"a"b', 'a"b', '"a', 'b,"a', '"a""', '"""'])
def test_a_misplaced_quote_is_refused(record: str) -> None:
    assert cells(f"x,{record}", ",") is None
    assert cells(f"{record},x" if record.count('"') % 2 == 0 else record, ",") is None


@pytest.mark.parametrize(("text", "lines"), [("a\n\nb\n", [1, 3]), ("\r\na\r\n", [2]), ('"a\nb"\nc', [1, 3]), ('a\n"b\nc\n', [1, 2])])
def test_records_begin_on_their_physical_line(text: str, lines: list[int]) -> None:
    assert [line for line, _ in records(text)] == lines
