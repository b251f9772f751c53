"""The validator once more, row at a time and by another hand: written from the sentences of docs/codebook.md and the Table Schemas.

It shares no code with `schemas` and `scripts`, knows no SQL and takes its time. `findings(descriptor_file)` is all there is to it.
"""

from tests.reference.found import Found
from tests.reference.package import findings

__all__ = ["Found", "findings"]
