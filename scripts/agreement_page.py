"""Writes docs/agreement.md: how far two codings of the same statements agree, column by column, and how each difference was settled."""

import re
from collections import Counter
from pathlib import Path

from scripts.agreement import FIRST, NUMBERS, SECOND, SETTLED, Agreement, agreement
from scripts.codebook import CannotDescribe, template, up_to_date
from scripts.package import Package
from scripts.side_lists import CannotRead
from scripts.statements import Statements, statements
from scripts.whole_file import Change

TEMPLATE = "agreement.md.jinja"
COPY = "copy of the encyclopedia"  # the reason for which a statement is no candidate for the sample


def pool(found: Statements) -> list[str]:
    """The statements from which the sample was drawn, by number: all but those from copies of the encyclopedia."""
    return sorted([*found.all, *(row["statement"] for row in found.left_out if row["reason"] != COPY)])


def agreement_page(package: Package) -> str:
    """The page as Markdown; raises UnreadableTable, and CannotDescribe if the codings or a list cannot be read or do not match."""
    try:
        found, compared = statements(package), agreement(package.root)
    except CannotRead as error:
        raise CannotDescribe(str(error)) from error
    text = template(TEMPLATE).render(
        package=package,
        found=found,
        compared=compared,
        pool=pool(found),
        kept=Counter(one.kept for one in compared.settlements),
        numbers=NUMBERS,
        uses=_uses(compared),
        files=[name.removeprefix("docs/") for name in (FIRST, SECOND, SETTLED)],
    )
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def written(package: Package, target: Path, check: bool) -> Change | None:
    """Bring the page at `target` up to date; with `check`, write nothing. Returns the first line that was stale; raises as the page."""
    return up_to_date(target, agreement_page(package), check)


def _uses(compared: Agreement) -> tuple[int, int]:
    """How many statements both left out, and how many only one did."""
    differ = sum(row["use"] != compared.second[key]["use"] for key, row in compared.first.items())
    return len(compared.first) - len(compared.coded_by_both) - differ, differ
