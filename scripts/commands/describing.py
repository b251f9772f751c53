"""How is it cited and found? The commands that print citations and write descriptions for catalogues."""

import sys
from pathlib import Path

import click

from scripts.commands.ends import Refusal
from scripts.commands.terminal import beside, opened, tell_changes
from scripts.descriptions.registry import COMMITTED, DESCRIPTIONS, CannotDescribe

CITATIONS = [one.name for one in DESCRIPTIONS.values() if one.is_citation]
KEPT = " and ".join(DESCRIPTIONS[name].file for name in COMMITTED)


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if something would change.")
@click.option(
    "--output", type=click.Path(path_type=Path), help=f"The folder for all descriptions; if not said, {KEPT} beside the descriptor."
)
@click.pass_obj
def describe(descriptor: Path, only_check: bool, output: Path | None) -> None:
    """Write citation files and descriptions for catalogues from the descriptor.

    Example: python -m scripts describe --output build/descriptions
    """
    from scripts.descriptions.registry import written

    names = DESCRIPTIONS if output else COMMITTED
    folder = output or descriptor.parent
    if not output:
        for name in names:
            beside(descriptor, Path(DESCRIPTIONS[name].file))
    try:
        changes = written(opened(descriptor), folder, only_check, names)
    except CannotDescribe as error:
        raise Refusal(str(error)) from error
    tell_changes("describe", map(str, changes), only_check)
    sys.exit(1 if only_check and changes else 0)


@click.command()
@click.option("--as", "form", type=click.Choice(CITATIONS), default="text", show_default=True, help="The form of the citation.")
@click.pass_obj
def cite(descriptor: Path, form: str) -> None:
    """Print how to cite the package.

    Example: python -m scripts cite --as bibtex
    """
    from scripts.descriptions.registry import described

    try:
        click.echo(described(opened(descriptor), form), nl=False)
    except CannotDescribe as error:
        raise Refusal(str(error)) from error
