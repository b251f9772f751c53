"""A prompt on the database. Statements end with a semicolon, commands begin with a dot; nothing that fails ends the session."""

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from scripts.query import QueryFailed, asked, opened, parts, rendered, says_something

PROMPT, CARRIED_ON = "sql> ", "...> "
HISTORY = "shell-history"
SENTENCE = "regexp_extract(comment, '^(.*?[.])( |$)', 1)"
MACROS = "duckdb_functions() WHERE NOT internal"
CALL = "function_name || '(' || array_to_string(parameters, ', ') || ')'"


@dataclass(frozen=True)
class Command:
    """What stands behind a dot: words for `.help`, and the query that answers it (with ? for the name that it takes)."""

    words: str
    sql: str = ""
    takes_name: bool = False


COMMANDS = {
    ".tables": Command(
        "the tables",
        f'SELECT table_name AS "table", estimated_size AS rows, {SENTENCE} AS description FROM duckdb_tables() ORDER BY table_name',
    ),
    ".views": Command(
        "the views and macros",
        f"SELECT view_name AS view, {SENTENCE} AS description FROM duckdb_views() WHERE NOT internal "
        f"UNION ALL SELECT {CALL}, {SENTENCE} FROM {MACROS} ORDER BY view",
    ),
    ".schema": Command(
        "the columns of a table or view, or what a macro takes: .schema NAME",
        'SELECT column_name AS "column", data_type AS type, comment AS description FROM duckdb_columns() WHERE table_name = $1 '
        f"UNION ALL SELECT {CALL}, 'macro', comment FROM {MACROS} AND function_name = $1",
        takes_name=True,
    ),
    ".help": Command("this list"),
    ".quit": Command("leave; so does Ctrl-D"),
}


@dataclass
class Session:
    """One conversation: what has been typed of a statement so far, where answers and errors go, how many statements failed."""

    connection: Any
    say: Callable[[str], object]
    complain: Callable[[str], object]
    colour: bool = False
    typed: str = ""
    failures: int = 0
    is_over: bool = False

    def take(self, line: str) -> None:
        """Take one line: run the command, or every statement that it completes."""
        if not self.typed and line.strip().startswith("."):
            self._obey(*line.split(maxsplit=1))
            return
        ready, self.typed = statements(f"{self.typed}{line}\n")
        for statement in ready:
            self.run(statement)

    def finish(self) -> None:
        """Run what is left over without a semicolon."""
        rest, self.typed = self.typed, ""
        if rest:
            self.run(rest)

    def run(self, sql: str, *parameters: str) -> None:
        """Say the answer, or complain."""
        try:
            result = asked(self.connection, sql, parameters)
            self.say(rendered(result, colour=self.colour))
        except QueryFailed as failure:
            self._fail(str(failure))
        except KeyboardInterrupt:
            self._fail("Interrupted.")

    def _obey(self, word: str, name: str = "") -> None:
        command = COMMANDS.get(word)
        if command is None:
            self._fail(f"There is no {word}; .help lists what there is.")
        elif word == ".quit":
            self.is_over = True
        elif word == ".help":
            self.say("".join(f"{dotted:9} {one.words}\n" for dotted, one in COMMANDS.items()) + "A statement ends with a semicolon.\n")
        elif command.takes_name and not name:
            self._fail(f"Say which: {word} NAME")
        else:
            self.run(command.sql, *([name.strip().rstrip(";")] if command.takes_name else []))

    def _fail(self, message: str) -> None:
        self.failures += 1
        self.complain(f"{message}\n")


def shell(database: Path, say: Callable[[str], object], complain: Callable[[str], object], colour: bool = False) -> int:
    """Talk with whoever is at standard input, or answer what is piped into it; returns the number of statements that failed.

    `say` gets each answer and `complain` each error, as text that ends its last line. Raises NoDatabase if there is none. A
    standard input that was closed has nothing to ask.
    """
    session = Session(opened(database), say, complain, colour)
    read: Callable[[str], str] = _piped_line
    if sys.stdin is not None and sys.stdin.isatty():
        read = _prompt(session.connection, database.parent / HISTORY)
        session.take(".help")
    elif isinstance(sys.stdin, TextIOWrapper):
        # What is not UTF-8 spoils its statement, not the session.
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    try:
        converse(session, read)
    finally:
        session.connection.close()
    return session.failures


def converse(session: Session, read: Callable[[str], str]) -> None:
    """Take lines from `read` (which gets the prompt to show) until it raises EOFError or the session is over; Ctrl-C clears the line."""
    with suppress(EOFError):
        while not session.is_over:
            try:
                session.take(read(CARRIED_ON if session.typed else PROMPT))
            except KeyboardInterrupt:
                session.typed = ""
    session.finish()


def statements(text: str) -> tuple[list[str], str]:
    """The statements that a semicolon ends, and what is left over (nothing if that is only blanks and comments)."""
    *ended, rest = parts(text)
    # Where something is not closed yet, a further semicolon ends nothing.
    is_open = len(parts(f"{rest}\n;")) == 1
    return [part.strip() for part in ended if says_something(part)], rest if is_open or says_something(rest) else ""


def _piped_line(prompt: str) -> str:
    line = sys.stdin.readline() if sys.stdin else ""
    if not line:
        raise EOFError
    return line.removesuffix("\n")


def _prompt(connection: Any, history: Path) -> Callable[[str], str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory

    kept: History = InMemoryHistory()
    # A history that cannot be kept is no reason not to talk.
    with suppress(OSError):
        history.touch()
        kept = FileHistory(str(history))
    completer = WordCompleter(words(connection), ignore_case=True, match_middle=False)
    session: PromptSession[str] = PromptSession(history=kept, completer=completer, complete_while_typing=False)
    return lambda prompt: session.prompt(prompt)


def words(connection: Any) -> list[str]:
    """What the Tab key can complete: commands, names of tables, views, macros and columns, and SQL keywords."""
    names = asked(
        connection,
        "SELECT table_name FROM duckdb_columns() WHERE NOT internal UNION SELECT column_name FROM duckdb_columns() WHERE NOT internal "
        f"UNION SELECT function_name FROM {MACROS} UNION SELECT upper(keyword_name) FROM duckdb_keywords() ORDER BY 1",
    )
    return [*COMMANDS, *(row[0] for row in names.rows)]
