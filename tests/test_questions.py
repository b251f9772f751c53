"""Every question of the cookbook is in its form, has the answer that the data give, and is shown with all that a reader must know."""

import csv
import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from scripts.answers import listed, reply, told
from scripts.codebook import CannotDescribe
from scripts.commands.cookbook import ask
from scripts.cookbook import MOST_ROWS, cookbook, written
from scripts.package import open_package
from scripts.query import Answer, asked, legible, rendered
from scripts.questions import TOPICS, CannotAsk, Question, by_name, question, questions
from scripts.sql_header import UnknownForm
from tests.conftest import PROJECT, Copy

QUESTIONS = questions()
VERSION = f"Version {json.loads((PROJECT / 'datapackage.json').read_text(encoding='utf-8'))['version']}"
NAMES = [one.name for one in QUESTIONS]
FEW_COLUMNS, MANY_COLUMNS = 6, 8
ANSWERS = Path(__file__).parent / "answers"
COOKBOOK = PROJECT / "docs/queries.md"
TEXT = COOKBOOK.read_text(encoding="utf-8")


def pairs(rows: list[dict[str, Any]]) -> list[list[tuple[str, Any]]]:
    """The rows with their columns in order, which dictionaries do not compare."""
    return [list(row.items()) for row in rows]


def expected(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((ANSWERS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def test_there_are_enough_questions_and_every_one_has_an_answer() -> None:
    assert len(QUESTIONS) >= 22
    assert sorted(file.name for file in ANSWERS.iterdir()) == sorted(f"{name}.json" for name in NAMES)


@pytest.mark.parametrize("one", QUESTIONS, ids=NAMES)
def test_the_answer_is_the_expected_one(operation: Path, one: Question) -> None:
    found = json.loads(rendered(reply(operation, one).answer, "json"))
    assert pairs(found) == pairs(expected(one.name))


@pytest.mark.parametrize("one", QUESTIONS, ids=NAMES)
def test_the_file_can_be_pasted_as_it_stands(operation: Path, one: Question) -> None:
    with duckdb.connect(config={"enable_external_access": "true"}) as connection:
        connection.execute(f"ATTACH '{operation}' AS op (READ_ONLY); USE op;")
        assert len(connection.execute(one.text).fetchall()) == len(expected(one.name)) > 0


@pytest.mark.parametrize("one", QUESTIONS, ids=NAMES)
def test_the_words_and_the_sql_are_for_everyone(one: Question) -> None:
    assert one.reading.endswith(".") and one.question[0].isupper() and one.title[0].isupper()
    assert max(map(len, one.text.splitlines())) <= 140
    assert "ORDER BY" in one.query or re.fullmatch(r"(SELECT [\w, +]+\s)?FROM \w+(\(.+\))?;", one.query), "rows need an order"
    assert not re.search(r"\w\s*->\s*\w", one.query), "DuckDB 2.0 has no such lambdas, and 1.x no others"
    assert not re.search(r"\bUNION\b(?! ALL)", one.query), "below WITH RECURSIVE, DuckDB 1.1 keeps what is the same"
    for parameter in one.parameters:
        assert f"getvariable('{parameter.name}')" in one.query
    assert len(re.findall(r"getvariable\('(\w+)'\)", one.query)) >= len(one.parameters)


# What the answers must be, worked out from the CSV files without SQL.


def rows(table: str) -> list[dict[str, str]]:
    with (PROJECT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


EVENTS = {row["event_id"]: row for row in rows("events")}
SECTION = {row["passage_id"]: row["section"] for row in rows("passages")}


def claims_by_record() -> dict[tuple[str, str], list[dict[str, str]]]:
    found = defaultdict[tuple[str, str], list[dict[str, str]]](list)
    for claim in rows("claims"):
        for kind in ("event", "figure", "unit", "place"):
            if claim[f"{kind}_id"]:
                found[kind, claim[f"{kind}_id"]].append(claim)
    return found


def supporting() -> dict[tuple[str, str], list[dict[str, str]]]:
    return {record: [one for one in claims if one["stance"] == "supports"] for record, claims in claims_by_record().items()}


def test_deaths_in_taftanaz_are_not_added() -> None:
    found = {row["figure_id"]: row for row in expected("deaths-in-taftanaz")}
    at_the_place = {row["event_id"] for row in rows("event_places") if row["place_id"] == "taftanaz"}
    told = {row["figure_id"] for row in rows("figures") if row["event_id"] in at_the_place and row["measure"] in ("killed", "executed")}
    assert told <= found.keys()
    article = found["taftanaz-killed"]
    assert article["number"] == "20" and "printed as 100+" in article["lies_in"] and "do not add" in article["warning"]
    assert article["never_add_to"] == "opposition-killed; taftanaz-killi-killed"
    assert {"taftanaz-killed", "taftanaz-killi-killed"} <= set(found["opposition-killed"]["never_add_to"].split("; "))


def test_each_death_in_taftanaz_has_its_sayer_its_days_and_what_it_can_be_compared_with() -> None:
    found = {row["figure_id"]: row for row in expected("deaths-in-taftanaz")}
    sayers = {row["figure_id"]: row["claimant"] for row in rows("claims") if row["figure_id"] and row["stance"] == "supports"}
    for figure, row in found.items():
        assert sayers[figure] in row["said_by"] and row["days"] != "undated" and row["event"], figure
    assert "62 people (taftanaz-killed-ap)" in found["taftanaz-killed-guardian"]["excludes"]
    assert "6 people (idlib-killed-4-april)" in found["taftanaz-killed"]["excludes"]
    assert "65 people (taftanaz-killed-hrw)" in found["taftanaz-killed"]["differs_in_scope"]
    assert "65 people (taftanaz-killed-hrw)" in found["taftanaz-killed-ap"]["fits"]
    assert "taftanaz-killed-scores" in found["taftanaz-killed"]["not_comparable"]


def test_what_rests_on_a_single_claim() -> None:
    single = {claims[0]["claim_id"] for claims in supporting().values() if len(claims) == 1}
    assert {row["claim_id"] for row in expected("resting-on-one-claim")} == single
    doubts = {claims[0]["claim_id"]: len(claims_by_record()[record]) - 1 for record, claims in supporting().items() if len(claims) == 1}
    assert {row["claim_id"]: row["doubts"] for row in expected("resting-on-one-claim")} == doubts


def test_what_the_infobox_alone_says() -> None:
    alone = {record for record, claims in supporting().items() if {SECTION[one["passage_id"]] for one in claims} == {"Infobox"}}
    assert {(row["record_type"], row["record_id"]) for row in expected("infobox-alone")} == alone


def test_what_is_nowhere_stated_as_fact() -> None:
    never = {
        frozenset(one["claim_id"] for one in claims)
        for claims in supporting().values()
        if "asserted" not in {one["modality"] for one in claims}
    }
    assert {frozenset(row["claims"].split("; ")) for row in expected("never-stated-as-fact")} == never


def test_who_is_credited() -> None:
    found = {row["claimant"]: row["claims"] for row in expected("who-is-credited")}
    assert found == Counter(row["claimant"] for row in rows("claims"))
    assert {row["claim_id"] for row in expected("said-by-one-claimant")} == {
        row["claim_id"] for row in rows("claims") if row["claimant"] == "CNN"
    }


def test_events_without_a_place_or_a_day() -> None:
    placed = {row["event_id"] for row in rows("event_places")}
    assert {row["event_id"] for row in expected("events-without-a-place")} == EVENTS.keys() - placed
    dateless = {name for name, row in EVENTS.items() if not (row["date_earliest"] and row["date_latest"])}
    assert {row["event_id"] for row in expected("undated-or-open-dated")} == dateless


def test_days_without_a_dated_event() -> None:
    spans = [row for row in EVENTS.values() if row["event_type"] == "operation"]
    first = date.fromisoformat(min(row["date_earliest"] for row in spans))
    last = date.fromisoformat(max(row["date_latest"] for row in spans))
    dated = {row["date_earliest"] for row in EVENTS.values() if row["date_precision"] == "day" and row["status"] == "occurred"}
    days = [str(first + timedelta(days=number)) for number in range((last - first).days + 1)]
    assert [row["day"] for row in expected("days-without-events")] == [day for day in days if day not in dated]


def test_the_runs_of_control_cover_every_day_once(operation: Path) -> None:
    found = defaultdict[str, list[tuple[str, str]]](list)
    for row in expected("control-day-by-day"):
        first = date.fromisoformat(row["from_day"])
        found[row["place"]] += [(str(first + timedelta(days=number)), row["holder"]) for number in range(row["days"])]
    with duckdb.connect(str(operation), read_only=True) as connection:
        daily = connection.execute("SELECT place, CAST(day AS VARCHAR), holder FROM control_by_day ORDER BY ALL").fetchall()
    assert sorted((place, *day) for place, days in found.items() for day in days) == daily


def test_every_passage_and_claim_is_covered_once() -> None:
    found = expected("passages-and-coverage")
    assert sum(row["passages"] for row in found) == len(rows("passages"))
    assert sum(row["claims"] for row in found) == len(rows("claims"))


# Parameters


ASKED = [
    ("timeline-of-a-place", {"place": "Kelly"}, "claims", ["x091-c1", "x075-c1", "x075-c3; x090-c1; wp-s17-c1", "x084-c1; wp-s18-c1"]),
    ("timeline-of-a-place", {"place": "كللي"}, "claims", ["x091-c1", "x075-c1", "x075-c3; x090-c1; wp-s17-c1", "x084-c1; wp-s18-c1"]),
    ("timeline-of-a-place", {"place": "nowhere"}, "claims", []),
    ("deaths-in-taftanaz", {"place": "KILLI"}, "figure_id", ["taftanaz-killi-killed-ap", "taftanaz-killi-killed", "opposition-killed"]),
    ("control-by-account", {"place": "Zardana"}, "claim_ids", ["wp-i06-c2; wp-s16-c3"]),
    ("deaths-in-taftanaz", {"place": "x'); DROP TABLE events; --"}, "figure_id", []),
    ("places-by-any-name", {"name": "كللي"}, "place_id", ["killi"]),
    ("places-by-any-name", {"name": "rouge"}, "place_id", ["al-rouge-plain"]),
    ("places-by-any-name", {"name": ""}, "place_id", []),
    ("control-on-a-day", {"day": "2012-04-15"}, "place_id", []),
    ("events-near-a-point", {"lat": "35.9031", "lon": "36.1910", "km": "0.5"}, "place", ["Khirbet al-Joz"] * 5),
    ("one-event-with-all-claims", {"event": "nothing"}, "fact", []),
    ("said-by-one-claimant", {"claimant": "syrian army"}, "claim_id", ["wp-s15-c1"]),
    ("what-a-passage-gives", {"passage": "wp-s17"}, "claim_id", ["wp-s17-c1", "wp-s17-c2"]),
]


@pytest.mark.parametrize(("name", "values", "column", "cells"), ASKED)
def test_a_question_is_asked_for_other_values(operation: Path, name: str, values: dict[str, str], column: str, cells: list[str]) -> None:
    answer = reply(operation, by_name(name, QUESTIONS), values).answer
    assert [row[answer.columns.index(column)] for row in answer.rows] == cells


def test_every_parameter_is_tried() -> None:
    tried = {(name, parameter) for name, values, _, _ in ASKED for parameter in values}
    assert tried == {(one.name, parameter.name) for one in QUESTIONS for parameter in one.parameters}


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("timeline-of-a-place", {"plaace": "Killi"}, r"timeline-of-a-place does not take 'plaace': it takes place\."),
        ("losses-by-side", {"side": "both"}, r"losses-by-side does not take 'side': it takes nothing\."),
        ("events-near-a-point", {"km": "1; DROP"}, r"km takes a number, as 6; '1; DROP' is none\."),
        ("events-near-a-point", {"lat": "1e400"}, "lat takes a number"),
        ("control-on-a-day", {"day": "yesterday"}, r"day takes a day, as 2012-04-13; 'yesterday' is none\."),
    ],
)
def test_a_value_that_does_not_fit_is_refused(name: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(CannotAsk, match=message):
        by_name(name, QUESTIONS).sql(values)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_a_text_reaches_the_query_as_it_was_typed(value: str) -> None:
    one = question("x", FORM.replace("SELECT 1", "SELECT getvariable('word')"))
    with duckdb.connect() as connection:
        assert asked(connection, one.sql({"word": value})).rows == ((value,),)


def test_the_words_speak_of_the_value() -> None:
    one = by_name("deaths-in-taftanaz", QUESTIONS)
    assert one.about(one.title, {"place": "Killi"}) == "Deaths in Killi"
    assert one.about(one.title, {}) == "Deaths in Taftanaz"


# The form of the file


FORM = """-- Dates: A title
--
-- What is asked?
--
-- One row. Read it
-- so.
--
-- And so.
--   (word): a word
--     or two
SET VARIABLE word = 'it''s';
SELECT 1;
"""


def test_a_file_is_read_as_it_is_written() -> None:
    one = question("a-name", FORM)
    assert (one.topic, one.title, one.question, one.reading) == ("Dates", "A title", "What is asked?", "One row. Read it so. And so.")
    assert [(parameter.name, parameter.words, parameter.default) for parameter in one.parameters] == [("word", "a word or two", "'it''s'")]
    assert (one.query, one.sql()) == ("SELECT 1;", "SET VARIABLE word = 'it''s';\nSELECT 1;")


def test_a_question_may_need_a_newer_engine(package: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    one = question("a-name", FORM.replace("-- And so.", "-- Needs DuckDB 2.0."))
    assert (one.engine, one.reading) == ("2.0", "One row. Read it so.")
    assert question("a-name", FORM).engine == "" and not any(known.engine for known in QUESTIONS)
    monkeypatch.setattr("scripts.cookbook.questions", lambda: [one, question("another", FORM)])
    text = cookbook(open_package(package.descriptor))
    assert "*How to read it.* One row. Read it so.\n\nNeeds DuckDB 2.0 or newer.\n\n```sql\n" in text and text.count("Needs") == 1


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("-- One row. Read it\n-- so.\n--\n-- And so.", "-- Needs DuckDB 2.0.", "how to read the answer"),
        ("-- Dates: A title", "-- A title", "must begin with a comment"),
        ("-- Dates: A title", "-- Weather: A title", "topics are: What happened"),
        (FORM, "SELECT 1;", "must begin with a comment"),
        ("What is asked?", "What is asked.", "question mark"),
        ("--\n-- One row. Read it\n-- so.\n--\n-- And so.\n", "", "how to read"),
        ("--   (word)", "--   word", "brackets"),
        ("--   (word)", "--   (other)", "must set a variable for each parameter"),
        ("SET VARIABLE word = 'it''s';\n", "", "must set a variable for each parameter"),
        ("= 'it''s'", "= upper('it')", "must set a variable for each parameter"),
        ("SELECT 1;", "DROP TABLE events;", "must end with one query"),
        ("SELECT 1;", "SELECT 1", "must end with one query"),
    ],
)
def test_a_file_in_another_form_is_refused(before: str, after: str, message: str) -> None:
    assert before in FORM
    with pytest.raises(UnknownForm, match=rf"^a-name\.sql .*{message}"):
        question("a-name", FORM.replace(before, after))
    with pytest.raises(UnknownForm, match="small letters"):
        question("A name", FORM)


def test_the_list_has_every_question_by_topic() -> None:
    text = listed(QUESTIONS, 100)
    assert [line for line in text.splitlines() if not line.startswith(" ")] == [
        topic for topic in TOPICS if topic in {one.topic for one in QUESTIONS}
    ]
    for one in QUESTIONS:
        assert re.search(rf"^  {one.name} +{re.escape(one.title)}", text, re.MULTILINE)
    assert all(len(line) <= 60 for line in listed(QUESTIONS, 60).splitlines())


# What is shown


@pytest.mark.thorough
@pytest.mark.parametrize("width", [60, 100])
@pytest.mark.parametrize("one", QUESTIONS, ids=NAMES)
def test_the_answer_stands_with_its_words_within_the_width(operation: Path, one: Question, width: int) -> None:
    text = told(reply(operation, one), "table", width)
    assert max(map(len, text.splitlines())) <= width
    flat = " ".join(text.split())
    for words in (one.title, one.question, f"How to read it: {one.reading}", VERSION, f"Question {one.name}."):
        assert words in flat
    assert "\x1b" not in text


@pytest.mark.thorough
@pytest.mark.parametrize("one", QUESTIONS, ids=NAMES)
def test_many_rows_stand_side_by_side_unless_there_are_many_columns(operation: Path, one: Question) -> None:
    answer = reply(operation, one).answer
    width = 100 if len(answer.columns) <= FEW_COLUMNS else 140
    assert len(answer.rows) <= 3 or len(answer.columns) > MANY_COLUMNS or not legible(answer, width).startswith("row 1")


def test_few_wide_rows_stand_one_below_the_other() -> None:
    wide = Answer(("a", "b"), ("VARCHAR",) * 2, (("word " * 9, "word " * 9),) * 3)
    assert legible(wide, 60).startswith("row 1 ─")
    assert legible(wide, 200).splitlines()[0].split() == ["a", "b"]
    assert legible(Answer(wide.columns, wide.types, wide.rows * 2), 60).splitlines()[0].split() == ["a", "b"]
    assert legible(Answer(wide.columns, wide.types, ()), 6).splitlines()[-1] == "0 rows"


def test_the_citation_has_version_and_claim(operation: Path) -> None:
    text = " ".join(told(reply(operation, by_name("deaths-in-taftanaz", QUESTIONS)), "table", 100).split())
    descriptor = json.loads((PROJECT / "datapackage.json").read_text(encoding="utf-8"))
    for words in (descriptor["title"], f"Version {descriptor['version']}.", descriptor["contributors"][0]["title"], "as wp-s14-c2."):
        assert words in text
    without = told(reply(operation, by_name("events-by-date-precision", QUESTIONS)), "table", 100)
    assert "single statement" not in without


def test_colour_is_only_colour(operation: Path) -> None:
    found = reply(operation, by_name("timeline-of-a-place", QUESTIONS))
    coloured = told(found, "table", 100, colour=True)
    assert "\x1b[1m" in coloured
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == told(found, "table", 100).splitlines()


# The command


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(ask, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_ask_without_a_name_lists_all(tmp_path: Path) -> None:
    for nothing in ((), ("",)):
        code, output, _ = run(*nothing, "--database", str(tmp_path / "none"))
        assert code == 0 and all(name in output for name in NAMES)


def test_ask_prints_csv_and_json_without_words(operation: Path) -> None:
    code, output, _ = run("losses-by-side", "--format", "json", "--database", str(operation))
    assert (code, json.loads(output)) == (0, expected("losses-by-side"))
    code, output, _ = run("losses-by-side", "--format", "csv", "--database", str(operation))
    assert (code, len(list(csv.DictReader(output.splitlines())))) == (0, len(expected("losses-by-side")))


@pytest.mark.parametrize(
    "words",
    [("control-on-a-day", "day=2012-04-01"), ("control-on-a-day day=2012-04-01",), ("day=2012-04-01", "control-on-a-day", "")],
)
def test_ask_takes_values_in_one_word_or_several(operation: Path, words: tuple[str, ...]) -> None:
    code, output, _ = run(*words, "--database", str(operation))
    assert code == 0 and "day = DATE '2012-04-01'" in output


def test_a_value_may_have_blanks(operation: Path) -> None:
    code, output, _ = run("timeline-of-a-place place=Khirbet al-Joz", "--database", str(operation))
    assert code == 0 and "What is told of Khirbet al-Joz" in output and "5 rows" in output
    code, output, _ = run("events-near-a-point lat=35.9 lon=36.19 km=1", "--database", str(operation))
    assert code == 0 and "km = 1:" in output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("deaths-taftanaz",), "could not run: There is no question 'deaths-taftanaz'; near are: deaths-in-taftanaz"),
        (("zzz",), "could not run: There is no question 'zzz'. Without a name, all are listed."),
        (("place=Killi",), "could not run: There is no question ''."),
        (("losses-by-side", "x=1"), "could not run: losses-by-side does not take 'x'"),
        (("losses-by-side", "--database", "none.duckdb"), "could not run: There is no database at none.duckdb. To build it, run: make db"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_line(words: tuple[str, ...], message: str) -> None:
    code, output, complaint = run(*words)
    assert (code, output, complaint.count("\n")) == (2, "", 1)
    assert complaint.startswith(message)


def test_a_database_without_the_views_is_a_finding(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "other.duckdb")) as connection:
        connection.execute("CREATE TABLE other (i INTEGER)")
    code, output, complaint = run("losses-by-side", "--database", str(tmp_path / "other.duckdb"))
    assert (code, output) == (1, "") and "totals" in complaint and "Traceback" not in complaint


def test_an_ascii_terminal_does_not_crash(operation: Path) -> None:
    script = "from scripts.__main__ import main; from scripts.commands.cookbook import ask; main.add_command(ask); main()"
    command = [sys.executable, "-c", script, "ask", "places-by-any-name", "--database", str(operation)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, env=os.environ | {"PYTHONIOENCODING": "ascii"}, check=False)
    assert done.returncode == 0, done.stderr
    assert b"Kelly" in done.stdout and b"?" in done.stdout


# The document


@pytest.mark.thorough
def test_the_committed_cookbook_is_fresh() -> None:
    assert written(open_package(PROJECT / "datapackage.json"), COOKBOOK, check=True) is None


def section(name: str) -> str:
    found = re.search(rf"^### {name}\n(.*?)(?=^##)", TEXT + "## ", flags=re.MULTILINE | re.DOTALL)
    assert found is not None, name
    return found[1]


@pytest.mark.parametrize("one", QUESTIONS, ids=NAMES)
def test_every_question_stands_in_the_cookbook(one: Question) -> None:
    told_of = section(one.name)
    assert f"**{one.title}.** {one.question}" in told_of
    assert f"```sql\n{one.sql()}\n```" in told_of
    count = len(expected(one.name))
    assert (
        f"\n{count} row{'s' if count != 1 else ''}{f', of which the first {MOST_ROWS} are shown' if count > MOST_ROWS else ''}.\n"
        in told_of
    )
    answer = told_of.partition("```sql")[0].rpartition("|---")[2]
    assert answer.count("\n| ") == min(count, MOST_ROWS)


def test_every_link_leads_to_a_heading() -> None:
    headings = re.findall(r"^#+ (.+)$", TEXT, flags=re.MULTILINE)
    anchors = [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]
    targets = re.findall(r"\]\(#([^)]+)\)", TEXT)
    assert set(targets) == set(NAMES) <= set(anchors)
    assert [anchor for anchor in targets if anchors.count(anchor) > 1] == []


def test_the_rows_of_a_table_have_the_same_number_of_cells() -> None:
    for block in re.findall(r"(?:^\|.*\n)+", TEXT, flags=re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1, block.splitlines()[0]


@pytest.mark.thorough
def test_what_stands_in_a_cell_is_no_markdown(package: Copy) -> None:
    package.edit("events", "plan", title="A | *b* `c` <d> [e] ~f~ &amp; _g_ h_i")
    package.describe()
    assert r"A \| \*b\* \`c\` \<d> \[e\] \~f\~ \&amp; \_g\_ h_i" in cookbook(open_package(package.descriptor))


@pytest.mark.thorough
def test_an_answer_without_rows_is_told(package: Copy) -> None:
    text = cookbook(open_package(package.descriptor))
    found = text.partition("### what-a-passage-gives\n")[2]
    assert "\n0 rows.\n" in found.partition("```sql")[0]


def test_a_question_that_has_no_answer_is_told(package: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    broken: Callable[[], list[Question]] = lambda: [question("a-name", FORM.replace("SELECT 1", "SELECT x"))]  # noqa: E731
    monkeypatch.setattr("scripts.cookbook.questions", broken)
    with pytest.raises(CannotDescribe, match=r"^The question a-name has no answer: .*x"):
        cookbook(open_package(package.descriptor))
