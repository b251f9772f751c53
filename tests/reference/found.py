"""What the reference finds: no words, only the rule and the place."""

from typing import NamedTuple


class Found(NamedTuple):
    """One fault: the rule, its table, the physical line and the record (both from 1, the header not counted), and the columns."""

    rule: str
    table: str
    line: int | None = None
    record: int | None = None
    columns: frozenset[str] = frozenset()
