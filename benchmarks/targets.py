"""What was aimed at, each as a sentence, a limit, and how it is drawn from the results."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.results import Results, Series, Spread, spread_of

MOST_PEAK_MB = 1200


@dataclass(frozen=True)
class Target:
    """A figure that is to be at most `limit` (or at least, or less than it); `reached` gives it, None where it was not measured."""

    sentence: str
    sign: str
    limit: float
    unit: str
    reached: Callable[[Results], Spread | None]

    def is_met(self, results: Results) -> bool | None:
        """Whether the figure keeps within the limit, by the middle of its rounds; None where it was not measured."""
        spread = self.reached(results)
        if spread is None:
            return None
        return {"≤": spread.middle <= self.limit, "≥": spread.middle >= self.limit, "<": spread.middle < self.limit}[self.sign]


def _ratio(experiment: str, contender: str, to: str, measure: str = "seconds") -> Callable[[Results], Spread | None]:
    return lambda results: results.ratio(experiment, contender, to, measure)


def _per_row_of_frictionless(results: Results) -> Spread | None:
    """The cost of a row: frictionless on the largest package that it was given, against ours on the largest of the same experiment."""
    theirs, ours = (_largest(results, "frictionless", name) for name in ("frictionless", "ours"))
    return _per_row(theirs, ours) if theirs and ours else None


def _largest(results: Results, experiment: str, contender: str) -> Series | None:
    found = [series for series in results.series(experiment) if series.contender == contender and series.samples]
    return max(found, key=lambda series: series.rows, default=None)


def _per_row(one: Series, other: Series) -> Spread:
    """How many times as much a row costs, round by round."""
    pairs = zip(one.samples, other.samples, strict=False)
    return spread_of([float(sample["seconds"] or 0) / one.rows * other.rows / float(base["seconds"] or 1) for sample, base in pairs])


def _of_large(measure: str) -> Callable[[Results], Spread | None]:
    def reached(results: Results) -> Spread | None:
        series = sorted(results.series("large"), key=lambda one: one.rows)
        return series[-1].spread(measure) if series else None

    return reached


def _per_row_of_large(results: Results) -> Spread | None:
    series = sorted(results.series("large"), key=lambda one: one.rows)
    return _per_row(series[-1], series[0]) if len(series) > 1 and series[0].samples and series[-1].samples else None


def _astray(contender: str) -> Callable[[Results], Spread | None]:
    """Planted defects that were missed, and findings that nobody planted."""

    def reached(results: Results) -> Spread | None:
        for one in results.document["places"]:
            if one["contender"] == contender and one["failure"] is None:
                number = float(one["answer"]["missed"] + one["answer"]["invented"])
                return Spread(number, number, number, 1)
        return None

    return reached


TARGETS = [
    Target("all checks, against DuckDB's bare typed scan of the same files", "≤", 2.5, "×", _ratio("full", "ours", "scan")),
    Target("all checks, against hand-written SQL that counts the same", "≤", 1.1, "×", _ratio("full", "ours", "hand")),
    Target("frictionless, cost of a row against ours", "≥", 50, "×", _per_row_of_frictionless),
    Target("all checks, against pandera.polars", "<", 1, "×", _ratio("full", "ours", "pandera-polars")),
    Target("all checks, against dataframely", "<", 1, "×", _ratio("full", "ours", "dataframely")),
    Target("all checks, against pandera.pandas", "<", 1, "×", _ratio("full", "ours", "pandera-pandas")),
    Target("1 % of rows spoiled, against a clean package", "≤", 2, "×", _ratio("full", "ours-spoiled", "ours")),
    Target("1 % of rows spoiled: planted defects not found at their place, or findings nobody planted", "≤", 0, "", _astray("every-place")),
    Target("the large package under memory_limit 1GB: greatest memory of the process", "≤", MOST_PEAK_MB, "MB", _of_large("peak_mb")),
    Target("the large package, cost of a row against the smaller one, both under memory_limit 1GB", "≤", 1.5, "×", _per_row_of_large),
    Target("the large package with 1,000 defects under memory_limit 1GB: defects astray, as above", "≤", 0, "", _astray("every-place-1gb")),
    Target(
        "the real package, warm: `python -m scripts validate` against `python -c pass`",
        "≤",
        10,
        "×",
        _ratio("real", "validate", "bare", "process"),
    ),
]
