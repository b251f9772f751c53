"""What a citation of one record holds, whatever form it takes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.descriptions.bibtex import key
from scripts.descriptions.facts import Facts


@dataclass(frozen=True)
class Citation:
    """A record, by table and id, and the data set that it stands in: its facts, and its own citation in one line.

    `anchor` names the record with the passages and documents that support it, `sentences` say what to know before it is quoted.
    """

    known: Facts
    line: str
    table: str
    record_id: str
    anchor: str
    sentences: Sequence[str]

    @property
    def key(self) -> str:
        """What names it among others: the key of the data set with table and id."""
        return re.sub(r"[^A-Za-z0-9.-]+", "-", f"{key(self.known)}-{self.table}-{self.record_id}")

    @property
    def note(self) -> str:
        """All that is said of the record."""
        return " ".join([self.anchor, *self.sentences])
