"""What is kept is what was put; nothing else counts, and nothing of it can stop a run."""

import multiprocessing
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scripts.cache
from scripts.cache import Cache, fingerprint
from scripts.whole_file import NEW, replace

KEY = fingerprint("a question")
FORK = multiprocessing.get_context("fork")


def _put_often(folder: Path, letter: str) -> None:
    for size in range(1, 150):
        Cache(folder).put(KEY, [letter * size * 1000])


def _write_often(file: Path, letter: str) -> None:
    for size in range(1, 150):
        replace(file, letter.encode() * size * 1000)


@given(st.lists(st.text(max_size=3), max_size=4), st.lists(st.text(max_size=3), max_size=4))
def test_lists_of_parts_have_the_same_fingerprint_only_if_they_are_the_same(one: list[str], other: list[str]) -> None:
    assert (fingerprint(*one) == fingerprint(*other)) == (one == other)


def test_an_answer_comes_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    assert cache.get(KEY) is None
    cache.put(KEY, {"a": [1, None, "é"]})
    assert Cache(tmp_path / "cache").get(KEY) == {"a": [1, None, "é"]}


@pytest.mark.parametrize("content", [b"", b'{"a": ', b"\xff", b"NaN,"])
def test_a_spoiled_answer_counts_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / f"{KEY}.json").write_bytes(content)
    assert Cache(tmp_path).get(KEY) is None


def test_a_folder_that_cannot_be_had_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    cache = Cache(tmp_path / "cache")
    cache.put(KEY, 1)
    assert cache.get(KEY) is None


def test_only_the_newest_answers_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts.cache, "MOST_FILES", 2)
    for number in range(4):
        Cache(tmp_path).put(fingerprint(str(number)), number)
        os.utime(tmp_path / f"{fingerprint(str(number))}.json", (number, number))
    assert [Cache(tmp_path).get(fingerprint(str(number))) for number in range(4)] == [None, None, 2, 3]


def test_what_a_killed_run_was_writing_is_removed_later(tmp_path: Path) -> None:
    old, fresh = tmp_path / f".{'a' * 64}.json{NEW}", tmp_path / f".{'b' * 64}.json{NEW}"
    for file in (old, fresh):
        file.write_text("half")
    os.utime(old, (time.time() - 3600, time.time() - 3600))
    Cache(tmp_path).put(KEY, 1)
    assert not old.exists() and fresh.exists()


def test_two_runs_that_put_at_once_leave_one_whole_answer(tmp_path: Path) -> None:
    runs = [FORK.Process(target=_put_often, args=(tmp_path, letter)) for letter in "ab"]
    for run in runs:
        run.start()
    while any(run.is_alive() for run in runs):
        answer = Cache(tmp_path).get(KEY)
        assert answer is None or len(set(answer[0])) == 1
    assert [run.exitcode for run in runs] == [0, 0]
    assert [file.name for file in tmp_path.iterdir()] == [f"{KEY}.json"]


def test_two_runs_that_write_one_file_both_succeed(tmp_path: Path) -> None:
    runs = [FORK.Process(target=_write_often, args=(tmp_path / "report", letter)) for letter in "abc"]
    for run in runs:
        run.start()
    while any(run.is_alive() for run in runs):
        content = (tmp_path / "report").read_bytes() if (tmp_path / "report").exists() else b"a"
        assert len(set(content)) == 1 and (len(content) == 1 or len(content) % 1000 == 0)
    assert [run.exitcode for run in runs] == [0, 0, 0]
    assert [file.name for file in tmp_path.iterdir()] == ["report"]
