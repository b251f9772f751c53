"""What do the data say? The commands that build the database and ask it."""

import sys
from pathlib import Path

import click

from scripts.commands.ends import Refusal, fail
from scripts.commands.terminal import beside, colour, opened, width

DATABASE = Path("build/operation.duckdb")


@click.command()
@click.option("--output", type=click.Path(path_type=Path), help=f"The file to build; {DATABASE} beside the descriptor if not said.")
@click.pass_obj
def db(descriptor: Path, output: Path | None) -> None:
    """Build the DuckDB database with its views.

    Example: python -m scripts db
    """
    from scripts.database import BuildFailed, CannotWrite, build

    # Beside the package that it is made of: another package must not replace our database.
    target = output or beside(descriptor, DATABASE)
    try:
        counts = build(opened(descriptor), target)
    except CannotWrite as error:
        raise Refusal(str(error)) from error
    except BuildFailed as error:
        fail(str(error))
    click.echo(f'{target}: {len(counts)} tables, {sum(counts.values())} rows. Try: make query SQL="FROM timeline"')


@click.command()
@click.argument("sql")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True, help="How to print the answer."
)
@click.option("--database", type=click.Path(path_type=Path), default=DATABASE, show_default=True, help="The database to ask.")
def query(sql: str, form: str, database: Path) -> None:
    """Ask the database in SQL and print the answer.

    Example: python -m scripts query "FROM held_on('2012-04-13')"
    """
    from scripts.query import NoDatabase, QueryFailed, answer, rendered

    try:
        result = answer(database, sql)
    except NoDatabase as error:
        raise Refusal(str(error)) from error
    except QueryFailed as error:
        fail(str(error))
    click.echo(rendered(result, form, width=width(), colour=colour()), nl=False)


@click.command()
@click.option("--database", type=click.Path(path_type=Path), default=DATABASE, show_default=True, help="The database to ask.")
def shell(database: Path) -> None:
    """Open a prompt on the database; statements from a pipe are answered in turn.

    Example: python -m scripts shell
    """
    from scripts.query import NoDatabase
    from scripts.shell import shell as converse

    try:
        failures = converse(database, _say, _complain, colour=colour())
    except NoDatabase as error:
        raise Refusal(str(error)) from error
    sys.exit(1 if failures else 0)


def _say(text: str) -> None:
    click.echo(text, nl=False)


def _complain(text: str) -> None:
    click.echo(text, nl=False, err=True)
