"""Measures the validator beside others and writes results and document: `python -m benchmarks.run`."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from benchmarks.experiments import OURS, SAME_CHECKS, Contender, Experiment, Plan, Turn
from benchmarks.machine import OURS as OUR_PACKAGES
from benchmarks.machine import machine, other_versions, versions
from benchmarks.measure import PROJECT, Outcome, measured
from benchmarks.packages import FOLDER, make, size, warm
from benchmarks.results import LATEST, Results, write

Tell = Callable[[str], None]
LONGEST = 1800.0
NAMES = ("full", "large", "frictionless", "designs", "real", "places")


def run(plan: Plan, tell: Tell) -> Results:
    """Make the packages, prove that all find the same, and measure everything that the plan names."""
    for package in plan.packages():
        make(package, tell)
    document: dict[str, Any] = {
        "machine": machine(),
        "versions": {"ours": versions(sys.executable, OUR_PACKAGES), "others": other_versions()},
        "packages": {one.name: {"events": one.events, "bytes": size(one)} for one in plan.packages()},
        "agreement": agreement(plan, tell),
        "experiments": {one.key: _experiment(one, tell) for one in plan.experiments()},
        "places": [_places(contender, package, tell) for contender, package in plan.planted] if _wants_places(plan) else [],
    }
    return Results(document)


def agreement(plan: Plan, tell: Tell) -> dict[str, Any]:
    """Who checks what, and whether the counts are ours, on a package with defects. Stops if those of the hand-written SQL are not."""
    folder = plan.agreement.folder
    tell(f"comparing what all find in {plan.agreement.name}")
    ours = _answered(measured([*OURS.on(folder), "labels"], LONGEST), OURS)
    found: dict[str, Any] = {"package": plan.agreement.name, "checks": len(ours["labels"]), "broken": len(ours["counts"]), "others": {}}
    for contender in SAME_CHECKS:
        if not contender.is_installed:
            tell(f"SKIPPED {contender.title}: it is not installed; make bench installs it")
            continue
        theirs = _answered(measured(contender.on(folder), LONGEST), contender)
        expressed = theirs.get("labels", ours["labels"])
        differ = sorted(label for label in {*ours["counts"], *theirs["counts"]} if ours["counts"].get(label) != theirs["counts"].get(label))
        counted = {label: [ours["counts"].get(label, 0), theirs["counts"].get(label, 0)] for label in differ}
        found["others"][contender.title] = {"left out": sorted(set(ours["labels"]) - set(expressed)), "counted otherwise": counted}
        if contender.key == "hand" and differ:
            raise click.ClickException(f"The hand-written SQL counts otherwise than we do, so it is no fair measure: {counted}")
    return found


def _answered(outcome: Outcome, contender: Contender) -> dict[str, Any]:
    if outcome.failure:
        raise click.ClickException(f"{contender.title}: {outcome.failure}")
    return outcome.answer


def _experiment(experiment: Experiment, tell: Tell) -> dict[str, Any]:
    """Let all take turns, each round begun by another; who fails once is not asked again."""
    turns = [turn for turn in experiment.turns if turn.contender.is_installed]
    for package in dict.fromkeys(turn.package for turn in turns if turn.package):
        warm(package)
    outcomes: dict[int, list[Outcome]] = {number: [] for number in range(len(turns))}
    if any(turn.package is None for turn in turns):  # whole commands keep what they worked out: the first run fills that
        for turn in turns:
            measured(turn.contender.on(PROJECT), experiment.longest)
    for round_ in range(max(turn.rounds for turn in turns)):
        for number in (*range(round_ % len(turns), len(turns)), *range(round_ % len(turns))):
            turn, before = turns[number], outcomes[number]
            if round_ < turn.rounds and not any(one.failure for one in before):
                before.append(_measured(turn, experiment, tell))
    return {"title": experiment.title, "series": [_series(turn, outcomes[number]) for number, turn in enumerate(turns)]}


def _measured(turn: Turn, experiment: Experiment, tell: Tell) -> Outcome:
    outcome = measured(turn.contender.on(turn.package.folder if turn.package else PROJECT), experiment.longest)
    sample = outcome.sample
    said = f"{sample.process:8.2f} s {sample.cpu:8.2f} s of processors {sample.peak_mb:8.0f} MB" if sample else str(outcome.failure)
    tell(f"{experiment.key:>12}  {turn.contender.title:<55} {turn.package.name if turn.package else 'real':<22} {said}")
    return outcome


def _series(turn: Turn, outcomes: list[Outcome]) -> dict[str, Any]:
    answers = [one.answer for one in outcomes if one.sample]
    kept = {"stages": [answer["stages"] for answer in answers]} if answers and "stages" in answers[0] else {}
    return {
        "contender": turn.contender.key,
        "title": turn.contender.title,
        "package": turn.package.name if turn.package else "real",
        "rows": _rows(turn, answers),
        "samples": [one.sample.as_dict() for one in outcomes if one.sample],
        "failure": next((one.failure for one in outcomes if one.failure), None),
        "answer": kept,
    }


def _rows(turn: Turn, answers: list[dict[str, Any]]) -> int:
    from benchmarks.sizes import Sizes

    told = {answer["rows"] for answer in answers if "rows" in answer}
    rows = sum(Sizes.of(turn.package.events).rows.values()) if turn.package else 0
    if told - {rows} and turn.package:
        raise click.ClickException(f"{turn.contender.title} read {told} rows of {turn.package.name}, which has {rows}")
    return rows


def _wants_places(plan: Plan) -> bool:
    return not plan.names or "places" in plan.names


def _places(contender: Contender, package: Any, tell: Tell) -> dict[str, Any]:
    tell(f"comparing all findings in {package.name} with what was planted")
    outcome = measured(contender.on(package.folder), LONGEST)
    sample = outcome.sample.as_dict() if outcome.sample else None
    return {
        "contender": contender.key,
        "title": contender.title,
        "package": package.name,
        "sample": sample,
        "failure": outcome.failure,
        "answer": outcome.answer,
    }


@click.command()
@click.option(
    "--events", type=click.IntRange(60), default=1_000_000, show_default=True, help="Events of the package that all are measured on."
)
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True, help="Rounds of the fast contenders.")
@click.option(
    "--large", type=click.IntRange(0), default=10_000_000, show_default=True, help="Events of the large package; 0 leaves it out."
)
@click.option("--large-rounds", type=click.IntRange(1), default=3, show_default=True)
@click.option("--only", "names", type=click.Choice(NAMES), multiple=True, help="Measure only this; the kept results stay as they are.")
@click.option("--quick", is_flag=True, help="A smoke run of all, in under a minute; the kept results stay as they are.")
def main(events: int, rounds: int, large: int, large_rounds: int, names: tuple[str, ...], quick: bool) -> None:
    """Measure the validator beside others; write benchmarks/results/latest.json and docs/benchmarks.md."""
    from benchmarks.report import DOCUMENT, as_document, target_lines

    plan = Plan(
        events, rounds, large or None, large_rounds, max(1, rounds // 2), max(60, events // 4), (5_000, 20_000), 10, names=frozenset(names)
    )
    if quick:
        plan = Plan(20_000, 1, None, 1, 1, 5_000, (1_000,), 1, agree_events=2_000, names=frozenset(names))
    results = run(plan, click.echo)
    file, document = (FOLDER / "latest.json", FOLDER / "benchmarks.md") if quick or names else (LATEST, DOCUMENT)
    write(results, file)
    document.write_text(as_document(results), encoding="utf-8")
    click.echo("\n".join(["", *target_lines(results), "", f"written: {shown_path(file)}, {shown_path(document)}"]))


def shown_path(file: Path) -> str:
    """The path as one would type it here."""
    return str(file.relative_to(PROJECT))


if __name__ == "__main__":
    main()
