"""The site is the same to the byte wherever, whenever and by whomever it is built."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import PROJECT

ELSEWHERE = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "2012", "LC_ALL": "C", "COLUMNS": "40"}


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_it_is_built_twice_with_the_same_bytes(site: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "scripts", "site", "--output", str(tmp_path / "elsewhere")]
    subprocess.run(command, cwd=PROJECT, env=os.environ | ELSEWHERE, capture_output=True, check=True)
    first, second = contents(site), contents(tmp_path / "elsewhere")
    assert set(first) == set(second) and not {name for name in first if first[name] != second[name]}
