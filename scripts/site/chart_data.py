"""What the charts of the front page draw, as one script that sets `data`: pages from a file cannot load JSON."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from scripts.site.evidence import rivals
from scripts.site.facts import Facts, Row
from scripts.site.ground import ground
from scripts.site.words import address, day

FILE = "assets/data.js"
HELD = ("government", "opposition", "contested")


def chart_data(facts: Facts, packages: Path) -> str:
    """The script. Raises NoPackages."""
    control = facts.rows("control_by_day")
    data = {
        "events": [_event(facts, row) for row in facts.rows("event_lines")],
        "places": [_place(row) for row in facts.rows("places")],
        "units": {row["unit_id"]: row["parent_unit_id"] for row in facts.rows("units")},
        "control": [[row["place_id"], row["day"], row["holder"]] for row in control if row["holder"] in HELD],
        "days": [min(row["day"] for row in control), max(row["day"] for row in control)] if control else None,
        "start": _start(facts),
        "ground": ground(packages),
    }
    return f'"use strict";\nconst data = {json.dumps(data, ensure_ascii=False, separators=(",", ":"))};\n'


def _start(facts: Facts) -> str | None:
    """The event of which most others are a part, directly: what the page is about."""
    parts = Counter(row["parent_event_id"] for row in facts.rows("events") if row["parent_event_id"])
    return min(parts, key=lambda event: (-parts[event], event), default=None)


def _event(facts: Facts, line: Row) -> dict[str, Any]:
    event_id = line["event_id"]
    span = facts.by("event_spans", "event_id")[event_id][0]
    event = facts.one("events", event_id)
    claims = facts.by("record_claims", "record_type", "record_id").get(("event", event_id), [])
    return {
        "id": event_id,
        "title": line["title"],
        "day": day(line["day"]),
        "first": span["first_day"],
        "last": span["last_day"],
        "precision": event["date_precision"],
        "approximate": "~" in (event["date_edtf"] or ""),
        "others": sorted({(row["claim_first"] or "", row["claim_last"] or "") for row in _other_days(facts, event_id)}),
        "type": line["event_type"],
        "kind": line["type_label"],
        "status": line["status"],
        "description": line["description"],
        "places": [[one["place_id"], one["role"]] for one in facts.by("event_places", "event_id").get(event_id, [])],
        "units": [one["unit_id"] for one in facts.by("event_units", "event_id").get(event_id, [])],
        "grade": facts.by("corroboration", "record_type", "record_id")["event", event_id][0]["grade"],
        "rivals": [[one.called, address(one.record_id, "events") if one.record_id else ""] for one in rivals(facts, "event", event_id)],
        "claims": [[one["claimant"], one["stance"], one["source_id"], one["claim_id"]] for one in claims],
    }


def _other_days(facts: Facts, event_id: str) -> list[Row]:
    """The claims that have the event on other days than the record has."""
    return facts.by("date_conflicts", "event_id").get(event_id, [])


def _place(row: Row) -> dict[str, Any]:
    return {
        "id": row["place_id"],
        "name": row["name"],
        "type": row["place_type"],
        "parent": row["parent_place_id"],
        "point": None if row["longitude"] is None else [row["longitude"], row["latitude"]],
        "within": row["coordinate_uncertainty_m"],
    }
