"""Two codings of the same statements by two coders: where they agree, how far beyond chance, and how each difference was settled.

The files are frozen. What was settled afterwards went into the data, and changes nothing here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.side_lists import CannotRead, Row, listed

FOLDER = "docs/agreement"
FIRST, SECOND, SETTLED = (f"{FOLDER}/{name}.csv" for name in ("first-coding", "second-coding", "settled"))
KEY, USE, CODED, DATE = "statement", "use", "coded", "date_edtf"
NUMBERS = ("measure", "counted", "side", "includes_civilians", "qualifier", "value_low", "value_best", "value_high")
COLUMNS = (USE, "record", "stance", "modality", "event_type", DATE, *NUMBERS)
KEPT = ("first", "second", "both")
ORIGIN = "~"  # says where a date was found, not which it is


@dataclass(frozen=True)
class ColumnAgreement:
    """How far the codings agree in one column, over the statements that both coded; `filled` is where either has a value."""

    name: str
    statements: int
    equal: int
    filled: int
    equal_filled: int
    alpha: float | None

    @property
    def share(self) -> float:
        """The share of statements in which the cells are equal."""
        return self.equal / self.statements


@dataclass(frozen=True)
class Settlement:
    """One disagreement: the statement, the columns with the cells of both, which was kept, and why."""

    statement: str
    cells: Mapping[str, tuple[str, str]]
    kept: str
    why: str


@dataclass(frozen=True)
class Agreement:
    """Both codings compared."""

    first: Mapping[str, Row]
    second: Mapping[str, Row]
    settlements: tuple[Settlement, ...]

    @property
    def coded_by_both(self) -> list[str]:
        """The statements of which both made claims."""
        return [key for key, row in self.first.items() if row[USE] == self.second[key][USE] == CODED]

    @property
    def columns(self) -> list[ColumnAgreement]:
        """The agreement in each column: in `use` over all statements, in the others over those that both coded."""
        return [self._column(name, list(self.first) if name == USE else self.coded_by_both) for name in COLUMNS]

    def _column(self, name: str, keys: Sequence[str]) -> ColumnAgreement:
        pairs = [(_compared(self.first[key], name), _compared(self.second[key], name)) for key in keys]
        filled = [pair for pair in pairs if any(pair)]
        equal, equal_filled = (sum(first == second for first, second in some) for some in (pairs, filled))
        return ColumnAgreement(name, len(pairs), equal, len(filled), equal_filled, alpha(pairs) if equal < len(pairs) else None)


def agreement(root: Path) -> Agreement:
    """The codings below `root`; raises CannotRead if one cannot be read, or differences and settlements do not match."""
    first, second = _coding(root, FIRST), _coding(root, SECOND)
    if first.keys() != second.keys():
        raise CannotRead(f"{FIRST} and {SECOND} are not of the same statements: {', '.join(sorted(first.keys() ^ second.keys()))}.")
    found = Agreement(first, second, tuple(_settlements(root, first, second)))
    if not found.coded_by_both:
        raise CannotRead(f"{FIRST} and {SECOND} have no statement that both coded, so there is nothing to compare.")
    settled = [(one.statement, name) for one in found.settlements for name in one.cells]
    differing = differences(first, second)
    if sorted(settled) != sorted(differing):
        odd = sorted({pair for pair in [*settled, *differing] if settled.count(pair) != differing.count(pair)})
        told = ", ".join(f"{key} {name}" for key, name in odd)
        raise CannotRead(f"Each difference of the codings needs exactly one row in {SETTLED}, and no other has one: see to {told}.")
    return found


def differences(first: Mapping[str, Row], second: Mapping[str, Row]) -> list[tuple[str, str]]:
    """Statement and column wherever the codings differ."""
    return [(key, name) for key in first for name in COLUMNS if _compared(first[key], name) != _compared(second[key], name)]


def alpha(pairs: Sequence[tuple[str, str]]) -> float:
    """Krippendorff's alpha of two coders for values that are equal or not; it is not defined if only one value occurs."""
    import krippendorff

    numbers = {value: number for number, value in enumerate(sorted({value for pair in pairs for value in pair}))}
    coders = [[numbers[value] for value in coder] for coder in zip(*pairs, strict=True)]
    return float(krippendorff.alpha(coders, value_domain=list(numbers.values()), level_of_measurement="nominal"))


def _compared(row: Row, name: str) -> str:
    return row[name].replace(ORIGIN, "") if name == DATE else row[name]


def _coding(root: Path, name: str) -> dict[str, Row]:
    rows = [row for _, row in listed(root / name, name, (KEY, *COLUMNS))]
    found = {row[KEY]: row for row in rows}
    if len(found) < len(rows) or not rows:
        raise CannotRead(f"{name} must have statements, and each once.")
    return found


def _settlements(root: Path, first: Mapping[str, Row], second: Mapping[str, Row]) -> list[Settlement]:
    found = []
    for line, row in listed(root / SETTLED, SETTLED, (KEY, "columns", "kept", "why")):
        names = row["columns"].split()
        if row[KEY] not in first or not names or not set(names) <= set(COLUMNS) or row["kept"] not in KEPT or not row["why"]:
            raise CannotRead(f"{SETTLED}, line {line}: it must name a statement, columns of the codings, {' or '.join(KEPT)}, and why.")
        found.append(
            Settlement(row[KEY], {name: (first[row[KEY]][name], second[row[KEY]][name]) for name in names}, row["kept"], row["why"])
        )
    return found
