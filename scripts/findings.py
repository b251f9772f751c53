"""What a check can find: the findings, and the rules about descriptor, files and cells that are not in schemas/rules.py."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: which rule, where, the value, and how to mend it.

    Where is the file, the physical line from 1 (None in a file without lines), the record from 1 (the header not counted; None
    where the fault is not in a record), the column and the key of the row.
    """

    rule: str
    message: str
    hint: str
    path: str
    table: str | None = None
    line: int | None = None
    record: int | None = None
    column: str | None = None
    row_key: str | None = None
    value: str | None = None
    severity: str = "error"

    @property
    def group(self) -> str:
        """Where and what, without the row: findings of one group are counted together."""
        return " ".join(filter(None, [self.table, self.rule, self.column]))

    def as_dict(self) -> dict[str, Any]:
        """The finding as a flat dictionary, for JSON."""
        return asdict(self)


@dataclass
class Found:
    """Findings as they come in: the first `most` of each group are kept, all are counted, so that a million need little room."""

    most: int = 100
    kept: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, findings: Iterable[Finding]) -> None:
        """Take the findings in."""
        for finding in findings:
            number = self.counts[finding.group] = self.counts.get(finding.group, 0) + 1
            if number <= self.most:
                self.kept.append(finding)

    def merge(self, other: "Found") -> None:
        """Take in what another has found, with its counts."""
        before = dict(self.counts)
        self.add(other.kept)
        self.counts.update({group: before.get(group, 0) + count for group, count in other.counts.items()})

    @property
    def rules(self) -> set[str]:
        """The names of the rules that are broken."""
        return {finding.rule for finding in self.kept}


@dataclass(frozen=True)
class StructuralRule:
    """A rule about the form of the package: the stage that checks it, its sentence and how to mend what breaks it."""

    stage: str
    sentence: str
    hint: str


STRUCTURAL_RULES = {
    "descriptor_is_json": StructuralRule("descriptor", "The descriptor is a JSON object in UTF-8.", "Mend the JSON at the place named."),
    "descriptor_fits_profile": StructuralRule(
        "descriptor",
        "The descriptor and its schemas fit the Data Package 2.0 profile.",
        "Correct the property named; the profile is at datapackage.org.",
    ),
    "descriptor_has_every_table": StructuralRule(
        "descriptor",
        "The descriptor has a resource for every table that the rules speak of.",
        "Add the resource, or restore it from the last release.",
    ),
    "schema_has_every_column": StructuralRule(
        "descriptor",
        "The schema of a table has every column that the rules speak of, with its type.",
        "Restore the column; further columns may follow it.",
    ),
    "resource_is_known": StructuralRule(
        "descriptor",
        "A resource is a table in CSV (UTF-8, plain, gz or zst) or Parquet files, with a plain lower-case name and only properties and "
        "values that the validator knows.",
        "Correct or remove the property named.",
    ),
    "ending_fits_format": StructuralRule(
        "descriptor",
        "The name of a file ends as the descriptor says: in .gz or .zst where compression says gz or zst, in .parquet where format says "
        "parquet, and otherwise in none of them, nor as another compressed file.",
        "Correct compression or format in the descriptor, or rename the file.",
    ),
    "resource_stands_once": StructuralRule("descriptor", "No two resources have the same name.", "Rename or remove one of them."),
    "file_stands_once": StructuralRule(
        "descriptor",
        "No file belongs to two tables, or to one table twice; names that differ only in case are one file on some systems.",
        "Remove one of the paths, or rename one of the files.",
    ),
    "path_stays_inside": StructuralRule(
        "descriptor", "Every path stays inside the folder of the descriptor.", "Use a relative path without '..', address or symbolic link."
    ),
    "schema_is_known": StructuralRule(
        "descriptor",
        "The Table Schemas use only words that the validator knows, and keys name columns that exist.",
        "Correct the word, or teach it to schemas/table_schema.py first.",
    ),
    "link_names_known_column": StructuralRule(
        "descriptor", "Every foreign key refers to a column of the same type in a table of the package.", "Correct the reference."
    ),
    "file_exists": StructuralRule("descriptor", "Every file of every resource exists.", "Restore the file, or correct the path."),
    "size_is_fresh": StructuralRule(
        "descriptor",
        "The size in the descriptor is that of the file as it stands on disk; of several files, the sum.",
        "If the change is meant, run: make refresh",
    ),
    "hash_is_fresh": StructuralRule(
        "descriptor",
        "The SHA-256 in the descriptor is that of the file as it stands on disk; of several, of their bytes one after the other.",
        "If the change is meant, run: make refresh",
    ),
    "file_can_be_unpacked": StructuralRule(
        "bytes",
        "A compressed file is whole: it can be unpacked to its end, and nothing follows.",
        "Compress the file anew, or fetch it again.",
    ),
    "file_unpacks_within_bounds": StructuralRule(
        "bytes",
        "A compressed file unpacks to at most 200 times its size, or 256 MiB if that is more, and needs a window of at most 128 MiB.",
        "If the file is what it should be, compress it less, or not at all.",
    ),
    "file_is_parquet": StructuralRule(
        "bytes", "A file whose format is parquet is a whole Parquet file, not encrypted.", "Write the file anew, or correct the format."
    ),
    "file_is_not_empty": StructuralRule("bytes", "The file has at least a header.", "Restore the file."),
    "file_is_utf8": StructuralRule("bytes", "The file is UTF-8.", "Save the file as UTF-8."),
    "file_has_no_bom": StructuralRule("bytes", "The file does not start with a byte order mark.", "Save the file as UTF-8 without BOM."),
    "file_has_no_nul": StructuralRule("bytes", "The file has no NUL byte.", "Remove the byte; the file may be damaged."),
    "lines_end_with_lf": StructuralRule("bytes", "Lines end with LF alone.", "Save the file with Unix line ends, or run: make tidy"),
    "file_ends_with_newline": StructuralRule("bytes", "The last line ends like the others.", "Add a line end, or run: make tidy"),
    "file_has_no_blank_line": StructuralRule("bytes", "No line is blank.", "Delete the line, or run: make tidy"),
    "line_is_not_too_long": StructuralRule(
        "bytes", "No line has more than 1,000,000 bytes.", "Shorten the cell, or look for a line end that is missing."
    ),
    "header_equals_schema": StructuralRule(
        "header", "The header has the columns of the schema, in its order.", "Make the header equal to the schema."
    ),
    "column_has_its_type": StructuralRule(
        "header",
        "A column of a Parquet file holds text, or values of the type that the schema gives it.",
        "Write the column as text, or with its type.",
    ),
    "quotes_are_closed": StructuralRule(
        "rows", "Every quoted cell ends with a quote followed by a comma or a line end.", "Close the quote, or double it inside the cell."
    ),
    "table_has_rows": StructuralRule(
        "rows",
        "The table has at least one row, unless it is derivations, ged_matches or retired: of these there may be none.",
        "Restore the rows.",
    ),
    "row_has_every_cell": StructuralRule(
        "rows", "Every row has as many cells as the header.", "Add or remove commas; quote a cell that holds a comma."
    ),
    "cell_has_no_line_break": StructuralRule("rows", "No cell holds a line break.", "Write the cell on one line."),
    "cell_is_plain_text": StructuralRule(
        "rows",
        "A cell holds plain text: no control characters, no blank at an end, Unicode normal form C.",
        "Delete what does not show, or run: make tidy",
    ),
    "table_is_readable": StructuralRule(
        "rows", "The engine reads as many rows as the file has.", "Report this with the file: it should not happen."
    ),
    "referees_agree": StructuralRule(
        "referees",
        "The validator and frictionless come to the same verdict on every table.",
        "Look at both messages: one of the two programs overlooks something, or the difference belongs on the list in scripts/referee.py.",
    ),
}
MAY_BE_EMPTY = {"derivations", "ged_matches", "retired"}

# After one of these an engine would guess, so the table is not read further. The others are faults of form alone.
STOPPING = {
    "table_is_readable",
    "file_exists",
    "file_can_be_unpacked",
    "file_unpacks_within_bounds",
    "file_is_parquet",
    "file_is_not_empty",
    "file_is_utf8",
    "file_has_no_nul",
    "line_is_not_too_long",
    "header_equals_schema",
    "column_has_its_type",
    "quotes_are_closed",
    "row_has_every_cell",
}


def structural(rule: str, path: str, detail: str = "", **where: Any) -> Finding:
    """A finding on the structural rule of that name in the file `path`; `detail` says what was found."""
    known = STRUCTURAL_RULES[rule]
    message = f"{known.sentence} {detail}".strip()
    return Finding(rule=rule, message=message, hint=known.hint, path=path, **where)
