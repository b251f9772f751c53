"""What a defect is, and the kinds that any table can have.

Defects must not meet, or nobody could say beforehand what follows from them. So a row has one at most, and a defect that other rows
depend on has victims that are told by their slot in the campaign, at which nothing else happens that could hide or double it.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Elsewhere:
    """A finding in another row: its table and, as SQL over the victim's row, its record number."""

    table: str
    record: str
    finding: str


@dataclass(frozen=True)
class Defect:
    """One kind of defect, in rows of `table` for which `victims` (SQL over the clean row) is true.

    `cells` holds what a column gets instead, as SQL over the clean row. `findings` are those that a right validator then has on
    this row and no others, each as "rule: column, column"; `elsewhere` those on other rows.
    """

    table: str
    victims: str
    cells: dict[str, str]
    findings: list[str]
    elsewhere: list[Elsewhere] = field(default_factory=list)


def empty(table: str, column: str, victims: str = "true") -> Defect:
    """A required cell without anything in it."""
    return Defect(table, victims, {column: "NULL"}, [f"cell_is_filled: {column}"])


def not_allowed(table: str, column: str, value: str, victims: str = "true") -> Defect:
    """A value that is not among those of the column."""
    return Defect(table, victims, {column: f"'{value}'"}, [f"cell_is_allowed: {column}"])


def misformed(table: str, column: str, value: str, victims: str = "true") -> Defect:
    """A value, with the row's number behind it, that does not have the form of the column, and on which nothing else depends."""
    return Defect(table, f"({victims}) AND {column} IS NOT NULL", {column: f"'{value}' || n"}, [f"cell_matches_pattern: {column}"])


def dangling(table: str, column: str, victims: str = "true") -> list[Defect]:
    """An id that is nobody's, and one that could not be anybody's; no two rows have the same, since it may be part of a key."""
    nobody = Defect(table, victims, {column: "'nobody-knows-' || n"}, [f"link_exists: {column}"])
    no_id = Defect(table, victims, {column: "'Nobody ' || n"}, [f"link_exists: {column}", f"cell_matches_pattern: {column}"])
    return [nobody, no_id]


def unclean(table: str, column: str, victims: str = "true") -> list[Defect]:
    """Text with something in it that does not show: blanks at an end, a control character, letters that are not composed."""
    text, plain = f"coalesce({column}, 'Odd')", f"cell_is_plain_text: {column}"
    hidden = [f"{text} || chr(160)", f"{text} || chr(9) || 'and so on'", f"{text} || ' e' || chr(769)"]
    blanks = Defect(table, victims, {column: f"{text} || ' '"}, [plain, f"cell_matches_pattern: {column}"])
    return [blanks, *(Defect(table, victims, {column: cell}, [plain]) for cell in hidden)]
