"""What is wrong with a Table Schema, by our own reading and by the official profile. It depends on the schema alone, so it can be kept."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from scripts.cache import Cache, fingerprint
from scripts.descriptor import profile_document, profile_errors
from scripts.own_code import own_code

PROFILE = "tableschema"


class SchemaVerdict(NamedTuple):
    """The problems that schemas/schema_problems.py has with a schema; if it has none, what the profile has against it."""

    problems: list[str]
    profile_errors: list[str]


def schema_verdict(document: Mapping[str, Any], cache: Cache | None = None) -> SchemaVerdict:
    """The verdict on the schema `document`, from the cache if the same code has given it before."""
    if cache is None:
        return _verdict(document)
    key = fingerprint("schema", own_code(), profile_document(PROFILE), json.dumps(document))
    if kept := _as_verdict(cache.get(key)):
        return kept
    verdict = _verdict(document)
    cache.put(key, verdict)
    return verdict


def _verdict(document: Mapping[str, Any]) -> SchemaVerdict:
    from schemas.schema_problems import problems  # which needs what the constraints need

    found = problems(document)
    return SchemaVerdict(found, [] if found else profile_errors(PROFILE, json.dumps(document)))


def _as_verdict(kept: Any) -> SchemaVerdict | None:
    """What was kept, if it is two lists of texts: something else was not written by us."""
    if not (isinstance(kept, list) and len(kept) == 2 and all(_are_texts(part) for part in kept)):
        return None
    return SchemaVerdict(kept[0], kept[1])


def _are_texts(part: Any) -> bool:
    return isinstance(part, list) and all(isinstance(text, str) for text in part)
