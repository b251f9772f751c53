"""A small world of several sources: an encyclopedia tells of a landing and draws on an agency, which tells of it too; tests add others."""

from tests.conftest import Copy


def tell(package: Copy, source: str, claimant: str, originator: str = "", copies: str = "", **cells: str) -> None:
    """Add a source if it is new, a passage of it and a claim, by default one that supports the landing."""
    if source not in {row["source_id"] for row in package.rows("sources")}:
        wire = next(row for row in package.rows("sources") if row["source_id"] == "wire")
        new = wire | {"source_id": source, "publisher": source.title(), "originator": originator}
        package.write("sources", [*package.rows("sources"), new])
    passage = f"{source}{len(package.rows('passages'))}"
    model = next(row for row in package.rows("passages") if row["passage_id"] == "w1")
    package.write("passages", [*package.rows("passages"), model | {"passage_id": passage, "source_id": source}])
    if copies:
        package.write(
            "derivations", [*package.rows("derivations"), {"passage_id": passage, "derived_from_source_id": copies, "basis": "copy"}]
        )
    claim = {"claim_id": f"{passage}-c1", "passage_id": passage, "stance": "supports", "modality": "reported", "claimant": claimant}
    target = {} if cells.keys() & {"figure_id", "event_id"} else {"event_id": "landing"}
    package.write("claims", [*package.rows("claims"), claim | {"note": "N."} | target | cells])


def tell_too(package: Copy, **cells: str) -> None:
    """Add a claim to the passage of the last one: it says more than one thing."""
    last = package.rows("claims")[-1]
    blank = {"event_id": "", "figure_id": "", "claim_id": f"{last['passage_id']}-c{len(package.rows('claims'))}"}
    package.write("claims", [*package.rows("claims"), last | blank | cells])


def add_figure(package: Copy, name: str, **cells: str) -> None:
    """Add a figure like that of the dead at the landing, which is five, contained in no other."""
    model = next(row for row in package.rows("figures") if row["figure_id"] == "dead-at-landing")
    package.write("figures", [*package.rows("figures"), model | {"figure_id": name, "part_of_figure_id": ""} | cells])


def add_event(package: Copy, name: str, kind: str, days: str, control: str = "", role: str = "location") -> None:
    """Add an event at the harbour on one day, on `first/last` with `..` for an open end, or undated, which a newspaper tells."""
    model = next(row for row in package.rows("events") if row["event_id"] == "landing")
    first, last = (end.replace("..", "") for end in (days.split("/")[0], days.split("/")[-1]))
    dates = {"date_edtf": days, "date_earliest": first, "date_latest": last}
    package.write("events", [*package.rows("events"), model | {"event_id": name, "event_type": kind, "title": name} | dates])
    place = {"event_id": name, "place_id": "harbour", "role": role, "control_after": control}
    package.write("event_places", [*package.rows("event_places"), place])
    if kind not in {row["event_type"] for row in package.rows("event_types")}:
        new = {"event_type": kind, "label": kind, "definition": "D.", "ged_eligible": "no"}
        package.write("event_types", [*package.rows("event_types"), new])
    tell(package, "gazette", "a sailor", event_id=name)
