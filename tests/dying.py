"""Runs a command of the project again and again, each time killed a call later, and looks at what is left: `python -m tests.dying`.

The arguments are a folder with the state before, one to work in, the step from call to call, and the command. Calls are those of
Python that change what is on disk. It is a program of its own since it forks, which one with threads must not.
"""

import json
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

# All that the commands would import, so that each of the many processes need not do so again.
from scripts import __main__, cache, codebook, database, referee, refresh, table_checks, tidy, work_folder  # noqa: F401
from scripts.exports import folder as exports_folder  # noqa: F401
from scripts.exports import registry  # noqa: F401
from scripts.reports import targets  # noqa: F401
from tests.remembered import COMPILED

CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "shutil.rmtree"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
VARYING = {".json", ".html", ".txt", ".duckdb"}  # reports and databases differ from run to run, by times at least
ENDS = {".json": b"}\n", ".html": b"</html>", ".txt": b"\n"}


def changes_disk(event: str, arguments: tuple[Any, ...]) -> bool:
    """Whether the audit event is one of ours that changes what is on disk."""
    if event == "open":
        return isinstance(arguments[2], int) and bool(arguments[2] & WRITING) and not str(arguments[0]).startswith("/dev/")
    return event in CHANGES


def die_at(number: int) -> None:
    """Let this process be killed before its call of that number, from 1."""
    calls = 0

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal calls
        if changes_disk(event, arguments):
            calls += 1
            if calls == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def killed(command: list[str], number: int | None) -> bool:
    """Run the command in a process of its own, to be killed at its call of that number; whether it was. AssertionError if it fails."""
    process = os.fork()
    if not process:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if number:
            die_at(number)
        __main__.main(command)
    status = os.waitpid(process, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, f"exit {os.WEXITSTATUS(status)}"
    return os.WIFSIGNALED(status)


def files(folder: Path) -> dict[str, bytes]:
    """The files below the folder, by path."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def is_whole(path: str, content: bytes) -> bool:
    """Whether an output whose content varies is a whole one."""
    suffix = Path(path).suffix
    return len(content) % 4096 == 0 and len(content) > 4096 if suffix == ".duckdb" else content.endswith(ENDS[suffix])


def differences(found: dict[str, bytes], before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """The outputs that are neither the old nor the new whole ones, or are gone."""
    torn = []
    for path in before | after:
        content = found.get(path)
        fine = content == before.get(path) or content == after.get(path)
        if not fine and not (content is not None and Path(path).suffix in VARYING and is_whole(path, content)):
            torn.append(path)
    return torn


def restore(folder: Path, old: dict[str, bytes]) -> None:
    """Put the state before back, with what a killed run has left beside it."""
    for path, content in old.items():
        (folder / path).write_bytes(content)


def leftovers(root: Path, work: Path, after: dict[str, bytes]) -> list[str]:
    """What lies about beside the outputs."""
    there = [*files(root), *(f"{folder.relative_to(root)}" for folder in root.rglob(".*") if folder.is_dir())]
    known = set(after)
    return [path for path in there if path not in known] + [str(path) for path in (work / "work").rglob("*")]


def main(before: Path, folder: Path, step: int, command: list[str]) -> int:
    """Kill at each call (each second one if `step` is 2) until the command comes to its end; the number of calls.

    AssertionError if something is torn, or if something is left after a last run that is not killed.
    """
    package, work = folder / "package", folder / "work"
    cache.CACHE = work / "cache"
    cache.Cache.__init__.__defaults__ = (work / "cache",)
    work_folder.work_folder.__wrapped__.__defaults__ = (work / "work", "run-")  # type: ignore[attr-defined]
    shutil.copytree(before, package)
    shutil.copytree(COMPILED, work / "cache") if COMPILED.exists() else None
    killed(command, None)
    old, new = files(before), files(package)
    restore(package, old)
    number = 1
    while killed(command, number):
        torn = differences(files(package), old, new)
        assert not torn, f"killed at call {number}: {torn} is neither the old nor the new"
        restore(package, old)
        number += step
    left = differences(files(package), new, new) + leftovers(package, work, new)
    assert not left, f"after a whole run: {left}"
    return number - 1


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])))
