"""Edits of the minimal package: for each rule those that break it, one per branch, and those that look similar and must pass."""

from dataclasses import dataclass

from schemas.examples.changes import Edit, Example, new, row, without
from schemas.examples.rules import AGAINST_A_PART, BULLETIN, CAPE, FEAST, RULE_EXAMPLES

__all__ = ["BREAKS", "FURTHER", "NEAR_MISSES", "Break", "Edit"]


@dataclass(frozen=True)
class Break:
    """Edits, and the lines on which the rule then reports."""

    lines: list[int]
    edits: list[Edit]


def of_example(example: Example) -> Break:
    return Break([line or 0 for line in example.lines], [edit for edit in example.changes if isinstance(edit, Edit)])


def landing(edtf: str, first: str, last: str, precision: str = "range") -> Edit:
    return row("events", "landing", date_edtf=edtf, date_earliest=first, date_latest=last, date_precision=precision)


def dead(qualifier: str, low: str, best: str, high: str) -> Edit:
    return row("figures", "dead-at-landing", qualifier=qualifier, value_low=low, value_best=best, value_high=high)


def whole(low: str, best: str, high: str) -> Edit:
    return row("figures", "all-dead", value_low=low, value_best=best, value_high=high)


def counted(part: str, of: str) -> list[Edit]:
    return [row("figures", "dead-at-landing", counted=part), row("figures", "all-dead", counted=of)]


def measured(part: str, of: str) -> list[Edit]:
    return [row("figures", "dead-at-landing", measure=part), row("figures", "all-dead", measure=of)]


def landed(edtf: str, **cells: str) -> Edit:
    return row("claims", "w1-c1", date_edtf=edtf, **cells)


def campaign(edtf: str) -> Edit:
    return row("claims", "p1-c1", date_edtf=edtf)


def chronicle(published: str) -> Edit:
    return row("sources", "chronicle", published=published)


def harbour(**cells: str) -> Edit:
    return row("places", "harbour", **cells)


def match(**cells: str) -> Edit:
    return row("ged_matches", "landing", **cells)


def tombstone(table: str, key: str, by: str = "") -> Edit:
    return new("retired", table_name=table, retired_id=key, retired_in="0.1.0", replaced_by=by, reason="So it is.")


SAME_DAY = {"ged_date_start": "2020-01-02", "ged_date_end": "2020-01-02"}
AT_PROVINCE = [match(place_id="province"), row("event_places", "landing", place_id="province")]


def passage(key: str, section: str, ordinal: str, start: str, end: str, source: str = "chronicle") -> Edit:
    return new("passages", passage_id=key, source_id=source, section=section, ordinal=ordinal, char_start=start, char_end=end)


# Beyond the examples that the codebook shows.
FURTHER: dict[str, list[Break]] = {
    "event_dates_are_real": [
        Break([3], [row("events", "landing", date_edtf="2020-02-30")]),
        Break([3], [row("events", "landing", date_edtf="2020-02-30/2020-03-01")]),
        Break([3], [row("events", "landing", date_edtf="2020-01-02/2020-02-30~")]),
    ],
    "event_days_follow_from_edtf": [
        Break([2], [row("events", "campaign", date_earliest="2019-12-31")]),
        Break([3], [row("events", "landing", date_earliest="")]),
        Break([3], [row("events", "landing", date_latest="")]),
        Break([4], [row("events", "plan", date_earliest="2020-01-05")]),
        Break([4], [row("events", "plan", date_latest="2020-01-05")]),
    ],
    "event_precision_fits_days": [
        Break([3], [landing("2020-01-02/2020-01-03", "2020-01-02", "2020-01-03", "day")]),
        Break([3], [landing("../2020-01-02", "", "2020-01-02", "day")]),
        Break([3], [landing("../2020-01-02", "", "2020-01-02", "range")]),
        Break([3], [landing("2020-01", "2020-01-01", "2020-01-31", "range")]),
        Break([3], [landing("2020-01~", "2020-01-01", "2020-01-31", "range")]),
        Break([3], [row("events", "landing", date_precision="month")]),
        Break([3], [landing("2020-01-01/2020-01-30", "2020-01-01", "2020-01-30", "month")]),
        Break([3], [landing("2020-01-02/2020-02-01", "2020-01-02", "2020-02-01", "month")]),
        Break([3], [landing("2020-01-01/..", "2020-01-01", "", "month")]),
        Break([3], [landing("2020", "2020-01-01", "2020-12-31", "month")]),
        Break([3], [row("events", "landing", date_precision="before")]),
        Break([4], [row("events", "plan", date_precision="before")]),
        Break([3], [row("events", "landing", date_precision="after")]),
        Break([4], [row("events", "plan", date_precision="after")]),
        Break([3], [landing("../2020-01-02", "", "2020-01-02", "unknown")]),
        Break([3], [landing("2020-01-02/..", "2020-01-02", "", "unknown")]),
    ],
    "event_lies_in_parent_span": [
        Break([3], [landing("2019-12-31/2020-01-02", "2019-12-31", "2020-01-02")]),
        Break([3], [landing("2020-01-10/2020-01-11", "2020-01-10", "2020-01-11")]),
        Break([3], [landing("../2019-12-31", "", "2019-12-31", "before")]),
        Break([3], [landing("2020-01-11/..", "2020-01-11", "", "after")]),
        Break([3], [landing("2020-01-11", "2020-01-11", "2020-01-11", "day"), row("events", "landing", phase="ceasefire")]),
    ],
    "event_parents_end": [
        Break([3], [row("events", "landing", parent_event_id="landing")]),
    ],
    "capture_says_who_holds": [
        Break([3], [without("event_places", "landing")]),
        Break([3], [row("event_places", "landing", role="origin")]),
        Break([3], [row("event_places", "landing", control_after=""), row("events", "landing", event_type="opposition-capture")]),
        Break([3], [new("event_places", event_id="landing", place_id="province", role="location")]),
    ],
    "captor_holds_the_place": [
        Break([3], [row("events", "landing", event_type="opposition-capture")]),
    ],
    "event_has_a_supporting_claim": [
        Break([4], [row("claims", "p1-c3", stance="qualifies", note="Not sure.")]),
        Break([4], [row("claims", "p1-c3", event_id="", place_id="harbour")]),
    ],
    "event_days_follow_from_claims": [
        Break([2], [campaign("2020-01-01/2020-01-09")]),
        Break([2], [campaign("2020-02")]),
        Break([2], [campaign("2020-01-02/..")]),
        Break([2], [campaign("../2020-01-09")]),
        Break([3], [row("claims", "p1-c2", date_edtf="2020-01-03"), landed("2020-01-03")]),
        Break([3], [row("claims", "p1-c2", stance="qualifies", note="So it is."), landed("2020-01-01")]),
        Break([3], [landing("../2020-01-02", "", "2020-01-02", "before"), row("claims", "p1-c2", date_edtf="2020-01-02")]),
        Break([3], [landing("2020-01-02/..", "2020-01-02", "", "after"), row("claims", "p1-c2", date_edtf="2020-01-02")]),
        Break([4], [row("claims", "p1-c3", date_edtf="2020-01-05"), row("events", "plan", note="")]),
    ],
    "place_parents_end": [
        Break([2], [harbour(parent_place_id="harbour")]),
    ],
    "coordinates_come_together": [
        Break([2], [harbour(latitude="")]),
        Break([2], [harbour(coordinate_uncertainty_m="")]),
        Break([2], [harbour(coordinate_type="")]),
        Break([2], [harbour(coordinate_source_id="")]),
    ],
    "point_lies_in_parent_radius": [
        Break([2], [harbour(latitude="50.1", longitude="10.1")]),
        Break([2], [harbour(longitude="50.6")]),
        Break([2], [harbour(latitude="10.6"), row("places", "province", coordinate_type="area_label")]),
    ],
    "place_name_is_listed": [
        Break([2], [harbour(name="Isles")]),
    ],
    "unit_parents_end": [
        Break([3], [row("units", "guard", parent_unit_id="guard")]),
    ],
    "unit_roots_are_belligerents": [
        Break([3], [row("units", "guard", echelon="belligerent")]),
    ],
    "side_has_one_belligerent": [
        Break([2], [without("units", "league")]),
    ],
    "unit_has_a_supporting_claim": [
        Break([3], [row("claims", "p2-c2", stance="qualifies", note="Not sure.")]),
    ],
    "values_in_order": [
        Break([3], [dead("about", "6", "5", "5")]),
        Break([3], [dead("about", "3", "5", "4")]),
        Break([3], [dead("about", "6", "", "5")]),
        Break([3], [dead("about", "6", "5", "")]),
        Break([3], [dead("about", "", "5", "4")]),
    ],
    "qualifier_fits_values": [
        Break([3], [dead("exact", "4", "5", "5")]),
        Break([3], [dead("exact", "5", "5", "6")]),
        Break([3], [dead("exact", "", "5", "5")]),
        Break([3], [dead("exact", "5", "5", "")]),
        Break([3], [dead("at_least", "", "5", "")]),
        Break([3], [dead("at_least", "5", "", "6")]),
        Break([3], [dead("more_than", "", "5", "")]),
        Break([3], [dead("more_than", "5", "", "6")]),
        Break([3], [dead("up_to", "", "5", "")]),
        Break([3], [dead("up_to", "4", "", "5")]),
        Break([3], [dead("about", "4", "", "6")]),
        Break([3], [dead("between", "4", "", "")]),
        Break([3], [dead("between", "", "", "6")]),
        Break([3], [dead("between", "5", "", "5")]),
        Break([3], [dead("between", "6", "", "4")]),
        Break([3], [dead("indefinite", "24", "", "")]),
        Break([3], [dead("indefinite", "", "24", "")]),
        Break([3], [dead("indefinite", "", "", "24")]),
    ],
    "part_shares_the_measure": [
        Break([3], measured("killed", of="executed")),
        Break([3], measured("executed", of="injured")),
    ],
    "part_counts_the_same_kind": [
        Break([3], counted("civilians", of="hours")),
        Break([3], counted("hours", of="tanks")),
        Break([3], counted("armoured_vehicles", of="people")),
        Break([3], counted("observers", of="people")),
        Break([3], counted("houses", of="villages")),
        Break([3], counted("explosive_devices", of="armoured_vehicles")),
        Break([3], counted("days", of="hours")),
    ],
    "part_does_not_exceed_the_whole": [
        Break([3], [whole("", "4", "10")]),
        Break([3], [dead("about", "", "5", ""), whole("", "", "4")]),
        Break([3], [dead("at_least", "5", "", ""), whole("", "4", "")]),
        Break([3], [dead("exact", "5", "5", "5"), whole("3", "4", "")]),
    ],
    "figure_parts_end": [
        Break([2, 3], [row("figures", "all-dead", part_of_figure_id="all-dead")]),
    ],
    "figure_has_a_supporting_claim": [
        Break([3], [row("claims", "p1-c5", stance="contradicts", note="Not so.")]),
    ],
    "claim_has_one_target": [
        Break([2], [row("claims", "p1-c1", event_id="")]),
        Break([2], [row("claims", "p1-c1", figure_id="all-dead")]),
        Break([2], [row("claims", "p1-c1", place_id="harbour")]),
        Break([8], [row("claims", "p2-c1", place_id="harbour")]),
    ],
    "dissent_has_a_note": [
        Break([7], [row("claims", "p1-c6", stance="contradicts", note="")]),
    ],
    "claim_date_is_real": [
        Break([11], [landed("2020-01-01/2020-02-30~")]),
        Break([11], [landed("2019-02-29/..")]),
    ],
    "claim_is_not_later_than_its_source": [
        Break([11], [landed("2020-01-04/..")]),
        Break([11], [landed("2020-01-04~", stance="qualifies", note="Later.")]),
        Break([11], [landed("2020-02", event_id="", figure_id="all-dead")]),
        Break([11], [row("sources", "wire", published="2020-01-01")]),
        Break([11], [row("sources", "wire", published="2019-12~")]),
        Break([11], [landed(""), row("sources", "wire", published="2020-01-01")]),
        Break([11], [landed("2020-01-04", event_id="nowhere")]),
    ],
    "part_does_not_contradict_its_whole": [
        Break(
            [6],
            [
                row("claims", "p1-c5", figure_id="all-dead", stance="contradicts", note="Fewer."),
                row("claims", "p1-c4", figure_id="dead-at-landing"),
            ],
        ),
        Break([5], [row("claims", "p1-c4", stance="contradicts", note="Fewer.")]),
    ],
    "uncoded_passage_has_no_claim": [
        Break([3], [row("passages", "p2", disposition="duplicate", note="Said before.")]),
    ],
    "uncoded_passage_has_a_note": [
        Break([4], [row("passages", "p3", disposition="not_codable", note="")]),
    ],
    "position_comes_with_hash": [
        Break([4], [row("passages", "p3", char_start="")]),
        Break([4], [row("passages", "p3", char_end="")]),
        Break([4], [row("passages", "p3", char_start="", char_end="")]),
    ],
    "passage_has_position_or_gist": [
        Break([2], [row("passages", "p1", gist="A campaign.")]),
        Break([2], [row("passages", "p1", char_start="", char_end="", sha256="")]),
    ],
    "passage_is_not_empty": [
        Break([4], [row("passages", "p3", char_end="21")]),
    ],
    "passages_do_not_overlap": [
        Break([3, 4], [row("passages", "p1", char_end="25")]),
        Break([3], [row("passages", "p2", char_start="9", section="Body")]),
    ],
    "passages_leave_no_gap": [
        Break([4], [row("passages", "p3", char_start="23")]),
        Break([4], [row("passages", "p2", section="Body"), row("passages", "p3", section="Body", char_start="23")]),
        Break([3], [row("passages", "p2", char_start="13"), passage("p4", "Lead", "1", "11", "12", source="atlas")]),
    ],
    "passages_are_numbered_in_order": [
        Break([2, 3], [row("passages", "p1", ordinal="2"), row("passages", "p2", ordinal="1")]),
        Break([5], [passage("p4", "Lead", "4", "31", "40", source="atlas")]),
    ],
    "copy_names_its_originator": [
        Break([2], [row("sources", "atlas", access="repost_or_digest")]),
    ],
    "source_with_passages_has_a_claim": [
        Break([2], [passage("p4", "Lead", "1", "31", "40", source="atlas")]),
        Break([4], [landed("", passage_id="")]),
    ],
    "origin_is_not_later": [
        Break([2], [chronicle("2020-01-02~")]),
        Break([2], [chronicle("2019")]),
        Break([2], [chronicle("2020-01"), row("sources", "wire", published="2020-02")]),
    ],
    "match_is_at_a_place_of_its_event": [
        Break([2], [match(event_id="plan")]),
        Break([2], [row("event_places", "landing", place_id="province")]),
    ],
    "matched_event_could_be_in_ged": [
        Break([2], [row("events", "landing", event_type="operation")]),
        Break([2], [row("event_types", "government-capture", ged_eligible="no")]),
        Break([2], [match(event_id="campaign")]),
    ],
    "match_overlaps_in_time": [
        Break([2], [match(ged_date_end="2020-01-01")]),
        Break([2], [landing("2020-02-01/..", "2020-02-01", "", "after")]),
        Break([2], [landing("../2019-11-30", "", "2019-11-30", "before")]),
    ],
    "match_lies_near": [
        Break([2], [match(ged_longitude="50.2")]),
        Break([2], [match(ged_latitude="10.35", ged_where_prec="2")]),
        Break([2], [match(ged_latitude="10.11", ged_where_prec="")]),
        Break([2], [harbour(latitude="10.2")]),
        Break([2], [match(ged_latitude="10.2"), harbour(coordinate_uncertainty_m="10000")]),
    ],
    "ged_deaths_in_order": [
        Break([2], [match(ged_best="7")]),
        Break([2], [match(ged_high="3")]),
        Break([2], [match(ged_low="7", ged_best="")]),
    ],
    "match_quality_follows": [
        Break([2], [match(match_quality="days_overlap_in_area")]),
        Break([2], [match(ged_where_prec="2")]),
        Break([2], [match(match_quality="same_day_in_area", ged_where_prec="2")]),
        Break([2], [match(**SAME_DAY)]),
        Break([2], [match(match_quality="same_day_at_settlement", **SAME_DAY | {"ged_date_end": "2020-01-03"})]),
        Break([2], [match(match_quality="same_day_at_settlement", **SAME_DAY | {"ged_date_start": "2020-01-01"})]),
        Break([2], [match(match_quality="same_day_at_settlement", **SAME_DAY), landing("../2020-01-02", "", "2020-01-02", "before")]),
        Break([2], [match(match_quality="same_day_at_settlement", **SAME_DAY), landing("2020-01-02/..", "2020-01-02", "", "after")]),
        Break([2], AT_PROVINCE),
    ],
    "retired_id_is_gone": [
        Break([2], [tombstone("events", "landing")]),
        Break([3], [tombstone("places", "province")]),
        Break([2], [tombstone("figures", "all-dead")]),
        Break([2], [tombstone("claims", "p1-c1")]),
        Break([2], [tombstone("passages", "p1")]),
        Break([3], [tombstone("sources", "atlas")]),
        Break([2], [tombstone("event_types", "assault")]),
        Break([2], [harbour(place_id="port")]),
    ],
    "replacement_is_known": [
        Break([2], [row("retired", "places", replaced_by="port")]),
        Break([2], [row("retired", "places", replaced_by="landing")]),
        Break([2], [tombstone("events", "arrival", by="port")]),
        Break([3], [tombstone("units", "watch", by="guards")]),
        Break([2], [tombstone("figures", "dead", by="dead-there")]),
        Break([2], [tombstone("claims", "p9-c1", by="p9-c2")]),
        Break([2], [tombstone("passages", "p9", by="p8")]),
        Break([3], [tombstone("sources", "map", by="maps")]),
        Break([2], [tombstone("event_types", "attack", by="strike")]),
    ],
}
BREAKS = {rule: [of_example(example), *FURTHER.get(rule, [])] for rule, example in RULE_EXAMPLES.items()}

NEAR_MISSES: dict[str, list[list[Edit]]] = {
    "event_dates_are_real": [
        [row("events", "landing", date_edtf="2020-02-29")],
        [row("events", "landing", date_edtf="../2020-02-29~")],
        [row("events", "landing", date_edtf="2020-02?/..")],
        [row("events", "landing", date_edtf="2020%")],
        [row("events", "landing", date_edtf="")],
    ],
    "event_interval_runs_forward": [
        [row("events", "campaign", date_edtf="2020-01-10/2020-01-10")],
        [row("events", "campaign", date_edtf="2020-01/2020-01-01")],
        [row("events", "campaign", date_edtf="2020-01-31/2020-01")],
        [row("events", "campaign", date_edtf="../2020-01-10")],
        [row("events", "campaign", date_edtf="2020-01-10/..")],
    ],
    "event_days_follow_from_edtf": [
        [landing("2020-02~", "2020-02-01", "2020-02-29")],
        [landing("2020?/2021", "2020-01-01", "2021-12-31")],
        [landing("../2020-01-02%", "", "2020-01-02")],
        [landing("2020-01-02/..", "2020-01-02", "")],
    ],
    "event_starts_before_it_ends": [
        [row("events", "landing", date_latest="2020-01-03")],
        [row("events", "landing", date_latest="")],
        [row("events", "landing", date_earliest="")],
    ],
    "event_precision_fits_days": [
        [landing("2020-02", "2020-02-01", "2020-02-29", "month")],
        [landing("2020-12?", "2020-12-01", "2020-12-31", "month")],
        [landing("2020-01/2020-02", "2020-01-01", "2020-02-29", "range")],
        [landing("2020-01-01/2020-01-31", "2020-01-01", "2020-01-31", "range")],
        [landing("2020", "2020-01-01", "2020-12-31", "range")],
        [landing("", "2020-01-01", "2020-01-02", "range")],
        [landing("../2020-01-02", "", "2020-01-02", "before")],
        [landing("2020-01-02/..", "2020-01-02", "", "after")],
        [row("events", "landing", date_precision="days")],
        [row("events", "landing", date_precision="")],
    ],
    "event_lies_in_parent_span": [
        [landing("2020-01-01/2020-01-10", "2020-01-01", "2020-01-10")],
        [landing("2020-01-11", "2020-01-11", "2020-01-11", "day"), row("events", "landing", status="planned")],
        [landing("2019-12-31", "2019-12-31", "2019-12-31", "day"), row("events", "landing", phase="background")],
        [landing("../2020-01-01", "", "2020-01-01", "before")],
        [landing("2020-01-10/..", "2020-01-10", "", "after")],
        [landing("2020-01-11", "2020-01-11", "2020-01-11", "day"), row("events", "landing", parent_event_id="plan")],
        [landing("2020-01-11", "2020-01-11", "2020-01-11", "day"), row("events", "landing", parent_event_id="")],
    ],
    "event_parents_end": [
        [row("events", "landing", parent_event_id="nowhere")],
        [row("events", "landing", parent_event_id="plan")],
    ],
    "capture_says_who_holds": [
        [row("event_places", "landing", control_after="contested")],
        [new("event_places", event_id="landing", place_id="province", role="origin")],
        [row("event_places", "landing", control_after=""), row("events", "landing", event_type="assault")],
        [row("events", "landing", event_id="")],
    ],
    "captor_holds_the_place": [
        [row("event_places", "landing", control_after="contested")],
        [row("event_places", "landing", control_after="")],
        [row("event_places", "landing", control_after="oposition")],
        [row("event_places", "landing", control_after="opposition", role="origin")],
        [row("event_places", "landing", control_after="opposition"), row("events", "landing", event_type="assault")],
        [row("event_places", "landing", control_after="opposition"), row("events", "landing", event_type="opposition-capture")],
    ],
    "occurred_event_has_a_place": [
        [without("event_places", "campaign"), row("events", "campaign", note="Everywhere.")],
        [without("event_places", "campaign"), row("events", "campaign", status="planned")],
        [row("event_places", "campaign", role="origin")],
        [row("events", "campaign", event_id="")],
    ],
    "event_has_a_supporting_claim": [
        [row("claims", "p1-c6", stance="contradicts")],
        [row("events", "plan", event_id="")],
    ],
    "event_days_follow_from_claims": [
        [campaign("2020-01-01/2020-01-10")],
        [campaign("2020-01")],
        [campaign("2019-12-31/..")],
        [campaign("../2020-01-10~")],
        [campaign("2020-01-01/2020-01-40")],
        [campaign("2020-01-02/2020-01-10"), row("events", "campaign", note="By the list.")],
        [row("claims", "p1-c2", date_edtf="2020-01-01"), landed("2020-01-03")],
        [row("claims", "p1-c2", date_edtf="2020-01-03")],
        [row("claims", "p1-c2", date_edtf="../2020-01-01"), landed("2020-01-03")],
        [row("claims", "p1-c2", stance="contradicts", date_edtf="2020-01-03"), landed("2020-01-02~")],
        [landing("../2020-01-02", "", "2020-01-02", "before"), row("claims", "p1-c2", date_edtf="../2020-01-01")],
        [row("claims", "p1-c3", date_edtf="2020-01-05")],
    ],
    "place_chain_ends_at_a_country": [
        [row("places", "isles", parent_place_id="province")],
        [row("places", "province", parent_place_id="", place_type="")],
    ],
    "place_parents_end": [
        [harbour(parent_place_id="nowhere")],
    ],
    "coordinates_come_together": [
        [harbour(latitude="", longitude="", coordinate_uncertainty_m="", coordinate_type="", coordinate_source_id="")],
    ],
    "point_lies_in_parent_radius": [
        [harbour(latitude="10.5")],
        [harbour(latitude="50.1"), row("places", "province", coordinate_type="settlement_point")],
        [harbour(latitude="50.1"), row("places", "province", coordinate_uncertainty_m="")],
        [harbour(latitude="50.1"), row("places", "province", latitude="")],
        [harbour(latitude="")],
    ],
    "place_is_used": [
        [CAPE, new("event_places", event_id="campaign", place_id="cape", role="origin")],
        [CAPE, row("claims", "p1-c6", event_id="", place_id="cape")],
        [CAPE, harbour(parent_place_id="cape")],
        [harbour(place_id="")],
        [row("places", "province", place_id="")],
    ],
    "place_name_is_listed": [
        [new("place_names", place_id="harbour", name="Haven", language="en", source_id="atlas")],
        [harbour(name="")],
        [harbour(place_id="")],
    ],
    "unit_parents_end": [
        [row("units", "guard", parent_unit_id="nowhere")],
    ],
    "unit_is_on_its_parents_side": [
        [row("units", "guard", side="")],
        [row("units", "crown", side="")],
    ],
    "unit_roots_are_belligerents": [
        [row("units", "guard", echelon="")],
        [row("units", "crown", echelon="")],
    ],
    "side_has_one_belligerent": [
        [row("units", "guard", side="opposition")],
        [row("units", "league", side="oposition")],
        [row("units", "league", side="")],
        [row("units", "league", echelon="armed_group")],
    ],
    "unit_has_a_supporting_claim": [
        [new("claims", claim_id="p2-c4", passage_id="p2", unit_id="guard", stance="contradicts", note="Not so.")],
        [row("units", "guard", unit_id="")],
    ],
    "values_in_order": [
        [dead("about", "4", "5", "6")],
        [dead("about", "4", "", "6")],
        [dead("about", "4", "5", "")],
        [dead("about", "", "5", "6")],
        [dead("about", "", "", "")],
    ],
    "qualifier_fits_values": [
        [dead("at_least", "5", "", "")],
        [dead("at_least", "5", "6", "")],
        [dead("more_than", "5", "", "")],
        [dead("more_than", "5", "6", "")],
        [dead("up_to", "", "", "5")],
        [dead("up_to", "", "4", "5")],
        [dead("about", "", "5", "")],
        [dead("about", "4", "5", "6")],
        [dead("between", "4", "", "6")],
        [dead("between", "4", "5", "6")],
        [dead("indefinite", "", "", "")],
        [dead("some", "4", "", "6")],
        [dead("", "4", "", "6")],
    ],
    "figure_date_is_real": [
        [row("figures", "all-dead", as_of_edtf="2020-02-29")],
        [row("figures", "all-dead", as_of_edtf="2020-02~")],
        [row("figures", "all-dead", as_of_edtf="")],
    ],
    "part_shares_the_measure": [
        [row("figures", "dead-at-landing", measure="")],
        [row("figures", "dead-at-landing", measure="injured", part_of_figure_id="")],
        measured("executed", of="killed"),
        measured("executed", of="executed"),
    ],
    "part_counts_the_same_kind": [
        counted("civilians", of="people"),
        counted("people", of="fighters_and_supporters"),
        counted("soldiers", of="fighters"),
        counted("tanks", of="tanks"),
        counted("hours", of="hours"),
        counted("tanks", of="tanks_and_armoured_vehicles"),
        counted("tanks_and_armoured_vehicles", of="armoured_vehicles"),
        counted("days", of="days"),
        counted("tank", of="tanks"),
        counted("tanks", of=""),
    ],
    "part_does_not_exceed_the_whole": [
        [dead("exact", "10", "10", "10"), whole("10", "10", "10")],
        [dead("up_to", "", "", "999"), whole("10", "10", "10")],
        [dead("at_least", "100", "", ""), whole("10", "", "")],
        [dead("at_least", "5", "", ""), whole("3", "4", "")],
        [dead("exact", "5", "5", "5"), whole("", "", "")],
        [dead("exact", "99", "99", "99"), row("figures", "dead-at-landing", part_of_figure_id="")],
    ],
    "figure_parts_end": [
        [row("figures", "dead-at-landing", part_of_figure_id="nowhere")],
    ],
    "figure_has_a_supporting_claim": [
        [new("claims", claim_id="p2-c4", passage_id="p2", figure_id="all-dead", stance="contradicts", note="Not so.")],
        [row("figures", "all-dead", figure_id="")],
    ],
    "claim_has_one_target": [
        [row("claims", "p1-c1", event_id="", figure_id="all-dead")],
        [row("claims", "p1-c1", event_id="", unit_id="guard")],
        [row("claims", "p1-c1", event_id="", place_id="harbour")],
    ],
    "dissent_has_a_note": [
        [row("claims", "p1-c6", stance="supports", note="")],
        [row("claims", "p1-c6", stance="suports", note="")],
        [row("claims", "p1-c6", stance="", note="")],
    ],
    "claim_date_is_real": [
        [landed("2020-02-29")],
        [landed("../2020-02~")],
        [landed("2019?/..")],
        [landed("")],
    ],
    "claim_interval_runs_forward": [
        [landed("2020-01-02/2020-01-02")],
        [landed("2020-01/2020-01-01")],
        [landed("../2020-01-01")],
        [landed("2020-01-02/..")],
    ],
    "claim_is_not_later_than_its_source": [
        [landed("2020-01-03")],
        [landed("2020-01-02/2020-01-09")],
        [landed("2020-01")],
        [landed("../2020-01-09")],
        [landed("2020-01-04"), row("sources", "wire", published="")],
        [landed("2020-01-31"), row("sources", "wire", published="2020-01")],
        [landed("2020-12-31"), row("sources", "wire", published="2020~")],
        [landed("2020-01-04", modality="planned")],
        [landed("2020-01-04", event_id="plan")],
        [landed("", event_id="plan"), row("events", "plan", date_earliest="2020-01-04")],
        [landed("", stance="qualifies", note="Later."), row("sources", "wire", published="2020-01-01")],
        [landed("", event_id="", unit_id="guard")],
        [landed("2020-01-04", passage_id="")],
        [landed("2020-01-04", modality="")],
        [landed("2020-01-04"), row("events", "landing", status="")],
    ],
    "part_does_not_contradict_its_whole": [
        [AGAINST_A_PART, row("claims", "p1-c4", passage_id="p2"), row("claims", "p1-c5", passage_id="p2")],
        [AGAINST_A_PART, row("claims", "p1-c7", stance="qualifies")],
        [AGAINST_A_PART, row("claims", "p1-c7", figure_id="")],
        [AGAINST_A_PART, row("claims", "p1-c4", stance="qualifies", note="Fewer.")],
        [AGAINST_A_PART, row("figures", "dead-at-landing", part_of_figure_id="")],
        [AGAINST_A_PART, row("claims", "p1-c7", figure_id="", event_id="landing")],
    ],
    "coded_passage_has_a_claim": [
        [row("passages", "p3", disposition="")],
        [row("passages", "p3", disposition="coded", passage_id="")],
    ],
    "uncoded_passage_has_no_claim": [
        [row("passages", "p2", disposition="")],
        [row("passages", "p3", passage_id="")],
    ],
    "uncoded_passage_has_a_note": [
        [row("passages", "p2", note="Short.")],
        [row("passages", "p3", disposition="", note="")],
    ],
    "position_comes_with_hash": [
        [row("passages", "p3", char_start="", char_end="", sha256="")],
    ],
    "passage_has_position_or_gist": [
        [row("passages", "w1", gist="", char_start="1", char_end="2", sha256="4" * 64)],
        [row("passages", "p1", char_start="", char_end="", sha256="", gist="A campaign.")],
        [row("passages", "p1", char_end="")],
    ],
    "passage_is_not_empty": [
        [row("passages", "p3", char_end="23")],
        [row("passages", "p3", char_end="")],
    ],
    "passages_do_not_overlap": [
        [row("passages", "p2", char_start="10")],
        [passage("p4", "Lead", "1", "5", "25", source="atlas")],
        [passage("p4", "Lead", "4", "", "")],
    ],
    "passages_leave_no_gap": [
        [row("passages", "p2", char_start="12")],
        [row("passages", "p2", char_start="2", char_end="4"), row("passages", "p3", char_start="11")],
        [row("passages", "p2", section="Body")],
        [row("passages", "p2", section="Body", char_start="18")],
        [row("passages", "p2", char_start="18", section="")],
        [passage("p4", "Lead", "1", "100", "110", source="atlas")],
        [passage("p4", "Lead", "4", "", "")],
    ],
    "passages_are_numbered_in_order": [
        [passage("p4", "Lead", "1", "5", "9", source="atlas")],
        [passage("p4", "Whole", "1", "", "", source="atlas")],
    ],
    "positions_have_a_hashed_source": [
        [passage("p4", "Whole", "1", "", "", source="atlas")],
    ],
    "source_date_is_real": [
        [row("sources", "atlas", published="2020-02-29")],
        [row("sources", "atlas", published="2019-02")],
        [row("sources", "atlas", published="")],
    ],
    "source_is_used": [
        [BULLETIN, passage("p4", "Whole", "1", "", "", source="bulletin")],
        [BULLETIN, harbour(coordinate_source_id="bulletin")],
        [BULLETIN, row("place_names", "province", source_id="bulletin")],
        [row("sources", "atlas", source_id="")],
    ],
    "copy_names_its_originator": [
        [row("sources", "wire", originator="not stated")],
        [row("sources", "wire", originator="", access="publisher_page")],
        [row("sources", "wire", originator="", access="")],
        [row("sources", "atlas", originator="Surveyors")],
    ],
    "source_with_passages_has_a_claim": [
        [without("claims", "w1-c1"), without("passages", "w1")],
        [without("claims", "w1-c1"), row("passages", "w1", passage_id="")],
        [without("claims", "w1-c1"), row("passages", "w1", source_id="")],
        [row("claims", "w1-c1", stance="contradicts", note="Not so.")],
        [row("sources", "wire", source_id="")],
    ],
    "passage_draws_on_another_source": [
        [row("derivations", "p1", derived_from_source_id="atlas")],
        [row("derivations", "p1", derived_from_source_id="")],
        [row("derivations", "p1", passage_id="nowhere", derived_from_source_id="chronicle")],
    ],
    "origin_is_not_later": [
        [chronicle("2020-01-03")],
        [chronicle("2020-01")],
        [chronicle("2020")],
        [chronicle("2020-01-02"), row("sources", "wire", published="2020-01~")],
        [chronicle("2020-01-02"), row("sources", "wire", published="")],
        [chronicle("2020-01-02"), row("derivations", "p1", derived_from_source_id="nowhere")],
    ],
    "event_type_is_used": [
        [FEAST, row("events", "plan", event_type="feast"), without("event_types", "assault")],
        [row("event_types", "assault", event_type="")],
    ],
    "match_is_at_a_place_of_its_event": [
        [new("ged_matches", event_id="campaign", place_id="province", ged_id="8")],
        [match(event_id="")],
        [match(place_id="")],
        AT_PROVINCE,
    ],
    "matched_event_could_be_in_ged": [
        [match(event_id="nowhere")],
        [row("events", "landing", event_type="assault")],
        [row("events", "landing", event_type="feast")],
        [row("events", "landing", status="")],
        [row("event_types", "government-capture", ged_eligible="")],
    ],
    "ged_event_starts_before_it_ends": [
        [match(**SAME_DAY)],
        [match(ged_date_end="")],
    ],
    "match_overlaps_in_time": [
        [match(ged_date_start="2020-01-02")],
        [match(ged_date_end="2020-01-02")],
        [landing("2020-01-31/..", "2020-01-31", "", "after")],
        [landing("../2019-12-01", "", "2019-12-01", "before")],
        [landing("", "", "", "unknown")],
        [match(event_id="nowhere", ged_date_start="2020-01-03")],
    ],
    "match_lies_near": [
        [match(ged_latitude="10.1026")],
        [match(ged_latitude="10.3", ged_where_prec="2")],
        [match(ged_latitude="10.2"), harbour(coordinate_uncertainty_m="12000")],
        [match(ged_latitude="10.2"), harbour(coordinate_uncertainty_m="")],
        [match(ged_latitude="10.2"), harbour(latitude="")],
        [match(ged_latitude="10.2", place_id="nowhere")],
        [match(ged_longitude="")],
    ],
    "ged_deaths_in_order": [
        [match(ged_low="4", ged_high="4")],
        [match(ged_low="", ged_best="9", ged_high="")],
        [match(ged_best="", ged_high="3")],
    ],
    "match_quality_follows": [
        [match(match_quality="same_day_at_settlement", **SAME_DAY)],
        [match(match_quality="same_day_in_area", ged_where_prec="2", **SAME_DAY)],
        [match(match_quality="days_overlap_in_area", ged_where_prec="2")],
        [match(match_quality="days_overlap_in_area"), harbour(coordinate_type="area_label")],
        [match(match_quality="days_overlap_in_area"), harbour(coordinate_type="")],
        [match(match_quality=""), harbour(coordinate_type="area_label")],
        [match(ged_where_prec=""), landing("", "", "", "unknown")],
        [match(match_quality="same_day_at_settlement", ged_date_start="", ged_date_end="2020-01-02")],
    ],
    "retired_id_is_gone": [
        [tombstone("events", "harbour")],
        [tombstone("places", "landing")],
        [tombstone("tables", "landing")],
        [tombstone("", "landing")],
    ],
    "replacement_is_known": [
        [row("retired", "places", replaced_by="")],
        [row("retired", "places", replaced_by="isles")],
        [row("retired", "places", replaced_by="haven"), tombstone("places", "haven", by="harbour")],
        [tombstone("events", "arrival", by="landing")],
        [tombstone("claims", "p9-c1", by="p1-c1")],
        [tombstone("tables", "arrival", by="nowhere")],
        [row("retired", "places", retired_id="")],
    ],
}
