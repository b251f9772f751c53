"""Every description is read back by others' means, held by a golden file, documented, and follows the descriptor."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts.descriptions.registry import COMMITTED, DESCRIPTIONS, NEEDED, CannotDescribe, Description, described, descriptions, written
from scripts.package import open_package
from tests.conftest import KEPT, PROJECT, Copy, minimal_package
from tests.described_packages import DOI, GOLDEN, KINDS, few_words, told
from tests.description_readers import READERS

PAGE = (PROJECT / "docs" / "descriptions.md").read_text(encoding="utf-8")
NAMES = list(DESCRIPTIONS)


@pytest.fixture(scope="module", params=[*KINDS, "real"])
def released(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path]:
    """A package beside its descriptions."""
    folder = tmp_path_factory.mktemp("released")
    package = minimal_package(folder / "package")
    if request.param == "real":
        for name in ("data", "datapackage.json"):
            subprocess.run(["cp", "-r", str(PROJECT / name), str(package.root)], check=True)
    else:
        KINDS[request.param](package)
    opened = open_package(package.descriptor, KEPT)
    written(opened, package.root, False, NAMES)
    return opened, package.root


def test_every_description_has_a_reader() -> None:
    assert READERS.keys() == DESCRIPTIONS.keys()


@pytest.mark.parametrize("name", NAMES)
def test_every_description_is_read_by_others_and_tells_the_same(released: tuple[Any, Path], name: str) -> None:
    package, folder = released
    title, creators, doi = READERS[name](folder)
    people = [one for one in package.descriptor["contributors"] if "creator" in one["roles"]]
    names = [f"{one['familyName']}, {one['givenName']}" if "familyName" in one else one["title"] for one in people]
    assert title in (None, package.descriptor["title"])
    assert creators in (None, names)
    has_doi = DOI in json.dumps(package.descriptor)
    assert doi in ((DOI, None) if has_doi else (None,))


# The smallest change of each file that its reader must not let pass.
SPOILT = {
    "text": (". ", ".\n"),
    "bibtex": ("year = {", "year = "),
    "ris": ("TY  - DATA", "TY  - BOOK"),
    "cff": ("\ntype: dataset", "\ntype: data"),
    "zenodo": ('"access_right"', '"accessright"'),
    "datacite": ('"publicationYear": "20', '"publicationYear": "'),
    "schema-org": ('"keywords"', '"keyword"'),
    "dcat": ('"dcat:accessURL"', '"dcat:accessUrl"'),
    "csvw": ("[a-z0-9]+(-[a-z0-9]+)*", "[0-9]+"),
    "croissant": ('"sc:Text"', '"Text"'),
    "ro-crate": ('"datePublished"', '"datePublishd"'),
}


@pytest.mark.parametrize("name", NAMES)
def test_every_reader_refuses_what_is_wrong(package: Copy, name: str) -> None:
    written(open_package(package.descriptor, KEPT), package.root, False, NAMES)
    READERS[name](package.root)
    file = package.root / DESCRIPTIONS[name].file
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace(*SPOILT[name]), encoding="utf-8")
    with pytest.raises(Exception, match=r".*"):
        READERS[name](package.root)


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"text", "zenodo", "csvw"}))
def test_a_doi_is_told_and_none_is_invented(package: Copy, name: str) -> None:
    assert "doi.org" not in described(open_package(package.descriptor, KEPT), name).replace("registry/doi", "")
    KINDS["doi_of_its_own"](package)
    written(open_package(package.descriptor, KEPT), package.root, False, NAMES)
    assert READERS[name](package.root)[2] == DOI


def test_croissant_has_the_tables_that_loaders_can_read(released: tuple[Any, Path]) -> None:
    package, folder = released
    told = json.loads((folder / DESCRIPTIONS["croissant"].file).read_text(encoding="utf-8"))
    unread = {"events", "sources", "places"} if (folder / "data" / "more.csv").exists() else set()
    assert [records["@id"] for records in told["recordSet"]] == [name for name in package.tables if name not in unread]


@pytest.mark.parametrize("name", NAMES)
def test_every_description_is_as_the_golden_file_has_it(package: Copy, name: str) -> None:
    told(package)
    golden = (GOLDEN / DESCRIPTIONS[name].file).read_text(encoding="utf-8")
    assert described(open_package(package.descriptor, KEPT), name) == golden


def test_no_golden_file_is_left_over() -> None:
    assert {file.name for file in GOLDEN.iterdir()} == {one.file for one in DESCRIPTIONS.values()} | {"README.md"}


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_same_package_gives_the_same_bytes(seed: str, tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from scripts.package import open_package; from scripts.descriptions.registry import *;"
        f"written(open_package(Path({str(PROJECT / 'datapackage.json')!r})), Path({str(tmp_path)!r}), False, DESCRIPTIONS)"
    )
    environment = {"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONPATH": str(PROJECT)}
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=environment, check=True)
    found = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    here = descriptions(open_package(PROJECT / "datapackage.json", KEPT))
    assert found == {name: text.encode("utf-8") for name, text in here.items()}


def test_what_is_committed_is_fresh() -> None:
    assert COMMITTED == ("cff", "zenodo")
    assert written(open_package(PROJECT / "datapackage.json", KEPT), PROJECT, check=True) == []


@pytest.mark.parametrize("description", DESCRIPTIONS.values(), ids=NAMES)
def test_every_description_stands_in_the_documentation(description: Description) -> None:
    assert description.sentence.endswith(".") and description.needs == tuple(dict.fromkeys(description.needs))
    assert f"\n| `{description.file}` | {description.sentence} |" in PAGE


def test_the_documentation_has_no_other_file() -> None:
    assert set(re.findall(r"^\| `(\S+)` \|", PAGE, flags=re.MULTILINE)) == {one.file for one in DESCRIPTIONS.values()}


def test_the_readme_cites_as_we_do() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    [quoted] = re.findall(r"^## Citing\n\n((?:> .*\n)+)", readme, flags=re.MULTILINE)
    sentence = " ".join(line.removeprefix("> ") for line in quoted.splitlines()).replace("*", "")
    assert sentence + "\n" == described(open_package(PROJECT / "datapackage.json", KEPT), "text")


@pytest.mark.parametrize("name", NAMES)
def test_what_a_form_cannot_do_without_is_told(package: Copy, name: str) -> None:
    few_words(package)
    opened = open_package(package.descriptor, KEPT)
    needs = DESCRIPTIONS[name].needs
    if not needs:
        assert described(opened, name)
        return
    lacks = ", ".join(NEEDED[one] for one in needs)
    with pytest.raises(
        CannotDescribe, match=rf"^{re.escape(DESCRIPTIONS[name].file)} needs what datapackage\.json does not say: {lacks}\.$"
    ):
        described(opened, name)


SAID = {
    "title": {"title": "T"},
    "description": {"description": "A description long enough for a search engine that wants fifty letters."},
    "creators": {"contributors": [{"title": "Somebody", "roles": ["creator"]}]},
    "day": {"created": "2013-05-06T07:08:09Z"},
    "licences": {"licenses": [{"name": "CC0-1.0"}]},
}


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"csvw"}))
def test_what_a_form_needs_is_all_it_needs(package: Copy, name: str) -> None:
    few_words(package)
    descriptor = json.loads(package.descriptor.read_text(encoding="utf-8"))
    for need in DESCRIPTIONS[name].needs:
        descriptor |= SAID[need]
    package.descriptor.write_text(json.dumps(descriptor), encoding="utf-8")
    text = described(open_package(package.descriptor, KEPT), name)
    assert "None" not in text and "()" not in text and '""' not in text


@pytest.mark.parametrize("name", NAMES)
def test_a_descriptor_with_words_of_other_kinds_is_described(package: Copy, name: str) -> None:
    """The profile leaves open what these hold."""
    odd = {"temporal": "2012", "spatial": {"bbox": ["a", 1, 2, True], "coordinates": [[[]], [None]]}, "sources": [], "doi": 10.5}
    parties = [{"email": "a@b.test"}, "Somebody", {"title": "Else", "roles": ["creator"]}]
    package.describe(lambda descriptor: descriptor.update(**odd, contributors=parties, id="no id in particular"))
    text = described(open_package(package.descriptor, KEPT), name)
    assert "10.5" not in text and "Somebody" not in text


def test_files_of_several_parts_share_no_size_or_hash(package: Copy) -> None:
    KINDS["odd_files"](package)
    document = json.loads(described(open_package(package.descriptor, KEPT), "schema-org"))
    files = {one["contentUrl"]: one for one in document["distribution"]}
    assert "data/the%20%C3%BCnits.csv" in files
    assert all("sha256" not in files[name] and "contentSize" not in files[name] for name in ("data/events.csv", "data/more.csv"))
    assert files["data/sources.csv.gz"]["encodingFormat"] == "application/gzip"


def test_a_check_writes_nothing_and_names_what_is_stale(package: Copy) -> None:
    opened = open_package(package.descriptor, KEPT)
    assert [Path(one.path).name for one in written(opened, package.root, check=True)] == ["CITATION.cff", ".zenodo.json"]
    assert not (package.root / "CITATION.cff").exists()
    assert written(opened, package.root, check=False)
    assert written(opened, package.root, check=True) == []
    version = opened.descriptor["version"]
    package.describe(lambda descriptor: descriptor.update(version="9.9.9"))
    [first, second] = written(open_package(package.descriptor, KEPT), package.root, check=True)
    assert (first.before, first.after) == (f"version: {version}", "version: 9.9.9")
    assert '"version": "9.9.9"' in second.after


def test_a_file_of_the_package_is_not_written_over(package: Copy) -> None:
    descriptor = package.descriptor.rename(package.root / "croissant.json")
    before = descriptor.read_bytes()
    with pytest.raises(CannotDescribe, match=r"croissant\.json would be written over, but the package is made of it\.$"):
        written(open_package(descriptor, KEPT), package.root, False, NAMES)
    assert descriptor.read_bytes() == before and not (package.root / "CITATION.cff").exists()


def test_a_folder_in_the_way_is_told(package: Copy) -> None:
    (package.root / "CITATION.cff").mkdir()
    with pytest.raises(CannotDescribe, match=r"CITATION\.cff cannot be written: Is a directory\.$"):
        written(open_package(package.descriptor, KEPT), package.root, check=False)
