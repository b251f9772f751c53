"""When a release was made, by what the package or whoever builds it says: never by the clock."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

VARIABLE = "SOURCE_DATE_EPOCH"


class NoMoment(Exception):
    """The date cannot be told; the message is one sentence that says what to do."""


def moment(descriptor: Mapping[str, Any]) -> datetime:
    """The date and time, in UTC, that stands in SOURCE_DATE_EPOCH (seconds since 1970) or else in `created`; raises NoMoment."""
    if epoch := os.environ.get(VARIABLE):
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise NoMoment(f"{VARIABLE} is {epoch!r}: set it to whole seconds since 1970, or unset it.") from error
    return created(descriptor)


def created(descriptor: Mapping[str, Any]) -> datetime:
    """The date and time, in UTC, that `created` in the descriptor says; raises NoMoment."""
    said = descriptor.get("created")
    try:
        found = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise NoMoment(f"The descriptor has {said!r} under created: write date and time, as 2012-04-14T00:00:00Z.")
    return found.astimezone(UTC)
