"""What is handed out, and how it differs from what was. The commands that build a release and compare two."""

from pathlib import Path

import click

from scripts.commands.ends import Refusal, fail
from scripts.commands.terminal import beside

DIST = Path("dist")


@click.command()
@click.option("--output", type=click.Path(path_type=Path), help=f"The folder to write; {DIST} beside the descriptor if not said.")
@click.pass_obj
def dist(descriptor: Path, output: Path | None) -> None:
    """Check the package and write its release: one zip, the exports beside it, and their SHA-256.

    Example: python -m scripts dist --output dist
    """
    from scripts.check import CouldNotCheck
    from scripts.release.dist import ForeignFolder, NotReleased
    from scripts.release.dist import dist as released
    from scripts.reports.text_report import as_text

    target = output or beside(descriptor, DIST)
    try:
        sums = released(descriptor, target)
    except NotReleased as error:
        fail("\n".join(error.reasons) or as_text(error.report).rstrip())
    except (CouldNotCheck, ForeignFolder) as error:
        raise Refusal(str(error)) from error
    for name, digest in sums.items():
        click.echo(f"{digest}  {name}")
    click.echo(f"{target}: {len(sums)} files and their sums")
