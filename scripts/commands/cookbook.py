"""What do people ask? The command that answers the questions in queries/."""

import re
from pathlib import Path

import click

from scripts.commands.asking import DATABASE
from scripts.commands.ends import Refusal, fail
from scripts.commands.terminal import colour, width


@click.command()
@click.argument("question", nargs=-1, metavar="[QUESTION] [NAME=VALUE]...")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True, help="How to print the answer."
)
@click.option("--database", type=click.Path(path_type=Path), default=DATABASE, show_default=True, help="The database to ask.")
def ask(question: tuple[str, ...], form: str, database: Path) -> None:
    """Answer a question of the cookbook, or list all of them.

    Example: python -m scripts ask timeline-of-a-place place=Killi
    """
    from scripts.answers import listed, reply, told
    from scripts.query import NoDatabase, QueryFailed
    from scripts.questions import CannotAsk, by_name, questions

    names, values = _parted(question)
    known = questions()
    if not names and not values:
        click.echo(listed(known, width(), colour()), nl=False)
        return
    try:
        answer = reply(database, by_name(" ".join(names), known), values)
    except (CannotAsk, NoDatabase) as error:
        raise Refusal(str(error)) from error
    except QueryFailed as error:
        fail(str(error))
    click.echo(told(answer, form, width(), colour()), nl=False)


def _parted(words: tuple[str, ...]) -> tuple[list[str], dict[str, str]]:
    """What is no `name=value`, and what is. One word may hold several, as make hands them on: `deaths-in-taftanaz place=al-Rouge plain`."""
    parts = [part for word in words for part in re.split(r"\s+(?=\w+=)", word.strip()) if part]
    pairs = [re.fullmatch(r"(\w+)=(.*)", part, re.DOTALL) for part in parts]
    return [part for part, pair in zip(parts, pairs, strict=True) if not pair], {pair[1]: pair[2] for pair in pairs if pair}
