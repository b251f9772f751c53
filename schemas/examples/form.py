"""What breaks the rules of form in scripts/findings.py, in their order: descriptor, schemas, bytes of a file."""

from schemas.examples.changes import Content, Example, Miscount, ParquetFile, Replacement, Words, resource

UNITS, UNITS_SCHEMA = "data/units.csv", "schemas/units.schema.json"
AS_PARQUET = resource("units", path="data/units.parquet", format="parquet", mediatype=None, encoding=None, dialect=None)
# A frame of Zstandard (RFC 8878) that asks for a window of 256 MiB, and holds one empty block.
WIDE_WINDOW = b"\x28\xb5\x2f\xfd\x00\x90\x01\x00\x00"

FORM_EXAMPLES = {
    "descriptor_is_json": Example([1], [Content("datapackage.json", b"{")]),
    "descriptor_fits_profile": Example([None], [Words("datapackage.json", (), {"resources": []})]),
    "descriptor_has_every_table": Example([None], [Words("datapackage.json", ("resources",), {"place_names": None})]),
    "schema_has_every_column": Example([None], [Words(UNITS_SCHEMA, ("fields",), {"short_name": None})]),
    "resource_is_known": Example([None], [resource("units", encoding="latin-1")]),
    "ending_fits_format": Example([None], [resource("units", compression="gz")]),
    "resource_stands_once": Example([None], [resource("place_names", name="units")]),
    "file_stands_once": Example([None], [resource("units", path="data/places.csv")]),
    "path_stays_inside": Example([None], [resource("units", path="../units.csv")]),
    "schema_is_known": Example([None], [Words(UNITS_SCHEMA, ("fields", "unit_id"), {"type": "slug"})]),
    "link_names_known_column": Example([None], [Words(UNITS_SCHEMA, ("foreignKeys", "0", "reference"), {"resource": "armies"})]),
    "file_exists": Example([None], [Content(UNITS, None)]),
    "size_is_fresh": Example([None], [resource("units", bytes=1)]),
    "hash_is_fresh": Example([None], [resource("units", hash="sha256:0")]),
    "file_can_be_unpacked": Example(
        [None], [resource("units", path="data/units.csv.gz", compression="gz"), Content("data/units.csv.gz", b"unit_id")]
    ),
    "file_unpacks_within_bounds": Example(
        [None], [resource("units", path="data/units.csv.zst", compression="zst"), Content("data/units.csv.zst", WIDE_WINDOW)]
    ),
    "file_is_parquet": Example([None], [AS_PARQUET, Content("data/units.parquet", b"unit_id")]),
    "file_is_not_empty": Example([1], [Content(UNITS, b"")]),
    "file_is_utf8": Example([3], [Replacement(UNITS, b"Guard", b"G\xe4rd")]),
    "file_has_no_bom": Example([1], [Replacement(UNITS, b"unit_id,name", b"\xef\xbb\xbfunit_id,name")]),
    "file_has_no_nul": Example([3], [Replacement(UNITS, b"Guard", b"Gu\0rd")]),
    "lines_end_with_lf": Example([3], [Replacement(UNITS, b"crown,\n", b"crown,\r\n")]),
    "file_ends_with_newline": Example([4], [Replacement(UNITS, b"opposition,belligerent,,\n", b"opposition,belligerent,,")]),
    "file_has_no_blank_line": Example([3], [Replacement(UNITS, b"\nguard,", b"\n\nguard,")]),
    "line_is_not_too_long": Example([3], [Replacement(UNITS, b"Guard", b"G" * 1_000_000)]),
    "header_equals_schema": Example([1], [Replacement(UNITS, b"side,echelon", b"echelon,side")]),
    "column_has_its_type": Example(
        [None], [AS_PARQUET, ParquetFile("data/units.parquet", "SELECT * REPLACE (1 AS name) FROM 'data/units.csv'")]
    ),
    "quotes_are_closed": Example([4], [Replacement(UNITS, b"League", b'"League')]),
    "table_has_rows": Example([1], [Content("data/event_units.csv", b"event_id,unit_id,role\n")]),
    "row_has_every_cell": Example([3], [Replacement(UNITS, b"crown,\n", b"crown\n")]),
    "cell_has_no_line_break": Example([3], [Replacement(UNITS, b"Guard", b'"Gu\nard"')], {"cell_matches_pattern"}),
    "cell_is_plain_text": Example([3], [Replacement(UNITS, b"Guard", b"Gu\tard")]),
    "table_is_readable": Example([None], [Miscount("units")]),
    "referees_agree": Example([None], [Words("datapackage.json", (), {"created": "yesterday"})]),
}
