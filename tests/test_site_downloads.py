"""What people take away: every file of the release with its size and sum, citations in every form, and what machines read of it."""

import hashlib
import json
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from scripts.commands.siting import INPUTS
from scripts.commands.siting import site as command
from scripts.descriptions.registry import DESCRIPTIONS
from scripts.exports.registry import EXPORTS
from scripts.package import Package, open_package
from scripts.release.dist import SUMS, stem
from scripts.site import documents, downloads
from scripts.site.json_ld import inline, json_ld
from scripts.site.missing import MissingInput
from scripts.site.released import Released, copied
from scripts.site.site import SIGN, SIGN_FILE, Inputs, build_site
from tests.conftest import KEPT, PROJECT, Copy
from tests.site_pages import Read, facts, html, release, signed, words

HOSTILE = "</script><script>alert(1)</script><!-- & ”"


@pytest.fixture(scope="module")
def project() -> Package:
    return open_package(PROJECT / "datapackage.json", KEPT)


@pytest.fixture
def dist(project: Package, tmp_path: Path) -> Path:
    return release(project, tmp_path / "dist")


@pytest.fixture(scope="module")
def offered(operation: Path, project: Package, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Released], Read]:
    """The folder with the downloads, the files of the release, and the page that lists them."""
    work, folder = tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("site")
    (work / "report.html").write_text("<p>as it is\r\n")
    files = downloads.copy_downloads(project, release(project, work / "dist"), work / "report.html", folder)
    with facts(operation, work) as known:
        [page] = downloads.pages(known, files)
        return folder, files, Read(html(page, known))


Offered = tuple[Path, list[Released], Read]


def test_every_file_of_the_release_is_listed_with_the_sum_and_size_that_it_has(offered: Offered) -> None:
    folder, files, page = offered
    there = {file.name: file.read_bytes() for file in (folder / "downloads").iterdir() if file.is_file()}
    assert {*there} == {file.name for file in files} | {SUMS} and len(there) > len(EXPORTS)
    for file in files:
        assert (file.sha256, file.bytes) == (hashlib.sha256(there[file.name]).hexdigest(), len(there[file.name]))
        assert f"{file.name} {file.bytes / 1000:.1f} kB" in words(page.text) and file.sha256 in page.text
        assert page.links.count(f"downloads/{file.name}") == 1


def test_the_whole_stands_first_and_the_others_below_the_words_of_their_export(offered: Offered) -> None:
    _, files, page = offered
    [whole] = [file for file in files if file.export is None]
    assert whole.name.endswith(".zip")
    placed = [page.text.index(whole.name)]
    for export in EXPORTS.values():
        name, rest = downloads.parted(export.description)
        assert rest and name in page.text and rest[1:] in page.text
        placed.append(page.text.index(f"\n{name}\n"))
        placed += [page.text.index(file.name) for file in files if file.export == export]
    assert placed == sorted(placed)


def test_each_file_with_one_table_says_what_a_row_is(offered: Offered, project: Package) -> None:
    _, files, page = offered
    held = {file.rest: file.holds for file in files}
    assert held["places.geojson"] == held["places_geo.parquet"] == held["events_flat.csv"].replace("events", "places") == "places_flat"
    assert held["parquet-events.parquet"] == "events" and held["claims.jsonl"] == "claims"
    assert words(page.text).count("One row per thing that happened") == 1


def test_the_validation_report_is_there_as_it_is(offered: Offered) -> None:
    folder, _, page = offered
    assert (folder / documents.REPORT).read_bytes() == b"<p>as it is\r\n" and documents.REPORT in page.links


def test_citations_are_there_in_every_form(offered: Offered, project: Package) -> None:
    folder, _, page = offered
    forms = [one for one in DESCRIPTIONS.values() if one.is_citation]
    assert {one.name for one in forms} >= {"text", "bibtex", "ris", "cff", "datacite"}
    for form in forms:
        path = f"{downloads.CITATIONS}/{form.file}"
        assert path in page.links and (folder / path).read_text(encoding="utf-8") == form.text(project)
        assert (form.text(project).strip() in page.text) == (form.name in downloads.SHOWN)


def spoil_sum(dist: Path) -> None:
    sums = (dist / SUMS).read_text(encoding="utf-8")
    (dist / SUMS).write_text(("0" if sums[0] != "0" else "1") + sums[1:], encoding="utf-8")


def spoil_file(dist: Path) -> None:
    next(dist.glob("*.xlsx")).write_text("other")


def add_file(dist: Path) -> None:
    (dist / "foreign.txt").write_text("")


def lose_file(dist: Path) -> None:
    next(dist.glob("*.sqlite")).unlink()


def lose_sums(dist: Path) -> None:
    (dist / SUMS).unlink()


def name_another_version(dist: Path) -> None:
    file = next(dist.glob("*.zip"))
    file.rename(dist / f"{file.stem}1.zip")
    signed(dist)


def leave_the_folder(dist: Path) -> None:
    shutil.copy(dist / SUMS, dist.parent / "outside")
    (dist / SUMS).write_text(f"{'0' * 64}  ../outside\n{(dist / SUMS).read_text(encoding='utf-8')}", encoding="utf-8")


SPOILED: dict[Callable[[Path], None], str] = {
    spoil_sum: r"has the SHA-256 \w{64}, and SHA256SUMS says \w{64}: run make dist",
    spoil_file: r"operation\.xlsx has the SHA-256",
    add_file: r"foreign\.txt stands either in .* or in its SHA256SUMS",
    lose_file: r"operation\.sqlite stands either",
    lose_sums: r"SHA256SUMS cannot be read: run make dist",
    name_another_version: r"1\.zip is not of idlib-april-2012-",
    leave_the_folder: r"\.\./outside stands either",
}


@pytest.mark.parametrize("spoil", SPOILED, ids=lambda spoil: spoil.__name__)
def test_a_spoiled_release_stops_the_site_and_leaves_the_old_one(
    spoil: Callable[[Path], None], project: Package, dist: Path, operation: Path, tmp_path: Path
) -> None:
    old = tmp_path / "site"
    old.mkdir()
    (old / SIGN_FILE).write_text(SIGN)
    spoil(dist)
    with pytest.raises(MissingInput, match=SPOILED[spoil]):
        build_site(project, Inputs(operation, dist, PROJECT / "README.md", tmp_path), old)
    assert [(file.name, file.read_text()) for file in old.iterdir()] == [(SIGN_FILE, SIGN)]
    assert {file.name for file in tmp_path.iterdir()} <= {"site", "dist", "outside"}


@pytest.mark.parametrize("way", ["no database", "without views"])
def test_another_database_stops_the_site(project: Package, dist: Path, tmp_path: Path, way: str) -> None:
    import duckdb

    other = tmp_path / "other.duckdb"
    if way == "no database":
        other.write_text("none")
    else:
        duckdb.connect(str(other)).close()
    with pytest.raises(MissingInput, match=r"other\.duckdb is not the database of this package as it stands .*: run make db"):
        build_site(project, Inputs(other, dist, PROJECT / "README.md", tmp_path), tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_release_is_copied_whole(project: Package, dist: Path, tmp_path: Path) -> None:
    files = copied(dist, project, tmp_path / "site")
    assert {file.name for file in files} | {SUMS} == {file.name for file in dist.iterdir()}
    assert (tmp_path / "site/downloads" / SUMS).read_bytes() == (dist / SUMS).read_bytes()


def test_the_command_says_what_is_wrong_with_the_release(package: Copy, operation: Path) -> None:
    for path in INPUTS.values():
        (package.root / path).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(operation, package.root / INPUTS["database"])
    (package.root / INPUTS["report"]).write_text("")
    (package.root / INPUTS["packages"]).mkdir()
    spoil_sum(release(open_package(package.descriptor), package.root / INPUTS["release"]))
    result = CliRunner().invoke(command, [], obj=package.descriptor)
    assert result.exit_code == 2 and "run make dist" in words(result.output), result.output


class Scripts(HTMLParser):
    """A page: what its scripts hold, and its tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.held = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.held += data


def test_no_title_can_end_the_script_in_which_machines_read_of_the_data(package: Copy) -> None:
    package.describe(lambda descriptor: descriptor.update(title=HOSTILE, description=HOSTILE))
    found = Scripts(f'<script type="application/ld+json">{json_ld(open_package(package.descriptor), [])}</script>')
    assert found.tags == ["script"]
    read = json.loads(found.held)
    assert (read["name"], read["description"], read["@type"], read["distribution"]) == (HOSTILE, HOSTILE, "Dataset", [])


@pytest.mark.parametrize("text", ["</SCRIPT >", "<!--<script>", "a & b", "\u2028"])
def test_what_stands_in_the_script_means_the_same(text: str) -> None:
    assert "<" not in inline({"a": text}) and json.loads(inline({"a": text})) == {"a": text}


def test_machines_read_of_the_files_that_the_site_has(offered: Offered, project: Package) -> None:
    folder, files, _ = offered
    read = json.loads(json_ld(project, files))
    assert (read["@context"], read["version"]) == ("https://schema.org/", project.descriptor["version"])
    for one, file in zip(read["distribution"], files, strict=True):
        content = (folder / one["contentUrl"]).read_bytes()
        assert (one["sha256"], one["contentSize"]) == (hashlib.sha256(content).hexdigest(), f"{len(content)} B")
        assert one["name"] == file.name and ("description" in one) == (file.export is not None)
    assert {one["name"] for one in read["distribution"] if "encodingFormat" not in one} == {f"{stem(project)}-operation.duckdb"}


def test_without_a_description_machines_read_nothing_and_the_site_stops(package: Copy) -> None:
    package.describe(lambda descriptor: descriptor.pop("description"))
    with pytest.raises(MissingInput, match="description"):
        json_ld(open_package(package.descriptor), [])
    package.describe(lambda descriptor: descriptor.pop("contributors"))
    with pytest.raises(MissingInput, match="creator"):
        downloads.citations(open_package(package.descriptor))
