"""Points out, in SQL, the rows in which the text of some cell may not be plain, so that few have to be looked at letter by letter.

It may point out too many rows, and must never miss one: scripts/row_findings.py judges.
"""

import re
from collections.abc import Iterator

from schemas.plan import Plan, mask_name
from schemas.sql import identifier
from schemas.table_schema import Field
from scripts.letters import pattern as unusual_pattern
from scripts.package import Table

ODD = "odd text"  # column of the kept rows; no column of a package has a blank in its name
# Controls, blanks of every width, separators of lines, the byte order mark. (The classes of the pattern language would say the same, at
# ten times the cost of compiling it.)
HIDDEN = r"[\x{80}-\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]"
# In a CSV file the preflight has looked for these.
CONTROLS = r"[\x{0}-\x{1f}\x{7f}]"
# A pattern made of nothing but these signs is matched by visible ASCII letters only.
VISIBLE_PATTERN = re.compile(r"(?:[A-Za-z0-9_:/~%,?+*(){}|-]|\\\.|\[[A-Za-z0-9?~%.-]+\])+")


def odd(table: Table, plan: Plan) -> str:
    """True, or null, never false: for the rows of the plan with their masks."""
    parts = [f"({identifier(mask)} & {bits}) <> 0" for mask, bits in _telling_bits(table, plan).items()]
    parts += [part for column in table.schema.fields for part in _tests(column, controls_too=table.format == "parquet")]
    return f"CASE WHEN {' OR '.join(parts or ['false'])} THEN true END"


def _telling_bits(table: Table, plan: Plan) -> dict[str, int]:
    """The checks that text which is not plain breaks, as bits by mask."""
    bits: dict[str, int] = {}
    for check in plan.checks:
        if check.flag is not None and check.name.startswith("cell_") and not _is_free(table.schema.column(check.columns[0])):
            mask = mask_name(check.flag)
            bits[mask] = bits.get(mask, 0) | check.bit
    return bits


def _is_free(column: Field) -> bool:
    """Whether text that is not plain may fulfil everything that is asked of the column."""
    if column.type != "string":
        return False
    if "enum" in column.constraints:
        return not all(value.isascii() and value.isprintable() and value == value.strip() for value in column.constraints["enum"])
    return not VISIBLE_PATTERN.fullmatch(column.constraints.get("pattern", " "))


def _tests(column: Field, controls_too: bool) -> Iterator[str]:
    if not _is_free(column):
        return
    cell = identifier(column.name)
    yield f"starts_with({cell}, ' ') OR ends_with({cell}, ' ')"
    # Most text is ASCII, and most of the rest usual: only CASE keeps the engine from working out the costly part for all.
    looked_at = f"nfc_normalize({cell}) <> {cell} OR regexp_matches({cell}, '{HIDDEN}')"
    unusual = f"CASE WHEN regexp_matches({cell}, '{unusual_pattern()}') THEN {looked_at} END"
    yield f"CASE WHEN strlen({cell}) <> length({cell}) THEN {unusual} END"
    if controls_too:
        yield f"regexp_matches({cell}, '{CONTROLS}')"
