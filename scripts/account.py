"""Holds the sources against the list of statements from which they were coded: each is coded, or left out with its reason."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.package import Package
from scripts.side_lists import Row, listed
from scripts.statements import LEFT_OUT, Statements, statements

COLUMNS = ("ref", "url")
Given = list[tuple[int, Row]]


@dataclass(frozen=True)
class Account:
    """What became of the statements in the list, and what is wrong with that, each in one sentence."""

    given: int
    coded: int
    uncoded: int
    reasons: Mapping[str, int]
    problems: tuple[str, ...]


def account(package: Package, file: Path) -> Account:
    """Hold the package against the statements in `file`. Raises CannotRead if a list cannot be read, UnreadableTable if a table cannot."""
    given = listed(file, str(file), COLUMNS)
    ours = statements(package)
    refs = {_id(row) for _, row in given}
    found = [ours.all[ref] for ref in refs & ours.all.keys()]
    coded = sum(statement.is_coded for statement in found)
    reasons = Counter(row["reason"] for row in ours.left_out if row["statement"] in refs)
    problems = [*_of_list(given), *_of_each(given, ours), *_of_ours(refs, ours, file)]
    return Account(len(given), coded, len(found) - coded, dict(reasons.most_common()), tuple(problems))


def _id(row: Row) -> str:
    return row["ref"].strip().lower()


def _of_list(given: Given) -> Iterator[str]:
    """What is wrong with the list itself."""
    first: dict[str, int] = {}
    for line, row in given:
        if not _id(row):
            yield f"line {line}: the statement has no ref, so nobody can tell what became of it."
        elif _id(row) in first:
            yield f"line {line}: {row['ref']} stands in line {first[_id(row)]} already."
        first.setdefault(_id(row), line)


def _of_each(given: Given, ours: Statements) -> Iterator[str]:
    """What is wrong with what became of each statement."""
    left_out = {row["statement"]: row for row in ours.left_out}
    for line, row in given:
        is_passage, is_left_out = _id(row) in ours.all, _id(row) in left_out
        if is_passage and is_left_out:
            yield f"line {line}: {row['ref']} is a passage and stands in {LEFT_OUT} as well; take it out of one."
        elif _id(row) and not (is_passage or is_left_out):
            yield f"line {line}: {row['ref']} is neither a passage nor in {LEFT_OUT}; code it, or leave it out with a reason."
        elif is_passage:
            source = ours.source(ours.all[_id(row)])
            yield from _address(line, row, source, f"its source {source['source_id']}")
        elif is_left_out:
            yield from _address(line, row, left_out[_id(row)], LEFT_OUT)


def _address(line: int, row: Row, page: Row, whose: str) -> Iterator[str]:
    if row["url"] != page["url"]:
        yield f"line {line}: {row['ref']} has the address {row['url'] or 'empty'}, {whose} has {page['url'] or 'none'}."


def _of_ours(refs: set[str], ours: Statements, file: Path) -> Iterator[str]:
    """What we have beyond the list, and what lacks its reason."""
    for statement in ours.all.values():
        if statement.id not in refs:
            yield f"{statement.id}, a passage of {statement.passage['source_id']}, is not in {file}."
        if not statement.is_coded and not statement.passage["note"]:
            yield f"{statement.id} is not coded, and its note does not say why."
    for name, number in Counter(row["statement"] for row in ours.left_out).items():
        if number > 1:
            yield f"{name} stands {number} times in {LEFT_OUT}."
        if name not in refs:
            yield f"{name}, which {LEFT_OUT} has, is not in {file}."
    for row in ours.left_out:
        if not (row["reason"] and row["note"]):
            yield f"{row['statement']} stands in {LEFT_OUT} without reason or note."
