"""What the tests keep of one check for the next: verdicts in memory, compiled checks in a folder that all runs and workers share."""

from pathlib import Path
from typing import Any

from scripts.cache import Cache

PROJECT = Path(__file__).parent.parent
COMPILED = PROJECT / "build" / "test-cache"


class Remembered(Cache):
    """Answers kept in memory; compiled checks also in the folder, out of which verdicts on spoiled descriptors would push all others."""

    def __init__(self, folder: Path = COMPILED) -> None:
        super().__init__(folder)
        self.answers: dict[str, Any] = {}

    def get(self, key: str) -> Any | None:
        if key not in self.answers:
            self.answers[key] = super().get(key)
        return self.answers[key]

    def put(self, key: str, answer: Any) -> None:
        self.answers[key] = answer
        if isinstance(answer, dict):
            super().put(key, answer)


KEPT = Remembered()
