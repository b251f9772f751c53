"""What is handed out, and how it differs from what was. The commands that build a release and compare two."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scripts.commands.ends import Refusal, fail
from scripts.commands.terminal import beside

if TYPE_CHECKING:
    from scripts.package import Package

DIST = Path("dist")
FORMS = ("text", "json", "markdown")


@click.command()
@click.option("--output", type=click.Path(path_type=Path), help=f"The folder to write; {DIST} beside the descriptor if not said.")
@click.pass_obj
def dist(descriptor: Path, output: Path | None) -> None:
    """Check the package and write its release: one zip, the exports beside it, and their SHA-256.

    Example: python -m scripts dist --output dist
    """
    from scripts.check import CouldNotCheck
    from scripts.database import BuildFailed
    from scripts.descriptions.registry import CannotDescribe, descriptions
    from scripts.release.dist import ForeignFolder, NotReleased
    from scripts.release.dist import dist as released
    from scripts.reports.text_report import as_text

    target = output or beside(descriptor, DIST)
    try:
        sums = released(descriptor, target, _exported, descriptions)
    except NotReleased as error:
        fail("\n".join(error.reasons) or as_text(error.report).rstrip())
    except (BuildFailed, CannotDescribe) as error:
        fail(str(error))
    except (CouldNotCheck, ForeignFolder) as error:
        raise Refusal(str(error)) from error
    for name, digest in sums.items():
        click.echo(f"{digest}  {name}")
    click.echo(f"{target}: {len(sums)} files and their sums")


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True, help="How to print the comparison.")
@click.option(
    "--max-rows", type=click.IntRange(min=0), default=20, show_default=True, help="Rows of each kind to show of a table; JSON has all."
)
def compare(old: Path, new: Path, form: str, max_rows: int) -> None:
    """Compare two releases, and say whether the version of the new one fits what has changed.

    Each is a descriptor, the folder with one, or the zip of a release.

    Example: python -m scripts compare dist/idlib-april-2012-0.2.0.zip datapackage.json
    """
    from scripts.cache import Cache
    from scripts.comparison.comparison import comparison
    from scripts.comparison.forms import FORMS as PRINTED
    from scripts.comparison.opening import CannotCompare

    try:
        with comparison(old, new, Cache()) as found:
            for piece in PRINTED[form](found, max_rows):
                click.echo(piece, nl=False)
            fits = found.fits
    except CannotCompare as error:
        raise Refusal(str(error)) from error
    sys.exit(0 if fits else 1)


def _exported(package: "Package", folder: Path) -> list[Path]:
    from scripts.exports.folder import export

    return [one.file for one in export(package, folder)]
