"""On what do the data rest? The commands that tell of sources, account for their statements and compare two codings of them."""

import sys
from pathlib import Path

import click

from scripts.commands.ends import Refusal, fail
from scripts.commands.pages import write_page
from scripts.commands.terminal import opened

SOURCES = Path("docs/sources.md")
AGREEMENT = Path("docs/agreement.md")


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if something would change.")
@click.option("--output", type=click.Path(path_type=Path), help=f"The document to write; {SOURCES} beside the descriptor if not said.")
@click.pass_obj
def sources(descriptor: Path, only_check: bool, output: Path | None) -> None:
    """Write the page on the sources: what each says, what was made of it, and what was left out.

    Example: python -m scripts sources --check
    """
    from scripts.source_page import written

    write_page("sources", written, descriptor, output, SOURCES, only_check)


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if something would change.")
@click.option("--output", type=click.Path(path_type=Path), help=f"The document to write; {AGREEMENT} beside the descriptor if not said.")
@click.pass_obj
def agreement(descriptor: Path, only_check: bool, output: Path | None) -> None:
    """Write the page on how far two codings of the same statements agree, and how each disagreement was settled.

    Example: python -m scripts agreement --check
    """
    from scripts.agreement_page import written

    write_page("agreement", written, descriptor, output, AGREEMENT, only_check)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def account(descriptor: Path, file: Path) -> None:
    """Say of each statement in FILE, a CSV file with ref and url, whether it is coded or left out with a reason.

    Example: python -m scripts account statements.csv
    """
    from scripts.account import account as held
    from scripts.reports.text_report import visible
    from scripts.rows import UnreadableTable
    from scripts.side_lists import CannotRead

    try:
        result = held(opened(descriptor), file)
    except CannotRead as error:
        raise Refusal(str(error)) from error
    except UnreadableTable as error:
        fail(f"{error.finding.path}: {error.finding.message}")
    for problem in result.problems:
        click.echo(f"account: {visible(problem)}")
    number = len(result.problems)
    verdict = f"FAILED with {number} {'problem' if number == 1 else 'problems'}" if number else "PASSED"
    click.echo(f"{verdict}: of {result.given} statements {result.coded} are coded")
    click.echo(f"left out in a coded source: {result.uncoded}")
    click.echo(f"left out with their page: {sum(result.reasons.values())}")
    for reason, number in result.reasons.items():
        click.echo(f"  {visible(reason)}: {number}")
    sys.exit(1 if result.problems else 0)
