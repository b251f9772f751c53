"""The rules that a run of thousands has to break at least once."""

import schemas.rules  # noqa: F401  (fills the registry)
from schemas.rule import RULES
from scripts.findings import STRUCTURAL_RULES

CELL_RULES = {
    "cell_is_filled",
    "cell_is_integer",
    "cell_is_number",
    "cell_is_date",
    "cell_is_uri",
    "cell_is_allowed",
    "cell_matches_pattern",
    "cell_is_not_below_minimum",
    "cell_is_not_above_maximum",
}
FORM_RULES = {name for name, rule in STRUCTURAL_RULES.items() if rule.stage in ("bytes", "header", "rows")}
FRESHNESS = {"file_exists", "size_is_fresh", "hash_is_fresh"}
ALL_RULES = RULES.keys() | CELL_RULES | FORM_RULES | FRESHNESS | {"key_is_unique", "link_exists"}
# Rules that no mutant can break, and why.
UNREACHED = {
    "table_is_readable": "it tells of a fault of ours, not of the file",
    "file_can_be_unpacked": "no file of the bases is compressed",
    "file_unpacks_within_bounds": "no file of the bases is compressed",
    "file_is_parquet": "no file of the bases is Parquet",
    "column_has_its_type": "no file of the bases is Parquet",
}
