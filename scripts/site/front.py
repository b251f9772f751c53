"""The first page: what happened, who says so, where accounts differ, how many died, how to cite it."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from scripts.site.facts import KINDS, Facts, Row
from scripts.site.numbers_drawn import days, panels
from scripts.site.page import Page
from scripts.site.records_page import title
from scripts.site.words import counted

DEATHS = ("killed", "executed", "killed_or_injured")
GRADES = {
    "corroborated": "Two or more independent accounts, and none that excludes it",
    "single source": "One independent account, and none that excludes it",
    "contested": "A claim or an account excludes it",
}


def pages(facts: Facts) -> Iterator[Page]:
    """The page itself."""
    shown, graded = panels(facts), _graded(facts)
    told = {
        "facts": facts,
        "counts": {
            **{kind: len(facts.rows(kind)) for kind in (*KINDS, "claims")},
            "claiming": len({row["source_id"] for row in facts.rows("record_claims")}),
        },
        "events": [_line(facts, row) for row in facts.rows("event_lines")],
        "types": _choices((row["event_type"], row["type_label"]) for row in facts.rows("event_lines")),
        "grades": [(grade, words, graded[grade]) for grade, words in GRADES.items()],
        "voices": _voices(facts),
        "disputes": list(_disputes(facts)),
        "contested": sum(row["grade"] == "contested" for row in facts.rows("corroboration")),
        "totals": list(_totals(facts)),
        "deaths": [panel for panel in shown if panel.measure in DEATHS],
        "others": [panel for panel in shown if panel.measure not in DEATHS],
    }
    yield Page("index.html", "index.html.jinja", facts.package["title"], facts.package["description"], told)


def _choices(pairs: Iterator[tuple[str, str]]) -> list[tuple[str, str, int]]:
    """Codes with their words and how often they stand, by their words."""
    often = Counter(pairs)
    return sorted(((code, words, many) for (code, words), many in often.items()), key=lambda one: one[1])


def _graded(facts: Facts) -> Counter[str]:
    return Counter(row["grade"] for row in facts.rows("corroboration") if row["record_type"] == "event")


def _line(facts: Facts, line: Row) -> dict[str, Any]:
    """An event as the list has it: with its grade, and who is credited with saying so."""
    key = ("event", line["event_id"])
    said = [one["claimant"] for one in facts.by("record_claims", "record_type", "record_id").get(key, []) if one["stance"] == "supports"]
    grade = facts.by("corroboration", "record_type", "record_id")[key][0]["grade"]
    return {**line, "grade": grade, "claimants": sorted(set(said), key=str.lower)}


def _voices(facts: Facts) -> list[dict[str, Any]]:
    """The sources that claim anything of an event, with how many events they support and dispute, most first."""
    found: dict[str, dict[str, set[str]]] = {}
    for row in facts.rows("record_claims"):
        if row["record_type"] == "event":
            side = "for" if row["stance"] == "supports" else "against"
            found.setdefault(row["source_id"], {"for": set(), "against": set()})[side].add(row["record_id"])
    voices = [{**facts.one("sources", source), **{side: len(ids) for side, ids in sides.items()}} for source, sides in found.items()]
    return sorted(voices, key=lambda one: (-one["for"], -one["against"], one["published"] or "", one["source_id"]))


def _totals(facts: Facts) -> Iterator[dict[str, Any]]:
    """The numbers of dead that are given for a whole operation, each with its grade, its days and who says so."""
    for row in facts.rows("totals"):
        if row["measure"] in DEATHS and facts.one("events", row["scope_event_id"])["event_type"] == "operation":
            figure_id = row["figure_id"]
            yield {
                "row": row,
                "things": counted(row["total"], row["counted"]).removeprefix(row["total"]).strip(),
                "grade": facts.by("corroboration", "record_type", "record_id")["figure", figure_id][0]["grade"],
                "said_by": facts.by("figure_ranges", "figure_id")[figure_id][0]["claimants"],
                "days": days(facts, figure_id),
            }


def _disputes(facts: Facts) -> Iterator[dict[str, Any]]:
    """Each record that an account excludes: who supports it, and who excludes it and why."""
    rows = [row for row in facts.rows("contradictions") if row["stance"] == "contradicts"]
    key = ("record_type", "record_id")
    for (kind, record_id), against in groupby(rows, key=lambda row: tuple(row[name] for name in key)):
        rivals = list(against)
        supporting = rivals[0]["supporting_claimants"]
        scope = _scope(facts, kind, record_id)
        called = title(facts, f"{kind}s", record_id)
        yield {"kind": kind, "id": record_id, "called": called, "scope": scope, "for": supporting, "against": rivals}


def _scope(facts: Facts, kind: str, record_id: str) -> str:
    """Where and when the record is."""
    view, id_ = {"event": ("event_lines", "event_id"), "figure": ("figure_ranges", "figure_id")}.get(kind, ("", ""))
    row = facts.by(view, id_)[record_id][0] if view else {"places": "", "day": ""}
    return ", ".join(filter(None, [row["places"], row["day"]]))
