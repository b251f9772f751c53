"""Where reports are written. What cannot be meant is refused before anything is checked."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from scripts.reports.renderings import BY_SUFFIX, Rendering


class RefusedTarget(Exception):
    """A report is not written to this file; the message is one sentence that says why."""


def targets(files: Iterable[Path], descriptor: Path) -> dict[Path, Rendering]:
    """The rendering for each file, by its suffix.

    Raises RefusedTarget for a suffix that no rendering has, and for a file that the package at `descriptor` is made of.
    """
    package = list(_files_of(descriptor))
    chosen = {}
    for file in files:
        if file.suffix not in BY_SUFFIX:
            known = ", ".join(f"{suffix} ({rendering.name})" for suffix, rendering in BY_SUFFIX.items())
            raise RefusedTarget(f"the report {file} has a suffix that stands for no form; known are {known}")
        if any(_is_same(file, part) for part in package):
            raise RefusedTarget(f"the report {file} would overwrite a file of the package")
        chosen[file] = BY_SUFFIX[file.suffix]
    return chosen


def _files_of(descriptor: Path) -> Iterator[Path]:
    """The descriptor and whatever file it names, as far as it can be read: what is wrong with it is found later."""
    yield descriptor
    try:
        document = json.loads(descriptor.read_bytes())
    except (ValueError, OSError, RecursionError):
        return
    resources = document.get("resources") if isinstance(document, dict) else None
    for resource in resources if isinstance(resources, list) else []:
        named = [resource.get("schema"), resource.get("path")] if isinstance(resource, dict) else []
        for path in [one for name in named for one in (name if isinstance(name, list) else [name])]:
            if isinstance(path, str):
                yield descriptor.parent / path


def _is_same(file: Path, part: Path) -> bool:
    try:
        return file.resolve() == part.resolve() or (file.exists() and part.exists() and file.samefile(part))
    except (OSError, ValueError):
        return False  # what is no path is no file
