"""A comparison as lines for the change log, to be shortened by an editor: data and schema apart, bold what can break a query."""

from collections.abc import Iterator

from scripts.comparison.as_text import EMPTY, WIDE, apart, key_of
from scripts.comparison.comparison import Comparison, TableComparison
from scripts.comparison.kinds import KINDS, Change
from scripts.comparison.row_difference import changed_rows, rows
from scripts.markdown import code, prose
from scripts.reports.text_report import shown

IN_ROWS = {"id_removed", "row_removed", "row_added", "cell_changed"}


def as_markdown(found: Comparison, most: int) -> Iterator[str]:
    """Lines under the headings Data and Schema, with at most so many rows or ids of each kind in each table."""
    yield from _section("Data", [line for table in found.tables.values() if table.rows.is_in_both for line in _data(found, table, most)])
    yield from _section("Schema", [_schema(change) for change in found.changes if change.kind not in IN_ROWS])


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield from [f"### {title}", *(f"- {line}" for line in lines), ""]


def _data(found: Comparison, table: TableComparison, most: int) -> Iterator[str]:
    name, renamed = code(table.rows.table), dict(table.renamed_ids)
    is_major = any(change.kind == "id_removed" and change.table == table.rows.table for change in found.changes)
    for what in ("removed", "added"):
        if count := table.rows.counts[what]:
            keys = [key_of(table, row) for row in rows(found.connection, table.rows, what, most)]
            said = ", ".join(f"{code(key)}{_perhaps(renamed, key) if what == 'removed' else ''}" for key in keys)
            line = f"{name}: {count:,} {'row' if count == 1 else 'rows'} {what}: {said}{_rest(count - len(keys))}."
            yield f"**{line}**" if what == "removed" and is_major else line
    for key, cells in changed_rows(found.connection, table.rows, most):
        changes = (f"{code(column)} {' is now '.join(map(_value, apart(*values)))}" for column, values in cells.items())
        yield f"{name} {code(key_of(table, key))}: {', '.join(changes)}."
    if (more := table.rows.counts["changed"] - most) > 0:
        yield f"{name}: {more:,} more rows changed."


def _perhaps(renamed: dict[str, str], key: str) -> str:
    return f" (perhaps now {code(shown(renamed[key], WIDE))})" if key in renamed else ""


def _rest(more: int) -> str:
    return f" and {more:,} more" if more > 0 else ""


def _value(value: str) -> str:
    return value if value == EMPTY else code(value)


def _schema(change: Change) -> str:
    where = ".".join(code(shown(name, WIDE)) for name in (change.table, change.column) if name)
    given = [value for value in (change.old, change.new) if value is not None]
    values = " is now ".join(map(_value, apart(*given) if len(given) == 2 else [shown(value, WIDE) for value in given]))
    words = f"{where}{': ' if where else ''}{prose(KINDS[change.kind].words)}{f' ({values})' if values else ''}."
    return f"**{words}**" if change.bump == "major" else words
