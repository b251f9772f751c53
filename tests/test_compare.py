"""What compare reports is what has changed, all of it, and it knows which version that asks for."""

import gzip
import io
import json
import re
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import scripts.comparison.unzipped as unzipped_module
import scripts.files
from scripts.commands.releasing import FORMS as OFFERED
from scripts.commands.releasing import compare
from scripts.comparison.as_text import apart
from scripts.comparison.forms import FORMS
from scripts.comparison.kinds import KINDS
from scripts.comparison.opening import CannotCompare
from scripts.comparison.retirement import RULES
from tests.comparisons import NAMES, Release, all_printed, applied, compared, in_order, minimal, printed
from tests.conftest import PROJECT, Copy
from tests.releases import VERSION, fit, released
from tests.thoroughness import examples

SCHEMA = json.loads((PROJECT / "docs/comparison.schema.json").read_text(encoding="utf-8"))
RETIRED = ("table_name", "retired_id", "retired_in", "replaced_by", "reason")
GUARD = {"unit_id": "guard"}


def raised(version: str) -> Callable[[Release], object]:
    return lambda release: release.descriptor.update(version=version)


def buried(*ids: str, table: str = "units") -> Callable[[Release], object]:
    """Adds the table of tombstones, with one for each id."""

    def change(release: Release) -> None:
        if "retired" not in release.rows:
            fields = [{"name": name, "type": "string"} for name in RETIRED]
            schema = {"fields": fields, "primaryKey": list(RETIRED[:2])}
            release.descriptor["resources"].append({"name": "retired", "type": "table", "path": "data/retired.csv", "schema": schema})
            release.rows["retired"] = []
        release.rows["retired"] += [dict(zip(RETIRED, (table, name, "2.0.0", "", "Gone."), strict=True)) for name in ids]

    return change


def without(table: str, key: str) -> Callable[[Release], object]:
    return lambda release: release.rows[table].remove(release.row(table, key))


def cell(table: str, key: str, **cells: str) -> Callable[[Release], object]:
    return lambda release: release.row(table, key).update(cells)


def kinds(document: Any) -> set[str]:
    return {change["kind"] for change in document["changes"]}


def rules(document: Any) -> set[str]:
    return {problem["rule"] for problem in document["problems"]}


def table_of(document: Any, name: str) -> Any:
    return next(table for table in document["tables"] if table["name"] == name)


# Every kind of change, by the smallest edit that makes it


def constrained(table: str, column: str, **words: Any) -> Callable[[Release], object]:
    def change(release: Release) -> None:
        found = release.field(table, column).setdefault("constraints", {})
        for word, value in words.items():
            found.pop(word, None) if value is None else found.update({word: value})
        if found.get("enum") is not None:
            release.field(table, column).pop("categories", None)

    return change


def with_column(release: Release) -> None:
    release.schema("units")["fields"].append({"name": "colour", "type": "string"})
    release.row("units", "guard")["colour"] = "red"


def without_column(release: Release) -> None:
    release.schema("units")["fields"].remove(release.field("units", "short_name"))
    for row in release.rows["units"]:
        del row["short_name"]


def reordered(release: Release) -> None:
    release.schema("units")["fields"].append(release.schema("units")["fields"].pop(1))
    for row in release.rows["units"]:
        row["name"] = row.pop("name")


def moved(release: Release) -> None:
    release.resource("units")["path"] = "data/forces.csv"


def tabbed(release: Release) -> None:
    release.resource("units")["dialect"]["delimiter"] = "\t"


ALLOWED = ["government", "opposition", "none"]
MADE: dict[str, tuple[list[Callable[[Release], object]], list[Callable[[Release], object]]]] = {
    # kind: what the old release has besides, and what is done to the new one
    "identity_changed": ([], [lambda release: release.descriptor.update(name="other")]),
    "licence_changed": ([], [lambda release: release.descriptor["licenses"][0].update(name="CC0-1.0")]),
    "table_removed": ([], [lambda release: release.drop("event_places")]),
    "file_moved": ([], [moved]),
    "file_form_changed": ([], [tabbed]),
    "column_removed": ([], [without_column]),
    "type_changed": ([], [lambda release: release.field("units", "note").update(format="uri")]),
    "key_changed": ([], [lambda release: release.schema("event_places").update(primaryKey=["event_id", "place_id", "role"])]),
    "link_removed": ([], [lambda release: release.schema("units").pop("foreignKeys")]),
    "value_withdrawn": ([constrained("units", "side", enum=ALLOWED)], [constrained("units", "side", enum=ALLOWED[:2])]),
    "no_longer_filled": ([], [constrained("units", "name", required=None)]),
    "no_longer_unique": ([constrained("units", "name", unique=True)], [constrained("units", "name", unique=False)]),
    "id_removed": ([buried()], [without("units", "guard")]),
    "table_added": ([], [lambda release: release.add("further", "units")]),
    "column_added": ([], [with_column]),
    "columns_reordered": ([], [reordered]),
    "link_added": ([lambda release: release.schema("units").pop("foreignKeys")], []),
    "value_admitted": ([constrained("units", "side", enum=ALLOWED[:2])], [constrained("units", "side", enum=ALLOWED)]),
    "limit_changed": ([], [constrained("units", "name", maxLength=99)]),
    "row_added": ([without("units", "guard")], []),
    "cell_changed": ([], [cell("units", "guard", note="Of the palace.")]),
    "row_removed": ([], [lambda release: release.rows["event_units"].pop()]),
    "meaning_reworded": ([], [lambda release: release.field("units", "name").update(description="Another thing.")]),
    "words_changed": ([], [lambda release: release.descriptor.update(title="Islands")]),
    "file_rewritten": ([], [lambda release: release.rows["units"].reverse()]),
}


def pair(kind: str) -> tuple[Release, Release]:
    """The old and the new release of a kind; where the old one lacks something, the new one is the minimal package."""
    before, after = MADE[kind]
    old = minimal().changed(*before)
    return (old, old.changed(*after)) if after else (old, minimal())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_change_is_found_alone_and_asks_for_its_version(kind: str, tmp_path: Path) -> None:
    assert KINDS.keys() == MADE.keys()
    old, new = pair(kind)
    old.written(tmp_path / "old")
    new.written(tmp_path / "new")
    forms = all_printed(tmp_path / "old", tmp_path / "new")
    document = json.loads(forms["json"])
    assert kinds(document) == {kind}
    assert (document["needed"], document["given"]) == (KINDS[kind].bump, "none")
    assert "version_fits" in rules(document) and not document["fits"]
    assert [change["to_judge"] for change in document["changes"]] == [KINDS[kind].is_to_judge] * len(document["changes"])
    assert KINDS[kind].words in forms["text"] and f"ask for: a new {KINDS[kind].bump} version" in forms["text"]
    assert forms["markdown"].startswith(("### Data\n- ", "### Schema\n- "))
    assert ("**" in forms["markdown"]) == (KINDS[kind].bump == "major")


@pytest.mark.parametrize("kind", ["id_removed", "column_removed", "row_added", "column_added", "cell_changed", "meaning_reworded"])
@pytest.mark.parametrize("version", ["1.2.3", "1.2.4", "1.3.0", "2.0.0", "3.1.4"])
def test_a_version_fits_if_it_is_raised_far_enough(kind: str, version: str, tmp_path: Path) -> None:
    old, new = pair(kind)
    document = compared(old, new.changed(raised(version), *([buried("guard")] if kind == "id_removed" else [])), tmp_path)
    given = {"1.2.3": "none", "1.2.4": "patch", "1.3.0": "minor"}.get(version, "major")
    order = ["none", "patch", "minor", "major"]
    assert document["given"] == given
    assert document["fits"] == (order.index(given) >= order.index(KINDS[kind].bump)), rules(document)


def test_nothing_changed_needs_no_version_and_admits_one(tmp_path: Path) -> None:
    for version, fits in (("1.2.3", True), ("1.2.4", True), ("1.2.2", False), ("0.9.9", False)):
        document = compared(minimal(), minimal().changed(raised(version)), tmp_path)
        assert (document["changes"], document["needed"], document["fits"]) == ([], "none", fits)


@pytest.mark.parametrize("version", ["1.2", "v1.2.3", "1.2.3-beta", "01.2.3", "", "1.2.3\n"])
def test_what_is_no_version_does_not_fit(version: str, tmp_path: Path) -> None:
    document = compared(minimal(), minimal().changed(raised(version)), tmp_path)
    assert (document["given"], rules(document)) == (None, {"version_is_one"})


def test_the_meaning_of_an_allowed_value_is_to_be_judged(tmp_path: Path) -> None:
    def reworded(release: Release) -> None:
        release.field("units", "side")["categories"][0]["label"] = "Another side"

    old, new = minimal(), minimal().changed(reworded, raised("1.2.4"))
    document = compared(old, new, tmp_path)
    assert kinds(document) == {"meaning_reworded"} and document["fits"]
    assert "Please judge" in printed(tmp_path / "old", tmp_path / "new", "text")


# Ids


def test_an_id_that_goes_needs_a_tombstone(tmp_path: Path) -> None:
    gone = minimal().changed(without("units", "guard"), raised("2.0.0"))
    for new, fits in ((gone, False), (gone.changed(buried("crown")), False), (gone.changed(buried("guard", table="events")), False)):
        document = compared(minimal(), new, tmp_path)
        assert document["fits"] == fits and "removed_id_has_tombstone" in rules(document)
        assert next(one for one in document["problems"] if one["rule"] == "removed_id_has_tombstone")["ids"] == ["guard"]
    assert compared(minimal(), gone.changed(buried("guard")), tmp_path)["fits"]


def test_a_retired_id_stays_away_and_its_tombstone_stays(tmp_path: Path) -> None:
    old = minimal().changed(without("units", "guard"), buried("guard"))
    back = minimal().changed(buried("guard"), raised("2.0.0"))
    assert rules(compared(old, back, tmp_path)) == {"retired_id_stays_away"}
    assert rules(compared(old, minimal().changed(raised("2.0.0")), tmp_path)) == {"tombstone_stays", "retired_id_stays_away"}
    lost = old.changed(lambda release: release.rows["retired"].clear(), raised("2.0.0"))
    [problem] = compared(old, lost, tmp_path)["problems"]
    assert (problem["rule"], problem["ids"], problem["count"]) == ("tombstone_stays", ["units guard"], 1)
    assert compared(old, old.changed(raised("2.0.0")), tmp_path)["fits"]


@pytest.mark.parametrize(
    ("since", "fits"), [("2.0.0", True), ("1.10.0", True), ("1.2.4", True), ("1.2.3", False), ("2.0.1", False), ("x", False)]
)
def test_a_tombstone_names_a_version_between_the_two(since: str, fits: bool, tmp_path: Path) -> None:
    new = minimal().changed(without("units", "guard"), buried("guard"), raised("2.0.0"))
    new.rows["retired"][0]["retired_in"] = since
    document = compared(minimal(), new, tmp_path)
    assert (document["fits"], rules(document)) == (fits, set() if fits else {"tombstone_names_its_version"})


def test_of_older_tombstones_no_version_is_asked(tmp_path: Path) -> None:
    old = minimal().changed(without("units", "guard"))
    new = old.changed(buried("guard", "crown-of-old"), raised("2.0.0"))
    new.rows["retired"][0]["retired_in"] = "1.0.0"
    assert compared(old, new, tmp_path)["fits"]


def test_every_rule_on_ids_says_what_to_do() -> None:
    assert set(SCHEMA["properties"]["problems"]["items"]["properties"]["rule"]["enum"]) > RULES.keys()
    assert all(re.search(r"[:,] .*(add|bring|give|correct)", message) for message in RULES.values())


def test_rows_of_tables_without_ids_of_their_own_need_no_tombstone(tmp_path: Path) -> None:
    new = minimal().changed(lambda release: release.rows["event_units"].pop(), raised("1.2.4"))
    assert compared(minimal(), new, tmp_path)["fits"]


def test_an_id_with_another_name_is_a_perhaps(tmp_path: Path) -> None:
    document = compared(minimal(), minimal().changed(cell("units", "guard", unit_id="guards")), tmp_path)
    assert table_of(document, "units")["perhaps_renamed_ids"] == [{"old": "guard", "new": "guards"}]
    text = printed(tmp_path / "old", tmp_path / "new", "text")
    assert "- guard (perhaps renamed to guards)" in text
    assert "`guard` (perhaps now `guards`)" in printed(tmp_path / "old", tmp_path / "new", "markdown")
    other = minimal().changed(cell("units", "guard", unit_id="guards", name="Others"))
    assert table_of(compared(minimal(), other, tmp_path), "units")["perhaps_renamed_ids"] == []


def test_of_two_equal_rows_none_is_a_perhaps(tmp_path: Path) -> None:
    def twin(release: Release) -> None:
        release.rows["units"].append(release.row("units", "guard") | {"unit_id": "twin"})

    new = minimal().changed(twin, cell("units", "guard", unit_id="a"), cell("units", "twin", unit_id="b"))
    assert table_of(compared(minimal().changed(twin), new, tmp_path), "units")["perhaps_renamed_ids"] == []


# Columns, keys and tables


def test_a_column_with_another_name_is_a_perhaps(tmp_path: Path) -> None:
    def renamed(old: str, new: str) -> Callable[[Release], None]:
        def change(release: Release) -> None:
            release.field("units", old)["name"] = new
            for row in release.rows["units"]:
                row[new] = row.pop(old)
            release.schema("units")["primaryKey"] = [new if name == old else name for name in release.schema("units")["primaryKey"]]
            if old == "unit_id":
                release.schema("units").pop("foreignKeys")

        return change

    for old, new in (("side", "party"), ("unit_id", "unit")):
        document = compared(minimal(), minimal().changed(renamed(old, new)), tmp_path)
        assert {"old": old, "new": new} in table_of(document, "units")["perhaps_renamed_columns"]
    assert "perhaps unit_id with another name" in printed(tmp_path / "old", tmp_path / "new", "text")
    other = minimal().changed(renamed("side", "party"), cell("units", "guard", party="none"))
    assert table_of(compared(minimal(), other, tmp_path), "units")["perhaps_renamed_columns"] == []


def test_a_table_with_another_name_is_a_perhaps(tmp_path: Path) -> None:
    def renamed(release: Release) -> None:
        release.add("forces", "units")
        release.drop("units")
        release.row("forces", "guard")["note"] = "Of the palace."

    document = compared(minimal(), minimal().changed(renamed), tmp_path)
    assert document["perhaps_renamed_tables"] == [{"old": "units", "new": "forces"}]
    assert "table forces is perhaps units with another name" in printed(tmp_path / "old", tmp_path / "new", "text")
    different = minimal().changed(renamed, lambda release: [row.update(note="x") for row in release.rows["forces"]])
    assert compared(minimal(), different, tmp_path)["perhaps_renamed_tables"] == []


def test_an_added_column_is_told_with_what_it_holds(tmp_path: Path) -> None:
    document = compared(minimal(), minimal().changed(with_column), tmp_path)
    units = table_of(document, "units")
    assert units["filled"] == {"colour": [{"key": GUARD, "value": "red"}]} and units["changed"] == []


def test_a_changed_key_still_tells_rows_apart(tmp_path: Path) -> None:
    _, new = pair("key_changed")
    new.rows["event_places"][0]["control_after"] = "contested"
    table = table_of(compared(minimal(), new, tmp_path), "event_places")
    assert table["key"] == ["event_id", "place_id", "role"] and table["counts"]["changed"] == 1


def test_keys_that_stand_twice_are_told_and_their_rows_compared_as_wholes(tmp_path: Path) -> None:
    def doubled(release: Release) -> None:
        release.rows["units"] += [release.row("units", "guard") | {"note": "Again."}] * 2

    document = compared(minimal(), minimal().changed(doubled, cell("units", "crown", note="Old.")), tmp_path)
    units = table_of(document, "units")
    assert units["repeated_keys"] == {"old": 0, "new": 1}
    assert units["counts"] == {"added": 2, "removed": 0, "changed": 1}
    assert kinds(document) == {"row_added", "cell_changed"}
    assert "keys that stand more than once in the new release: 1;" in printed(tmp_path / "old", tmp_path / "new", "text")


def test_a_table_without_a_key_is_compared_by_whole_rows(tmp_path: Path) -> None:
    old = minimal().changed(lambda release: release.schema("units").pop("primaryKey"))
    document = compared(old, old.changed(cell("units", "guard", note="Old.")), tmp_path)
    assert table_of(document, "units")["counts"] == {"added": 1, "removed": 1, "changed": 0}
    assert "compared as wholes" in printed(tmp_path / "old", tmp_path / "new", "text")


# Whatever changes: applied to the old release, the report gives the new one

CELLS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=4) | st.sampled_from(
    ["", '"', ",", "'", " ", "NULL", "null"]
)


def keyed(release: Release, table: str, names: list[str]) -> None:
    release.schema(table).pop("primaryKey", None)
    if names:
        release.schema(table)["primaryKey"] = names


def edited(release: Release, draw: st.DataObject) -> None:
    """One random edit."""
    tables = list(release.rows)
    edit = draw.draw(
        st.sampled_from(["cell", "cell", "cell", "remove", "insert", "double", "add column", "drop column", "order", "key", "drop", "add"])
    )
    if edit == "drop" and len(tables) > 1:
        release.drop(draw.draw(st.sampled_from(tables)))
        return
    table = draw.draw(st.sampled_from(tables))
    if edit == "add":
        name = draw.draw(st.sampled_from(["further", "others"]))
        if name not in release.rows:
            release.add(name, table)
        return
    rows, fields = release.rows[table], release.schema(table)["fields"]
    names = [field["name"] for field in fields]
    if edit == "add column" and "further" not in names:
        fields.insert(draw.draw(st.integers(0, len(fields))), {"name": "further", "type": "string"})
        for row in rows:
            row["further"] = draw.draw(CELLS)
    elif edit == "drop column" and len(names) > 2:
        name = draw.draw(st.sampled_from(names))
        fields[:] = [field for field in fields if field["name"] != name]
        keyed(release, table, [one for one in release.schema(table).get("primaryKey", []) if one != name])
        release.schema(table).pop("foreignKeys", None)
        for row in rows:
            del row[name]
    elif edit == "order":
        fields[:] = draw.draw(st.permutations(fields))
    elif edit == "key":
        keyed(release, table, draw.draw(st.lists(st.sampled_from(names), unique=True, max_size=3)))
    elif edit == "insert":
        rows.append({name: draw.draw(CELLS) for name in names})
    elif rows and edit in ("cell", "remove", "double"):
        row = draw.draw(st.sampled_from(rows))
        if edit == "cell":
            row[draw.draw(st.sampled_from(names))] = draw.draw(CELLS)
        elif edit == "double":
            rows.append(dict(row))
        else:
            rows.remove(row)


@given(st.data())
@settings(max_examples=examples(0.6))
def test_what_is_reported_makes_the_old_release_the_new_one(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    old = minimal()
    for _ in range(data.draw(st.integers(0, 2))):
        edited(old, data)
    new = old.changed()
    for _ in range(data.draw(st.integers(0, 6))):
        edited(new, data)
    for release in (old, new):
        release.rows = {
            name: [{column: row[column] for column in release.names(name)} for row in rows] for name, rows in release.rows.items()
        }
    folder = tmp_path_factory.mktemp("pair")
    document = json.loads(all_printed(old.written(folder / "old"), new.written(folder / "new"), most=2)["json"])
    Draft202012Validator(SCHEMA).validate(document)
    made = applied(old.rows, document)
    assert {name: in_order(rows) for name, rows in made.items()} == {name: in_order(rows) for name, rows in new.rows.items()}
    for table in document["tables"]:
        assert {what: len(table[what]) for what in ("added", "removed", "changed")} == table["counts"]
        assert table["rows"] == {side: len(one.rows.get(table["name"], [])) for side, one in (("old", old), ("new", new))}
    if kinds(document) <= {"file_rewritten"}:
        assert {name: in_order(rows) for name, rows in old.rows.items()} == {name: in_order(rows) for name, rows in new.rows.items()}


# Forms


def test_the_forms_that_are_offered_are_those_that_there_are() -> None:
    assert tuple(FORMS) == OFFERED


def test_text_shows_some_rows_and_counts_all(tmp_path: Path) -> None:
    def many(release: Release) -> None:
        release.rows["units"] += [
            release.row("units", "guard") | {"unit_id": f"guard-{number:02}", "name": f"{number}"} for number in range(30)
        ]
        release.row("units", "crown")["note"] = "x" * 1_000

    new = minimal().changed(many)
    document = compared(minimal(), new, tmp_path)
    assert len(table_of(document, "units")["added"]) == 30
    text, markdown = (printed(tmp_path / "old", tmp_path / "new", form, 5) for form in ("text", "markdown"))
    assert text.count("  + guard-") == 5 and "… and 25 more added" in text and "3 -> 33 rows: 30 added, 1 changed" in text
    assert "(1,000 characters)" in text and max(map(len, text.splitlines())) < 200
    assert markdown.count("`guard-") == 5 and " and 25 more." in markdown
    assert max(map(len, markdown.splitlines())) < 300


def test_the_markdown_is_ready_for_the_change_log(tmp_path: Path) -> None:
    new = minimal().changed(cell("units", "guard", note="A | b"), with_column, without_column)
    minimal().written(tmp_path / "old")
    new.written(tmp_path / "new")
    note = minimal().row("units", "guard")["note"]
    before = f"`{note}`" if note else "(empty)"
    assert printed(tmp_path / "old", tmp_path / "new", "markdown").splitlines() == [
        "### Data",
        f"- `units` `guard`: `note` {before} is now `A | b`.",
        "",
        "### Schema",
        "- **`units`.`short_name`: a column was removed.**",
        "- `units`.`colour`: a column was added.",
        "",
    ]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("a", "b", ("a", "b")),
        ("", "b", ("(empty)", "b")),
        ("x" * 60, "", (f"{'x' * 60}", "(empty)")),
        (f"{'x' * 80}a", f"{'x' * 80}b", (f"…{'x' * 15}a", f"…{'x' * 15}b")),
        (f"{'x' * 80}", f"{'x' * 80}b", (f"…{'x' * 15}", f"…{'x' * 15}b")),
        (f"a{'x' * 80}", f"b{'x' * 80}", (f"a{'x' * 59}… (81 characters)", f"b{'x' * 59}… (81 characters)")),
    ],
)
def test_two_wide_values_are_shown_where_they_differ(old: str, new: str, shown: tuple[str, str]) -> None:
    assert apart(old, new) == shown


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_what_is_in_a_file_does_not_steer_the_terminal(form: str, tmp_path: Path) -> None:
    hostile = "\u202egnp.exe\u200b \x7f\x9b31m"
    minimal().written(tmp_path / "old")
    minimal().changed(cell("units", "guard", name=hostile, unit_id=hostile), raised(hostile)).written(tmp_path / "new")
    assert all(line.isprintable() for line in printed(tmp_path / "old", tmp_path / "new", form).splitlines())


# Where releases come from


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(compare, list(map(str, arguments)))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.thorough
def test_a_zip_a_folder_and_a_descriptor_are_the_same_release(package: Copy, tmp_path_factory: pytest.TempPathFactory) -> None:
    target = tmp_path_factory.mktemp("released") / "dist"
    released(fit(package), target)
    forms = [target / f"idlib-april-2012-{VERSION}.zip", package.root, package.descriptor]
    for old, new in zip(forms, [*forms[1:], forms[0]], strict=True):
        code, output = run(old, new)
        assert code == 0 and "nothing has changed" in output


def test_the_command_ends_with_0_1_or_2(tmp_path: Path) -> None:
    old = minimal().written(tmp_path / "old")
    fine = minimal().changed(cell("units", "guard", note="Old."), raised("1.2.4")).written(tmp_path / "fine")
    small = minimal().changed(with_column, raised("1.2.4")).written(tmp_path / "small")
    assert run(old, fine)[0] == 0
    code, output = run(old, small)
    assert code == 1 and "FAILED The changes ask for a new minor version; from 1.2.3 to 1.2.4 is patch." in output
    assert json.loads(run(old, small, "--format", "json")[1])["fits"] is False
    code, output = run(old, tmp_path / "none")
    assert (code, output.count("\n")) == (2, 1) and output.startswith("could not run: ") and "none" in output


def test_tables_may_be_packed_or_parquet_on_either_side(tmp_path: Path) -> None:
    new = minimal().changed(cell("units", "guard", note="Old."))
    minimal().written(tmp_path / "old")
    new.written(tmp_path / "new")
    (tmp_path / "new/data/event_units.csv.gz").write_bytes(gzip.compress((tmp_path / "new/data/event_units.csv").read_bytes()))
    duckdb.execute(f"COPY (FROM read_csv('{tmp_path}/new/data/units.csv', all_varchar=true)) TO '{tmp_path}/new/data/units.parquet'")
    new.resource("event_units").update(path="data/event_units.csv.gz", compression="gz")
    units = {"path": "data/units.parquet", "format": "parquet", "mediatype": "application/vnd.apache.parquet"}
    new.resource("units").update(units)
    for word in ("dialect", "encoding"):
        new.resource("units").pop(word, None)
    (tmp_path / "new/datapackage.json").write_text(json.dumps(new.descriptor), encoding="utf-8")
    document = json.loads(printed(tmp_path / "old", tmp_path / "new"))
    assert table_of(document, "units")["counts"] == {"added": 0, "removed": 0, "changed": 1}
    assert table_of(document, "event_units")["counts"] == {"added": 0, "removed": 0, "changed": 0}
    assert {"file_moved", "file_form_changed", "cell_changed"} <= kinds(document)


def with_line(root: Path, line: str) -> None:
    file = root / "data/units.csv"
    file.write_text(f"{file.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")


SPOILED: dict[str, tuple[Callable[[Path], object], str]] = {
    "no descriptor": (lambda root: (root / "datapackage.json").unlink(), "datapackage.json cannot be read"),
    "a broken descriptor": (lambda root: (root / "datapackage.json").write_text("{"), "descriptor_is_json"),
    "no file": (lambda root: (root / "data/units.csv").unlink(), "file_exists"),
    "a ragged row": (lambda root: with_line(root, "a,b"), "row_has_every_cell"),
    "another header": (lambda root: (root / "data/units.csv").write_text("a,b\n"), "header_equals_schema"),
    "an open quote": (lambda root: with_line(root, 'a,"b'), "quotes_are_closed"),
    "bytes that are no text": (lambda root: (root / "data/units.csv").write_bytes(b"\xff\n"), "file_is_utf8|header_equals_schema"),
}


@pytest.mark.parametrize("oddity", SPOILED)
@pytest.mark.parametrize("side", ["old", "new"])
def test_what_cannot_be_read_cannot_be_compared(oddity: str, side: str, tmp_path: Path) -> None:
    roots = {name: minimal().written(tmp_path / name) for name in ("old", "new")}
    spoil, said = SPOILED[oddity]
    spoil(roots[side])
    with pytest.raises(CannotCompare, match=said):
        printed(roots["old"], roots["new"])


# Zips from strangers


def zipped(file: Path, *members: tuple[zipfile.ZipInfo | str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file


def special(name: str, kind: int) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.external_attr = (kind | 0o777) << 16
    return member


DESCRIPTOR = ("x/datapackage.json", b"{}")
HOSTILE_ZIPS: dict[str, tuple[list[tuple[zipfile.ZipInfo | str, bytes]], str]] = {
    "a path that climbs out": ([DESCRIPTOR, ("x/../../out", b"")], "leads out of the folder"),
    "an absolute path": ([DESCRIPTOR, ("/tmp/out", b"")], "leads out of the folder"),
    "a path of Windows": ([DESCRIPTOR, ("C:\\out", b"")], "leads out of the folder"),
    "a link": ([DESCRIPTOR, (special("x/data", stat.S_IFLNK), b"/etc")], "is a link"),
    "a device": ([DESCRIPTOR, (special("x/data", stat.S_IFCHR), b"")], "is a link or something else"),
    "a folder that is a link": ([DESCRIPTOR, (special("x/data/", stat.S_IFLNK), b"")], "is a link"),
    "names that differ in case": ([DESCRIPTOR, ("X/datapackage.JSON", b"{}")], "stands in it twice"),
    "a file that is a folder": ([DESCRIPTOR, ("x/a", b""), ("x/a/b", b"")], "is a file and a folder at once"),
    "a folder that is a file": ([DESCRIPTOR, ("x/a/b", b""), ("x/a", b"")], "is a file and a folder at once"),
    "two descriptors": ([DESCRIPTOR, ("y/datapackage.json", b"{}")], "has 2 files datapackage.json"),
    "no descriptor": ([("x/y/datapackage.json", b"{}")], "has 0 files datapackage.json"),
    "a bomb": ([DESCRIPTOR, ("x/zeros", bytes(3_000_000))], "of at most 2,000,000"),
    "many members": ([DESCRIPTOR, *((f"x/{number}", b"") for number in range(30))], "of at most 20"),
}


@pytest.fixture
def bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unzipped_module, "MOST_MEMBERS", 20)
    monkeypatch.setattr(scripts.files, "ALWAYS_ADMITTED", 2_000_000)


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("oddity", HOSTILE_ZIPS)
def test_a_hostile_zip_is_refused(oddity: str, tmp_path: Path) -> None:
    members, said = HOSTILE_ZIPS[oddity]
    file = zipped(tmp_path / "release.zip", *members)
    with pytest.raises(CannotCompare, match=said):
        printed(file, minimal().written(tmp_path / "new"))
    assert not Path("/tmp/out").exists() and sorted(path.name for path in tmp_path.iterdir()) == ["new", "release.zip"]
    code, output = run(file, tmp_path / "new")
    assert (code, output.count("\n")) == (2, 1)


def patched(content: bytes, offset_local: int, offset_central: int, value: bytes) -> bytes:
    """The zip with some bytes of the header of its last member replaced, where it stands and in the list at the end."""
    local, central = content.rindex(b"PK\x03\x04"), content.rindex(b"PK\x01\x02")
    changed = bytearray(content)
    changed[local + offset_local : local + offset_local + len(value)] = value
    changed[central + offset_central : central + offset_central + len(value)] = value
    return bytes(changed)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda content: patched(content, 6, 8, b"\x01\x00"), "is encrypted"),
        (lambda content: patched(content, 8, 10, struct.pack("<H", 14)), "packed in a way"),
        (lambda content: patched(content, 22, 24, struct.pack("<I", 10)), "cannot be unzipped"),
        (lambda content: patched(content, 14, 16, b"\0\0\0\0"), "cannot be unzipped"),
        (lambda content: content.replace(b"PK\x03\x04", b"PK\x03\x05"), "cannot be unzipped"),
        (lambda content: content[:40] + content[60:], "cannot be (unzipped|read)"),
    ],
    ids=["encrypted", "packed otherwise", "a size that lies", "another sum", "no header", "bytes missing"],
)
def test_a_damaged_zip_is_refused(spoil: Callable[[bytes], bytes], said: str, tmp_path: Path) -> None:
    file = zipped(tmp_path / "release.zip", DESCRIPTOR, ("x/zeros", bytes(100_000)))
    file.write_bytes(spoil(file.read_bytes()))
    with pytest.raises(CannotCompare, match=said):
        printed(file, minimal().written(tmp_path / "new"))


@given(st.binary(max_size=60), st.integers(0, 10_000))
@settings(max_examples=examples(0.4))
def test_a_zip_with_any_bytes_changed_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, noise: bytes, place: int) -> None:
    folder = tmp_path_factory.mktemp("noise")
    root, stream = minimal().written(folder / "new"), io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for file in sorted(root.rglob("*.*")):
            archive.write(file, f"x/{file.relative_to(root)}")
    content = bytearray(stream.getvalue())
    place %= len(content)
    content[place : place + len(noise)] = noise
    (folder / "release.zip").write_bytes(content)
    try:
        printed(folder / "release.zip", root)
    except CannotCompare as error:
        assert str(error)


def test_the_tables_of_these_tests_are_of_both_kinds() -> None:
    keys = [len(minimal().schema(name)["primaryKey"]) for name in NAMES]
    assert min(keys) == 1 < max(keys)
