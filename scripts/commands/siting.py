"""How do people look at it? The commands that build the pages and show them."""

from contextlib import suppress
from pathlib import Path

import click

from scripts.commands.ends import Refusal, fail
from scripts.commands.terminal import beside, opened

FOLDER = Path("build/site")
PORT = 8000
# What the pages are built from, beside the descriptor.
INPUTS = {
    "database": Path("build/operation.duckdb"),
    "release": Path("dist"),
    "report": Path("build/validation.html"),
    "packages": Path("build/npm/node_modules"),
}


@click.command()
@click.option("--output", type=click.Path(path_type=Path), help=f"The folder to write; {FOLDER} beside the descriptor if not said.")
@click.pass_obj
def site(descriptor: Path, output: Path | None) -> None:
    """Build the pages: map, timeline, evidence, numbers, SQL console, downloads; `make site` prepares what they are built from.

    Example: python -m scripts site
    """
    from scripts.cite_record import CannotCite
    from scripts.database import BuildFailed
    from scripts.site.assets import NoPackages
    from scripts.site.missing import MissingInput
    from scripts.site.site import Inputs, build_site
    from scripts.whole_folder import ForeignFolder

    target = output or beside(descriptor, FOLDER)
    package = opened(descriptor)
    inputs = Inputs(**{name: _there(descriptor, path) for name, path in INPUTS.items()})
    try:
        pages = build_site(package, inputs, target)
    except (ForeignFolder, MissingInput, NoPackages) as error:
        raise Refusal(str(error)) from error
    except (BuildFailed, CannotCite) as error:
        fail(str(error))
    click.echo(f"{target}: {pages} pages. Open {target / 'index.html'}; the SQL console needs `make serve`.")


def _there(descriptor: Path, path: Path) -> Path:
    found = beside(descriptor, path)
    if not found.exists():
        raise Refusal(f"{found} is not there: run make site, which prepares it")
    return found


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="The port; 0 takes any that is free.")
@click.option("--folder", type=click.Path(path_type=Path), help=f"The folder to show; {FOLDER} beside the descriptor if not said.")
@click.pass_obj
def serve(descriptor: Path, port: int, folder: Path | None) -> None:
    """Show the pages on this machine until Ctrl-C, so that the SQL console can run.

    Example: python -m scripts serve --port 8012
    """
    from scripts.site.serving import address, server

    target = folder or beside(descriptor, FOLDER)
    if not (target / "index.html").is_file():
        raise Refusal(f"{target} holds no pages: run make site")
    try:
        pages = server(target, port)
    except OSError as error:
        raise Refusal(f"port {port} cannot be used ({error.strerror or error}): name another, as in make serve PORT=8012") from error
    with pages:
        click.echo(f"{target} is shown at {address(pages)}, to this machine alone. Ctrl-C ends it.")
        with suppress(KeyboardInterrupt):
            pages.serve_forever()
    click.echo("\nserve: ended")
