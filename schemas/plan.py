"""What is run: the checks of one table as SQL text, which depends on schemas and rules alone, not on the data, and so can be kept."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

KEY_CHECK, LINK_CHECK = "key_is_unique", "link_exists"
FLAGS_PER_MASK = 62  # a mask is a signed whole number of 64 bits


@dataclass(frozen=True)
class PlannedCheck:
    """One check: what it is called and says, the columns its findings show, and where the rows that break it come from.

    Either `flag` is its number among the flags of the plan's `rows`, or `offenders` is a query for the record numbers. `proof` may be a
    cheaper query that answers true only if no row breaks the check.

    Two kinds of flags need not be looked for where something else is known: one that `holds_of_plain_text`, and one that `follows`, if the
    link to a table and column does, from the same check there; `alone` then asks that one check by itself.

    A check `of_texts` needs ids as they stand.
    """

    name: str
    sentence: str
    hint: str
    severity: str
    columns: tuple[str, ...]
    flag: int | None = None
    offenders: str | None = None
    proof: str | None = None
    holds_of_plain_text: bool = False
    follows: tuple[str, str] | None = None
    alone: str | None = None
    of_texts: bool = False

    @property
    def is_spared(self) -> bool:
        """Whether a lean reading leaves it out."""
        return self.holds_of_plain_text or self.follows is not None

    @property
    def bit(self) -> int:
        """The value that the flag has within its mask."""
        return 1 << (self.flag or 0) % FLAGS_PER_MASK


@dataclass(frozen=True)
class Plan:
    """The checks of one table, its primary key, and the checks that lack a table they need.

    `rows` is a query for all rows of the table with one more column per mask: a sum of the bits of the checks that the row breaks.
    `lean` is the same without the checks that can be spared where all text is known to be plain.
    `texts` names for each column the one in which its text is found.
    """

    table: str
    key: tuple[str, ...]
    rows: str
    lean: str
    checks: tuple[PlannedCheck, ...]
    texts: Mapping[str, str]
    not_run: Mapping[str, str] = field(default_factory=dict)

    @property
    def masks(self) -> list[str]:
        """The names of the mask columns."""
        return list(dict.fromkeys(mask_name(check.flag) for check in self.checks if check.flag is not None))

    def as_dict(self) -> dict[str, Any]:
        """The plan as JSON values."""
        return asdict(self)


def mask_name(flag: int) -> str:
    """The column of the mask that holds the flag; no column of a package has a blank in its name."""
    return f"broken {flag // FLAGS_PER_MASK}"


def plan_of(document: Mapping[str, Any]) -> Plan:
    """The plan that `as_dict` gave."""
    checks = tuple(
        PlannedCheck(**{**check, "columns": tuple(check["columns"]), "follows": check["follows"] and tuple(check["follows"])})
        for check in document["checks"]
    )
    return Plan(**{**document, "key": tuple(document["key"]), "checks": checks})
