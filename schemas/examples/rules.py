"""What breaks the rules of schemas/rules.py, in their order. Further breaks, and what comes close, stand in tests/rule_breaks.py."""

from schemas.examples.changes import Example, new, row, without

CAPE = new("places", place_id="cape", name="Cape", place_type="village", parent_place_id="province")
CAPE_NAME = new("place_names", place_id="cape", name="Cape", language="en", source_id="atlas")
BULLETIN = new(
    "sources",
    source_id="bulletin",
    source_type="dataset",
    title="Bulletin",
    publisher="Press",
    access="dataset_file",
    licence="CC0",
)
FEAST = new("event_types", event_type="feast", label="Feast", definition="A feast.", ged_eligible="no")

AGAINST_A_PART = new(
    "claims",
    claim_id="p1-c7",
    passage_id="p1",
    figure_id="dead-at-landing",
    stance="contradicts",
    modality="asserted",
    claimant="Chronicle",
    note="More.",
)

BACK = new("retired", table_name="units", retired_id="guard", retired_in="0.1.0", reason="It left.")

RULE_EXAMPLES = {
    "event_dates_are_real": Example([3], [row("events", "landing", date_edtf="2020-04-31")], {"event_days_follow_from_edtf"}),
    "event_interval_runs_forward": Example(
        [2], [row("events", "campaign", date_edtf="2020-01-10/2020-01-01")], {"event_days_follow_from_edtf"}
    ),
    "event_days_follow_from_edtf": Example([2], [row("events", "campaign", date_latest="2020-01-11")]),
    "event_starts_before_it_ends": Example(
        [3], [row("events", "landing", date_latest="2020-01-01")], {"event_days_follow_from_edtf", "event_precision_fits_days"}
    ),
    "event_precision_fits_days": Example([3], [row("events", "landing", date_precision="range")]),
    "event_lies_in_parent_span": Example(
        [3], [row("events", "landing", date_edtf="2020-01-11", date_earliest="2020-01-11", date_latest="2020-01-11")]
    ),
    "event_parents_end": Example([2, 3, 4], [row("events", "campaign", parent_event_id="plan")]),
    "capture_says_who_holds": Example([3], [row("event_places", "landing", control_after="")]),
    "captor_holds_the_place": Example([3], [row("event_places", "landing", control_after="opposition")]),
    "occurred_event_has_a_place": Example([2], [without("event_places", "campaign")]),
    "event_has_a_supporting_claim": Example([4], [without("claims", "p1-c3")]),
    "event_days_follow_from_claims": Example([2], [row("claims", "p1-c1", date_edtf="2020-01-02/2020-01-10")]),
    "place_chain_ends_at_a_country": Example([4], [row("places", "province", parent_place_id="")], {"place_is_used"}),
    "place_parents_end": Example([2, 3, 4], [row("places", "isles", parent_place_id="harbour")]),
    "coordinates_come_together": Example([2], [row("places", "harbour", longitude="")]),
    "point_lies_in_parent_radius": Example([2], [row("places", "harbour", latitude="10.6")], {"match_lies_near"}),
    "place_is_used": Example([2], [CAPE, CAPE_NAME]),
    "place_name_is_listed": Example([2], [row("place_names", "harbour", name="Haven")]),
    "unit_parents_end": Example([2, 3], [row("units", "crown", parent_unit_id="guard", echelon="service")]),
    "unit_is_on_its_parents_side": Example([3], [row("units", "guard", side="opposition")]),
    "unit_roots_are_belligerents": Example([3], [row("units", "guard", parent_unit_id="")]),
    "side_has_one_belligerent": Example([2, 3], [row("units", "guard", parent_unit_id="", echelon="belligerent")]),
    "unit_has_a_supporting_claim": Example([3], [without("claims", "p2-c2")]),
    "values_in_order": Example([2], [row("figures", "all-dead", value_best="9")]),
    "qualifier_fits_values": Example([3], [row("figures", "dead-at-landing", value_best="")]),
    "figure_date_is_real": Example([2], [row("figures", "all-dead", as_of_edtf="2020-02-30")]),
    "part_shares_the_measure": Example([3], [row("figures", "dead-at-landing", measure="injured")]),
    "part_counts_the_same_kind": Example([3], [row("figures", "dead-at-landing", counted="tanks")]),
    "part_does_not_exceed_the_whole": Example([3], [row("figures", "all-dead", qualifier="up_to", value_low="", value_high="4")]),
    "figure_parts_end": Example(
        [2, 3], [row("figures", "all-dead", part_of_figure_id="dead-at-landing")], {"part_does_not_exceed_the_whole"}
    ),
    "figure_has_a_supporting_claim": Example([3], [without("claims", "p1-c5")]),
    "claim_has_one_target": Example([2], [row("claims", "p1-c1", unit_id="guard")]),
    "dissent_has_a_note": Example([7], [row("claims", "p1-c6", note="")]),
    "claim_date_is_real": Example([11], [row("claims", "w1-c1", date_edtf="2020-02-30")]),
    "claim_interval_runs_forward": Example([11], [row("claims", "w1-c1", date_edtf="2020-01-02/2020-01-01")]),
    "claim_is_not_later_than_its_source": Example([11], [row("claims", "w1-c1", date_edtf="2020-01-04")]),
    "part_does_not_contradict_its_whole": Example([8], [AGAINST_A_PART]),
    "coded_passage_has_a_claim": Example([4], [row("passages", "p3", disposition="coded")]),
    "uncoded_passage_has_no_claim": Example([3], [row("passages", "p2", disposition="context", note="Scenery.")]),
    "uncoded_passage_has_a_note": Example([4], [row("passages", "p3", note="")]),
    "position_comes_with_hash": Example([4], [row("passages", "p3", sha256="")]),
    "passage_has_position_or_gist": Example([5], [row("passages", "w1", gist="")]),
    "passage_is_not_empty": Example([4], [row("passages", "p3", char_end="22")]),
    "passages_do_not_overlap": Example([3], [row("passages", "p2", char_start="9")]),
    "passages_leave_no_gap": Example([3], [row("passages", "p2", char_start="13")]),
    "passages_are_numbered_in_order": Example([4], [row("passages", "p3", ordinal="4")]),
    "positions_have_a_hashed_source": Example([3], [row("sources", "chronicle", sha256="")]),
    "source_date_is_real": Example([2], [row("sources", "atlas", published="2019-02-29")]),
    "copy_names_its_originator": Example([4], [row("sources", "wire", originator="")]),
    "source_with_passages_has_a_claim": Example([4], [without("claims", "w1-c1")], {"coded_passage_has_a_claim"}),
    "source_is_used": Example([3], [BULLETIN]),
    "passage_draws_on_another_source": Example([2], [row("derivations", "p1", derived_from_source_id="chronicle")]),
    "origin_is_not_later": Example([2], [row("sources", "chronicle", published="2020-01-02")]),
    "event_type_is_used": Example([3], [FEAST]),
    "match_is_at_a_place_of_its_event": Example([2], [row("ged_matches", "landing", place_id="province")], {"match_quality_follows"}),
    "matched_event_could_be_in_ged": Example([2], [row("events", "landing", status="planned")]),
    "ged_event_starts_before_it_ends": Example([2], [row("ged_matches", "landing", ged_date_end="2019-11-30")], {"match_overlaps_in_time"}),
    "match_overlaps_in_time": Example([2], [row("ged_matches", "landing", ged_date_start="2020-01-03")]),
    "match_lies_near": Example([2], [row("ged_matches", "landing", ged_latitude="10.2")]),
    "ged_deaths_in_order": Example([2], [row("ged_matches", "landing", ged_best="2")]),
    "match_quality_follows": Example([2], [row("ged_matches", "landing", match_quality="same_day_at_settlement")]),
    "retired_id_is_gone": Example([3], [BACK]),
    "replacement_is_known": Example([2], [row("retired", "places", replaced_by="haven")]),
}
