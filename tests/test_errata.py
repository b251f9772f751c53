"""Known errors are listed so that a machine can hold them to the data, and the forms in which they are reported ask for what is needed."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.errata import STATUSES, WORDS, errata, errata_problems
from scripts.package import open_package
from tests.conftest import KEPT, PROJECT, Copy

TEXT = (PROJECT / "ERRATA.md").read_text(encoding="utf-8")
FORMS = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted((PROJECT / ".github/ISSUE_TEMPLATE").glob("*.yml"))}
CONFIG = FORMS.pop("config")
LATEST = open_package(PROJECT / "datapackage.json", KEPT).descriptor["version"]

ENTRY = """### `units` `guard` `side`

- Stands: `government`
- Wrong: It should be opposition.
- Source: The palace, in its letter.
- Since: 0.1.0
- Status: reported
"""


def problems(package: Copy, text: str) -> list[str]:
    return errata_problems(open_package(package.descriptor, KEPT), f"# Errata\n\n## Known errors\n\n{text}")


def test_the_errata_hold_of_the_data() -> None:
    assert errata_problems(open_package(PROJECT / "datapackage.json", KEPT), TEXT) == []


def test_the_errata_say_how_an_entry_looks() -> None:
    assert all(f"- `{word}`" in TEXT for word in (*WORDS, "Stands"))
    assert all(f"`{status}`" in TEXT for status in STATUSES)


def test_an_entry_that_fits_the_data_has_no_problem(package: Copy) -> None:
    assert problems(package, ENTRY) == []
    assert [(one.line, one.names, one.says["Status"]) for one in errata(ENTRY)] == [(1, ("units", "guard", "side"), "reported")]
    of_row = ENTRY.replace(" `side`", "").replace("- Stands: `government`\n", "")
    assert problems(package, of_row) == []
    event, place = (package.rows("event_places")[0][name] for name in ("event_id", "place_id"))
    assert problems(package, of_row.replace("`units` `guard`", f"`event_places` `{event} / {place}`")) == []
    assert problems(package, ENTRY.replace("`side`", "`short_name`").replace("`government`", "empty")) == []


# What is replaced in the entry, by what, and what is said of it.
SPOILED = {
    "corrected": ("`government`", "`opposition`", "the entry must go"),
    "filled since": ("`government`", "empty", "the entry must go"),
    "withdrawn": ("`guard`", "`guards`", "has no row 'guards'"),
    "table": ("`units`", "`unit`", "no table 'unit'"),
    "column": ("`side`", "`sides`", "no column 'sides'"),
    "heading": ("`units` `guard` `side`", "guard", "must name table, id"),
    "no source": ("- Source: The palace, in its letter.\n", "", "must have these lines and no others"),
    "an empty source": ("The palace, in its letter.", "", "must have these lines and no others"),
    "a word too many": ("- Since", "- Author: me\n- Since", "must have these lines and no others"),
    "a cell without column": (" `side`", "", "must have these lines and no others"),
    "status": ("reported", "done", "must be reported or confirmed"),
    "a later version": ("0.1.0", "999.0.0", f"and so {LATEST} at the latest"),
    "no version": ("0.1.0", "always", f"and so {LATEST} at the latest"),
}


@pytest.mark.parametrize("oddity", SPOILED)
def test_an_entry_that_does_not_fit_is_told(package: Copy, oddity: str) -> None:
    before, after, said = SPOILED[oddity]
    assert before in ENTRY
    [problem] = problems(package, ENTRY.replace(before, after))
    assert problem.startswith("line 5: ") and said in problem


def test_a_corrected_cell_asks_for_the_entry_to_go(package: Copy) -> None:
    package.edit("units", "guard", side="opposition")
    [problem] = problems(package, ENTRY)
    assert problem == "line 5: `side` is `opposition` now, not `government`: if the error was corrected, the entry must go."


def test_that_none_is_known_is_said_then_and_only_then(package: Copy) -> None:
    assert problems(package, "None known.\n") == []
    for text in ("", f"None known.\n\n{ENTRY}"):
        assert problems(package, text) == ["Write 'None known.' if there is no entry, and only then."]


# The forms, by the rules of GitHub's form schema

ELEMENTS = {  # what an element may say under attributes, beginning with what it must
    "markdown": ["value"],
    "input": ["label", "description", "placeholder", "value"],
    "textarea": ["label", "description", "placeholder", "value", "render"],
    "dropdown": ["options", "label", "description", "multiple", "default"],
    "checkboxes": ["options", "label", "description"],
}


def fields(form: str) -> dict[str, Any]:
    return {element["id"]: element for element in FORMS[form]["body"] if element["type"] != "markdown"}


def test_there_are_forms_for_corrections_questions_and_code_and_no_blank_ones() -> None:
    assert FORMS.keys() == {"correction", "question", "code"}
    assert CONFIG == {"blank_issues_enabled": False}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_one_that_github_knows(form: str) -> None:
    document = FORMS[form]
    assert document.keys() <= {"name", "description", "body", "title", "labels", "assignees", "projects", "type"}
    assert all(document[word] and isinstance(document[word], str) for word in ("name", "description", "title"))
    assert all(isinstance(label, str) for label in document["labels"])
    for element in document["body"]:
        known, attributes = ELEMENTS[element["type"]], element["attributes"]
        assert element.keys() <= {"type", "id", "attributes", "validations"}
        assert known[0] in attributes and attributes.keys() <= set(known)
        assert all(isinstance(value, str) and value for word, value in attributes.items() if word != "options")
        assert element.get("validations", {}).keys() <= {"required"}
        assert all(isinstance(option["label"], str) and option["required"] in (True, False) for option in attributes.get("options", []))
    found = fields(form)
    assert len(found) == sum(element["type"] != "markdown" for element in document["body"]) > 0
    assert all(re.fullmatch("[A-Za-z0-9_-]+", name) for name in found)
    labels = [element["attributes"]["label"] for element in found.values()]
    assert len(set(labels)) == len(labels)


def test_names_of_forms_are_unique() -> None:
    assert len({form["name"] for form in FORMS.values()}) == len(FORMS)


def test_a_correction_needs_id_version_value_source_and_no_private_person() -> None:
    found = fields("correction")
    assert all(found[name]["validations"]["required"] is True for name in ("record", "version", "correction", "source"))
    [option] = found["persons"]["attributes"]["options"]
    assert option["required"] is True and "names no private person" in option["label"]
    assert "Correction" in FORMS["correction"]["name"] and "*Correction*" in TEXT


def test_the_placeholders_are_in_the_data() -> None:
    package = open_package(PROJECT / "datapackage.json", KEPT)
    claim, table, record = re.findall(r"[\w-]+-[\w-]+|events", fields("correction")["record"]["attributes"]["placeholder"])
    assert table == "events"
    for name, key in (("claims", claim), ("events", record)):
        text = (PROJECT / package.tables[name].path).read_text(encoding="utf-8")
        assert re.search(f"^{key},", text, flags=re.MULTILINE)


def test_no_form_names_a_place_that_the_project_does_not_have() -> None:
    named = {path for form in FORMS.values() for path in re.findall(r"`([\w/.-]+\.md)`", str(form))}
    assert named and all((PROJECT / Path(path)).is_file() for path in named)
