"""The rules on events and their places."""

from collections.abc import Iterable, Iterator

from tests.reference.edtf import NO_DAY, Span, is_month, span
from tests.reference.form import Row
from tests.reference.rule import Tables, by, each, endless, every
from tests.reference.values import Day, days_in

LOSERS = {"government-capture": "opposition", "opposition-capture": "government"}
PRECISIONS = {"day", "range", "month", "before", "after", "unknown"}


@each("events", "date_edtf")
def event_dates_are_real(event: Row) -> bool:
    """Every date in date_edtf is a day, month or year of the calendar."""
    return NO_DAY in (span(event["date_edtf"]) or ())


@each("events", "date_edtf")
def event_interval_runs_forward(event: Row) -> bool:
    """An interval in date_edtf begins no later than it ends."""
    dates = span(event["date_edtf"])
    if dates is None or dates.start is None or dates.end is None or NO_DAY in dates:
        return False
    return dates.start[0] > dates.end[1]


@each("events", "date_edtf date_earliest date_latest")
def event_days_follow_from_edtf(event: Row) -> bool:
    """date_earliest and date_latest are the strict bounds of date_edtf, both empty where it is."""
    given = event["date_earliest"], event["date_latest"]
    start, end = span(event["date_edtf"]) or (None, None)
    return given != (start[0] if start and start != NO_DAY else None, end[1] if end and end != NO_DAY else None)


@each("events", "date_earliest date_latest")
def event_starts_before_it_ends(event: Row) -> bool:
    """date_earliest is no later than date_latest."""
    return _later(event["date_earliest"], event["date_latest"])


def _later(one: Day | None, other: Day | None) -> bool:
    return one is not None and other is not None and one > other


@each("events", "date_precision date_edtf date_earliest date_latest")
def event_precision_fits_days(event: Row) -> bool:
    """date_precision says how the two days bound the event; a date written as a month has the precision month."""
    precision = event["date_precision"]
    if precision not in PRECISIONS:
        return False
    if precision != "month" and is_month(event["date_edtf"]):
        return True
    return precision not in _precisions(event["date_earliest"], event["date_latest"])


def _precisions(first: Day | None, last: Day | None) -> set[str]:
    """What may be said of an event between two days: of a whole month two things, of days in the wrong order nothing."""
    if first is None:
        return {"unknown"} if last is None else {"before"}
    if last is None:
        return {"after"}
    if first >= last:
        return {"day"} if first == last else set()
    return {"range", "month"} if last == (*first[:2], days_in(*first[:2])) and first[2] == 1 else {"range"}


@every("events", "date_earliest date_latest parent_event_id")
def event_lies_in_parent_span(tables: Tables) -> Iterator[Row]:
    """An event that occurred, and is no background, happens within the days of the event it is part of."""
    known = by(tables["events"], "event_id")
    for event in tables["events"]:
        is_bound = event["status"] == "occurred" and event["phase"] not in ("background", None)
        if is_bound and any(_sticks_out(event, whole) for whole in known.get(event["parent_event_id"], [])):
            yield event


def _sticks_out(event: Row, whole: Row) -> bool:
    first, last = whole["date_earliest"], whole["date_latest"]
    days = event["date_earliest"], event["date_latest"]
    return any(_later(first, day) or _later(day, last) for day in days)


@every("events", "parent_event_id")
def event_parents_end(tables: Tables) -> Iterable[Row]:
    """Going from an event to what it is part of, and on, comes to an end: no event is part of itself."""
    return endless(tables["events"], "event_id", "parent_event_id")


@every("events", "event_type", "event_places")
def capture_says_who_holds(tables: Tables) -> Iterator[Row]:
    """A capture has a place, and says of each place where it happened who holds it after."""
    known = by(tables["event_places"], "event_id")
    for event in tables["events"]:
        places = [place for place in known.get(event["event_id"], []) if place["role"] == "location"]
        says = places and all(place["control_after"] is not None for place in places)
        if event["event_id"] is not None and (event["event_type"] or "").endswith("-capture") and not says:
            yield event


@every("event_places", "control_after", "events")
def captor_holds_the_place(tables: Tables) -> Iterator[Row]:
    """A place where one side made a capture is not held by the other after it."""
    known = by(tables["events"], "event_id")
    for place in tables["event_places"]:
        losers = {LOSERS.get(event["event_type"]) for event in known.get(place["event_id"], [])} - {None}
        if place["role"] == "location" and place["control_after"] in losers:
            yield place


@every("events", "note", "event_places")
def occurred_event_has_a_place(tables: Tables) -> Iterator[Row]:
    """Every event that occurred has a place or a note that says why not."""
    placed = {place["event_id"] for place in tables["event_places"]}
    for event in tables["events"]:
        if event["event_id"] not in placed | {None} and event["status"] == "occurred" and event["note"] is None:
            yield event


@every("events", "event_id", "claims")
def event_has_a_supporting_claim(tables: Tables) -> Iterable[Row]:
    """Every event rests on a claim that supports it."""
    return unsupported(tables, "events", "event_id")


def unsupported(tables: Tables, table: str, key: str) -> Iterator[Row]:
    """The rows of a table that no claim supports."""
    supported = {claim[key] for claim in tables["claims"] if claim["stance"] == "supports"}
    yield from (row for row in tables[table] if row[key] is not None and row[key] not in supported)


@every("events", "date_earliest date_latest", "claims")
def event_days_follow_from_claims(tables: Tables) -> Iterator[Row]:
    """The days of an event lie within those that its supporting claims together give it, if all have a date; or it has a note."""
    supporting = by([claim for claim in tables["claims"] if claim["stance"] == "supports"], "event_id")
    for event in tables["events"]:
        dates = [span(claim["date_edtf"]) for claim in supporting.get(event["event_id"], [])]
        if event["note"] is None and dates and None not in dates and _sticks_out_of(dates, event["date_earliest"], event["date_latest"]):
            yield event


def _sticks_out_of(dates: list[Span | None], first: Day | None, last: Day | None) -> bool:
    """Whether days that may be open reach beyond the dates. A day that no calendar has bounds nothing."""
    starts = [date.start for date in dates if date]
    ends = [date.end for date in dates if date]
    is_early = not {None, NO_DAY} & set(starts) and (first is None or all(start and first < start[0] for start in starts))
    is_late = not {None, NO_DAY} & set(ends) and (last is None or all(end and last > end[1] for end in ends))
    return is_early or is_late


@every("event_types", "event_type", "events")
def event_type_is_used(tables: Tables) -> Iterable[Row]:
    """Every event type has an event."""
    used = {event["event_type"] for event in tables["events"]}
    return [kind for kind in tables["event_types"] if kind["event_type"] is not None and kind["event_type"] not in used]
