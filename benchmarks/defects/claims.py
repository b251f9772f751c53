"""Defects of claims. Six claims rest on a passage: the first of each six stays, so that no passage loses all it has.

Slots 0 to 19 support the event of that slot, 20 to 25 figures, 26 to 29 speak of units, 31 disputes an event that has its support.
17 keeps support and modality and gets no date, since its event may be later than its source; 20 supports a figure that contains others.
"""

from benchmarks.defects.defect import Defect, Elsewhere, dangling, empty, misformed, not_allowed, unclean

DISSENT = "slot = 31"
# The records that may lose the claim on which they rest: their own ids are never touched, and no passage supports what holds them.
EVENT, FIGURE, UNIT = "slot < 17", "slot = 23", "slot BETWEEN 26 AND 29 AND unit_turn < getvariable('units')"
RESTING = [
    (EVENT, Elsewhere("events", "campaign * 20 + slot + 1", "event_has_a_supporting_claim: event_id")),
    (FIGURE, Elsewhere("figures", "campaign * 6 + slot - 19", "figure_has_a_supporting_claim: figure_id")),
    (UNIT, Elsewhere("units", "unit_turn + 1", "unit_has_a_supporting_claim: unit_id")),
]
NOTED = "dissent_has_a_note: stance, note"
ONE_TARGET = "claim_has_one_target: event_id, figure_id, unit_id, place_id"
KEY = "key_is_unique: claim_id"
REAL = "claim_date_is_real: date_edtf"
DAYS = "event_days_follow_from_claims: date_earliest, date_latest"
LATER = "claim_is_not_later_than_its_source: date_edtf, event_id, passage_id"

DEFECTS = [
    *unclean("claims", "note"),
    *unclean("claims", "claimant"),
    empty("claims", "claimant"),
    empty("claims", "modality", "slot <> 17"),
    not_allowed("claims", "modality", "shouted", "slot <> 17"),
    not_allowed("claims", "stance", "denies", DISSENT),
    empty("claims", "stance", DISSENT),
    # Ids
    empty("claims", "claim_id", "slot % 6 > 1"),
    misformed("claims", "claim_id", "Claim ", "slot % 6 > 1"),
    Defect("claims", "slot % 6 = 1", {"claim_id": "passage_id || '-c1'"}, [KEY], [Elsewhere("claims", "n", KEY)]),
    *dangling("claims", "passage_id", "slot % 6 = 1"),
    empty("claims", "passage_id", "slot % 6 = 1"),
    *dangling("claims", "event_id", DISSENT),
    Defect(
        "claims",
        "slot = 13 AND campaign % 2 = 1",
        {"passage_id": "passage_id(campaign * 7 + 6)"},
        [],
        [Elsewhere("passages", "campaign * 7 + 7", "uncoded_passage_has_no_claim: disposition")],
    ),
    # Dates
    Defect("claims", "slot <> 17", {"date_edtf": "'2013-02-29'"}, [REAL]),
    Defect("claims", "slot <> 17", {"date_edtf": "'5 April'"}, [REAL, "cell_matches_pattern: date_edtf"]),
    Defect("claims", "slot BETWEEN 20 AND 31", {"date_edtf": "'2013-05-02/2013-05-01'"}, ["claim_interval_runs_forward: date_edtf"]),
    Defect("claims", "tells_the_past_of_figure", {"date_edtf": "'9999-05/..'"}, [LATER]),
    *(
        Defect("claims", "bounds_event", {"date_edtf": date}, [], [Elsewhere("events", "event + 1", DAYS)])
        for date in (
            "(opening_day(event) + 1) || '/' || closing_day(event)",
            "opening_day(event) || '/' || (closing_day(event) - 1) || '~'",
            "'2001/2002'",
        )
    ),
    # Targets, stance and support
    Defect("claims", "slot <> 30", {"place_id": "place_id(0)"}, [ONE_TARGET]),
    Defect("claims", DISSENT, {"event_id": "NULL"}, [ONE_TARGET]),
    Defect("claims", DISSENT, {"note": "NULL"}, [NOTED]),
    # The figure in slot 1 lies within that in slot 0, which the claim in slot 20 supports.
    Defect(
        "claims",
        DISSENT,
        {
            "passage_id": "passage_id(campaign * 7 + 3)",
            "event_id": "NULL",
            "figure_id": "figure_id(campaign * 6 + 1)",
            "stance": "'contradicts'",
        },
        ["part_does_not_contradict_its_whole: figure_id, passage_id"],
    ),
    *(Defect("claims", f"{one} AND note IS NOT NULL", {"stance": "'qualifies'"}, [], [lost]) for one, lost in RESTING),
    *(Defect("claims", f"{one} AND note IS NULL", {"stance": "'contradicts'"}, [NOTED], [lost]) for one, lost in RESTING),
]
