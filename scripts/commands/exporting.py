"""In which forms do others take the data? The command that writes them."""

from pathlib import Path

import click

from scripts.commands.ends import Refusal, fail
from scripts.commands.terminal import beside, opened

FOLDER = Path("build/exports")


class ExportName(click.ParamType[str]):
    """The name of an export; the list of them is made only if one is named, so that other commands start fast."""

    name = "name"

    def convert(self, value: str, param: click.Parameter | None, context: click.Context | None) -> str:
        """The name itself, if there is such an export."""
        from scripts.exports.registry import EXPORTS

        if value not in EXPORTS:
            self.fail(f"{value!r} is none of {', '.join(EXPORTS)}.", param, context)
        return value


@click.command()
@click.option("--only", "names", type=ExportName(), multiple=True, help="Write this export and no other. May be given several times.")
@click.option("--output", type=click.Path(path_type=Path), help=f"The folder to write; {FOLDER} beside the descriptor if not said.")
@click.pass_obj
def export(descriptor: Path, names: tuple[str, ...], output: Path | None) -> None:
    """Write the data in the forms of other programs; validate the package first.

    Example: python -m scripts export --only excel
    """
    from scripts.database import BuildFailed, CannotWrite
    from scripts.exports.folder import export as exported

    target = output or beside(descriptor, FOLDER)
    try:
        written = exported(opened(descriptor), target, names)
    except CannotWrite as error:
        raise Refusal(str(error)) from error
    except BuildFailed as error:
        fail(str(error))
    for one in written:
        rows = "" if one.rows is None else f"{one.rows:,} rows"
        click.echo(f"{one.file.relative_to(target.resolve()).as_posix():<32} {rows:>12}  {one.description.partition('. ')[0].rstrip('.')}")
    click.echo(f"{target}: {len(written)} files and a README.txt that explains them.")
