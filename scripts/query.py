"""Asks the database: opens it for reading alone, and renders what comes back as a table, CSV or JSON."""

import csv
import io
import json
import math
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from schemas.sql import identifier

# Nothing can be read or written but the database itself, and a query cannot change that.
LOCKED = {"enable_external_access": "false", "python_enable_replacements": "false", "lock_configuration": "true"}
NUMBERS = re.compile(r"U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL\b.*")
# What Python holds exactly. All else (time zones, months, infinite dates) is fetched in DuckDB's own words.
WHOLE = {f"{sign}{size}" for sign in ("", "u") for size in ("tinyint", "smallint", "integer", "bigint", "hugeint")}
HELD = WHOLE | {"boolean", "float", "double", "decimal"}
WIDEST_WORD = 28
GAP = 2
FEW_ROWS = 3
# Control characters could steer the terminal; line breaks and tabs are harmless.
CONTROLS = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
# The control characters that json.dumps does not escape by itself; they can only stand in a text.
ESCAPES = {code: f"\\u{code:04x}" for code in range(127, 160)}


class QueryFailed(Exception):
    """The query has no answer; the message is for the person who asked."""


class NoDatabase(QueryFailed):
    """There is nothing to ask: the database is not there, or is none."""


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
    """A connection that can only read the database; raises NoDatabase if it is not there or is none."""
    import duckdb

    try:
        if not database.is_file():
            raise NoDatabase(f"There is no database at {database}. To build it, run: make db")
        return duckdb.connect(str(database), read_only=True, config=LOCKED)
    except (duckdb.Error, OSError) as error:
        message = str(error).partition("\n")[0]
        raise NoDatabase(f"{database} cannot be opened: {message} To build it anew, run: make db") from None


def asked(connection: Any, sql: str, parameters: Sequence[str] = ()) -> Answer:
    """What `connection` says to `sql`; raises QueryFailed with DuckDB's message, which points to the place.

    Values that Python cannot hold exactly come as DuckDB writes them: months, points of time with a zone, days that are infinite.
    """
    import duckdb

    if any("\ud800" <= letter <= "\udfff" for text in (sql, *parameters) for letter in text):
        raise QueryFailed("The query is not UTF-8.")
    try:
        connection.extract_statements(sql)
        # Without blanks around: DuckDB points to the place as if those before were not there.
        *earlier, last = [part.removesuffix(";").strip() for part in parts(sql) if says_something(part)] or [""]
        if not last:
            raise QueryFailed("The query holds no statement.")
        for statement in earlier:
            connection.execute(statement).complete()
        return _told(connection, last, parameters)
    except duckdb.Error as error:
        raise QueryFailed(str(error).strip()) from None


def _told(connection: Any, statement: str, parameters: Sequence[str]) -> Answer:
    import duckdb

    try:
        relation = connection.sql(statement, params=parameters)
        # By number, since several columns may have the same name.
        cells = [f"CAST(#{number} AS {_fetched_as(kind)})" for number, kind in enumerate(relation.types, start=1)]
        rows = relation.project(", ".join(cells)).fetchall()
    except duckdb.Error as error:
        raise QueryFailed(_placed(connection, statement, parameters, error)) from None
    return Answer(tuple(relation.columns), tuple(map(str, relation.types)), tuple(rows))


def _placed(connection: Any, statement: str, parameters: Sequence[str], error: Exception) -> str:
    """What DuckDB says of the error when the statement is run plainly: with the place in it, which a relation does not know."""
    import duckdb

    message = str(error).strip()
    try:
        if not isinstance(error, duckdb.InterruptException):
            connection.execute(statement, parameters).complete()
    except duckdb.Error as again:
        # Another error would be about the second run: inside a transaction, say, that the first one broke.
        if str(again).startswith(message.partition("\n")[0]):
            return str(again).strip()
    return message


def _fetched_as(kind: Any) -> str:
    """The SQL type as which a value of this type comes to Python unharmed; what is nested stays nested."""
    if kind.id in ("list", "array"):
        return f"{_fetched_as(kind.children[0][1])}[]"
    if kind.id == "map":
        return f"MAP({', '.join(_fetched_as(one) for _, one in kind.children)})"
    if kind.id == "struct":
        return f"STRUCT({', '.join(f'{identifier(name)} {_fetched_as(one)}' for name, one in kind.children)})"
    return str(kind) if kind.id in HELD else "VARCHAR"


def parts(sql: str) -> list[str]:
    """The text parted after every semicolon that ends a statement, as DuckDB sees it; the last part has none, and may be empty."""
    ends = [0, *(place + 1 for place, kind in _tokens(sql) if kind == "operator" and sql[place] == ";"), len(sql)]
    return [sql[start:end] for start, end in pairwise(ends)]


def says_something(part: str) -> bool:
    """Whether there is more in a part than blanks, comments and a semicolon."""
    return any(kind != "comment" and part[place] != ";" for place, kind in _tokens(part))


def _tokens(sql: str) -> Iterator[tuple[int, str]]:
    """Where each token begins, and its kind; what is opened and not closed reaches to the end."""
    import duckdb

    # DuckDB counts bytes. A byte that was no UTF-8 becomes a question mark: one for one, so that places stay.
    content = sql.encode("utf-8", "replace")
    place = before = 0
    for offset, kind in duckdb.tokenize(content.decode("utf-8")):
        place, before = place + len(content[before:offset].decode("utf-8", "ignore")), offset
        yield place, kind.name


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
    return json.dumps(rows, ensure_ascii=False, indent=2).translate(ESCAPES) + "\n"


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
    columns = range(len(result.columns))
    widths = _widths([_narrowest(index, result) for index in columns], [_widest(index, result) for index in columns], width)
    return _counted(
        result, width, colour, lambda console: console.print(_grid(result, widths)) if widths else _print_records(console, result)
    )


def legible(result: Answer, width: int, colour: bool = False) -> str:
    """The answer as a table, or, if it has up to three rows that would have to be folded, with a line for each cell."""
    widest = sum(_widest(index, result) + GAP for index in range(len(result.columns)))
    if widest <= width or not 0 < len(result.rows) <= FEW_ROWS:
        return _as_table(result, width, colour)
    return _counted(result, width, colour, lambda console: _print_records(console, result))


def _counted(result: Answer, width: int, colour: bool, draw: Callable[[Any], None]) -> str:
    count = len(result.rows)

    def draw_and_count(console: Any) -> None:
        draw(console)
        console.print(f"{count:,} {'row' if count == 1 else 'rows'}", style="dim")

    return drawn(draw_and_count, width, colour)


def drawn(draw: Callable[[Any], None], width: int, colour: bool = False) -> str:
    """What `draw` prints on the console that it gets, as text without blanks at the ends of lines."""
    from rich.console import Console

    stream = io.StringIO()
    draw(
        Console(
            file=stream,
            width=width,
            force_terminal=colour,
            color_system="standard" if colour else None,
            highlight=False,
            legacy_windows=False,
        )
    )
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def _narrowest(index: int, result: Answer) -> int:
    """How narrow a column may be without a word in it being broken; very long words are broken anyway."""
    from rich.cells import cell_len

    words = [word for row in result.rows for word in visible(row[index]).split()]
    longest = max((cell_len(word) for word in words), default=0)
    return max(min(longest, WIDEST_WORD), min(cell_len(result.columns[index]), WIDEST_WORD))


def _widest(index: int, result: Answer) -> int:
    """How wide a column must be for every cell to stand on one line."""
    from rich.cells import cell_len

    lines = [line for row in result.rows for line in visible(row[index]).split("\n")]
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
        table.add_column(shown(name), justify="right" if NUMBERS.fullmatch(kind) else "left", overflow="fold", width=width)
    for row in result.rows:
        table.add_row(*map(shown, row))
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
            grid.add_row(shown(name), shown(value))
        console.print(grid)


def shown(value: Any) -> Any:
    """A cell that is shown as it stands: brackets in it are no markup, control characters do nothing. NULL is empty."""
    from rich.text import Text

    return Text(visible(value))


def visible(value: Any) -> str:
    """A cell as text that does nothing but show: NULL is empty, control characters are replaced."""
    return _text(value).translate(CONTROLS)


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    plain = _plain(value)
    if plain is None:
        return ""
    if isinstance(plain, str):
        return plain
    return json.dumps(plain, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """The value in terms of JSON; a number that JSON or its readers would not hold exactly as text."""
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _number(value: Decimal) -> int | float | str:
    """The decimal as a number if one is exactly that, else as text."""
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else f"{value:f}"


FORMS: dict[str, Callable[[Answer, int, bool], str]] = {"table": _as_table, "csv": _as_csv, "json": _as_json}
