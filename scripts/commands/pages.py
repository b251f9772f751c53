"""What the commands that write a generated document have in common."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.commands.ends import Refusal, fail
from scripts.commands.terminal import beside, opened, tell_changes

if TYPE_CHECKING:
    from scripts.package import Package
    from scripts.whole_file import Change


def write_page(
    command: str,
    written: "Callable[[Package, Path, bool], Change | None]",
    descriptor: Path,
    output: Path | None,
    usual: Path,
    only_check: bool,
) -> None:
    """Bring a document up to date and end the command: `output`, or `usual` beside the descriptor; only look with `only_check`."""
    from scripts.codebook import CannotDescribe
    from scripts.rows import UnreadableTable
    from scripts.sql_header import UnknownForm

    try:
        change = written(opened(descriptor), output or beside(descriptor, usual), only_check)
    except (CannotDescribe, UnknownForm) as error:
        raise Refusal(str(error)) from error
    except UnreadableTable as error:
        fail(f"{error.finding.path}: {error.finding.message}")
    tell_changes(command, [str(change)] if change else [], only_check)
    sys.exit(1 if only_check and change else 0)
