"""Defects of passages. Slot 6 has no claim, unless one of a campaign with an odd number was moved to it.

Slot 3 may begin too early or too late, so slots 2 and 3 keep their section; slot 6 may end wrongly, since another section follows.
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

DEFECTS = [
    *unclean("passages", "note"),
    *unclean("passages", "section", "slot IN (0, 1, 4, 5)"),
    empty("passages", "section", "slot IN (0, 1, 4, 5)"),
    not_allowed("passages", "disposition", "skipped", LAST),
    empty("passages", "disposition", UNCLAIMED),
    misformed("passages", "sha256", "9F86D081"),
    Defect("passages", "true", {"sha256": "NULL"}, [POSITION]),
    # Ids
    empty("passages", "passage_id", UNCLAIMED),
    misformed("passages", "passage_id", "Passage ", UNCLAIMED),
    Defect("passages", UNCLAIMED, {"passage_id": "passage_id(n - 1)"}, [KEY, CLAIMED], [Elsewhere("passages", "n", KEY)]),
    # Numbers and positions
    *(Defect("passages", "true", {"ordinal": f"'{value}'"}, ["cell_is_integer: ordinal"]) for value in ("3.5", "1e3", "two")),
    empty("passages", "ordinal"),
    Defect("passages", "true", {"ordinal": "0"}, ["cell_is_not_below_minimum: ordinal", NUMBERED]),
    Defect("passages", "true", {"ordinal": "ordinal + 100000"}, [NUMBERED]),
    Defect("passages", LAST, {"char_end": "'12a'"}, ["cell_is_integer: char_end", POSITION]),
    Defect("passages", LAST, {"char_end": "0"}, ["cell_is_not_below_minimum: char_end", NOT_EMPTY]),
    Defect("passages", LAST, {"char_end": "char_start - 5"}, [NOT_EMPTY]),
    Defect("passages", "slot = 3", {"char_start": "char_start + 10"}, ["passages_leave_no_gap: char_start, section"]),
    Defect("passages", "slot = 3", {"char_start": "char_start - 10"}, ["passages_do_not_overlap: char_start, char_end"]),
    # Dispositions
    Defect("passages", UNCLAIMED, {"disposition": "'coded'"}, ["coded_passage_has_a_claim: disposition"]),
    Defect("passages", "slot < 6 AND note IS NOT NULL", {"disposition": "'context'"}, [CLAIMED]),
    Defect("passages", "slot < 6 AND note IS NULL", {"disposition": "'duplicate'"}, [CLAIMED, NOTED]),
    Defect("passages", LAST, {"note": "NULL"}, [NOTED]),
]
