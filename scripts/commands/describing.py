"""How is it cited and found? The commands that print citations and write descriptions for catalogues."""

import sys
from pathlib import Path

import click

from scripts.commands.ends import Refusal, fail
from scripts.commands.terminal import beside, opened, tell_changes
from scripts.descriptions.registry import COMMITTED, DESCRIPTIONS, CannotDescribe

OF_ALL = [one.name for one in DESCRIPTIONS.values() if one.is_citation]
OF_ONE = ["text", "bibtex", "ris", "markdown", "csl-json"]  # of one record; a test holds them to those of cite_record
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
@click.argument("record_id", required=False)
@click.option(
    "--as",
    "form",
    type=click.Choice(list(dict.fromkeys([*OF_ALL, *OF_ONE]))),
    default="text",
    show_default=True,
    help="The form of the citation.",
)
@click.pass_obj
def cite(descriptor: Path, record_id: str | None, form: str) -> None:
    """Print how to cite the package, or the event, figure, unit, place, claim, passage or source of an id.

    Example: python -m scripts cite wp-s18-c2
    """
    from scripts.descriptions.registry import described

    known = OF_ONE if record_id else OF_ALL
    if form not in known:
        raise Refusal(f"{'one record' if record_id else 'the whole'} is cited as {', '.join(known)}, not as {form}")
    if record_id:
        click.echo(_of_record(descriptor, record_id, form), nl=False)
        return
    try:
        click.echo(described(opened(descriptor), form), nl=False)
    except CannotDescribe as error:
        raise Refusal(str(error)) from error


def _of_record(descriptor: Path, record_id: str, form: str) -> str:
    from scripts.cite_record import CannotCite, record_citation
    from scripts.rows import UnreadableTable

    try:
        return record_citation(opened(descriptor), record_id, form)
    except CannotCite as error:
        raise Refusal(str(error)) from error
    except UnreadableTable as error:
        fail(f"{error.finding.path}: {error.finding.message}")
