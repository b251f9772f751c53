"""Writes the codebook: every word of it comes from the descriptor, schemas, rules, their examples, views, conventions or data."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from schemas.constraints import CONSTRAINTS
from schemas.plan import PlannedCheck
from schemas.table_schema import Field, ForeignKey
from scripts.catalogue import Group, NoExample, catalogue, is_about_a_cell
from scripts.markdown import cell, code, deeper, link, plain, prose
from scripts.package import Package, Table
from scripts.plans import plans
from scripts.rows import rows
from scripts.views import views
from scripts.whole_file import Change, change, replace

TEMPLATE = "codebook.md.jinja"
CONVENTIONS = "docs/conventions.md"
# Told otherwise than by a sentence: in the column's own line, and in the list of allowed values.
SHOWN_ELSEWHERE = {"required", "unique", "enum"}


class CannotDescribe(Exception):
    """The codebook cannot be made or written; the message is one sentence that says why."""


@dataclass(frozen=True)
class TablePage:
    """What the codebook says of one table beyond its schema: its rows, the checks on it, and the keys that refer to it."""

    table: Table
    rows: list[dict[str, str]]
    checks: tuple[PlannedCheck, ...]
    referring: list[ForeignKey]

    @property
    def grain(self) -> str:
        """What one row is: the first sentence of the description."""
        return re.sub(r"(?<=[^.])$", ".", self.table.description.partition(". ")[0])

    @property
    def rules(self) -> list[PlannedCheck]:
        """The checks that take more than one cell."""
        return [check for check in self.checks if not is_about_a_cell(check)]

    @cached_property
    def limits(self) -> dict[str, list[str]]:
        """The columns that share a limit, by the sentence that states it."""
        columns: dict[str, list[str]] = {}
        for column in self.table.schema.fields:
            for word, value in column.constraints.items():
                if word not in SHOWN_ELSEWHERE:
                    sentence = CONSTRAINTS[word].sentence.replace("{value}", code(value))
                    columns.setdefault(sentence, []).append(column.name)
        return columns

    @property
    def has_categories(self) -> bool:
        """Whether any column has a list of allowed values."""
        return any(column.categories for column in self.table.schema.fields)

    def filled(self, column: Field) -> int:
        """In how many rows the column has a value."""
        return sum(bool(row[column.name]) for row in self.rows)

    def count(self, column: Field, value: str) -> int:
        """In how many rows the column has this value."""
        return Counter(row[column.name] for row in self.rows)[value]

    @property
    def fullest_row(self) -> dict[str, str]:
        """The first of the rows with the most cells filled, in schema order."""
        fullest = max(self.rows, key=lambda row: sum(map(bool, row.values())))
        return {name: fullest[name] for name in self.table.schema.names}


def codebook(package: Package) -> str:
    """The codebook as Markdown.

    Raises UnreadableTable if a table cannot be read, CannotDescribe if the conventions cannot or a rule has no example.
    """
    pages = _pages(package)
    groups = _catalogue(pages)
    text = template(TEMPLATE).render(
        package=package,
        licences=", ".join(map(_licence, package.descriptor.get("licenses", []))),
        conventions=deeper(_conventions(package)),
        pages=pages,
        groups=groups,
        group_of={entry.name: group for group in groups for entry in group.entries},
        views=sorted(views(), key=lambda view: view.name),
    )
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def written(package: Package, target: Path, check: bool) -> Change | None:
    """Bring the codebook at `target` up to date; with `check`, write nothing. Returns the first line that was stale.

    Raises CannotDescribe if `target` cannot be written, and as `codebook` does.
    """
    return up_to_date(target, codebook(package), check)


def up_to_date(target: Path, text: str, check: bool) -> Change | None:
    """Give `target` this text; with `check`, write nothing. Returns the first line that was stale; raises CannotDescribe."""
    content = text.encode("utf-8")
    try:
        found = change(str(target), target.read_bytes() if target.exists() else b"", content)
        if found and not check:
            target.parent.mkdir(parents=True, exist_ok=True)
            replace(target, content)
    except OSError as error:
        raise CannotDescribe(f"{target} cannot be written: {error.strerror or error}.") from error
    return found


def _conventions(package: Package) -> str:
    try:
        return (package.root / CONVENTIONS).read_text(encoding="utf-8")
    except OSError as error:
        raise CannotDescribe(f"The coding conventions, {CONVENTIONS} beside the descriptor, cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CannotDescribe(f"The coding conventions, {CONVENTIONS}, are not UTF-8: byte {error.start} is not.") from error


def _licence(licence: Mapping[str, str]) -> str:
    """The licence by its title or else its name, as a link if it has an address; the profile asks for a name or an address."""
    name = prose(licence.get("title") or licence.get("name") or licence["path"])
    return f"[{name}]({licence['path']})" if "path" in licence else name


def _pages(package: Package) -> list[TablePage]:
    planned = plans({name: table.schema for name, table in package.tables.items()}).by_table
    tables = package.tables.values()
    return [TablePage(table, [row for _, row in rows(table)], planned[table.name].checks, _referring(table, package)) for table in tables]


def _referring(table: Table, package: Package) -> list[ForeignKey]:
    """The foreign keys of other tables to this one, as keys that name the table they come from."""
    others = [other for other in package.tables.values() if other.name != table.name]
    keys = [(other.name, key) for other in others for key in other.schema.foreign_keys if key.table == table.name]
    return [ForeignKey(key.columns, name, key.references) for name, key in keys]


def _catalogue(pages: list[TablePage]) -> list[Group]:
    try:
        groups = catalogue({page.table.name: page.checks for page in pages})
    except NoExample as error:
        raise CannotDescribe(str(error)) from error
    return groups


def template(name: str) -> Template:
    """The template of that name beside this module, with the filters that text from elsewhere goes through."""
    # Markdown, not HTML: escaping is done by the filters, where the text comes in.
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(code=code, prose=prose, plain=plain, cell=cell, link=link)
    return environment.get_template(name)
