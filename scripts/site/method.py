"""What the page on the method tells: counts from the data and from the two codings, and what the README says of their limits."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from scripts.agreement import Agreement, ColumnAgreement, agreement
from scripts.rows import UnreadableTable
from scripts.side_lists import CannotRead
from scripts.site.facts import Facts
from scripts.site.markdown_page import rendered, section
from scripts.site.missing import MissingInput
from scripts.source_facts import SourceFacts, source_facts

LIMITS = "What the data can say, and what they cannot"
ARTICLE = "encyclopedia"  # the type of source that was read whole
RECORDS = ("events", "places", "units", "figures")
STEPS = ("sources", "passages", "claims")
VALUES = ("value_low", "value_best", "value_high")
# Codes whose meanings the page shows, each with the number of its rows.
COUNTED = (
    *(("claims", "stance"), ("claims", "modality")),
    *(("events", "date_precision"), ("figures", "qualifier"), ("places", "coordinate_type")),
)


def told(facts: Facts, readme: str) -> Mapping[str, Any]:
    """All that the page needs; `readme` is the text that has the limits. Raises MissingInput if it has not, or a list cannot be read."""
    try:
        read, compared = source_facts(facts.source.package), agreement(facts.source.package.root)
        limits = rendered(section(readme, LIMITS), lambda target: None)
    except (CannotRead, UnreadableTable) as error:
        raise MissingInput(f"{error} Run make validate, and make site again.") from error
    except LookupError as error:
        raise MissingInput(f"README.md has no section “{LIMITS}”, which the site shows: put it back, or change the page.") from error
    return {
        "steps": [(name, len(facts.rows(name))) for name in STEPS],
        "records": [(name, len(facts.rows(name))) for name in RECORDS],
        "read": _read(read),
        "counted": {f"{table}.{column}": counted(facts, table, column) for table, column in COUNTED},
        "grades": grades(facts),
        "compared": _compared(compared),
        "figures": _figures(facts),
        "limits_title": LIMITS,
        "limits": limits.html,
    }


def counted(facts: Facts, table: str, column: str) -> list[tuple[str, str, int]]:
    """The codes of a column that are used, their meanings, and how many rows have each, in the order of the schema."""
    numbers = Counter(row[column] for row in facts.rows(table))
    codes = facts.source.package.tables[table].schema.column(column).categories
    return [(code, label, numbers[code]) for code, label in codes.items() if numbers[code]]


def grades(facts: Facts) -> list[tuple[str, list[int]]]:
    """Of each grade, how many events, places, units and figures have it."""
    numbers = Counter((row["grade"], f"{row['record_type']}s") for row in facts.rows("corroboration"))
    return [(grade, [numbers[grade, kind] for kind in RECORDS]) for grade in sorted({grade for grade, _ in numbers})]


def _read(read: SourceFacts) -> Mapping[str, int]:
    """How much was read: lines and sentences of the article, pages and statements of others, and what became of these."""
    left_out = len(read.uncoded) + len(read.found.left_out)
    return {
        "of_article": sum(read.positions(source) for source in read.of_type(ARTICLE)),
        "pages": read.pages,
        "sources": len(read.told),
        "copies": read.copies,
        "others": sum(not read.of(source) and not read.positions(source) for source in read.found.sources.values()),
        "statements": len(read.found.all) + len(read.found.left_out),
        "left_out": left_out,
    }


def _compared(found: Agreement) -> Mapping[str, Any]:
    """The size of the two codings, and the columns in which they agree least and most beyond chance."""
    measured = sorted((column for column in found.columns if column.alpha is not None), key=_alpha)
    return {"statements": len(found.first), "both": len(found.coded_by_both), "columns": len(found.columns), "measured": measured}


def _alpha(column: ColumnAgreement) -> float:
    return column.alpha or 0


def _figures(facts: Facts) -> Mapping[str, int]:
    """How many numbers there are, lie within another, have no upper bound, or have no value at all."""
    rows = facts.rows("figures")
    given = Counter(tuple(row[column] is not None for column in VALUES) for row in rows)
    contained = sum(row["part_of_figure_id"] is not None for row in rows)
    return {"all": len(rows), "contained": contained, "open": given[True, False, False], "without": given[False, False, False]}
