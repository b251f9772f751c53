"""Writes the cookbook, docs/queries.md: every question of queries/ with its SQL, its answer in this version and how to read it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.codebook import CannotDescribe, template, up_to_date
from scripts.markdown import cell, plain
from scripts.package import Package
from scripts.query import NUMBERS, Answer, QueryFailed, asked, opened, visible
from scripts.questions import TOPICS, Question, questions
from scripts.whole_file import Change
from scripts.work_folder import work_folder

TEMPLATE = "cookbook.md.jinja"
MOST_ROWS = 25


@dataclass(frozen=True)
class Entry:
    """One question of the cookbook, with its answer in this version."""

    question: Question
    answer: Answer

    @property
    def columns(self) -> list[tuple[str, str]]:
        """The name of each column, and the mark that sets numbers to the right."""
        pairs = zip(self.answer.columns, self.answer.types, strict=True)
        return [(name, "---:" if NUMBERS.fullmatch(kind) else "---") for name, kind in pairs]

    @property
    def rows(self) -> list[list[str]]:
        """The first rows, as cells of a Markdown table."""
        return [[_cell(visible(value)) for value in row] for row in self.answer.rows[:MOST_ROWS]]

    @property
    def left_out(self) -> int:
        """How many rows of the answer are not shown."""
        return len(self.answer.rows) - len(self.rows)


def _cell(text: str) -> str:
    """The text as a cell; blanks at its beginning, which show a place in a tree, stay."""
    indented = len(text) - len(text.lstrip(" "))
    return "&nbsp;" * indented + cell(plain(text[indented:]))


def cookbook(package: Package) -> str:
    """The cookbook as Markdown.

    Raises UnknownForm if a file in queries/ is not in its form, BuildFailed if no database can be built from the package, and
    CannotDescribe if a question has no answer there.
    """
    entries = _entries(package)
    topics = {topic: [entry for entry in entries if entry.question.topic == topic] for topic in TOPICS}
    text = template(TEMPLATE).render(package=package, topics={topic: found for topic, found in topics.items() if found}, most=MOST_ROWS)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def written(package: Package, target: Path, check: bool) -> Change | None:
    """Bring the cookbook at `target` up to date; with `check`, write nothing. Returns the first line that was stale.

    Raises CannotDescribe if `target` cannot be written, and as `cookbook` does.
    """
    return up_to_date(target, cookbook(package), check)


def _entries(package: Package) -> list[Entry]:
    from scripts.database import build

    known = questions()
    with work_folder() as folder:
        build(package, folder / "operation.duckdb")
        connection = opened(folder / "operation.duckdb")
        try:
            return [Entry(question, _answer(connection, question)) for question in known]
        finally:
            connection.close()


def _answer(connection: Any, question: Question) -> Answer:
    try:
        return asked(connection, question.sql())
    except QueryFailed as error:
        reason = str(error).partition("\n")[0]
        raise CannotDescribe(f"The question {question.name} has no answer: {reason}") from error
