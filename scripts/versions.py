"""The number of a version, MAJOR.MINOR.PATCH, and how far one lies from another."""

import re
from typing import NamedTuple

FORM = r"(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})"
BUMPS = ("none", "patch", "minor", "major")  # from the smallest to the largest


class Version(NamedTuple):
    """A version; later ones are greater."""

    major: int
    minor: int
    patch: int


def version(text: object) -> Version | None:
    """The version that the text says; None if it is not of the form MAJOR.MINOR.PATCH."""
    found = re.fullmatch(FORM, text) if isinstance(text, str) else None
    return Version(*map(int, found.groups())) if found else None


def bump(old: Version, new: Version) -> str:
    """The first of the three numbers in which `new` is greater, or "none" if it is not later."""
    if new <= old:
        return "none"
    return "major" if new.major > old.major else "minor" if new.minor > old.minor else "patch"


def larger(*bumps: str) -> str:
    """The largest of the bumps, "none" if there are none."""
    return max(bumps, key=BUMPS.index, default="none")
