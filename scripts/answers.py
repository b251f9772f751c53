"""Answers a question of queries/ with what a reader must know beside the rows: what was asked, how to read it, how to cite it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.query import Answer, asked, drawn, legible, opened, rendered, shown
from scripts.questions import Question

CITATION = "SELECT coalesce(citation, name) FROM package"
CLAIM = re.compile(r"\b[a-z0-9]+-[a-z0-9]+-c[0-9]+\b")


@dataclass(frozen=True)
class Reply:
    """A question, the values that it was asked for, the answer, and the citation of the data that gave it."""

    question: Question
    values: Mapping[str, str]
    answer: Answer
    citation: str


def reply(database: Path, question: Question, values: Mapping[str, str] | None = None) -> Reply:
    """What the database says to the question; raises CannotAsk, QueryFailed and NoDatabase."""
    sql = question.sql(values)
    connection = opened(database)
    try:
        answer = asked(connection, sql)
        return Reply(question, values or {}, answer, asked(connection, CITATION).rows[0][0])
    finally:
        connection.close()


def told(one: Reply, form: str, width: int, colour: bool = False) -> str:
    """The reply as text: with all its words as a table, the rows alone as CSV or JSON."""
    if form != "table":
        return rendered(one.answer, form)
    before = drawn(lambda console: _print_question(console, one), width, colour)
    after = drawn(lambda console: _print_reading(console, one), width, colour)
    return f"{before}\n{legible(one.answer, width, colour)}\n{after}"


def _print_question(console: Any, one: Reply) -> None:
    console.print(shown(one.question.about(one.question.title, one.values)), style="bold")
    console.print(shown(one.question.about(one.question.question, one.values)))
    for parameter in one.question.parameters:
        value = parameter.sql(one.values[parameter.name]) if parameter.name in one.values else parameter.default
        console.print(shown(f"{parameter.name} = {value}: {parameter.words}"), style="dim")


def _print_reading(console: Any, one: Reply) -> None:
    claim = next((found[0] for row in one.answer.rows for cell in row if (found := CLAIM.search(str(cell)))), None)
    statement = f" For a single statement, name its claim, as {claim}." if claim else ""
    console.print(shown(f"How to read it: {one.question.reading}"))
    console.print(shown(f"How to cite it: {one.citation} Question {one.question.name}.{statement}"))


def listed(known: Sequence[Question], width: int, colour: bool = False) -> str:
    """All questions by topic, with name and title each."""
    return drawn(lambda console: _print_list(console, known), width, colour)


def _print_list(console: Any, known: Sequence[Question]) -> None:
    from rich.table import Table

    longest = max(len(one.name) for one in known)
    for topic in dict.fromkeys(one.topic for one in known):
        console.print(shown(topic), style="bold")
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(width=longest + 2, overflow="fold")
        table.add_column(overflow="fold")
        for one in known:
            if one.topic == topic:
                table.add_row(shown(f"  {one.name}"), shown(f"{one.title}{_takes(one)}"))
        console.print(table)


def _takes(one: Question) -> str:
    return f" [{', '.join(f'{parameter.name}=' for parameter in one.parameters)}]" if one.parameters else ""
