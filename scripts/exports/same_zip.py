"""Zip files that have the same bytes wherever and whenever they are made."""

import io
import zipfile
from pathlib import Path

OLDEST = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


def rewrite(file: Path) -> None:
    """Write the zip file anew: members in their order, dated alike, and stored, since packing gives other bytes with another zlib."""
    content = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, OLDEST)
            member.external_attr, member.create_system = READABLE, 3  # as Unix would write it, also elsewhere
            new.writestr(member, old.read(name))
    file.write_bytes(content.getvalue())
