"""The codebook says everything that the schemas, rules and views say, and says it legibly; the schemas give it words to say."""

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import schemas.rules  # noqa: F401 - fills the registry
from schemas.column_types import COLUMN_TYPES
from schemas.constraints import CONSTRAINTS
from schemas.examples import EXAMPLES
from schemas.examples.cells import CELL_EXAMPLES
from schemas.examples.changes import Change, Content, Example, Miscount, ParquetFile, Replacement, Words, new, row, without
from schemas.rule import RULES
from schemas.table_schema import Field
from scripts.codebook import CannotDescribe, codebook, written
from scripts.example_words import words
from scripts.markdown import cell, code, deeper, prose
from scripts.package import open_package
from scripts.views import View, views
from tests.conftest import PROJECT, Copy
from tests.generated_pages import loose_links, uneven_tables

PACKAGE = open_package(PROJECT / "datapackage.json")
CODEBOOK = PROJECT / "docs/codebook.md"
TEXT = CODEBOOK.read_text(encoding="utf-8")
CONVENTIONS = (PROJECT / "docs/conventions.md").read_text(encoding="utf-8")
TABLES = list(PACKAGE.tables.values())
COLUMNS = [pytest.param(table.name, column, id=f"{table.name}.{column.name}") for table in TABLES for column in table.schema.fields]


def section(name: str) -> str:
    """What the codebook says under the heading `name`."""
    found = re.search(rf"^### {name}\n(.*?)(?=^##)", TEXT + "## ", flags=re.MULTILINE | re.DOTALL)
    assert found is not None, name
    return found[1]


def test_the_committed_codebook_is_fresh() -> None:
    assert written(PACKAGE, CODEBOOK, check=True) is None


@pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])
def test_every_table_says_what_one_row_is(table: Any) -> None:
    assert table.description.startswith("One row per ")
    assert table.description in section(table.name)
    assert table.title


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_column_has_its_line_in_the_codebook(table: str, column: Field) -> None:
    assert column.title
    assert column.description
    assert column.example
    [line] = [line for line in section(table).splitlines() if line.startswith(f"| `{column.name}` | {column.type}")]
    assert f"**{column.title}.** {prose(column.description)} | {code(column.example)} |" in line
    for value, meaning in column.categories.items():
        assert f"| `{column.name}` | `{value}` | {meaning} |" in section(table)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_example_is_valid_in_its_column(table: str, column: Field) -> None:
    assert re.fullmatch(COLUMN_TYPES[column.type].form, column.example)
    assert column.type != "date" or date.fromisoformat(column.example)
    assert column.format != "uri" or re.match(r"[a-z]+://", column.example)
    for word, value in column.constraints.items():
        assert fulfils(column.example, word, value), f"{table}.{column.name}: {column.example} breaks {word}"


def fulfils(example: str, word: str, value: Any) -> bool:
    truths: dict[str, Callable[[], bool]] = {
        "required": lambda: True,
        "unique": lambda: True,
        "enum": lambda: example in value,
        "pattern": lambda: re.fullmatch(value, example) is not None,
        "minLength": lambda: len(example) >= value,
        "maxLength": lambda: len(example) <= value,
        "minimum": lambda: float(example) >= value,
        "maximum": lambda: float(example) <= value,
    }
    assert truths.keys() == CONSTRAINTS.keys() | {"unique"}
    return truths[word]()


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_every_rule_stands_under_its_table_and_in_the_catalogue(rule: Any) -> None:
    assert f"| [`{rule.name}`](#rules-on-{rule.table}) | {cell(prose(rule.sentence))} |" in section(rule.table)
    said = f"{rule.severity} | {cell(prose(rule.sentence))} *To mend:* {cell(prose(rule.hint))}"
    assert f"| `{rule.name}` | {said} | {cell(words(EXAMPLES[rule.name]))} |" in section(f"Rules on {rule.table}")


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_rule_stands_once_in_the_catalogue_with_its_example(name: str) -> None:
    [line] = re.findall(rf"^\| `{name}` \| (?:error|warning) \| .*$", TEXT, flags=re.MULTILINE)
    assert line.endswith(f" | {cell(words(EXAMPLES[name]))} |")


def test_the_catalogue_has_every_group_and_the_number_of_its_rules() -> None:
    told = dict(re.findall(r"^- \[(Rules on .+)\]\(#.+\): (\d+)$", TEXT, flags=re.MULTILINE))
    assert {title: section(title).count("\n| `") for title in told} == {title: int(number) for title, number in told.items()}
    assert f": {len(EXAMPLES)} rules, each once" in TEXT
    assert sum(map(int, told.values())) == len(EXAMPLES)
    assert section("Rules on every cell").count("\n| `") == len(CELL_EXAMPLES)


def test_a_rule_without_an_example_cannot_be_described(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(EXAMPLES, "values_in_order")
    with pytest.raises(CannotDescribe, match=r"^The rule values_in_order has no example in schemas/examples/\.$"):
        codebook(PACKAGE)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (row("events", "plan", title="A | B", note=""), r"`events`, row `plan`: `title` = `A \| B`, `note` empty"),
        (row("sources", "atlas", sha256="0" * 64), "`sources`, row `atlas`: `sha256` = `0` 64 times"),
        (without("events", "plan"), "`events`, row `plan`: taken out"),
        (new("events", event_id="feast"), "`events`, a new row: `event_id` = `feast`"),
        (Replacement("a.csv", b"a\n", b"\xff\0'"), r"`a.csv`: `a\n` becomes `\xff\x00'`"),
        (Replacement("a.csv", b"a", b"a" * 2_000), "`a.csv`: `a` becomes `a` 2,000 times"),
        (Content("a.csv", None), "`a.csv`: taken away"),
        (Content("a.csv", b""), "`a.csv`: empty"),
        (Content("a.csv", b"a"), "`a.csv`: `a` and nothing else"),
        (ParquetFile("a.parquet", "FROM a"), "`a.parquet`: the rows of `FROM a`"),
        (Miscount("a"), "no file is known that does; the tests let the validator count a row of `a` too few"),
        (Words("a.json", (), {"path": ["b"], "c": None, "d": None}), '`a.json`: `path` = `["b"]`, without `c` and `d`'),
        (Words("a.json", ("fields", "x"), {"y": 1}), "`a.json`, at `fields/x`: `y` = `1`"),
        (Words("a.json", ("fields", "-"), {"y": 1}), "`a.json`, a new item of `fields`: `y` = `1`"),
    ],
)
def test_a_change_is_told_in_words(change: Change, expected: str) -> None:
    assert cell(words(Example([1], [change]))) == expected
    both = Example([1], [change, change], {"rule_b", "rule_a"})
    assert cell(words(both)) == f"{expected}; {expected} (breaks `rule_a` and `rule_b` as well)"


@pytest.mark.parametrize("view", views(), ids=lambda view: view.name)
def test_every_view_stands_there_with_its_columns(view: View) -> None:
    assert prose(view.description) in section(view.name)
    assert view.call in section(view.name)
    for name, sentence in {**view.columns, **view.parameters}.items():
        assert f"| `{name}` | {cell(prose(sentence))} |" in section(view.name)


def test_every_link_leads_to_a_heading() -> None:
    assert loose_links(TEXT) == set()


def test_the_rows_of_a_table_have_the_same_number_of_cells() -> None:
    assert uneven_tables(TEXT) == []


@pytest.fixture
def described(package: Copy) -> Copy:
    """The minimal package with conventions."""
    (package.root / "docs").mkdir()
    (package.root / "docs/conventions.md").write_text("# Coding conventions\n\nNone.\n\n## More\n", encoding="utf-8")
    return package


def change_schema(package: Copy, table: str, column: str, **words: Any) -> None:
    schema = package.schema(table)
    [field] = [field for field in schema["fields"] if field["name"] == column]
    field |= words
    (package.root / "schemas" / f"{table}.schema.json").write_text(json.dumps(schema), encoding="utf-8")


@pytest.mark.thorough
def test_the_codebook_follows_schema_data_descriptor_and_conventions(described: Copy) -> None:
    before = codebook(open_package(described.descriptor))
    assert "## Coding conventions\n\nNone.\n\n### More\n" in before
    assert "| `echelon` | `brigade` | Brigade of a regular army | 1 |" in before
    change_schema(described, "units", "short_name", description="Known as *this* | [that].", example="a`b|c")
    described.edit("units", "guard", echelon="division", note="Tall.")
    described.describe(lambda descriptor: descriptor.update(version="9.9.9"))
    after = codebook(open_package(described.descriptor))
    assert r"Known as \*this\* \| \[that\]. | ``a`b\|c`` |" in after
    assert "| `echelon` | `brigade` | Brigade of a regular army | 0 |" in after
    assert "| `note` | `Tall.` |" in after
    assert "version 9.9.9" in after


@pytest.mark.thorough
def test_removing_a_description_makes_the_codebook_stale(described: Copy, tmp_path: Path) -> None:
    target = tmp_path / "codebook.md"
    found = written(open_package(described.descriptor), target, check=False)
    assert found is not None
    assert written(open_package(described.descriptor), target, check=True) is None
    change_schema(described, "units", "side", description="")
    before = target.read_bytes()
    stale = written(open_package(described.descriptor), target, check=True)
    assert stale is not None
    assert stale.before.startswith("| `side` | string | yes | 3 | **Side.** The side")
    assert target.read_bytes() == before


@pytest.mark.parametrize("content", [None, b"# Caf\xe9\n"], ids=["missing", "not_utf8"])
def test_conventions_that_cannot_be_read_are_told(described: Copy, content: bytes | None) -> None:
    conventions = described.root / "docs/conventions.md"
    conventions.unlink()
    if content:
        conventions.write_bytes(content)
    with pytest.raises(CannotDescribe, match=r"^The coding conventions, docs/conventions\.md.*\.$"):
        codebook(open_package(described.descriptor))


def test_a_folder_in_the_way_is_told(described: Copy, tmp_path: Path) -> None:
    for check in (True, False):
        with pytest.raises(CannotDescribe, match=r"docs cannot be written: Is a directory\.$"):
            written(open_package(described.descriptor), tmp_path / "docs", check)


def test_a_missing_folder_is_made_but_not_by_a_check(described: Copy, tmp_path: Path) -> None:
    target = tmp_path / "new" / "folder" / "codebook.md"
    assert written(open_package(described.descriptor), target, check=True)
    assert not (tmp_path / "new").exists()
    assert written(open_package(described.descriptor), target, check=False)
    assert target.is_file()


LICENCES = {
    "none": ([], "change those.\n"),
    "name": ([{"name": "CC0-1.0"}], "change those. Licence of the data: CC0-1.0.\n"),
    "name_and_path": ([{"name": "CC0-1.0", "path": "https://a.test/"}], "Licence of the data: [CC0-1.0](https://a.test/).\n"),
    "path": ([{"path": "https://a.test/"}], "Licence of the data: [https://a.test/](https://a.test/).\n"),
    "two": ([{"name": "A", "title": "First"}, {"name": "B"}], "Licence of the data: First, B.\n"),
}


@pytest.mark.parametrize("form", LICENCES)
def test_a_licence_is_told_by_what_it_has(described: Copy, form: str) -> None:
    licences, words = LICENCES[form]

    def change(descriptor: Any) -> None:
        del descriptor["licenses"]
        if licences:
            descriptor["licenses"] = licences

    described.describe(change)
    assert words in codebook(open_package(described.descriptor))


def test_a_descriptor_of_few_words_is_described(described: Copy) -> None:
    def strip(descriptor: Any) -> None:
        for word in ("title", "description", "version", "licenses"):
            del descriptor[word]
        for resource in descriptor["resources"]:
            resource.pop("title", None)
            resource.pop("description", None)

    described.describe(strip)
    text = codebook(open_package(described.descriptor))
    assert text.startswith("# idlib-april-2012\n\nCodebook. It is made by `make docs`")
    assert "| [units](#units) |  | 3 |" in text


def test_an_empty_table_has_no_row_to_show(described: Copy) -> None:
    described.write("event_units", [])
    text = codebook(open_package(described.descriptor))
    assert "File `data/event_units.csv`, 0 rows." in text


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (code("plain"), "`plain`"),
        (code("Tu`um"), "``Tu`um``"),
        (code("`um"), "`` `um ``"),
        (code("a``b`"), "``` a``b` ```"),
        (prose("low <= high, *x* and [y]; `a*b` stays, a_b too"), r"low \<= high, \*x\* and \[y\]; `a*b` stays, a_b too"),
        (cell("`a|b`\nc"), r"`a\|b` c"),
        (deeper("# One\ntext # two\n## Three"), "## One\ntext # two\n### Three"),
    ],
)
def test_markdown_shows_what_was_written(found: str, expected: str) -> None:
    assert found == expected


def rows(table: str) -> list[dict[str, str]]:
    with PACKAGE.tables[table].file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_conventions_speak_of_what_there_is() -> None:
    values = {value for table in PACKAGE.tables for row in rows(table) for value in row.values()}
    columns = {name for table in TABLES for name in table.schema.names}
    allowed = {value for table in TABLES for column in table.schema.fields for value in column.categories}
    commands = {"make verify-source", "like this", "~"}
    known = values | columns | allowed | commands | PACKAGE.tables.keys() | {view.name for view in views()}
    assert set(re.findall(r"`([^`]+)`", CONVENTIONS)) - known == set()


CODED = [
    (column, value, claim)
    for column, lines in re.findall(r"^\| `(\w+)` \| `claim_id` \|.*\n\|---.*\n((?:\|.*\n)+)", CONVENTIONS, flags=re.MULTILINE)
    for value, claim in re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", lines, flags=re.MULTILINE)
]


@pytest.mark.parametrize(("column", "value", "claim"), CODED)
def test_the_examples_in_the_conventions_are_so_coded(column: str, value: str, claim: str) -> None:
    [row] = [row for row in rows("claims") if row["claim_id"] == claim]
    assert row[column] == value


def test_the_conventions_have_an_example_of_every_stance_and_modality() -> None:
    claims = PACKAGE.tables["claims"].schema
    expected = {(name, value) for name in ("stance", "modality") for value in claims.column(name).categories}
    assert expected <= {(column, value) for column, value, _ in CODED}
