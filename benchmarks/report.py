"""Writes docs/benchmarks.md from the results of the last run: `python -m benchmarks.report`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.experiments import REASONS
from benchmarks.measure import PROJECT
from benchmarks.results import LATEST, Results, Series, Spread, read, spread_of
from benchmarks.targets import TARGETS, Target

DOCUMENT = PROJECT / "docs" / "benchmarks.md"
TEMPLATE = Path(__file__).parent / "report.md.jinja"


def as_document(results: Results) -> str:
    """The document that the results give."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    environment.filters |= {"spread": shown_spread, "number": shown, "thousands": lambda value: f"{value:,}"}
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        run=results.document,
        results=results,
        targets=[_target(one, results) for one in TARGETS],
        series=_rows,
        stages=_stages(results),
        reasons=REASONS,
    )


def target_lines(results: Results) -> list[str]:
    """The targets beside what was reached, as lines for a terminal."""
    rows = [_target(one, results) for one in TARGETS]
    return [f"{row['verdict']:>12}  {row['limit']:>9}  {row['reached']:>22}  {row['sentence']}" for row in rows]


def shown(value: float | None) -> str:
    """A number with three digits that count, or as many as it has before the point."""
    if value is None:
        return "–"
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f}"


def shown_spread(spread: Spread | None) -> str:
    """The middle, and behind it the least and the greatest if there was more than one round."""
    if spread is None:
        return "–"
    return shown(spread.middle) if spread.rounds == 1 else f"{shown(spread.middle)} ({shown(spread.least)}–{shown(spread.most)})"


def _target(target: Target, results: Results) -> dict[str, str]:
    spread, is_met = target.reached(results), target.is_met(results)
    reached = f"{shown_spread(spread)} {target.unit}".strip() if spread else "–"
    verdict = "not measured" if is_met is None else "met" if is_met else "missed"
    return {
        "sentence": target.sentence,
        "limit": f"{target.sign} {target.limit:g} {target.unit}".strip(),
        "reached": reached,
        "verdict": verdict,
    }


def _rows(results: Results, experiment: str, base: str | None = None) -> list[Mapping[str, Any]]:
    """What a table says of each series of an experiment; `base` is the contender whose time is 1."""
    return [_row(results, experiment, series, base) for series in results.series(experiment)]


def _row(results: Results, experiment: str, series: Series, base: str | None) -> Mapping[str, Any]:
    return {
        "contender": series.contender,
        "title": series.title,
        "rows": series.rows,
        "failure": series.failure,
        "rounds": len(series.samples),
        "ratio": results.ratio(experiment, series.contender, base) if base else None,
        "per_row": series.micro_per_row,
        **{measure: series.spread(measure) for measure in ("seconds", "process", "cpu", "peak_mb")},
    }


def _stages(results: Results) -> list[tuple[str, Spread]]:
    """The seconds of each stage of a run on the real package."""
    series = results.one("real", "stages")
    if not series:
        return []
    found: dict[str, list[float]] = {}
    for answer in series.answer.get("stages", []):
        for stage, seconds in answer.items():
            found.setdefault(stage, []).append(seconds)
    return [(stage, spread_of(values)) for stage, values in found.items()]


def main() -> None:
    """Write the document anew."""
    DOCUMENT.write_text(as_document(read(LATEST)), encoding="utf-8")


if __name__ == "__main__":
    main()
