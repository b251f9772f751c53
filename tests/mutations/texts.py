"""What is put into cells: texts at the edge of what a column admits, and texts that nearly are what they should be."""

from typing import Any

ANY = [
    "", "x", " ", "x ", " x", "a  b", "\t", "a\tb", "x\n", "a\nb", "\n", "a\r\nb", 'a"b', '"', '""', ",", "a,b", "'", "\\N", "NULL", "NA",
    "\x01", "a\x1bb", "\x7f", "\x85", "\xa0", "x\xa0", "\u2028", "a\u2029b", "\ufeff", "\u200b", "\u200e", "e\u0301", "\u0301",
    "\u1e9b\u0323",     "é", "س", "😀", "\U000e0001", "\ue000", "\ufffd", "\ufffe", "\u1161", "\uac00", "\u1100\u1161", "\x0b",
    "x\x0c", "=1+1", "ﬁ", "I\u0307",
    "y" * 300, "z" * 10_000,
]  # fmt: skip
IDS = ["-", "--", "a-", "-a", "a--b", "A", "a b", "a_b", "é", "a\n", "0", "00", "a" * 500, "harbour ", "Landing", "LANDING"]
INTEGERS = [
    "0", "-0", "1", "-1", "007", "00", "+1", "1.0", "1.", ".5", "1e3", "1_000", "1,000", " 1", "1 ", "٣", "１", "0x1F", "2147483647",
    "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "1" * 400, "true", "NaN",
]  # fmt: skip
NUMBERS = [
    *INTEGERS, "89.999999", "90", "90.0", "90.000001", "-90", "-90.5", "180", "180.01", "-180.0", "0.0", "-0.0", "1.5e1", "1E1", "inf",
    "-inf", "infinity", "10,5", "10°", "1..2", "1.2.3", "0." + "0" * 400 + "1", "-.5", "0.1", "00.5", "−1", "9" * 320,
]  # fmt: skip
DATES = [
    "2012-02-29", "2011-02-29", "2012-02-30", "1900-02-29", "2000-02-29", "2012-04-31", "2012-13-01", "2012-00-10", "2012-01-00",
    "2012-1-2", "12-01-02", "02012-01-02", "2012/01/02", "2012-01-02T00:00", "2012-01-02 ", "20120102", "0000-01-01",
    "0001-01-01", "9999-12-31",
    "10000-01-01", "-2012-01-02", "2012-01-02 (BC)", "epoch", "infinity", "today", "٢٠١٢-01-02", "1582-10-10", "2020-01-02", "2020-01-05",
]  # fmt: skip
PARTS = ["2012", "2012-04", "2012-04-03", "2020-01-02", "2020-01-10", "2020-02", "2019", "2012-02-30", "2011-02-29", "2020-12-31", "0000"]
EDTF = [
    *DATES, *PARTS, *(f"{part}{mark}" for part in PARTS[:8] for mark in "~?%"),
    *(f"../{part}" for part in PARTS), *(f"{part}/.." for part in PARTS),
    *(f"{one}/{other}" for one in PARTS[1:8] for other in PARTS[1:8]), "../..", "/", "..", "2012-04/", "/2012-04", "2012~/2013~", "~2012",
    "2012-04-03~~", "2012-04-XX", "2012-21", "156u", "y12012", "[2012,2013]", "2012-04-03/2012-04-04/2012-04-05",
]  # fmt: skip
URIS = [
    "https://example.org/", "http://", "https:", "example.org", "//example.org", "mailto:a@b", "urn:isbn:1", "x:y", "x:", ":x",
    "1x:y", "ht tp://x",
    "https://a b", "HTTPS://X", "a+b.c-d:x", "https://é.org", "https://x\n", "javascript:x", "file:///etc", "ftp//x", "é://x",
    "https://x/<y>",
]  # fmt: skip
CODES = ["SY0700", "SY070004", "sy0700", "SY07000", "C3932", "C", "CC", "Q1", "Q0", "Q01", "Q", "Q1 ", "en", "ar-Latn", "AR", "a", "en-US"]
HASHES = ["0" * 64, "a" * 63, "a" * 65, "A" * 64, "g" * 64]
BY_TYPE = {"integer": INTEGERS, "number": NUMBERS, "date": DATES}


def texts_for(field: Any) -> list[str]:
    """Texts worth trying in a column, most of them wrong there."""
    name, limits = field["name"], field.get("constraints", {})
    special = BY_TYPE.get(field["type"], [])
    special = EDTF if "edtf" in name or name == "published" else special
    special = URIS if field.get("format") == "uri" else special
    special = IDS if name.endswith(("_id", "event_type")) else special
    special = CODES if name.endswith(("code", "wikidata_id", "language")) else special
    special = HASHES if name == "sha256" else special
    allowed = limits.get("enum", [])
    near = [allowed[0].upper(), f"{allowed[0]} ", allowed[0][:-1]] if allowed else []
    return list(dict.fromkeys([*special, *allowed, *near, *ANY]))
