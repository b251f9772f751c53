"""The statements of sources beside the article: what each says, its source, its claims, and which were left out and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from scripts.package import Package
from scripts.rows import rows
from scripts.side_lists import CannotRead, Row, listed

LEFT_OUT = "docs/left-out.csv"
LEFT_OUT_COLUMNS = ("statement", "title", "publisher", "published", "url", "reason", "note")
CODED = "coded"
TARGETS = ("event_id", "figure_id", "unit_id", "place_id")


@dataclass(frozen=True)
class Statement:
    """A passage of which the package has the gist, with its claims in their order; without any, its note says why."""

    passage: Row
    claims: tuple[Row, ...]

    @property
    def id(self) -> str:
        """The id of the passage."""
        return self.passage["passage_id"]

    @property
    def is_coded(self) -> bool:
        """Whether claims rest on it."""
        return self.passage["disposition"] == CODED


@dataclass(frozen=True)
class Statements:
    """All statements by their id, the sources by theirs, and the statements whose whole page was left out, in the order of the list."""

    all: Mapping[str, Statement]
    sources: Mapping[str, Row]
    left_out: tuple[Row, ...]

    def source(self, statement: Statement) -> Row:
        """The source in which the statement stands."""
        return self.sources[statement.passage["source_id"]]


def statements(package: Package) -> Statements:
    """The statements of the package; raises UnreadableTable, and CannotRead if a table or list is missing or a link leads nowhere."""
    claims: dict[str, list[Row]] = {}
    for claim in cells(package, "claims"):
        claims.setdefault(claim["passage_id"], []).append(claim)
    passages = cells(package, "passages")
    sources = {source["source_id"]: source for source in cells(package, "sources")}
    for passage in passages:
        if passage["source_id"] not in sources:
            raise CannotRead(
                f"Passage {passage['passage_id']} has the source {passage['source_id']}, which is not there: run validate first."
            )
    return Statements(
        {one["passage_id"]: Statement(one, tuple(claims.get(one["passage_id"], []))) for one in passages if one["gist"]},
        sources,
        tuple(row for _, row in listed(package.root / LEFT_OUT, LEFT_OUT, LEFT_OUT_COLUMNS)),
    )


def cells(package: Package, table: str) -> list[Row]:
    """The rows of a table; raises UnreadableTable, and CannotRead if there is no such table."""
    if table not in package.tables:
        raise CannotRead(f"The package has no table {table}.")
    return [row for _, row in rows(package.tables[table])]


def record_of(claim: Row) -> str:
    """The id of the event, figure, unit or place that the claim is about."""
    return next(filter(None, (claim[target] for target in TARGETS)), "")
