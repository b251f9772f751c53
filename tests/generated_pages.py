"""What must hold of every generated page: its links lead somewhere, and its tables are tables."""

import re


def loose_links(text: str) -> set[str]:
    """Links within the page that lead to no heading, or to a name that two headings have: a code host would take the first."""
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    anchors = [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]
    return {target for target in re.findall(r"\]\(#([^)]+)\)", text) if anchors.count(target) != 1}


def uneven_tables(text: str) -> list[str]:
    """The first lines of tables whose rows have not the same number of cells."""
    blocks = [block.splitlines() for block in re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE)]
    return [lines[0] for lines in blocks if len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) > 1]
