"""Asks the database: opens it for reading alone, and renders what comes back as a table, CSV or JSON."""

import csv
import io
import json
import math
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

# Nothing can be read or written but the database itself, and a query cannot change that.
LOCKED = {"enable_external_access": "false", "python_enable_replacements": "false", "lock_configuration": "true"}
NUMBERS = re.compile(r"U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL\b.*")
WIDEST_WORD = 28
GAP = 2
# Control characters could steer the terminal; line breaks and tabs are harmless.
CONTROLS = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


class QueryFailed(Exception):
    """The query has no answer; the message is for the person who asked."""


@dataclass(frozen=True)
class Answer:
    """The rows that a query gives, with the names and DuckDB types of their columns."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def answer(database: Path, sql: str) -> Answer:
    """What the database says to `sql` (to the last of several statements); raises QueryFailed with one readable message."""
    connection = opened(database)
    try:
        return asked(connection, sql)
    finally:
        connection.close()


def opened(database: Path) -> Any:
    """A connection that can only read the database; raises QueryFailed if it is not there or is none."""
    import duckdb

    if not database.is_file():
        raise QueryFailed(f"There is no database at {database}. To build it, run: make db")
    try:
        return duckdb.connect(str(database), read_only=True, config=LOCKED)
    except duckdb.Error as error:
        message = str(error).partition("\n")[0]
        raise QueryFailed(f"{database} cannot be opened: {message} To build it anew, run: make db") from None


def asked(connection: Any, sql: str, parameters: Sequence[Any] = ()) -> Answer:
    """What `connection` says to `sql`; raises QueryFailed with DuckDB's message, which points to the place."""
    import duckdb

    try:
        if not connection.extract_statements(sql):
            raise QueryFailed("The query holds no statement.")
        connection.execute(sql, parameters)
        columns = connection.description or ()
        rows = connection.fetchall() if columns else ()
    except duckdb.Error as error:
        raise QueryFailed(str(error).strip()) from None
    return Answer(tuple(column[0] for column in columns), tuple(str(column[1]) for column in columns), tuple(rows))


def rendered(result: Answer, form: str = "table", width: int | None = None, colour: bool = False) -> str:
    """The answer as text in one of FORMS; `width` is that of the terminal (or of COLUMNS) if None, `colour` only makes a table livelier."""
    return FORMS[form](result, width or shutil.get_terminal_size((100, 24)).columns, colour)


def _as_csv(result: Answer, width: int, colour: bool) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows([_text(value) for value in row] for row in result.rows)
    return stream.getvalue()


def _as_json(result: Answer, width: int, colour: bool) -> str:
    names = _distinct(result.columns)
    rows = [dict(zip(names, map(_plain, row), strict=True)) for row in result.rows]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _distinct(names: Sequence[str]) -> list[str]:
    """The names with a number after each that stood before, since an object can hold a name once only."""
    distinct: list[str] = []
    for name in names:
        number, one = 1, name
        while one in distinct:
            number, one = number + 1, f"{name}_{number + 1}"
        distinct.append(one)
    return distinct


def _as_table(result: Answer, width: int, colour: bool) -> str:
    from rich.console import Console

    stream = io.StringIO()
    console = Console(
        file=stream, width=width, force_terminal=colour, color_system="standard" if colour else None, highlight=False, legacy_windows=False
    )
    columns = range(len(result.columns))
    widths = _widths([_narrowest(index, result) for index in columns], [_widest(index, result) for index in columns], width)
    if widths:
        console.print(_grid(result, widths))
    else:
        _print_records(console, result)
    count = len(result.rows)
    console.print(f"{count:,} {'row' if count == 1 else 'rows'}", style="dim")
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def _narrowest(index: int, result: Answer) -> int:
    """How narrow a column may be without a word in it being broken; very long words are broken anyway."""
    from rich.cells import cell_len

    words = [word for row in result.rows for word in _visible(row[index]).split()]
    longest = max((cell_len(word) for word in words), default=0)
    return max(min(longest, WIDEST_WORD), min(cell_len(result.columns[index]), WIDEST_WORD))


def _widest(index: int, result: Answer) -> int:
    """How wide a column must be for every cell to stand on one line."""
    from rich.cells import cell_len

    lines = [line for row in result.rows for line in _visible(row[index]).split("\n")]
    return max(cell_len(line) for line in [result.columns[index], *lines])


def _widths(narrowest: Sequence[int], widest: Sequence[int], width: int) -> list[int]:
    """How wide each column is, so that all fit side by side, the narrowest served first; none if they do not fit."""
    widths = list(narrowest)
    spare = width - sum(widths) - GAP * len(widths)
    if spare < 0:
        return []
    # rich would shrink columns by a reckoning of its own, and cut off what then stands out on the right.
    for _ in range(spare):
        needy = [index for index, most in enumerate(widest) if widths[index] < most]
        if needy:
            widths[min(needy, key=widths.__getitem__)] += 1
    return widths


def _grid(result: Answer, widths: Sequence[int]) -> Any:
    from rich import box
    from rich.table import Table

    # One blank of padding and one of the box stand between columns.
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for name, kind, width in zip(result.columns, result.types, widths, strict=True):
        table.add_column(_shown(name), justify="right" if NUMBERS.fullmatch(kind) else "left", overflow="fold", width=width)
    for row in result.rows:
        table.add_row(*map(_shown, row))
    return table


def _print_records(console: Any, result: Answer) -> None:
    """Rows too wide for columns, one below the other: a line for each cell."""
    from rich.table import Table

    for number, row in enumerate(result.rows, start=1):
        console.rule(f"row {number}", align="left", style="dim")
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(style="bold", overflow="fold")
        grid.add_column(overflow="fold")
        for name, value in zip(result.columns, row, strict=True):
            grid.add_row(_shown(name), _shown(value))
        console.print(grid)


def _shown(value: Any) -> Any:
    """A cell that is shown as it stands: brackets in it are no markup, control characters do nothing. NULL is empty."""
    from rich.text import Text

    return Text(_visible(value))


def _visible(value: Any) -> str:
    return _text(value).translate(CONTROLS)


def _text(value: Any) -> str:
    plain = _plain(value)
    if plain is None:
        return ""
    if isinstance(plain, str):
        return plain
    return json.dumps(plain, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """The value in terms of JSON: dates by ISO 8601; what JSON has no number for, and all else, as text."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float | Decimal):
        return float(value) if math.isfinite(value) else str(value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else str(value)


FORMS: dict[str, Callable[[Answer, int, bool], str]] = {"table": _as_table, "csv": _as_csv, "json": _as_json}
