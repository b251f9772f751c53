"""Figures side by side: one panel per place and measure, each number drawn as dot, range or open end on a scale that all of it share.

Nothing is added up: a number that lies inside another says so, and stands where its own scope puts it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from scripts.site.facts import Facts, Row
from scripts.site.words import capital, coded

# What a reader looks for first comes first; all other measures follow by name.
FIRST = ("killed", "executed", "killed_or_injured", "injured", "displaced", "destroyed_or_damaged", "strength")
UNKNOWN = "not stated"  # what sources.originator has where a copy does not say whose text it is
FULL = 100  # per cent
ROOM = 94  # per cent of the width for the highest number: an open end needs the rest


@dataclass(frozen=True)
class Drawn:
    """One figure in a panel: its row of the view figure_ranges, its grade, who says so, its days, and its marks in per cent of the width.

    `dot` is where the number stands. From `start` to `end` is a line: what the number allows. `is_open` is an end without a bound,
    `is_about` a number that bounds nothing. A word, such as dozens, has none of these. `is_part` says that it counts a part of what
    others count.
    """

    figure: Row
    grade: str
    said_by: str
    days: str
    dot: float | None
    start: float | None
    end: float | None
    is_open: bool
    is_about: bool
    is_part: bool


@dataclass(frozen=True)
class Panel:
    """Numbers of one measure and thing counted for one set of places: its title, the places, the highest number, and the figures."""

    measure: str
    kind: str
    places: tuple[str, ...]
    names: str
    top: int
    drawn: tuple[Drawn, ...]

    @property
    def title(self) -> str:
        """What is counted where: 'Killed: Taftanaz'."""
        what = coded(self.measure if self.kind in ("persons", self.measure) else f"{self.measure}, {self.kind}")
        return f"{capital(what)}: {self.names}"

    @property
    def ticks(self) -> list[tuple[float, int]]:
        """Where the scale has a mark, in per cent, and for which number: nought, half and the highest."""
        return [(ROOM * part / 2, round(self.top * part / 2)) for part in range(3) if self.top * part % 2 == 0] if self.top else []


def panels(facts: Facts, figure_ids: Iterable[str] | None = None) -> list[Panel]:
    """All figures in panels, or these alone; in the order of FIRST, and with most numbers first."""
    chosen = None if figure_ids is None else set(figure_ids)
    found: dict[tuple[str, str, tuple[str, ...]], list[Row]] = {}
    for row in facts.rows("figure_scopes"):
        if chosen is None or row["figure_id"] in chosen:
            found.setdefault((row["measure"], row["kind"], _places(row)), []).append(row)
    made = [_panel(facts, *key, rows) for key, rows in found.items()]
    return sorted(made, key=lambda panel: (_rank(panel.measure), -len(panel.drawn), panel.title))


def peers(facts: Facts, figure_id: str) -> list[Panel]:
    """The panel in which a figure stands among the others of its places and measure."""
    return [panel for panel in panels(facts) if any(drawn.figure["figure_id"] == figure_id for drawn in panel.drawn)]


def _places(scope: Row) -> tuple[str, ...]:
    """The ids in a list as the engine writes it: [a, b]. They are slugs, so no mark of it can stand in one."""
    return tuple(sorted(filter(None, (scope["place_ids"] or "").strip("[]").split(", "))))


def _rank(measure: str) -> tuple[int, str]:
    return (FIRST.index(measure) if measure in FIRST else len(FIRST)), measure


def _panel(facts: Facts, measure: str, kind: str, places: tuple[str, ...], scopes: list[Row]) -> Panel:
    # The highest number of all is the end of the scale; words have none.
    top = max((value for scope in scopes for value in (scope["value"], scope["most"]) if value is not None), default=0)
    ordered = sorted(scopes, key=lambda scope: (scope["value"] is None, scope["value"] or 0, scope["figure_id"]))
    names = " and ".join(facts.one("places", place)["name"] for place in places) or "no place named"
    return Panel(measure, kind, places, names, top, tuple(_drawn(facts, scope, top) for scope in ordered))


def _drawn(facts: Facts, scope: Row, top: int) -> Drawn:
    figure = facts.by("figure_ranges", "figure_id")[scope["figure_id"]][0]
    least, most, value = scope["least"], scope["most"], scope["value"]
    dot = None if value is None else _share(value, top)
    is_open = least is not None and most is None
    start = 0.0 if least is None and most is not None else _share(least, top)
    end = FULL if is_open else _share(most, top)
    is_about = dot is not None and least is most is None
    return Drawn(
        figure,
        facts.by("corroboration", "record_type", "record_id")["figure", scope["figure_id"]][0]["grade"],
        _said_by(facts, scope["figure_id"]),
        days(facts, scope["figure_id"]),
        dot,
        start,
        end,
        is_open,
        is_about,
        scope["is_part"] == "yes",
    )


def _said_by(facts: Facts, figure_id: str) -> str:
    """Who is credited with the number, and in whose report, where that is somebody else: 'a resident, in The Guardian'."""
    said: dict[str, None] = {}
    for row in facts.by("record_claims", "record_type", "record_id").get(("figure", figure_id), []):
        if row["stance"] == "supports":
            source = facts.one("sources", row["source_id"])
            reporter = source["publisher"] if source["originator"] in (None, UNKNOWN) else source["originator"]
            said[row["claimant"] if row["claimant"] == reporter else f"{row['claimant']}, in {reporter}"] = None
    return "; ".join(said)


def days(facts: Facts, figure_id: str) -> str:
    """The days of what the figure counts, from the first to the last, by the claims on it: 'by 2012-04-07', '2012-04-03 to 2012-04-05'."""
    scope = facts.by("figure_scopes", "figure_id")[figure_id][0]
    first, last = scope["first_day"], scope["last_day"]
    if first and last:
        return first if first == last else f"{first} to {last}"
    return f"from {first}" if first else f"by {last}" if last else ""


def _share(value: int | None, top: int) -> float | None:
    return None if value is None else round(ROOM * value / top, 2) if top else 0.0
