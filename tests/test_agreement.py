"""The agreement of two codings: the coefficient, what is compared, the sample, and that every difference was settled once."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scripts.agreement import COLUMNS, FIRST, KEPT, SECOND, SETTLED, agreement, alpha
from scripts.agreement_page import written
from scripts.commands.ends import Commands
from scripts.commands.sourcing import agreement as command
from scripts.package import open_package
from scripts.statements import LEFT_OUT_COLUMNS
from tests.conftest import KEPT as CACHE
from tests.conftest import PROJECT, Copy, rows_of, write_rows
from tests.generated_pages import loose_links, uneven_tables

PACKAGE = open_package(PROJECT / "datapackage.json", CACHE)
PAGE = PROJECT / "docs/agreement.md"
TEXT = PAGE.read_text(encoding="utf-8")
CODINGS = [{row["statement"]: row for row in rows_of(PROJECT / name)} for name in (FIRST, SECOND)]
SETTLEMENTS = rows_of(PROJECT / SETTLED)


def test_the_coefficient_is_the_one_that_is_worked_out_by_hand() -> None:
    """Three of four pairs agree. Of the eight values five are a, three are b.

    Two of eight values stand in pairs that differ: 2/8. By chance, of the 8 * 7 ordered pairs of values 2 * 5 * 3 differ: 30/56.
    Alpha is 1 - (2/8) / (30/56) = 8/15.
    """
    assert alpha([("a", "a"), ("a", "a"), ("b", "b"), ("a", "b")]) == pytest.approx(8 / 15)


def test_an_empty_cell_counts_as_a_value_of_the_coefficient() -> None:
    assert alpha([("", ""), ("", ""), ("b", "b"), ("", "b")]) == pytest.approx(8 / 15)


def test_coders_who_never_agree_are_below_chance() -> None:
    assert alpha([("a", "b"), ("b", "a")]) == pytest.approx(-0.5)


def test_the_committed_page_is_fresh() -> None:
    assert written(PACKAGE, PAGE, check=True) is None


def test_the_page_is_sound() -> None:
    assert (loose_links(TEXT), uneven_tables(TEXT)) == (set(), [])


def test_the_sample_is_what_the_page_says() -> None:
    left_out = rows_of(PROJECT / "docs/left-out.csv")
    numbers = [row["passage_id"] for row in rows_of(PROJECT / "data/passages.csv") if row["gist"]]
    numbers += [row["statement"] for row in left_out if row["reason"] != "copy of the encyclopedia"]
    first, second = CODINGS
    sample = sorted(numbers, key=lambda number: hashlib.sha256(number.encode()).hexdigest())[: len(first)]
    assert list(first) == list(second) == sorted(sample)
    assert f" {len(sample)} of the {len(numbers)} statements that are not from copies" in TEXT


def test_every_difference_has_exactly_one_settlement_and_no_settlement_is_without() -> None:
    first, second = CODINGS
    cells = [(key, name) for key, row in first.items() for name in row if row[name].replace("~", "") != second[key][name].replace("~", "")]
    settled = [(row["statement"], name) for row in SETTLEMENTS for name in row["columns"].split()]
    assert Counter(settled) == Counter(cells)
    assert all(row["why"] and row["kept"] in KEPT for row in SETTLEMENTS)


def test_every_disagreement_is_told_with_both_cells_and_how_it_was_settled() -> None:
    first, second = CODINGS
    lines = re.findall(r"^\| (x\d+ \| .*) \|$", TEXT.partition("## Every disagreement")[2], flags=re.MULTILINE)
    assert len(lines) == len(SETTLEMENTS)
    for row, line in zip(SETTLEMENTS, lines, strict=True):
        statement, _, before, after, kept, why = line.split(" | ")
        names = row["columns"].split()
        assert (statement, kept, why) == (row["statement"], row["kept"], row["why"])
        for coding, told in ((first, before), (second, after)):
            values = [coding[statement][name] for name in names]
            shown = [f"{name}: {f'`{value}`' if value else 'empty'}" for name, value in zip(names, values, strict=True)]
            assert told.split("<br>") == shown


@pytest.mark.parametrize("name", COLUMNS)
def test_every_column_is_counted(name: str) -> None:
    first, second = CODINGS
    keys = [key for key in first if name == "use" or first[key]["use"] == second[key]["use"] == "coded"]
    pairs = [(first[key][name].replace("~", ""), second[key][name].replace("~", "")) for key in keys]
    equal = sum(one == other for one, other in pairs)
    filled = [pair for pair in pairs if any(pair)]
    [cells] = re.findall(rf"^\| `{name}` \| (.*) \|$", TEXT, flags=re.MULTILINE)
    assert cells.split(" | ") == [
        str(len(keys)),
        str(equal),
        f"{equal / len(keys):.0%}".replace("%", " %"),
        "all equal" if equal == len(keys) else f"{alpha(pairs):.2f}",
        str(len(filled)),
        str(sum(one == other for one, other in filled)),
    ]


Rows = list[dict[str, str]]
CODED = {"use": "coded", "record": "landing", "stance": "supports", "modality": "reported", "event_type": "assault"}
ONE: Rows = [
    CODED | {"statement": "w1", "date_edtf": "2020-01-02~"},
    CODED | {"statement": "w2", "date_edtf": "2020-01-03", "value_best": "3"},
    {"statement": "w3", "use": "left_out"},
]
OTHER: Rows = [
    CODED | {"statement": "w1", "date_edtf": "2020-01-02"},
    CODED | {"statement": "w2", "date_edtf": "2020-01-03", "stance": "qualifies"},
    {"statement": "w3", "use": "left_out"},
]
ENDED: Rows = [
    {"statement": "w2", "columns": "stance", "kept": "both", "why": "Two claims."},
    {"statement": "w2", "columns": "value_best", "kept": "first", "why": "It is printed."},
]


@pytest.fixture
def island(package: Copy) -> Copy:
    """The minimal package with two codings of three statements."""
    (package.root / "docs/agreement").mkdir(parents=True)
    write_rows(package.root / "docs/left-out.csv", list(LEFT_OUT_COLUMNS), [{"statement": "w3", "reason": "not here", "note": "No."}])
    write(package, FIRST, ONE)
    write(package, SECOND, OTHER)
    write(package, SETTLED, ENDED)
    return package


def write(package: Copy, name: str, rows: Rows) -> None:
    names = ["statement", "columns", "kept", "why"] if name == SETTLED else ["statement", *COLUMNS]
    write_rows(package.root / name, names, rows)


def run(package: Copy, *arguments: str) -> Result:
    return CliRunner().invoke(Commands(commands=[command]), ["agreement", *arguments], obj=package.descriptor)


def test_the_mark_of_origin_is_passed_over_and_an_empty_cell_is_not(island: Copy) -> None:
    columns = {column.name: column for column in agreement(island.root).columns}
    assert (columns["date_edtf"].statements, columns["date_edtf"].equal, columns["date_edtf"].alpha) == (2, 2, None)
    numbers = columns["value_best"]
    assert (numbers.equal, numbers.filled, numbers.equal_filled, numbers.share) == (1, 1, 0, 0.5)
    assert columns["use"].statements == 3


def test_the_command_writes_the_page_and_then_finds_nothing(island: Copy) -> None:
    assert run(island, "--check").exit_code == 1
    assert not (island.root / "docs/agreement.md").exists()
    assert run(island).exit_code == 0
    assert run(island, "--check").output == "agreement: nothing to change\n"
    text = (island.root / "docs/agreement.md").read_text(encoding="utf-8")
    assert "| `use` | 3 | 3 | 100 % | all equal | 3 | 3 |\n" in text
    assert "| `measure` | 2 | 2 | 100 % | all equal | 0 | 0 |\n" in text
    assert "| w2 | left out with its page | stance: `supports` | stance: `qualifies` | both | Two claims. |\n" in text


def test_a_change_of_a_coding_makes_the_page_stale(island: Copy) -> None:
    run(island)
    write(island, FIRST, [row | {"record": "campaign"} if row["statement"] == "w1" else row for row in ONE])
    write(island, SETTLED, [*ENDED, {"statement": "w1", "columns": "record", "kept": "second", "why": "Read again."}])
    assert run(island, "--check").exit_code == 1


def rows(name: str, *found: dict[str, str]) -> Callable[[Copy], None]:
    return lambda package: write(package, name, list(found))


def content(name: str, change: Callable[[bytes], bytes]) -> Callable[[Copy], None]:
    def spoil(package: Copy) -> None:
        file: Path = package.root / name
        file.write_bytes(change(file.read_bytes()))

    return spoil


def nothing_in_common(package: Copy) -> None:
    for name, found in ((FIRST, ONE[2:]), (SECOND, OTHER[2:]), (SETTLED, [])):
        write(package, name, found)


MISMATCH = "Each difference of the codings needs exactly one row in docs/agreement/settled.csv, and no other has one: see to "
UNNAMED = "docs/agreement/settled.csv, line 2: it must name a statement, columns of the codings, first or second or both, and why."
REFUSED: dict[str, tuple[Callable[[Copy], None], str]] = {
    "a difference that nobody settled": (rows(SETTLED, ENDED[0]), f"{MISMATCH}w2 value_best."),
    "a difference settled twice": (rows(SETTLED, *ENDED, ENDED[1]), f"{MISMATCH}w2 value_best."),
    "a settlement without a difference": (rows(SETTLED, *ENDED, ENDED[0] | {"columns": "side"}), f"{MISMATCH}w2 side."),
    "a settlement of another statement": (rows(SETTLED, ENDED[0] | {"statement": "w9"}), UNNAMED),
    "a settlement of another column": (rows(SETTLED, ENDED[0] | {"columns": "stances"}), UNNAMED),
    "a settlement of no column": (rows(SETTLED, ENDED[0] | {"columns": ""}), UNNAMED),
    "a settlement in favour of nobody": (rows(SETTLED, ENDED[0] | {"kept": "third"}), UNNAMED),
    "a settlement without a reason": (rows(SETTLED, ENDED[0] | {"why": ""}), UNNAMED),
    "other statements": (rows(SECOND, *OTHER[:2]), "are not of the same statements: w3."),
    "a statement coded twice": (rows(FIRST, *ONE, ONE[0]), "docs/agreement/first-coding.csv must have statements, and each once."),
    "no statement": (rows(FIRST), "docs/agreement/first-coding.csv must have statements, and each once."),
    "nothing that both coded": (
        nothing_in_common,
        "have no statement that both coded, so there is nothing to compare.",
    ),
    "no second coding": (lambda package: (package.root / SECOND).unlink(), "second-coding.csv cannot be read: No such file"),
    "a column less": (content(FIRST, lambda text: text.replace(b"stance", b"attitude")), "first-coding.csv has no column stance."),
    "not UTF-8": (content(SETTLED, lambda text: text + b"\xff"), "settled.csv is not UTF-8"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_codings_that_cannot_be_compared_are_a_refusal_in_one_line(island: Copy, case: str) -> None:
    spoil, words = REFUSED[case]
    spoil(island)
    for arguments in ([], ["--check"]):
        result = run(island, *arguments)
        assert (result.exit_code, result.output.count("\n")) == (2, 1), result.output
        assert words in result.output
    assert not (island.root / "docs/agreement.md").exists()
