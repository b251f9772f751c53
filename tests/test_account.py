"""Every statement of the list from which other sources were coded is coded, or left out with its reason; what is not is told."""

import csv
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scripts.account import account
from scripts.commands.ends import Commands
from scripts.commands.sourcing import account as command
from scripts.package import open_package
from scripts.statements import LEFT_OUT_COLUMNS
from tests.conftest import KEPT, PROJECT, Copy, rows_of, write_rows

Rows = list[dict[str, str]]
WIRE, BLOG = "https://example.org/wire", "https://example.org/blog"
GIVEN = [{"ref": "W1", "url": WIRE, "note": "Said, so far."}, {"ref": "W2", "url": WIRE}, {"ref": "B1", "url": BLOG}]
LEFT_OUT = [{"statement": "b1", "title": "A blog", "url": BLOG, "reason": "not this island", "note": "Of another island."}]
UNCODED = {"passage_id": "w2", "source_id": "wire", "section": "Lead", "ordinal": "2", "gist": "It rained."}


@pytest.fixture
def island(package: Copy) -> Copy:
    """The minimal package with a statement that is coded, one that is not, and one left out with its page."""
    package.write("passages", [*package.rows("passages"), UNCODED | {"disposition": "not_codable", "note": "Weather."}])
    package.describe()
    (package.root / "docs").mkdir()
    leave_out(package, LEFT_OUT)
    give(package, GIVEN)
    return package


def leave_out(package: Copy, rows: Rows) -> None:
    write_rows(package.root / "docs/left-out.csv", list(LEFT_OUT_COLUMNS), rows)


def give(package: Copy, rows: Rows) -> None:
    write_rows(given(package), ["ref", "note", "url"], rows)


def given(package: Copy) -> Path:
    return package.root / "statements.csv"


def problems(package: Copy) -> list[str]:
    return list(account(open_package(package.descriptor, KEPT), given(package)).problems)


def run(package: Copy, file: Path | None = None) -> Result:
    return CliRunner().invoke(Commands(commands=[command]), ["account", str(file or given(package))], obj=package.descriptor)


def test_a_full_account_says_what_became_of_each(island: Copy) -> None:
    result = run(island)
    assert (result.exit_code, result.output.splitlines()) == (
        0,
        [
            "PASSED: of 3 statements 1 are coded",
            "left out in a coded source: 1",
            "left out with their page: 1",
            "  not this island: 1",
        ],
    )


def rewritten(change: Callable[[str], str]) -> Callable[[Copy], None]:
    def spoil(package: Copy) -> None:
        given(package).write_bytes(change(given(package).read_text(encoding="utf-8")).encode())

    return spoil


# How a list was saved, which says nothing else.
SAVED_OTHERWISE = {
    "bom": lambda text: "\ufeff" + text,
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "no last line end": lambda text: text.rstrip("\n"),
    "lower case": str.lower,
    "a line break in a cell": lambda text: text.replace("Said, so", "Said,\nso"),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
}


@pytest.mark.parametrize("way", SAVED_OTHERWISE)
def test_a_list_saved_otherwise_is_the_same_list(island: Copy, way: str) -> None:
    rewritten(SAVED_OTHERWISE[way])(island)
    assert problems(island) == []


def test_the_line_that_is_told_is_the_one_where_the_statement_begins(island: Copy) -> None:
    rewritten(lambda text: text.replace("Said, so", "Said,\nso").replace("B1", "B7"))(island)
    assert [problem.partition(":")[0] for problem in problems(island) if problem.startswith("line")] == ["line 5"]


def listed(*rows: dict[str, str]) -> Callable[[Copy], None]:
    return lambda package: give(package, list(rows))


def left_out(*rows: dict[str, str]) -> Callable[[Copy], None]:
    return lambda package: leave_out(package, list(rows))


W1, W2, B1 = GIVEN
ODDITIES: dict[str, tuple[Callable[[Copy], None], str]] = {
    "a statement that nobody coded": (
        listed(*GIVEN, {"ref": "W3", "url": WIRE}),
        "line 5: W3 is neither a passage nor in docs/left-out.csv; code it, or leave it out with a reason.",
    ),
    "a statement without a number": (listed(*GIVEN, {"url": WIRE}), "line 5: the statement has no ref, so nobody can tell"),
    "a statement that stands twice": (listed(*GIVEN, W1 | {"ref": "w1"}), "line 5: w1 stands in line 2 already."),
    "a passage that the list lacks": (listed(W1, B1), "w2, a passage of wire, is not in "),
    "a left-out statement that the list lacks": (listed(W1, W2), "b1, which docs/left-out.csv has, is not in "),
    "another address than the source's": (
        listed(W1 | {"url": f"{WIRE}/2"}, W2, B1),
        f"line 2: W1 has the address {WIRE}/2, its source wire has {WIRE}.",
    ),
    "no address": (listed(W1 | {"url": ""}, W2, B1), f"line 2: W1 has the address empty, its source wire has {WIRE}."),
    "another address than the left-out page's": (
        listed(W1, W2, B1 | {"url": WIRE}),
        f"line 4: B1 has the address {WIRE}, docs/left-out.csv has {BLOG}.",
    ),
    "coded and left out": (
        left_out(*LEFT_OUT, LEFT_OUT[0] | {"statement": "w1"}),
        "line 2: W1 is a passage and stands in docs/left-out.csv as well; take it out of one.",
    ),
    "left out twice": (left_out(*LEFT_OUT, *LEFT_OUT), "b1 stands 2 times in docs/left-out.csv."),
    "left out without a reason": (left_out(LEFT_OUT[0] | {"reason": ""}), "b1 stands in docs/left-out.csv without reason or note."),
    "left out without a note": (left_out(LEFT_OUT[0] | {"note": ""}), "b1 stands in docs/left-out.csv without reason or note."),
    "not coded without a note": (
        lambda package: package.edit("passages", "w2", note=""),
        "w2 is not coded, and its note does not say why.",
    ),
}


@pytest.mark.parametrize("oddity", ODDITIES)
def test_an_oddity_is_told_alone(island: Copy, oddity: str) -> None:
    spoil, words = ODDITIES[oddity]
    spoil(island)
    [problem] = problems(island)
    assert problem.startswith(words)


def test_all_problems_are_told_at_once_and_one_a_line(island: Copy) -> None:
    give(island, [W1 | {"url": "a\x1b[31m"}, W2, {"ref": "W3", "url": WIRE}])
    result = run(island)
    assert result.exit_code == 1
    assert [line.partition(": ")[0] for line in result.output.splitlines()[:4]] == ["account"] * 3 + ["FAILED with 3 problems"]
    assert "\x1b" not in result.output


def unreadable(content: bytes) -> Callable[[Copy], None]:
    def spoil(package: Copy) -> None:
        given(package).write_bytes(content)

    return spoil


def a_folder(package: Copy) -> None:
    given(package).unlink()
    given(package).mkdir()


# What cannot be held against anything, and what is said of it.
REFUSED: dict[str, tuple[Callable[[Copy], None], str]] = {
    "missing": (lambda package: given(package).unlink(), "cannot be read: No such file or directory."),
    "a folder": (a_folder, "cannot be read: Is a directory."),
    "latin 1": (unreadable(b"ref,url\nCaf\xe9,\n"), "is not UTF-8: byte 11 is not."),
    "empty": (unreadable(b""), "is empty."),
    "no ref": (unreadable(b"number,url\n"), "has no column ref."),
    "neither column": (unreadable(b"number,address\n"), "has no column ref, url."),
    "two columns url": (unreadable(b"ref,url,url\n"), "has more than one column url."),
    "ragged": (unreadable(b"ref,url\nW1\n"), "line 2: here are 1 cells, not 2."),
    "an open quote": (unreadable(b'ref,url\nW1,"a\n'), "line 2: a quote is not closed, or stands within a cell."),
    "no list of what was left out": (
        lambda package: (package.root / "docs/left-out.csv").unlink(),
        "docs/left-out.csv cannot be read: No such",
    ),
    "a passage of no source": (
        lambda package: package.edit("passages", "w1", source_id="nobody"),
        "Passage w1 has the source nobody, which",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_a_refusal_in_one_line(island: Copy, case: str) -> None:
    spoil, words = REFUSED[case]
    spoil(island)
    result = run(island)
    assert (result.exit_code, result.output.count("\n")) == (2, 1), result.output
    assert result.output.startswith("could not run: ") and words in result.output


def test_a_table_that_cannot_be_read_is_told_in_one_line(island: Copy) -> None:
    island.file("claims").write_bytes(b"claim_id\n")
    result = run(island)
    assert (result.exit_code, result.output.count("\n")) == (1, 1)
    assert result.output.startswith("data/claims.csv: ")


def test_a_package_without_claims_is_told_in_one_line(island: Copy) -> None:
    island.describe(lambda descriptor: descriptor.update(resources=[one for one in descriptor["resources"] if one["name"] != "claims"]))
    result = run(island)
    assert (result.exit_code, result.output) == (2, "could not run: The package has no table claims.\n")


OF_PROJECT = {name: rows_of(PROJECT / path) for name, path in (("passages", "data/passages.csv"), ("left_out", "docs/left-out.csv"))}
NUMBERS = [row["passage_id"] for row in OF_PROJECT["passages"] if row["gist"]] + [row["statement"] for row in OF_PROJECT["left_out"]]


def test_the_numbers_of_statements_have_no_gap_and_each_stands_once() -> None:
    assert sorted(NUMBERS) == [f"x{number:03}" for number in range(1, len(NUMBERS) + 1)]
    assert {row["passage_id"] for row in OF_PROJECT["passages"] if re.match("x[0-9]", row["passage_id"])} <= set(NUMBERS)


def test_every_left_out_statement_has_a_reason_and_a_note() -> None:
    assert [row["statement"] for row in OF_PROJECT["left_out"] if not (row["reason"] and row["note"])] == []


def test_the_project_accounts_for_its_own_statements(tmp_path: Path) -> None:
    addresses = {row["source_id"]: row["url"] for row in rows_of(PROJECT / "data/sources.csv")}
    pages = {row["passage_id"]: addresses[row["source_id"]] for row in OF_PROJECT["passages"] if row["gist"]}
    pages |= {row["statement"]: row["url"] for row in OF_PROJECT["left_out"]}
    file = tmp_path / "statements.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("ref", "url"), *((name.upper(), url) for name, url in pages.items())])
    found = account(open_package(PROJECT / "datapackage.json", KEPT), file)
    assert found.problems == ()
    assert found.given == len(NUMBERS)
    dispositions = Counter(row["disposition"] for row in OF_PROJECT["passages"] if row["gist"])
    assert (found.coded, found.uncoded) == (dispositions["coded"], dispositions.total() - dispositions["coded"])
    assert found.reasons == Counter(row["reason"] for row in OF_PROJECT["left_out"])
