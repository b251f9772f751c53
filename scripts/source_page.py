"""Writes docs/sources.md: every source with what it says, what was made of it, and what was left out, for those who judge sources."""

import re
from pathlib import Path

from scripts.citing.days import day_in_words
from scripts.codebook import CannotDescribe, template, up_to_date
from scripts.package import Package
from scripts.side_lists import CannotRead
from scripts.source_facts import source_facts
from scripts.statements import LEFT_OUT, record_of
from scripts.whole_file import Change

TEMPLATE = "sources.md.jinja"


def source_page(package: Package) -> str:
    """The page as Markdown; raises UnreadableTable, and CannotDescribe if a list cannot be read or a link leads nowhere."""
    try:
        facts = source_facts(package)
    except CannotRead as error:
        raise CannotDescribe(str(error)) from error
    beside = LEFT_OUT.removeprefix("docs/")
    text = template(TEMPLATE).render(package=package, facts=facts, day=day_in_words, record_of=record_of, list=beside)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def written(package: Package, target: Path, check: bool) -> Change | None:
    """Bring the page at `target` up to date; with `check`, write nothing. Returns the first line that was stale; raises as the page."""
    return up_to_date(target, source_page(package), check)
