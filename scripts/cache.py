"""What was worked out before, kept as JSON under the hash of all that it was worked out from."""

import hashlib
import json
import time
from pathlib import Path
from typing import Any

from scripts.whole_file import NEW, replace

CACHE = Path(__file__).parent.parent / "build" / "cache"
MOST_FILES = 200
LONGEST_WRITE = 60  # seconds; whoever has not finished a small file after that was killed


def fingerprint(*parts: str | bytes) -> str:
    """The SHA-256 of the parts, each with its length, so that no two lists of parts look the same."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8") if isinstance(part, str) else part
        digest.update(f"{len(content)}:".encode() + content)
    return digest.hexdigest()


class Cache:
    """Answers by key, one file each. It may be deleted at any time, and an answer that cannot be read counts as none."""

    def __init__(self, folder: Path = CACHE) -> None:
        self.folder = folder

    def get(self, key: str) -> Any | None:
        """The answer kept under `key`, or None."""
        try:
            return json.loads((self.folder / f"{key}.json").read_bytes())
        except (OSError, ValueError):
            return None

    def put(self, key: str, answer: Any) -> None:
        """Keep the answer; where that is not possible, it is worked out again next time."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            replace(self.folder / f"{key}.json", json.dumps(answer).encode("utf-8"))
            self._drop_oldest()
        except OSError:
            return

    def _drop_oldest(self) -> None:
        files = sorted(self.folder.glob("*.json"), key=lambda file: file.stat().st_mtime)
        abandoned = [file for file in self.folder.glob(f".*{NEW}") if time.time() - file.stat().st_mtime > LONGEST_WRITE]
        for file in files[:-MOST_FILES] + abandoned:
            file.unlink(missing_ok=True)
