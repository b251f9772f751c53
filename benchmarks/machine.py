"""What the measurements were made on: the machine, the versions of everything concerned, the commit."""

import datetime
import os
import platform
import subprocess
from pathlib import Path

from benchmarks.experiments import OTHERS_PYTHON
from benchmarks.measure import PROJECT

OURS = ("duckdb", "pandera", "ibis-framework", "frictionless")
OTHERS = ("pandera", "polars", "pandas", "dataframely", "pyarrow")
ASK = "import importlib.metadata as m, sys\nfor name in sys.argv[1:]: print(name, m.version(name))"


def machine() -> dict[str, str]:
    """Processor, cores, memory, system, Python, date and commit."""
    return {
        "processor": _processor(),
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.1f} GB",
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "commit": _commit(),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def versions(python: Path | str, names: tuple[str, ...]) -> dict[str, str]:
    """The versions of installed packages in the environment of an interpreter; empty if it is not there."""
    if not Path(python).exists():
        return {}
    told = subprocess.run([str(python), "-c", ASK, *names], capture_output=True, text=True, check=True).stdout
    return dict(line.split() for line in told.splitlines())


def other_versions() -> dict[str, str]:
    """The versions of the other validators."""
    return versions(OTHERS_PYTHON, OTHERS)


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def _commit() -> str:
    try:
        commit = _git("rev-parse", "--short", "HEAD")
        return f"{commit}, with changes" if _git("status", "--porcelain", "--untracked-files=no") else commit
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=PROJECT, capture_output=True, text=True, check=True).stdout.strip()
