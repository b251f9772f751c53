"""The DuckDB file as it is built: tables with their types, keys and comments, and the views."""

import shutil
from pathlib import Path

from scripts.exports.export import Written
from scripts.exports.source import DATABASE, Source

FILE = DATABASE


def write(source: Source, folder: Path) -> list[Written]:
    """Copy the database, whose form DuckDB opens from 1.1 on (see scripts/database.py)."""
    file = folder / FILE
    shutil.copyfile(source.database, file)
    return [Written(file, None, "All tables with their types, keys and comments, and all views.")]
