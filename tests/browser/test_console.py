"""The SQL console in a real browser: every question has the answer there that DuckDB has here, and nothing else can be done with it."""

import csv
import io
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from schemas.sql import identifier
from scripts.query import opened, parts, says_something
from scripts.questions import Question, questions
from scripts.site.console import ENGINE, PATH, too_new

QUESTIONS = [one for one in questions() if not too_new(one)]
Rows = list[list[str | None]]
CELLS = "rows => rows.map(row => [...row.cells].map(cell => cell.className === 'null' ? null : cell.textContent))"


def console(page: Any, served: str, query: str = "") -> Any:
    page.goto(f"{served}{PATH}{query}")
    page.wait_for_selector("#work:not([hidden])")
    return page


def ended(page: Any) -> str:
    """What the console says once it has nothing more to do."""
    page.wait_for_selector("#work[aria-busy=false]", timeout=60_000)
    return str(page.inner_text("#status"))


def said(page: Any, sql: str) -> str:
    page.fill("#editor", sql)
    page.click("#run")
    return ended(page)


def shown(page: Any) -> Rows:
    found: Rows = page.eval_on_selector_all("#result tbody tr", CELLS)
    return found


def downloaded(page: Any) -> str:
    with page.expect_download() as found:
        page.click("#download")
    return Path(found.value.path()).read_bytes().decode("utf-8")


def native(operation: Path, sql: str) -> tuple[list[str], Rows]:
    """The columns and rows that DuckDB gives here, each cell as it writes it."""
    connection = opened(operation)
    try:
        *settings, query = [part for part in parts(sql) if says_something(part)]
        for setting in settings:
            connection.execute(setting)
        relation = connection.sql(query)
        cells = ", ".join(f"CAST(#{number} AS VARCHAR) AS {identifier(name)}" for number, name in enumerate(relation.columns, start=1))
        return list(relation.columns), [list(row) for row in relation.project(cells).fetchall()]
    finally:
        connection.close()


def press(page: Any, one: Question) -> str:
    page.eval_on_selector_all(".choices details.topic", "all => all.forEach(topic => { topic.open = true; })")
    page.locator(".questions").get_by_role("button", name=one.title, exact=True).click()
    return ended(page)


def test_every_question_has_the_same_answer_as_elsewhere(page: Any, served: str, operation: Path) -> None:
    console(page, served)
    for one in QUESTIONS:
        status = press(page, one)
        assert page.input_value("#editor") == one.sql()
        assert page.inner_text("#asked-title") == one.title and one.question.replace("`", "") in page.inner_text("#asked-words")
        columns, rows = native(operation, one.sql())
        assert page.locator("#result thead th").all_text_contents() == columns, one.name
        assert shown(page) == rows, (one.name, page.inner_text("#problem"))
        assert status == page.text_content("#result caption") == f"{len(rows):,} row{'' if len(rows) == 1 else 's'}"
    assert len(QUESTIONS) >= 40


def test_the_engine_is_the_one_that_the_page_names(page: Any, served: str) -> None:
    said(console(page, served), "SELECT version()")
    assert shown(page) == [[f"v{ENGINE}"]]
    assert f"DuckDB {ENGINE}" in page.inner_text("main > p")


def test_cells_come_as_the_engine_writes_them(page: Any, served: str) -> None:
    values = (
        "170141183460469231731687303715884105727, 1.10::DECIMAL(9, 2), DATE '2012-04-03', [1, NULL], NULL, '', '<b>x</b>', 1 AS a, 2 AS a"
    )
    said(console(page, served), f"SELECT {values} -- and an end")
    whole = ["170141183460469231731687303715884105727", "1.10", "2012-04-03", "[1, NULL]", None, "", "<b>x</b>", "1", "2"]
    assert shown(page) == [whole]
    assert page.locator("#result td.number").all_text_contents() == [whole[0], "1.10", "1", "2"]


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT 1; SELECT 'a;b' -- c;\n;", [["a;b"]]),
        ("-- ö;\nSET VARIABLE x = 'é;';\nSELECT getvariable('x');;", [["é;"]]),
        ("CREATE TEMP TABLE t AS SELECT 3 AS n; FROM t", [["3"]]),
        ("SUMMARIZE (SELECT 1.5 AS n)", None),
        ("SHOW TABLES", None),
        ("EXPLAIN SELECT 1", None),
    ],
)
def test_the_last_statement_is_answered(page: Any, served: str, sql: str, rows: Rows | None) -> None:
    status = said(console(page, served), sql)
    assert shown(page) == rows if rows else shown(page), status


def test_a_statement_without_rows_says_so(page: Any, served: str) -> None:
    assert said(console(page, served), "SET VARIABLE x = 1") == "Done; this statement gives no rows."
    assert page.locator("#result").is_hidden() and page.locator("#download").is_hidden()


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("SELECT 1;\n\nSELECT nothing\nFROM events", ["Binder Error", "LINE 3: SELECT nothing"]),
        ("SELECT\n 1 + ;", ["Parser Error", "LINE 2:", f"The engine on this page is DuckDB {ENGINE}"]),
        ("SELECT 'x'::INTEGER", ["Conversion Error", "LINE 1: SELECT 'x'::INTEGER"]),
        ("  ", ["no statement"]),
        ("UPDATE events SET title = 'x'", ["read-only", "can be read, and nothing else"]),
        ("COPY events TO 'x.csv'", ["disabled", "can be read, and nothing else"]),
        ("FROM 'https://example.org/x.csv'", ["disabled"]),
        ("INSTALL httpfs; LOAD httpfs", ["disabled"]),
        ("SELECT '{}'::JSON", ["json extension", "nothing is fetched from elsewhere"]),
        ("SET enable_external_access = true", ["has been locked"]),
        ("SET autoload_known_extensions = true", ["has been locked"]),
    ],
)
def test_what_cannot_be_done_is_told_with_its_place(page: Any, served: str, sql: str, words: list[str]) -> None:
    said(console(page, served), "SELECT 1")
    assert said(page, sql) == "No answer."
    told = page.inner_text("[role=alert]")
    assert all(word in told for word in words), told
    assert told.count("LINE") <= 1
    assert page.locator("#result").is_hidden() and page.locator("#download").is_hidden()
    assert said(page, "SELECT 2") == "1 row" and page.inner_text("[role=alert]") == ""


def test_a_thousand_rows_are_drawn_and_all_are_downloaded(page: Any, served: str) -> None:
    status = said(console(page, served), "FROM range(1001)")
    assert status == "1,001 rows, of which the first 1,000 are drawn; the CSV file has all"
    assert len(shown(page)) == 1000
    assert downloaded(page) == "".join(f"{line}\r\n" for line in ["range", *range(1001)])


def test_the_file_tells_what_the_cells_tell(page: Any, served: str) -> None:
    said(console(page, served), """SELECT 'a "b", c' AS "x,y", 'é' || chr(10) || 'ك' AS z, NULL AS n, '' AS e""")
    text = downloaded(page)
    assert text == '"x,y",z,n,e\r\n"a ""b"", c","é\nك",,""\r\n'
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["x,y", "z", "n", "e"], ['a "b", c', "é\nك", "", ""]]


def test_a_query_in_the_address_waits_for_a_person(page: Any, served: str) -> None:
    said(console(page, served), "SELECT 'a+b & ü' AS \"#x\"")
    query = urlsplit(page.url).fragment
    assert parse_qs(query) == {"sql": ["SELECT 'a+b & ü' AS \"#x\""]}
    page.goto("about:blank")
    console(page, served, f"#{query}")
    assert page.input_value("#editor") == "SELECT 'a+b & ü' AS \"#x\"" and "has not been run" in page.inner_text("#status")
    assert page.evaluate("performance.getEntriesByType('resource').filter(one => one.name.includes('duckdb')).length") == 0
    page.keyboard.press("Tab")
    page.focus("#editor")
    page.keyboard.press("Control+Enter")
    assert ended(page) == "1 row" and shown(page) == [["a+b & ü"]]


def test_a_value_can_be_changed(page: Any, served: str, operation: Path) -> None:
    one = next(one for one in QUESTIONS if one.name == "deaths-in-taftanaz")
    press(console(page, served), one)
    page.fill("#editor", page.input_value("#editor").replace("'Taftanaz'", "'Killi'"))
    page.click("#run")
    ended(page)
    assert shown(page) == native(operation, one.sql({"place": "Killi"}))[1] != native(operation, one.sql())[1]
    assert page.locator("#asked").is_visible() and page.locator("#changed").is_hidden()
    said(page, "FROM units")
    assert page.locator("#changed").is_visible(), "the words are on another query"


def test_tables_can_be_inserted_and_shown(page: Any, served: str) -> None:
    console(page, served)
    page.eval_on_selector_all(".relations details", "all => all.forEach(one => { one.open = true; })")
    page.fill("#editor", "SELECT count(*) ")
    page.get_by_role("button", name="Insert FROM units", exact=True).click()
    assert page.input_value("#editor") == "SELECT count(*) FROM units"
    page.keyboard.press("Control+Enter")
    assert ended(page) == "1 row"
    page.locator("details[data-sql='FROM timeline']").get_by_role("button", name="Show its rows").click()
    assert ended(page) != "1 row" and page.input_value("#editor") == "FROM timeline;"


def test_a_run_can_be_stopped(page: Any, served: str) -> None:
    said(console(page, served), "SET VARIABLE x = 1")
    page.fill("#editor", "SELECT count(*) FROM range(10000000000) AS a WHERE sin(a.range) > 2")
    page.click("#run")
    page.click("#stop")
    assert ended(page).startswith("Stopped.")
    assert said(page, "SELECT getvariable('x')") == "1 row" and shown(page) == [[None]]


def test_from_a_file_it_is_a_page_to_read(page: Any, site: Path) -> None:
    page.goto((site / PATH).as_uri())
    assert page.locator("#from-file").is_visible() and "make serve" in page.inner_text("#from-file")
    assert page.locator("#work").is_hidden()
    page.get_by_text(QUESTIONS[0].title, exact=True).click()
    assert page.locator(f"#{QUESTIONS[0].name} pre").inner_text().strip() == QUESTIONS[0].sql()


def test_without_scripts_it_is_a_page_to_read(browser: Any, served: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{served}{PATH}")
        assert page.locator("noscript p").is_visible() and page.locator("#work").is_hidden()
        page.get_by_text(QUESTIONS[0].title, exact=True).click()
        assert page.locator(f"#{QUESTIONS[0].name} pre").inner_text().strip() == QUESTIONS[0].sql()
