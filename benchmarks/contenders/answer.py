"""How a contender is started and answers: `python -m benchmarks.contenders.NAME FOLDER` prints one line of JSON, its last.

Only the standard library, since the other validators live in an environment of their own.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Answer = dict[str, Any]


def answer(work: Callable[..., Answer]) -> None:
    """Run `work` on the folder that the command line names, with the further words as arguments, and print what it gave with its seconds.

    What a contender imports is imported before, so that its seconds are those of the work.
    """
    folder, *words = sys.argv[1:]
    start = time.perf_counter()
    result = work(Path(folder), *words)
    print(json.dumps({"seconds": time.perf_counter() - start, **result}))
