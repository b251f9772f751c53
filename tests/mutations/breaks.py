"""The smallest breaks of every rule, and what comes close to them, as mutations of the minimal package."""

from collections.abc import Iterator

from tests.mutations.base import Mutation, Rows, on_rows
from tests.rule_breaks import BREAKS, NEAR_MISSES, Edit


def every_break() -> Iterator[list[Mutation]]:
    """Each break and each near miss: several edits may belong together."""
    for rule, breaks in BREAKS.items():
        yield from (mutations("rule: broken", rule, one.edits) for one in breaks)
    for rule, misses in NEAR_MISSES.items():
        yield from (mutations("rule: nearly broken", rule, edits) for edits in misses)


def mutations(kind: str, rule: str, edits: list[Edit]) -> list[Mutation]:
    """Edits of a rule as mutations."""
    return [_mutation(kind, rule, edit) for edit in edits]


def _mutation(kind: str, rule: str, edit: Edit) -> Mutation:
    def change(rows: Rows) -> Rows:
        header, *others = rows
        if edit.key and edit.cells:
            return [header, *(_edited(header, row, edit) for row in others)]
        kept = [row for row in others if row[0] != edit.key]
        return [header, *sorted(kept + [_new(header, edit)] * bool(edit.cells))]

    return Mutation(kind, edit.table, f"{rule}: {edit}", on_rows(change))


def _edited(header: list[str], row: list[str], edit: Edit) -> list[str]:
    return [edit.cells.get(name, cell) for name, cell in zip(header, row, strict=True)] if row[0] == edit.key else row


def _new(header: list[str], edit: Edit) -> list[str]:
    return [edit.cells.get(name, "") for name in header]
