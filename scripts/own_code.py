"""The hash of our own code: what was worked out by another version of it does not count."""

from functools import lru_cache
from pathlib import Path

from scripts.cache import fingerprint

PROJECT = Path(__file__).parent.parent


@lru_cache
def own_code() -> str:
    """The hash of all modules in schemas/, and of the lock file, which says by which versions of the libraries they work."""
    files = [*sorted((PROJECT / "schemas").glob("*.py")), PROJECT / "requirements.lock"]
    return fingerprint(*(file.read_bytes() for file in files))
