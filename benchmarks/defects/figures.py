"""Defects of figures. Slots 0, 1 and 3 contain others, so their values, measures and ids stay; 5 stands alone; 2 and 4 are parts."""

from benchmarks.defects.defect import Defect, Elsewhere, dangling, empty, not_allowed, unclean

EXACT_END = "slot IN (2, 4, 5) AND qualifier = 'exact'"
ALONE = "slot = 5"
PART = "slot IN (2, 4)"
QUALIFIER = "qualifier_fits_values: qualifier, value_low, value_best, value_high"
ORDER = "values_in_order: value_low, value_best, value_high"
WHOLE = "part_does_not_exceed_the_whole: value_low, value_best, value_high, part_of_figure_id"
MEASURE = "part_shares_the_measure: measure, part_of_figure_id"
DATE = "figure_date_is_real: as_of_edtf"

DEFECTS = [
    *unclean("figures", "note"),
    *unclean("figures", "as_written"),
    empty("figures", "as_written"),
    empty("figures", "side"),
    not_allowed("figures", "side", "both"),
    not_allowed("figures", "includes_civilians", "maybe"),
    not_allowed("figures", "qualifier", "circa"),
    not_allowed("figures", "counted", "horses", "slot NOT IN (1, 3)"),
    not_allowed("figures", "measure", "wounded", ALONE),
    *dangling("figures", "event_id"),
    *dangling("figures", "part_of_figure_id", PART),
    # Values
    *(
        Defect("figures", EXACT_END, {"value_low": f"'{value}'"}, ["cell_is_integer: value_low", QUALIFIER])
        for value in ("3.5", "1e3", "007", "1,000", "many")
    ),
    Defect("figures", EXACT_END, {"value_low": "-1"}, ["cell_is_not_below_minimum: value_low", QUALIFIER]),
    Defect("figures", EXACT_END, {"value_high": "NULL"}, [QUALIFIER]),
    Defect("figures", "slot = 4 AND qualifier = 'about'", {"value_best": "-1"}, ["cell_is_not_below_minimum: value_best"]),
    Defect("figures", "qualifier = 'exact'", {"qualifier": "'up_to'"}, [QUALIFIER]),
    Defect("figures", f"{ALONE} AND qualifier = 'about'", {"value_low": "value_high", "value_high": "value_low"}, [ORDER]),
    Defect("figures", "qualifier = 'between'", {"value_low": "value_high"}, [QUALIFIER]),
    Defect("figures", "qualifier = 'between'", {"value_high": "NULL"}, [QUALIFIER]),
    Defect("figures", "qualifier = 'indefinite'", {"value_best": "24"}, [QUALIFIER]),
    # Dates
    Defect("figures", "true", {"as_of_edtf": "'2013-02-29'"}, [DATE]),
    Defect("figures", "true", {"as_of_edtf": "'5 April'"}, [DATE, "cell_matches_pattern: as_of_edtf"]),
    # Parts and wholes
    Defect("figures", "slot = 2", {"measure": "'injured'"}, [MEASURE]),
    Defect("figures", PART, {"measure": "'hurt'"}, [MEASURE, "cell_is_allowed: measure"]),
    Defect("figures", "slot = 4", {"counted": "'tanks'"}, ["part_counts_the_same_kind: counted, part_of_figure_id"]),
    Defect("figures", "slot = 4 AND qualifier = 'about'", {"value_best": "1000000"}, [WHOLE]),
    Defect("figures", f"{PART} AND qualifier = 'exact'", dict.fromkeys(("value_low", "value_best", "value_high"), "1000000"), [WHOLE]),
    Defect("figures", ALONE, {"part_of_figure_id": "figure_id"}, ["figure_parts_end: part_of_figure_id"]),
    Defect(
        "figures",
        ALONE,
        {"figure_id": "figure_id(n - 1)"},
        ["key_is_unique: figure_id"],
        [Elsewhere("figures", "n", "key_is_unique: figure_id"), Elsewhere("claims", "campaign * 32 + 26", "link_exists: figure_id")],
    ),
]
