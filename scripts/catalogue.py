"""The catalogue of the codebook: every rule that a package can break, in groups, with the example that proves that it is seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from schemas.column_types import COLUMN_TYPES
from schemas.constraints import CONSTRAINTS
from schemas.examples import EXAMPLES
from schemas.examples.cells import KEY_EXAMPLES
from schemas.examples.changes import Edit
from schemas.examples.source import COPY, TEXT
from schemas.plan import PlannedCheck
from schemas.table_schema import Field, TableSchema
from scripts.example_words import words
from scripts.findings import STRUCTURAL_RULES, StructuralRule
from scripts.markdown import code
from scripts.plans import plans
from scripts.source_findings import SOURCE_RULES

STAGES = {
    "descriptor": "Rules on the descriptor and the schemas",
    "bytes": "Rules on the bytes of a file",
    "header": "Rules on the header",
    "rows": "Rules on the form of the rows",
    "referees": "Rules on the verdicts",
}
# A column of every type and format, and every constraint on one of them: what the checks of single cells are called and say.
EVERY_KIND = TableSchema(
    "every kind of column",
    (
        *(Field(name, name) for name in COLUMN_TYPES),
        Field(
            "text", "string", format="uri", constraints={"required": True, "enum": ["a"], "pattern": "a", "minLength": 1, "maxLength": 1}
        ),
        Field("amount", "number", constraints={"minimum": 1, "maximum": 1}),
    ),
    primary_key=(),
    foreign_keys=(),
)


class NoExample(Exception):
    """A rule that has no example; the message is one sentence."""


@dataclass(frozen=True)
class Entry:
    """One rule: its name and severity, what must be true, how to mend what breaks it, and the example, which is Markdown."""

    name: str
    severity: str
    sentence: str
    hint: str
    example: str


@dataclass(frozen=True)
class Group:
    """Rules of one kind, and what is to be said of all of them, as Markdown."""

    title: str
    entries: Sequence[Entry]
    note: str = ""

    @property
    def anchor(self) -> str:
        """Where a link to the group leads."""
        return self.title.lower().replace(" ", "-")


def catalogue(checks: Mapping[str, Sequence[PlannedCheck]]) -> list[Group]:
    """All rules; `checks` are those of each table of the package, by its name. Raises NoExample if a rule has none."""
    rules = [Group(f"Rules on {table}", [_entry(check) for check in checks[table] if _is_rule(check)]) for table in checks]
    every_file = [Group(title, list(_of_form(STRUCTURAL_RULES, stage))) for stage, title in STAGES.items()]
    copied = f"The copy is {code(COPY)}, an invented text: {code(repr(TEXT)[1:-1])}. The minimal package has been given its hashes first."
    of_sources = Group("Rules on a copy of the source", list(_of_form(SOURCE_RULES)), copied)
    groups = [*rules, _keys_and_links(checks), _cells(), *every_file, of_sources]
    return [group for group in groups if group.entries]


def is_about_a_cell(check: PlannedCheck) -> bool:
    """Whether the check is one of a single cell."""
    return check.name.startswith("cell_")


def _is_rule(check: PlannedCheck) -> bool:
    return not is_about_a_cell(check) and check.name not in KEY_EXAMPLES


def _entry(check: PlannedCheck, sentence: str | None = None) -> Entry:
    return Entry(check.name, check.severity, sentence or check.sentence, check.hint, _example(check.name))


def _of_form(rules: Mapping[str, StructuralRule], stage: str | None = None) -> Iterable[Entry]:
    known = {name: rule for name, rule in rules.items() if stage in (None, rule.stage)}
    return (Entry(name, "error", rule.sentence, rule.hint, _example(name)) for name, rule in known.items())


def _example(rule: str) -> str:
    if rule not in EXAMPLES:
        raise NoExample(f"The rule {rule} has no example in schemas/examples/.")
    return words(EXAMPLES[rule])


def _keys_and_links(checks: Mapping[str, Sequence[PlannedCheck]]) -> Group:
    """Each table has its own; the words are those of the key and the link that the examples break."""
    broken = {name: _broken(name, checks) for name in KEY_EXAMPLES}
    note = "Each table has its own, which stand with it; here are the key and the link that the examples break."
    return Group("Rules on keys and links", [_entry(check) for found in broken.values() for check in found], note)


def _broken(name: str, checks: Mapping[str, Sequence[PlannedCheck]]) -> list[PlannedCheck]:
    edits = [change for change in KEY_EXAMPLES[name].changes if isinstance(change, Edit)]
    known = [(check, edit) for edit in edits for check in checks.get(edit.table, []) if check.name == name]
    return [check for check, edit in known if edit.cells.keys() >= set(check.columns)]


def _cells() -> Group:
    """The rules on single cells: those that take a value have a gap for it, since each column fills it otherwise."""
    general = {known.rule: known.sentence.replace("{value}", "…") for known in CONSTRAINTS.values()}
    [plan] = plans({EVERY_KIND.table: EVERY_KIND}).by_table.values()
    found = {check.name: _entry(check, general.get(check.name)) for check in plan.checks}
    return Group("Rules on every cell", list(found.values()))
