"""The views and macros of the database, read from scripts/views/*.sql: each file says what it gives before it says how.

A file begins with comment lines, as scripts/sql_header.py reads them: the description, whose first sentence tells the grain, further
paragraphs of notes, and words on each column and each parameter of a macro. The statement follows.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Literal

from scripts.sql_header import UnknownForm, parted

__all__ = ["UnknownForm", "View", "view", "views"]

FOLDER = Path(__file__).parent / "views"
STATEMENT = re.compile(r"CREATE (VIEW|MACRO) (\w+)\b")


@dataclass(frozen=True)
class View:
    """One view or macro: its words for readers, the columns it gives (none if a macro gives a single value), its SQL."""

    name: str
    kind: Literal["view", "macro"]
    description: str
    sql: str
    notes: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def comment(self) -> str:
        """Description and notes, as one text."""
        return f"{self.description} {self.notes}".strip()

    @property
    def catalog_kind(self) -> str:
        """What `COMMENT ON` calls it."""
        return {"view": "VIEW", "macro": "MACRO TABLE" if self.columns else "MACRO"}[self.kind]

    @property
    def call(self) -> str:
        """How it is written in a query: its name, and the parameters of a macro."""
        return self.name if self.kind == "view" else f"{self.name}({', '.join(self.parameters)})"


def views(folder: Path = FOLDER) -> list[View]:
    """All views and macros, each after those that it uses; raises UnknownForm if a file is not in the form above."""
    found = {file.stem: view(file.stem, file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.sql"))}
    uses = {name: sorted((set(re.findall(r"\w+", one.sql)) & found.keys()) - {name}) for name, one in found.items()}
    return [found[name] for name in TopologicalSorter(uses).static_order()]


def view(name: str, text: str) -> View:
    """The view or macro `name` that `text`, the content of its file, documents and defines."""
    header, sql = parted(text)
    statement = STATEMENT.match(sql)
    if statement is None or statement[2] != name:
        raise UnknownForm(f"{name}.sql must define {name} right after its comment")
    if not header.paragraphs:
        raise UnknownForm(f"{name}.sql must begin with a comment that says what one row is")
    description, *notes = header.paragraphs
    kind: Literal["view", "macro"] = "view" if statement[1] == "VIEW" else "macro"
    return View(name, kind, description, sql, " ".join(notes), header.columns, header.parameters)
