"""The report for people, in lines."""

from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from scripts.findings import Finding
from scripts.reports.summary import results, unlisted, verdict

if TYPE_CHECKING:
    from scripts.check import Report

WIDTH = 100


def as_text(report: "Report") -> str:
    """The report in lines that fit a terminal: what was checked, what failed and how to mend it, and the verdict."""
    lines = [shown(f"{report.label} ({report.descriptor})"), ""]
    if report.tables:
        lines += [*_table_lines(report), ""]
    for finding in report.findings:
        lines += [finding_text(finding), ""]
    for group, more in unlisted(report).items():
        lines += [f"… and {more:,} more of {shown(group)}: see --max-findings", ""]
    return "\n".join([*lines, verdict(report)]) + "\n"


def finding_text(finding: Finding) -> str:
    """One finding for people: where, which rule, what stands there, what should, and how to mend it."""
    head = f"{shown(finding.severity.upper())} {place(finding)}  [{shown(finding.rule)}]"
    about = " · ".join(f"{name} {text}" for name, text in facts(finding))
    return "\n".join(
        [
            head,
            *([f"  {about}"] if about else []),
            *_wrapped("  ", shown(finding.message, 600)),
            *_wrapped("  -> ", shown(finding.hint, 600)),
        ]
    )


def place(finding: Finding) -> str:
    """Where the finding is: the file with the line, or with the record where the file has no lines."""
    return f"{shown(finding.path)}{':' if finding.line is not None else ' ' * bool(spot(finding))}{spot(finding).removeprefix('line ')}"


def spot(finding: Finding) -> str:
    """Where in its file the finding is, in words; empty if it is about the file as a whole."""
    if finding.line is not None:
        return f"line {finding.line}"
    return "" if finding.record is None else f"record {finding.record}"


def facts(finding: Finding) -> list[tuple[str, str]]:
    """What is known of the cell: column, row and value, as far as there are any."""
    known = {"column": finding.column, "row": finding.row_key, "value": finding.value}
    return [(name, shown(text)) for name, text in known.items() if text]


def shown(text: str, most: int = 200) -> str:
    """Text from a stranger's file on one line: what could steer the terminal or pass for our own words is replaced, what is long is cut."""
    return visible(text) if len(text) <= most else f"{visible(text[:most])}… ({len(text):,} characters)"


def visible(text: str) -> str:
    """The text with a replacement character for each letter that does not show: controls, line ends, marks of direction, strange blanks."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def _table_lines(report: "Report") -> Iterator[str]:
    """The tables with rows, checks and result, in columns as wide as what stands in them."""
    lines = [("table", "rows", "checks", "result")]
    for name, result in results(report).items():
        table = report.tables[name]
        lines.append((shown(name, 40), "-" if table.rows is None else f"{table.rows:,}", f"{len(table.run):,}", result))
    widths = [max(len(line[column]) for line in lines) for column in range(3)]
    for line in lines:
        yield from _wrapped(f"  {line[0]:{widths[0]}}  {line[1]:>{widths[1]}}  {line[2]:>{widths[2]}}  ", line[3])


def _wrapped(start: str, text: str) -> list[str]:
    """The text in lines that keep to the width, the first after `start`, the others below it."""
    indent = " " * len(start)
    lines = wrap(visible(text), WIDTH, initial_indent=start, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return lines or [start.rstrip()]
