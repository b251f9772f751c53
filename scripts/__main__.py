"""The command line: `python -m scripts COMMAND`. Each command imports what it needs, so that the others start fast."""

import atexit
import gc
import os
import sys
from pathlib import Path

import click

from scripts.commands.asking import db, query, shell
from scripts.commands.comparing import match_ged
from scripts.commands.cookbook import ask
from scripts.commands.describing import cite, describe
from scripts.commands.ends import Commands, Finished
from scripts.commands.exporting import export
from scripts.commands.releasing import compare, dist
from scripts.commands.siting import serve, site
from scripts.commands.sourcing import account, agreement, sources
from scripts.commands.tending import codebook, cookbook, refresh, tidy
from scripts.commands.validating import validate, verify_source

COMMANDS = (
    validate,
    db,
    query,
    shell,
    ask,
    cite,
    export,
    dist,
    site,
    serve,
    compare,
    verify_source,
    match_ged,
    account,
    tidy,
    refresh,
    codebook,
    cookbook,
    sources,
    agreement,
    describe,
)
FEW_COLLECTIONS = 20_000  # new objects between two looks for garbage in circles, of which a short run makes hardly any


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--package",
    "descriptor",
    type=click.Path(path_type=Path),
    default=Path("datapackage.json"),
    show_default=True,
    help="The descriptor of the package to work on.",
)
@click.pass_context
def main(context: click.Context, descriptor: Path) -> None:
    """Validate, query and describe the data package."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    context.obj = descriptor


for command in COMMANDS:
    main.add_command(command)


def _run() -> None:
    """Run the command that was asked for as the only thing that this process does."""
    gc.set_threshold(FEW_COLLECTIONS)
    try:
        main()
    except Finished as end:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
        # Taking the interpreter apart takes longer than it helps: the system takes back everything at once.
        atexit._run_exitfuncs()
        os._exit(int(str(end.code)))


if __name__ == "__main__":
    _run()
