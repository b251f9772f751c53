"""A run has its folder for itself, and what a run that was killed left there is gone after the next."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from scripts.work_folder import LOCK, work_folder

FORK = multiprocessing.get_context("fork")


def _live(parent: Path, told: Connection) -> None:
    with work_folder(parent) as folder:
        (folder / "spilled").write_text("much")
        told.send(folder)
        told.recv()


def _come_and_go(parent: Path, times: int) -> None:
    for _ in range(times):
        with work_folder(parent) as folder:
            (folder / "mine").write_text("x")
            assert sorted(file.name for file in folder.iterdir()) == [LOCK, "mine"]


@pytest.fixture
def other_run(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """The folder of another run, and its process."""
    ours, theirs = FORK.Pipe()
    process = FORK.Process(target=_live, args=(tmp_path / "work", theirs), daemon=True)
    process.start()
    folder = ours.recv()
    assert process.pid is not None
    yield folder, process.pid
    process.kill()
    process.join()


def test_a_folder_is_empty_but_for_its_lock_and_gone_afterwards(tmp_path: Path) -> None:
    with work_folder(tmp_path / "a" / "work") as folder:
        assert [file.name for file in folder.iterdir()] == [LOCK]
    assert list((tmp_path / "a" / "work").iterdir()) == []


def test_a_folder_is_gone_after_an_error_too(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), work_folder(tmp_path):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_run_leaves_the_folder_of_another_alone(other_run: tuple[Path, int]) -> None:
    folder, _ = other_run
    with work_folder(folder.parent) as ours:
        assert ours != folder and (folder / "spilled").read_text() == "much"
    assert (folder / "spilled").exists()


def test_what_a_killed_run_left_is_removed_by_the_next(other_run: tuple[Path, int]) -> None:
    folder, process = other_run
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    assert (folder / "spilled").exists()
    with work_folder(folder.parent):
        assert not folder.exists()


def test_a_folder_whose_making_or_removal_broke_off_is_removed(tmp_path: Path) -> None:
    (tmp_path / "run-half").mkdir()
    (tmp_path / "run-half" / "spilled").write_text("much")
    with work_folder(tmp_path) as folder:
        assert [one.name for one in tmp_path.iterdir()] == [folder.name]


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "mine").write_text("x")
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "run-link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "work" / "notes").write_text("x")
    with work_folder(tmp_path / "work"):
        pass
    assert (tmp_path / "elsewhere" / "mine").exists() and (tmp_path / "work" / "notes").exists()


def test_many_runs_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    runs = [FORK.Process(target=_come_and_go, args=(tmp_path, 100)) for _ in range(4)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert [run.exitcode for run in runs] == [0, 0, 0, 0] and list(tmp_path.iterdir()) == []
