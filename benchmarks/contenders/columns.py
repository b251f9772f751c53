"""What the schemas ask of each column, as the other validators need it. Only the standard library."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# What our patterns call a blank, and a dot that does not match the end of a line: the same in each library's own language of patterns.
TRIMMED_LINE = r"\S(.*\S)?"
TRIMMED_LINE_WRITTEN_OUT = r"[^\t\n\f\r ]([^\n]*[^\t\n\f\r ])?"
FORMS = {"integer": r"-?(0|[1-9][0-9]*)", "number": r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}"}
URI = r"[A-Za-z][A-Za-z0-9+.-]*:\S+"
NOT_PLAIN = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]"
# The tables whose rows have an id of their own, which can be retired.
RETIRABLE = {
    "events": "event_id",
    "places": "place_id",
    "units": "unit_id",
    "figures": "figure_id",
    "claims": "claim_id",
    "passages": "passage_id",
    "sources": "source_id",
    "event_types": "event_type",
}
# What is counted, by its kind: a figure and the figure it is part of count things of one kind.
KINDS = {
    **dict.fromkeys(("people", "civilians", "soldiers", "fighters", "fighters_and_supporters"), "persons"),
    **dict.fromkeys(("tanks", "armoured_vehicles", "tanks_and_armoured_vehicles"), "armour"),
    **{kind: kind for kind in ("houses", "villages", "explosive_devices", "observers", "hours", "days")},
}


@dataclass(frozen=True)
class Column:
    """One column: its type, whether it must be filled, and its pattern, allowed values or bounds where it has any."""

    table: str
    name: str
    type: str
    is_required: bool
    pattern: str | None
    allowed: list[str] | None
    least: float | None
    most: float | None
    is_uri: bool

    @property
    def is_free(self) -> bool:
        """Whether text that is not plain could fulfil everything else that is asked."""
        return self.type == "string" and self.allowed is None and self.pattern in (None, TRIMMED_LINE)

    @property
    def whole_pattern(self) -> str | None:
        """The pattern, written out so that it means the same in every library."""
        return TRIMMED_LINE_WRITTEN_OUT if self.pattern == TRIMMED_LINE else self.pattern

    def label(self, rule: str) -> str:
        """What a report of ours calls a check of this column."""
        return f"{self.table} {rule} {self.name}"


@dataclass(frozen=True)
class Link:
    """A column whose values must be found in a column of a table."""

    table: str
    column: str
    target: str
    key: str


@dataclass(frozen=True)
class Facts:
    """What a schema says of one table."""

    table: str
    columns: list[Column]
    key: list[str]
    links: list[Link]


def facts(folder: Path) -> dict[str, Facts]:
    """The facts of each table of the package in `folder`."""
    files = sorted((folder / "schemas").glob("*.schema.json"))
    return {(table := file.name.removesuffix(".schema.json")): _facts(table, json.loads(file.read_bytes())) for file in files}


def _facts(table: str, schema: dict[str, Any]) -> Facts:
    links = [
        Link(table, one["fields"][0], one["reference"].get("resource") or table, one["reference"]["fields"][0])
        for one in schema.get("foreignKeys", [])
    ]
    return Facts(table, [_column(table, field) for field in schema["fields"]], schema["primaryKey"], links)


def _column(table: str, field: dict[str, Any]) -> Column:
    asked = field.get("constraints", {})
    return Column(
        table,
        field["name"],
        field["type"],
        asked.get("required", False),
        asked.get("pattern"),
        asked.get("enum"),
        asked.get("minimum"),
        asked.get("maximum"),
        field.get("format") == "uri",
    )
