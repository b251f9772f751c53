"""The licences of the data, by the descriptor."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scripts.descriptions.said import address, objects, text


@dataclass(frozen=True)
class Licence:
    """A licence: its name, which is an SPDX identifier as a rule, its title for people, and its address."""

    name: str = ""
    title: str = ""
    address: str = ""

    @property
    def spelled(self) -> str:
        """The name as its authors spell it: those of Creative Commons have blanks where their SPDX identifiers have hyphens."""
        found = re.fullmatch(r"CC(0|-[A-Z-]+)-([0-9.]+)(-[A-Z]+)?", self.name)
        if not found:
            return self.name or self.title or self.address
        return f"CC{found[1].replace('-', ' ', 1)} {found[2]}{(found[3] or '').replace('-', ' ')}"

    @property
    def words(self) -> str:
        """The licence for people."""
        return self.title or self.spelled


def licences(descriptor: Mapping[str, Any]) -> Iterator[Licence]:
    """The licences that have a name or an address on the web."""
    for one in objects(descriptor, "licenses"):
        licence = Licence(text(one, "name"), text(one, "title"), address(one, "path"))
        if licence.name or licence.address:
            yield licence
