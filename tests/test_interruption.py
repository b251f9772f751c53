"""Whenever a step is broken off, every output is the old or the new whole one, and the next run succeeds and clears what was left."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from benchmarks.generate import generated
from scripts.exports.readme import FILE, SIGN
from tests.conftest import PROJECT, Copy

pytestmark = pytest.mark.thorough


def untidy(package: Copy) -> None:
    for table in ("units", "events"):
        package.file(table).write_text(package.file(table).read_text(encoding="utf-8").replace("\n", " \n"), encoding="utf-8")


def stale(package: Copy) -> None:
    package.describe(lambda descriptor: descriptor["resources"][0].update(bytes=1))


def old_outputs(package: Copy) -> None:
    for path in ("report.json", "report.html", "build/operation.duckdb", "docs/codebook.md"):
        (package.root / path).parent.mkdir(exist_ok=True)
        (package.root / path).write_text("an old one")
    (package.root / "docs" / "conventions.md").write_text("# Conventions\n")


def old_exports(package: Copy) -> None:
    old_outputs(package)
    folder = package.root / "build" / "exports"
    folder.mkdir()
    (folder / "claims.jsonl").write_text("an old one")
    (folder / FILE).write_text(SIGN)
    for name in ("CITATION.cff", ".zenodo.json"):
        (package.root / name).write_text("an old one")


# By default a sample of the calls; with the environment variable EVERY_CALL, all of them.
SPACING = 1 if "EVERY_CALL" in os.environ else 15
# What to spoil beforehand, the command, how many calls it has, at least, and at each how many-th it is killed.
STEPS: dict[str, tuple[Callable[[Copy], None], list[str], int, int]] = {
    "tidy": (untidy, ["tidy"], 6, 1),
    "refresh": (stale, ["refresh"], 3, 1),
    "codebook": (old_outputs, ["codebook"], 3, 2),
    "validate": (old_outputs, ["validate", "--no-referee", "--report", "{}/report.json", "--report", "{}/report.html"], 9, 2),
    "db": (old_outputs, ["db"], 2, 1),
    "export": (old_exports, ["export", "--only", "claims"], 5, 1),
    "describe": (old_exports, ["describe"], 6, 1),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_killed_at_any_call_leaves_whole_files_and_nothing_for_long(
    package: Copy, step: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    spoil, words, least, each = STEPS[step]
    spoil(package)
    folder = tmp_path_factory.mktemp("killed")
    command = ["--package", "{}/datapackage.json", *words]
    filled = [word.format(folder / "package") for word in command]
    done = subprocess.run(
        [sys.executable, "-m", "tests.dying", str(package.root), str(folder), str(each * SPACING), *filled],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) >= least


@pytest.fixture(scope="module")
def many_events(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated(tmp_path_factory.mktemp("generated") / "package", 20_000)


def started(*command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "scripts", *command], cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_a_database_is_the_old_or_the_new_whenever_its_builder_is_killed(many_events: Path, tmp_path: Path) -> None:
    database = tmp_path / "operation.duckdb"
    duckdb.connect(str(database)).execute("CREATE TABLE events AS SELECT 1 AS old").close()
    old = database.read_bytes()
    for seconds in (0.4, 0.8, 1.2):
        builder = started("--package", str(many_events), "db", "--output", str(database))
        time.sleep(seconds)
        builder.send_signal(signal.SIGKILL)
        builder.communicate()
        if database.read_bytes() != old:
            with duckdb.connect(str(database), read_only=True) as connection:
                assert connection.execute("SELECT count(*) FROM events").fetchall() == [(20_000,)]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_validation_killed_at_any_time_leaves_the_old_report(many_events: Path, how: signal.Signals) -> None:
    report = many_events.parent / "report.json"
    report.write_text("an old one")
    for seconds in (0.3, 0.6):
        run = started("--package", str(many_events), "validate", "--no-referee", "--report", str(report))
        time.sleep(seconds)
        run.send_signal(how)
        run.communicate()
        assert report.read_text(encoding="utf-8") == "an old one" or json.loads(report.read_text(encoding="utf-8"))
    assert {path.name for path in many_events.parent.iterdir()} == {"data", "datapackage.json", "schemas", "report.json"}


@pytest.mark.parametrize("seconds", [0.5, 0.9])
def test_an_interrupted_validation_ends_at_once_in_one_line(many_events: Path, seconds: float) -> None:
    run = started("--package", str(many_events), "validate", "--no-referee")
    time.sleep(seconds)
    run.send_signal(signal.SIGINT)
    begin = time.monotonic()
    said, complained = run.communicate()
    if said:  # it was faster
        return
    assert (run.returncode, complained) == (130, "interrupted\n")
    assert time.monotonic() - begin < 5
