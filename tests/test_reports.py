"""All renderings of a report tell the same findings; each is documented, printed and written, and nothing else is overwritten."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.__main__ import main
from scripts.check import Report
from scripts.findings import STRUCTURAL_RULES, Finding
from scripts.reports import github_report
from scripts.reports.renderings import BY_SUFFIX, RENDERINGS, Rendering, folder_of
from scripts.reports.summary import STAGES
from scripts.reports.targets import RefusedTarget, targets
from tests.conftest import PROJECT, Copy
from tests.report_kinds import FINDINGS, KINDS, made_finding, made_report, report_of, unreadable_report
from tests.report_readers import READERS, told_of
from tests.thoroughness import examples

DOCUMENT = (PROJECT / "docs" / "validating.md").read_text(encoding="utf-8")


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_every_rendering_is_read_back() -> None:
    assert READERS.keys() == RENDERINGS.keys()


@pytest.mark.parametrize("rendering", RENDERINGS.values(), ids=lambda rendering: rendering.name)
def test_every_rendering_is_documented(rendering: Rendering) -> None:
    suffix = f"`{rendering.suffix}` " if rendering.suffix else ""
    assert f"\n| `{rendering.name}` | {suffix}| {rendering.sentence}" in DOCUMENT
    told = run("validate", "--help")[1]
    assert rendering.name in told and (rendering.suffix or "") in told


@pytest.mark.parametrize("name", RENDERINGS)
@settings(max_examples=examples(0.4))
@given(findings=st.lists(FINDINGS, max_size=6))
def test_every_rendering_tells_every_finding(name: str, findings: list[Finding]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(github_report, "MOST_OF_A_LEVEL", len(findings))
        rendered = RENDERINGS[name].of(made_report(findings))
    rendered.encode("utf-8")
    assert sorted(READERS[name](rendered)) == sorted(map(told_of, findings))


@pytest.mark.parametrize("name", RENDERINGS)
@pytest.mark.parametrize("kind", [*KINDS, "unreadable"])
def test_every_rendering_tells_every_kind_of_report(name: str, kind: str) -> None:
    report = report_of(kind) if kind in KINDS else unreadable_report()
    assert sorted(READERS[name](RENDERINGS[name].of(report))) == sorted(map(told_of, report.findings))
    assert report.findings or kind == "clean"


def test_every_structural_rule_has_a_known_stage() -> None:
    assert {rule.stage for rule in STRUCTURAL_RULES.values()} <= set(STAGES)


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> Report:
    """The report that every validation comes to, so that it need not be run."""
    report = made_report([made_finding()])
    monkeypatch.setattr("scripts.check.check", lambda *_, **__: report)
    return report


@pytest.mark.parametrize("name", RENDERINGS)
def test_every_rendering_is_printed(checked: Report, name: str) -> None:
    assert run("validate", "--format", name) == (1, RENDERINGS[name].of(checked))


def test_several_reports_are_written_and_one_printed(checked: Report, tmp_path: Path) -> None:
    files = [tmp_path / "new" / f"report{suffix}" for suffix in BY_SUFFIX]
    (tmp_path / "new").mkdir()
    files[0].write_text("an old report", encoding="utf-8")
    options = [word for file in files for word in ("--report", str(file))]
    assert run("validate", "--format", "github", *options) == (1, RENDERINGS["github"].of(checked))
    assert sorted((tmp_path / "new").iterdir()) == sorted(files)
    for file in files:
        assert file.read_text(encoding="utf-8") == BY_SUFFIX[file.suffix].of(checked)


@pytest.mark.usefixtures("checked")
def test_a_report_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "report.txt").mkdir()
    code, output = run("validate", "--report", str(tmp_path / "report.txt"))
    assert (code, output.count("\n")) == (2, 1) and "report.txt" in output


@pytest.mark.parametrize("name", ["report.pdf", "report", "report.TXT", ".json"])
def test_an_unknown_suffix_is_refused(package: Copy, name: str) -> None:
    code, output = run("--package", str(package.descriptor), "validate", "--report", str(package.root / name))
    assert (code, output.count("\n")) == (2, 1)
    assert output.startswith("could not run: ") and name in output and ".sarif" in output
    assert not (package.root / name).exists()


@pytest.mark.parametrize("name", ["datapackage.json", "data/units.txt", "data/other.txt", "schemas/units.schema.json", "link.json"])
def test_a_file_of_the_package_is_not_overwritten(package: Copy, name: str) -> None:
    (package.root / "link.json").symlink_to("datapackage.json")
    (package.root / "data" / "units.txt").write_text("mine", encoding="utf-8")
    package.describe(lambda descriptor: descriptor["resources"][0].update(path=["data/units.txt", "data/other.txt"]))
    before = {file: file.read_bytes() for file in package.root.rglob("*") if file.is_file()}
    code, output = run("--package", str(package.descriptor), "validate", "--report", str(package.root / "data" / ".." / name))
    assert (code, output.count("\n")) == (2, 1)
    assert "would overwrite a file of the package" in output
    assert {file: file.read_bytes() for file in package.root.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"resources": 1}', '{"resources": [1, {"path": 1}, {"path": "\\ud800"}, {"path": "\\u0000"}]}', "[" * 100_000]
)
def test_a_descriptor_that_cannot_be_read_is_not_overwritten_either(tmp_path: Path, content: str) -> None:
    descriptor = tmp_path / "datapackage.json"
    descriptor.write_text(content, encoding="utf-8")
    assert targets([tmp_path / "report.json"], descriptor)
    with pytest.raises(RefusedTarget):
        targets([tmp_path / "report.json", descriptor], descriptor)


def test_who_looks_files_up_is_told_where_the_package_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert folder_of(Path("datapackage.json")) == folder_of(tmp_path.parent / "datapackage.json") == ""
    folder = folder_of(Path("a/b/datapackage.json"))
    report = made_report([made_finding()])
    told = {name: READERS[name](rendering.of(report, folder))[0][1] for name, rendering in RENDERINGS.items()}
    assert {name for name, place in told.items() if place == "a/b/data/units.csv:3"} == {"github", "sarif"}
    assert set(told.values()) == {"a/b/data/units.csv:3", "data/units.csv:3"}
    assert report.findings == [made_finding()]


def test_the_report_for_people_waits_for_nothing_heavy() -> None:
    heavy = ["duckdb", "pandera", "ibis", "pandas", "frictionless", "jinja2", "jsonschema", "click", "xml.etree", "importlib.metadata"]
    script = f"import sys, scripts.reports.text_report; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_all_give_the_whole_count_where_some_are_listed() -> None:
    report = made_report([made_finding(line=line) for line in (2, 3)], {made_finding().group: 1500})
    rendered = {name: rendering.of(report) for name, rendering in RENDERINGS.items()}
    assert json.loads(rendered["json"])["totals"] == {"findings": 1500, "listed": 2, "errors": 1500, "warnings": 0}
    assert sum(result["occurrenceCount"] for result in json.loads(rendered["sarif"])["runs"][0]["results"]) == 1500
    for name in ("text", "junit", "github", "html"):
        assert "1,500 findings" in rendered[name], name
    for name in ("text", "junit", "sarif", "html"):
        assert "1,498 more" in rendered[name], name
