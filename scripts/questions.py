"""The questions that people ask of the data, read from queries/*.sql: each file says what it asks and how to read the answer.

A file begins with comment lines, as scripts/sql_header.py reads them: `topic: title`, the question, one or more paragraphs on how to read
the answer, and words on each parameter. A paragraph `Needs DuckDB 2.0.` says that no older one can answer it.
`SET VARIABLE name = default;` follows for each parameter, and then one query, which takes its value from `getvariable('name')`.
So a file can be pasted into DuckDB as it stands.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from schemas.sql import literal
from scripts.sql_header import UnknownForm, parted

FOLDER = Path(__file__).parent.parent / "queries"
# In the order in which they are listed.
TOPICS = (
    "What happened",
    "Who held what",
    "Losses and strength",
    "Who took part",
    "Who says so",
    "Where sources disagree",
    "Places and positions",
    "Dates",
    "The source and its coding",
    "Other data sets",
)
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
NEEDED = re.compile(r"Needs DuckDB ([0-9]+(?:\.[0-9]+)*)\.")
DEFAULT = re.compile(rf"SET VARIABLE (\w+) = (DATE '[0-9-]+'|'(?:[^']|'')*'|{NUMBER.pattern});\n")


class CannotAsk(Exception):
    """There is no such question, or it does not take what it is given; the message says what there is."""


@dataclass(frozen=True)
class Parameter:
    """What a question takes: words on it, and its default as SQL (a text, a number or a date, which says what values it may have)."""

    name: str
    words: str
    default: str

    def sql(self, value: str) -> str:
        """The value, as a person typed it, as SQL; raises CannotAsk if it is not of the kind of the default."""
        if self.default.startswith("'"):
            return literal(value)
        if not self.default.startswith("DATE"):
            return self._number(value)
        try:
            return f"DATE '{date.fromisoformat(value)}'"
        except ValueError:
            raise CannotAsk(f"{self.name} takes a day, as 2012-04-13; '{value}' is none.") from None

    def _number(self, value: str) -> str:
        if not NUMBER.fullmatch(value):
            raise CannotAsk(f"{self.name} takes a number, as {self.default}; '{value}' is none.")
        return value


@dataclass(frozen=True)
class Question:
    """One question: its words for readers, what it takes, the query that answers it, and the whole file as it stands.

    `engine` is the oldest version of DuckDB that can answer it, where its file names one.
    """

    name: str
    topic: str
    title: str
    question: str
    reading: str
    parameters: tuple[Parameter, ...]
    query: str
    text: str
    engine: str = ""

    def sql(self, values: Mapping[str, str] | None = None) -> str:
        """The SQL that answers it for these values, and the defaults of the others; raises CannotAsk if it does not take them."""
        given = values or {}
        names = [parameter.name for parameter in self.parameters]
        for name in given.keys() - set(names):
            raise CannotAsk(f"{self.name} does not take '{name}': it takes {', '.join(names) or 'nothing'}.")
        settings = [(one.name, one.sql(given[one.name]) if one.name in given else one.default) for one in self.parameters]
        return "".join(f"SET VARIABLE {name} = {value};\n" for name, value in settings) + self.query

    def about(self, words: str, values: Mapping[str, str]) -> str:
        """The words on the question (its title, say) with these texts in the stead of the defaults: 'Deaths in Killi'."""
        for one in self.parameters:
            if one.name in values and one.default.startswith("'"):
                words = words.replace(one.default.strip("'"), values[one.name])
        return words


def questions(folder: Path = FOLDER) -> list[Question]:
    """All questions, by topic and name; raises UnknownForm if a file is not in the form above."""
    found = [question(file.stem, file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.sql"))]
    return sorted(found, key=lambda one: (TOPICS.index(one.topic), one.name))


def by_name(name: str, known: Sequence[Question]) -> Question:
    """The question of that name; raises CannotAsk with the names that come near."""
    for one in known:
        if one.name == name:
            return one
    near = get_close_matches(name, [one.name for one in known], cutoff=0.4)
    raise CannotAsk(f"There is no question '{name}'{'; near are: ' if near else ''}{', '.join(near)}. Without a name, all are listed.")


def question(name: str, text: str) -> Question:
    """The question `name` that `text`, the content of its file, asks; raises UnknownForm if it is not in the form above."""
    header, sql = parted(text)
    settings, query = _settings(sql)
    topic, _, title = "".join(header.paragraphs[:1]).partition(": ")
    engine, reading = _needed(header.paragraphs[2:])
    for is_true, truth in [
        (NAME.fullmatch(name), "must be named in small letters and hyphens"),
        (title and topic in TOPICS, f"must begin with a comment, '-- topic: title'; topics are: {', '.join(TOPICS)}"),
        (reading, "must say in its comment the question and how to read the answer, parted by a bare --"),
        (
            header.paragraphs[1:2] and header.paragraphs[1].endswith("?"),
            "must ask in the second paragraph, with a question mark at the end",
        ),
        (not header.columns, "must put words on parameters in brackets, as '--   (place): name of the place'"),
        (list(header.parameters) == list(settings), "must set a variable for each parameter in its comment, in that order, and no other"),
        (re.match(r"(WITH|SELECT|FROM)\b", query) and query.endswith(";"), "must end with one query and a semicolon"),
    ]:
        if not is_true:
            raise UnknownForm(f"{name}.sql {truth}.")
    parameters = tuple(Parameter(one, words, settings[one]) for one, words in header.parameters.items())
    return Question(name, topic, title, header.paragraphs[1], " ".join(reading), parameters, query, text, engine)


def _needed(paragraphs: Sequence[str]) -> tuple[str, list[str]]:
    """The version of the engine that a paragraph says is needed, empty if none does, and the other paragraphs."""
    needed = [found[1] for one in paragraphs if (found := NEEDED.fullmatch(one))]
    return "".join(needed[-1:]), [one for one in paragraphs if not NEEDED.fullmatch(one)]


def _settings(sql: str) -> tuple[dict[str, str], str]:
    """The variables that are set at the beginning, with their values as SQL, and what follows."""
    settings = {}
    while found := DEFAULT.match(sql):
        settings[found[1]] = found[2]
        sql = sql[found.end() :]
    return settings, sql
