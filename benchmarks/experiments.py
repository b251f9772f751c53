"""What is measured: who, on which package, how often. Within an experiment all take turns, so that a slow minute strikes everybody."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measure import PROJECT
from benchmarks.packages import Measured

OTHERS_PYTHON = PROJECT / "build" / "bench-venv" / "bin" / "python"
MEMORY_LIMIT = "1GB"


@dataclass(frozen=True)
class Contender:
    """Who is measured: the module in benchmarks/contenders with the words behind the folder, or a whole `command`; `title` for people."""

    key: str
    title: str
    module: str = ""
    words: tuple[str, ...] = ()
    is_other: bool = False  # lives in the environment of the other validators
    command: tuple[str, ...] = ()

    @property
    def python(self) -> Path:
        """The interpreter that has what it needs."""
        return OTHERS_PYTHON if self.is_other else Path(sys.executable)

    @property
    def is_installed(self) -> bool:
        """Whether it can be run here."""
        return self.python.exists()

    def on(self, folder: Path) -> list[str]:
        """The command that runs it on a package."""
        if self.command:
            return [str(self.python), *self.command]
        return [str(self.python), "-m", f"benchmarks.contenders.{self.module}", str(folder), *self.words]


@dataclass(frozen=True)
class Turn:
    """One contender in an experiment: its package (None: the real one) and the number of rounds in which it takes part."""

    contender: Contender
    package: Measured | None
    rounds: int


@dataclass(frozen=True)
class Experiment:
    """Contenders that take turns; `longest` is after how many seconds one of them is stopped."""

    key: str
    title: str
    turns: Sequence[Turn]
    longest: float = 600.0
    note: str = ""


OURS = Contender("ours", "this validator", "ours")
OURS_IN_1GB = Contender("ours-1gb", f"this validator, memory_limit {MEMORY_LIMIT}", "ours", (MEMORY_LIMIT,))
OURS_SPOILED = Contender("ours-spoiled", "this validator, 1 % of rows spoiled", "ours")
SCAN = Contender("scan", "DuckDB, bare typed scan", "bare_scan")
HAND = Contender("hand", "hand-written SQL", "hand_sql")
PANDERA_POLARS = Contender("pandera-polars", "pandera.polars", "pandera_polars", is_other=True)
PANDERA_PANDAS = Contender("pandera-pandas", "pandera.pandas", "pandera_pandas", is_other=True)
DATAFRAMELY = Contender("dataframely", "dataframely", "by_dataframely", is_other=True)
FRICTIONLESS = Contender("frictionless", "frictionless", "by_frictionless")
# Those that do the same checks, and so can be held against our counts.
SAME_CHECKS = (HAND, PANDERA_POLARS, DATAFRAMELY, PANDERA_PANDAS)
EVERY_PLACE = Contender("every-place", "this validator, all findings compared", "every_place")
EVERY_PLACE_IN_1GB = Contender("every-place-1gb", f"the same, memory_limit {MEMORY_LIMIT}", "every_place", (MEMORY_LIMIT,))

DESIGNS = {
    "kept": "as it is: each file read once, rows marked, few columns kept",
    "nothing-spared": "the same, though every check is made of every row, also where the preflight or a link has proven it",
    "text-first": "all text in the engine first, then checked",
    "query-each": "all text in the engine first, one query for each check",
    "row-number": "record numbers by row_number() instead of rowid",
    "in-as-join": "IN lists left to the optimizer, which makes joins of them",
    "preflight": "preflight as it is: regular blocks proven in few passes",
    "preflight-exact": "preflight that looks at every record in Python",
}
# Why each was not kept, as far as its time does not say it.
REASONS = {
    "text-first": "needs room for the whole text",
    "row-number": "is one more column to keep",
    "in-as-join": "rows come in another order than in the file, so their numbers would be wrong",
}


@dataclass(frozen=True)
class Plan:
    """How large and how often everything is measured."""

    events: int
    rounds: int
    large: int | None
    large_rounds: int
    few: int  # rounds of contenders that take long
    design_events: int
    frictionless_events: tuple[int, ...]
    starts: int  # rounds of whole commands on the real package
    agree_events: int = 20_000
    names: frozenset[str] = field(default=frozenset())  # experiments to run; all if empty

    def experiments(self) -> list[Experiment]:
        """All that is measured by time, in order."""
        found = [_full(self), *([_large(self)] if self.large else []), _frictionless(self), _designs(self), _real(self)]
        return [one for one in found if not self.names or one.key in self.names]

    @property
    def agreement(self) -> Measured:
        """The package on which all must find the same."""
        return Measured(self.agree_events, defects=0.01)

    @property
    def planted(self) -> list[tuple[Contender, Measured]]:
        """Who is asked for every planted defect, of which package."""
        found = [(EVERY_PLACE, Measured(self.events, defects=0.01))]
        return found + ([(EVERY_PLACE_IN_1GB, Measured(self.large, defect_count=1000))] if self.large else [])

    def packages(self) -> list[Measured]:
        """All packages that are needed, each once."""
        needed = [turn.package for one in self.experiments() for turn in one.turns if turn.package]
        if not self.names or "places" in self.names:
            needed += [package for _, package in self.planted]
        return list(dict.fromkeys([self.agreement, *needed]))


def _full(plan: Plan) -> Experiment:
    clean, spoiled = Measured(plan.events), Measured(plan.events, defects=0.01)
    turns = [Turn(one, clean, plan.rounds) for one in (SCAN, OURS, HAND)]
    turns += [Turn(OURS_SPOILED, spoiled, plan.rounds), Turn(PANDERA_POLARS, clean, plan.few), Turn(DATAFRAMELY, clean, plan.few)]
    return Experiment("full", f"All checks, {plan.events:,} events", [*turns, Turn(PANDERA_PANDAS, clean, max(1, plan.few - 1))])


def _large(plan: Plan) -> Experiment:
    small, large = Measured(plan.events), Measured(plan.large or 0)
    turns = [Turn(OURS_IN_1GB, small, plan.large_rounds), Turn(OURS_IN_1GB, large, plan.large_rounds)]
    return Experiment("large", f"All checks, {plan.large:,} events, memory_limit {MEMORY_LIMIT}", turns, longest=1800.0)


def _frictionless(plan: Plan) -> Experiment:
    turns = [Turn(one, Measured(events), plan.few) for events in plan.frictionless_events for one in (FRICTIONLESS, OURS)]
    turns += [Turn(OURS, Measured(plan.events), plan.few)]
    return Experiment("frictionless", "frictionless, at sizes at which it ends soon", turns)


def _designs(plan: Plan) -> Experiment:
    package = Measured(plan.design_events)
    turns = [Turn(Contender(key, title, "designs", (key,)), package, plan.few) for key, title in DESIGNS.items()]
    return Experiment("designs", f"Designs that lost, {plan.design_events:,} events", turns)


def _real(plan: Plan) -> Experiment:
    commands = {
        "bare": ("python -c pass", ("-c", "pass")),
        "validate": ("python -m scripts validate", ("-m", "scripts", "validate")),
        "referee": ("python -m scripts validate --referee", ("-m", "scripts", "validate", "--referee")),
    }
    turns = [Turn(Contender(key, title, command=command), None, plan.starts) for key, (title, command) in commands.items()]
    turns += [Turn(Contender("stages", "the same steps, timed one by one", "stages"), None, plan.starts)]
    return Experiment("real", "The real package, everything warm", turns)
