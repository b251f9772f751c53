"""Progress is told on a terminal once patience is over, is taken away at the end, and is told nowhere else."""

import io
import time

import pytest

from scripts.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "is_told"), [(Terminal(), True), (io.StringIO(), False)])
def test_the_step_is_told_on_a_terminal_only(stream: io.StringIO, is_told: bool) -> None:
    with Progress(stream, patience=0) as progress:
        progress("reading claims")
        deadline = time.monotonic() + 5
        while is_told and "reading claims" not in stream.getvalue() and time.monotonic() < deadline:
            time.sleep(0.01)
    assert ("reading claims" in stream.getvalue()) == is_told
    assert stream.getvalue().endswith("\r\x1b[K") == is_told


def test_a_short_run_tells_nothing() -> None:
    stream = Terminal()
    with Progress(stream, patience=60) as progress:
        progress("reading claims")
    assert stream.getvalue() == ""
