"""The set-up says in one line what it lacks, and stops with exit code 2 before it makes anything."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import PROJECT

# Stand-ins for a Python that is too old, and for one that Debian ships without ensurepip.
TOO_OLD = '#!/bin/sh\ncase "$*" in *version_info*) exit 1 ;; *-V*) echo Python 3.9.2 ;; esac\n'
WITHOUT_ENSUREPIP = '#!/bin/sh\ncase "$*" in *ensurepip*) exit 1 ;; esac\n'


def set_up(folder: Path, python: str) -> tuple[int, str]:
    # A PATH without uv, which would make an environment without ensurepip.
    done = subprocess.run(
        ["/bin/sh", str(PROJECT / "scripts" / "setup.sh"), str(folder / "venv")],
        env={"PATH": "/usr/bin:/bin", "PYTHON": python},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not (folder / "venv").exists()
    return done.returncode, done.stderr


@pytest.mark.parametrize(("stand_in", "words"), [(TOO_OLD, "Python 3.11 or newer is needed"), (WITHOUT_ENSUREPIP, "lacks ensurepip")])
def test_a_python_that_will_not_do_is_told(tmp_path: Path, stand_in: str, words: str) -> None:
    python = tmp_path / "python"
    python.write_text(stand_in, encoding="utf-8")
    python.chmod(0o755)
    code, told = set_up(tmp_path, str(python))
    assert code == 2
    assert words in told and told.count("\n") == 1


def test_no_python_is_told(tmp_path: Path) -> None:
    code, told = set_up(tmp_path, "no-such-python")
    assert code == 2
    assert "no 'no-such-python' found" in told and told.count("\n") == 1


LOCKS = {file.name: file.read_text(encoding="utf-8") for file in PROJECT.glob("requirements*.lock")}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_hashes_and_no_addresses(lock: str) -> None:
    lines = LOCKS[lock].splitlines()
    assert not [line for line in lines if "://" in line or "index-url" in line]
    assert sum("--hash=sha256:" in line for line in lines) > len([line for line in lines if "==" in line])


def test_what_the_tests_run_with_is_what_readers_have() -> None:
    pins = {lock: set(re.findall(r"^[\w.-]+==[^ ;]+", text, re.MULTILINE)) for lock, text in LOCKS.items()}
    assert pins["requirements.lock"] < pins["requirements-dev.lock"]
