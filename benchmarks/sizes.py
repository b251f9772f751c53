"""How many rows each table of a generated package has, and into how many files they go."""

from dataclasses import dataclass

EVENTS_IN_CAMPAIGN = 20
LEAST_CAMPAIGNS = 3  # With fewer, not every unit would have a claim and not every event type an event.
GAZETTEERS = 4


@dataclass(frozen=True)
class Sizes:
    """The sizes of a package of `campaigns` times twenty events."""

    campaigns: int

    @classmethod
    def of(cls, events: int) -> "Sizes":
        """The sizes for at least so many events: whole campaigns of twenty, three or more."""
        return cls(max(LEAST_CAMPAIGNS, -(-events // EVENTS_IN_CAMPAIGN)))

    @property
    def rows(self) -> dict[str, int]:
        """Number of rows by table, in the order in which they are written."""
        campaigns, events = self.campaigns, self.campaigns * EVENTS_IN_CAMPAIGN
        places = max(12, events // 200)
        return {
            "events": events,
            "event_places": events,
            "event_units": campaigns * 22,
            "claims": campaigns * 32,
            "figures": campaigns * 6,
            "passages": campaigns * 7,
            "places": places,
            "place_names": places * 3,
            "units": max(10, events // 1000),
            "sources": max(7, events // 5000),
            "derivations": campaigns * 2,
            "event_types": 16,
            "ged_matches": 2 * -(-campaigns // 40),
            "retired": 2 + campaigns // 5,
        }

    @property
    def variables(self) -> dict[str, int]:
        """What the SQL files ask for by `getvariable`."""
        rows = self.rows
        texts = min(rows["sources"] - GAZETTEERS, self.campaigns)
        return {
            "campaigns": self.campaigns,
            "places": rows["places"],
            "governorates": max(1, rows["places"] // 50),
            "units": rows["units"],
            "gazetteers": rows["sources"] - texts,
            "texts": texts,
            "matches": rows["ged_matches"],
        }


@dataclass(frozen=True)
class Slice:
    """The rows from number `first`, from 0, up to but without `end`, and the file they go into."""

    path: str
    first: int
    end: int


def slices(table: str, rows: int, parts: int, ending: str) -> list[Slice]:
    """The files of a table: one, or up to `parts` with as many rows each, the last with what is left."""
    if parts == 1:
        return [Slice(f"data/{table}.{ending}", 0, rows)]
    size = -(-rows // parts)
    return [Slice(f"data/{table}-{first // size + 1}.{ending}", first, min(rows, first + size)) for first in range(0, rows, size)]
