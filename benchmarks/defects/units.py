"""Defects of units. No unit stands below a leaf, so a leaf may change sides or lose its parent."""

from benchmarks.defects.defect import Defect, Elsewhere, dangling, empty, not_allowed, unclean

SIDE = "unit_is_on_its_parents_side: side, parent_unit_id"
ROOT = "unit_roots_are_belligerents: echelon, parent_unit_id"
ONE_BELLIGERENT = "side_has_one_belligerent: side"

DEFECTS = [
    *unclean("units", "name"),
    *unclean("units", "note"),
    *unclean("units", "short_name"),
    empty("units", "name"),
    not_allowed("units", "echelon", "regiment", "n > 1"),
    empty("units", "echelon", "n > 1"),
    empty("units", "side", "is_leaf"),
    Defect("units", "is_leaf", {"side": "if(side = 'government', 'opposition', 'government')"}, [SIDE]),
    Defect("units", "is_leaf", {"side": "'rebels'"}, [SIDE, "cell_is_allowed: side"]),
    Defect("units", "is_leaf", {"parent_unit_id": "NULL"}, [ROOT]),
    Defect("units", "is_leaf", {"parent_unit_id": "unit_id"}, ["unit_parents_end: parent_unit_id"]),
    *dangling("units", "parent_unit_id", "is_leaf"),
    Defect(
        "units",
        "is_leaf",
        {"echelon": "'belligerent'"},
        [ROOT, ONE_BELLIGERENT],
        [Elsewhere("units", "n % 2 + 1", ONE_BELLIGERENT)],
    ),
]
