"""Defects of passages. Slot 6 has no claim, unless one of a campaign with an odd number was moved to it.

Slot 3 may begin too early or too late, so slots 2 and 3 keep their section; slot 6 may end wrongly, since another section follows.
Passages of a copy have no position, so their numbers alone order them, and stay.
"""

from benchmarks.defects.defect import Defect, Elsewhere, empty, misformed, not_allowed, unclean

LAST = "slot = 6"
UNCLAIMED = "slot = 6 AND campaign % 2 = 0"
POSITION = "position_comes_with_hash: char_start, char_end, sha256"
NUMBERED = "passages_are_numbered_in_order: ordinal, char_start"
NOT_EMPTY = "passage_is_not_empty: char_start, char_end"
CLAIMED = "uncoded_passage_has_no_claim: disposition"
NOTED = "uncoded_passage_has_a_note: disposition, note"
KEY = "key_is_unique: passage_id"
ONE_OF_BOTH = "passage_has_position_or_gist: char_start, gist"
MOVED, GAZETTEER = f"{UNCLAIMED} AND is_last", "source_id(source % 4)"
UNTOLD = Elsewhere("sources", "source % 4 + 1", "source_with_passages_has_a_claim: source_id")
UNHASHED = Elsewhere("sources", "source % 4 + 1", "positions_have_a_hashed_source: sha256")
PLACED, ENDING = "NOT is_copy", f"NOT is_copy AND {LAST}"

DEFECTS = [
    *unclean("passages", "note"),
    *unclean("passages", "section", "slot IN (0, 1, 4, 5)"),
    empty("passages", "section", "slot IN (0, 1, 4, 5)"),
    not_allowed("passages", "disposition", "skipped", LAST),
    empty("passages", "disposition", UNCLAIMED),
    misformed("passages", "sha256", "9F86D081"),
    Defect("passages", PLACED, {"sha256": "NULL"}, [POSITION]),
    Defect("passages", "is_copy", {"sha256": "sha256('of no text')"}, [POSITION]),
    *unclean("passages", "gist", "is_copy"),
    Defect("passages", "is_copy", {"gist": "NULL"}, [ONE_OF_BOTH]),
    Defect("passages", PLACED, {"gist": "'It says so.'"}, [ONE_OF_BOTH]),
    # Ids
    empty("passages", "passage_id", UNCLAIMED),
    misformed("passages", "passage_id", "Passage ", UNCLAIMED),
    Defect("passages", UNCLAIMED, {"passage_id": "passage_id(n - 1)"}, [KEY, CLAIMED], [Elsewhere("passages", "n", KEY)]),
    # Numbers and positions
    *(Defect("passages", PLACED, {"ordinal": f"'{value}'"}, ["cell_is_integer: ordinal"]) for value in ("3.5", "1e3", "two")),
    empty("passages", "ordinal", PLACED),
    Defect("passages", PLACED, {"ordinal": "0"}, ["cell_is_not_below_minimum: ordinal", NUMBERED]),
    Defect("passages", PLACED, {"ordinal": "ordinal + 100000"}, [NUMBERED]),
    Defect("passages", ENDING, {"char_end": "'12a'"}, ["cell_is_integer: char_end", POSITION]),
    Defect("passages", ENDING, {"char_end": "0"}, ["cell_is_not_below_minimum: char_end", NOT_EMPTY]),
    Defect("passages", ENDING, {"char_end": "char_start - 5"}, [NOT_EMPTY]),
    Defect("passages", f"{PLACED} AND slot = 3", {"char_start": "char_start + 10"}, ["passages_leave_no_gap: char_start, section"]),
    Defect("passages", f"{PLACED} AND slot = 3", {"char_start": "char_start - 10"}, ["passages_do_not_overlap: char_start, char_end"]),
    # Dispositions
    Defect("passages", UNCLAIMED, {"disposition": "'coded'"}, ["coded_passage_has_a_claim: disposition"]),
    Defect("passages", "slot < 6 AND note IS NOT NULL", {"disposition": "'context'"}, [CLAIMED]),
    Defect("passages", "slot < 6 AND note IS NULL", {"disposition": "'duplicate'"}, [CLAIMED, NOTED]),
    Defect("passages", LAST, {"note": "NULL"}, [NOTED]),
    # A gazetteer has no passages otherwise. Two that had positions there could overlap, so each of four texts has one of its own.
    Defect("passages", f"{MOVED} AND is_copy", {"source_id": GAZETTEER}, [NUMBERED], [UNTOLD]),
    Defect("passages", f"{MOVED} AND {PLACED} AND source < 8", {"source_id": GAZETTEER}, [NUMBERED], [UNTOLD, UNHASHED]),
]
