"""Reports to render: real ones, of packages spoiled in one way each, and one made of whatever a stranger may have written."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from scripts.check import Report, TableCheck
from scripts.findings import STRUCTURAL_RULES, Finding, structural
from tests.conftest import Copy, minimal_package


def clean(package: Copy) -> None:
    """Nothing is spoiled."""


def spoiled(package: Copy) -> None:
    package.edit("units", "guard", name="")
    package.edit("units", "crown", name="", side="<script>alert(1)</script>")
    package.edit("places", "harbour", place_type="قرية")
    package.describe()


def broken_descriptor(package: Copy) -> None:
    package.descriptor.write_text("{\n", encoding="utf-8")


def stranger(package: Copy) -> None:
    """A valid descriptor that lacks two tables."""
    package.describe(lambda descriptor: descriptor.update(resources=descriptor["resources"][2:]))


KINDS: dict[str, Callable[[Copy], None]] = {spoil.__name__: spoil for spoil in (clean, spoiled, broken_descriptor, stranger)}


@cache
def _report(kind: str) -> Report:
    with TemporaryDirectory() as folder:
        package = minimal_package(Path(folder) / "package")
        KINDS[kind](package)
        return package.check()


def report_of(kind: str) -> Report:
    """A report of its own, for a test to change."""
    found = _report(kind)
    return replace(found, findings=list(found.findings), counts=dict(found.counts), tables=dict(found.tables))


def unreadable_report() -> Report:
    """One table could not be read, so that a check of another was not run."""
    tables = {
        "units": TableCheck("data/units.csv"),
        "events": TableCheck("data/events.csv", 3, ["cell_is_filled"], {"link_exists unit_id": "units"}),
    }
    broken = structural("file_is_utf8", "data/units.csv", "Byte 70 is not.", table="units", line=3)
    return Report("made 1.0", "datapackage.json", tables, [broken], {broken.group: 1})


def made_report(findings: list[Finding], counts: dict[str, int] | None = None) -> Report:
    """A report of two tables with the given findings."""
    tables = {"units": TableCheck("data/units.csv", 1234, ["cell_is_filled", "link_exists"]), "places": TableCheck("data/places.csv")}
    return Report("made 1.0", "datapackage.json", tables, findings, counts or {}, seconds=1.5)


def made_finding(**known: object) -> Finding:
    """A finding on the name of a unit, with whatever is told otherwise."""
    where = {"path": "data/units.csv", "table": "units", "line": 3, "record": 2, "column": "name", "row_key": "guard", "value": "(empty)"}
    told = {"rule": "cell_is_filled", "message": "The cell has a value.", "hint": "Fill it.", **where, **known}
    return Finding(**told)  # type: ignore[arg-type]


NASTY = [
    "<script>alert(1)</script>",
    "]]>",
    "-->",
    "&amp;",
    "{{ 7 * 7 }}",
    "{0}",
    "[here](http://x.test)",
    "::error::x",
    "%0A%25",
    "a,b:c",
    "\0",
    "\x1b[2J",
    "\u202e",
    "\ufffe",
    "\x85",
    "\u2028",
    "a\nb",
    "a\r\nb",
    "ERROR x:1  [y]",
    "\n\nERROR x:1  [y]",
    "x" * 5000,
    "حلب",
    "\U0001f3f3\ufe0f\u200d\U0001f308",
    " ",
]
LETTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(LETTERS, max_size=20) | st.sampled_from(NASTY)
PATHS = st.text(LETTERS, min_size=1, max_size=20) | st.sampled_from(["data/a b.csv", "data/ä%20.csv", "data/x:y,z.csv", "a\nb", "](x)"])
NUMBERS = st.none() | st.integers(1, 10**12)
FINDINGS = st.builds(
    Finding,
    rule=st.sampled_from([*STRUCTURAL_RULES, "cell_is_filled", "link_exists", "key_is_unique", "values_in_order"]),
    message=TEXTS,
    hint=TEXTS,
    path=PATHS,
    table=st.sampled_from([None, "units", "places"]) | TEXTS,
    line=NUMBERS,
    record=NUMBERS,
    column=st.none() | TEXTS,
    row_key=st.none() | TEXTS,
    value=st.none() | TEXTS,
    severity=st.sampled_from(["error", "warning"]),
)
