"""How many examples a generated test takes: some where a person waits for them, four times as many where CI is set."""

import os

from hypothesis import settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("fast", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=200)
PROFILE = "ci" if os.environ.get("CI") else "fast"


def examples(share: float) -> int:
    """So many times the examples of the profile: less than one where an example is slow, more where it is quick and the ways are many."""
    return max(1, round(settings.get_profile(PROFILE).max_examples * share))
