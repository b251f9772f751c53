"""Reads the JSON documents of a package: whole or not at all, inside its folder, and held against the official profile."""

import errno
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

from scripts.cache import Cache, fingerprint
from scripts.findings import Finding, structural

PROFILES = "2.0"


class BrokenPackage(Exception):
    """The descriptor cannot be used; `findings` says why, all at once."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


def stop_at(findings: Iterable[Finding]) -> None:
    """Raise BrokenPackage with all the findings, if there are any."""
    if found := list(findings):
        raise BrokenPackage(found)


def read_json(file: Path, path: str) -> Mapping[str, Any]:
    """The JSON object in `file`, which messages call `path`; raises BrokenPackage that says where if it is none, or ambiguous."""

    def refused(detail: str, line: int | None = None) -> BrokenPackage:
        return BrokenPackage([structural("descriptor_is_json", path, detail, line=line)])

    try:
        document = json.loads(
            file.read_bytes().decode("utf-8"), object_pairs_hook=_object, parse_constant=_no_constant, parse_float=_finite
        )
        json.dumps(document, ensure_ascii=False).encode("utf-8")
    except json.JSONDecodeError as error:
        raise refused(f"Column {error.colno}: {error.msg}.", error.lineno) from error
    except UnicodeDecodeError as error:
        raise refused(f"Byte {error.start} is not UTF-8.") from error
    except UnicodeEncodeError as error:
        raise refused(f"{error.object[error.start]!a} is half a character.") from error
    except (ValueError, RecursionError) as error:
        raise refused(f"It cannot be read: {_shortened(str(error))}.") from error
    if not isinstance(document, dict):
        raise refused("It holds something other than an object.")
    return document


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        raise ValueError(f"'{next(name for name in counts if counts[name] > 1)}' stands twice in one object")
    return found


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"the number {digits} is too large")
    return number


def inside(root: Path, path: object) -> Path | None:
    """The file at the relative `path` below `root`, whether it exists or not.

    None if the path is no text, is absolute, an address, climbs out, leads over a symbolic link or is longer than a path can be.
    """
    if not isinstance(path, str) or not path or "\\" in path or ":" in path or "\0" in path:
        return None
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts:
        return None
    steps = [root.joinpath(*pure.parts[: depth + 1]) for depth in range(len(pure.parts))]
    return None if any(_leads_away(step) for step in steps) else root / pure


def _leads_away(step: Path) -> bool:
    try:
        return step.is_symlink()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return True
        raise


def profile_findings(profile: str, document: Mapping[str, Any], path: str, cache: Cache | None = None) -> list[Finding]:
    """What the official Data Package 2.0 JSON profile (`datapackage` or `tableschema`) has against `document`.

    The verdict depends on the profile and the document alone, so that a `cache` may keep it.
    """
    return misfits(path, _kept_errors(profile, json.dumps(document), cache) if cache else profile_errors(profile, json.dumps(document)))


def misfits(path: str, errors: Iterable[str]) -> list[Finding]:
    """The findings on the document that messages call `path` for what the profile has against it."""
    return [structural("descriptor_fits_profile", path, error) for error in errors]


def _kept_errors(profile: str, document: str, cache: Cache) -> list[str]:
    key = fingerprint("profile", profile_document(profile), document)
    kept = cache.get(key)
    if isinstance(kept, list) and all(isinstance(error, str) for error in kept):
        return kept
    errors = profile_errors(profile, document)
    cache.put(key, errors)
    return errors


@lru_cache
def profile_errors(profile: str, document: str) -> list[str]:
    """What the profile has against the document, which is JSON text, in words."""
    from jsonschema import Draft7Validator

    errors = sorted(
        Draft7Validator(json.loads(profile_document(profile))).iter_errors(json.loads(document)), key=lambda error: error.json_path
    )
    return [f"At '{error.json_path}': {_shortened(error.message)}." for error in errors]


@lru_cache
def profile_document(profile: str) -> bytes:
    """The profile as dplib ships it; found without importing dplib, whose models would take longer than all the rest."""
    spec = find_spec("dplib")
    assert spec is not None and spec.origin is not None, "dplib-py is not installed"
    return (Path(spec.origin).parent / "profiles" / PROFILES / f"{profile}.json").read_bytes()


def _shortened(message: str, most: int = 160) -> str:
    return message if len(message) <= most else f"{message[:most]}…"
