"""A page for each event, place, unit, figure and source: what is claimed, by whom, from which passage, and what speaks against it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from scripts.cite_record import Cited
from scripts.site.facts import KINDS, Facts, Row
from scripts.site.numbers_drawn import days, panels, peers
from scripts.site.page import Page
from scripts.site.records_page import title

STANCES = {"supports": "Who says so", "contradicts": "Who contradicts it", "qualifies": "Who limits it"}
CITED_AS = {"text": "Text", "bibtex": "BibTeX", "ris": "RIS"}
Context = Mapping[str, Any]


@dataclass(frozen=True)
class Claim:
    """A claim with all that a reader needs to find it: its row of record_claims, its passage and its document."""

    row: Row
    passage: Row
    source: Row


def pages(facts: Facts) -> Iterator[Page]:
    """The page of every record of KINDS."""
    cited = Cited(facts.source.package)
    for kind, noun in KINDS.items():
        for row in facts.rows(kind):
            record_id = row[f"{noun}_id"]
            about = {**_shared(facts, noun, record_id), **OWN[kind](facts, row), "row": row, "noun": noun, "id": record_id}
            citations = {label: cited.record(record_id, form, kind) for form, label in CITED_AS.items()}
            called = title(facts, kind, record_id)
            told = {"facts": facts, "heading": called, "citations": citations, "stances": STANCES, **about}
            yield Page(f"{kind}/{record_id}.html", f"{noun}.html.jinja", called, _sentence(noun, called), told)


def claims(facts: Facts, noun: str, record_id: str) -> Mapping[str, list[Claim]]:
    """The claims on a record by their stance, those of earlier documents first and of undated ones before them."""
    found: dict[str, list[Claim]] = {stance: [] for stance in STANCES}
    for row in facts.by("record_claims", "record_type", "record_id").get((noun, record_id), []):
        passage = facts.by("passages", "passage_id")[row["passage_id"]][0]
        found[row["stance"]].append(Claim(row, passage, facts.one("sources", row["source_id"])))
    return {stance: sorted(those, key=lambda one: (one.source["published"] or "", one.row["claim_id"])) for stance, those in found.items()}


def _shared(facts: Facts, noun: str, record_id: str) -> Context:
    """What a record of any kind has: claims, grade, accounts, and what excludes it beside the claims against it."""
    key = (noun, record_id)
    return {
        "claims": claims(facts, noun, record_id),
        "grade": next(iter(facts.by("corroboration", "record_type", "record_id").get(key, [])), None),
        "accounts": facts.by("accounts", "record_type", "record_id").get(key, []),
        "rivals": list(rivals(facts, noun, record_id)),
    }


@dataclass(frozen=True)
class Rival:
    """What a record cannot be right together with: another record, or a claim without one (then it is called by its claimant); and why."""

    record_id: str | None
    called: str
    claim_id: str
    reasons: tuple[str, ...]
    found_by: str


def rivals(facts: Facts, noun: str, record_id: str) -> Iterator[Rival]:
    """What the view contradictions has against the record, from either side, but for the claims that are coded as against it."""
    key = (noun, record_id)
    claimed = facts.by("record_claims", "record_type", "record_id").get(key, [])
    coded = {row["claim_id"] for row in claimed if row["stance"] == "contradicts"}
    against = [row for row in facts.by("contradictions", "record_type", "record_id").get(key, []) if row["stance"] == "contradicts"]
    found = [(row["other_record_id"], row) for row in against if row["other_record_id"] or row["claim_id"] not in coded]
    other_side = facts.by("contradictions", "record_type", "other_record_id").get(key, [])
    found += [(row["record_id"], row) for row in other_side if row["record_id"] != record_id]
    together: dict[tuple[str | None, str], list[Row]] = {}
    for other, row in found:
        together.setdefault((other, "" if other else row["claim_id"]), []).append(row)
    for (other, _), rows in together.items():
        called = title(facts, f"{noun}s", other) if other else rows[0]["claimant"]
        yield Rival(other, called, rows[0]["claim_id"], tuple(dict.fromkeys(row["reason"] for row in rows)), rows[0]["found_by"])


def _event(facts: Facts, row: Row) -> Context:
    event_id = row["event_id"]
    figures = facts.by("figures", "event_id").get(event_id, [])
    return {
        "line": facts.by("event_lines", "event_id")[event_id][0],
        "span": facts.by("event_spans", "event_id")[event_id][0],
        "other_days": {row["claim_days"]: row["claim_id"] for row in facts.by("date_conflicts", "event_id").get(event_id, [])},
        "at": facts.by("event_places", "event_id").get(event_id, []),
        "units": facts.by("event_units", "event_id").get(event_id, []),
        "panels": panels(facts, [figure["figure_id"] for figure in figures]),
        "children": facts.by("event_lines", "parent_event_id").get(event_id, []),
        "ged": facts.by("ged_matches", "event_id").get(event_id, []),
    }


def _place(facts: Facts, row: Row) -> Context:
    place_id = row["place_id"]
    control = facts.by("control_by_day", "place_id").get(place_id, [])
    at = {one["event_id"]: one for one in facts.by("event_places", "place_id").get(place_id, [])}
    return {
        "names": facts.by("place_names", "place_id").get(place_id, []),
        "events": [(line, at[line["event_id"]]) for line in facts.rows("event_lines") if line["event_id"] in at],
        "control": control,
        # The first day of each time in which nothing is said anew.
        "spells": [next(spell) for _, spell in groupby(control, key=lambda one: (one["holder"], one["since"], one["basis"]))],
        "panels": [panel for panel in panels(facts) if place_id in panel.places],
        "parts": facts.by("places", "parent_place_id").get(place_id, []),
    }


def _unit(facts: Facts, row: Row) -> Context:
    roles = {one["event_id"]: one["role"] for one in facts.by("event_units", "unit_id").get(row["unit_id"], [])}
    return {
        "events": [(line, roles[line["event_id"]]) for line in facts.rows("event_lines") if line["event_id"] in roles],
        "parts": facts.by("units", "parent_unit_id").get(row["unit_id"], []),
    }


def _figure(facts: Facts, row: Row) -> Context:
    return {
        "range": facts.by("figure_ranges", "figure_id")[row["figure_id"]][0],
        "days": days(facts, row["figure_id"]),
        "panels": peers(facts, row["figure_id"]),
        "inside": facts.by("figures", "part_of_figure_id").get(row["figure_id"], []),
        "pairs": list(_pairs(facts, row["figure_id"])),
        "event": facts.one("events", row["event_id"]),
    }


def _pairs(facts: Facts, figure_id: str) -> Iterator[Row]:
    """What follows from setting the figure beside each other one, where anything does."""
    for one in facts.rows("figure_pairs"):
        if figure_id in (one["figure_id"], one["other_id"]) and one["verdict"] not in ("another kind", "no number"):
            mine = one["figure_id"] == figure_id
            other = {"id": one["other_id"], "number": one["other_number"], "said_by": one["other_said_by"]}
            here = {"id": one["figure_id"], "number": one["number"], "said_by": one["said_by"]}
            yield {**(other if mine else here), "verdict": one["verdict"], "reason": one["reason"]}


def _source(facts: Facts, row: Row) -> Context:
    passages = sorted(facts.by("passages", "source_id").get(row["source_id"], []), key=lambda one: one["ordinal"])
    read = {one["passage_id"] for one in passages}
    return {
        "passages": [(one, facts.by("record_claims", "passage_id").get(one["passage_id"], [])) for one in passages],
        "draws_on": [one for one in facts.rows("derivations") if one["passage_id"] in read],
        "drawn_on_by": facts.by("derivations", "derived_from_source_id").get(row["source_id"], []),
        "points": facts.by("places", "coordinate_source_id").get(row["source_id"], []),
    }


OWN = {"events": _event, "places": _place, "units": _unit, "figures": _figure, "sources": _source}


def _sentence(noun: str, title: str) -> str:
    return f"{noun.capitalize()}: {title}. What is claimed, by whom, from which passage, and what speaks against it."
