"""Tells how far a run has come, once it has taken longer than people like to wait without a word."""

import sys
import threading
import time
from types import TracebackType
from typing import TextIO

PATIENCE = 2.0  # seconds


class Progress:
    """The step that a run is at, on one line of a terminal, after `patience` seconds; nothing anywhere else than on a terminal."""

    def __init__(self, stream: TextIO = sys.stderr, patience: float = PATIENCE) -> None:
        self._stream, self._patience = stream, patience
        self._start, self._step = time.monotonic(), ""
        self._done = threading.Event()
        self._teller = threading.Thread(target=self._tell_on, daemon=True)

    def __call__(self, step: str) -> None:
        """Say what is being done from now on."""
        self._step = step

    def __enter__(self) -> "Progress":
        """Begin to watch the time."""
        if self._stream.isatty():
            self._teller.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take the line away."""
        self._done.set()
        if self._teller.is_alive():
            self._teller.join()

    def _tell_on(self) -> None:
        if self._done.wait(self._patience):
            return
        while True:
            self._stream.write(f"\r\x1b[K{time.monotonic() - self._start:.0f} s: {self._step}")
            self._stream.flush()
            if self._done.wait(0.5):
                break
        self._stream.write("\r\x1b[K")
        self._stream.flush()
