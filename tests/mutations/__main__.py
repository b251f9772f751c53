"""Judges thousands of mutants and says what was tried, which rules found them, and where the judges differ."""

import multiprocessing
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import perf_counter

import click

from tests.mutations.battery import Battery, Verdict, summary
from tests.mutations.rules import ALL_RULES, UNREACHED
from tests.mutations.worker import Worker


@click.command()
@click.option("--count", default=5000, help="Number of mutations.")
@click.option("--seed", default=0, help="Another seed gives other mutants.")
@click.option("--frictionless", default=200, help="Number of packages that frictionless judges too; it is slow.")
@click.option("--together", default=6, help="Most mutations in one package; more of them are judged faster, and disturb one another more.")
@click.option("--jobs", default=2, help="Number of processes; the mutants and their numbers are the same with any.")
@click.option("--only", type=int, help="Judge the mutant of this number alone.")
def main(count: int, seed: int, frictionless: int, together: int, jobs: int, only: int | None) -> None:
    """Spoil packages in many small ways; exit code 1 where two judges differ or a rule was never broken."""
    began = perf_counter()
    with tempfile.TemporaryDirectory() as scratch:
        given = (Path(scratch), seed, count, _generated(Path(scratch) / "generated"), frictionless, together)
        if only is not None:
            Worker.start(*given)
            verdicts = [_shown(Worker.battery.verdict(only, Worker.mutants[only], frictionless=True))]
        else:
            counted = Battery(Path(scratch), seed, together, given[3])
            numbers = range(len(counted.breaks()) + len(counted.mutants(count)))
            fresh = multiprocessing.get_context("spawn")
            with ProcessPoolExecutor(jobs, mp_context=fresh, initializer=Worker.start, initargs=given) as pool:
                verdicts = [_shown(verdict) for verdict in pool.map(Worker.verdict, numbers, chunksize=4)]
    sys.exit(_told(verdicts, perf_counter() - began, everything=only is None and count >= 5000))


def _generated(folder: Path) -> dict[str, Path]:
    """A small package of the benchmarks, whose tables lean on each other in other ways than those of the real one."""
    from benchmarks.generate import generated

    return {"generated": generated(folder, events=20)}


def _shown(verdict: Verdict) -> Verdict:
    """The verdict, once its disagreements are on the screen: a long run need not be waited for."""
    for line in verdict.disagreements:
        click.echo(line)
    return verdict


def _told(verdicts: list[Verdict], seconds: float, everything: bool) -> int:
    disputed = sum(bool(verdict.disagreements) for verdict in verdicts)
    missed = ALL_RULES - UNREACHED.keys() - {one.rule for verdict in verdicts for one in verdict.found}
    click.echo("\n".join(summary(verdicts, ALL_RULES)))
    click.echo(f"{disputed} packages in dispute, {seconds:.0f} seconds")
    if everything and missed:
        click.echo(f"never broken: {', '.join(sorted(missed))}")
    return int(bool(disputed or (everything and missed)))


if __name__ == "__main__":
    main()
