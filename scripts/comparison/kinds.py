"""The kinds of change between two releases, and how much each raises the version. The rules stand in CONTRIBUTING.md as well."""

from dataclasses import dataclass

from scripts.versions import larger


@dataclass(frozen=True)
class Kind:
    """A kind of change: the number of the version that it raises, what it is in words, and whether a person has to judge it.

    Words do not say whether they mean something else now: such a change asks for a patch, and for a look.
    """

    bump: str
    words: str
    is_to_judge: bool = False


KINDS = {
    "identity_changed": Kind("major", "name or id of the package changed"),
    "licence_changed": Kind("major", "the licence changed"),
    "table_removed": Kind("major", "a table was removed"),
    "file_moved": Kind("major", "a table lies in another file"),
    "file_form_changed": Kind("major", "the file of a table is of another form (format, compression or delimiter)"),
    "column_removed": Kind("major", "a column was removed"),
    "type_changed": Kind("major", "a column has another type or format"),
    "key_changed": Kind("major", "a table has another primary key"),
    "link_removed": Kind("major", "a foreign key was removed or leads elsewhere"),
    "value_withdrawn": Kind("major", "a value is no longer allowed"),
    "no_longer_filled": Kind("major", "a column that was always filled may be empty"),
    "no_longer_unique": Kind("major", "a column whose values were unique may have one twice"),
    "id_removed": Kind("major", "an id was removed"),
    "table_added": Kind("minor", "a table was added"),
    "column_added": Kind("minor", "a column was added"),
    "columns_reordered": Kind("minor", "the columns of a table stand in another order"),
    "link_added": Kind("minor", "a foreign key was added"),
    "value_admitted": Kind("minor", "a further value is allowed"),
    "limit_changed": Kind("minor", "another limit on a column was set, changed or dropped"),
    "row_added": Kind("minor", "a row was added"),
    "cell_changed": Kind("patch", "a value was corrected"),
    "row_removed": Kind("patch", "a row of a table without ids of its own was removed"),
    "meaning_reworded": Kind("patch", "what a table, column or value means is said in other words", is_to_judge=True),
    "words_changed": Kind("patch", "other words of the descriptor or a schema changed"),
    "file_rewritten": Kind("patch", "a file holds the same rows in other bytes"),
}


@dataclass(frozen=True)
class Change:
    """Changes of one kind in one place: in a table and column where they are in one, old and new as far as one line can say it."""

    kind: str
    table: str | None = None
    column: str | None = None
    old: str | None = None
    new: str | None = None
    count: int = 1

    @property
    def bump(self) -> str:
        """What the change asks for."""
        return KINDS[self.kind].bump


def needed(changes: list[Change]) -> str:
    """The bump that all the changes together ask for."""
    return larger(*(change.bump for change in changes))
