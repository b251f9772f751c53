"""What a run of the benchmarks has found, as it stands in results/latest.json, and the figures that are drawn from it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

LATEST = Path(__file__).parent / "results" / "latest.json"


@dataclass(frozen=True)
class Spread:
    """The middle of several measurements, with the least and the greatest."""

    middle: float
    least: float
    most: float
    rounds: int


def spread_of(values: Sequence[float]) -> Spread:
    """The spread of one or more values."""
    return Spread(median(values), min(values), max(values), len(values))


@dataclass(frozen=True)
class Series:
    """The runs of one contender on one package within an experiment."""

    contender: str
    title: str
    package: str
    rows: int
    samples: list[dict[str, float | None]]
    failure: str | None
    answer: Mapping[str, Any]

    def spread(self, measure: str = "seconds") -> Spread | None:
        """The spread of a measure of its samples; None if there are none."""
        values = [float(sample[measure] or 0) for sample in self.samples if sample.get(measure) is not None]
        return spread_of(values) if values else None

    @property
    def micro_per_row(self) -> float | None:
        """Microseconds of work for each row, in the middle."""
        spread = self.spread()
        return spread.middle / self.rows * 1e6 if spread and self.rows else None


class Results:
    """The document of a run."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document

    def series(self, experiment: str) -> list[Series]:
        """All series of an experiment; none if it was not run."""
        found = self.document["experiments"].get(experiment, {})
        return [Series(**one) for one in found.get("series", [])]

    def one(self, experiment: str, contender: str, package: str | None = None) -> Series | None:
        """The series of a contender, on that package if one is named; None if it was not measured."""
        for series in self.series(experiment):
            if series.contender == contender and package in (None, series.package):
                return series
        return None

    def ratio(self, experiment: str, contender: str, to: str, measure: str = "seconds") -> Spread | None:
        """How many times as long a contender takes as another: in the middle of the rounds in which both took their turn."""
        one, other = self.one(experiment, contender), self.one(experiment, to)
        if not one or not other or not one.samples or not other.samples:
            return None
        pairs = zip(one.samples, other.samples, strict=False)
        ratios = [float(sample[measure] or 0) / float(base[measure] or 1) for sample, base in pairs]
        return spread_of(ratios)


def read(file: Path = LATEST) -> Results:
    """The results kept in `file`; raises OSError if there are none."""
    return Results(json.loads(file.read_text(encoding="utf-8")))


def write(results: Results, file: Path = LATEST) -> None:
    """Keep the results in `file`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{json.dumps(results.document, ensure_ascii=False, indent=1)}\n", encoding="utf-8")
