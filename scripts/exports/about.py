"""What every form that people open says first: which data set this is, how to cite it, and what not to do with it."""

from collections.abc import Mapping

WARNINGS = (
    "Never add figures up. Some lie within others, ranges have no sum, and the same dead may stand in two of them.",
    "Rows are statements, not incidents. One fight may give several rows, and an event at several places has a row for each.",
    "An empty cell means that the source does not say. It never means zero or no.",
    "Dates are as precise as the source: before you filter by day, look at date_precision and at both bounds.",
    "Accounts that contradict each other stand side by side. What speaks for and against a record is in its claims.",
    "Positions are added from gazetteers. A place lies somewhere within its uncertainty, which may be many kilometres.",
)
LABELS = {
    "title": "Title",
    "description": "What it is",
    "version": "Version",
    "created": "Made",
    "creators": "Made by",
    "licence": "Licence",
    "licence_url": "Text of the licence",
    "id": "Identifier",
    "citation": "Cite as",
}


def about(facts: Mapping[str, str]) -> dict[str, str]:
    """The facts under names for people, as far as the descriptor gives them."""
    return {label: facts[name] for name, label in LABELS.items() if facts.get(name)}
