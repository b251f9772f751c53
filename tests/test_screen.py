"""What the quick look at a block proves is what the slow look at its records finds."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from scripts.letters import UNUSUAL
from scripts.package import Table, open_package
from scripts.records import cells, records
from scripts.row_findings import record_faults
from scripts.screen import LONGEST_LINE, SMALL, Screen, is_odd_number_of
from tests.conftest import MINIMAL

TABLE: Table = open_package(MINIMAL.parent.parent / "datapackage.json").tables["event_units"]
WIDTH = len(TABLE.schema.names)
PIECES = st.sampled_from(
    ["a", " ", ",", '"', '""', "\n", "\t", "\r", "\x7f", "é", "é", "\u200f", "م", "\u064b", "—", "😀", "\u2028", "\u00a0"]
)
CONTENTS = st.lists(PIECES, max_size=30).map("".join)
CELLS = st.text(alphabet='ab ,"\té\u0301م\u064b—', max_size=5)
QUOTED = CELLS.map(lambda text: '"' + text.replace('"', '""') + '"')
LINES = st.lists(st.lists(QUOTED | st.sampled_from(["", "a", " b", "c ", "é"]), min_size=WIDTH, max_size=WIDTH).map(",".join), max_size=40)


def _lines(content: str) -> list[str]:
    return content.removesuffix("\n").split("\n")


@given(content=CONTENTS | LINES.map("\n".join))
@example(content='a,"""b""",c')
@example(content='a,"b"",c')
@example(content='a,b"c",d')
@example(content='"a,b\n",c,d')
@example(content='"","",""')
@example(content=' a,"b ",c')
def test_what_is_proven_of_a_block_is_true(content: str) -> None:
    block = f"{content}\n".encode()
    found = Screen(b",", WIDTH).of(block)
    if not found.is_regular:
        return
    lines = _lines(f"{content}\n")
    assert found.lines == len(lines)
    assert [text for _, text in records(f"{content}\n")] == [line for line in lines if line]
    counted = [len(cells(line, ",") or []) for line in lines]
    assert sum(counted) == len(lines) * WIDTH
    if all(number == WIDTH for number in counted):
        faulty = {number for number, line in enumerate(lines) if list(record_faults(TABLE, line))}
        controlled = {
            number for number in faulty if any(unicodedata.category(letter) == "Cc" and ord(letter) < 128 for letter in lines[number])
        }
        assert (faulty if found.are_plain else controlled) <= set(found.odd_lines)


@given(lines=LINES.filter(bool))
def test_well_quoted_lines_are_proven_regular(lines: list[str]) -> None:
    assert Screen(b",", WIDTH).of("".join(f"{line}\n" for line in lines).encode()).is_regular


@given(letters=st.text(min_size=1, max_size=20), spoiled=st.booleans(), place=st.integers(0, 60), byte=st.integers(128, 255))
def test_plain_is_proven_of_utf8_alone(letters: str, spoiled: bool, place: int, byte: int) -> None:
    block = bytearray(("a,b,c\n" * 40 + "x,y,z" + "".join(letter for letter in letters if letter.isalnum()) + "\n").encode())
    if spoiled:
        block.insert(len(block) - 1 - place % 5, byte)
    try:
        bytes(block).decode()
    except UnicodeDecodeError:
        assert not Screen(b",", WIDTH).of(bytes(block)).are_plain
    else:
        assert Screen(b",", WIDTH).of(bytes(block)).are_plain


def test_no_letter_that_needs_a_closer_look_is_usual() -> None:
    for number in (*range(0x80, 0xD800), *range(0xE000, 0x110000)):
        letter = chr(number)
        if unicodedata.category(letter) in {"Cc", "Zs", "Zl", "Zp"} or not unicodedata.is_normalized("NFC", letter):
            assert any(first <= number <= last for first, last in UNUSUAL), hex(number)


def test_the_letters_of_a_block_are_told_apart_by_number() -> None:
    for number in (bound + step for first, last in UNUSUAL for bound in (first, last) for step in (-1, 0, 1)):
        if 0x80 <= number < 0x110000:
            lines = "a,b,c\n" * 20 + f"x,y,z{chr(number)}z\n"
            is_unusual = any(first <= number <= last for first, last in UNUSUAL)
            assert list(Screen(b",", WIDTH).of(lines.encode()).odd_lines) == ([20] if is_unusual else []), hex(number)


def test_a_block_of_many_odd_lines_is_left_to_the_engine() -> None:
    found = Screen(b",", WIDTH).of(b"a, b,c\nd,e,f\ng,h\t,i\n")
    assert (found.is_regular, found.are_plain, list(found.odd_lines)) == (True, False, [2])


def test_a_line_that_may_be_too_long_is_not_proven() -> None:
    assert not Screen(b",", WIDTH).of(b"a,b," + b"c" * (2 * LONGEST_LINE) + b"\n").is_regular


@given(before=st.integers(0, 40), quotes=st.integers(0, 40), is_much=st.booleans())
def test_quotes_are_counted_the_same_in_much_and_in_little(before: int, quotes: int, is_much: bool) -> None:
    content = b"a" * (before + is_much * SMALL) + b'"b' * quotes
    assert is_odd_number_of(b'"', content) == (quotes % 2 == 1)
