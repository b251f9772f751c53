"""The documents of the site: each leads to what is there, shows all that it says, and the counts of the method are those of the data."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from scripts.package import open_package
from scripts.release.contents import DOCUMENTS as RELEASED
from scripts.site import documents, downloads, method
from scripts.site.facts import Facts
from scripts.site.missing import MissingInput
from scripts.site.page import FOLDER
from tests.conftest import PROJECT, Copy, rows_of
from tests.site_pages import Read, facts, html, release, words

DATA = PROJECT / "data"


@dataclass
class Site:
    """The folder of the pages of this and the next module, and its pages by path."""

    folder: Path
    pages: dict[str, Read]
    facts: Facts


@pytest.fixture(scope="module")
def site(operation: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    work, folder = tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("site")
    (work / "report.html").write_text("a report")
    with facts(operation, work) as known:
        package = known.source.package
        files = downloads.copy_downloads(package, release(package, work / "dist"), work / "report.html", folder)
        documents.copy_licence(package, folder)
        pages = {page.path: html(page, known) for page in [*documents.pages(known), *downloads.pages(known, files)]}
        for path, text in pages.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        yield Site(folder, {path: Read(text) for path, text in pages.items()}, known)


@pytest.fixture(scope="module")
def method_page(site: Site) -> Read:
    return site.pages[documents.METHOD.address]


def test_every_document_of_a_release_has_a_page(site: Site) -> None:
    assert {*RELEASED} - {"README.md", documents.LICENCE} <= {*documents.DOCUMENTS}
    assert {one.address for one in documents.DOCUMENTS.values()} < {*site.pages}
    assert (site.folder / documents.LICENCE_TEXT).read_text(encoding="utf-8") == (PROJECT / "LICENSE-DATA").read_text(encoding="utf-8")


def test_every_link_leads_to_something_that_is_there(site: Site) -> None:
    followed = Counter[str]()
    for path, page in site.pages.items():
        for link in page.links:
            if re.match("https?:", link):
                continue
            target, _, anchor = link.partition("#")
            file = (site.folder / path).parent / unquote(target) if target else site.folder / path
            assert file.is_file(), (path, link)
            if anchor:
                assert anchor in site.pages[file.resolve().relative_to(site.folder.resolve()).as_posix()].ids, (path, link)
            followed["#" if not target else "page"] += 1
    assert followed["#"] > 500 and followed["page"] > 60


def test_every_page_is_listed(site: Site) -> None:
    listed = {*site.pages[documents.LIST].links}
    assert listed >= {path for path in site.pages if path.startswith("documents/")} | {documents.LICENCE_TEXT, documents.REPORT}


def test_no_id_is_there_twice_and_no_style_or_script_within_a_page(site: Site) -> None:
    for path, page in site.pages.items():
        assert len(page.ids) == len({*page.ids}), (path, Counter(page.ids).most_common(1))
        assert not any("style" in known or any(name.startswith("on") for name in known) for _, known in page.tags), path
        assert not {"style", "script"} & {tag for tag, _ in page.tags}


def test_regions_of_a_page_have_names_of_their_own(site: Site) -> None:
    for path, page in site.pages.items():
        names = [known["aria-label"] for _, known in page.tags if known.get("role") == "region"]
        assert len(names) == len({*names}), path


@pytest.mark.parametrize("sign", [r"\]\(", r"\*\*", r"^#+ ", r"^\|", r"\|---", r"`", r"&[a-z]+;", r"<br"])
def test_nothing_of_markdown_is_left(site: Site, sign: str) -> None:
    for path, page in site.pages.items():
        assert not re.search(sign, page.prose, re.MULTILINE), path


@pytest.mark.parametrize("path", documents.DOCUMENTS)
def test_a_page_says_all_that_the_document_says(site: Site, path: str) -> None:
    """Word for word, but for the title, signs of Markdown and what lies below them."""
    _, _, text = (PROJECT / path).read_text(encoding="utf-8").partition("\n")
    spoken = re.sub(r"\]\([^()]*(\([^()]*\)[^()]*)*\)|&nbsp;|<br>|^\|[-:| ]+\|$|^```\w*$|^\d+\. ", " ", text, flags=re.MULTILINE)
    there = Counter(re.findall(r"\w+", site.pages[documents.DOCUMENTS[path].address].text))
    missing = Counter(re.findall(r"\w+", spoken)) - there
    assert not missing, missing.most_common(5)


def test_columns_of_the_codebook_can_be_linked_to(site: Site) -> None:
    for table, found in site.facts.source.package.tables.items():
        assert {f"{table}.{name}" for name in found.schema.names} <= {*site.pages["documents/codebook.html"].ids}


def test_long_documents_have_contents(site: Site) -> None:
    with_contents = {path for path, page in site.pages.items() if ("summary", {}) in page.tags}
    assert {"documents/codebook.html", "documents/sources.html", documents.METHOD.address} <= with_contents
    assert "documents/decisions.html" not in with_contents


def test_a_document_that_is_missing_stops_the_site(package: Copy) -> None:
    with pytest.raises(MissingInput, match=r"ERRATA\.md is not beside datapackage\.json"):
        documents.words(open_package(package.descriptor), "ERRATA.md")


def counts(table: str, column: str) -> Counter[str]:
    return Counter(row[column] for row in rows_of(DATA / f"{table}.csv"))


def test_the_method_counts_what_is_in_the_tables(method_page: Read) -> None:
    shown = {row[0]: row[-1] for row in method_page.rows if len(row) == 3}
    for table, column in method.COUNTED:
        for code, number in counts(table, column).items():
            assert not code or shown[code] == str(number)
    for table in (*method.STEPS, *method.RECORDS):
        assert f"{len(rows_of(DATA / f'{table}.csv'))} {table}" in words(method_page.text)


def test_the_method_counts_what_was_read(method_page: Read) -> None:
    passages, left_out = rows_of(DATA / "passages.csv"), rows_of(PROJECT / "docs/left-out.csv")
    sources = {row["source_id"]: row for row in rows_of(DATA / "sources.csv")}
    said = [row for row in passages if row["gist"]]
    told = {row["source_id"] for row in said}
    copies = sum(sources[one]["access"] in ("syndicated_copy", "repost_or_digest") for one in told)
    pages = {sources[one]["url"] for one in told} | {row["url"] for row in left_out}
    uncoded = sum(row["disposition"] != "coded" for row in said)
    text = words(method_page.text)
    assert f"read whole: {len(passages) - len(said)} lines and sentences. Of {len(pages)} other pages" in text
    assert f"{len(told)} sources came of them; {copies} of these" in text
    assert f"{uncoded + len(left_out)} of {len(said) + len(left_out)} statements are left out" in text
    assert f"{len({*sources} - {row['source_id'] for row in passages})} more sources serve" in text


def test_the_method_counts_grades_and_figures(method_page: Read, site: Site) -> None:
    grades = Counter((row["grade"], row["record_type"]) for row in site.facts.rows("corroboration"))
    shown = {row[0]: row[1:] for row in method_page.rows if len(row) == 5}
    for grade in ("contested", "corroborated", "single source"):
        assert shown[grade] == [str(grades[grade, kind]) for kind in ("event", "place", "unit", "figure")]
    figures, text = rows_of(DATA / "figures.csv"), words(method_page.text)
    contained = sum(bool(row["part_of_figure_id"]) for row in figures)
    kinds = counts("figures", "qualifier")
    assert f"Of {len(figures)} figures, {contained} lie within another" in text
    assert f"{kinds['at_least'] + kinds['more_than']} are lower bounds" in text and f"{kinds['indefinite']} have words" in text


def test_the_method_tells_of_the_agreement_what_its_document_tells(method_page: Read) -> None:
    document = (PROJECT / "docs/agreement.md").read_text(encoding="utf-8")
    sample = re.search(r"Of (\d+) statements both coders coded (\d+)", document)
    columns = re.findall(r"^\| `(\w+)` \| (\d+) \| (\d+) \| [^|]+ \| ([\d.]+) \|", document, re.MULTILINE)
    least, most = (chosen(columns, key=lambda column: float(column[3])) for chosen in (min, max))
    text = words(method_page.text)
    assert sample and f"{sample[1]} statements of other sources were coded anew" in text and f"claims of {sample[2]} of them" in text
    assert f"{least[3]} in the column with the least agreement ({least[0]}, equal in {least[2]} of {least[1]})" in text
    assert f"{most[3]} in that with the most ({most[0]}, equal in {most[2]} of {most[1]})" in text
    assert f"Agreement in all {len(columns)} columns" in text


def test_no_count_is_typed_into_the_method() -> None:
    template = (FOLDER / "method.html.jinja").read_text(encoding="utf-8")
    said = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", "", template, flags=re.DOTALL)
    assert "Krippendorff" in said
    assert not re.search(r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred)\b", said, re.IGNORECASE)


def test_the_method_shows_the_limits_as_the_readme_has_them(method_page: Read, site: Site) -> None:
    text = words(re.sub(r"[`*]", "", (PROJECT / "README.md").read_text(encoding="utf-8")))
    shown = [line for line in words(method_page.text).split(". ") if line and line in text]
    assert len(shown) > 15
    with pytest.raises(MissingInput, match=r"README\.md has no section"):
        method.told(site.facts, "# Another\n")


def test_codings_that_cannot_be_read_stop_the_site(site: Site, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "docs", tmp_path / "docs")
    shutil.copytree(DATA, tmp_path / "data")
    shutil.copytree(PROJECT / "schemas", tmp_path / "schemas", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copy(PROJECT / "datapackage.json", tmp_path)
    (tmp_path / "docs/agreement/second-coding.csv").unlink()
    known = Facts(replace(site.facts.source, package=open_package(tmp_path / "datapackage.json")))
    with pytest.raises(MissingInput, match=r"second-coding\.csv cannot be read"):
        method.told(known, (PROJECT / "README.md").read_text(encoding="utf-8"))
