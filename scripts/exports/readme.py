"""The README.txt of the folder: what each file is, and the words that belong to all of them."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from scripts.exports.about import WARNINGS, about
from scripts.exports.export import Export, Written
from scripts.exports.flat_export import ENDING
from scripts.exports.source import Source

FILE = "README.txt"
# By this line an older export is known, so that no folder of somebody else's is ever replaced.
SIGN = "This folder is made anew as a whole by each export: put nothing of your own into it."
FORMULAS = (
    f"In the files *{ENDING}.csv, text that begins with = + - @ or the like has a single quote before it, so that no spreadsheet takes it "
    "for a formula. To read such text as it was, take one single quote off wherever single quotes and then such a sign begin a cell. "
    "Plain numbers have none. The files begin with a byte order mark, so that Excel shows Arabic."
)
WIDTH = 110  # characters


def readme(source: Source, folder: Path, written: Mapping[Export, Sequence[Written]]) -> str:
    """The text for what has been `written` into the folder."""
    blocks = [list(_facts(source)), [SIGN], ["BEWARE", *(_item(warning) for warning in WARNINGS)]]
    blocks += [[_wrapped(export.description), *_files(folder, files)] for export, files in written.items() if files]
    flat = [file.file.stem for files in written.values() for file in files if file.file.match(f"*{ENDING}.csv")]
    blocks += [[_wrapped(FORMULAS)]] if flat else []
    blocks += [[f"THE COLUMNS OF {name}.csv", *_columns(source, name)] for name in flat]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _facts(source: Source) -> Iterator[str]:
    for label, text in about(source.facts).items():
        yield _wrapped(f"{label}: {text}")


def _files(folder: Path, files: Sequence[Written]) -> Iterator[str]:
    for one in files:
        rows = "" if one.rows is None else f" ({one.rows:,} rows)"
        yield _item(f"{one.file.relative_to(folder).as_posix()}{rows}: {one.description}")


def _columns(source: Source, name: str) -> Iterator[str]:
    for column in source.columns(name):
        yield _item(f"{column.name}: {column.words}")


def _item(text: str) -> str:
    return _wrapped(text, "- ", "  ")


def _wrapped(text: str, first: str = "", others: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=first, subsequent_indent=others, break_long_words=False, break_on_hyphens=False)
