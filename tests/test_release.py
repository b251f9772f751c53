"""A release is the same bytes wherever it is built, valid wherever it is unzipped, and not made of a package that is not fit."""

import gzip
import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import frictionless
import pytest
from click.testing import CliRunner

import scripts.release.dist as dist_module
from scripts.check import Means
from scripts.codebook import written
from scripts.commands.releasing import dist as dist_command
from scripts.descriptions.registry import DESCRIPTIONS as REGISTRY
from scripts.package import BrokenPackage, open_package
from scripts.refresh import refresh
from scripts.release.archive import archive
from scripts.release.contents import DOCUMENTS
from scripts.release.dist import ForeignFolder, NotReleased, dist
from tests.conftest import KEPT, PROJECT, Copy
from tests.releases import DESCRIPTIONS, HEADING, VERSION, exported, fit, released

pytestmark = pytest.mark.thorough

STEM = f"idlib-april-2012-{VERSION}"
FILES = {f"{STEM}.zip", f"{STEM}-events.txt", f"{STEM}-layers-places.txt"}


@pytest.fixture
def ready(package: Copy) -> Copy:
    return fit(package)


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def names_beside(target: Path) -> set[str]:
    return {path.name for path in target.parent.iterdir()}


# The same bytes


def in_a_process(package: Copy, target: Path, umask: int, **environment: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "tests.releases", str(package.root), str(target)]
    subprocess.run(command, cwd=PROJECT, env={**os.environ, **environment}, umask=umask, check=True)
    return files(target)


def test_a_release_is_the_same_bytes_whenever_and_wherever_it_is_built(ready: Copy, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = Copy(tmp_path_factory.mktemp("other") / "a b")
    shutil.copytree(ready.root, other.root)
    for file in other.root.rglob("*.csv"):
        file.chmod(0o755)
        os.utime(file, (1e9, 1e9))
    first = in_a_process(ready, ready.root / "dist", 0o022, TZ="Asia/Damascus", PYTHONHASHSEED="1", LC_ALL="C")
    second = in_a_process(other, other.root.parent / "out" / "dist", 0o077, TZ="America/Lima", PYTHONHASHSEED="2", LC_ALL="C.UTF-8")
    assert first == second
    assert first.keys() == FILES | {"SHA256SUMS"}


def test_the_zip_has_one_folder_and_nothing_that_depends_on_the_machine(ready: Copy, tmp_path: Path) -> None:
    released(ready, tmp_path / "dist")
    with zipfile.ZipFile(tmp_path / "dist" / f"{STEM}.zip") as file:
        members = file.infolist()
    names = [member.filename for member in members]
    assert names == sorted(names)
    tables = {f"data/{table}.csv" for table in open_package(ready.descriptor).tables}
    assert set(names) == {f"{STEM}/{name}" for name in {"datapackage.json", *DOCUMENTS, *DESCRIPTIONS, *tables}}
    assert {(member.date_time, member.compress_type, member.extra, member.comment) for member in members} == {
        ((2026, 11, 22, 10, 20, 30), zipfile.ZIP_STORED, b"", b"")
    }
    assert {(member.create_system, stat.filemode(member.external_attr >> 16)) for member in members} == {(3, "-rw-r--r--")}


def test_names_beyond_ascii_are_utf8_and_dates_stay_within_the_format(tmp_path: Path) -> None:
    for year, said in ((1970, 1980), (2012, 2012), (2999, 2107)):
        archive(tmp_path / "a.zip", {"x/Îles.txt": b"a", "x/b": b""}, datetime(year, 1, 1, tzinfo=UTC))
        with zipfile.ZipFile(tmp_path / "a.zip") as file:
            assert [(one.filename, one.flag_bits, one.date_time[0]) for one in file.infolist()] == [
                ("x/b", 0, said),
                ("x/Îles.txt", 0x800, said),
            ]
            assert file.testzip() is None


def test_source_date_epoch_gives_the_dates(ready: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1333200000")
    released(ready, tmp_path / "dist")
    with zipfile.ZipFile(tmp_path / "dist" / f"{STEM}.zip") as file:
        assert {member.date_time for member in file.infolist()} == {(2012, 3, 31, 13, 20, 0)}


def test_the_sums_are_those_of_every_file(ready: Copy, tmp_path: Path) -> None:
    sums = released(ready, tmp_path / "dist")
    content = files(tmp_path / "dist")
    lines = content.pop("SHA256SUMS").decode("utf-8").splitlines()
    assert sums == {name: hashlib.sha256(found).hexdigest() for name, found in content.items()}
    assert lines == [f"{digest}  {name}" for name, digest in sorted(sums.items())]


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="there is no sha256sum")
def test_sha256sum_checks_them(ready: Copy, tmp_path: Path) -> None:
    released(ready, tmp_path / "dist")
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(command, cwd=tmp_path / "dist", capture_output=True, text=True, check=True)
    assert done.stdout.count(": OK") == len(FILES)


# Valid by itself


def with_python(archive: Path, folder: Path) -> None:
    zipfile.ZipFile(archive).extractall(folder)


def with_unzip(archive: Path, folder: Path) -> None:
    subprocess.run(["unzip", "-q", str(archive), "-d", str(folder)], check=True)


WAYS = [with_python, pytest.param(with_unzip, marks=pytest.mark.skipif(not shutil.which("unzip"), reason="there is no unzip"))]


@pytest.mark.parametrize("unzip", WAYS)
@pytest.mark.parametrize("real", [False, True], ids=["minimal", "real"])
def test_what_is_unzipped_is_valid(
    package: Copy, tmp_path_factory: pytest.TempPathFactory, unzip: Callable[[Path, Path], None], real: bool
) -> None:
    if real:
        package = Copy(tmp_path_factory.mktemp("real"))
        for name in ("data", "schemas"):
            shutil.copytree(PROJECT / name, package.root / name, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        package.describe()
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    released(fit(package), elsewhere / "dist")
    unzip(elsewhere / "dist" / f"{STEM}.zip", elsewhere / "out")
    unzipped = Copy(elsewhere / "out" / STEM)
    report = frictionless.validate(str(unzipped.descriptor))
    assert report.valid and len(report.tasks) == len(open_package(unzipped.descriptor).tables)
    assert unzipped.check(referee=True).findings == []
    descriptor = json.loads(unzipped.descriptor.read_bytes())
    assert all(isinstance(resource["schema"], dict) for resource in descriptor["resources"])
    assert refresh(open_package(unzipped.descriptor), check=True) == []


def test_a_table_in_several_packed_files_is_released_as_it_is(ready: Copy, tmp_path: Path) -> None:
    header, *lines = ready.file("units").read_bytes().splitlines(keepends=True)
    for number, line in enumerate(lines):
        (ready.root / f"{number}.csv.gz").write_bytes(gzip.compress(header + line, mtime=0))
    descriptor = json.loads(ready.descriptor.read_bytes())
    units = next(one for one in descriptor["resources"] if one["name"] == "units")
    units |= {"path": [f"{number}.csv.gz" for number in range(len(lines))], "compression": "gz"}
    ready.descriptor.write_text(json.dumps(descriptor), encoding="utf-8")
    refresh(open_package(ready.descriptor), check=False)
    with pytest.raises(NotReleased, match="make docs"):
        released(ready, tmp_path / "dist")
    written(open_package(ready.descriptor), ready.root / "docs/codebook.md", check=False)
    released(ready, tmp_path / "dist")
    with_python(tmp_path / "dist" / f"{STEM}.zip", tmp_path / "out")
    assert Copy(tmp_path / "out" / STEM).check().findings == []


@pytest.mark.parametrize(
    ("schema", "rule"),
    [
        (5, "path_stays_inside"),
        ([], "path_stays_inside"),
        (None, "path_stays_inside"),
        ("https://example.org/s.json", "path_stays_inside"),
        ({"$ref": "/etc/passwd"}, "descriptor_fits_profile"),
        ({"fields": []}, "descriptor_fits_profile"),
        ({"fields": [{"name": "x", "type": "string", "$ref": "other.json"}]}, "schema_is_known"),
        ({"fields": [{"name": 'x"; DROP TABLE units; --', "type": "string"}]}, "schema_is_known"),
        ({"fields": [{"name": "x", "type": "geopoint"}]}, "schema_is_known"),
    ],
)
def test_a_schema_in_the_descriptor_is_read_as_strictly(package: Copy, schema: Any, rule: str) -> None:
    package.describe(lambda descriptor: descriptor["resources"][0].update(schema=schema))
    with pytest.raises(BrokenPackage) as broken:
        open_package(package.descriptor)
    assert rule in {finding.rule for finding in broken.value.findings}
    assert {finding.path for finding in broken.value.findings} == {"datapackage.json"}


def test_documents_have_no_dead_links(ready: Copy, tmp_path: Path) -> None:
    released(ready, tmp_path / "dist")
    with zipfile.ZipFile(tmp_path / "dist" / f"{STEM}.zip") as file:
        readme = file.read(f"{STEM}/README.md").decode("utf-8")
    assert readme == "# Islands\n\nSee [the codebook](docs/codebook.md#tables), how and [there](https://example.org/x).\n"


# Refused


def version(package: Copy, said: str | None) -> None:
    describe(package, version=said)


def describe(package: Copy, **words: str | None) -> None:
    descriptor = json.loads(package.descriptor.read_bytes()) | words
    kept = {word: value for word, value in descriptor.items() if value is not None}
    package.descriptor.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def rewrite(package: Copy, path: str, before: str, after: str) -> None:
    text = (package.root / path).read_text(encoding="utf-8")
    assert before in text
    (package.root / path).write_text(text.replace(before, after), encoding="utf-8")


def removed(package: Copy, path: str) -> None:
    (package.root / path).unlink()


def linked(package: Copy, path: str) -> None:
    (package.root / path).unlink()
    (package.root / path).symlink_to("/etc/hostname")


UNFIT: dict[str, tuple[Callable[[Copy], object], str]] = {
    "no version": (lambda package: version(package, None), "write a version, as 1.2.3"),
    "a version of two numbers": (lambda package: version(package, "0.1"), "write a version, as 1.2.3"),
    "a name that climbs out": (lambda package: describe(package, name="../x"), "write lower-case words"),
    "no date": (lambda package: describe(package, created=None), "write date and time"),
    "a date without zone": (lambda package: describe(package, created="2026-11-22T10:20:30"), "write date and time|findings"),
    "layout": (lambda package: rewrite(package, "datapackage.json", '"version"', ' "version"'), "run make refresh"),
    "no section": (lambda package: rewrite(package, "CHANGELOG.md", HEADING, "## Not released yet"), "has no section '## 0.1.0 "),
    "a section of another day": (lambda package: rewrite(package, "CHANGELOG.md", "11-22", "11-23"), "has no section '## 0.1.0 "),
    "codebook": (lambda package: rewrite(package, "docs/codebook.md", "# ", "## "), "run make docs"),
    "errata": (lambda package: rewrite(package, "ERRATA.md", "None known.", ""), "Write 'None known.'"),
    **{f"no {path}": (partial(removed, path=path), f"no file {path}") for path in DOCUMENTS},
    **{f"a link as {path}": (partial(linked, path=path), f"no file {path}") for path in DOCUMENTS},
}


@pytest.mark.parametrize("oddity", UNFIT)
def test_what_is_not_fit_is_not_released(ready: Copy, tmp_path: Path, oddity: str) -> None:
    spoil, said = UNFIT[oddity]
    spoil(ready)
    with pytest.raises(NotReleased, match=said):
        released(ready, tmp_path / "dist")
    assert not (tmp_path / "dist").exists()


def test_findings_stand_in_the_way(ready: Copy, tmp_path: Path) -> None:
    ready.edit("units", "guard", side="north")
    with pytest.raises(NotReleased) as refused:
        released(ready, tmp_path / "dist")
    assert {"cell_is_allowed", "hash_is_fresh"} <= {finding.rule for finding in refused.value.report.findings}


@pytest.mark.parametrize("epoch", ["soon", "1e9", "99999999999999999999"])
def test_an_epoch_that_is_none_is_refused(ready: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(NotReleased, match="SOURCE_DATE_EPOCH"):
        released(ready, tmp_path / "dist")


@pytest.mark.parametrize("name", ["README.md", "datapackage.json", "Data/Units.csv"])
def test_two_files_of_one_name_are_refused(ready: Copy, tmp_path: Path, name: str) -> None:
    with pytest.raises(NotReleased, match=r"would be called"):
        dist(ready.descriptor, tmp_path / "dist", exported, lambda package: {name: "x"}, Means(cache=KEPT))
    assert not (tmp_path / "dist").exists()


def test_two_exports_of_one_name_are_refused(ready: Copy, tmp_path: Path) -> None:
    def two(package: Any, folder: Path) -> list[Path]:
        (folder / "a").mkdir()
        for path in ("a/b.txt", "a-b.txt"):
            (folder / path).write_text("")
        return [folder / "a", folder / "a-b.txt"]

    with pytest.raises(NotReleased, match=r"a-b\.txt"):
        dist(ready.descriptor, tmp_path / "dist", two, means=Means(cache=KEPT))


# Whole or not at all


@pytest.mark.parametrize("at_one_stroke", [True, False])
def test_an_old_release_is_replaced_whole(ready: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_one_stroke: bool) -> None:
    if not at_one_stroke:
        monkeypatch.setattr(dist_module, "exchanged", lambda new, target: False)
    dist(ready.descriptor, tmp_path / "dist", exported, means=Means(cache=KEPT))
    before = files(tmp_path / "dist")
    dist(ready.descriptor, tmp_path / "dist", means=Means(cache=KEPT))
    after = files(tmp_path / "dist")
    assert after.keys() == {f"{STEM}.zip", "SHA256SUMS"} and after[f"{STEM}.zip"] == before[f"{STEM}.zip"]
    assert not [name for name in names_beside(tmp_path / "dist") if name.startswith(".dist")]


@pytest.mark.parametrize("step", ["exported", "archive", "_sum", "_swap"])
def test_a_release_that_breaks_off_leaves_the_old_one(ready: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    released(ready, tmp_path / "dist")
    before = files(tmp_path / "dist")

    def broken(*arguments: object) -> Any:
        raise OSError("the disk is full")

    if step == "_swap":  # between its two renamings, where it cannot exchange the folders
        renamed = Path.rename
        monkeypatch.setattr(dist_module, "exchanged", lambda new, target: False)
        monkeypatch.setattr(Path, "rename", lambda file, to: broken() if file.name == "new" else renamed(file, to))
    elif step != "exported":
        monkeypatch.setattr(dist_module, step, broken)
    with pytest.raises(OSError, match="the disk is full"):
        dist(ready.descriptor, tmp_path / "dist", broken if step == "exported" else exported, means=Means(cache=KEPT))
    monkeypatch.undo()
    assert files(tmp_path / "dist") == before
    assert not [name for name in names_beside(tmp_path / "dist") if name.startswith(".dist")]


def test_a_folder_of_somebody_elses_is_not_replaced(ready: Copy, tmp_path: Path) -> None:
    for name in ("mine.txt", "SHA256SUMS.old"):
        target = tmp_path / name / "dist"
        target.mkdir(parents=True)
        (target / name).write_text("mine")
        with pytest.raises(ForeignFolder, match=name):
            released(ready, target)
        assert (target / name).read_text() == "mine"
    with pytest.raises(ForeignFolder, match="is no folder"):
        released(ready, tmp_path / "mine.txt" / "dist" / "mine.txt")


# The command


def run(package: Copy, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(dist_command, list(arguments), obj=package.descriptor)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_the_command_tells_what_it_has_written(ready: Copy) -> None:
    code, output = run(ready)
    assert code == 0
    there = files(ready.root / "dist")
    assert output.splitlines()[:-1] == there.pop("SHA256SUMS").decode().splitlines()
    assert f"{hashlib.sha256(there[f'{STEM}.zip']).hexdigest()}  {STEM}.zip" in output.splitlines()
    with zipfile.ZipFile(ready.root / "dist" / f"{STEM}.zip") as archive:
        assert {f"{STEM}/{one.file}" for one in REGISTRY.values()} <= set(archive.namelist())
    assert {f"{STEM}-operation.xlsx", f"{STEM}-ged_like.csv"} <= there.keys()


def test_the_command_ends_with_what_stands_in_the_way(ready: Copy, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("")
    code, output = run(ready, "--output", str(tmp_path / "full"))
    assert (code, output.count("\n")) == (2, 1) and "say with --output" in output
    (ready.root / "ERRATA.md").unlink()
    assert run(ready) == (1, "There is no file ERRATA.md beside the descriptor: write it, a release goes with it.\n")
    ready.edit("units", "guard", side="north")
    code, output = run(ready)
    assert code == 1 and "[cell_is_allowed]" in output
    assert not (ready.root / "dist").exists()
