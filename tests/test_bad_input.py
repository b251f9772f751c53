"""Whatever is wrong with a package, one precise finding says what and where, and nothing raises."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.examples import EXAMPLES
from schemas.examples.cells import CELL_EXAMPLES
from schemas.examples.changes import Content, Edit, Replacement
from schemas.examples.form import FORM_EXAMPLES
from scripts.__main__ import main
from scripts.check import Means, check
from scripts.findings import Finding
from scripts.package import BrokenPackage, open_package
from scripts.reports.text_report import as_text
from tests.conftest import KEPT, PROJECT, Copy
from tests.spoiling import changed, miscount
from tests.thoroughness import examples

Bytes = Callable[[bytes], bytes]

# What happens to data/units.csv (4 lines), and the rule and line of the finding that must follow, beyond schemas/examples/.
FURTHER_FILES: dict[str, tuple[Bytes, str, int | None]] = {
    "only blanks": (lambda content: b" \n\n", "file_is_not_empty", 1),
    "header only": (lambda content: content[: content.index(b"\n") + 1], "table_has_rows", 1),
    "header renamed": (lambda content: content.replace(b"echelon", b"level"), "header_equals_schema", 1),
    "header doubled": (lambda content: content.replace(b"unit_id,name", b"unit_id,unit_id", 1), "header_equals_schema", 1),
    "header missing": (lambda content: content[content.index(b"\n") + 1 :], "header_equals_schema", 1),
    "cell too many": (lambda content: content.replace(b"crown,\n", b"crown,,\n"), "row_has_every_cell", 3),
    "quote closed too early": (lambda content: content.replace(b"Guard", b'"Gu"ard'), "quotes_are_closed", 3),
    "Windows line ends": (lambda content: content.replace(b"\n", b"\r\n"), "lines_end_with_lf", 1),
    "UTF-16": (lambda content: content.decode().encode("utf-16"), "file_is_utf8", 1),
    "semicolons": (lambda content: content.replace(b",", b";"), "header_equals_schema", 1),
    "blank first line": (lambda content: b"\n" + content, "file_has_no_blank_line", 1),
    "lone carriage return": (lambda content: content.replace(b"Guard", b'"Gu\rard"'), "lines_end_with_lf", 3),
    "blank before a quote": (lambda content: content.replace(b"Guard", b' "Guard"'), "quotes_are_closed", 3),
    "quote inside a bare cell": (lambda content: content.replace(b"Guard", b'Gu"a"rd'), "quotes_are_closed", 3),
    "a line of two megabytes": (lambda content: content.replace(b"Guard", b"G" * 2_000_000), "line_is_not_too_long", 3),
    "no-break space at an end": (lambda content: content.replace(b"Guard", "Guard\u00a0".encode()), "cell_is_plain_text", 3),
    "line separator": (lambda content: content.replace(b"Guard", "Gu\u2028ard".encode()), "cell_is_plain_text", 3),
    "escape sequence": (lambda content: content.replace(b"Guard", b"\x1b[2JGuard"), "cell_is_plain_text", 3),
    "letters not composed": (lambda content: content.replace(b"Guard", "Ga\u0308rd".encode()), "cell_is_plain_text", 3),
}


def of_example(rule: str) -> tuple[Bytes, str, int | None]:
    """The example that the codebook shows for a rule on the bytes of data/units.csv."""
    [change], [line] = FORM_EXAMPLES[rule].changes, FORM_EXAMPLES[rule].lines
    assert isinstance(change, Replacement | Content) and change.path == "data/units.csv"
    return lambda content: changed(change, content), rule, line


# tests/test_rules.py makes sure that we see the examples, tests/test_referee.py asks frictionless about all.
SPOILED_FILES = FURTHER_FILES | {
    "empty": of_example("file_is_not_empty"),
    "header reordered": of_example("header_equals_schema"),
    "cell too few": of_example("row_has_every_cell"),
    "quote not closed": of_example("quotes_are_closed"),
    "byte order mark": of_example("file_has_no_bom"),
    "one Windows line end": of_example("lines_end_with_lf"),
    "NUL": of_example("file_has_no_nul"),
    "Latin-1": of_example("file_is_utf8"),
    "blank line": of_example("file_has_no_blank_line"),
    "no last line end": of_example("file_ends_with_newline"),
    "line break in a cell": of_example("cell_has_no_line_break"),
}


@pytest.mark.parametrize("spoil", FURTHER_FILES)
def test_a_spoiled_file_gives_its_finding(package: Copy, spoil: str) -> None:
    change, rule, line = FURTHER_FILES[spoil]
    file = package.file("units")
    file.write_bytes(change(file.read_bytes()))
    package.describe()
    found = next(finding for finding in package.check_alone("units").findings if finding.rule == rule)
    assert (found.path, found.table, found.line) == ("data/units.csv", "units", line)


def test_an_open_quote_is_told_where_it_opens(package: Copy) -> None:
    file = package.file("units")
    file.write_bytes(file.read_bytes().replace(b"Crown", b'"Crown'))
    assert of_rule(package, "quotes_are_closed").line == 2


def test_lines_after_a_cell_with_two_line_breaks_are_the_editors(package: Copy) -> None:
    text = package.file("units").read_text(encoding="utf-8").replace("Crown", '"C\n\nn"').replace("opposition", "rebel")
    package.file("units").write_text(text, encoding="utf-8")
    assert of_rule(package, "cell_has_no_line_break").line == 2
    assert of_rule(package, "cell_is_allowed").line == 6


def test_each_column_that_breaks_a_rule_is_counted(package: Copy) -> None:
    names = [{"place_id": f"lost-{number}", "name": f"Lost {number}", "language": "en", "source_id": "atlas"} for number in range(150)]
    names += [{"place_id": "isles", "name": f"Isle {number}", "language": "en", "source_id": "lost"} for number in range(5)]
    package.write("place_names", package.rows("place_names") + names)
    package.describe()
    report = package.check()
    assert report.counts == {"place_names link_exists place_id": 150, "place_names link_exists source_id": 5}
    assert len(report.findings) == 105
    assert "FAILED with 155 findings" in as_text(report) and "and 50 more of place_names link_exists place_id" in as_text(report)


def test_a_row_is_counted_once_though_its_parent_stands_twice(package: Copy) -> None:
    package.edit("events", "landing", date_edtf="2020-02-02", date_earliest="2020-02-02", date_latest="2020-02-02")
    package.write("events", [package.rows("events")[0], *package.rows("events")])
    package.describe()
    assert package.check().counts["events event_lies_in_parent_span date_earliest, date_latest, parent_event_id"] == 1


def test_faults_of_form_are_capped_and_counted(package: Copy) -> None:
    package.file("units").write_bytes(package.file("units").read_bytes() + b"\n" * 1000)
    report = check(package.descriptor, most_rows=3, means=Means(cache=KEPT))
    assert len([finding for finding in report.findings if finding.rule == "file_has_no_blank_line"]) == 3
    assert report.counts["units file_has_no_blank_line"] == 1000


def test_a_value_cannot_speak_to_the_terminal(package: Copy) -> None:
    package.edit("units", "guard", side="\x1b[2J\nPASSED: all is well")
    package.describe()
    text = as_text(package.check())
    assert "\x1b" not in text
    assert not any(line.startswith("PASSED") for line in text.splitlines())


def test_a_name_with_sql_runs_nothing(package: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(package.root)
    change, _ = SPOILED_DESCRIPTORS["SQL for a name"]
    package.describe(change)
    before = sorted(package.root.rglob("*"))
    package.check(referee=True)
    assert sorted(package.root.rglob("*")) == before


def of_rule(package: Copy, rule: str) -> Finding:
    findings = package.check().findings
    return next(finding for finding in findings if finding.rule == rule)


def test_a_row_after_a_blank_line_and_a_line_break_keeps_its_physical_line(package: Copy) -> None:
    text = package.file("units").read_text(encoding="utf-8").replace("\nguard,Guard", '\n\nguard,"Gu\nard"').replace("opposition", "rebel")
    package.file("units").write_text(text, encoding="utf-8")
    package.describe()
    assert of_rule(package, "cell_is_allowed").line == 6


def test_a_missing_file(package: Copy) -> None:
    package.file("units").unlink()
    package.describe()
    report = package.check(referee=True)
    assert {finding.rule for finding in report.findings} == {"file_exists"}
    assert report.tables["event_units"].not_run == {"link_exists unit_id": "units"}


# Cells of the minimal package beyond schemas/examples/: table, key of the row, column, what is put there; then the rule and the line.
FURTHER_CELLS = [
    *[("figures", "dead-at-landing", "value_best", value, "cell_is_integer", 3) for value in ("1e3", "007", " 5 ", "1_000", "٣", "+5")],
    ("figures", "dead-at-landing", "value_best", "99999999999999999999", "cell_is_integer", 3),
    ("figures", "dead-at-landing", "value_low", "-1", "cell_is_not_below_minimum", 3),
    *[("places", "harbour", "latitude", value, "cell_is_number", 2) for value in ("NaN", "inf", "1e1", "10°")],
    *[("events", "landing", "date_earliest", value, "cell_is_date", 3) for value in ("2012-2-3", "2012-04-31", "3 April 2012")],
    *[
        ("events", "landing", "date_edtf", value, "cell_matches_pattern", 3)
        for value in ("2020-1-2", "2020-13", "/2020-01-02", "2020-01-02/", "20")
    ],
    ("events", "landing", "title", " Landing", "cell_matches_pattern", 3),
    ("events", "landing", "event_id", "Landing Day", "cell_matches_pattern", 3),
    ("events", "plan", "event_id", "landing", "key_is_unique", 3),
    ("events", "landing", "event_type", "raid", "link_exists", 3),
    ("event_units", "landing", "unit_id", "", "cell_is_filled", 2),
    ("places", "harbour", "parent_place_id", "atlantis", "link_exists", 2),
]
# The examples that change one cell, of the rules that frictionless might know too.
SPOILED_CELLS = FURTHER_CELLS + [
    (edit.table, edit.key, column, value, rule, line)
    for rule in [*CELL_EXAMPLES, "link_exists", "event_dates_are_real", "event_interval_runs_forward"]
    for [edit], [line] in [(EXAMPLES[rule].changes[:1], EXAMPLES[rule].lines)]
    if isinstance(edit, Edit)
    for column, value in edit.cells.items()
]


@pytest.mark.parametrize(("table", "key", "column", "value", "rule", "line"), FURTHER_CELLS, ids=lambda part: str(part))
def test_a_spoiled_cell_gives_its_finding(package: Copy, table: str, key: str, column: str, value: str, rule: str, line: int) -> None:
    package.edit(table, key, **{column: value})
    package.describe()
    report = package.check() if rule == "link_exists" else package.check_alone(table)
    findings = [finding for finding in report.findings if finding.rule == rule]
    assert (findings[0].path, findings[0].line) == (f"data/{table}.csv", line)
    assert any(value in (finding.value or "") or not value for finding in findings)
    assert all(column in (finding.column or "") for finding in findings)


def drop_units(descriptor: Any) -> None:
    descriptor["resources"] = [resource for resource in descriptor["resources"] if resource["name"] != "units"]


def resource(name: str, **words: Any) -> Callable[[Any], None]:
    def change(descriptor: Any) -> None:
        next(resource for resource in descriptor["resources"] if resource["name"] == name).update(words)

    return change


SQL = "x\"; COPY (SELECT 1) TO 'pwned.csv'; --"


def resource_named(name: str) -> dict[str, Any]:
    return {"name": name, "type": "table", "path": "data/units.csv", "schema": {"fields": [{"name": "a", "type": "string"}]}}


# Beyond schemas/examples/: what happens to the descriptor, or to the schema of the units, and the rule that must be broken.
SPOILED_DESCRIPTORS: dict[str, tuple[Callable[[Any], None], str]] = {
    "lacks a resource": (drop_units, "descriptor_has_every_table"),
    "names a resource twice": (lambda descriptor: descriptor["resources"].append(descriptor["resources"][0]), "resource_stands_once"),
    "climbs out in the middle": (resource("units", path="data/../../units.csv"), "path_stays_inside"),
    "absolute path": (resource("units", path="/etc/passwd"), "path_stays_inside"),
    "address": (resource("units", path="https://example.org/units.csv"), "path_stays_inside"),
    "schema elsewhere": (resource("units", schema="../units.schema.json"), "path_stays_inside"),
    "schema at an address": (resource("units", schema="https://example.org/units.schema.json"), "path_stays_inside"),
    "schema missing": (resource("units", schema="schemas/none.schema.json"), "file_exists"),
    "path that is a number": (resource("units", path=5), "path_stays_inside"),
    "no name": (lambda descriptor: descriptor["resources"][0].pop("name"), "descriptor_fits_profile"),
    "resources are no list": (lambda descriptor: descriptor.update(resources={}), "descriptor_fits_profile"),
    "resource without schema": (lambda descriptor: descriptor["resources"][0].pop("schema"), "path_stays_inside"),
    "SQL for a name": (
        lambda descriptor: descriptor["resources"].append(resource_named("x\"; COPY (SELECT 1) TO 'pwned.csv'; --")),
        "resource_is_known",
    ),
    "more files than one": (resource("units", extrapaths=["data/places.csv"]), "resource_is_known"),
    "list with a path that climbs out": (resource("units", path=["data/units.csv", "../more.csv"]), "path_stays_inside"),
    "list with a number": (resource("units", path=["data/units.csv", 5]), "path_stays_inside"),
    "list of nothing": (resource("units", path=[]), "descriptor_fits_profile"),
    "list with a file twice": (resource("units", path=["data/units.csv", "data/units.csv"]), "file_stands_once"),
    "compressed by name alone": (resource("units", path="data/units.csv.gz"), "ending_fits_format"),
    "compressed otherwise": (resource("units", path="data/units.csv.zip", compression="zip"), "resource_is_known"),
    "Parquet by name alone": (resource("units", path="data/units.parquet"), "ending_fits_format"),
    "Parquet with quotes": (resource("units", path="data/units.parquet", format="parquet"), "resource_is_known"),
    "another format": (resource("units", format="tsv"), "resource_is_known"),
    "another quote": (resource("units", dialect={"quoteChar": "'"}), "resource_is_known"),
    "comments": (resource("units", dialect={"commentChar": "#"}), "resource_is_known"),
    "no header": (resource("units", dialect={"header": False}), "resource_is_known"),
    "no delimiter": (resource("units", dialect={"delimiter": ""}), "resource_is_known"),
}


@pytest.mark.parametrize("spoil", SPOILED_DESCRIPTORS)
def test_a_spoiled_descriptor_gives_its_finding(package: Copy, spoil: str) -> None:
    change, rule = SPOILED_DESCRIPTORS[spoil]
    package.describe(change)
    assert rule in {finding.rule for finding in package.check().findings}


SPOILED_SCHEMAS: dict[str, tuple[Callable[[Any], None], str]] = {
    "unknown format": (lambda schema: schema["fields"][0].update(format="email"), "schema_is_known"),
    "unknown constraint": (lambda schema: schema["fields"][0]["constraints"].update(jsonSchema={}), "schema_is_known"),
    "unknown property of a field": (lambda schema: schema["fields"][0].update(rdfType="x"), "schema_is_known"),
    "unknown property": (lambda schema: schema.update(uniqueKeys=[["name"]]), "schema_is_known"),
    "other missing value": (lambda schema: schema.update(missingValues=["", "-"]), "schema_is_known"),
    "key names an unknown field": (lambda schema: schema.update(primaryKey=["id"]), "schema_is_known"),
    "link names an unknown field": (lambda schema: schema["foreignKeys"][0].update(fields=["parent"]), "schema_is_known"),
    "link to an unknown field": (lambda schema: schema["foreignKeys"][0]["reference"].update(fields=["id"]), "link_names_known_column"),
    "field declared twice": (lambda schema: schema["fields"].append(schema["fields"][0]), "schema_is_known"),
    "no fields": (lambda schema: schema.pop("fields"), "schema_is_known"),
    "keys are a number": (lambda schema: schema.update(primaryKey=5), "schema_is_known"),
    "links are no list": (lambda schema: schema.update(foreignKeys={"fields": []}), "schema_is_known"),
    "pattern that is none": (lambda schema: schema["fields"][0]["constraints"].update(pattern="("), "schema_is_known"),
    "pattern that looks ahead": (lambda schema: schema["fields"][0]["constraints"].update(pattern="(?=a)a"), "schema_is_known"),
    "minimum of a text": (lambda schema: schema["fields"][0]["constraints"].update(minimum=1), "schema_is_known"),
    "enum of nothing": (lambda schema: schema["fields"][1]["constraints"].update(enum=[]), "schema_is_known"),
    "enum of numbers": (lambda schema: schema["fields"][1]["constraints"].update(enum=[1]), "schema_is_known"),
    "column with a reserved name": (lambda schema: schema["fields"].append({"name": "record", "type": "string"}), "schema_is_known"),
    "column with two underscores": (lambda schema: schema["fields"].append({"name": "name__text", "type": "string"}), "schema_is_known"),
    "column with SQL": (lambda schema: schema["fields"].append({"name": 'x"; DROP TABLE', "type": "string"}), "schema_is_known"),
    "link of one field to two": (
        lambda schema: schema["foreignKeys"][0]["reference"].update(fields=["unit_id", "name"]),
        "schema_is_known",
    ),
    "link to another type": (
        lambda schema: schema["foreignKeys"].append({"fields": ["name"], "reference": {"resource": "places", "fields": ["latitude"]}}),
        "link_names_known_column",
    ),
    "title is a number": (lambda schema: schema["fields"][0].update(title=5), "descriptor_fits_profile"),
}


@pytest.mark.parametrize("spoil", SPOILED_SCHEMAS)
def test_a_spoiled_schema_gives_its_finding(package: Copy, spoil: str) -> None:
    change, rule = SPOILED_SCHEMAS[spoil]
    schema = package.schema("units")
    change(schema)
    (package.root / "schemas" / "units.schema.json").write_text(json.dumps(schema), encoding="utf-8")
    assert rule in {finding.rule for finding in package.check().findings}


NO_JSON = [b"", b"{", b"[]", b'"text"', b"{'name': 1}", b"\xff\xfe{}", b"null", b"[" * 100_000, b'{"a": "\\ud800"}']
NO_JSON += [b'{"a": 1, "a": 2}', b'{"a": NaN}', b'{"a": 1e999}', b'{"a": ' + b"9" * 5000 + b"}"]


@pytest.mark.parametrize("content", NO_JSON, ids=lambda content: str(content[:12]))
def test_a_descriptor_that_is_no_json_object(package: Copy, content: bytes) -> None:
    package.descriptor.write_bytes(content)
    assert [finding.rule for finding in package.check().findings] == ["descriptor_is_json"]


def test_a_symbolic_link_is_refused(package: Copy, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere.csv"
    package.file("units").rename(outside)
    package.file("units").symlink_to(outside)
    assert "path_stays_inside" in {finding.rule for finding in package.check().findings}


@pytest.mark.parametrize("arguments", [[], ["--format", "json"]])
def test_findings_end_with_exit_code_1_and_the_same_list_in_both_forms(package: Copy, arguments: list[str]) -> None:
    package.edit("events", "landing", status="happened", title="")
    package.describe()
    result = CliRunner().invoke(main, ["--package", str(package.descriptor), "validate", "--no-referee", *arguments])
    assert result.exit_code == 1
    for word in ("cell_is_allowed", "cell_is_filled", "data/events.csv", "happened", "landing"):
        assert word in result.output
    assert "Traceback" not in result.output


@settings(max_examples=examples(0.3), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=200), st.text(alphabet='ab,"\n\r\0 ÿ', max_size=80).map(str.encode)))
def test_no_content_of_a_file_raises(package: Copy, content: bytes) -> None:
    header = package.file("event_units").read_bytes().split(b"\n")[0]
    package.file("event_units").write_bytes(header + b"\n" + content)
    package.describe()
    report = package.check_alone("event_units")
    assert all(finding.path == "data/event_units.csv" for finding in report.findings)
    (package.root / "data" / "event_units.csv").write_bytes(header + b"\nlanding,guard,initiator\n")


def test_an_engine_that_reads_other_rows_than_we_count_is_a_finding(package: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    miscount(monkeypatch, "units")
    report = package.check()
    assert [(finding.rule, finding.table) for finding in report.findings] == [("table_is_readable", "units")]
    assert report.tables["event_units"].not_run == {"link_exists unit_id": "units"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda part: st.lists(part, max_size=2) | st.dictionaries(st.text(max_size=5), part, max_size=2),
    max_leaves=4,
)


RESOURCE_WORDS = ["name", "path", "schema", "dialect", "bytes", "hash", "title", "encoding", "format", "mediatype", "compression"]


@settings(max_examples=examples(0.6), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(word=st.sampled_from(RESOURCE_WORDS), value=JSON)
def test_a_descriptor_opens_or_says_why_not(package: Copy, word: str, value: object) -> None:
    package.describe(lambda descriptor: descriptor["resources"][5].update({word: value}))
    opens_or_says_why(package)


def opens_or_says_why(package: Copy) -> None:
    try:
        open_package(package.descriptor)
    except BrokenPackage as broken:
        assert broken.findings


@settings(max_examples=examples(0.6), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    word=st.sampled_from(["fields", "primaryKey", "foreignKeys", "missingValues"]),
    inner=st.sampled_from([None, "constraints", "categories", "type", "name"]),
    value=JSON,
)
def test_a_schema_opens_or_says_why_not(package: Copy, word: str, inner: str | None, value: object) -> None:
    schema = json.loads((PROJECT / "schemas" / "units.schema.json").read_text(encoding="utf-8"))
    if inner is None:
        schema[word] = value
    else:
        schema["fields"][3][inner] = value
    (package.root / "schemas" / "units.schema.json").write_text(json.dumps(schema), encoding="utf-8")
    opens_or_says_why(package)
