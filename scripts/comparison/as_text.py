"""A comparison for people, in lines: what changed, table by table, and what version it asks for."""

from collections.abc import Iterator
from itertools import takewhile

from scripts.comparison.comparison import Comparison, TableComparison
from scripts.comparison.kinds import KINDS, Change
from scripts.comparison.retirement import Problem
from scripts.comparison.row_difference import Row, changed_rows, rows
from scripts.package import Package
from scripts.reports.text_report import shown

WIDE = 60  # characters of a value that are shown
BEFORE = 15  # of them, of what two wide values have in common before they differ
EMPTY = "(empty)"


def as_text(found: Comparison, most: int) -> Iterator[str]:
    """The comparison in lines, with at most so many rows of each kind in each table."""
    yield f"{label(found.old)} -> {label(found.new)}"
    for name, table in found.tables.items():
        changes = [change for change in found.changes if change.table == name]
        if changes:
            yield ""
            yield f"{shown(name)}: {counted(table)}"
            yield from (f"  {line}" for line in _table_lines(found, table, changes, most))
    others = [change for change in found.changes if change.table not in found.tables]
    yield from ["", "The package", *(f"  {said(change)}" for change in others)] if others else []
    yield from (f"  table {shown(new)} is perhaps {shown(old)} with another name" for old, new in found.renamed_tables)
    yield from ["", *_verdict(found)]


def label(package: Package) -> str:
    """Name and version."""
    return shown(package.label)


def counted(table: TableComparison) -> str:
    """How many rows there were and are, and how many differ."""
    before, after = table.rows.rows
    counts = ", ".join(f"{count:,} {what}" for what, count in table.rows.counts.items() if count)
    return f"{before:,} -> {after:,} rows{': ' if counts else ''}{counts}"


def said(change: Change) -> str:
    """A change that is not one of rows, in a line: where, what, before and after."""
    where = f"{shown(change.column)}: " if change.column else ""
    values = [value for value in (change.old, change.new) if value is not None]
    values = list(apart(*values)) if len(values) == 2 else [shown(value, WIDE) for value in values]
    about = f" ({' -> '.join(values)})" if values else ""
    return f"{where}{KINDS[change.kind].words}{about}"


def key_of(table: TableComparison, row: Row) -> str:
    """What a row is called: its key, or all its cells where it has none."""
    return " / ".join(shown(row[name], WIDE) or EMPTY for name in table.rows.key or row)


def apart(old: str, new: str) -> tuple[str, str]:
    """Two values that differ, as they can be shown: where they are wide, from a little before the first difference on."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    start = max(0, same - BEFORE) if max(len(old), len(new)) > WIDE else 0
    before, after = (f"{'…' if start else ''}{shown(value[start:], WIDE)}" for value in (old, new))
    return before or EMPTY, after or EMPTY


def _table_lines(found: Comparison, table: TableComparison, changes: list[Change], most: int) -> Iterator[str]:
    in_rows = {"id_removed", "row_added", "row_removed", "cell_changed"}
    yield from (said(change) for change in changes if change.kind not in in_rows)
    yield from (
        f"{shown(name)}: filled in {count:,} of the rows that were there before" for name, count in table.rows.filled.items() if count
    )
    yield from (f"{shown(new)}: perhaps {shown(old)} with another name" for old, new in table.renamed_columns)
    yield from repeated(table)
    if not table.rows.is_in_both:
        return
    renamed = dict(table.renamed_ids)
    for row in rows(found.connection, table.rows, "removed", most):
        name = renamed.get(row[table.rows.key[0]]) if table.rows.key else None
        yield f"- {key_of(table, row)}{f' (perhaps renamed to {shown(name)})' if name else ''}"
    yield from _more(table, "removed", most)
    yield from (f"+ {key_of(table, row)}" for row in rows(found.connection, table.rows, "added", most))
    yield from _more(table, "added", most)
    for key, cells in changed_rows(found.connection, table.rows, most):
        yield f"~ {key_of(table, key)}"
        yield from (f"    {name}: {' -> '.join(apart(*values))}" for name, values in cells.items())
    yield from _more(table, "changed", most)


def repeated(table: TableComparison) -> Iterator[str]:
    """That keys stand twice, if they do."""
    for side, count in zip(("old", "new"), table.rows.repeated, strict=True):
        if count:
            yield f"keys that stand more than once in the {side} release: {count:,}; their rows are compared as wholes"
    if table.rows.is_in_both and not table.rows.key:
        yield "no columns tell the rows of both releases apart: they are compared as wholes"


def _more(table: TableComparison, what: str, most: int) -> Iterator[str]:
    if (more := table.rows.counts[what] - most) > 0:
        yield f"… and {more:,} more {what}"


def _verdict(found: Comparison) -> Iterator[str]:
    if found.to_judge:
        yield "Please judge: if these words change what the data mean, the version must be a new major one."
        yield from (f"  {shown(change.table or '')} {said(change)}" for change in found.to_judge)
    yield f"The changes ask for: {_asked(found)}"
    for problem in found.problems:
        yield from _problem_lines(problem)
    if found.fits:
        yield f"PASSED: the version {shown(str(found.new.descriptor.get('version')))} fits"


def _asked(found: Comparison) -> str:
    kinds = dict.fromkeys(change.kind for change in found.changes if change.bump == found.needed)
    if not kinds:
        return "no new version, nothing has changed"
    return f"a new {found.needed} version, since {'; '.join(KINDS[kind].words for kind in kinds)}"


def _problem_lines(problem: Problem) -> Iterator[str]:
    yield f"FAILED {problem.table + ': ' if problem.table else ''}{shown(problem.message, 300)} [{problem.rule}]"
    yield from (f"  {shown(name)}" for name in problem.ids)
    if (more := problem.count - len(problem.ids)) > 0 and problem.ids:
        yield f"  … and {more:,} more"
