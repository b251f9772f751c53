"""Questions to the database: the forms of an answer, the words of a refusal, and the prompt."""

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from scripts.query import FORMS, Answer, NoDatabase, QueryFailed, answer, opened, rendered
from scripts.shell import COMMANDS, HISTORY, Session, _prompt, converse, shell, statements, words
from scripts.views import views


@pytest.fixture(scope="module")
def file(operation: Path) -> Path:
    return operation


# Answers


def test_an_answer_has_names_types_and_rows(file: Path) -> None:
    found = answer(file, "SELECT unit_id, length(unit_id) AS n FROM units WHERE unit_id = 'syrian-army'")
    assert found == Answer(("unit_id", "n"), ("VARCHAR", "BIGINT"), (("syrian-army", 11),))


def test_the_last_of_several_statements_answers(file: Path) -> None:
    assert answer(file, "SELECT 1; SELECT 2 AS two;").rows == ((2,),)


def test_a_missing_database_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoDatabase, match=r"There is no database at .*run: make db"):
        answer(tmp_path / "none.duckdb", "SELECT 1")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "other.duckdb").write_bytes(b"not a database" * 1000)
    with pytest.raises(NoDatabase, match=r"cannot be opened: .*run: make db"):
        answer(tmp_path / "other.duckdb", "SELECT 1")


REFUSALS = {
    "FROM nowhere": "nowhere does not exist",
    "SELECT titel FROM events": "titel",
    "": "holds no statement",
    " -- only a comment": "holds no statement",
    "FROM read_csv('/etc/hostname')": "Permission",
    "COPY units TO 'units.csv'": "disabled|Permission",
    "ATTACH 'other.duckdb'": "disabled|Permission",
    "SET enable_external_access = true": "locked",
    "CREATE TABLE t (i INTEGER)": "read-only",
    "DELETE FROM claims": "read-only",
    "INSTALL spatial": "disabled|Permission",
    # A name of Python code around the call is no table.
    "FROM sql": "does not exist",
}


@pytest.mark.parametrize("sql", REFUSALS)
def test_a_refusal_is_readable(file: Path, sql: str) -> None:
    with pytest.raises(QueryFailed, match=REFUSALS[sql]) as failure:
        answer(file, sql)
    assert "Traceback" not in str(failure.value)
    assert failure.value.__suppress_context__ or failure.value.__cause__ is None


def test_a_refusal_points_to_the_place(file: Path) -> None:
    with pytest.raises(QueryFailed) as failure:
        answer(file, "SELECT titel FROM events")
    *_, line, pointer = str(failure.value).splitlines()
    assert pointer.index("^") == line.index("titel")


@pytest.mark.parametrize(
    "sql", ["SELECT 1; SELECT now(), CAST('x' AS INTEGER)", "SELECT CAST('x' AS INTEGER); SELECT 1", "SELECT CAST('x' AS INTEGER) -- ;"]
)
def test_a_refusal_of_a_value_points_to_the_place(file: Path, sql: str) -> None:
    with pytest.raises(QueryFailed, match="Could not convert") as failure:
        answer(file, sql)
    *_, line, pointer = str(failure.value).splitlines()
    assert pointer.index("^") == line.index("CAST")
    assert line.startswith("LINE 1: ")


def test_what_is_not_utf8_is_refused(file: Path) -> None:
    with pytest.raises(QueryFailed, match=r"^The query is not UTF-8\.$"):
        answer(file, "SELECT '\udcff'")


EXACT = {
    "TIMESTAMPTZ '2012-04-03 10:00:00+00' AT TIME ZONE 'UTC'": "2012-04-03 10:00:00",
    "DATE 'infinity'": "infinity",
    "DATE '12012-04-03'": "12012-04-03",
    "TIMESTAMP '-infinity'": "-infinity",
    "TIMESTAMP_NS '2012-04-03 10:00:00.123456789'": "2012-04-03 10:00:00.123456789",
    "INTERVAL '1 month'": "1 month",
    "'a\\x00'::BLOB": "a\\x00",
    "9007199254740993::DECIMAL(20, 0)": "9007199254740993",
    "9007199254740993.25::DECIMAL(20, 2)": "9007199254740993.25",
    "1.5::DECIMAL(9, 3)": "1.500",
    "0::DECIMAL(38, 20)": "0.00000000000000000000",
    "170141183460469231731687303715884105727": "170141183460469231731687303715884105727",
    "[INTERVAL '1 month', NULL]": '["1 month", null]',
    "{'a b': [DATE 'infinity'], 'c': MAP {DATE '-infinity': 1}}": '{"a b": ["infinity"], "c": {"-infinity": 1}}',
}


@pytest.mark.parametrize("sql", EXACT)
def test_a_value_is_told_as_it_is(file: Path, sql: str) -> None:
    assert list(csv.reader(io.StringIO(rendered(answer(file, f"SELECT {sql} AS x"), "csv")))) == [["x"], [EXACT[sql]]]


def test_points_of_time_need_no_further_library(file: Path) -> None:
    found = answer(file, "SELECT TIMESTAMPTZ '2012-04-03 10:00:00+00' AS moment, [now()] AS moments")
    assert found.types == ("TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITH TIME ZONE[]")
    assert str(found.rows[0][0]).startswith("2012-04-0")


def test_a_decimal_is_a_number_in_json_where_one_is_exact(file: Path) -> None:
    sql = "SELECT unnest([1.50, 3.00, 9007199254740993.00, 9007199254740993.25]) AS x"
    assert [row["x"] for row in json.loads(rendered(answer(file, sql), "json"))] == [1.5, 3, 9007199254740993, "9007199254740993.25"]


def test_rows_come_in_the_order_that_was_asked_for(file: Path) -> None:
    rows = answer(file, "SELECT range, now() FROM range(20000) ORDER BY range DESC").rows
    assert [row[0] for row in rows] == list(range(20000))[::-1]


@pytest.mark.parametrize(
    "sql", ["EXPLAIN SELECT 1", "PRAGMA version", "DESCRIBE units", "SHOW TABLES", "PREPARE p AS SELECT now(); EXECUTE p"]
)
def test_what_is_no_select_is_answered(file: Path, sql: str) -> None:
    assert answer(file, sql).rows


def test_a_statement_is_run_once(file: Path) -> None:
    assert answer(file, "CREATE TEMP TABLE t (i INTEGER); INSERT INTO t VALUES (1) RETURNING now(); FROM t; -- once").rows == ((1,),)


# Forms

ODD = (
    "SELECT 'a,\"b\"' AS text, NULL AS nothing, DATE '2012-04-03' AS day, true AS yes, [1, 2] AS list, {'k': DATE '2012-04-03'} AS pair, "
    "1.5 AS tenth, 'nan'::DOUBLE AS nan, 1 AS text"
)


def test_csv_is_quoted_by_the_book_and_ends_lines_with_lf(file: Path) -> None:
    text = rendered(answer(file, ODD), "csv")
    assert "\r" not in text
    header, row = csv.reader(io.StringIO(text))
    assert header == ["text", "nothing", "day", "yes", "list", "pair", "tenth", "nan", "text"]
    assert row == ['a,"b"', "", "2012-04-03", "true", "[1, 2]", '{"k": "2012-04-03"}', "1.5", "nan", "1"]


def test_json_keeps_kinds_and_columns_of_one_name(file: Path) -> None:
    (row,) = json.loads(rendered(answer(file, ODD), "json"))
    assert row == {
        "text": 'a,"b"',
        "nothing": None,
        "day": "2012-04-03",
        "yes": True,
        "list": [1, 2],
        "pair": {"k": "2012-04-03"},
        "tenth": 1.5,
        "nan": "nan",
        "text_2": 1,
    }


def test_json_escapes_what_could_steer_a_terminal(file: Path) -> None:
    text = rendered(answer(file, "SELECT chr(27) || chr(155) || chr(127) AS x"), "json")
    assert not set(text) & {"\x1b", "\x9b", "\x7f"}
    assert json.loads(text) == [{"x": "\x1b\x9b\x7f"}]


def test_json_keeps_letters_of_every_script(file: Path) -> None:
    assert "بنش" in rendered(answer(file, "SELECT name FROM place_names WHERE place_id = 'binnish' AND language = 'ar'"), "json")


@pytest.mark.parametrize("form", FORMS)
def test_an_answer_without_rows_is_an_answer(file: Path, form: str) -> None:
    text = rendered(answer(file, "SELECT unit_id FROM units WHERE false"), form)
    assert text == {"csv": "unit_id\n", "json": "[]\n", "table": "unit_id\n───────\n0 rows\n"}[form]


def test_a_table_puts_numbers_right_and_nothing_for_null() -> None:
    table = Answer(("n", "word", "gap"), ("BIGINT", "VARCHAR", "VARCHAR"), ((5, "a", None), (1000, "bb", None)))
    assert rendered(table, width=80).splitlines() == ["   n  word  gap", "───────────────", "   5  a", "1000  bb", "2 rows"]


QUERIES = [
    *(f"FROM {one.name}" for one in views() if one.kind == "view"),
    "FROM held_on('2012-04-13')",
    "FROM places",
    "SELECT total, counted, side, scope, contains, warning FROM totals",
]


@pytest.mark.thorough
@pytest.mark.parametrize("width", [30, 100, 200])
@pytest.mark.parametrize("query", QUERIES)
def test_a_table_loses_nothing_and_keeps_to_the_width(file: Path, query: str, width: int) -> None:
    found = answer(file, f"{query} ORDER BY ALL DESC NULLS LAST LIMIT 4")
    text = rendered(found, width=width)
    letters = sorted("".join(text.split()))
    wanted = sorted("".join("".join(str(cell) for cell in row if isinstance(cell, str)) for row in found.rows).replace(" ", ""))
    missing = {letter for letter in set(wanted) if letters.count(letter) < wanted.count(letter)}
    assert not missing
    assert max(map(len, text.splitlines())) <= width


def test_the_timeline_fits_a_terminal_as_a_table(file: Path) -> None:
    first = rendered(answer(file, "FROM timeline"), width=100).splitlines()[0]
    assert first.split() == ["day", "event", "places", "who", "control", "claimants", "doubt"]


def test_rows_that_are_too_wide_stand_one_below_the_other() -> None:
    wide = Answer(tuple(f"column_{number}" for number in range(9)), ("VARCHAR",) * 9, (tuple("abcdefghi"),))
    lines = rendered(wide, width=60).splitlines()
    assert lines[0].startswith("row 1 ─")
    assert lines[1:4] == ["column_0  a", "column_1  b", "column_2  c"]


def test_brackets_are_no_markup_and_controls_do_nothing() -> None:
    text = rendered(Answer(("[b]x",), ("VARCHAR",), (("[red]not red[/red]\x1b[31m\a",),)), width=60)
    assert "[b]x" in text
    assert "[red]not red[/red]\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}" in text


def test_colour_only_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    one = Answer(("a",), ("BIGINT",), ((1,),))
    assert "\x1b[" not in rendered(one, width=60)
    assert "\x1b[" in rendered(one, width=60, colour=True)


def test_the_width_is_that_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    text = rendered(Answer(("a",), ("VARCHAR",), (("word " * 20,),)))
    assert max(map(len, text.splitlines())) <= 40


# The prompt


@pytest.fixture
def session(file: Path) -> Iterator[Session]:
    connection = opened(file)
    said: list[str] = []
    complaints: list[str] = []
    yield Session(connection, said.append, complaints.append)
    connection.close()


def heard(channel: Callable[[str], object]) -> str:
    """What a session of these tests has said or complained so far."""
    return "".join(channel.__self__)  # type: ignore[attr-defined]


def reader(*lines: str | type[BaseException]) -> Callable[[str], str]:
    """A prompt at which these lines are typed, or these keys pressed; then Ctrl-D."""
    typed = iter([*lines, EOFError])

    def read(prompt: str) -> str:
        line = next(typed)
        if isinstance(line, str):
            return line
        raise line

    return read


PARTS = {
    "SELECT 1;": (["SELECT 1;"], ""),
    "SELECT 1": ([], "SELECT 1"),
    "SELECT 1; SELECT": (["SELECT 1;"], " SELECT"),
    "SELECT ';'; SELECT \";\";": (["SELECT ';';", 'SELECT ";";'], ""),
    "SELECT 'it''s;": ([], "SELECT 'it''s;"),
    "-- a; b\nSELECT 1;": (["-- a; b\nSELECT 1;"], ""),
    "/* a; b": ([], "/* a; b"),
    "/* ; */ SELECT $$;$$;": (["/* ; */ SELECT $$;$$;"], ""),
    ";; \n": ([], ""),
    "SELECT $tag$a;b$tag$; SELECT": (["SELECT $tag$a;b$tag$;"], " SELECT"),
    "SELECT $tag$a;$$;": ([], "SELECT $tag$a;$$;"),
    r"SELECT E'a\';b'; x": ([r"SELECT E'a\';b';"], " x"),
    "/* a /* b; */ ; */ SELECT 1; /* c": (["/* a /* b; */ ; */ SELECT 1;"], " /* c"),
    "SELECT 'é€😀;'; SELECT 'ü;": (["SELECT 'é€😀;';"], " SELECT 'ü;"),
    "SELECT '\udcff;'; SELECT 1": (["SELECT '\udcff;';"], " SELECT 1"),
    "selec 1; SELECT 2;": (["selec 1;", "SELECT 2;"], ""),
    "-- only a comment\n": ([], ""),
}


@pytest.mark.parametrize("text", PARTS)
def test_statements_end_at_a_semicolon_that_is_one(text: str) -> None:
    assert statements(text) == PARTS[text]


def test_a_statement_may_take_several_lines(session: Session) -> None:
    converse(session, reader("SELECT 1", "  AS one;"))
    assert heard(session.say) == "one\n───\n  1\n1 row\n"


def test_an_error_does_not_end_the_session(session: Session) -> None:
    converse(session, reader("FROM nowhere;", "SELECT 1 AS one;"))
    assert "nowhere does not exist" in heard(session.complain)
    assert heard(session.say).startswith("one")
    assert session.failures == 1


def test_ctrl_c_clears_what_was_typed(session: Session) -> None:
    converse(session, reader("SELECT 'half", KeyboardInterrupt, "SELECT 2 AS two;"))
    assert heard(session.say).startswith("two")
    assert session.failures == 0


def test_the_end_runs_what_has_no_semicolon(session: Session) -> None:
    converse(session, reader("SELECT 3 AS three"))
    assert heard(session.say).startswith("three")


def test_quit_ends_the_session(session: Session) -> None:
    converse(session, reader(".quit", "SELECT 1;"))
    assert heard(session.say) == ""


def test_help_lists_every_command(session: Session) -> None:
    session.take(".help")
    assert all(f"\n{command} " in f"\n{heard(session.say)}" for command in COMMANDS)


def test_tables_and_views_are_listed_with_what_a_row_is(session: Session) -> None:
    session.take(".tables")
    session.take(".views")
    text = heard(session.say)
    assert "One row per event and place." in text
    assert all(one.call in text for one in views())


@pytest.mark.parametrize(("name", "part"), [("event_places", "control_after"), ("timeline", "claimants"), ("held_on", "held_on(on_day)")])
def test_schema_tells_the_columns(session: Session, name: str, part: str) -> None:
    session.take(f".schema {name};")
    assert part in heard(session.say)


@pytest.mark.parametrize(
    ("line", "words"), [(".nonsense", "There is no .nonsense"), (".schema", "Say which"), (".schema x'; DROP TABLE units; --", "")]
)
def test_a_command_that_makes_no_sense_is_told(session: Session, line: str, words: str) -> None:
    session.take(line)
    assert words in heard(session.complain)
    assert answer_count(session, "units") == 11


def answer_count(session: Session, table: str) -> Any:
    return session.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_names_and_keywords_can_be_completed(session: Session) -> None:
    assert {".tables", "events", "timeline", "control_after", "held_on", "package", "SELECT"} <= set(words(session.connection))


def test_what_is_piped_in_is_answered(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    complaints: list[str] = []
    monkeypatch.setattr(sys, "stdin", io.StringIO("SELECT 1 AS one;\nFROM nowhere;\nSELECT 2 AS two"))
    assert shell(file, said.append, complaints.append) == 1
    assert [text.split()[0] for text in said] == ["one", "two"]
    assert len(complaints) == 1


def test_bytes_that_are_not_utf8_spoil_their_statement_alone(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    complaints: list[str] = []
    piped = io.TextIOWrapper(io.BytesIO(b"SELECT '\xff\n' AS x;\n.schema \xff\n.\xff\nSELECT 2 AS two;"), encoding="ascii")
    monkeypatch.setattr(sys, "stdin", piped)
    assert shell(file, said.append, complaints.append) == 3
    assert [text.split()[0] for text in said] == ["two"]
    assert complaints[0] == "The query is not UTF-8.\n"


def test_a_closed_standard_input_is_an_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert shell(file, print, print) == 0


def test_a_shell_without_a_database_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoDatabase, match="run: make db"):
        shell(tmp_path / "none.duckdb", print, print)


def test_the_prompt_takes_keys_and_keeps_its_history_beside_the_database(session: Session, tmp_path: Path) -> None:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("SELECT 1 AS one;\n\x04")
        converse(session, _prompt(session.connection, tmp_path / HISTORY))
    assert heard(session.say).startswith("one")
    assert "+SELECT 1 AS one;" in (tmp_path / HISTORY).read_text(encoding="utf-8")


def test_a_history_that_cannot_be_kept_is_no_hindrance(session: Session, tmp_path: Path) -> None:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("SELECT 1 AS one;\n\x04")
        converse(session, _prompt(session.connection, tmp_path / "missing" / HISTORY))
    assert heard(session.say).startswith("one")
