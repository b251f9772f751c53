"""What do others have of it? The command that looks for our events in the data set of others."""

import sys
from pathlib import Path

import click

from scripts.commands.ends import Refusal, fail
from scripts.commands.terminal import opened, tell_changes


@click.command("match-ged")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", default="ucdp-ged-21-1", show_default=True, help="The edition of UCDP GED that FILE is, by its id in sources.csv.")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if something would change.")
@click.pass_obj
def match_ged(descriptor: Path, file: Path, source: str, only_check: bool) -> None:
    """Write ged_matches.csv anew from FILE, events of UCDP GED as CSV.

    Example: python -m scripts match-ged GEDEvent_v21_1.csv
    """
    from scripts.ged_matching import CannotMatch
    from scripts.ged_matching import match_ged as matched
    from scripts.rows import UnreadableTable

    try:
        result = matched(opened(descriptor), file, source, only_check)
    except CannotMatch as error:
        raise Refusal(str(error)) from error
    except UnreadableTable as error:
        fail(f"{error.finding.path}: {error.finding.message}")
    click.echo(f"match-ged: {result.matches} matches with {result.read} events")
    tell_changes("match-ged", [str(result.change)] if result.change else [], only_check)
    sys.exit(1 if only_check and result.change else 0)
