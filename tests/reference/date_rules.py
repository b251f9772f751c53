"""The rules on the dates of claims, and on what was published before what."""

from collections.abc import Iterator
from typing import Any

from tests.reference.edtf import NO_DAY, span
from tests.reference.form import Row
from tests.reference.rule import Tables, by, each, every
from tests.reference.values import Day


@each("claims", "date_edtf")
def claim_date_is_real(claim: Row) -> bool:
    """Every date in date_edtf of a claim is a day, month or year of the calendar."""
    return NO_DAY in (span(claim["date_edtf"]) or ())


@each("claims", "date_edtf")
def claim_interval_runs_forward(claim: Row) -> bool:
    """An interval in date_edtf of a claim begins no later than it ends."""
    first, last = _first(claim["date_edtf"]), _last(claim["date_edtf"])
    return first is not None and last is not None and first > last


def _first(text: str | None) -> Day | None:
    """The first day of a date; None where that is open, no day of the calendar, or not said."""
    dates = span(text)
    return dates.start[0] if dates and dates.start and dates.start != NO_DAY else None


def _last(text: str | None) -> Day | None:
    """The last day of a date, likewise."""
    dates = span(text)
    return dates.end[1] if dates and dates.end and dates.end != NO_DAY else None


class _Links:
    """The rows that others link to, by their ids."""

    def __init__(self, tables: Tables) -> None:
        self._passages = by(tables["passages"], "passage_id")
        self._sources = by(tables["sources"], "source_id")

    def published(self, passage_id: Any) -> list[str | None]:
        """The dates of the sources in which the passages of that id stand."""
        return [date for passage in self._passages.get(passage_id, []) for date in self.dates(passage["source_id"])]

    def dates(self, source_id: Any) -> list[str | None]:
        """The dates of the sources of that id."""
        return [source["published"] for source in self._sources.get(source_id, [])]


@every("claims", "date_edtf event_id passage_id", "passages sources events")
def claim_is_not_later_than_its_source(tables: Tables) -> Iterator[Row]:
    """What a claim tells began no later than its source was published, unless it is a plan."""
    links, events = _Links(tables), by(tables["events"], "event_id")
    for claim in tables["claims"]:
        days = [_last(date) for date in links.published(claim["passage_id"])]
        if claim["modality"] not in ("planned", None) and any(day and day < began for day in days for began in _beginnings(claim, events)):
            yield claim


def _beginnings(claim: Row, events: dict[Any, list[Row]]) -> list[Day]:
    """The days on which what is told may have begun: by the claim itself, or else by the event it supports. Of a plan, none."""
    about = events.get(claim["event_id"], [])
    happened = [event for event in about if event["status"] not in ("planned", None)]
    if claim["date_edtf"] is not None:
        own = _first(claim["date_edtf"])
        return [own] if own and (happened or not about) else []
    return [event["date_earliest"] for event in happened if event["date_earliest"] and claim["stance"] == "supports"]


@every("derivations", "derived_from_source_id passage_id", "passages sources")
def origin_is_not_later(tables: Tables) -> Iterator[Row]:
    """A passage draws on no source that was certainly published later than its own."""
    links = _Links(tables)
    for line in tables["derivations"]:
        own = [_last(date) for date in links.published(line["passage_id"])]
        origins = [_first(date) for date in links.dates(line["derived_from_source_id"])]
        if any(day and origin and origin > day for day in own for origin in origins):
            yield line
