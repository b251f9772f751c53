"""What several commands do with the package they are given, the files they write and the terminal they print on."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scripts.commands.ends import Refusal, fail_with

if TYPE_CHECKING:
    from scripts.package import Package


def beside(descriptor: Path, path: Path) -> Path:
    """Where an output of a package goes unless told; in a package from elsewhere a link there could lead anywhere."""
    from scripts.package import inside

    found = inside(descriptor.parent, str(path))
    if found is None:
        raise Refusal(f"{path} beside the descriptor leads over a symbolic link: say with --output where to write")
    return found


def opened(descriptor: Path) -> "Package":
    """The package, or the end of the command if its descriptor is broken."""
    from scripts.package import BrokenPackage, open_package

    try:
        return open_package(descriptor)
    except BrokenPackage as broken:
        fail_with(broken)


def tell_changes(command: str, changes: Iterable[str], only_check: bool) -> None:
    """Print what a command has changed, or would change."""
    told = list(changes)
    for text in told:
        click.echo(f"{command}: {text}" if only_check else f"{command}: mended {text}")
    if not told:
        click.echo(f"{command}: nothing to change")


def width() -> int:
    """How many characters a line of the terminal holds; 120 if there is none."""
    import shutil

    return shutil.get_terminal_size((120, 40)).columns


def colour() -> bool:
    """Whether to print in colours."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ
