"""Is it right? The commands that check the package and its source."""

import re
import sys
from pathlib import Path
from typing import Any

import click

from scripts.commands.ends import Finished, Refusal
from scripts.commands.terminal import opened
from scripts.reports.renderings import BY_SUFFIX, RENDERINGS, folder_of


class Memory(click.ParamType[str]):
    """An amount of memory as the engine understands it."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> str:
        """The text itself, if it is an amount."""
        if not re.fullmatch(r"[0-9]+(\.[0-9]+)? ?[KMGT]i?B", value):
            self.fail(f"{value!r} is no amount of memory, as 500MB or 1GB.", param, context)
        return str(value)


MEMORY = Memory()


@click.command()
@click.option("--format", "form", type=click.Choice(list(RENDERINGS)), default="text", show_default=True, help="How to print the report.")
@click.option(
    "--report",
    "reports",
    type=click.Path(path_type=Path),
    multiple=True,
    help=f"Write the report to this file as well, in the form of its suffix: {' '.join(BY_SUFFIX)}. May be given several times.",
)
@click.option(
    "--max-findings", type=click.IntRange(min=1), default=100, show_default=True, help="Rows to show for each rule; all are counted."
)
@click.option("--referee/--no-referee", default=False, show_default=True, help="Ask frictionless as well: slow on large packages.")
@click.option(
    "--engine",
    type=click.Choice(["embedded", "spark"]),
    default="embedded",
    show_default=True,
    help="What runs the checks: DuckDB in this process, or Spark, at the master that SPARK_MASTER names (local[*] if it does not).",
)
@click.option("--memory-limit", type=MEMORY, help="The most memory to use, as 1GB; beyond 85 % of it, the engine writes to build/work.")
@click.option("--threads", type=click.IntRange(min=1), help="The number of threads of the engine; all cores if not said.")
@click.pass_obj
def validate(
    descriptor: Path,
    form: str,
    reports: tuple[Path, ...],
    max_findings: int,
    referee: bool,
    engine: str,
    memory_limit: str | None,
    threads: int | None,
) -> None:
    """Check the package against its schemas and all rules.

    Example: python -m scripts --package other/datapackage.json validate
    """
    from scripts.check import CouldNotCheck, Means, check
    from scripts.progress import Progress
    from scripts.reports.targets import RefusedTarget, targets

    try:
        wanted = targets(reports, descriptor)
    except RefusedTarget as error:
        raise Refusal(str(error)) from error
    try:
        with Progress() as progress:
            result = check(descriptor, max_findings, referee, Means(memory_limit, threads, tell=progress, engine=engine))
    except CouldNotCheck as error:
        raise Refusal(str(error)) from error
    folder = folder_of(descriptor)
    for target, rendering in wanted.items():
        _write(target, rendering.of(result, folder))
    click.echo(RENDERINGS[form].of(result, folder), nl=False)
    raise Finished(0 if result.passed else 1)


@click.command("verify-source")
@click.argument("article", type=click.Path(path_type=Path))
@click.option("--source", "source_id", help="The source that the article is, if several have passages with positions.")
@click.pass_obj
def verify_source(descriptor: Path, article: Path, source_id: str | None) -> None:
    """Prove position and hash of each passage against your copy of the article.

    Example: python -m scripts verify-source article.txt
    """
    from scripts.reports.text_report import finding_text
    from scripts.verify_source import CannotVerify, verified

    try:
        result = verified(opened(descriptor), article, source_id)
    except CannotVerify as error:
        raise Refusal("\n".join([str(error), *map(finding_text, error.findings)])) from error
    for finding in result.findings:
        click.echo(finding_text(finding))
    verdict = f"FAILED with {len(result.findings)} findings" if result.findings else "PASSED"
    proved = f"{result.proved} of {result.passages} passages of {result.source_id} proved"
    click.echo(f"{verdict}: {proved} in {result.characters:,} characters of {article}")
    sys.exit(1 if result.findings else 0)


def _write(target: Path, text: str) -> None:
    from scripts.whole_file import replace

    target.parent.mkdir(parents=True, exist_ok=True)
    replace(target, text.encode("utf-8"))
