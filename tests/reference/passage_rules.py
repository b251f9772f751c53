"""The rules on claims, on the passages they rest on, and on the sources of those."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import inf

from tests.reference.edtf import NO_DAY, span
from tests.reference.form import Row
from tests.reference.rule import Tables, by, each, every

POSITION = ("char_start", "char_end", "sha256")


@each("claims", "event_id figure_id unit_id place_id")
def claim_has_one_target(claim: Row) -> bool:
    """A claim is about exactly one event, figure, unit or place."""
    return sum(claim[column] is not None for column in ("event_id", "figure_id", "unit_id", "place_id")) != 1


@each("claims", "stance note")
def dissent_has_a_note(claim: Row) -> bool:
    """A claim that contradicts or qualifies says why in its note."""
    return claim["stance"] in ("contradicts", "qualifies") and claim["note"] is None


@every("passages", "disposition", "claims")
def coded_passage_has_a_claim(tables: Tables) -> Iterator[Row]:
    """Every coded passage has a claim."""
    rested_on = {claim["passage_id"] for claim in tables["claims"]}
    for passage in tables["passages"]:
        if passage["disposition"] == "coded" and passage["passage_id"] is not None and passage["passage_id"] not in rested_on:
            yield passage


@every("passages", "disposition", "claims")
def uncoded_passage_has_no_claim(tables: Tables) -> Iterator[Row]:
    """No claim rests on a passage that is not coded."""
    rested_on = {claim["passage_id"] for claim in tables["claims"]} - {None}
    yield from (passage for passage in tables["passages"] if _is_uncoded(passage) and passage["passage_id"] in rested_on)


@each("passages", "disposition note")
def uncoded_passage_has_a_note(passage: Row) -> bool:
    """A passage that is not coded says why in its note."""
    return _is_uncoded(passage) and passage["note"] is None


def _is_uncoded(passage: Row) -> bool:
    return passage["disposition"] not in ("coded", None)


@every("claims", "figure_id passage_id", "figures")
def part_does_not_contradict_its_whole(tables: Tables) -> Iterator[Row]:
    """No claim contradicts a figure where its passage supports one that contains that figure, or lies in it."""
    pairs = {(figure["figure_id"], figure["part_of_figure_id"]) for figure in tables["figures"]}
    backed = by([claim for claim in tables["claims"] if claim["stance"] == "supports"], "passage_id")
    for claim in tables["claims"]:
        figure = claim["figure_id"]
        others = {other["figure_id"] for other in backed.get(claim["passage_id"], [])} - {None}
        if claim["stance"] == "contradicts" and figure and any({(figure, other), (other, figure)} & pairs for other in others):
            yield claim


@each("passages", "char_start gist")
def passage_has_position_or_gist(passage: Row) -> bool:
    """A passage has either a position in the text or a gist."""
    return (passage["char_start"] is None) is (passage["gist"] is None)


@each("passages", " ".join(POSITION))
def position_comes_with_hash(passage: Row) -> bool:
    """char_start, char_end and sha256 of a passage are all there or all empty."""
    return len({passage[column] is None for column in POSITION}) > 1


@each("passages", "char_start char_end")
def passage_is_not_empty(passage: Row) -> bool:
    """char_start lies before char_end."""
    start, end = passage["char_start"], passage["char_end"]
    return start is not None and end is not None and start >= end


def _in_order(tables: Tables) -> Iterator[list[Row]]:
    """The passages of each source in the order in which they stand; those without a position come last, by their numbers."""
    for source in {row["source_id"] for row in tables["passages"]} - {None}:
        yield sorted((row for row in tables["passages"] if row["source_id"] == source), key=_place)


def _place(passage: Row) -> tuple[float, float]:
    start, ordinal = passage["char_start"], passage["ordinal"]
    return (inf if start is None else start), (inf if ordinal is None else ordinal)


def _after_others(tables: Tables) -> Iterator[tuple[Row, Row, int]]:
    """Each passage that has a position, the one before it in its source, and the furthest end of all before it."""
    for passages in _in_order(tables):
        end = -1
        placed = [passage for passage in passages if passage["char_start"] is not None]
        for before, passage in pairwise(placed):
            end = max(end, -1 if before["char_end"] is None else before["char_end"])
            if end >= 0:
                yield passage, before, end


@every("passages", "char_start char_end")
def passages_do_not_overlap(tables: Tables) -> Iterator[Row]:
    """No passage begins before the one before it in its source has ended."""
    yield from (passage for passage, _, end in _after_others(tables) if passage["char_start"] < end)


@every("passages", "char_start section")
def passages_leave_no_gap(tables: Tables) -> Iterator[Row]:
    """Within a section, a passage begins at most two characters (a space, or an empty line) after the end of those before it."""
    for passage, before, end in _after_others(tables):
        if passage["section"] is not None and passage["section"] == before["section"] and passage["char_start"] > end + 2:
            yield passage


@every("passages", "ordinal char_start")
def passages_are_numbered_in_order(tables: Tables) -> Iterator[Row]:
    """The passages of a source are numbered from 1 in the order in which they stand."""
    for passages in _in_order(tables):
        for number, passage in enumerate(passages, start=1):
            if passage["ordinal"] is not None and passage["ordinal"] != number:
                yield passage


@every("sources", "sha256", "passages")
def positions_have_a_hashed_source(tables: Tables) -> Iterable[Row]:
    """A source whose passages have positions has a hash of its text."""
    placed = {row["source_id"] for row in tables["passages"] if row["char_start"] is not None} - {None}
    return [source for source in tables["sources"] if source["sha256"] is None and source["source_id"] in placed]


@each("sources", "published")
def source_date_is_real(source: Row) -> bool:
    """The date in published is a day, month or year of the calendar."""
    return NO_DAY in (span(source["published"]) or ())


@each("sources", "access originator")
def copy_names_its_originator(source: Row) -> bool:
    """A copy, repost or digest says in originator whose report it is."""
    return source["originator"] is None and source["access"] in ("syndicated_copy", "repost_or_digest")


@every("sources", "source_id", "passages claims")
def source_with_passages_has_a_claim(tables: Tables) -> Iterator[Row]:
    """Of every source that has passages, one at least has a claim."""
    rested_on = {claim["passage_id"] for claim in tables["claims"]}
    known = by([passage for passage in tables["passages"] if passage["passage_id"] is not None], "source_id")
    for source in tables["sources"]:
        passages = known.get(source["source_id"], [])
        if passages and not any(passage["passage_id"] in rested_on for passage in passages):
            yield source


@every("derivations", "derived_from_source_id passage_id", "passages")
def passage_draws_on_another_source(tables: Tables) -> Iterator[Row]:
    """The source on which a passage draws is not the one in which it stands."""
    known = by(tables["passages"], "passage_id")
    for line in tables["derivations"]:
        own = {passage["source_id"] for passage in known.get(line["passage_id"], [])} - {None}
        if line["derived_from_source_id"] in own:
            yield line


@every("sources", "source_id", "passages places place_names ged_matches")
def source_is_used(tables: Tables) -> Iterator[Row]:
    """Every source has a passage, a position, a name or a match that rests on it."""
    used = {row["source_id"] for name in ("passages", "place_names", "ged_matches") for row in tables[name]}
    used |= {place["coordinate_source_id"] for place in tables["places"]}
    yield from (source for source in tables["sources"] if source["source_id"] is not None and source["source_id"] not in used)
