"""Runs one contender in a process of its own and measures it from outside: time, processor time, greatest memory."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent
STARTED = "BENCHMARK_STARTED"  # when the process was started, in seconds since 1970, for contenders that tell their stages
# Bytes of the unit in which the system tells the greatest memory.
MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Sample:
    """One run: seconds of the work by the contender's own clock, of the whole process, and of processors; greatest memory in MB (10^6)."""

    process: float
    cpu: float
    peak_mb: float
    seconds: float | None = None

    def as_dict(self) -> dict[str, float | None]:
        """The sample as JSON values, rounded to what is known."""
        return {name: value if value is None else round(value, 4) for name, value in asdict(self).items()}


@dataclass(frozen=True)
class Outcome:
    """A sample with what the contender answered, or why there is none."""

    sample: Sample | None
    answer: dict[str, Any]
    failure: str | None = None


def measured(command: Sequence[str], longest: float) -> Outcome:
    """Run the command, at most `longest` seconds. What it prints last may be its answer as JSON, with its own `seconds`.

    The memory is what the system tells of the process. A process begins as a copy of the one that starts it, so nothing below the
    memory of this program is measured: it imports little.
    """
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as complained:
        start = time.perf_counter()
        environment = {**os.environ, STARTED: repr(time.time())}
        process = subprocess.Popen(command, stdout=printed, stderr=complained, cwd=PROJECT, env=environment)
        late = threading.Timer(longest, process.kill)
        late.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds, in_time = time.perf_counter() - start, late.is_alive()
        late.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        answer = _last_json(_content(printed))
        if process.returncode and not answer:
            complaint = _content(complained).strip().splitlines()[-1:] or [f"ended with {process.returncode}"]
            return Outcome(None, {}, complaint[0][:300] if in_time else f"not done after {longest:.0f} s")
    cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * MEMORY_UNIT / 1e6
    return Outcome(Sample(seconds, cpu, peak, answer.pop("seconds", None)), answer)


def _content(stream: Any) -> str:
    stream.seek(0)
    return str(stream.read().decode("utf-8", "replace"))


def _last_json(printed: str) -> dict[str, Any]:
    last = printed.strip().splitlines()[-1:]
    try:
        found = json.loads(last[0]) if last else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
