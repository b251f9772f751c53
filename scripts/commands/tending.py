"""Is all in its form and up to date? The commands that write the files of the package and its documents anew."""

import sys
from pathlib import Path

import click

from scripts.commands.ends import fail, fail_with
from scripts.commands.pages import write_page
from scripts.commands.terminal import opened, tell_changes

CODEBOOK = Path("docs/codebook.md")
COOKBOOK = Path("docs/queries.md")


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if something would change.")
@click.pass_obj
def tidy(descriptor: Path, only_check: bool) -> None:
    """Bring the CSV files into their one canonical form.

    Example: python -m scripts tidy --check
    """
    from scripts.reports.text_report import finding_text
    from scripts.tidy import tidy as brought_into_form

    result = brought_into_form(opened(descriptor), only_check)
    for finding in result.findings:
        click.echo(finding_text(finding))
    if result.note:
        click.echo(f"tidy: {result.note}")
    tell_changes("tidy", map(str, result.changes), only_check)
    sys.exit(1 if result.findings or (only_check and result.changes) else 0)


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if something would change.")
@click.pass_obj
def refresh(descriptor: Path, only_check: bool) -> None:
    """Write the sizes and hashes of the files into the descriptor.

    Example: python -m scripts refresh
    """
    from scripts.package import BrokenPackage
    from scripts.refresh import refresh as brought_up_to_date

    try:
        stale = brought_up_to_date(opened(descriptor), only_check)
    except BrokenPackage as broken:
        fail_with(broken)
    tell_changes("refresh", stale, only_check)
    sys.exit(1 if only_check and stale else 0)


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if something would change.")
@click.option("--output", type=click.Path(path_type=Path), help=f"The document to write; {CODEBOOK} beside the descriptor if not said.")
@click.pass_obj
def codebook(descriptor: Path, only_check: bool, output: Path | None) -> None:
    """Write the codebook from descriptor, schemas, rules, views and data.

    Example: python -m scripts codebook --check
    """
    from scripts.codebook import written

    write_page("codebook", written, descriptor, output, CODEBOOK, only_check)


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if something would change.")
@click.option("--output", type=click.Path(path_type=Path), help=f"The document to write; {COOKBOOK} beside the descriptor if not said.")
@click.pass_obj
def cookbook(descriptor: Path, only_check: bool, output: Path | None) -> None:
    """Write the cookbook: every question with its SQL, its answer and how to read it.

    Example: python -m scripts cookbook --check
    """
    from scripts.cookbook import written
    from scripts.database import BuildFailed

    try:
        write_page("cookbook", written, descriptor, output, COOKBOOK, only_check)
    except BuildFailed as error:
        fail(str(error))
