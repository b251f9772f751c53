"""What a descriptor may say of its tables, and that no path of it leads anywhere else."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.cache import Cache
from scripts.package import BrokenPackage, Table, inside, open_package, profile_findings
from scripts.schema_verdict import schema_verdict
from tests.conftest import MINIMAL, PROJECT, Copy
from tests.thoroughness import examples

PARQUET = {"format": "parquet", "mediatype": "application/vnd.apache.parquet", "dialect": None, "encoding": None}
# What the resource of the table units may say (None: the word is left out), and what the table then is.
FORMS: dict[str, tuple[dict[str, Any], tuple[str, str | None, list[str]]]] = {
    "plain": ({}, ("csv", None, ["data/units.csv"])),
    "format left out": ({"format": None, "mediatype": None}, ("csv", None, ["data/units.csv"])),
    "a list": ({"path": ["data/units.csv", "data/more.csv"]}, ("csv", None, ["data/units.csv", "data/more.csv"])),
    "a list of one": ({"path": ["data/units.csv"]}, ("csv", None, ["data/units.csv"])),
    "gzip": ({"path": "data/units.csv.gz", "compression": "gz"}, ("csv", "gz", ["data/units.csv.gz"])),
    "gzip in capitals": ({"path": "data/UNITS.CSV.GZ", "compression": "gz"}, ("csv", "gz", ["data/UNITS.CSV.GZ"])),
    "zstd": ({"path": ["data/1.csv.zst", "data/2.csv.zst"], "compression": "zst"}, ("csv", "zst", ["data/1.csv.zst", "data/2.csv.zst"])),
    "Parquet": ({"path": "data/units.parquet", **PARQUET}, ("parquet", None, ["data/units.parquet"])),
    "another ending": ({"path": "data/units.txt"}, ("csv", None, ["data/units.txt"])),
}
# What it may not say, with the rule and the word that the finding names.
STRANGE: dict[str, tuple[dict[str, Any], str, str | None]] = {
    "plain with the name of gzip": ({"path": "data/units.csv.gz"}, "ending_fits_format", "compression"),
    "plain with the name of xz": ({"path": "data/units.csv.xz"}, "ending_fits_format", "compression"),
    "gzip with a plain name": ({"compression": "gz"}, "ending_fits_format", "compression"),
    "gzip with the name of zstd": ({"path": "data/units.csv.zst", "compression": "gz"}, "ending_fits_format", "compression"),
    "one of a list with another name": (
        {"path": ["data/1.csv.gz", "data/2.csv"], "compression": "gz"},
        "ending_fits_format",
        "compression",
    ),
    "CSV with the name of Parquet": ({"path": "data/units.parquet"}, "ending_fits_format", "compression"),
    "Parquet with the name of CSV": (PARQUET, "ending_fits_format", "format"),
    "Parquet that is compressed": ({"path": "data/units.parquet", **PARQUET, "compression": "gz"}, "resource_is_known", "compression"),
    "Parquet with an encoding": ({"path": "data/units.parquet", **PARQUET, "encoding": "utf-8"}, "resource_is_known", "encoding"),
    "Parquet with a dialect": ({"path": "data/units.parquet", **PARQUET, "dialect": {}}, "resource_is_known", "dialect"),
    "Parquet with the type of CSV": (
        {"path": "data/units.parquet", **PARQUET, "mediatype": "text/csv"},
        "resource_is_known",
        "mediatype",
    ),
    "CSV with the type of Parquet": ({"mediatype": "application/vnd.apache.parquet"}, "resource_is_known", "mediatype"),
    "no compression by another word": ({"compression": "no"}, "resource_is_known", "compression"),
    "compression that is an object": ({"compression": {}}, "resource_is_known", "compression"),
    "a list with a file twice": ({"path": ["data/units.csv", "data//units.csv"]}, "file_stands_once", "path"),
    "a file of another table": ({"path": "data/./events.csv"}, "file_stands_once", "path"),
    "a file of another table in capitals": ({"path": "data/Events.csv"}, "file_stands_once", "path"),
    "a list that climbs out": ({"path": ["data/units.csv", "../units.csv"]}, "path_stays_inside", None),
    "a list in a list": ({"path": [["data/units.csv"]]}, "path_stays_inside", None),
}


def described(package: Copy, words: dict[str, Any]) -> None:
    def change(descriptor: Any) -> None:
        [units] = [resource for resource in descriptor["resources"] if resource["name"] == "units"]
        units |= words
        for word in [word for word, value in words.items() if value is None]:
            del units[word]

    package.describe(change)


@pytest.mark.parametrize("form", FORMS)
def test_a_table_is_what_the_descriptor_says(package: Copy, form: str) -> None:
    words, expected = FORMS[form]
    described(package, words)
    table = open_package(package.descriptor).tables["units"]
    assert (table.format, table.compression, [part.path for part in table.parts]) == expected
    assert [part.file for part in table.parts] == [package.root / path for path in expected[2]]
    assert (table.file, table.path) == (package.root / expected[2][0], expected[2][0])


@pytest.mark.parametrize("oddity", STRANGE)
def test_what_a_table_may_not_say_is_a_finding(package: Copy, oddity: str) -> None:
    words, rule, word = STRANGE[oddity]
    described(package, words)
    with pytest.raises(BrokenPackage) as broken:
        open_package(package.descriptor)
    assert [(found.rule, found.column) for found in broken.value.findings if found.rule == rule] == [(rule, word)]


def test_every_file_of_a_list_is_looked_at(package: Copy) -> None:
    described(package, {"path": ["data/1.csv.gz", "data/2.csv", "data/3.csv"], "compression": "gz"})
    with pytest.raises(BrokenPackage) as broken:
        open_package(package.descriptor)
    assert [found.value for found in broken.value.findings] == ["data/2.csv", "data/3.csv"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file, a folder and links: to a file outside, to a folder outside, and to itself."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret").write_text("secret", encoding="utf-8")
    root = tmp_path_factory.mktemp("root")
    (root / "folder").mkdir()
    (root / "folder" / "file").write_text("mine", encoding="utf-8")
    (root / "folder" / "link").symlink_to(outside / "secret")
    (root / "away").symlink_to(outside)
    (root / "loop").symlink_to(root)
    return root


STEPS = st.sampled_from(
    ["", ".", "..", "folder", "file", "link", "away", "secret", "loop", "/", "~", "\0", "\\", "C:", "a" * 300, 600 * "folder/"]
)
PATHS = st.text() | st.lists(STEPS | st.text(max_size=3), max_size=6).map("/".join)


@settings(max_examples=examples(1.5))
@given(path=PATHS)
def test_no_text_leads_outside(root: Path, path: str) -> None:
    file = inside(root, path)
    if file is not None:
        assert file.resolve().is_relative_to(root.resolve())
        assert not any(step.is_symlink() for step in [file, *file.parents] if step.is_relative_to(root))


LINKS = ["folder/link", "away", "away/secret", "loop", "loop/folder/file"]
DETOURS = ["folder/../folder/file", "/", "a" * 256, "C:file", "folder\\file", "https://example.org/file", "folder/file\0", "", None, 5]


@pytest.mark.parametrize("path", [*LINKS, *DETOURS])
def test_links_and_detours_are_refused(root: Path, path: object) -> None:
    assert inside(root, path) is None
    assert inside(root, "folder/file") == root / "folder" / "file"


@pytest.mark.parametrize("linked", ["file", "folder", "part"])
def test_a_linked_file_folder_or_part_is_refused(package: Copy, linked: str) -> None:
    away = package.root / "elsewhere"
    if linked == "folder":
        (package.root / "data").rename(away)
        (package.root / "data").symlink_to(away)
    else:
        file = package.file("units" if linked == "file" else "more")
        away.write_bytes(package.file("units").read_bytes())
        file.unlink(missing_ok=True)
        file.symlink_to(away)
        described(package, {"path": ["data/units.csv", "data/more.csv"]} if linked == "part" else {})
    with pytest.raises(BrokenPackage) as broken:
        open_package(package.descriptor)
    assert {found.rule for found in broken.value.findings} == {"path_stays_inside"}
    assert len(broken.value.findings) == (len(list(MINIMAL.glob("*.csv"))) if linked == "folder" else 1)


@settings(max_examples=examples(0.6), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paths=st.lists(PATHS, max_size=3))
def test_no_list_of_paths_opens_a_file_outside(package: Copy, paths: list[str]) -> None:
    described(package, {"path": paths})
    try:
        table: Table = open_package(package.descriptor).tables["units"]
    except BrokenPackage as broken:
        assert broken.findings
    else:
        assert all(part.file.resolve().is_relative_to(package.root.resolve()) for part in table.parts)


class Counted(Cache):
    """A cache that counts how often it had no answer."""

    missed = 0

    def put(self, key: str, answer: Any) -> None:
        self.missed += 1
        super().put(key, answer)


def test_verdicts_of_the_profile_are_kept(package: Copy, tmp_path: Path) -> None:
    cache = Counted(tmp_path / "cache")
    documents = 1 + len(list(MINIMAL.glob("*.csv")))  # the descriptor, and a schema for each table
    open_package(package.descriptor, cache)
    assert cache.missed == documents
    open_package(package.descriptor, cache)
    assert cache.missed == documents
    package.describe(lambda descriptor: descriptor.update(title="Another"))
    open_package(package.descriptor, cache)
    assert cache.missed == documents + 1


def test_a_bad_verdict_is_kept_as_well(tmp_path: Path) -> None:
    cache = Counted(tmp_path)
    once = profile_findings("tableschema", {"fields": 5}, "a.json", cache)
    assert once and once == profile_findings("tableschema", {"fields": 5}, "a.json", cache) == profile_findings(
        "tableschema", {"fields": 5}, "a.json"
    )
    assert cache.missed == 1


@pytest.mark.parametrize("answer", [5, {}, [1], "no", [None]])
def test_an_answer_of_another_shape_counts_as_none(tmp_path: Path, answer: Any) -> None:
    cache = Cache(tmp_path)
    profile_findings("tableschema", {"fields": 5}, "a.json", cache)
    [file] = tmp_path.glob("*.json")
    cache.put(file.stem, answer)
    assert profile_findings("tableschema", {"fields": 5}, "a.json", cache) == profile_findings("tableschema", {"fields": 5}, "a.json")


SCHEMAS: dict[str, dict[str, Any]] = {
    "a good one": {"fields": [{"name": "a", "type": "string", "constraints": {"pattern": "[a-z]+"}}]},
    "an unknown word": {"fields": [{"name": "a", "type": "string", "constraints": {"pattern": "(?=a)"}}]},
    "one that does not fit the profile": {"fields": [{"name": "a", "type": "string", "title": 5}]},
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_verdict_on_a_schema_is_kept_whatever_it_is(tmp_path: Path, name: str) -> None:
    cache, schema = Counted(tmp_path), SCHEMAS[name]
    verdict = schema_verdict(schema)
    assert any(verdict) == (name != "a good one")
    assert verdict == schema_verdict(schema, cache) == schema_verdict(schema, cache)
    assert cache.missed == 1


@pytest.mark.parametrize("answer", [5, {}, [], [[]], [[], 5], [[], [1]], [[], [], []], "no", [None, None]])
def test_a_verdict_of_another_shape_counts_as_none(tmp_path: Path, answer: Any) -> None:
    cache, schema = Cache(tmp_path), SCHEMAS["an unknown word"]
    verdict = schema_verdict(schema, cache)
    [file] = tmp_path.glob("*.json")
    cache.put(file.stem, answer)
    assert schema_verdict(schema, cache) == verdict != ([], [])


def test_other_code_gives_its_verdict_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache, schema = Counted(tmp_path), SCHEMAS["a good one"]
    schema_verdict(schema, cache)
    monkeypatch.setattr("scripts.schema_verdict.own_code", lambda: "another")
    schema_verdict(schema, cache)
    assert cache.missed == 2


def test_a_package_is_opened_without_what_is_slow_to_load() -> None:
    slow = ["backports.zstd", "dplib", "duckdb", "frictionless", "ibis", "jsonschema", "pandas", "pandera"]
    program = f"import sys, scripts.package, scripts.files, scripts.rows; print([name for name in {slow} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
