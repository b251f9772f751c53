"""Lets two folders change places at one stroke, which Python has no function for."""

import ctypes
import os
from pathlib import Path

HERE = -100  # AT_FDCWD: paths are taken as they stand
EXCHANGE = 2  # RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS


def exchanged(one: Path, other: Path) -> bool:
    """Let the two change their places; false, and nothing done, where system or disk cannot."""
    system = ctypes.CDLL(None)
    paths = os.fsencode(one), os.fsencode(other)
    if hasattr(system, "renameat2"):
        return bool(system.renameat2(HERE, paths[0], HERE, paths[1], EXCHANGE) == 0)
    return hasattr(system, "renamex_np") and bool(system.renamex_np(*paths, EXCHANGE) == 0)
